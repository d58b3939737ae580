import type { RstackClient } from "../api/client";
import { passwordIn, type Call, type CallContext, type Change } from "../../core/plan";
import type { HyperVmObserved } from "./observed";
import { sessionOf } from "../session";

export type Calls = Change<HyperVmObserved>["calls"];

/** A call of the client's. */
export function call(
  { account }: CallContext,
  send: (client: RstackClient) => Promise<void>,
  isDone: (row: HyperVmObserved) => boolean = () => true,
  lags = false,
): Call<HyperVmObserved> {
  return { send: () => send(sessionOf(account).client).then(() => undefined), isDone, lags };
}

/** A call for which the controller may restart the machine: seeing it off is seeing that it has begun. */
export function restarting(
  { powerState }: HyperVmObserved,
  restart: Call<HyperVmObserved>,
): Call<HyperVmObserved> {
  return { ...restart, isBegun: (row) => powerState === "running" && row.powerState === "stopped" };
}

/** Binds the addresses in the machine (`vm_setips`). */
export const bindAddresses: Calls = ({ serviceId }, context) => [
  call(context, (client) => client.rebindIps(serviceId), undefined, true),
];

/** Sets the password (`vm_resetps`), inside the running machine. */
export function setPassword({ serviceId }: HyperVmObserved, context: CallContext): Call<HyperVmObserved> {
  return call(context, (client) => client.resetPassword(serviceId, passwordIn(context)), undefined, true);
}
