import { candidatesOf, waysOnFromUnknown } from "./arming";
import type { CommonArguments } from "../arguments";
import { nextOrderNumber, type Work } from "./carry-out";
import {
  isCertainlyNotDone,
  RefusedError,
  ResellerError,
  unknownOutcome,
  type UnknownOutcomeError,
} from "../errors";
import { servicesWithToken } from "./look-first";
import type { CommonObserved, PlanInput } from "../noun";
import { lineOf, type Step } from "../plan";
import { identityOf } from "./resource";
import { holdsToken } from "../token";
import { formatDuration } from "../wait";

/**
 * Sends one order, once. When no trustworthy answer comes, looks for the token at the vendor.
 *
 * Afterwards the resource is in hand, whatever happens next: every later failure keeps it in state.
 * @throws {RefusedError | NotSentError} when nothing was bought for certain.
 * @throws {UnknownOutcomeError} when it may have been: the progress then says `ordering`.
 */
export async function order<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  step: Step<D>,
  input: PlanInput<A, O, C>,
): Promise<O> {
  const { run, progress, urn } = work;
  const { noun, account } = progress;
  const { token } = progress.recorded;
  await run.beforeCall(step, account);
  const orderedAt = run.now();
  const entry = {
    urn,
    account: account.key,
    step: step.kind,
    words: lineOf(step),
    type: noun.type,
    purchaseToken: token,
  };
  run.journal.write({ phase: "before", ...entry });
  run.voice.say(urn, step.words, "progress");
  const context = {
    token,
    password: progress.recorded.lifecycle.password,
    orderNumber: nextOrderNumber(orderedAt),
    now: orderedAt,
    extra: progress.recorded.extra,
  };
  try {
    const bought = await noun.buy(account, step, input, context);
    run.brakes.sent(step);
    // First into hand: whatever fails from here on, the purchase is known.
    progress.change({ orderedAt: orderedAt.toISOString() });
    progress.tell(bought.outputs);
    noun.services(account).add(bought.observed);
    take(work, bought.observed);
    if (noun.echo !== undefined)
      progress.change({ trace: holdsToken(noun.echo(bought.observed), token) ? "shown" : "awaited" });
    const { serviceId } = bought.observed;
    run.journal.write({ phase: "after", ...entry, outcome: "done", serviceId });
    return bought.observed;
  } catch (error) {
    run.brakes.failed(error, account);
    if (isCertainlyNotDone(error)) {
      run.journal.write({
        phase: "after",
        ...entry,
        outcome: error instanceof RefusedError ? "refused" : "not sent",
      });
      throw error;
    }
    run.brakes.sent(step);
    const isTraceable = !run.untraceable.has(account.key);
    progress.change({ orderedAt: orderedAt.toISOString(), trace: isTraceable ? undefined : "missing" });
    run.journal.write({ phase: "after", ...entry, outcome: "unknown" });
    if (noun.unechoed !== undefined) throw await withoutTrace(work, step, error);
    const found = await findOrder(work);
    if (found !== undefined) {
      take(work, found);
      return found;
    }
    throw notFound(noun, step, token, isTraceable ? run.settings : undefined, error);
  }
}

/** Takes a service into this resource's hand. */
export function take<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  observed: O,
): void {
  const { progress, run, urn } = work;
  progress.observe(observed);
  progress.change({ lost: undefined });
  const { claim } = progress.recorded.lifecycle;
  run.meet(identityOf(progress.noun, progress.account, observed.serviceId), { urn, claim });
}

/** Looks for the token until it shows or `reseller:settleSeconds` are over. */
async function findOrder<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
): Promise<O | undefined> {
  const { run, progress, urn } = work;
  const { noun, account } = progress;
  const { token } = progress.recorded;
  const start = run.now().getTime();
  for (;;) {
    const matches = await servicesWithToken(noun, run, account, token, work.wanted, 0).catch(nothingSeen);
    const [found] = matches;
    if (found !== undefined && matches.length === 1) return found;
    const elapsed = run.now().getTime() - start;
    if (elapsed >= run.settings.settleSeconds * 1_000) return undefined;
    run.voice.say(
      urn,
      `no answer to the order; looking for ${token} (${formatDuration(elapsed)})`,
      "progress",
    );
    await run.sleep(run.settings.pollSeconds * 1_000);
  }
}

/** Of an order that nothing marks only what else is new can be told. It is looked for, so that it can be named, and never taken. */
async function withoutTrace<A extends CommonArguments, O extends CommonObserved, C, D>(
  { run, progress, urn, wanted }: Work<A, O, C, D>,
  step: Step<D>,
  error: unknown,
): Promise<UnknownOutcomeError> {
  const { noun, account } = progress;
  const start = run.now().getTime();
  const since = progress.recorded.arming ?? { at: new Date(start).toISOString() };
  for (;;) {
    const seen = await candidatesOf(noun, run, account, wanted, since, 0).catch(nothingListed);
    const elapsed = run.now().getTime() - start;
    if (seen.likely.length > 0 || elapsed >= run.settings.settleSeconds * 1_000)
      return unknownOutcome(step.words, error, seen.words, waysOnFromUnknown);
    run.voice.say(
      urn,
      `no answer to the order; looking what is new (${formatDuration(elapsed)})`,
      "progress",
    );
    await run.sleep(run.settings.pollSeconds * 1_000);
  }
}

/** A panel that loses the answer to an order may not answer the look for it either: that says nothing about the order. */
function nothingSeen(error: unknown): readonly never[] {
  if (error instanceof ResellerError) return [];
  throw error;
}

function nothingListed(error: unknown): { readonly likely: readonly never[]; readonly words: string } {
  return { likely: nothingSeen(error), words: "what is new cannot be listed now" };
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
