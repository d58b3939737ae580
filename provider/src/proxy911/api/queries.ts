import type { AccountType, OrderStatus, OrderType, StaticIpStatus } from "../words";

/** An account to be added. */
export interface NewAccount {
  /** Letters and digits. */
  readonly username: string;
  /** Letters and digits. */
  readonly password: string;
}

/** What accounts that are added together have in common. */
export interface SharedByAccounts {
  /** Which packages they draw on (`product_type`). */
  readonly productType: AccountType;
  /** At most 64 Latin or 32 Chinese characters (`remark`). Default none. */
  readonly remark?: string | undefined;
}

/** Which traffic. Times are ISO 8601 with offset; the default is the last seven days. */
export interface UsageQuery {
  /** Begin (`start_time`), ISO 8601 with offset. Default: within the last seven days. */
  readonly from?: string | undefined;
  /** End (`end_time`), ISO 8601 with offset. Default: now. */
  readonly to?: string | undefined;
  /** Default: all accounts. Others that ever had the name count too. */
  readonly username?: string | undefined;
  /** Traffic of the packages of one type (`product_type`). Default: all. */
  readonly productType?: AccountType | undefined;
}

interface PageQuery {
  /** Counted from 1. Default 1. */
  readonly page?: number | undefined;
  /** Rows to ask for. Default 100. */
  readonly size?: number | undefined;
}

/** Which rows of a list, all pages of it. */
export type All<Query extends PageQuery> = Omit<Query, keyof PageQuery>;

export interface PackageQuery extends PageQuery {
  /** The order that bought them, by its whole number (`trade_no`). */
  readonly tradeNo?: string | undefined;
  /** Packages of one type (`product_type`). Default: all. */
  readonly productType?: AccountType | undefined;
}

export interface StaticIpQuery extends PageQuery {
  /** Country or region (`country_code`): `US`. Default: all. */
  readonly countryCode?: string | undefined;
  /** Residential or datacenter addresses (`product_type` 25 or 14). Default: both. */
  readonly productType?: "staticDatacenterIp" | "staticResidentialIp" | undefined;
  /** The order that bought them, by its number (`trade_no`). */
  readonly tradeNo?: string | undefined;
  /** Where they stand (`status`): `active`, `inactive`, `expiring` (about to expire), `maintenance`. Default: all. */
  readonly status?: StaticIpStatus | undefined;
}

export interface OrderQuery extends PageQuery {
  /** One order, by its number (`trade_no`). */
  readonly tradeNo?: string | undefined;
  /** Where they stand (`status`): `unpaid`, `paid`, `cancelled` (or not paid in time), `refunded`. Default: all. */
  readonly status?: OrderStatus | undefined;
  /** What was ordered (`product_type`): the only way to learn it of an order. Default: everything. */
  readonly productType?: OrderType | undefined;
}

/** Which addresses to extract. */
export interface Extraction {
  /** Country or region (`cc`): `US`. */
  readonly countryCode?: string | undefined;
  /** State or province of the country (`state`), such as `getStates` lists. */
  readonly state?: string | undefined;
  /** City of the state (`city`), such as `getCities` lists. */
  readonly city?: string | undefined;
  /** How many addresses (`num`). The vendor states no default and no limit. */
  readonly count?: number | undefined;
  /** How long an address is kept, in minutes (`life`). The vendor states no default. */
  readonly lifeMinutes?: number | undefined;
  /** The entry point of the proxy network: `us`, `hk`, `de`. */
  readonly entryPoint?: string | undefined;
  /** Default `json`. */
  readonly format?: "json" | "text" | undefined;
  /** What stands between two addresses of a text, escapes such as `\r\n` written out. Default: the vendor's. */
  readonly separator?: string | undefined;
}
