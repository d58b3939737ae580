/** Lookups of 911Proxy (`reseller.proxy911.getPackages()`) and its typed client. */
export { Proxy911Client as Client } from "./api/client";
export * from "./lookups";
export type { Member } from "./proxy-account-set/state";
