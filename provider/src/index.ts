/** Everything that users import. A vendor's namespace has all of it; what is bought there and used by itself is exported here too. */
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
export * as bthost from "./bthost";
export { BtHost, type BtHostArgs } from "./bthost/resources";
export * as proxy911 from "./proxy911";
export { ProxyAccount, type ProxyAccountArgs } from "./proxy911/resources";
export * as rstack from "./rstack";
export { HyperVm, type HyperVmArgs } from "./rstack/resources";
export * as zkeys from "./zkeys";
export { BaremetalServer, type BaremetalServerArgs } from "./zkeys/resources";
export * as zonkvm from "./zonkvm";
export { CloudServer, LeaseServer, type CloudServerArgs, type LeaseServerArgs } from "./zonkvm/resources";
