import { Big } from "big.js";
import type { DatabaseProduct } from "../api/databases";
import type { Estimate } from "../../core/estimate";
import { money, sum, times, type Money, type Price } from "../../core/money";
import { percentByMonths } from "../prices";
import { monthsOf } from "../../core/aspects/term";

/** What a term of so many months costs, at the price of a month and the discounts of a product. */
export function termPrice(product: DatabaseProduct | undefined, monthly: Price, months: number): Price {
  if (monthly === "not published") return monthly;
  return times(monthly, months, percentByMonths(product?.discounts, months).factor);
}

/** A published price as money. */
export function priceOf(amount: string | undefined, currency: string): Price {
  return amount === undefined ? "not published" : money(amount, currency);
}

/** By how much one price of a month is above another. */
export function difference(from: Price, to: Price): Price {
  if (from === "not published" || to === "not published") return "not published";
  return money(new Big(to.amount).minus(from.amount), to.currency);
}

/** What a month costs, and its items in words. */
export interface Monthly {
  readonly price: Price;
  readonly words: readonly string[];
}

/** The invoice of a purchase by these terms. In words why there is none. */
export function estimateOf(
  product: DatabaseProduct,
  { price, words }: Monthly,
  terms: readonly number[],
): Estimate | string {
  if (price === "not published") return "not published: the panel lists no price of this product";
  const dues = terms
    .map((months) => termPrice(product, price, months))
    .filter((due): due is Money => due !== "not published");
  const months = terms.reduce((total, term) => total + term, 0);
  const discount = percentByMonths(product.discounts, terms[0] ?? 1).words;
  return {
    purchasePrice: sum(dues, price.currency).amount,
    monthlyPrice: price.amount,
    words: [...words, monthsOf(months), ...(discount === undefined ? [] : [discount])].join("; "),
  };
}
