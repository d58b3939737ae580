/** Everything that users import. */
export { HyperVm, type HyperVmArgs } from "./rstack/resource";
export { BaremetalServer, type BaremetalServerArgs } from "./zkeys/resource";
export * as zkeys from "./zkeys";
