import { adoptable, asFound, inHand } from "./adopt";
import { armingOf, holdArming } from "./arming";
import { arrived, followed, isChangedSinceCheck } from "./arrival";
import type { CommonArguments } from "../arguments";
import { nameOf, type Work } from "./carry-out";
import { DecisionNeededError, DriftError, isCertainlyNotDone, ResellerError, withFacts } from "../errors";
import { lookFirst, oldestListForOrderMs } from "./look-first";
import type { CommonObserved, Noun, PlanInput } from "../noun";
import { beyondPlan, isOrder, lineOfAll, type Step } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { Progress } from "./progress";
import { order, take } from "./purchase";
import type { Arming, Recorded } from "../record";
import { registerSecret } from "../redact";
import {
  blankRecord,
  identityOf,
  planInput,
  readWish,
  timeoutOf,
  type Properties,
  type Wish,
} from "./resource";
import type { Predecessor, Run } from "../run";
import { runSteps } from "./steps";
import { heedTrace, holdStrays } from "./trace";
import { holdPrice, takenBack } from "./withdraw";
import { wordsOfFound, wordsOfMaking, type Kind } from "./words";

export interface Created {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
}

/**
 * Adopts, takes over, or buys; then does what the purchase itself cannot (sizes above the product's, a lost password).
 * @throws {HalfDoneError} whenever something is in hand or may be: the resource stays in state.
 */
export async function create<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  inputs: Properties,
): Promise<Created> {
  const asked = readWish(noun, run, inputs);
  const { account, wanted, urn } = asked;
  run.begun.add(urn);
  const decision = run.decisions.get(urn);
  const replacing = decision?.replacing;
  const supersedes =
    replacing === undefined ? [] : [replacing.serviceId, ...replacing.supersedes].filter((id) => id !== "");
  const lost =
    replacing === undefined ? undefined : run.releasedOf(identityOf(noun, account, replacing.serviceId));
  const before = { supersedes, leftAlone: leftAloneBy(replacing), lost };
  const isChanged = isChangedSinceCheck(run, urn, inputs);
  let catalog: C;
  let wish = asked;
  try {
    catalog = await noun.catalog(account);
    wish = arrived(noun, run, asked, inputs, catalog);
    refuseFaults(wish.faults, nameOf(urn));
  } catch (error) {
    if (lost === undefined || !noun.isPrecious) throw error;
    throw new Progress(noun, account, blankRecord<A, O>(wish, before, {})).halfDone(error);
  }
  const extra = {
    estimate: isChanged
      ? noun.estimate(wanted, wish.names, catalog, account, run.now(), wish.unknown)
      : inputs.estimate,
  };
  const progress = new Progress(noun, account, blankRecord<A, O>(wish, before, extra));
  const work = { run, progress, wanted, urn, timeoutMs: timeoutOf(wanted, "create"), isJustBought: true };
  const inputFor = (observed: O | undefined) =>
    planInput<A, O, C>(wish, {
      replacing: noun.observed.safeParse(replacing?.observed).data,
      observed,
      recorded: observed === undefined ? undefined : progress.recorded,
      catalog,
      now: run.now(),
    });
  const isPlannedAnew = isChanged && decision !== undefined && wanted.adopt === undefined;
  const shown = isPlannedAnew ? followed(noun, run, wish, decision, catalog) : (decision?.steps ?? []);
  // What the engine repeats goes on with the same plan.
  if (isPlannedAnew) run.decisions.set(urn, { ...decision, steps: shown });

  try {
    await withName(urn, () => obtain(work, wish, shown, inputFor));
  } catch (error) {
    // What was given back to make room is remembered with nothing in its place; else the engine would take it for being there.
    const isLost = lost !== undefined && noun.isPrecious;
    // What became of an order that nothing marks is remembered even when it was refused: else it could not be told from one that was
    // interrupted. What only a person can decide was decided before this order was.
    if (!isLost && (noun.unechoed === undefined || error instanceof DecisionNeededError)) throw error;
    progress.apply(wanted, Object.keys(wanted));
    throw progress.halfDone(error);
  }
  try {
    const objection = await holdPrice(work);
    if (wanted.skipAwait !== true) await runSteps(work, shown, inputFor);
    else if (progress.recorded.lifecycle.trace === "awaited")
      heedTrace(work, await noun.services(account).getNow(progress.id));
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

/** The input of the noun's plan, for what is observed by then. */
export type InputFor<A, O, C> = (observed: O | undefined) => PlanInput<A, O, C>;

/** Gets a service into hand: the adopted one, the one with its token, or a new one. */
async function obtain<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  wish: Wish<A>,
  shown: readonly Step[],
  inputFor: InputFor<A, O, C>,
): Promise<void> {
  const { progress, run } = work;
  const { noun, account } = progress;
  const { wanted, urn, token, names } = wish;
  if (wanted.adopt !== undefined) {
    const observed = await adoptable(noun, run, wish, wanted.adopt);
    // A replacing run deletes the older entry of the same service afterwards.
    hold(
      work,
      wish,
      { origin: "adopted", claim: claimOf(work, observed), password: wanted.password },
      observed,
    );
    return;
  }
  const found = await lookFirst(noun, run, account, { token, wanted, names, maxAgeMs: oldestListForOrderMs });
  if (found !== undefined) {
    await noun.holdAlive?.(account, found.observed);
    const { nothingDone } = wordsOfMaking(noun);
    const claim = claimOf(work, found.observed);
    // A vendor may answer as if a service that is on its way out were there to stay.
    const unsure =
      noun.holdAlive === undefined
        ? ""
        : ". If it was deleted in the last minutes it goes all the same: run `pulumi refresh` in five minutes";
    run.voice.say(
      urn,
      `took over ${wordsOfFound(noun, found.observed, token)}: ${nothingDone}${unsure}`,
      unsure === "" ? "info" : "warning",
    );
    hold(
      work,
      wish,
      {
        origin: "takenOver",
        claim,
        password: wanted.password,
        ...asFound(noun, found.observed, wanted),
      },
      found.observed,
    );
    return;
  }
  await holdStrays(noun, run, wish, oldestListForOrderMs);
  await buy(work, wish, shown, inputFor);
}

/** Raises the claim on a service: the delete of any older entry for it must leave it alone. */
function claimOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  { run, progress }: Work<A, O, C, D>,
  observed: O,
): number {
  const claim = run.now().getTime();
  run.takeOver(identityOf(progress.noun, progress.account, observed.serviceId));
  return claim;
}

