import type { FaultKind } from "../../provider/src/sandbox";

/** Every kind of fault that a stand-in knows. */
export const faultKinds = [
  "lostBefore",
  "lostAfter",
  "http500Before",
  "http500After",
  "htmlBefore",
  "htmlAfter",
  "halfJsonBefore",
  "halfJsonAfter",
  "slow",
  "refused",
  "http429",
] as const satisfies FaultKind[];

/** Whether the panel carries out what such a fault strikes. */
export const isCarriedOut = (kind: FaultKind): boolean => kind.endsWith("After") || kind === "slow";
