import type { CommonArguments } from "../arguments";
import {
  DecisionNeededError,
  isCertainlyNotDone,
  RefusedError,
  unknownOutcome,
  WaitTimeoutError,
  withFacts,
} from "../errors";
import type { Action, CallContext, CommonObserved } from "../noun";
import { isGuarded, lineOf, type Step } from "../plan";
import type { Progress } from "./progress";
import type { Recorded } from "../record";
import type { Run } from "../run";
import { heedTrace } from "./trace";
import { formatDuration } from "../wait";

/** What the steps of one resource share. */
export interface Work<A extends CommonArguments, O extends CommonObserved, C, D> {
  readonly run: Run;
  readonly progress: Progress<A, O, C, D>;
  readonly wanted: Partial<A>;
  readonly urn: string;
  readonly timeoutMs: number;
  /** Whether what is recorded is the answer of a moment ago, so that looking at once tells nothing. */
  readonly isJustBought?: boolean;
}

const lastOrderNumber = { value: 0n };

/** A decimal number of 18 digits at the most that no other call of this process gets, and hardly one of any other process. */
export function nextOrderNumber(now: Date): string {
  const fresh = BigInt(now.getTime()) * 10_000n + BigInt(Math.floor(Math.random() * 10_000));
  lastOrderNumber.value = fresh > lastOrderNumber.value ? fresh : lastOrderNumber.value + 1n;
  return lastOrderNumber.value.toString();
}

/** What a call needs besides its step, now. */
export function callContext(
  run: Run,
  { token, extra }: Recorded<unknown, unknown>,
  password: string | undefined,
): CallContext {
  const now = run.now();
  return { token, password, orderNumber: nextOrderNumber(now), now, extra };
}

/** The name in the URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** How many times `reseller:settleSeconds` something is waited for of which nobody knows whether it comes at all. */
const patience = 10;

/** Waits until the service is not busy with anything. */
export async function waitUntilIdle<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  what: string,
  isDone: (observed: O) => boolean = () => true,
): Promise<O> {
  const { run, progress, urn } = work;
  const { noun, account } = progress;
  const stateOf = (row: O | undefined): string =>
    row === undefined ? "not listed yet" : (row.busyWith ?? row.mayFollow ?? row.status);
  const observed = await noun
    .services(account)
    .watch(progress.id, {
      what,
      stateOf,
      timeoutMs: work.timeoutMs,
      pollMs: run.settings.pollSeconds * 1_000,
      isJustBegun: work.isJustBought === true && progress.recorded.observed?.status === "opening",
      // A purchase may be listed a little later than it is answered; what is not there after that is gone.
      done: (row, elapsedMs) =>
        row === undefined
          ? elapsedMs >= run.settings.settleSeconds * 1_000
          : row.status === "deleted" ||
            row.failure !== undefined ||
            (row.status !== "opening" &&
              row.busyWith === undefined &&
              isDone(row) &&
              (row.mayFollow === undefined || elapsedMs >= patience * run.settings.settleSeconds * 1_000)),
      progress: (row, elapsedMs) => {
        heedTrace(work, row);
        run.voice.say(urn, `waiting for ${what}: ${stateOf(row)} (${formatDuration(elapsedMs)})`, "progress");
      },
    })
    .catch((error: unknown) => {
      const advice = `${progress.id} stays in state as it is: \`pulumi up\` goes on from there`;
      throw error instanceof WaitTimeoutError ? withFacts(error, { advice }) : error;
    });
  if (observed === undefined || observed.status === "deleted") {
    const advice = noun.isPrecious
      ? "Run `pulumi refresh`: it stays in state until you decide"
      : "Run `pulumi refresh`: it leaves state then, and the next `pulumi up` makes another";
    throw new DecisionNeededError(`${progress.id} is gone while waiting for ${what}`, { advice });
  }
  progress.observe(observed);
  if (observed.mayFollow !== undefined)
    run.voice.say(urn, `${progress.id}: ${observed.mayFollow}; more is not waited for`, "warning");
  heedTrace(work, observed);
  if (observed.failure !== undefined && !isDone(observed)) {
    throw new DecisionNeededError(`${progress.id}: ${observed.failure}`, {
      advice: "It stays in state as it is: look at it in the panel, then run `pulumi refresh`",
    });
  }
  return observed;
}

