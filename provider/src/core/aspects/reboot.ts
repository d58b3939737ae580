import { isReinstalled, powerAfter, type Aspect } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";

/**
 * A restart, asked for by any change of `rebootTriggers`. A machine that is installed anew is restarted by that.
 * @param isDoubtful whether the vendor does not say what it does with a machine that is off: then one that is not stopped by this very
 *   plan is only warned of.
 */
export function reboot<A extends { readonly rebootTriggers?: unknown }, O extends CommonObserved, C>({
  calls,
  words = () => "restart the machine",
  isDoubtful = false,
}: {
  readonly calls: (wanted: Partial<A>) => Change<O>["calls"];
  readonly words?: (wanted: Partial<A>) => string;
  readonly isDoubtful?: boolean;
}): Aspect<A, O, C> {
  return {
    plan({ wanted, observed, planned, isChanged }) {
      if (isReinstalled(planned) || !isChanged("rebootTriggers")) return {};
      const step: Change<O> = {
        kind: "reboot",
        words: words(wanted),
        interrupts: true,
        applies: ["rebootTriggers"],
        calls: calls(wanted),
      };
      const isStopped = planned.some(({ kind, target }) => kind === "power" && target === "stopped");
      const live = powerAfter(observed, planned);
      const isOff = isDoubtful ? live !== undefined && live !== "running" : live === "stopped";
      if (isOff && isDoubtful && !isStopped)
        return { steps: [step], warnings: [`${step.words}: it is off, and the panel may refuse that`] };
      const reason = `${step.words}: only a running machine can do that`;
      return isOff ? { faults: [{ property: "rebootTriggers", reason }] } : { steps: [step] };
    },
  };
}
