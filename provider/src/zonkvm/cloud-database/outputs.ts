import type { Estimate } from "../../core/estimate";

/** Outputs of a `CloudDatabase` that no row of the panel has in these words. */
export interface CloudDatabaseDerived {
  /** The web hosting that it came with, as it was written. */
  readonly hosting: string | undefined;
  /** The line, as it was written. */
  readonly line: string | undefined;
  /** The product, as it was written. */
  readonly product: string | undefined;
  /** Secret. The password that was set last, or else the one that the panel lists. */
  readonly password: string | undefined;
  /** What the purchase was to cost, by the published prices. */
  readonly estimate: Estimate | undefined;
  /** The price of a month at the purchase, a decimal string. */
  readonly monthlyPrice: string | undefined;
}
