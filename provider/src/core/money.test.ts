import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exceeds, formatMoney, formatPrice, isZero, money, sum, sumOfPrices, times } from "./money";

const cents = fc.integer({ min: 0, max: 1_000_000_000_000 });
const amountOf = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;

describe("money", () => {
  it("has two digits, rounded half up, and no error of floats", () => {
    expect(money("1.005", "CNY").amount).toBe("1.01");
    expect(money("860", "CNY").amount).toBe("860.00");
    expect(sum([money("0.10", "CNY"), money("0.20", "CNY")], "CNY").amount).toBe("0.30");
  });

  it("is multiplied exactly and rounded once, at the end", () => {
    expect(times(money("33.33", "CNY"), 12, "0.85").amount).toBe("339.97");
    expect(times(money("100.00", "CNY"), "0.333", "3").amount).toBe("99.90");
  });

  it("adds up to the sum of its cents", () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (values) => {
        const total = values.reduce((left, right) => left + BigInt(right), 0n);
        const expected = `${total / 100n}.${String(total % 100n).padStart(2, "0")}`;
        expect(
          sum(
            values.map((value) => money(amountOf(value), "CNY")),
            "CNY",
          ).amount,
        ).toBe(expected);
      }),
    );
  });

  it("is never added across currencies", () => {
    expect(() => sum([money("1", "CNY"), money("1", "USD")], "CNY")).toThrow("cannot add USD to CNY");
  });

  it("is not published as soon as one part is not", () => {
    expect(sumOfPrices([money("1", "CNY"), "not published"], "CNY")).toBe("not published");
    expect(sumOfPrices([money("1", "CNY"), money("2", "CNY")], "CNY")).toEqual({
      amount: "3.00",
      currency: "CNY",
    });
    expect(isZero(sum([], "CNY"))).toBe(true);
  });

  it("exceeds a limit only above it", () => {
    expect(exceeds(money("900.00", "CNY"), "900")).toBe(false);
    expect(exceeds(money("900.01", "CNY"), "900")).toBe(true);
    expect(exceeds(money("1000", "CNY"), "999.99")).toBe(true);
  });

  it("is written with its currency and groups of three", () => {
    expect(formatMoney(money("6020", "CNY"))).toBe("CNY 6,020.00");
    expect(formatMoney(money("1234567.8", "USD"))).toBe("USD 1,234,567.80");
    expect(formatMoney(money("999", "CNY"))).toBe("CNY 999.00");
    expect(formatPrice("not published")).toBe("price not published");
  });
});
