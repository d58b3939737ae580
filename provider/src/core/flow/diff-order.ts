import { announce } from "./announce";
import { DecisionNeededError, messageOf } from "../errors";
import type { Kind } from "../kind";
import { adoptable, inHand } from "../order/adopt";
import { isAnotherThan, isNewcomer } from "../order/newcomer";
import { candidatesOf, assertMayOrder, untraceableOf, waysOnFromUnknown } from "../order/order-intent";
import { whyNotAgain } from "../order/trace";
import { stepsOf } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { stillWaiting, wordsOfWaiting } from "./predecessor";
import type { Recorded } from "../record";
import { isSame, planInput, type Wish } from "./resource";
import type { DiffResult } from "../results";
import type { Run } from "../run";
import { lineOfAll } from "../step";
import { nameOf } from "../urn";
import { formatDuration } from "../wait";
import { wordsOfMaking } from "./words";
import { say } from "../language/say";
import { clauses, sentences } from "../language/lists";

/** Whether another purchase is meant than the one that is recorded. */
export function isAnotherWanted(kind: Kind, recorded: Recorded, wish: Wish): boolean {
  if (isNewcomer(recorded)) return isAnotherThan(kind, recorded, wish);
  return (
    wish.unknown.has("purchaseTriggers") ||
    !isSame(recorded.arguments.purchaseTriggers, wish.wanted.purchaseTriggers)
  );
}

/** An order that is not in hand: nothing is replaced, the next `update` looks again. */
export async function diffOrder(
  kind: Kind,
  run: Run,
  wish: Wish,
  recorded: Recorded,
  catalog: unknown,
): Promise<DiffResult> {
  if (wish.wanted.adopt !== undefined)
    return diffAdoption(kind, run, wish, recorded, catalog, wish.wanted.adopt);
  const input = planInput(wish, { observed: undefined, recorded, catalog, now: run.now() });
  const plan = planFor(kind, input, run.settings.quarantineMinutes);
  const isAnother = isAnotherWanted(kind, recorded, wish);
  const leftMs = isAnother
    ? 0
    : quarantineLeftMs(run, recorded, untraceableOf(kind, recorded.arguments) !== undefined);
  const waiting = wordsOfWaiting(kind, await stillWaiting(kind, run, wish, recorded));
  const obstacle = await obstacleTo(kind, run, wish, recorded, leftMs > 0);
  if (obstacle !== undefined) {
    run.decisions.set(wish.urn, { steps: [] });
    announce(run, wish, { ...plan, steps: [] }, clauses([...wordsOfLost(recorded), obstacle, ...waiting]));
    return { changes: true, replaces: [] };
  }
  const unsure = isAnother ? undefined : await whyNotAgain(kind, run, wish, recorded, Infinity);
  if (unsure !== undefined) {
    const later = plan.steps;
    run.decisions.set(wish.urn, { steps: later });
    announce(run, wish, { ...plan, steps: later }, sentences([unsure, waysOnFromUnknown()]));
    return { changes: true, replaces: [] };
  }
  const steps = leftMs > 0 ? plan.steps : stepsOf(plan);
  if (leftMs <= 0) refuseFaults(plan.faults, nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps });
  if (recorded.lifecycle.orderedAt === undefined) {
    announce(
      run,
      wish,
      { ...plan, steps },
      clauses([...wordsOfLost(recorded), lineOfAll(steps), ...waiting]),
    );
    return { changes: true, replaces: [] };
  }
  const instead =
    leftMs > 0
      ? say("it is not ordered again for {left} (reseller:quarantineMinutes)", {
          left: formatDuration(leftMs),
        })
      : say("if it is not there: {line}", { line: lineOfAll(steps) });
  const words = [
    ...wordsOfLost(recorded),
    isNewcomer(recorded)
      ? say("order of unknown outcome: look for what is new")
      : say("order of unknown outcome: look for {token}", { token: recorded.token }),
    instead,
    ...waiting,
  ];
  announce(run, wish, { ...plan, steps }, clauses(words));
  return { changes: true, replaces: [] };
}

/** What is gone already, with nothing in its place. */
function wordsOfLost({ lifecycle: { lost } }: Recorded): string[] {
  if (lost === undefined) return [];
  return [
    say("{serviceId} is gone ({what}, {at}), and nothing has taken its place yet", {
      serviceId: lost.serviceId,
      what: lost.what,
      at: lost.at,
    }),
  ];
}

/** A service that is there is to take the place of an order that is not in hand. */
async function diffAdoption(
  kind: Kind,
  run: Run,
  wish: Wish,
  recorded: Recorded,
  catalog: unknown,
  adopt: string,
): Promise<DiffResult> {
  const observed = await adoptable(kind, run, wish, adopt);
  const taken = inHand(kind, recorded, wish);
  const input = planInput(wish, { observed, recorded: taken, catalog, now: run.now() });
  const plan = planFor(kind, input, run.settings.quarantineMinutes);
  refuseFaults(plan.faults, nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps: plan.steps });
  const later = plan.steps.length === 0 ? "" : say("; then {line}", { line: lineOfAll(plan.steps) });
  announce(
    run,
    wish,
    plan,
    say("adopt {adopt}: {nothing}{later}", { adopt, nothing: wordsOfMaking(kind).nothing, later }),
  );
  return { changes: true, replaces: [] };
}

/** Why an order that nothing marks does not leave in this run, in words. */
async function obstacleTo(
  kind: Kind,
  run: Run,
  wish: Wish,
  recorded: Recorded,
  isOpen: boolean,
): Promise<string | undefined> {
  if (untraceableOf(kind, wish.wanted) === undefined && untraceableOf(kind, recorded.arguments) === undefined)
    return undefined;
  const { orderedAt } = recorded.lifecycle;
  if (isOpen && orderedAt !== undefined) {
    const since = recorded.intent ?? { at: orderedAt };
    const { words } = await candidatesOf(kind, run, wish, since, Infinity);
    return sentences([
      say("nobody knows what became of the order of {orderedAt}: {candidates}", {
        orderedAt,
        candidates: words,
      }),
      waysOnFromUnknown(),
    ]);
  }
  try {
    await assertMayOrder(kind, run, wish, recorded.intent, Infinity);
    return undefined;
  } catch (error) {
    if (error instanceof DecisionNeededError) return messageOf(error);
    throw error;
  }
}

/** How long an order of unknown outcome must not be sent again: without an end where it could not be told from another. */
export function quarantineLeftMs(run: Run, recorded: Recorded, isUntraceable: boolean): number {
  const { orderedAt } = recorded.lifecycle;
  if (orderedAt === undefined) return 0;
  if (isUntraceable) return Infinity;
  return Date.parse(orderedAt) + run.settings.quarantineMinutes * 60_000 - run.now().getTime();
}
