import { arrived, followed, isChangedSinceCheck } from "./changed-by-policy";
import { DecisionNeededError, DriftError, isCertainlyNotDone, ResellerError, withFacts } from "../errors";
import { isByName, type Kind, type PlanInput } from "../kind";
import type { CommonObserved } from "../observed";
import { adoptable, asFound, asTaken, atOrder } from "../order/adopt";
import { assertPrice, takenBack } from "../order/cancel-unpaid";
import { lookFirst, oldestListForOrderMs } from "../order/look-first";
import { assertMayOrder, untraceableOf } from "../order/order-intent";
import { isNewcomer } from "../order/newcomer";
import { placeOrder, takeInHand, takeNew } from "../order/purchase";
import { heedTrace, assertNoStrays } from "../order/trace";
import { givenPassword } from "../password";
import { beyondPlan, stepsOf } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { Progress } from "./progress";
import type { OrderIntent, Recorded } from "../record";
import { registerSecret } from "../redact";
import {
  blankRecord,
  identityOf,
  planInput,
  readWish,
  timeoutOf,
  type Properties,
  type Wish,
  intentOf,
} from "./resource";
import type { Created } from "../results";
import type { Predecessor, Run } from "../run";
import { isOrder, lineOfAll, type Step } from "../step";
import { runSteps } from "./steps";
import { nameOf } from "../urn";
import { wordsByMaking, wordsOfFound, wordsOfMaking } from "./words";
import type { Work } from "./work";
import { say } from "../language/say";
import { estimateOf } from "./estimate";

/**
 * Adopts, takes over, or buys; then does what the purchase itself cannot (sizes above the product's, a lost password).
 * @throws {HalfDoneError} whenever something is in hand or may be: the resource stays in state.
 */
export async function create(kind: Kind, run: Run, inputs: Properties): Promise<Created> {
  const asked = readWish(kind, run, inputs);
  const { account, wanted, urn } = asked;
  run.begun.add(urn);
  const decision = run.decisions.get(urn);
  const replacing = decision?.replacing;
  const supersedes =
    replacing === undefined ? [] : [replacing.serviceId, ...replacing.supersedes].filter((id) => id !== "");
  const lost =
    replacing === undefined ? undefined : run.releasedOf(identityOf(kind, account, replacing.serviceId));
  const before = { supersedes, leftAlone: leftAloneBy(replacing), lost };
  const isChanged = isChangedSinceCheck(run, urn, inputs);
  let catalog: unknown;
  let wish = asked;
  try {
    catalog = await kind.catalog(account);
    wish = arrived(kind, run, asked, inputs, catalog);
    refuseFaults(wish.faults, nameOf(urn));
  } catch (error) {
    if (lost === undefined || !kind.isPrecious) throw error;
    throw new Progress(kind, account, blankRecord(wish, before, {})).halfDone(error);
  }
  const extra = {
    estimate: isChanged ? estimateOf(kind, wish, catalog, run.now()) : inputs.estimate,
  };
  const progress = new Progress(kind, account, blankRecord(wish, before, extra));
  const work = { run, progress, wanted, urn, timeoutMs: timeoutOf(wanted, "create"), isJustBought: true };
  const inputFor = (observed: CommonObserved | undefined) =>
    planInput(wish, {
      replacing: kind.observed.safeParse(replacing?.observed).data,
      observed,
      recorded: observed === undefined ? undefined : progress.recorded,
      catalog,
      now: run.now(),
    });
  const isPlannedAnew = isChanged && decision !== undefined && wanted.adopt === undefined;
  const shown = isPlannedAnew ? followed(kind, run, wish, decision, catalog) : (decision?.steps ?? []);
  // What the engine repeats goes on with the same plan.
  if (isPlannedAnew) run.decisions.set(urn, { ...decision, steps: shown });

  try {
    await withName(urn, () => obtain(work, wish, shown, inputFor));
  } catch (error) {
    // What was given back to make room is remembered with nothing in its place; else the engine would take it for being there.
    const isLost = lost !== undefined && kind.isPrecious;
    // What became of an order that nothing marks is remembered even when it was refused: else it could not be told from one that was
    // interrupted. What only a person can decide was decided before this order was.
    if (!isLost && (untraceableOf(kind, wanted) === undefined || error instanceof DecisionNeededError))
      throw error;
    progress.apply(wanted, Object.keys(wanted));
    throw progress.halfDone(error);
  }
  try {
    const objection = await assertPrice(work);
    if (wanted.skipAwait !== true) {
      await runSteps(work, shown, inputFor);
      // Nothing is left to do: what was so already counts as applied too.
      progress.apply(wanted, Object.keys(wanted));
    } else if (progress.recorded.lifecycle.trace === "awaited")
      heedTrace(work, await kind.inventory(account, wanted).getNow(progress.id));
    if (objection !== undefined) throw objection;
    return { id: progress.id, outputs: progress.outputs() };
  } catch (error) {
    throw progress.halfDone(await takenBack(work, error));
  }
}

async function withName<T>(urn: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof ResellerError ? withFacts(error, { resource: nameOf(urn) }) : error;
  }
}

/** Those of the services before this one that are left until they expire. */
function leftAloneBy(replacing: Predecessor | undefined): string[] | undefined {
  const ids =
    replacing === undefined
      ? []
      : replacing.leftAlone.concat(replacing.isKept === true ? replacing.serviceId : []);
  return ids.length === 0 ? undefined : ids;
}

/** The input of the kind's plan, for what is observed by then. */
export type InputFor = (observed: CommonObserved | undefined) => PlanInput;

