import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../core/arguments";
import { fromEngine, toEngine } from "./unknowns";

const wire = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("values that the engine does not know yet", () => {
  it("are marked at any depth, whatever stands around them", () => {
    expect(fromEngine({ a: wire, b: [{ c: wire }, 1], d: null, e: `x${wire}` })).toEqual({
      a: UNKNOWN,
      b: [{ c: UNKNOWN }, 1],
      d: null,
      e: `x${wire}`,
    });
    expect(fromEngine(wire)).toBe(UNKNOWN);
  });

  it("come back as they came, and nothing else is touched", () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(wire),
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (properties) => {
        expect(toEngine(fromEngine(properties))).toEqual(properties);
      }),
    );
  });

  it("leave out what is undefined, which the engine cannot take", () => {
    expect(toEngine({ a: undefined, b: { c: undefined, d: [UNKNOWN] } })).toEqual({ b: { d: [wire] } });
  });
});
