import { sendOnce } from "../call";
import { DecisionNeededError, messageOf, RefusedError, ResellerError, WaitTimeoutError } from "../errors";
import { callContext } from "../flow/carry-out";
import type { Work } from "../flow/work";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { say } from "../language/say";

/**
 * Holds what has just been ordered against its price, where only the order tells it. What is not paid yet is taken back; what was
 * adopted was ordered by somebody else, and its price stood in the preview.
 * @returns what is to be reported at the end, of what is paid.
 * @throws {RefusedError} when it was taken back: nothing is bought.
 */
export async function assertPrice(work: Work): Promise<DecisionNeededError | undefined> {
  const { progress, wanted } = work;
  const { kind, account, recorded } = progress;
  const { observed, lifecycle } = recorded;
  if (lifecycle.origin === "adopted") return undefined;
  const objection = observed === undefined ? undefined : kind.objection?.(observed, wanted, account);
  if (observed === undefined || objection === undefined) return undefined;
  const step = kind.cancelUnpaid?.(observed);
  if (step !== undefined) await takeBack(work, step, observed, objection);
  return new DecisionNeededError(
    say("{resource}: {what}", { resource: observed.serviceId, what: objection }),
    {
      advice: say("It is paid, and stays in state: allow that price, and run `pulumi up` again"),
    },
  );
}

/**
 * When waiting for an order is given up before it is paid, takes it back, so that no debt is left; but not one that was adopted.
 * @returns what is to be reported.
 */
export async function takenBack(work: Work, error: unknown): Promise<unknown> {
  const { kind, account, recorded, id } = work.progress;
  if (!(error instanceof WaitTimeoutError) || kind.cancelUnpaid === undefined) return error;
  if (recorded.observed === undefined || recorded.lifecycle.origin === "adopted") return error;
  try {
    const live = await kind.inventory(account, work.wanted).getNow(id);
    const step = live === undefined ? undefined : kind.cancelUnpaid(live);
    if (live === undefined || step === undefined) return error;
    await takeBack(work, step, live, error.what);
    return error;
  } catch (failure) {
    return failure;
  }
}

/** Takes an order back, once, and forgets it when the record shows that it is gone. */
async function takeBack(
  { run, progress, urn, wanted }: Work,
  step: Change,
  observed: CommonObserved,
  reason: string,
): Promise<void> {
  const { kind, account, recorded } = progress;
  const { serviceId } = observed;
  const calls = step.calls(observed, callContext(run, account, recorded, undefined));
  try {
    const outcome = await sendOnce({ run, account, urn, type: kind.type, serviceId }, step, async () => {
      for (const call of calls) await call.send();
    });
    if (!outcome.isAnswered) throw outcome.failure;
  } catch (error) {
    // Paid a moment ago, or no answer: what is true stands in the record.
    if (!(error instanceof ResellerError)) throw error;
    run.voice.say(urn, say("{step}: {reason}", { step: step.words, reason: messageOf(error) }), "warning");
  }
  const after = await kind.inventory(account, wanted).getNow(serviceId);
  if (after !== undefined && after.status !== "deleted") {
    progress.observe(after);
    if (kind.cancelUnpaid?.(after) === undefined) return;
    throw new RefusedError(say("{reason}; it could not be taken back, and is still to be paid", { reason }), {
      advice: say("Close {serviceId} in the panel, or pay it and run `pulumi up`", { serviceId }),
    });
  }
  progress.forget();
  throw new RefusedError(
    say("{reason}. {serviceId} was not paid and is closed: nothing is bought, nothing is owed", {
      reason,
      serviceId,
    }),
    {
      advice: say("To order it again, change `purchaseTriggers`, or the argument that was wrong"),
    },
  );
}
