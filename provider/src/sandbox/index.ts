export { startBthostSandbox, type BthostSandbox, type BthostSandboxOptions } from "./bthost/sandbox";
export type { TimeSpan } from "./clock";
export type { Fault, FaultKind } from "./faults";
export type { Hold } from "./holds";
export type { Order } from "./ledger";
export type { Overview, OverviewOrder, OverviewService } from "./overview";
export { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "./proxy911/sandbox";
export type { LoggedRequest } from "./request-log";
export type { StandIn } from "./stand-in";
export { standIns, type StandInKind } from "./stand-ins";
export {
  startZkeysSandbox,
  type SandboxOptions,
  type ServiceSummary,
  type ZkeysSandbox,
} from "./zkeys/sandbox";
export type { PanelControl, PanelPurchase } from "./zkeys/control";
export { startRstackSandbox, type RstackSandbox, type RstackSandboxOptions } from "./rstack/sandbox";
export { startZonkvmSandbox, type ZonkvmSandbox, type ZonkvmSandboxOptions } from "./zonkvm/sandbox";
