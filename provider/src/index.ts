/** Everything that users import. */
export { BaremetalServer, type BaremetalServerArgs } from "./zkeys/resource";
export * as zkeys from "./zkeys";
