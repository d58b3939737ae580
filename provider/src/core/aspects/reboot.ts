import { isReinstalled, powerAfter, type Aspect, type Situation } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { say } from "../language/say";

/** Arguments of what can be restarted. */
interface Restarted {
  readonly rebootTriggers?: readonly unknown[] | undefined;
  readonly powerState?: "running" | "stopped" | undefined;
}

/**
 * A restart, asked for by any change of `rebootTriggers`. A machine that is installed anew is restarted by that.
 * @param isDoubtful whether the vendor does not say what it does with a machine that is off: then one that is not stopped by this very
 *   plan is only warned of.
 */
export function reboot<A extends Restarted, O extends CommonObserved, C>({
  calls,
  words = () => say("restart the machine"),
  isDoubtful = false,
  isStartedBefore = () => false,
}: {
  readonly calls: (wanted: Partial<A>) => Change<O>["calls"];
  readonly words?: (wanted: Partial<A>) => string;
  readonly isDoubtful?: boolean;
  /** Whether another step than that of the power has started it by then. */
  readonly isStartedBefore?: (situation: Situation<A, O, C>) => boolean;
}): Aspect<A, O, C> {
  return {
    plan(situation) {
      const { wanted, observed, planned, isChanged } = situation;
      if (isReinstalled(planned) || !isChanged("rebootTriggers")) return {};
      const step: Change<O> = {
        kind: "reboot",
        words: words(wanted),
        interrupts: true,
        applies: ["rebootTriggers"],
        calls: calls(wanted),
      };
      const isStopped = wanted.powerState === "stopped";
      const live = isStartedBefore(situation) ? "running" : powerAfter(observed, planned);
      const isOff = isDoubtful ? live !== undefined && live !== "running" : live === "stopped";
      if (isOff && isDoubtful && !isStopped)
        return {
          steps: [step],
          warnings: [say("{step}: it is off, and the panel may refuse that", { step: step.words })],
        };
      const reason = say("{step}: only a running machine can do that", { step: step.words });
      return isOff ? { faults: [{ property: "rebootTriggers", reason }] } : { steps: [step] };
    },
  };
}
