import type { Estimate } from "../../core/estimate";

/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface PhysicalConnection {
  /** The first address. */
  readonly host: string;
  /** Port of the remote login, where the panel tells it. */
  readonly port?: number;
  /** Login name of the machine. */
  readonly user: string;
  /** Secret. The password that was set last, or else the one that the panel lists. */
  readonly password: string;
}

/** Outputs of a `LeaseServer` or an `IdcServer` that no row of the panel has in these words. */
export interface PhysicalDerived {
  /** The line, as it was written. */
  readonly line: string;
  /** The product, as it was written. */
  readonly product: string;
  /** The first address. */
  readonly ipAddress: string;
  /** Secret. The password that was set last. */
  readonly password: string | undefined;
  /** Secret. For `remote.Command` of `@pulumi/command`. */
  readonly connection: PhysicalConnection | undefined;
  /** What the purchase was to cost, by the published prices and your own. */
  readonly estimate: Estimate | undefined;
  /** The price of a month with these arguments, a decimal string. */
  readonly monthlyPrice: string | undefined;
}
