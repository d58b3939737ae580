import type { Estimate } from "../../core/estimate";

/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface Connection {
  /** The main address. */
  readonly host: string;
  /** Port of the image's login, where the panel tells it. */
  readonly port?: number;
  /** Login name of the machine. */
  readonly user: string;
  /** Secret. The password that was set last. */
  readonly password: string;
}

/** Outputs of a `BaremetalServer` that no row of the panel has in these words. */
export interface BaremetalServerDerived {
  /** The line, as it was written. */
  readonly line: string;
  /** The model, as it was written. */
  readonly product: string;
  /** The image, as it was written. */
  readonly system: string;
  /** All usable addresses that the panel or our upgrades named. Their masks and gateways: `reseller.zkeys.getServers`. */
  readonly ipAddresses: string[];
  /** Secret. The password that was set last. */
  readonly password: string | undefined;
  /** Secret. For `remote.Command` of `@pulumi/command`. */
  readonly connection: Connection | undefined;
  /** What the purchase was to cost by the published prices. */
  readonly estimate: Estimate | undefined;
  /** The published price of a month with these arguments, a decimal string. */
  readonly monthlyPrice: string | undefined;
  /** How renewals are priced, as the purchase's reply said: `system`, `monthly` (`renewPrice`) or `byTerm`. */
  readonly renewPriceSetting: string | undefined;
  /** Fixed price of a month at renewals (`renew_price`), a decimal string; there when `renewPriceSetting` is `monthly`. */
  readonly renewPrice: string | undefined;
  /** Prices of renewals by term (`renew_price`), JSON as the panel writes it; there when `renewPriceSetting` is `byTerm`. */
  readonly renewPricesByTerm: string | undefined;
  /** The panel's note on a fixed renewal price. */
  readonly renewPriceNote: string | undefined;
}
