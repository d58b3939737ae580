import type { Account } from "../account";
import { sendOnce, type Outcome } from "../call";
import { DecisionNeededError, unknownOutcome, WaitTimeoutError, withFacts } from "../errors";
import { lookUntil } from "./look-until";
import type { CommonObserved } from "../observed";
import { heedTrace } from "../order/trace";
import type { Call, CallContext, Change } from "../plan";
import type { Recorded } from "../record";
import type { Run } from "../run";
import type { Step } from "../step";
import { formatDuration } from "../wait";
import type { Work } from "./work";
import { say } from "../language/say";
import { wordOfStatus } from "../observed";

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
  account: Account,
  { token, extra }: Pick<Recorded, "token" | "extra">,
  password: string | undefined,
): CallContext {
  const now = run.now();
  return { account, token, password, orderNumber: nextOrderNumber(now), now, extra };
}

/** How many times `reseller:settleSeconds` something is waited for of which nobody knows whether it comes at all. */
const patience = 10;

/** Waits until the service is not busy with anything. */
export async function waitUntilIdle(
  work: Work,
  what: string,
  isDone: (observed: CommonObserved) => boolean = () => true,
): Promise<CommonObserved> {
  const { run, progress, urn } = work;
  const { kind, account } = progress;
  const stateOf = (row: CommonObserved | undefined): string =>
    row === undefined ? say("not listed yet") : (row.busyWith ?? row.mayFollow ?? wordOfStatus(row.status));
  const observed = await kind
    .inventory(account, work.wanted)
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
        run.voice.say(
          urn,
          say("waiting for {what}: {state} ({elapsed})", {
            what,
            state: stateOf(row),
            elapsed: formatDuration(elapsedMs),
          }),
          "progress",
        );
      },
    })
    .catch((error: unknown) => {
      const advice = say("{id} stays in state as it is: `pulumi up` goes on from there", { id: progress.id });
      throw error instanceof WaitTimeoutError ? withFacts(error, { advice }) : error;
    });
  if (observed === undefined || observed.status === "deleted") {
    const advice = kind.isPrecious
      ? say("Run `pulumi refresh`: it stays in state until you decide")
      : say("Run `pulumi refresh`: it leaves state then, and the next `pulumi up` makes another");
    throw new DecisionNeededError(say("{id} is gone while waiting for {what}", { id: progress.id, what }), {
      advice,
    });
  }
  progress.observe(observed);
  if (observed.mayFollow !== undefined)
    run.voice.say(
      urn,
      say("{id}: {mayFollow}; more is not waited for", { id: progress.id, mayFollow: observed.mayFollow }),
      "warning",
    );
  heedTrace(work, observed);
  if (observed.failure !== undefined && !isDone(observed)) {
    throw new DecisionNeededError(
      say("{resource}: {what}", { resource: progress.id, what: observed.failure }),
      {
        advice: say("It stays in state as it is: look at it in the panel, then run `pulumi refresh`"),
      },
    );
  }
  return observed;
}

