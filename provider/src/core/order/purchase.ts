import { sendOnce, type Outcome } from "../call";
import { unknownOutcome, type UnknownOutcomeError } from "../errors";
import { callContext } from "../flow/carry-out";
import { lookUntil } from "../flow/look-until";
import { identityOf } from "../flow/resource";
import type { Work } from "../flow/work";
import { servicesWithToken } from "./look-first";
import type { CommonObserved } from "../observed";
import { candidatesOf, waysOnFromUnknown } from "./order-intent";
import type { Order } from "../plan";
import type { Step } from "../step";
import { holdsToken } from "./token";

/**
 * Sends one order, once. When the reply does not tell what it made, looks for that at the vendor.
 *
 * Afterwards the resource is in hand, whatever happens next: every later failure keeps it in state.
 * @throws {RefusedError | NotSentError} when nothing was bought for certain.
 * @throws {UnknownOutcomeError} when it may have been: the progress then says `ordering`.
 */
export async function placeOrder(work: Work, order: Order): Promise<void> {
  const { run, progress, urn } = work;
  const { kind, account } = progress;
  const { token: purchaseToken } = progress.recorded;
  await run.beforeCall(order, account);
  const before = kind.ordering.isByName === true ? await idsOf(work) : undefined;
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
  if (before !== undefined) {
    run.unanswered.set(urn, before);
    await takeNew(work, order, outcome);
    return;
  }
  if (kind.ordering.untraceable !== undefined) throw await withoutTrace(work, order, failureOf(outcome));
  const found = await findOrder(work);
  if (found === undefined)
    throw notFound(kind, order, purchaseToken, isTraceable ? run.settings : undefined, failureOf(outcome));
  takeInHand(work, found);
}

/** What came instead of a reply that tells what was made. */
function failureOf(outcome: Outcome<unknown>): unknown {
  return outcome.isAnswered ? "the panel only said that it is made" : outcome.failure;
}

async function idsOf({ progress, wanted }: Work): Promise<ReadonlySet<string>> {
  // The look for its name a moment ago has listed them.
  const rows = await progress.kind.inventory(progress.account, wanted).all(5_000);
  return new Set(rows.map(({ serviceId }) => serviceId));
}

function takePlaced(work: Work, observed: CommonObserved): void {
  const { kind, account, recorded } = work.progress;
  kind.inventory(account, work.wanted).add(observed);
  takeInHand(work, observed);
  const echoed = kind.ordering.echo?.(observed);
  if (echoed !== undefined)
    work.progress.change({ trace: holdsToken(echoed, recorded.token) ? "shown" : "awaited" });
}

/** Takes a service into this resource's hand. */
export function takeInHand(work: Work, observed: CommonObserved): void {
  const { progress, run, urn } = work;
  progress.observe(observed);
  progress.change({ lost: undefined });
  const { claim } = progress.recorded.lifecycle;
  run.meet(identityOf(progress.kind, progress.account, observed.serviceId), { urn, claim });
}

/** Looks for the token until it shows or `reseller:settleSeconds` are over. */
function findOrder({ run, progress, urn, wanted }: Work): Promise<CommonObserved | undefined> {
  const { kind, account, recorded } = progress;
  return lookUntil(
    { run, urn },
    `no answer to the order; looking for ${recorded.token}`,
    () => run.settings.settleSeconds * 1_000,
    async () => {
      const matches = await servicesWithToken(kind, run, account, recorded.token, wanted, 0);
      return matches.length === 1 ? matches[0] : undefined;
    },
  );
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
  const found = await lookUntil(
    { run, urn },
    `${order.words}: looking for its effect`,
    () => run.settings.settleSeconds * 1_000,
    async () => {
      const id = outcome.isAnswered ? outcome.answer.serviceId : undefined;
      const told = id === undefined ? undefined : await inventory.getNow(id);
      if (told !== undefined && isNew(told)) return told;
      const [row, ...more] = (await inventory.allNow()).filter(
        (one) => isNew(one) && kind.differences(one, wanted, recorded.names).length === 0,
      );
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
    "nothing new of the kind is listed, or several are",
    "It is not in state. The next `pulumi up` looks again, and makes it if it is not there",
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
  let words = "what is new cannot be listed now";
  await lookUntil(
    { run, urn },
    "no answer to the order; looking what is new",
    () => run.settings.settleSeconds * 1_000,
    async () => {
      words = "what is new cannot be listed now";
      const seen = await candidatesOf(kind, run, account, wanted, since, 0);
      words = seen.words;
      return seen.likely.length > 0 ? true : undefined;
    },
  );
  return unknownOutcome(order.words, failure, words, waysOnFromUnknown);
}

function notFound(
  { isPrecious }: { readonly isPrecious: boolean },
  step: Step,
  token: string,
  settings: { quarantineMinutes: number } | undefined,
  error: unknown,
): UnknownOutcomeError {
  if (!isPrecious) {
    const advice = "The next `pulumi up` looks for it, and makes it when it is not there";
    return unknownOutcome(step.words, error, "it is not listed", advice);
  }
  if (settings === undefined) {
    const seen = "the panel does not give tokens back, so that it cannot be found";
    return unknownOutcome(step.words, error, seen, `It is not ordered again by itself. ${waysOnFromUnknown}`);
  }
  return unknownOutcome(
    step.words,
    error,
    `nothing with the token ${token} is listed`,
    `It is kept as an order of unknown outcome. The next \`pulumi up\` looks again, and orders anew only when ${settings.quarantineMinutes} minutes ` +
      "have passed (reseller:quarantineMinutes) and still nothing shows",
  );
}
