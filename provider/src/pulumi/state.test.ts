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
const keys = fc.constantFrom("line", "ipAddress", "upgrades", "__token", "__schema", "claim");
const texts = fc.constantFrom("Hangzhou BGP", "10.0.0.1", "");
const names = fc.dictionary(keys, fc.record({ text: texts, id: fc.string() }), {
  noNullPrototype: true,
  minKeys: 1,
});
const properties = fc
  .tuple(fc.dictionary(keys, fc.oneof(texts, values), { noNullPrototype: true }), fc.option(names))
  .map(([given, named]) => (named === null ? given : { ...given, __names: named }));

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

  it("has a name's text once, and beside an argument that a policy may change its own", () => {
    const name = { text: "BGP", id: "1665" };
    const properties = { line: "BGP", __names: { line: name }, __arguments: ["line"] };
    expect(foldInputs({ line: "BGP", __names: { line: name } })).toEqual({
      line: "BGP",
      __state: '{"__names":{"line":["1665","BGP"]}}',
    });
    const folded = foldOutputs(properties, new Set());
    expect(folded.__state).toBe('{"__names":{"line":"1665"},"__arguments":["line"]}');
    expect(unfold(folded)).toEqual(properties);
    // Another line is applied than the one that is named.
    const other = { ...properties, line: "CN2" };
    expect(unfold(foldOutputs(other, new Set()))).toEqual(other);
    expect(unfold({ ...foldInputs({ line: "BGP", __names: { line: name } }), line: "changed" })).toEqual({
      line: "changed",
      __names: { line: name },
    });
  });

  it("says nothing of a name whose argument is gone, and nothing where there are no names", () => {
    expect(unfold({ __state: '{"__names":{"line":"1665"}}' })).toEqual({ __names: {} });
    expect(foldInputs({ line: "BGP", __names: {} })).toEqual({ line: "BGP" });
  });

  it("reads names as they were written at first", () => {
    const names = { line: { text: "BGP", id: "1665" } };
    expect(unfold({ line: "BGP", __state: JSON.stringify({ __names: names }) })).toEqual({
      line: "BGP",
      __names: names,
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
