import { password as passwordAspect } from "../../core/aspects/password";
import { power } from "../../core/aspects/power";
import { reboot } from "../../core/aspects/reboot";
import { powerCycleConsent } from "../../core/consent";
import { passwordIn, type Call, type CallContext } from "../../core/plan";
import { stoppedForPassword } from "./extras";
import type { BaremetalServerObserved } from "./observed";
import { sessionOf } from "../session";
import type { BaremetalCalls, BaremetalAspect, BaremetalSituation } from "./steps";
import { say } from "../language/say";

const nothing = (call: Promise<unknown>): Promise<undefined> => call.then(() => undefined);

function stopCall(
  { serviceId }: BaremetalServerObserved,
  { account }: CallContext,
): Call<BaremetalServerObserved> {
  return {
    send: () => nothing(sessionOf(account).client.stop(serviceId)),
    isDone: ({ powerState }) => powerState === "stopped",
  };
}

function startCall(
  { serviceId }: BaremetalServerObserved,
  { account }: CallContext,
): Call<BaremetalServerObserved> {
  return {
    send: () => nothing(sessionOf(account).client.start(serviceId)),
    isDone: ({ powerState }) => powerState === "running",
  };
}

/** Stops or starts the machine (`stop`, `start`). */
function setPower(to: "running" | "stopped"): BaremetalCalls {
  return (observed, context) => [
    to === "stopped" ? stopCall(observed, context) : startCall(observed, context),
  ];
}

/** Restarts the machine (`restart`). */
const restartServer: BaremetalCalls = ({ serviceId }, { account }) => [
  {
    send: () => nothing(sessionOf(account).client.restart(serviceId)),
    isDone: ({ powerState }) => powerState === "running",
    lags: true,
  },
];

/** Sets the password (`setpass`), which the panel only does on a machine that is off. */
function setPassword(stopFirst: boolean, startAfter: boolean): BaremetalCalls {
  return (observed, context) => {
    const { client } = sessionOf(context.account);
    const guid = observed.serviceId;
    const stopped = (send: Promise<unknown>, stoppedForPassword: boolean) =>
      send.then(() => ({ stoppedForPassword }));
    return [
      ...(stopFirst
        ? [{ ...stopCall(observed, context), send: () => stopped(client.stop(guid), startAfter) }]
        : []),
      {
        send: () => nothing(client.resetPassword(guid, passwordIn(context))),
        isDone: () => true,
        lags: true,
      },
      ...(startAfter
        ? [{ ...startCall(observed, context), send: () => stopped(client.start(guid), false) }]
        : []),
    ];
  };
}

/** A stop comes before what needs the machine off, a start after it. */
export const stop: BaremetalAspect = power({ calls: setPower, only: "stopped" });
export const start: BaremetalAspect = power({ calls: setPower, only: "running" });

/** Whether the machine has to be stopped for a new password. */
function stopsFirst({ wanted, observed }: BaremetalSituation): boolean {
  return observed.powerState === "running" && wanted.powerState !== "stopped";
}

/** Whether it is started after it, also where an earlier run has stopped it and has not come to that. */
function startsAfter(situation: BaremetalSituation): boolean {
  const isStopped = stopsFirst(situation) || stoppedForPassword(situation.recorded?.extra);
  return situation.wanted.powerState !== "stopped" && isStopped;
}

/** The password, which the panel sets on a machine that is off. */
export const password: BaremetalAspect = passwordAspect({
  argument: "password",
  set(situation) {
    const isStopped = stopsFirst(situation);
    const property = situation.wanted.password === undefined ? "passwordTriggers" : "password";
    return {
      words: isStopped ? say("set a new password (stops and starts the machine)") : say("set a new password"),
      interrupts: isStopped,
      consent: isStopped ? powerCycleConsent(property) : undefined,
      calls: setPassword(isStopped, startsAfter(situation)),
    };
  },
});

/** A restart. The panel does not say what it does with a machine that is off. */
export const restart: BaremetalAspect = reboot({
  calls: () => restartServer,
  isDoubtful: true,
  isStartedBefore: (situation) =>
    situation.planned.some(({ kind }) => kind === "password") && startsAfter(situation),
});
