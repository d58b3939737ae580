import { adoptable, inHand } from "./adopt";
import { announce } from "./announce";
import { candidatesOf, holdArming, waysOnFromUnknown } from "./arming";
import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import type { Difference } from "./diff";
import { DecisionNeededError, messageOf } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import { isOrder, lineOfAll } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { stillWaiting, wordsOfWaiting } from "./predecessor";
import type { Recorded } from "../record";
import { isSame, planInput, type Wish } from "./resource";
import type { Run } from "../run";
import { whyNotAgain } from "./trace";
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
  if (wish.wanted.adopt !== undefined)
    return diffAdoption(noun, run, wish, recorded, catalog, wish.wanted.adopt);
  const input = planInput<A, O, C>(wish, { observed: undefined, recorded, catalog, now: run.now() });
  const plan = planFor(noun, input, run.settings.quarantineMinutes);
  const leftMs = isAnotherWanted(recorded, wish) ? 0 : quarantineLeftMs(run, recorded, noun);
  const waiting = wordsOfWaiting(noun, await stillWaiting(noun, run, wish, recorded));
  const obstacle = await obstacleTo(noun, run, wish, recorded, leftMs > 0);
  if (obstacle !== undefined) {
    run.decisions.set(wish.urn, { steps: [] });
    announce(run, wish, { ...plan, steps: [] }, [...wordsOfLost(recorded), obstacle, ...waiting].join("; "));
    return { changes: true, replaces: [] };
  }
  const unsure = isAnotherWanted(recorded, wish)
    ? undefined
    : await whyNotAgain(noun, run, wish, recorded, Infinity);
  if (unsure !== undefined) {
    const later = plan.steps.filter((step) => !isOrder(step));
    run.decisions.set(wish.urn, { steps: later });
    announce(run, wish, { ...plan, steps: later }, `${unsure}. ${waysOnFromUnknown}`);
    return { changes: true, replaces: [] };
  }
  const steps = leftMs > 0 ? plan.steps.filter((step) => !isOrder(step)) : plan.steps;
  if (leftMs <= 0) refuseFaults(plan.faults, nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps });
  if (recorded.lifecycle.orderedAt === undefined) {
    announce(run, wish, plan, [...wordsOfLost(recorded), lineOfAll(steps), ...waiting].join("; "));
    return { changes: true, replaces: [] };
  }
  const instead =
    leftMs > 0
      ? `it is not ordered again for ${formatDuration(leftMs)} (reseller:quarantineMinutes)`
      : `if it is not there: ${lineOfAll(steps)}`;
  const words = [
    ...wordsOfLost(recorded),
    `order of unknown outcome: look for ${recorded.token}`,
    instead,
    ...waiting,
  ];
  announce(run, wish, { ...plan, steps }, words.join("; "));
  return { changes: true, replaces: [] };
}

/** What is gone already, with nothing in its place. */
function wordsOfLost({ lifecycle: { lost } }: Recorded<unknown, unknown>): string[] {
  if (lost === undefined) return [];
  return [`${lost.serviceId} is gone (${lost.what}, ${lost.at}), and nothing has taken its place yet`];
}

/** A service that is there is to take the place of an order that is not in hand. */
async function diffAdoption<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  catalog: C | undefined,
  adopt: string,
): Promise<Difference> {
  const observed = await adoptable(noun, run, wish, adopt);
  const taken = inHand(recorded, wish);
  const input = planInput<A, O, C>(wish, { observed, recorded: taken, catalog, now: run.now() });
  const plan = planFor(noun, input, run.settings.quarantineMinutes);
  run.decisions.set(wish.urn, { steps: [] });
  announce(run, wish, { ...plan, steps: [] }, `adopt ${adopt}: ${wordsOfMaking(noun).nothing}`);
  return { changes: true, replaces: [] };
}

/** Why an order that nothing marks does not leave in this run, in words. */
async function obstacleTo<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  isOpen: boolean,
): Promise<string | undefined> {
  if (noun.unechoed === undefined) return undefined;
  const { orderedAt } = recorded.lifecycle;
  if (isOpen && orderedAt !== undefined) {
    const since = recorded.arming ?? { at: orderedAt };
    const { words } = await candidatesOf(noun, run, wish.account, wish.wanted, since, Infinity);
    return `nobody knows what became of the order of ${orderedAt}: ${words}. ${waysOnFromUnknown}`;
  }
  try {
    await holdArming(noun, run, wish, recorded.arming, Infinity);
    return undefined;
  } catch (error) {
    if (error instanceof DecisionNeededError) return messageOf(error);
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
