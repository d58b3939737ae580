import { describe, expect, it } from "vitest";
import { z } from "zod";
import { redact } from "../../core/redact";
import * as scalars from "./scalars";

describe("a value of the panel's", () => {
  it.each<[string, z.ZodType, unknown, unknown]>([
    ["orderId", scalars.orderId, 1001, "1001"],
    ["orderId", scalars.orderId, "1001", "1001"],
    ["guid", scalars.guid, "20250407014442321990", "20250407014442321990"],
    ["guid", scalars.guid, "SP202605250001", "SP202605250001"],
    ["optionalGuid", scalars.optionalGuid, 0, undefined],
    ["optionalGuid", scalars.optionalGuid, "", undefined],
    ["optionalGuid", scalars.optionalGuid, "1659170726623836", "1659170726623836"],
    ["integer", scalars.integer, "-2", -2],
    ["integer", scalars.integer, 30, 30],
    ["integer", scalars.integer, "30.00", 30],
    ["integer", scalars.integer, "1.5", undefined],
    ["integer", scalars.integer, null, undefined],
    ["strictInteger", scalars.strictInteger, "10", 10],
    ["strictInteger", scalars.strictInteger, "", undefined],
    ["money", scalars.money, "168.00", "168.00"],
    ["money", scalars.money, 9, "9.00"],
    ["money", scalars.money, "0.125", "0.125"],
    ["money", scalars.money, "", undefined],
    ["decimal", scalars.decimal, "1.00", "1"],
    ["decimal", scalars.decimal, 85, "85"],
    ["password", scalars.password, "***", undefined],
    ["password", scalars.password, "", undefined],
    ["password", scalars.password, "Abc123!x", "Abc123!x"],
    ["texts", scalars.texts, "create,install", ["create", "install"]],
    ["texts", scalars.texts, '["1696639073705350"]', ["1696639073705350"]],
    ["texts", scalars.texts, "[20250409132657673518]", ["20250409132657673518"]],
    ["texts", scalars.texts, { "0": "a", "1": "b" }, ["a", "b"]],
    ["texts", scalars.texts, "[]", []],
    ["texts", scalars.texts, "", []],
    ["texts", scalars.texts, null, undefined],
    ["integers", scalars.integers, "1,2,12", [1, 2, 12]],
    ["integers", scalars.integers, [1, "2"], [1, 2]],
    ["integers", scalars.integers, 4, [4]],
    ["integers", scalars.integers, undefined, undefined],
    ["names", scalars.names, "德阳电信、Los Angeles", ["德阳电信", "Los Angeles"]],
    ["names", scalars.names, "", undefined],
    ["opaque", scalars.opaque, '{"a":1}', { a: 1 }],
    ["opaque", scalars.opaque, "[]", []],
    ["opaque", scalars.opaque, "", undefined],
    ["opaque", scalars.opaque, "[broken", "[broken"],
    ["time", scalars.time("Asia/Shanghai"), "2025-01-01 10:00:00", "2025-01-01T10:00:00+08:00"],
    ["time", scalars.time("Asia/Shanghai"), "2026-05-25 10:00", "2026-05-25T10:00:00+08:00"],
    ["time", scalars.time("Asia/Shanghai"), "soon", undefined],
    ["strictTime", scalars.strictTime("Asia/Shanghai"), "0000-00-00 00:00:00", undefined],
    ["strictTime", scalars.strictTime("UTC"), "2025-01-01 10:00:00", "2025-01-01T10:00:00Z"],
    ["word", scalars.word({ "1": "running" }), "1", "running"],
    ["word", scalars.word({ "1": "running" }), 9, "unknown"],
    ["word", scalars.word({ "1": "running" }), undefined, "unknown"],
    ["optionalWord", scalars.optionalWord({ "1": "running" }), 9, "unknown"],
    ["optionalWord", scalars.optionalWord({ "1": "running" }), undefined, undefined],
    ["rows", scalars.rows(z.int()), { "3": 1, "7": 2 }, [1, 2]],
    ["rows", scalars.rows(z.int()), "[1,2]", [1, 2]],
    ["rows", scalars.rows(z.int()), "", []],
    ["rows", scalars.rows(z.int()), {}, []],
    ["one", scalars.one(z.looseObject({})), [{ a: 1 }], { a: 1 }],
    ["one", scalars.one(z.looseObject({})), null, {}],
  ])("is read by %s: case %#", (_name, schema, wire, ours) => {
    expect(schema.parse(wire)).toEqual(ours);
  });

  it.each<[string, z.ZodType, unknown]>([
    ["orderId", scalars.orderId, "server_1001"],
    ["orderId", scalars.orderId, ""],
    ["guid", scalars.guid, null],
    ["strictInteger", scalars.strictInteger, "many"],
    ["money", scalars.money, "cheap"],
    ["strictTime", scalars.strictTime("UTC"), "soon"],
    ["rows", scalars.rows(z.int()), "words"],
  ])("spoils the reply where %s cannot read it: case %#", (_name, schema, wire) => {
    expect(schema.safeParse(wire).success).toBe(false);
  });

  it("is a secret where it is a password", () => {
    scalars.password.parse("only-in-this-test-9");
    expect(redact("it is only-in-this-test-9")).toBe("it is [secret]");
  });
});
