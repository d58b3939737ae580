/** Lookups of 911Proxy: `reseller.proxy911.getPackages()`. */
export * from "./lookups";
export type { Member } from "./proxy-account-set-state";
