import { sendOnce, type Outcome } from "../call";
import { unknownOutcome, type UnknownOutcomeError } from "../errors";
import { callContext } from "../flow/carry-out";
import { lookUntil } from "../flow/look-until";
import { identityOf } from "../flow/resource";
import type { Work } from "../flow/work";
import { servicesWithToken } from "./look-first";
import { newcomers } from "./newcomer";
import { isByName } from "../kind";
import { inLane } from "../lanes";
import { isInEffect, type CommonObserved } from "../observed";
import { candidatesOf, untraceableOf, waysOnFromUnknown } from "./order-intent";
import type { Order } from "../plan";
import type { Step } from "../step";
import { isEchoOf } from "./token";
import { echoKeyOf, heedTrace } from "./trace";
import { say } from "../language/say";
import { sentences } from "../language/lists";

/**
 * Sends one order, once. When the reply does not tell what it made, looks for that at the vendor.
 *
 * Afterwards the resource is in hand, whatever happens next: every later failure keeps it in state.
 * @throws {RefusedError | NotSentError} when nothing was bought for certain.
 * @throws {UnknownOutcomeError} when it may have been: the progress then says `ordering`.
 */
export async function placeOrder(work: Work, order: Order): Promise<void> {
  const { kind, account } = work.progress;
  const isKnownAgain = () => !isAnyones(work);
  if (kind.ordering.isSilent !== true || isKnownAgain()) {
    await place(work, order);
    return;
  }
  // What is new after a yes is only known to be ours where nothing else is ordered meanwhile. Until a token has come back once, one goes first.
  const isPlaced = await inLane(account, `orders of ${kind.type}`, async () => {
    if (isKnownAgain()) return false;
    await place(work, order, await idsNow(work));
    return true;
  });
  if (!isPlaced) await place(work, order);
}

/** Whether nothing is known to tell this order from others afterwards: the vendor gives no token back, or has not shown that it does. */
function isAnyones({ run, progress, wanted }: Work): boolean {
  const { kind, account } = progress;
  return (
    untraceableOf(kind, wanted) !== undefined ||
    run.accountsWithoutEcho.has(account.key) ||
    !run.accountsWithEcho.has(echoKeyOf(kind, account))
  );
}

/** @param before the orders of before, where only what is new may tell what was made. */
async function place(work: Work, order: Order, before?: ReadonlySet<string>): Promise<void> {
  const { run, progress, urn } = work;
  const { kind, account } = progress;
  const { token: purchaseToken } = progress.recorded;
  await run.beforeCall(order, account, urn);
  const named = isByName(kind, work.wanted) ? await idsOf(work) : undefined;
  const context = callContext(run, account, progress.recorded, progress.recorded.lifecycle.password);
  const orderedAt = context.now.toISOString();
  run.voice.say(urn, order.words, "progress");
  const outcome = await sendOnce(
    { run, account, urn, type: kind.type, purchaseToken },
    order,
    async () => {
      const placed = await order.place(context);
      // First into hand: whatever fails from here on, the purchase is known.
      progress.change({ orderedAt });
      progress.tell(placed.outputs ?? {});
      if (placed.observed !== undefined) takePlaced(work, placed.observed);
      return placed;
    },
    ({ observed, serviceId }) => observed?.serviceId ?? serviceId,
  );
  if (outcome.isAnswered && outcome.answer.observed !== undefined) return;
  const isTraceable = !run.accountsWithoutEcho.has(account.key);
  progress.change({ orderedAt, trace: isTraceable ? undefined : "missing" });
  if (named !== undefined) {
    run.unanswered.set(urn, named);
    const knownBefore = kind.ordering.appearsLate === true ? [...named] : undefined;
    progress.change({ knownBefore, trace: undefined });
    await takeNew(work, order, outcome);
    return;
  }
  const hint = outcome.isAnswered ? outcome.answer.serviceId : undefined;
  const accepted = outcome.isAnswered ? before : undefined;
  const isUntraceable = untraceableOf(kind, work.wanted) !== undefined;
  const found = isUntraceable || !isTraceable ? undefined : await findOrder(work, hint);
  if (found !== undefined) {
    takeInHand(work, found);
    return;
  }
  if (accepted !== undefined && (await takeOnlyNew(work, accepted, hint))) return;
  if (isUntraceable) throw await withoutTrace(work, order, failureOf(outcome));
  // What was accepted is somewhere: where its token does not show, it is not ordered again.
  if (outcome.isAnswered) progress.change({ trace: "missing" });
  const isRepeatable = isTraceable && !outcome.isAnswered;
  throw notFound(kind, order, purchaseToken, isRepeatable ? run.settings : undefined, failureOf(outcome));
}

