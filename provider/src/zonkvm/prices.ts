import { Big } from "big.js";
import { z } from "zod";
import type { Estimate } from "../core/estimate";
import { monthsOf } from "../core/aspects/term";
import { money, sum, times, type Money, type Price } from "../core/money";
import { say } from "./language/say";

/*
 * The panel has no quotation. What its catalogue says is counted where it is sure what that means; where a factor may or may not be
 * applied, the price without it stands, which is the larger one, and the words say so. They go into state (`estimate`): core has them said
 * in English, whoever runs.
 */

const price = z
  .string()
  .regex(/^\d+(\.\d{1,4})?$/, { error: () => say('is not a decimal string such as "12.50"') });

/** Your own prices of a month on one line, decimal strings. */
const ownLinePrices = z.strictObject({
  /** A core. */
  cpu: price.optional(),
  /** A GB of memory. */
  memoryGb: price.optional(),
  /** A GB of disk. */
  diskGb: price.optional(),
  /** A Mbit/s. */
  bandwidthMbps: price.optional(),
  /** A Gbit/s of DDoS defense. */
  defenseGbps: price.optional(),
  /** An address beyond the first. */
  ip: price.optional(),
});
export type OwnLinePrices = z.output<typeof ownLinePrices>;

export const ownPrices = z.record(z.string(), ownLinePrices);
export type OwnPrices = z.output<typeof ownPrices>;

/** Your own prices on a line, by its GUID or its name. */
export function ownPricesOn(
  prices: OwnPrices,
  line: { readonly guid: string; readonly name?: string | undefined } | undefined,
): OwnLinePrices {
  if (line === undefined) return {};
  return prices[line.guid] ?? prices[line.name ?? ""] ?? {};
}

/** The factor on the price of so many months, out of a table of discounts; 1 where none is sure. */
export interface TermFactor {
  readonly factor: string;
  /** In words, where there is one; or what may make it cheaper. */
  readonly words?: string;
}

const none: TermFactor = { factor: "1" };

/** A discount as the catalogue of cloud servers has it: factors from 0 to 1, each from so many months on. */
export function factorByMonths(
  discounts:
    readonly { readonly months?: number | undefined; readonly factor?: string | undefined }[] | undefined,
  months: number,
  whose = "line",
): TermFactor {
  const fitting = (discounts ?? []).filter((one) => one.months !== undefined && one.months <= months);
  const best = fitting.sort((one, other) => (other.months ?? 0) - (one.months ?? 0))[0];
  return discountFactor(best?.factor, `the ${whose}'s discount from ${best?.months ?? 0} months on`);
}

/** A factor that lowers a price; what is no such factor is not applied. */
export function discountFactor(factor: string | undefined, words: string): TermFactor {
  if (factor === undefined || new Big(factor).lte(0) || new Big(factor).gte(1)) return none;
  return { factor, words: `times ${factor} (${words})` };
}

/** Less than this is no percentage of a price that anybody sells for: it may be a factor, or tenths. */
const leastPercent = 10;

/** A discount as the catalogue of hosting and databases has it, by reading: percent to pay, each from so many months on. */
export function percentByMonths(
  discounts:
    readonly { readonly months?: number | undefined; readonly percent?: string | undefined }[] | undefined,
  months: number,
): TermFactor {
  const factors = discounts?.map((one) => ({
    months: one.months,
    factor:
      one.percent === undefined || new Big(one.percent).lt(leastPercent)
        ? undefined
        : new Big(one.percent).div(100).toString(),
  }));
  return factorByMonths(factors, months, "product");
}

/** An item of a month's price. */
export interface Item {
  readonly words: string;
  readonly price: Price;
}

/** What a month costs, and its items in words. */
export interface Monthly {
  readonly price: Price;
  readonly words: readonly string[];
}

/** What is more than comes without a price. */
export const beyond = (amount: number, free: number | undefined): number => Math.max(0, amount - (free ?? 0));

/** So many at the price of one; nothing at no price. */
export function itemOf(
  what: string,
  count: number,
  unit: { readonly own?: string | undefined; readonly published?: string | undefined },
  currency: string,
): Item[] {
  if (count === 0) return [];
  const price = unit.own ?? unit.published;
  if (price === undefined) return [{ words: `${count} ${what}: not published`, price: "not published" }];
  const whose = unit.own === undefined ? "the line's price a month" : "your price a month";
  return [
    {
      words: `${count} ${what} at ${currency} ${price} (${whose})`,
      price: money(new Big(price).times(count), currency),
    },
  ];
}

/** What a term of so many months costs. */
export function priceOfTerm(monthly: Price, months: number, { factor }: TermFactor): Price {
  return monthly === "not published" ? monthly : times(monthly, months, factor);
}

/** By how much one price is higher than another. */
export function difference(before: Price, after: Price): Price {
  if (before === "not published" || after === "not published") return "not published";
  return money(new Big(after.amount).minus(before.amount), after.currency);
}

/**
 * The invoice of a purchase.
 * @param terms the months of each call.
 * @param more what else should be known, in words.
 */
export function invoice(
  monthly: Monthly & { readonly price: Money },
  terms: readonly number[],
  factorOf: (months: number) => TermFactor,
  more: readonly string[] = [],
): Estimate {
  const { price } = monthly;
  const dues = terms.map((months) => priceOfTerm(price, months, factorOf(months)));
  const known = dues.filter((due): due is Money => due !== "not published");
  const months = terms.reduce((total, term) => total + term, 0);
  const { words } = factorOf(terms[0] ?? 1);
  return {
    purchasePrice: sum(known, price.currency).amount,
    monthlyPrice: price.amount,
    words: [...monthly.words, monthsOf(months), ...(words === undefined ? [] : [words]), ...more].join("; "),
  };
}
