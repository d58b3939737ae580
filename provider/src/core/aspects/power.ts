import { powerAfter, type Aspect } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { say } from "../language/say";

/** Arguments of what can be stopped. */
interface Powered {
  readonly powerState?: "running" | "stopped" | undefined;
}

/** What is wanted of the power. */
type Power = NonNullable<Powered["powerState"]>;

/**
 * The power of a machine, where it is managed (`powerState`). A kind puts it where its other steps find the machine as they need it.
 * @param only plans a stop, or a start, alone: for kinds in which other steps come between the two.
 */
export function power<A extends Powered, O extends CommonObserved, C>({
  calls,
  words,
  only,
}: {
  readonly calls: (to: Power, wanted: Partial<A>) => Change<O>["calls"];
  /** Default: `stop the machine`, `start the machine`. */
  readonly words?: (to: Power, wanted: Partial<A>) => string;
  readonly only?: Power;
}): Aspect<A, O, C> {
  const step = (to: Power, wanted: Partial<A>): Change<O> => ({
    kind: "power",
    words: words?.(to, wanted) ?? (to === "stopped" ? say("stop the machine") : say("start the machine")),
    interrupts: to === "stopped",
    target: to,
    applies: ["powerState"],
    calls: calls(to, wanted),
  });
  return {
    // What is delivered runs.
    afterOrder: ({ wanted, unknown }) =>
      wanted.powerState === "stopped" && !unknown.has("powerState") && only !== "running"
        ? [step("stopped", wanted)]
        : [],
    argumentsOf: ({ powerState }) =>
      powerState === "running" || powerState === "stopped" ? { powerState } : {},
    plan({ wanted, observed, before, planned }) {
      const to = wanted.powerState;
      const live = powerAfter(observed, planned) ?? before.powerState;
      if (to === undefined || live === to || (only !== undefined && to !== only)) return {};
      return { steps: [step(to, wanted)] };
    },
  };
}
