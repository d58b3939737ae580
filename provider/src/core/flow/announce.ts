import { costOf } from "../brakes";
import { BrakeError, messageOf } from "../errors";
import type { PlanLine } from "../plan-file";
import { plannedStepOf } from "../planned-step";
import type { Wish } from "./resource";
import type { Run } from "../run";
import { wordsOfMoney } from "../spend-limit";
import { spends, type Step } from "../step";
import { say } from "../language/say";
import { sentences } from "../language/lists";

/** What is said of a resource beside its steps. */
interface Said {
  readonly words: string;
  readonly warnings: readonly string[];
  readonly priceDependsOn: readonly string[];
}

/**
 * Holds the stack's brakes against a plan and says it beside the resource, with the running totals where several resources
 * spend, and in the plan's file.
 * @param priceDependsOn arguments that are not known yet, and may make it cost more.
 * @throws {BrakeError}
 */
export function announce(
  run: Run,
  wish: Pick<Wish, "urn" | "account">,
  { steps, warnings }: { readonly steps: readonly Step[]; readonly warnings: readonly string[] },
  words: string,
  priceDependsOn: readonly string[] = [],
): void {
  const { urn } = wish;
  const said = { words, warnings, priceDependsOn };
  try {
    const total = run.brakes.plan(urn, steps);
    if (words !== "" || warnings.length > 0) run.planFile.write(() => lineFor(wish, steps, said));
    for (const warning of warnings) run.voice.say(urn, warning, "warning");
    if (words === "") return;
    const soFar = total === undefined ? "" : wordsOfTotal(total);
    const isOnlyOne = soFar === wordsOfTotal(costOf(steps));
    const isHeld = spends(steps) && !run.brakes.allowsSpending;
    const held = isHeld ? [say("`pulumi up` will refuse this: reseller:allowSpending is false")] : [];
    const sum = total === undefined || isOnlyOne ? "" : say(" [this run so far: {soFar}]", { soFar });
    run.voice.say(urn, sentences([`${words}${sum}`, ...held]), isHeld ? "warning" : "info");
  } catch (error) {
    if (error instanceof BrakeError)
      run.planFile.write(() => ({ ...lineFor(wish, steps, said), refused: messageOf(error) }));
    throw error;
  }
}

/** What the plan's file has of one resource. */
function lineFor(
  { urn, account }: Pick<Wish, "urn" | "account">,
  steps: readonly Step[],
  { words = "", warnings = [], priceDependsOn = [] }: Partial<Said>,
): Omit<PlanLine, "version"> {
  return {
    urn,
    currency: account.currency,
    steps: steps.map(plannedStepOf),
    words,
    warnings: [...warnings],
    priceDependsOn: [...priceDependsOn],
  };
}

/** Says of one resource that nothing can be done for it in this run, where that must not stop the others. */
export function announceFailure(
  run: Run,
  wish: Pick<Wish, "urn" | "account">,
  steps: readonly Step[],
  error: Error,
): void {
  const refused = messageOf(error);
  run.planFile.write(() => ({ ...lineFor(wish, steps, {}), refused }));
  run.voice.say(wish.urn, say("fails by itself, and the rest goes on: {refused}", { refused }), "warning");
}

/** `at most CNY 1,720.00 and USD 20.00, and 2 prices not published`. */
function wordsOfTotal({ totals, isAtMost, unpublished }: ReturnType<typeof costOf>): string {
  const count = unpublished;
  const open =
    count === 1
      ? say("{count} price not published", { count })
      : say("{count} prices not published", { count });
  if (totals.length === 0) return count === 0 ? "" : open;
  const amounts = wordsOfMoney(totals);
  const known = isAtMost ? say("at most {amounts}", { amounts }) : amounts;
  return count === 0 ? known : say("{known}, and {open}", { known, open });
}