/** Buys, with a password at hand, and only what was shown. */
export async function buy<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  wish: Wish<A>,
  shown: readonly Step[],
  inputFor: InputFor<A, O, C>,
  settledBefore?: Arming,
): Promise<void> {
  const { progress } = work;
  const { noun } = progress;
  const sent = work.run.sentOf(shown);
  if (sent.some(isOrder)) throw orderedBefore(noun, progress.recorded.token);
  const settled = work.run.decisions.get(wish.urn)?.replacing?.arming ?? settledBefore;
  await holdArming(noun, work.run, wish, settled, oldestListForOrderMs);
  progress.goUnder(armingOf(wish));
  const input = inputFor(undefined);
  const plan = planFor(noun, input, 0);
  refuseFaults(plan.faults, nameOf(wish.urn));
  const beyond = beyondPlan(shown, plan.steps);
  const [step] = plan.steps;
  if (step === undefined || beyond.length > 0) {
    throw new DriftError(`it would now take: ${lineOfAll(plan.steps)}, which the preview did not show`, {
      advice: "Nothing was sent. Run `pulumi preview` and review it",
    });
  }
  const password =
    wish.wanted.password ??
    progress.recorded.lifecycle.password ??
    noun.sealedPassword?.(wish) ??
    noun.newPassword?.();
  registerSecret(password);
  progress.change({ password });
  try {
    await order(work, step, input);
    sent.push(step);
  } catch (error) {
    // `orderedAt` says that the order left: it may have been carried out, and must be remembered, unless it costs nothing to make
    // it again.
    const mayBeDone = progress.recorded.lifecycle.orderedAt !== undefined && !isCertainlyNotDone(error);
    if (mayBeDone) sent.push(step);
    if (!mayBeDone || !noun.isPrecious) throw error;
    progress.apply(wish.wanted, Object.keys(wish.wanted));
    throw progress.halfDone(error);
  }
  progress.apply(wish.wanted, Object.keys(wish.wanted));
}

/** What was shown once leaves once, however often the engine repeats the call. */
function orderedBefore(noun: Kind, token: string): DecisionNeededError {
  const { made } = wordsOfMaking(noun);
  return new DecisionNeededError(
    `it was ordered in this run already (${token}), and nothing of it is in hand`,
    {
      advice: `Nothing more was sent. The next \`pulumi up\` looks for it first, and says what would be ${made}`,
    },
  );
}

function hold<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  wish: Wish<A>,
  lifecycle: Partial<Recorded<A, O>["lifecycle"]>,
  observed: O,
): void {
  const { progress } = work;
  progress.change(lifecycle);
  take(work, observed);
  progress.apply(inHand(progress.recorded, wish).arguments, Object.keys(wish.wanted));
}
