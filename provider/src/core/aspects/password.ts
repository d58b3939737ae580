import { isReinstalled, powerAfter, type Aspect, type Part, type Situation } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { say } from "../language/say";

/** Arguments of what has a password. */
interface Guarded {
  readonly passwordTriggers?: readonly unknown[] | undefined;
}

/** How a vendor sets a password. */
type Setting<O> = Pick<Change<O>, "calls"> & Partial<Pick<Change<O>, "words" | "interrupts" | "consent">>;

/**
 * The password of a machine: set anew when another one is given, when `passwordTriggers` change, or when nobody has it. An installation
 * sets it by itself.
 * @param set the step's calls, and what it takes of the machine.
 * @param forbids what the vendor excludes of the password that is to be set.
 * @param isOnline whether only a running machine can do it.
 * @param argument what the password is given by (`Kind.passwordArgument`).
 */
export function password<A extends Guarded, O extends CommonObserved, C>({
  set,
  forbids = () => [],
  isOnline = false,
  argument,
}: {
  readonly set: (situation: Situation<A, O, C>) => Setting<O>;
  readonly forbids?: (situation: Situation<A, O, C>) => readonly string[];
  readonly isOnline?: boolean;
  readonly argument: keyof A & string;
}): Aspect<A, O, C> {
  return {
    plan(situation): Part<O> {
      const { wanted, planned, passwordLost, isChanged } = situation;
      const isGiven = isChanged(argument) && wanted[argument] !== undefined;
      if (!passwordLost && !isChanged("passwordTriggers") && !isGiven) return {};
      const faults = forbids(situation).map((reason) => ({ property: argument, reason }));
      if (isReinstalled(planned)) return { faults };
      const step: Change<O> = {
        kind: "password",
        words: say("set a new password"),
        applies: [argument, "passwordTriggers"],
        ...set(situation),
      };
      if (!isOnline || powerAfter(situation.observed, planned) !== "stopped")
        return { steps: [step], faults };
      const reason = say("{step}: only a running machine can do that", { step: step.words });
      return { faults: [...faults, { property: argument, reason }] };
    },
  };
}
