import { password as setPassword, power as setPower, reboot as restartServer } from "./calls";
import { password as passwordAspect } from "../../core/aspects/password";
import { power } from "../../core/aspects/power";
import { reboot } from "../../core/aspects/reboot";
import { powerCycleConsent } from "../../core/consent";
import { stoppedForPassword } from "./extras";
import type { BaremetalAspect, BaremetalSituation } from "./steps";

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
  set(situation) {
    const isStopped = stopsFirst(situation);
    const property = situation.wanted.password === undefined ? "passwordTriggers" : "password";
    return {
      words: `set a new password${isStopped ? " (stops and starts the machine)" : ""}`,
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
