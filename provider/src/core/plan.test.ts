import { isGuarded, lineOf, lineOfAll, spends, stepKinds, type Step } from "./step";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "./money";
import { beyondPlan } from "./plan";

const step = (change: Partial<Step>): Step => ({
  kind: "upgrade",
  words: "upgrade",
  applies: [],
  ...change,
});

const guarded: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom(...stepKinds),
    target: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
    limits: fc.dictionary(fc.constantFrom("months", "cpu"), fc.integer({ min: 1, max: 12 }), { maxKeys: 2 }),
  })
  .map((parts) => step({ ...parts, spends: true }));
const plans = fc.array(guarded, { maxLength: 5 });

describe("what was shown, held against what would be done", () => {
  it("allows the same, and any part of it", () => {
    fc.assert(
      fc.property(plans, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (shown, kept) => {
        expect(beyondPlan(shown, shown)).toEqual([]);
        expect(
          beyondPlan(
            shown,
            shown.filter((_, index) => kept[index]),
          ),
        ).toEqual([]);
      }),
    );
  });

  it("allows any smaller amount or term", () => {
    fc.assert(
      fc.property(plans, (shown) => {
        const less = shown.map((one) => ({
          ...one,
          limits: Object.fromEntries(
            Object.entries(one.limits ?? {}).map(([key, amount]) => [key, amount - 1]),
          ),
        }));
        expect(beyondPlan(shown, less)).toEqual([]);
      }),
    );
  });

  it("never allows a larger amount, whatever else is there", () => {
    fc.assert(
      fc.property(plans, fc.nat(), fc.constantFrom("months", "cpu"), (shown, place, limit) => {
        fc.pre(shown.length > 0);
        const index = place % shown.length;
        const more = shown.map((one, at) =>
          at === index ? { ...one, limits: { ...one.limits, [limit]: (one.limits?.[limit] ?? 0) + 1 } } : one,
        );
        expect(beyondPlan(shown, more)).toContain(more[index]);
      }),
    );
  });

  it("never allows a kind or a target that was not shown", () => {
    fc.assert(
      fc.property(plans, guarded, (shown, extra) => {
        const isShown = shown.some(
          (one) => one.kind === extra.kind && (one.target ?? "") === (extra.target ?? ""),
        );
        fc.pre(!isShown);
        expect(beyondPlan(shown, [...shown, extra])).toContain(extra);
      }),
    );
  });

  it("counts several steps of a kind together, so that one call may become two of the same sum", () => {
    const renew = (months: number) => step({ kind: "renew", limits: { months }, spends: true });
    expect(beyondPlan([renew(6)], [renew(3), renew(3)])).toEqual([]);
    expect(beyondPlan([renew(6)], [renew(6), renew(1)])).toHaveLength(2);
    expect(beyondPlan([renew(3), renew(3)], [renew(6)])).toEqual([]);
  });

  const cny = (amount: string) => money(amount, "CNY");
  it.each<[shown: Partial<Step>, live: Partial<Step>, isBeyond: boolean]>([
    [{ due: cny("500") }, { due: cny("500") }, false],
    [{ due: cny("500") }, { due: cny("499.99") }, false],
    [{ due: cny("500") }, { due: cny("500.01") }, true],
    [{ due: cny("500") }, { due: money("1", "USD") }, true],
    [{ due: cny("500") }, { due: "not published" }, true],
    [{ due: "not published" }, { due: cny("500") }, false],
    [{}, { due: cny("0.01") }, true],
    [{ monthlyMore: cny("50") }, { monthlyMore: cny("60") }, true],
    [{ due: cny("5"), monthlyMore: cny("50") }, { due: cny("5"), monthlyMore: cny("50") }, false],
  ])("holds the price that was shown: %j, then %j", (shown, live, isBeyond) => {
    const renew = (price: Partial<Step>) => step({ kind: "renew", spends: true, ...price });
    expect(beyondPlan([renew(shown)], [renew(live)])).toHaveLength(isBeyond ? 1 : 0);
  });

  it("holds the sum of what several steps of a kind cost", () => {
    const renew = (amount: string) => step({ kind: "renew", spends: true, due: cny(amount) });
    expect(beyondPlan([renew("600")], [renew("300"), renew("300")])).toEqual([]);
    expect(beyondPlan([renew("600")], [renew("300"), renew("300.01")])).toHaveLength(2);
  });

  it("does not care for steps that cost nothing and hurt nobody", () => {
    expect(beyondPlan([], [step({ kind: "settings" }), step({ kind: "cancelDowngrade" })])).toEqual([]);
  });

  it("guards what is paid, destroys, interrupts, or moves the power", () => {
    expect(
      [{ spends: true }, { destroys: true }, { interrupts: true }, { kind: "power" as const }].map((change) =>
        isGuarded(step(change)),
      ),
    ).toEqual([true, true, true, true]);
    expect(isGuarded(step({}))).toBe(false);
  });
});

describe("the words of a step", () => {
  it.each([
    [{}, "upgrade"],
    [{ due: money("5", "CNY") }, "upgrade: CNY 5.00"],
    [{ due: "not published" as const }, "upgrade (price not published)"],
    [
      { due: "not published" as const, monthlyMore: money("50", "CNY") },
      "upgrade: CNY 50.00 more a month (due now: not published)",
    ],
    [
      { due: money("5", "CNY"), monthlyMore: money("50", "CNY") },
      "upgrade: CNY 5.00 (then CNY 50.00 more a month)",
    ],
    [
      { due: "not published" as const, monthlyMore: "not published" as const },
      "upgrade (price not published)",
    ],
  ])("have its price: %j", (change, words) => {
    expect(lineOf(step(change))).toBe(words);
  });

  it("are joined in the order in which the steps are made", () => {
    expect(lineOfAll([step({ words: "a" }), step({ words: "b" })])).toBe("a; then b");
    expect(spends([step({}), step({ spends: true })])).toBe(true);
    expect(spends([step({})])).toBe(false);
  });
});
