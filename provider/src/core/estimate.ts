import type { Money } from "./money";

/** What a purchase with these arguments costs by the vendor's published prices. Amounts are decimal strings in the account's currency. */
export interface Estimate {
  /** What the purchase costs, a decimal string. */
  readonly purchasePrice: string;
  /** What a month of it costs, a decimal string; left out of what has no term. */
  readonly monthlyPrice?: string;
  /** Each item with its quantity, its unit price and where that comes from: one line, because the engine's time grows with properties. */
  readonly words: string;
}

/** The price of a month in an estimate. */
export function monthlyPriceOf({ monthlyPrice }: Estimate, currency: string): Money | undefined {
  return monthlyPrice === undefined ? undefined : { amount: monthlyPrice, currency };
}