/** Gets a service into hand: the adopted one, the one with its token, or a new one. */
async function obtain(work: Work, wish: Wish, shown: readonly Step[], inputFor: InputFor): Promise<void> {
  const { progress, run } = work;
  const { kind, account } = progress;
  const { wanted, urn, token, names } = wish;
  if (wanted.adopt !== undefined) {
    const observed = await adoptable(kind, run, wish, wanted.adopt);
    // A replacing run deletes the older entry of the same service afterwards.
    hold(
      work,
      wish,
      { origin: "adopted", claim: claimOf(work, observed), password: givenPassword(kind, wanted) },
      observed,
    );
    return;
  }
  const maxAgeMs = isByName(kind, wanted) ? 0 : oldestListForOrderMs;
  const found = await lookFirst(kind, run, wish, { token, wanted, names, maxAgeMs });
  if (found !== undefined) {
    await kind.ordering.assertAlive?.(account, found.observed);
    const { nothingDone } = wordsOfMaking(kind);
    const claim = claimOf(work, found.observed);
    // A vendor may answer as if a service that is on its way out were there to stay.
    const isSure = kind.ordering.assertAlive === undefined;
    const what = wordsOfFound({ ...kind, isNamed: isByName(kind, wanted) }, found.observed, token);
    run.voice.say(
      urn,
      isSure
        ? say("took over {what}: {nothingDone}", { what, nothingDone })
        : say(
            "took over {what}: {nothingDone}. If it was deleted in the last minutes it goes all the same: run `pulumi refresh` in five minutes",
            { what, nothingDone },
          ),
      isSure ? "info" : "warning",
    );
    hold(
      work,
      wish,
      {
        origin: "takenOver",
        claim,
        password: givenPassword(kind, wanted),
        ...asFound(kind, found.observed, wanted),
      },
      found.observed,
    );
    return;
  }
  await assertNoStrays(kind, run, wish, oldestListForOrderMs);
  await buy(work, wish, shown, inputFor);
}

/** Raises the claim on a service: the delete of any older entry for it must leave it alone. */
function claimOf({ run, progress }: Work, observed: CommonObserved): number {
  const claim = run.now().getTime();
  run.takeOver(identityOf(progress.kind, progress.account, observed.serviceId));
  return claim;
}

/** Buys, with a password at hand, and only what was shown. */
export async function buy(
  work: Work,
  wish: Wish,
  shown: readonly Step[],
  inputFor: InputFor,
  settledBefore?: OrderIntent,
): Promise<void> {
  const { progress } = work;
  const { kind } = progress;
  const sent = work.run.sentOf(shown);
  const before = sent.find(isOrder);
  if (before !== undefined) {
    if (!work.run.unanswered.has(work.urn)) throw orderedBefore(kind, progress.recorded.token);
    await takeNew(work, before, { isAnswered: false, failure: say("it was sent once in this run already") });
    // A random password went with the call before.
    const isRandom = kind.newPassword !== undefined && givenPassword(kind, wish.wanted) === undefined;
    const isLost = isRandom && kind.tellsPasswords !== true;
    if (isLost) progress.change({ passwordLost: true });
    progress.apply(wish.wanted, atOrder(kind, wish.wanted));
    return;
  }
  const settled = work.run.decisions.get(wish.urn)?.replacing?.intent ?? settledBefore;
  await assertMayOrder(kind, work.run, wish, settled, oldestListForOrderMs);
  progress.goUnder(intentOf(wish));
  const input = inputFor(undefined);
  const plan = planFor(kind, input, 0);
  refuseFaults(plan.faults, nameOf(wish.urn));
  const live = stepsOf(plan);
  const beyond = beyondPlan(shown, live);
  if (plan.order === undefined || beyond.length > 0) {
    throw new DriftError(
      say("it would now take: {line}, which the preview did not show", { line: lineOfAll(live) }),
      {
        advice: say("Nothing was sent. Run `pulumi preview` and review it"),
      },
    );
  }
  // Where an order sets none, the first step does that sets one.
  const isOrdered = kind.onlyAfterOrder?.includes("password") !== true;
  const password = isOrdered
    ? (givenPassword(kind, wish.wanted) ??
      progress.recorded.lifecycle.password ??
      kind.sealedPassword?.(wish) ??
      kind.newPassword?.())
    : undefined;
  registerSecret(password);
  progress.change({ password });
  try {
    await placeOrder(work, plan.order);
    sent.push(plan.order);
  } catch (error) {
    // `orderedAt` says that the order left: it may have been carried out, and must be remembered, unless it costs nothing to make
    // it again and what is there tells whether it was.
    const mayBeDone = progress.recorded.lifecycle.orderedAt !== undefined && !isCertainlyNotDone(error);
    if (mayBeDone) sent.push(plan.order);
    if (!mayBeDone || !(kind.isPrecious || isNewcomer(progress.recorded))) throw error;
    progress.apply(wish.wanted, Object.keys(wish.wanted));
    throw progress.halfDone(error);
  }
  progress.apply(wish.wanted, atOrder(kind, wish.wanted));
}

/** What was shown once leaves once, however often the engine repeats the call. */
function orderedBefore(kind: Kind, token: string): DecisionNeededError {
  return new DecisionNeededError(
    say("it was ordered in this run already ({token}), and nothing of it is in hand", { token }),
    {
      advice: wordsByMaking(kind, {
        made: "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be made",
        created:
          "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be created",
        bought:
          "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be bought",
      }),
    },
  );
}

function hold(
  work: Work,
  wish: Wish,
  lifecycle: Partial<Recorded["lifecycle"]>,
  observed: CommonObserved,
): void {
  const { progress } = work;
  progress.change(lifecycle);
  takeInHand(work, observed);
  progress.apply(wish.wanted, asTaken(progress.kind, wish.wanted));
}
