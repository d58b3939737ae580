import type { RstackClient } from "../api/client";
import type { TaskType } from "../api/wire-words";
import { passwordIn, type Call, type CallContext, type Change } from "../../core/plan";
import type { HyperVmObserved } from "./observed";
import { sessionOf } from "../session";
import { asTask } from "../tasks";

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

/** A call that goes on as a task of the machine, of this type. */
export function task(
  context: CallContext,
  { serviceId }: HyperVmObserved,
  type: TaskType,
  send: (client: RstackClient) => Promise<void>,
  isDone?: (row: HyperVmObserved) => boolean,
): Call<HyperVmObserved> {
  return asTask(context.account, serviceId, type, call(context, send, isDone));
}

/** Binds the addresses in the machine (`vm_setips`). @param isSet whether the record has those that are to be bound. */
export function bindAddresses(
  observed: HyperVmObserved,
  context: CallContext,
  isSet?: (row: HyperVmObserved) => boolean,
): Call<HyperVmObserved> {
  return task(context, observed, "resetIps", (client) => client.rebindIps(observed.serviceId), isSet);
}

/** Sets the password (`vm_resetps`), inside the running machine. */
export function setPassword(observed: HyperVmObserved, context: CallContext): Call<HyperVmObserved> {
  return task(context, observed, "resetPassword", (client) =>
    client.resetPassword(observed.serviceId, passwordIn(context)),
  );
}
