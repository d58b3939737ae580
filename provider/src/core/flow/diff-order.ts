import { announce } from "./announce";
import { candidatesOf, holdArming, waysOnFromUnknown, wordsOfCandidates } from "./arming";
import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import type { Difference } from "./diff";
import { DecisionNeededError } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import { isOrder, lineOfAll } from "../plan";
import { planFor, refuseFaults } from "./planning";
import type { Recorded } from "../record";
import { isSame, planInput, type Wish } from "./resource";
import type { Run } from "../run";
import { formatDuration } from "../wait";
import { wordsOfMaking } from "./words";

/** Whether another purchase is meant than the one that is recorded. */
export function isAnotherWanted<A extends CommonArguments, O>(
  recorded: Recorded<A, O>,
  wish: Wish<A>,
): boolean {
  return (
    wish.unknown.has("purchaseTriggers") ||
    !isSame(recorded.arguments.purchaseTriggers, wish.wanted.purchaseTriggers)
  );
}

/** An order that is not in hand: nothing is replaced, the next `update` looks again. */
export async function diffOrder<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  catalog: C | undefined,
): Promise<Difference> {
  const input = planInput<A, O, C>(wish, { observed: undefined, recorded, catalog, now: run.now() });
  if (wish.wanted.adopt !== undefined) {
    run.decisions.set(wish.urn, { steps: [] });
    run.voice.say(wish.urn, `adopt ${wish.wanted.adopt}: ${wordsOfMaking(noun).nothing}`, "info");
    return { changes: true, replaces: [] };
  }
  const plan = planFor(noun, input, run.settings.quarantineMinutes);
  const leftMs = isAnotherWanted(recorded, wish) ? 0 : quarantineLeftMs(run, recorded, noun);
  if (noun.unechoed !== undefined && (leftMs > 0 || !(await mayLeave(noun, run, wish, recorded)))) {
    const { orderedAt } = recorded.lifecycle;
    run.decisions.set(wish.urn, { steps: [] });
    const since = recorded.arming ?? { at: orderedAt ?? "" };
    const candidates = () => candidatesOf(noun, run, wish.account, wish.wanted, since, Infinity);
    const words =
      orderedAt === undefined
        ? "not ordered: it was refused or taken back. Change `purchaseTriggers`, or the argument that was wrong, to order it again"
        : `nobody knows what became of the order of ${orderedAt}: ${wordsOfCandidates(await candidates())}. ${waysOnFromUnknown}`;
    announce(run, wish, { ...plan, steps: [] }, words);
    return { changes: true, replaces: [] };
  }
  const steps = leftMs > 0 ? plan.steps.filter((step) => !isOrder(step)) : plan.steps;
  if (leftMs <= 0) refuseFaults(plan.faults, nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps });
  if (recorded.lifecycle.orderedAt === undefined) {
    announce(run, wish, plan, lineOfAll(steps));
    return { changes: true, replaces: [] };
  }
  const instead =
    leftMs > 0
      ? `it is not ordered again for ${formatDuration(leftMs)} (reseller:quarantineMinutes)`
      : `if it is not there: ${lineOfAll(steps)}`;
  announce(run, wish, { ...plan, steps }, `order of unknown outcome: look for ${recorded.token}; ${instead}`);
  return { changes: true, replaces: [] };
}

/** Whether an order that nothing marks may leave in this run: its mark is new, or `up` is to make it. */
async function mayLeave<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
): Promise<boolean> {
  try {
    await holdArming(noun, run, wish, recorded.arming, Infinity);
    return true;
  } catch (error) {
    if (error instanceof DecisionNeededError) return false;
    throw error;
  }
}

/** How long an order of unknown outcome must not be sent again: without an end where it could not be told from another. */
export function quarantineLeftMs(
  run: Run,
  recorded: Recorded<unknown, unknown>,
  noun: { readonly unechoed?: unknown },
): number {
  const { orderedAt } = recorded.lifecycle;
  if (orderedAt === undefined) return 0;
  if (noun.unechoed !== undefined) return Infinity;
  return Date.parse(orderedAt) + run.settings.quarantineMinutes * 60_000 - run.now().getTime();
}
