import { Big } from "big.js";
import { z } from "zod";
import type { Line, Product } from "../api/wire";
import { monthsOf } from "../../core/aspects/term";
import type { Estimate } from "../../core/estimate";
import { formatMoney, money, sum, times, type Money, type Price } from "../../core/money";
import { sizeKinds, type SizeKind } from "./observed";
import { sizeWords, type Sizes } from "./size-plan";
import type { Sentence } from "../language/say";

type Totals = Readonly<Record<SizeKind, number>>;

/** What the model includes. */
export function includedIn(product: Product): Totals {
  return {
    bandwidthMbps: product.bandwidthMbps ?? 0,
    defenseGbps: product.defenseGbps ?? 0,
    ipCount: product.ipCount ?? 0,
  };
}

function unitPrice(size: SizeKind, line: Line): string | undefined {
  return { bandwidthMbps: line.bandwidthPrice, defenseGbps: line.defensePrice, ipCount: line.ipPrice }[size];
}

/** The factor on the price of a term: the line's discount for one, two or three years. */
export function termFactor(months: number, line: Line): string {
  if (months >= 36) return line.threeYearFactor ?? "1";
  if (months >= 24) return line.twoYearFactor ?? "1";
  return months >= 12 ? (line.oneYearFactor ?? "1") : "1";
}

/** What these amounts cost a month on the line; `"not published"` as soon as one of them has no price. */
export function monthlyPriceOfSizes(amounts: Sizes, line: Line, currency: string): Price {
  const parts = sizeKinds
    .filter((size) => (amounts[size] ?? 0) > 0)
    .map((size) => {
      const unit = unitPrice(size, line);
      return unit === undefined ? undefined : times(money(unit, currency), amounts[size] ?? 0);
    });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? sum(known, currency) : "not published";
}

function extrasOver(included: Totals, totals: Totals): Sizes {
  return Object.fromEntries(sizeKinds.map((size) => [size, Math.max(0, totals[size] - included[size])]));
}

/** The price of a month with these totals. */
export function monthlyPrice(
  product: Product | undefined,
  line: Line | undefined,
  included: Totals,
  totals: Totals,
  currency: string,
): Price {
  if (product?.price === undefined || line === undefined) return "not published";
  const extras = monthlyPriceOfSizes(extrasOver(included, totals), line, currency);
  return extras === "not published" ? extras : sum([money(product.price, currency), extras], currency);
}

/** What the purchase itself costs: the model, for its term. */
export function purchasePrice(
  product: Product | undefined,
  line: Line | undefined,
  months: number,
  currency: string,
): Price {
  if (product?.price === undefined || line === undefined) return "not published";
  return times(money(product.price, currency), months, termFactor(months, line));
}

/** What the purchase's reply said about renewals. */
export const renewalTerms = z.object({
  renewPriceSetting: z.string().optional(),
  /** Per month, where it is fixed. */
  renewPrice: z.string().optional(),
  /** The panel's JSON of prices by term. */
  renewPricesByTerm: z.string().optional(),
});
export type RenewalTerms = z.infer<typeof renewalTerms>;

/** What is said of a renewal's price that no purchase's reply has told. */
export const byPriceList: Sentence = "by the price list, the panel may differ";

/** A renewal of so many months: fixed where the purchase's reply fixed it, else as the catalogue has it; unknown for a server whose purchase we did not see. */
export function renewalPrice(
  terms: RenewalTerms,
  months: number,
  monthly: Price,
  line: Line | undefined,
  currency: string,
): Price {
  switch (terms.renewPriceSetting) {
    case "monthly":
      return terms.renewPrice === undefined
        ? "not published"
        : times(money(terms.renewPrice, currency), months);
    case "system":
      if (monthly === "not published" || line === undefined) return "not published";
      return times(monthly, months, termFactor(months, line));
    default:
      return "not published";
  }
}

/** The invoice of a purchase with these sizes, for the inputs. */
export function estimateOf(
  parts: {
    readonly product: Product;
    readonly line: Line;
    readonly terms: readonly number[];
    readonly totals: Totals;
  },
  currency: string,
): Estimate | undefined {
  const { product, line, terms, totals } = parts;
  const included = includedIn(product);
  const monthly = monthlyPrice(product, line, included, totals, currency);
  // Upgrades come after the renewals of a purchase, and are paid for the whole term.
  const withoutExtras = monthlyPrice(product, line, included, included, currency);
  const bought = terms.map((months, index) =>
    index === 0
      ? purchasePrice(product, line, months, currency)
      : renewalPrice({ renewPriceSetting: "system" }, months, withoutExtras, line, currency),
  );
  const known = bought.filter((price): price is Money => price !== "not published");
  if (monthly === "not published" || known.length < bought.length || product.price === undefined)
    return undefined;
  const months = terms.reduce((total, term) => total + term, 0);
  const factor = termFactor(terms[0] ?? 1, line);
  const extras = extrasOver(included, totals);
  const priced = (unitPrice: string) => formatMoney(money(unitPrice, currency));
  // Core has them said in English, whoever runs.
  const words = [
    `${product.name ?? product.guid}, ${monthsOf(months)} at ${priced(product.price)} (the model's price a month)`,
    ...(new Big(factor).eq(1) ? [] : [`times ${factor} (the line's factor for whole years)`]),
    ...sizeKinds
      .filter((size) => (extras[size] ?? 0) > 0)
      .map(
        (size) =>
          `${sizeWords(size, extras[size] ?? 0)} more at ${priced(unitPrice(size, line) ?? "0")} each (the line's price a month)`,
      ),
  ];
  return {
    purchasePrice: sum(known, currency).amount,
    monthlyPrice: monthly.amount,
    words: words.join("; "),
  };
}
