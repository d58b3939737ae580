import { describe, expect, it } from "vitest";
import { money } from "./money";
import { excessOf, spendLimitSchema, wordsOfLimit } from "./spend-limit";

const [yuan, dollars] = [(amount: string) => money(amount, "CNY"), (amount: string) => money(amount, "USD")];

describe("a limit of spending", () => {
  it.each([
    ["900", "900"],
    [900, "900"],
    ["CNY=500, USD=20.5", { CNY: "500", USD: "20.5" }],
    [
      { CNY: 500, USD: "20" },
      { CNY: "500", USD: "20" },
    ],
  ])("is read from %j", (given, limit) => {
    expect(spendLimitSchema.parse(given)).toEqual(limit);
  });

  it.each([["a lot"], ["-1"], ["1.234"], ["CNY"], ["yuan=5"], [{ CNY: "much" }], [true]])(
    "is not %j",
    (given) => {
      expect(spendLimitSchema.safeParse(given)).toMatchObject({ success: false });
    },
  );

  it("of one amount holds one currency, and says so where two are spent", () => {
    expect(excessOf([yuan("900")], "900")).toBeUndefined();
    expect(excessOf([yuan("900.01")], "900")).toBe("CNY 900.01");
    expect(excessOf([yuan("900"), dollars("0")], "900")).toBeUndefined();
    expect(excessOf([yuan("1"), dollars("1")], "900")).toContain(
      "CNY 1.00 and USD 1.00, and one amount limits one currency",
    );
  });

  it("by currency holds each, and nothing is spent in one that it does not name", () => {
    const limit = { CNY: "500", USD: "20" };
    expect(excessOf([yuan("500"), dollars("20")], limit)).toBeUndefined();
    expect(excessOf([yuan("500"), dollars("20.01")], limit)).toBe("USD 20.01");
    expect(excessOf([money("0.01", "EUR")], limit)).toBe("EUR 0.01");
    expect(wordsOfLimit(limit)).toBe("CNY 500 and USD 20");
  });
});
