import { describe, expect, it } from "vitest";
import { databaseAccess, progress } from "./wire-database";

describe("the rule of access", () => {
  it.each([
    ["%", "everywhere", []],
    ["127.0.0.1", "localhost", []],
    ["10.0.0.1", "addresses", ["10.0.0.1"]],
    ["10.0.0.1,10.0.0.2", "addresses", ["10.0.0.1", "10.0.0.2"]],
    ["127.0.0.1\n10.0.0.2 2001:db8::1", "addresses", ["127.0.0.1", "10.0.0.2", "2001:db8::1"]],
    [["10.0.0.1"], "addresses", ["10.0.0.1"]],
  ])("may be %j", (msg, from, addresses) => {
    expect(databaseAccess.parse({ status: true, msg })).toEqual({ from, addresses });
  });

  it.each([{ status: true }, { status: true, msg: "" }, [], "", null, undefined])(
    "is not there: %j",
    (data) => {
      expect(databaseAccess.safeParse(data).success).toBe(false);
    },
  );
});

describe("progress", () => {
  it.each([
    ["100%", { percent: 100, said: "100%" }],
    ["33.5 %", { percent: 33.5, said: "33.5 %" }],
    [75, { percent: 75, said: "75" }],
    ["120%", { percent: 100, said: "120%" }],
    ["备份完成", { said: "备份完成" }],
    ["", {}],
    [undefined, {}],
  ])("may be %j", (msg, ours) => {
    expect(progress.parse({ status: true, msg })).toEqual(ours);
  });

  it.each([[[]], [{}], [""], [null], [undefined]])("may be nothing: %j", (data) => {
    expect(progress.parse(data)).toEqual({});
  });
});
