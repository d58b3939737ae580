import { expect, test } from "vitest";
import { cap, Spending } from "./caps";
import { choose } from "./renew";
import { money } from "../core/money";
import type { Due } from "./due";

/** A service whose renewal costs this. Nothing else of it is looked at. */
const due = (amount: string, currency: string): Due =>
  ({
    obstacle: undefined,
    plan: {
      steps: [{ kind: "renew", words: "renew", spends: true, due: money(amount, currency), applies: [] }],
    },
    // The rest is for printing.
  }) as unknown as Due;

test("a cap is decimal, for the only currency or for each", () => {
  expect([...cap("500")]).toEqual([["", "500"]]);
  expect([...cap("USD=20.50", cap("CNY=500"))]).toEqual([
    ["CNY", "500"],
    ["USD", "20.50"],
  ]);
  for (const text of ["", "-1", "1.234", "1e3", "cny=5", "CNY=", "5 CNY"]) expect(() => cap(text)).toThrow();
  expect(() => cap("CNY=6", cap("CNY=5"))).toThrow("twice");
});

test("what is counted is exact to the last digit, and what does not fit is not counted", () => {
  const spending = new Spending(cap("0.30"));
  expect(spending.takes([money("0.10", "CNY"), money("0.20", "CNY")])).toBe(true);
  expect(spending.takes([money("0.01", "CNY")])).toBe(false);
  expect(spending.totals).toEqual([money("0.30", "CNY")]);
  const byCurrency = new Spending(cap("CNY=1"));
  expect(byCurrency.takes([money("0.01", "USD")])).toBe(false);
  expect(byCurrency.takes([money("1", "CNY")])).toBe(true);
});

test("what does not fit leaves room for what does, and one number bounds one currency", () => {
  const [dear, cheap] = [due("600", "CNY"), due("400", "CNY")];
  const { chosen, rest, total } = choose([cheap, dear, due("100", "CNY")], cap("500"), false);
  expect(chosen).toHaveLength(2);
  expect(rest.map(({ outcome }) => outcome.result)).toEqual(["over the cap"]);
  expect(total).toBe("CNY 500.00");
  expect(() => choose([dear, due("5", "USD")], cap("5000"), false)).toThrow(
    "one cap cannot bound CNY and USD",
  );
});
