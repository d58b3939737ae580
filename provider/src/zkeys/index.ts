/** Lookups of ZKEYS (`reseller.zkeys.getLines()`) and its typed client. */
export { ZkeysClient as Client } from "./client";
export * from "./lookups";
export type { Connection, Ipmi } from "./resource";
