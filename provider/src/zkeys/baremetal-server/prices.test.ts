import { afterEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../core/language/language";
import { baremetalServer } from "./baremetal-server";
import {
  estimateOf,
  includedIn,
  monthlyPrice,
  monthlyPriceOfSizes,
  purchasePrice,
  renewalPrice,
  termFactor,
} from "./prices";
import { sizeWords } from "./size-plan";
import { aLine, aProduct, zkeysAccount } from "../../../test-support/zkeys-samples";
import { estimateOf as estimateForState } from "../../core/flow/estimate";

const line = aLine();
const product = aProduct();
const included = includedIn(product);
const yuan = (amount: string) => ({ amount, currency: "CNY" });

describe("the price of a term", () => {
  it.each([
    [1, "1"],
    [11, "1"],
    [12, "0.9"],
    [23, "0.9"],
    [24, "0.8"],
    [36, "0.7"],
    [60, "0.7"],
  ])("of %d months is multiplied by %s", (months, factor) => {
    expect(termFactor(months, line)).toBe(factor);
  });

  it("has no discount where the line says none", () => {
    expect(termFactor(36, aLine({ discount1: null, discount2: null, discount3: null }))).toBe("1");
  });

  it("is exact", () => {
    expect(purchasePrice(product, line, 12, "CNY")).toEqual(yuan("1080.00"));
    expect(purchasePrice(aProduct({ price: "33.33" }), aLine({ discount1: "0.85" }), 12, "CNY")).toEqual(
      yuan("339.97"),
    );
  });

  it("is not published without a price of the model, never zero", () => {
    expect(purchasePrice(aProduct({ price: "" }), line, 1, "CNY")).toBe("not published");
    expect(purchasePrice(undefined, line, 1, "CNY")).toBe("not published");
    expect(purchasePrice(product, undefined, 1, "CNY")).toBe("not published");
  });
});

describe("the price of a month", () => {
  it("is the model's and that of what goes beyond it", () => {
    expect(monthlyPrice(product, line, included, included, "CNY")).toEqual(yuan("100.00"));
    expect(
      monthlyPrice(product, line, included, { bandwidthMbps: 30, defenseGbps: 10, ipCount: 9 }, "CNY"),
    ).toEqual(yuan("510.00"));
    expect(
      monthlyPrice(product, line, included, { bandwidthMbps: 10, defenseGbps: 0, ipCount: 0 }, "CNY"),
    ).toEqual(yuan("100.00"));
  });

  it("is not published as soon as one of its parts is not", () => {
    const unpriced = aLine({ ip_price: "" });
    expect(monthlyPriceOfSizes({ bandwidthMbps: 10, ipCount: 1 }, unpriced, "CNY")).toBe("not published");
    expect(monthlyPriceOfSizes({ bandwidthMbps: 10, ipCount: 0 }, unpriced, "CNY")).toEqual(yuan("100.00"));
    expect(monthlyPrice(product, unpriced, included, { ...included, ipCount: 2 }, "CNY")).toBe(
      "not published",
    );
  });
});

describe("a renewal", () => {
  const monthly = yuan("100.00");

  it("costs what the purchase fixed, without a discount", () => {
    expect(
      renewalPrice({ renewPriceSetting: "monthly", renewPrice: "80.50" }, 12, monthly, line, "CNY"),
    ).toEqual(yuan("966.00"));
  });

  it("costs what the catalogue says where the panel's price counts", () => {
    expect(renewalPrice({ renewPriceSetting: "system" }, 12, monthly, line, "CNY")).toEqual(yuan("1080.00"));
    expect(renewalPrice({ renewPriceSetting: "system" }, 12, "not published", line, "CNY")).toBe(
      "not published",
    );
  });

  it.each([
    [{}],
    [{ renewPriceSetting: "byTerm", renewPricesByTerm: "{}" }],
    [{ renewPriceSetting: "monthly" }],
    [{ renewPriceSetting: "unknown" }],
  ])("has no published price where nobody knows it: %j", (terms) => {
    expect(renewalPrice(terms, 1, monthly, line, "CNY")).toBe("not published");
  });
});

describe("the estimate", () => {
  const totals = { bandwidthMbps: 30, defenseGbps: 5, ipCount: 1 };
  afterEach(() => {
    setLanguage(undefined);
  });

  it("has the purchase, the month, and where each price comes from", () => {
    expect(estimateOf({ product, line, terms: [12], totals }, "CNY")).toEqual({
      purchasePrice: "1080.00",
      monthlyPrice: "200.00",
      words:
        "E5, 12 months at CNY 100.00 (the model's price a month); times 0.9 (the line's factor for whole years); " +
        "10 Mbps more at CNY 10.00 each (the line's price a month)",
    });
  });

  it("is said in English whoever runs, because state has it", () => {
    setLanguage("zh");
    const stored = (sizes: typeof totals, terms: readonly number[]) =>
      estimateForState(
        { ...baremetalServer, estimate: () => estimateOf({ product, line, terms, totals: sizes }, "CNY") },
        { wanted: {}, names: {}, account: zkeysAccount, unknown: new Set() },
        undefined,
        new Date(),
      );
    expect(stored(totals, [12])).toHaveProperty(
      "words",
      expect.stringContaining("; 10 Mbps more at CNY 10.00 each (the line's price a month)"),
    );
    const defended = { ...totals, defenseGbps: included.defenseGbps + 5 };
    expect(stored(defended, [1])).toHaveProperty("words", expect.stringContaining("5 Gbps defense more at"));
    expect(sizeWords("defenseGbps", 5)).toBe("5 Gbps 防御");
  });

  it("adds the renewals that reach the term, without the upgrade that comes after them", () => {
    expect(estimateOf({ product, line, terms: [6, 1], totals }, "CNY")).toMatchObject({
      purchasePrice: "700.00",
      monthlyPrice: "200.00",
    });
  });

  it("is none where a price is not published", () => {
    expect(
      estimateOf({ product, line: aLine({ bandwidth_price: "" }), terms: [1], totals }, "CNY"),
    ).toBeUndefined();
    expect(estimateOf({ product: aProduct({ price: "" }), line, terms: [1], totals }, "CNY")).toBeUndefined();
  });
});