/** What came instead of a reply that tells what was made. */
function failureOf(outcome: Outcome<unknown>): unknown {
  return outcome.isAnswered
    ? say("it was accepted, and the reply does not tell which one it is")
    : outcome.failure;
}

async function idsOf({ progress, wanted }: Work): Promise<ReadonlySet<string>> {
  // The look for its name a moment ago has listed them.
  const rows = await progress.kind.inventory(progress.account, wanted).all(5_000);
  return new Set(rows.map(({ serviceId }) => serviceId));
}

function takePlaced(work: Work, observed: CommonObserved): void {
  const { kind, account } = work.progress;
  kind.inventory(account, work.wanted).add(observed);
  takeInHand(work, observed);
  const isAwaited = kind.ordering.echo !== undefined && work.progress.recorded.lifecycle.trace !== "shown";
  if (isAwaited) work.progress.change({ trace: "awaited" });
}

/** Takes a service into this resource's hand. */
export function takeInHand(work: Work, observed: CommonObserved): void {
  const { progress, run, urn } = work;
  progress.observe(observed);
  progress.change({ lost: undefined, knownBefore: undefined });
  const { kind, account, recorded } = progress;
  run.meet(identityOf(kind, account, observed.serviceId), { urn, claim: recorded.lifecycle.claim });
  const { ordering } = kind;
  if (ordering.echo === undefined) return;
  if (!isEchoOf(ordering.echo(observed), recorded.token, ordering.echoes)) return;
  progress.change({ trace: "shown" });
  run.accountsWithEcho.add(echoKeyOf(kind, account));
}

/** Everything of the kind that is there right before an order. */
async function idsNow({ progress, wanted }: Work): Promise<ReadonlySet<string>> {
  const rows = await progress.kind.inventory(progress.account, wanted).allNow();
  return new Set(rows.map(({ serviceId }) => serviceId));
}

/**
 * Looks for the token until it shows or `reseller:settleSeconds` are over.
 * @param hint an id that a reply told, which may be another number: a row is believed that carries the token.
 */
async function findOrder(work: Work, hint: string | undefined): Promise<CommonObserved | undefined> {
  const { run, progress, urn, wanted } = work;
  const { kind, account, recorded } = progress;
  const inventory = kind.inventory(account, wanted);
  if (hint !== undefined) inventory.expect(hint);
  // It is not delivered at once anyway.
  await inventory.gather(run.settings.pollSeconds * 1_000);
  return lookUntil(
    { run, urn },
    say("looking for the order {token}", { token: recorded.token }),
    () => run.settings.settleSeconds * 1_000,
    async () => {
      const told = hint === undefined ? undefined : await inventory.getNow(hint);
      const isIt = (row: CommonObserved) =>
        isInEffect(row) && kind.ordering.carries(row, recorded.token, { account, wanted });
      if (told !== undefined && isIt(told)) return told;
      const matches = await servicesWithToken(kind, run, account, recorded.token, wanted, 0);
      return matches.length === 1 ? matches[0] : undefined;
    },
  );
}

/** What fits, was not there before, and is no resource's that this run has met. */
async function newSince(work: Work, before: ReadonlySet<string>, hint?: string): Promise<CommonObserved[]> {
  const { run, progress, wanted } = work;
  const { kind, account } = progress;
  const { names } = progress.recorded;
  const inventory = kind.inventory(account, wanted);
  const rows = await inventory.all(0);
  const isListed = rows.some(({ serviceId }) => serviceId === hint);
  // A list may lag: what the reply may have named is a candidate like what is listed.
  const told = hint === undefined || isListed ? undefined : await inventory.getNow(hint);
  const order = { account, wanted, names };
  return [...rows, ...(told === undefined ? [] : [told])].filter(
    (row) =>
      isInEffect(row) &&
      !before.has(row.serviceId) &&
      run.met(identityOf(kind, account, row.serviceId)) === undefined &&
      kind.ordering.untraceable?.isLikely(row, order) !== false &&
      kind.differences(row, wanted, names).length === 0,
  );
}

/**
 * After a yes, and with nothing else ordered here meanwhile, exactly one new order that fits is the one, seen twice: somebody else's may be
 * listed first.
 * @returns whether there is one.
 */
