import Big from "big.js";
import { say } from "./language/say";

/** An amount of money. `amount` is a decimal string with two digits, never a float: `"860.00"`. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** A decimal amount in a row of a panel's, where not every price is one. */
export const decimalAmount = /^\d+(?:\.\d+)?$/;

/** What something costs, or the honest word that the vendor does not publish it. It is never guessed and never zero. */
export type Price = Money | "not published";

/** A decimal amount in the largest unit of the currency, rounded half up to two digits. */
export function money(amount: string | number | Big, currency: string): Money {
  return { amount: new Big(amount).round(2, Big.roundHalfUp).toFixed(2), currency };
}

/** `price × factor`, rounded once, at the end. Factors are multiplied exactly. */
export function times(price: Money, ...factors: (string | number)[]): Money {
  const product = factors.reduce<Big>((left, right) => left.times(right), new Big(price.amount));
  return money(product, price.currency);
}

/** The sum of amounts in one currency. An empty list is zero. */
export function sum(amounts: readonly Money[], currency: string): Money {
  const total = amounts.reduce<Big>((left, right) => {
    if (right.currency !== currency) throw new TypeError(`cannot add ${right.currency} to ${currency}`);
    return left.plus(right.amount);
  }, new Big(0));
  return money(total, currency);
}

/** The sums of amounts, one for each currency. */
export function sumsOf(amounts: readonly Money[]): readonly Money[] {
  const currencies = new Set(amounts.map(({ currency }) => currency));
  return [...currencies].map((currency) =>
    sum(
      amounts.filter((one) => one.currency === currency),
      currency,
    ),
  );
}

/** The sum, or `"not published"` as soon as one part is. */
export function sumOfPrices(prices: readonly Price[], currency: string): Price {
  const known = prices.filter((price) => price !== "not published");
  return known.length === prices.length ? sum(known, currency) : "not published";
}

/** Whether the amount is above the limit (a decimal string in the same currency). */
export function exceeds(amount: Money, limit: string): boolean {
  return new Big(amount.amount).gt(limit);
}

/** Whether the amount is zero. */
export function isZero(amount: Money): boolean {
  return new Big(amount.amount).eq(0);
}

/** For people: `CNY 6,020.00`. */
export function formatMoney({ amount, currency }: Money): string {
  const [whole = "0", cents = "00"] = amount.split(".");
  return `${currency} ${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** For people: `CNY 6,020.00`, or `price not published`. */
export function formatPrice(price: Price): string {
  return price === "not published" ? say("price not published") : formatMoney(price);
}
