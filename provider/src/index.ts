/** Everything that users import. */
export {
  AccountRefusedError,
  ArgumentError,
  BrakeError,
  ConfigurationError,
  DecisionNeededError,
  NotSentError,
  RefusedError,
  ResellerError,
  UnavailableError,
  UnknownOutcomeError,
  UnreadableReplyError,
  type ErrorFacts,
  type CheckFailure,
} from "./core/errors";
export {
  ProxyAccount,
  ProxyAccountSet,
  ProxyOrder,
  type ProxyAccountArgs,
  type ProxyAccountSetArgs,
  type ProxyOrderArgs,
} from "./proxy911/resource";
export * as proxy911 from "./proxy911";
export {
  HyperUser,
  NatWebsite,
  PortMapping,
  Snapshot,
  type HyperUserArgs,
  type NatWebsiteArgs,
  type PortMappingArgs,
  type SnapshotArgs,
} from "./rstack/resource-children";
export * as rstack from "./rstack";
export { HyperVm, type HyperVmArgs } from "./rstack/resource";
export { BaremetalServer, type BaremetalServerArgs } from "./zkeys/resource";
export * as zkeys from "./zkeys";
