import type { Estimate } from "../../core/estimate";

/** Outputs of a `WebHosting` that no row of the panel has in these words. */
export interface WebHostingDerived {
  /** The line, as it was written. */
  readonly line: string;
  /** The product, as it was written. */
  readonly product: string;
  /** Secret. The FTP password that was set last, or else the one that the panel lists. */
  readonly ftpPassword: string | undefined;
  /** What the purchase was to cost, by the published prices. */
  readonly estimate: Estimate | undefined;
  /** The price of a month at the purchase, a decimal string. */
  readonly monthlyPrice: string | undefined;
}
