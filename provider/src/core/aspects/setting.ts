import type { Aspect, Part, Situation } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";

/** One value that is changed in place by a call of its own. */
export interface SettingDescription<A, O, C> extends Omit<Aspect<A, O, C>, "plan"> {
  readonly property: keyof A & string;
  /** Whether the service has another value than the one that is wanted. Default: whether the argument is another than the applied one. */
  readonly isOther?: (situation: Situation<A, O, C>) => boolean;
  readonly words: (situation: Situation<A, O, C>) => string;
  /** What must be the same in `up` as in the preview. Default: nothing. */
  readonly targetOf?: (situation: Situation<A, O, C>) => string | undefined;
  readonly calls: (situation: Situation<A, O, C>) => Change<O>["calls"];
  /** Whether only the vendor's record changes (`Step.isRecordOnly`). Default false. */
  readonly isRecordOnly?: boolean;
  /** What forbids the change, in words: then there is no step. Default: nothing does. */
  readonly forbids?: (situation: Situation<A, O, C>) => readonly string[];
  /** What the user should know when it is changed. */
  readonly warnings?: (situation: Situation<A, O, C>, words: string) => readonly string[];
}

/** One value that is changed in place by a call of its own. One that is not known yet is said elsewhere, and planned later. */
export function setting<A, O extends CommonObserved, C>({
  property,
  isOther,
  words,
  targetOf,
  calls,
  isRecordOnly = false,
  forbids,
  warnings,
  ...own
}: SettingDescription<A, O, C>): Aspect<A, O, C> {
  return {
    ...own,
    plan(situation): Part<O> {
      if (situation.unknown.has(property)) return {};
      if (!(isOther?.(situation) ?? situation.isChanged(property))) return {};
      const reasons = forbids?.(situation) ?? [];
      if (reasons.length > 0) return { faults: reasons.map((reason) => ({ property, reason })) };
      const step: Change<O> = {
        kind: "settings",
        words: words(situation),
        target: targetOf?.(situation),
        applies: [property],
        ...(isRecordOnly ? { isRecordOnly } : {}),
        calls: calls(situation),
      };
      return { steps: [step], warnings: warnings?.(situation, step.words) ?? [] };
    },
  };
}
