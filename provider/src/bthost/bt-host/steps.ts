import type { HostChanges } from "../api/hosts";
import type { BtHostArguments } from "./arguments";
import type { BthostCatalog } from "../catalog";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Call, CallContext } from "../../core/plan";
import type { BthostClient } from "../api/client";
import type { BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import { clientLimits, limitKeys, type Limits } from "./shape";

export type HostAspect = Aspect<BtHostArguments, BtHostObserved, BthostCatalog>;
export type HostSituation = Situation<BtHostArguments, BtHostObserved, BthostCatalog>;
export type HostInput = PlanInput<BtHostArguments, BtHostObserved, BthostCatalog>;

/** One call to the panel. */
export function call(
  { account }: CallContext,
  send: (hosts: BthostClient["hosts"]) => Promise<unknown>,
  isDone: (row: BtHostObserved) => boolean,
): Call<BtHostObserved> {
  return { send: () => send(sessionOf(account).client.hosts).then(() => undefined), isDone };
}

/** An edit with one of the six limits as it is: servers before December 2020 refuse one that has none. */
export function editOf(
  changes: HostChanges,
  limits: { readonly [K in keyof Limits]?: number | undefined },
): HostChanges {
  const key = limitKeys.find((limit) => (limits[limit] ?? 0) > 0);
  return key === undefined ? changes : { ...clientLimits({ [key]: limits[key] }), ...changes };
}
