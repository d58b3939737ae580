/** Lookups of ZKEYS: `reseller.zkeys.getLines()`. */
export * from "./lookups";
export type { Connection, Ipmi } from "./resource";
