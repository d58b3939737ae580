import type { CommonArguments } from "../arguments";
import { callContext, type Work } from "./carry-out";
import {
  DecisionNeededError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  ResellerError,
  WaitTimeoutError,
} from "../errors";
import type { CommonObserved } from "../noun";
import { lineOf, type Step } from "../plan";

/**
 * Holds what has just been ordered against its price, where only the order tells it. What is not paid yet is taken back; what was
 * adopted was ordered by somebody else, and its price stood in the preview.
 * @returns what is to be reported at the end, of what is paid.
 * @throws {RefusedError} when it was taken back: nothing is bought.
 */
export async function holdPrice<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
): Promise<DecisionNeededError | undefined> {
  const { progress, wanted } = work;
  const { noun, account, recorded } = progress;
  const { observed, lifecycle } = recorded;
  if (lifecycle.origin === "adopted") return undefined;
  const objection = observed === undefined ? undefined : noun.objection?.(observed, wanted, account);
  if (observed === undefined || objection === undefined) return undefined;
  const step = noun.withdrawal?.(observed);
  if (step !== undefined) await takeBack(work, step, observed, objection);
  return new DecisionNeededError(`${observed.serviceId}: ${objection}`, {
    advice: "It is paid, and stays in state: allow that price, and run `pulumi up` again",
  });
}

/**
 * When waiting for an order is given up before it is paid, takes it back, so that no debt is left; but not one that was adopted.
 * @returns what is to be reported.
 */
export async function takenBack<A extends CommonArguments, O extends CommonObserved, C, D>(
  work: Work<A, O, C, D>,
  error: unknown,
): Promise<unknown> {
  const { noun, account, recorded, id } = work.progress;
  if (!(error instanceof WaitTimeoutError) || noun.withdrawal === undefined) return error;
  if (recorded.observed === undefined || recorded.lifecycle.origin === "adopted") return error;
  try {
    const live = await noun.services(account).getNow(id);
    const step = live === undefined ? undefined : noun.withdrawal(live);
    if (live === undefined || step === undefined) return error;
    await takeBack(work, step, live, error.what);
    return error;
  } catch (failure) {
    return failure;
  }
}

/** Takes an order back, once, and forgets it when the record shows that it is gone. */
async function takeBack<A extends CommonArguments, O extends CommonObserved, C, D>(
  { run, progress, urn }: Work<A, O, C, D>,
  step: Step<D>,
  observed: O,
  reason: string,
): Promise<void> {
  const { noun, account, recorded } = progress;
  const { serviceId } = observed;
  const entry = {
    urn,
    account: account.key,
    step: step.kind,
    words: lineOf(step),
    type: noun.type,
    serviceId,
  };
  run.journal.write({ phase: "before", ...entry });
  const context = callContext(run, recorded, undefined);
  try {
    for (const action of noun.act(account, step, observed, context)) await action.send();
    run.journal.write({ phase: "after", ...entry, outcome: "done" });
  } catch (error) {
    // Paid a moment ago, or no answer: what is true stands in the record.
    if (!(error instanceof ResellerError)) throw error;
    const outcome = isCertainlyNotDone(error) ? "refused" : "unknown";
    run.journal.write({ phase: "after", ...entry, outcome });
    run.voice.say(urn, `${step.words}: ${messageOf(error)}`, "warning");
  }
  const after = await noun.services(account).getNow(serviceId);
  if (after !== undefined && after.status !== "deleted") {
    progress.observe(after);
    if (noun.withdrawal?.(after) === undefined) return;
    throw new RefusedError(`${reason}; it could not be taken back, and is still to be paid`, {
      advice: `Close ${serviceId} in the panel, or pay it and run \`pulumi up\``,
    });
  }
  progress.forget();
  throw new RefusedError(
    `${reason}. ${serviceId} was not paid and is closed: nothing is bought, nothing is owed`,
    {
      advice: "To order it again, change `purchaseTriggers`, or the argument that was wrong",
    },
  );
}
