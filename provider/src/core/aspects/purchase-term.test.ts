import { expect, it } from "vitest";
import { lineOfAll } from "../step";
import { stepsOf } from "../plan";
import { purchaseForTerm } from "./purchase-term";

it.each([
  ["buy", "buy for a term that is not known yet (price not published)"],
  ["buy 4 CPU for", "buy 4 CPU for a term that is not known yet (price not published)"],
])("%s: a term that is not known yet is said as one", (words, line) => {
  const plan = purchaseForTerm(
    {
      wanted: {},
      before: undefined,
      observed: undefined,
      names: {},
      catalog: undefined,
      unknown: new Set(["months"]),
      account: { timeZone: "Asia/Shanghai" },
      now: new Date("2026-03-01T00:00:00Z"),
      // `as`: a purchase looks at nothing else of an account.
    } as never,
    {
      offer: { months: [1, 2, 3], timeZone: "Asia/Shanghai" },
      price: () => "not published",
      words,
      target: "a model",
      place: () => () => Promise.reject(new Error("nothing is ordered here")),
      renewal: () => ({ calls: () => [] }),
    },
  );
  expect(lineOfAll(stepsOf({ order: plan.order, steps: plan.steps }))).toBe(line);
});
