import type { Aspect } from "../../core/aspects/aspect";
import type { CommonObserved } from "../../core/observed";
import { say } from "../language/say";

/** A word of the vendor's, however it is written. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/**
 * A word that only a purchase says: `utf8`. What the panel makes of it is not compared with what was asked for, which would replace what
 * was paid for over a difference of spelling.
 * @param liveOf the word as the panel tells it, where it does.
 * @param isOther whether it is another one. Default: by its letters and digits.
 */
export function fixedWord<A, O extends CommonObserved, C>({
  property,
  liveOf = () => undefined,
  isOther = (live, asked) => plain(live) !== plain(asked),
}: {
  readonly property: keyof A & string;
  readonly liveOf?: (observed: O) => string | undefined;
  readonly isOther?: (live: string, asked: string) => boolean;
}): Aspect<A, O, C> {
  const asked = (wanted: Partial<A>): string | undefined => {
    const value: unknown = wanted[property];
    return typeof value === "string" ? value : undefined;
  };
  return {
    replacedBy: [property],
    argumentsOf(observed, _names, given) {
      const live = liveOf(observed);
      return live === undefined || given[property] !== undefined ? {} : { [property]: live };
    },
    differences(observed, wanted) {
      if (Reflect.get(wanted, "adopt") === undefined) return [];
      const [live, word] = [liveOf(observed), asked(wanted)];
      return live === undefined || word === undefined || !isOther(live, word)
        ? []
        : [say("its {key} is {is}, not {asked}", { key: property, is: live, asked: word })];
    },
    plan({ wanted, before, observed, isChanged }) {
      const word = asked(wanted);
      if (word === undefined || !isChanged(property)) return {};
      const live = liveOf(observed) ?? asked(before);
      return { replaces: live === undefined || isOther(live, word) ? [property] : [] };
    },
  };
}