/** Looks whether a call without a trustworthy answer took effect. @param before the record right before the call. */
async function settle(work: Work, call: Call, before: CommonObserved): Promise<boolean> {
  const { run, progress, urn } = work;
  const { kind, account } = progress;
  // A record that showed the effect before it was asked for proves nothing afterwards.
  const isTelling = call.lags !== true || !call.isDone(before);
  try {
    await kind.inventory(account, work.wanted).watch(progress.id, {
      what: say("the effect of a call without an answer"),
      timeoutMs: run.settings.settleSeconds * 1_000,
      pollMs: run.settings.pollSeconds * 1_000,
      done: (row) =>
        row !== undefined &&
        (row.busyWith !== undefined || call.isBegun?.(row) === true || (isTelling && call.isDone(row))),
      progress: (_row, elapsedMs) => {
        run.voice.say(
          urn,
          say("no answer came; looking whether it was done ({elapsed})", {
            elapsed: formatDuration(elapsedMs),
          }),
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
 * Runs one step: brakes, each of its calls (once), the look whether it took effect, the wait until the service is idle. Only then do
 * the step's arguments count as applied.
 */
export async function carryOut(
  work: Work,
  step: Change,
  observed: CommonObserved,
  context: CallContext,
): Promise<CommonObserved> {
  const { run, progress, urn, wanted } = work;
  const { kind, account } = progress;
  const attempt = async (): Promise<CommonObserved> => {
    await run.beforeCall(step, account, urn);
    const mark = kind.marks(observed)[step.kind];
    if (mark !== undefined) {
      const at = run.now().toISOString();
      progress.change({ pendingChange: { what: step.kind, from: mark, at, expects: step.expects } });
    }
    if (step.losesPassword === true) progress.change({ passwordLost: true });
    progress.beginStep();
    let after = observed;
    for (const call of step.calls(observed, context)) after = await send(work, step, call, after);
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
async function send(work: Work, step: Change, call: Call, observed: CommonObserved): Promise<CommonObserved> {
  const { run, progress, urn } = work;
  const { kind, account } = progress;
  run.voice.say(urn, step.words, "progress");
  const mark = kind.marks(observed)[step.kind];
  const errand = { run, account, urn, type: kind.type, serviceId: observed.serviceId, mark };
  const outcome = await sendOnce(errand, step, () => call.send()).catch((error: unknown) => {
    progress.settle(step.kind);
    throw error;
  });
  if (outcome.isAnswered) {
    if (outcome.answer !== undefined) progress.tell(outcome.answer);
    progress.pend(step.kind, { accepted: true });
  }
  if (call.look !== undefined) await lookFor(work, step, outcome, call.look.bind(call));
  else if (!outcome.isAnswered && !(await settle(work, call, observed))) {
    throw unknownOutcome(
      step.words,
      outcome.failure,
      say("no effect is to be seen"),
      say("Run `pulumi up` again: it looks at the record first and repeats only what can be repeated safely"),
    );
  }
  if (call.lags === true) await run.sleep(run.settings.pollSeconds * 1_000);
  return waitUntilIdle(work, step.words, (row) => call.isDone(row)).catch((error: unknown) => {
    throw notShown(work, step, error);
  });
}

/** Waits for an effect that the record does not tell, by the call's own look. @throws {UnknownOutcomeError} when none shows. */
async function lookFor(
  { run, urn, timeoutMs }: Work,
  step: Step,
  outcome: Outcome<unknown>,
  look: NonNullable<Call["look"]>,
): Promise<void> {
  const seen = { isBegun: false };
  const end = await lookUntil(
    { run, urn },
    say("{step}: looking for its effect", { step: step.words }),
    () => (seen.isBegun ? timeoutMs : run.settings.settleSeconds * 1_000),
    async () => {
      const sight = await look(outcome.isAnswered);
      seen.isBegun ||= sight === "begun";
      return sight === "done" || sight === "unseen" ? sight : undefined;
    },
  );
  if (end === "done" || (end === "unseen" && outcome.isAnswered)) return;
  throw unknownOutcome(
    step.words,
    outcome.isAnswered ? say("the panel only said that it does it") : outcome.failure,
    seen.isBegun ? say("it has begun and does not end") : say("no effect is to be seen"),
    say(
      "Look in the panel. The next `pulumi up` shows it again and repeats it only if it is still to be done",
    ),
  );
}

/** The error of a wait whose step is pending: from now on it is not sent again for a while, however long the wait was. */
function notShown({ run, progress }: Work, step: Step, error: unknown): unknown {
  progress.pend(step.kind, { at: run.now().toISOString() });
  const { pendingChange } = progress.recorded.lifecycle;
  const isAccepted = pendingChange?.what === step.kind && pendingChange.accepted === true;
  if (!isAccepted || !(error instanceof WaitTimeoutError)) return error;
  return new WaitTimeoutError(
    say("{step}: the vendor accepted it, and its record does not show it yet ({what})", {
      step: step.words,
      what: error.what,
    }),
    {
      ...error.facts,
      advice: say(
        "It is remembered, and not sent again while the record may lag: run `pulumi up` later, which looks first",
      ),
    },
  );
}

/** Says loudly where a record shows more than was asked for. */
export function sayBeyond(
  { run, progress, urn }: Pick<Work, "run" | "progress" | "urn">,
  observed: CommonObserved,
): void {
  const { expects } = progress.recorded.lifecycle.pendingChange ?? {};
  const words = expects === undefined ? undefined : progress.kind.beyond?.(observed, expects);
  if (words !== undefined) run.voice.say(urn, words, "warning");
}
