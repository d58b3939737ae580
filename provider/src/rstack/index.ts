/** Lookups of RStack: `reseller.rstack.getNodes()`. */
export * from "./lookups";
export type { HyperVmConnection } from "./resource";
