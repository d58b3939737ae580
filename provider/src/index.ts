export { BaremetalServer, type BaremetalServerArgs } from "./zkeys";
