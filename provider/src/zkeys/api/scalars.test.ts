import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { redact } from "../../core/redact";
import * as scalars from "./scalars";

const shanghai = "Asia/Shanghai";
const status = scalars.word({ "0": "off", "1": "on" });

const readings: [name: string, schema: z.ZodType, wire: unknown, ours: unknown][] = [
  ["text", scalars.text, " web ", "web"],
  ["text", scalars.text, 7, "7"],
  ["text", scalars.text, "", undefined],
  ["text", scalars.text, null, undefined],
  ["text", scalars.text, { a: 1 }, undefined],
  ["an id", scalars.id, "1708330228791024", "1708330228791024"],
  ["an id", scalars.id, 1708330228791024, "1708330228791024"],
  ["an id of another", scalars.optionalId, "160682598814128134", "160682598814128134"],
  ["an id of another", scalars.optionalId, "0", undefined],
  ["an id of another", scalars.optionalId, null, undefined],
  ["an integer", scalars.integer, "5", 5],
  ["an integer", scalars.integer, 5, 5],
  ["an integer", scalars.integer, "-1", -1],
  ["an integer", scalars.integer, "否", undefined],
  ["an integer", scalars.integer, "5.5", undefined],
  ["an integer", scalars.integer, "", undefined],
  ["a required integer", scalars.requiredInteger, "8", 8],
  ["a flag", scalars.flag, "1", true],
  ["a flag", scalars.flag, 0, false],
  ["a flag", scalars.flag, true, true],
  ["a flag", scalars.flag, "", undefined],
  ["a flag", scalars.flag, "2", undefined],
  ["money", scalars.money, "860.00", "860.00"],
  ["money", scalars.money, "860", "860.00"],
  ["money", scalars.money, 10.5, "10.50"],
  ["money", scalars.money, "0.125", "0.125"],
  ["money", scalars.money, null, undefined],
  ["a decimal", scalars.decimal, "0.500", "0.5"],
  ["a decimal", scalars.decimal, "1.00", "1"],
  ["a word", status, "1", "on"],
  ["a word", status, 0, "off"],
  ["a word", status, "9", "unknown"],
  ["a word", status, undefined, "unknown"],
  ["a time", scalars.time(shanghai), "2021-08-17 16:57:43", "2021-08-17T16:57:43+08:00"],
  ["a time", scalars.time("Asia/Tokyo"), "2021-08-17 16:57:43", "2021-08-17T16:57:43+09:00"],
  ["a time", scalars.time(shanghai), "2021-08-17", "2021-08-17T00:00:00+08:00"],
  ["a time", scalars.time(shanghai), "soon", undefined],
  ["a time", scalars.time(shanghai), "0000-00-00 00:00:00", undefined],
  ["a strict time", scalars.strictTime(shanghai), "2021-08-17 16:57:43", "2021-08-17T16:57:43+08:00"],
  ["a strict time", scalars.strictTime(shanghai), "", undefined],
  ["a strict time", scalars.strictTime(shanghai), "0000-00-00 00:00:00", undefined],
  ["texts", scalars.texts, "a,b，c", ["a", "b", "c"]],
  ["texts", scalars.texts, ["a", ["b"]], ["a", "b"]],
  ["texts", scalars.texts, { "0": "a", "5": "b" }, ["a", "b"]],
  ["texts", scalars.texts, 5, ["5"]],
  ["texts", scalars.texts, "", []],
  ["texts", scalars.texts, null, undefined],
  ["integers", scalars.integers, "1,8, 16", [1, 8, 16]],
  ["integers", scalars.integers, [1, "2", "x"], [1, 2]],
  ["integers", scalars.integers, "", undefined],
  ["integers", scalars.integers, null, undefined],
  ["a map", scalars.map, { "19": "", "250": "x", "7": null }, { "19": "", "250": "x", "7": "" }],
  ["a map", scalars.map, '{"19":"","250":"x"}', { "19": "", "250": "x" }],
  ["a map", scalars.map, [], {}],
  ["a map", scalars.map, "", undefined],
  ["a map", scalars.map, "{broken", undefined],
  ["rows", scalars.rows(scalars.integer), [1, "2"], [1, 2]],
  ["rows", scalars.rows(scalars.integer), { "0": 1, "3": 2 }, [1, 2]],
  ["rows", scalars.rows(scalars.map), { guid: "1" }, [{ guid: "1" }]],
  ["rows", scalars.rows(scalars.integer), {}, []],
  ["rows", scalars.rows(scalars.integer), null, []],
  ["rows", scalars.rows(scalars.integer), "", []],
  [
    "rows with a key",
    scalars.rows(scalars.map, "ip"),
    [{ ip: "1.2.3.4" }, { ip: null }, {}, "x"],
    [{ ip: "1.2.3.4" }],
  ],
  ["one", scalars.one(scalars.map), [{ a: "1" }], { a: "1" }],
  ["one", scalars.one(scalars.map), [], {}],
  ["one", scalars.one(scalars.map), null, {}],
];

describe("reading", () => {
  it.each(readings)("%s: %#", (_, schema, wire, ours) => {
    expect(schema.parse(wire)).toEqual(ours);
  });
});

describe("what decides money or identity", () => {
  it.each([
    ["an id that is missing", scalars.id, undefined],
    ["an empty id", scalars.id, ""],
    ["an id that is no number", scalars.id, "abc"],
    ["an id that JavaScript has rounded", scalars.id, 2 ** 57],
    ["an amount that is missing", scalars.requiredInteger, undefined],
    ["an amount in words", scalars.requiredInteger, "eight"],
    ["a negative amount", scalars.requiredInteger, "-8"],
    ["a price with separators", scalars.money, "1,000.00"],
    ["a price in words", scalars.money, "free"],
    ["a negative price", scalars.money, "-1.00"],
    ["a price in the notation of science", scalars.money, "1e3"],
    ["a factor in words", scalars.decimal, "none"],
    ["an end that is no time", scalars.strictTime(shanghai), "soon"],
    ["an end on a day that does not exist", scalars.strictTime(shanghai), "2021-02-30 00:00:00"],
  ])("is not guessed: %s", (_, schema, wire) => {
    expect(schema.safeParse(wire).success).toBe(false);
  });
});

it("a secret text is never shown again", () => {
  scalars.secretText.parse("b86sWRX/2ibpVbKnf0w+LQ==");
  expect(redact("got b86sWRX/2ibpVbKnf0w+LQ== back")).toBe("got [secret] back");
});
