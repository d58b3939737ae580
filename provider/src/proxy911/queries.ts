import type { AccountType, OrderStatus, OrderType, StaticIpStatus } from "./words";

/** An account to be added. */
export interface NewAccount {
  /** Letters and digits. */
  readonly username: string;
  /** Letters and digits. */
  readonly password: string;
}

/** What accounts that are added together have in common. */
export interface SharedByAccounts {
  readonly productType: AccountType;
  readonly remark?: string | undefined;
}

/** Which traffic. Times are ISO 8601 with offset; the default is the last seven days. */
export interface UsageQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Default: all accounts. Others that ever had the name count too. */
  readonly username?: string | undefined;
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
  readonly tradeNo?: string | undefined;
  readonly productType?: AccountType | undefined;
}

export interface StaticIpQuery extends PageQuery {
  readonly countryCode?: string | undefined;
  readonly productType?: "staticDatacenterIp" | "staticResidentialIp" | undefined;
  /** The order that bought them. */
  readonly tradeNo?: string | undefined;
  readonly status?: StaticIpStatus | undefined;
}

export interface OrderQuery extends PageQuery {
  readonly tradeNo?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly productType?: OrderType | undefined;
}

/** Which addresses to extract. */
export interface Extraction {
  /** `US`. */
  readonly countryCode?: string | undefined;
  readonly state?: string | undefined;
  readonly city?: string | undefined;
  readonly count?: number | undefined;
  /** How long an address is kept, in minutes. */
  readonly lifeMinutes?: number | undefined;
  /** The entry point of the proxy network: `us`, `hk`, `de`. */
  readonly entryPoint?: string | undefined;
  /** Default `json`. */
  readonly format?: "json" | "text" | undefined;
  /** What stands between two addresses of a text, escapes such as `\r\n` written out. Default: the vendor's. */
  readonly separator?: string | undefined;
}