/** Looks whether a call without a trustworthy answer took effect. @param before the record right before the call. */
async function settle<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  action: Action<O>,
  before: O,
): Promise<boolean> {
  const { run, progress, urn } = work;
  const { noun, account } = progress;
  // A record that showed the effect before it was asked for proves nothing afterwards.
  const isTelling = action.lags !== true || !action.isDone(before);
  try {
    await noun.services(account).watch(progress.id, {
      what: "the effect of a call without an answer",
      timeoutMs: run.settings.settleSeconds * 1_000,
      pollMs: run.settings.pollSeconds * 1_000,
      done: (row) =>
        row !== undefined &&
        (row.busyWith !== undefined || action.isBegun?.(row) === true || (isTelling && action.isDone(row))),
      progress: (_row, elapsedMs) => {
        run.voice.say(
          urn,
          `no answer came; looking whether it was done (${formatDuration(elapsedMs)})`,
          "progress",
        );
      },
    });
    return true;
  } catch (error) {
    if (error instanceof WaitTimeoutError) return false;
    throw error;
  }
}

/**
 * Runs one step: brakes, journal, each of its calls (once), the look whether it took effect, the wait until the service is
 * idle. Only then do the step's arguments count as applied.
 */
export async function carryOut<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  step: Step<D>,
  observed: O,
  context: CallContext,
): Promise<O> {
  const { run, progress, urn, wanted } = work;
  const { noun, account } = progress;
  const attempt = async (): Promise<O> => {
    await run.beforeCall(step, account);
    const mark = noun.marks(observed)[step.kind];
    if (mark !== undefined) {
      const at = run.now().toISOString();
      progress.change({ pendingChange: { what: step.kind, from: mark, at, expects: step.expects } });
    }
    if (step.losesPassword === true) progress.change({ passwordLost: true });
    progress.beginStep();
    let after = observed;
    for (const action of noun.act(account, step, observed, context))
      after = await send(work, step, action, after);
    sayBeyond(work, after);
    progress.settle(step.kind);
    progress.endStep(step.applies);
    progress.apply(wanted, step.applies);
    if (step.kind === "password" || step.kind === "reinstall") {
      progress.change({ password: context.password, passwordLost: false, foundDelivered: undefined });
    }
    return after;
  };
  return step.interrupts === true ? run.brakes.whileUnavailable(account, urn, attempt) : attempt();
}

/** Makes one call of a step and waits for its effect. */
async function send<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  step: Step<D>,
  action: Action<O>,
  observed: O,
): Promise<O> {
  const { run, progress, urn } = work;
  const { noun, account } = progress;
  const line = {
    urn,
    account: account.key,
    step: step.kind,
    words: lineOf(step),
    type: noun.type,
    serviceId: observed.serviceId,
  };
  const note = (phase: "before" | "after", outcome?: string): void => {
    if (isGuarded(step)) run.journal.write({ phase, ...line, outcome });
  };
  run.voice.say(urn, step.words, "progress");
  note("before");
  try {
    const outputs = await action.send();
    run.brakes.sent(step);
    if (outputs !== undefined) progress.tell(outputs);
    progress.pend(step.kind, { accepted: true });
    note("after", "done");
  } catch (error) {
    run.brakes.failed(error, account);
    if (isCertainlyNotDone(error)) {
      note("after", error instanceof RefusedError ? "refused" : "not sent");
      progress.settle(step.kind);
      throw error;
    }
    run.brakes.sent(step);
    note("after", "unknown");
    if (!(await settle(work, action, observed))) {
      throw unknownOutcome(
        step.words,
        error,
        "no effect is to be seen",
        "Run `pulumi up` again: it looks at the record first and repeats only what can be repeated safely",
      );
    }
  }
  if (action.lags === true) await run.sleep(run.settings.pollSeconds * 1_000);
  return waitUntilIdle(work, step.words, (row) => action.isDone(row)).catch((error: unknown) => {
    throw notShown(work, step, error);
  });
}

/** The error of a wait whose step is pending: from now on it is not sent again for a while, however long the wait was. */
function notShown<A extends CommonArguments, O extends CommonObserved, C, D>(
  { run, progress }: Work<A, O, C, D>,
  step: Step<D>,
  error: unknown,
): unknown {
  progress.pend(step.kind, { at: run.now().toISOString() });
  const { pendingChange } = progress.recorded.lifecycle;
  const isAccepted = pendingChange?.what === step.kind && pendingChange.accepted === true;
  if (!isAccepted || !(error instanceof WaitTimeoutError)) return error;
  return new WaitTimeoutError(
    `${step.words}: the vendor accepted it, and its record does not show it yet (${error.what})`,
    {
      ...error.facts,
      advice:
        "It is remembered, and not sent again while the record may lag: run `pulumi up` later, which looks first",
    },
  );
}

/** Says loudly where a record shows more than was asked for. */
export function sayBeyond<A extends CommonArguments, O extends CommonObserved, C, D>(
  { run, progress, urn }: Pick<Work<A, O, C, D>, "run" | "progress" | "urn">,
  observed: O,
): void {
  const { expects } = progress.recorded.lifecycle.pendingChange ?? {};
  const words = expects === undefined ? undefined : progress.noun.beyond?.(observed, expects);
  if (words !== undefined) run.voice.say(urn, words, "warning");
}
