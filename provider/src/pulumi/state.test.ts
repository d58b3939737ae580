import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../core/arguments";
import { foldInputs, foldOutputs, unfold } from "./state";

const values = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.string()),
);
const keys = fc.constantFrom("line", "ipAddress", "upgrades", "__token", "__names", "__schema", "claim");
const properties = fc.dictionary(keys, values, { noNullPrototype: true });

describe("what is in state", () => {
  it("is read as it was written, through JSON", () => {
    fc.assert(
      fc.property(properties, fc.uniqueArray(keys), (given, shown) => {
        const plain: unknown = JSON.parse(JSON.stringify(given));
        for (const folded of [
          foldInputs(given),
          foldOutputs(given, new Set(shown)),
          foldOutputs(given, undefined),
        ])
          expect(unfold(JSON.parse(JSON.stringify(folded)) as Record<string, unknown>)).toEqual(plain);
      }),
    );
  });

  it("shows what people look at and the arguments that were given, and has the rest as one text", () => {
    const outputs = {
      line: "BGP",
      ipAddress: "10.0.0.1",
      upgrades: [{ size: "ipCount" }],
      __arguments: ["line"],
      __token: "rs-1",
      __provider: "text",
    };
    const { __state, ...shown } = foldOutputs(outputs, new Set(["ipAddress"]));
    expect(shown).toEqual({ line: "BGP", ipAddress: "10.0.0.1", __provider: "text" });
    expect(JSON.parse(String(__state))).toEqual({
      upgrades: [{ size: "ipCount" }],
      __arguments: ["line"],
      __token: "rs-1",
    });
  });

  it("leaves what is not known yet by itself, for the engine to see", () => {
    const inputs = { line: UNKNOWN, __names: { line: UNKNOWN }, __adopted: true, __token: UNKNOWN };
    expect(foldInputs(inputs)).toEqual({
      line: UNKNOWN,
      __names: { line: UNKNOWN },
      __token: UNKNOWN,
      __state: '{"__adopted":true}',
    });
  });

  it("fails on a text that it did not write", () => {
    expect(() => unfold({ __state: "no JSON" })).toThrow("is not the text of a state");
  });
});