async function takeOnlyNew(
  work: Work,
  before: ReadonlySet<string>,
  hint: string | undefined,
): Promise<boolean> {
  const { run, progress, urn, wanted } = work;
  const { kind, account } = progress;
  let last: string | undefined;
  let isDoubtful = false;
  const found = await lookUntil(
    { run, urn },
    say("the order was accepted; looking what is new"),
    () => (isDoubtful ? 0 : run.settings.settleSeconds * 1_000),
    async () => {
      const [row, ...more] = await newSince(work, before, hint);
      isDoubtful = more.length > 0;
      const isSeenTwice = row !== undefined && !isDoubtful && row.serviceId === last;
      last = row?.serviceId;
      return isSeenTwice ? row : undefined;
    },
  );
  if (found === undefined) return false;
  kind.attend?.(account, found.serviceId, wanted, "take");
  takeInHand(
    work,
    (await kind
      .inventory(account, wanted)
      .getNow(found.serviceId)
      .catch(() => undefined)) ?? found,
  );
  if (kind.ordering.echo === undefined || untraceableOf(kind, wanted) !== undefined) return true;
  progress.change({ trace: "awaited" });
  heedTrace(work, found);
  return true;
}

/**
 * Takes what is new since the order of something that is known by its name, and fits: part of a reply may read like a whole one, so that
 * the list has the last word.
 * @throws {UnknownOutcomeError} when nothing shows, or several do: then it is only looked for when the engine repeats the call.
 */
export async function takeNew(
  work: Work,
  order: Step,
  outcome: Outcome<{ readonly serviceId?: string | undefined }>,
): Promise<void> {
  const { run, progress, urn, wanted } = work;
  const { kind, account, recorded } = progress;
  const before = run.unanswered.get(urn) ?? new Set();
  const isNew = ({ serviceId }: CommonObserved): boolean =>
    !before.has(serviceId) && run.met(identityOf(kind, account, serviceId)) === undefined;
  const inventory = kind.inventory(account, wanted);
  const settleMs = run.settings.settleSeconds * 1_000;
  const found = await lookUntil(
    { run, urn },
    say("{step}: looking for its effect", { step: order.words }),
    () => (kind.ordering.appearsLate === true && outcome.isAnswered ? work.timeoutMs : settleMs),
    async () => {
      const id = outcome.isAnswered ? outcome.answer.serviceId : undefined;
      const told = id === undefined ? undefined : await inventory.getNow(id);
      if (told !== undefined && isNew(told)) return told;
      const [row, ...more] = await newcomers(kind, run, { account, wanted, names: recorded.names }, before);
      return more.length === 0 ? row : undefined;
    },
  );
  if (found !== undefined) {
    run.unanswered.delete(urn);
    takeInHand(work, found);
    return;
  }
  throw unknownOutcome(
    order.words,
    failureOf(outcome),
    say("nothing new of the kind is listed, or several are"),
    kind.ordering.appearsLate === true
      ? say(
          "It stays in state as an order of unknown outcome. The next `pulumi up` looks again, and makes another one only when {quarantineMinutes} minutes have passed (reseller:quarantineMinutes) and still nothing shows",
          { quarantineMinutes: run.settings.quarantineMinutes },
        )
      : say("It is not in state. The next `pulumi up` looks again, and makes it if it is not there"),
  );
}

/** Of an order that nothing marks only what else is new can be told. It is looked for, so that it can be named, and never taken. */
async function withoutTrace(
  { run, progress, urn, wanted }: Work,
  order: Step,
  failure: unknown,
): Promise<UnknownOutcomeError> {
  const { kind, account } = progress;
  const since = progress.recorded.intent ?? { at: run.now().toISOString() };
  let words = say("what is new cannot be listed now");
  await lookUntil(
    { run, urn },
    say("no answer to the order; looking what is new"),
    () => run.settings.settleSeconds * 1_000,
    async () => {
      words = say("what is new cannot be listed now");
      const order = { account, wanted, names: progress.recorded.names };
      const seen = await candidatesOf(kind, run, order, since, 0);
      words = seen.words;
      return seen.likely.length > 0 ? true : undefined;
    },
  );
  return unknownOutcome(order.words, failure, words, waysOnFromUnknown());
}

function notFound(
  { isPrecious }: { readonly isPrecious: boolean },
  step: Step,
  token: string,
  settings: { quarantineMinutes: number } | undefined,
  error: unknown,
): UnknownOutcomeError {
  if (!isPrecious) {
    const advice = say("The next `pulumi up` looks for it, and makes it when it is not there");
    return unknownOutcome(step.words, error, say("it is not listed"), advice);
  }
  if (settings === undefined) {
    const seen = say(
      "nothing with the token {token} is listed: the panel does not give tokens back, or lists it late",
      { token },
    );
    return unknownOutcome(
      step.words,
      error,
      seen,
      sentences([say("It is not ordered again by itself"), waysOnFromUnknown()]),
    );
  }
  return unknownOutcome(
    step.words,
    error,
    say("nothing with the token {token} is listed", { token }),
    say(
      "It is kept as an order of unknown outcome. The next `pulumi up` looks again, and orders anew only when {quarantineMinutes} minutes have passed (reseller:quarantineMinutes) and still nothing shows",
      { quarantineMinutes: settings.quarantineMinutes },
    ),
  );
}
