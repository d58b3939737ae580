import { bulkhead, type BulkheadPolicy } from "cockatiel";
import type { Belonging, BelongingArguments, Change } from "./belonging";
import { outputsOf } from "./state";
import { nameOf } from "../flow/carry-out";
import {
  DriftError,
  HalfDoneError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  ResellerError,
  unknownOutcome,
  withFacts,
} from "../errors";
import type { CommonObserved } from "../noun";
import { isGuarded, lineOf, type Step } from "../plan";
import type { Recorded } from "../record";
import type { Account, Run } from "../run";
import { formatDuration } from "../wait";

/** What the calls for one thing share. */
export interface Errand {
  readonly run: Run;
  readonly account: Account;
  readonly urn: string;
  /** The type of its resource. */
  readonly type: string;
  readonly serviceId?: string | undefined;
  readonly timeoutMs: number;
}

const lanes = new WeakMap<Account, Map<string, BulkheadPolicy>>();

/** Runs what may not go on beside anything else of its lane. */
export function inLane<T>(account: Account, lane: string | undefined, work: () => Promise<T>): Promise<T> {
  if (lane === undefined) return work();
  const ofAccount = lanes.get(account) ?? new Map<string, BulkheadPolicy>();
  lanes.set(account, ofAccount);
  const policy = ofAccount.get(lane) ?? bulkhead(1, Number.MAX_SAFE_INTEGER);
  ofAccount.set(lane, policy);
  return policy.execute(work);
}

/**
 * Makes one call, once: brakes before it, the journal around it.
 * @returns what came instead of a trustworthy answer; `undefined` when the panel answered that it is done.
 * @throws what proves that nothing was done.
 */
export async function attempt(errand: Errand, step: Step, send: () => Promise<void>): Promise<unknown> {
  const { run, account, urn, type, serviceId } = errand;
  await run.beforeCall(step, account);
  const entry = { urn, account: account.key, step: step.kind, words: lineOf(step), type, serviceId };
  const note = (phase: "before" | "after", outcome?: string): void => {
    if (isGuarded(step)) run.journal.write({ phase, ...entry, outcome });
  };
  note("before");
  run.voice.say(urn, step.words, "progress");
  try {
    await send();
    note("after", "done");
    return undefined;
  } catch (error) {
    run.brakes.failed(error, account);
    if (!isCertainlyNotDone(error)) {
      note("after", "unknown");
      return error;
    }
    note("after", error instanceof RefusedError ? "refused" : "not sent");
    throw error;
  }
}

/**
 * Looks until something is seen.
 * @param timeoutMs how long at the most, as it stands after each look.
 * @returns the first thing seen; `undefined` after that time.
 */
export async function watchFor<T>(
  { run, urn }: Errand,
  what: string,
  timeoutMs: () => number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const start = run.now().getTime();
  for (;;) {
    const seen = await look().catch(nothingSeen);
    if (seen !== undefined) return seen;
    const elapsed = run.now().getTime() - start;
    if (elapsed >= timeoutMs()) return undefined;
    run.voice.say(urn, `${what}: looking for its effect (${formatDuration(elapsed)})`, "progress");
    await run.sleep(run.settings.pollSeconds * 1_000);
  }
}

/** A panel that loses an answer may not answer the look for its effect either: that says nothing about the call. */
function nothingSeen(error: unknown): undefined {
  if (error instanceof ResellerError) return undefined;
  throw error;
}

/**
 * Carries out a change in place and waits for its effect.
 * @throws {UnknownOutcomeError} when none shows.
 */
export async function carryChange(errand: Errand, change: Change): Promise<void> {
  const { run, account, urn } = errand;
  const { step } = change;
  const work = async (): Promise<void> => {
    const failure = await attempt(errand, step, () => change.send());
    const seen = { begun: false };
    const end = await watchFor(
      errand,
      step.words,
      () => (seen.begun ? errand.timeoutMs : run.settings.settleSeconds * 1_000),
      async () => {
        const sight = await change.look(failure === undefined);
        seen.begun ||= sight === "begun";
        return sight === "done" || sight === "unseen" ? sight : undefined;
      },
    );
    if (end === "done" || (end === "unseen" && failure === undefined)) return;
    throw unknownOutcome(
      step.words,
      failure ?? "the panel only said that it does it",
      seen.begun ? "it has begun and does not end" : "no effect is to be seen",
      "Look in the panel. The next `pulumi up` shows it again and repeats it only if it is still to be done",
    );
  };
  await (step.interrupts === true ? run.brakes.whileUnavailable(account, urn, work) : work());
}

/** It as it is now. @throws {DriftError} when it is gone. */
export async function liveOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  { account }: Errand,
  serviceId: string,
): Promise<O> {
  const live = await noun.things(account).getNow(serviceId);
  if (live !== undefined) return live;
  throw new DriftError(`${noun.title} ${serviceId} is gone`, {
    advice: "Run `pulumi refresh`: the next `pulumi up` makes it again",
  });
}

/** Does something for a resource: an error names it. */
export async function named<T>(urn: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ResellerError ? withFacts(error, { resource: nameOf(urn) }) : error;
  }
}

/** The error that keeps what is known in state. */
export function halfDone<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  recorded: Recorded<A, O>,
  error: unknown,
): HalfDoneError {
  const [what, facts] =
    error instanceof ResellerError ? [error.what, error.facts] : [messageOf(error), { cause: error }];
  return new HalfDoneError(recorded.lifecycle.serviceId ?? "", outputsOf(noun, recorded), what, facts);
}
