import type { Estimate } from "../../core/estimate";

/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface CloudServerConnection {
  /** The main address, or the shared one. */
  readonly host: string;
  /** Port of the remote login at `host`, where the panel tells it. */
  readonly port?: number;
  /** Login name of the machine. */
  readonly user: string;
  /** Secret. The password that was set last, or else the one that the panel lists. */
  readonly password: string;
}

/** Outputs of a `CloudServer` that no row of the panel has in these words. */
export interface CloudServerDerived {
  /** The line, as it was written. */
  readonly line: string;
  /** The image, as it was written. */
  readonly system: string;
  /** All addresses that the panel names, the main one first. */
  readonly ipAddresses: string[];
  /** Secret. The password that was set last. */
  readonly password: string | undefined;
  /** Secret. For `remote.Command` of `@pulumi/command`. */
  readonly connection: CloudServerConnection | undefined;
  /** What the purchase was to cost, by the published prices and your own. */
  readonly estimate: Estimate | undefined;
  /** The price of a month with these arguments, a decimal string; not there where nobody says what cores and memory cost. */
  readonly monthlyPrice: string | undefined;
}
