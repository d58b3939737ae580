import type { Account } from "./account";
import { isCertainlyNotDone } from "./errors";
import { outcomeOf } from "./journal";
import type { Run } from "./run";
import { isGuarded, lineOf, type Step } from "./step";

/** What a call is made for. */
export interface Errand {
  readonly run: Run;
  readonly account: Account;
  readonly urn: string;
  /** The type of its resource. */
  readonly type: string;
  /** Absent while nothing of it is in hand. */
  readonly serviceId?: string | undefined;
  /** The token of an order. */
  readonly purchaseToken?: string | undefined;
  /** What of the record moves when it took effect, as it was before. */
  readonly mark?: string | undefined;
}

/** What came of a call: its answer, or what came instead of a trustworthy one. */
export type Outcome<T> =
  | { readonly isAnswered: true; readonly answer: T }
  | { readonly isAnswered: false; readonly failure: unknown };

/**
 * Sends one call of a step, once, with a line in the journal before and after it. Nothing that spends, destroys or adds leaves in any
 * other way. The brakes are held before the step ({@link Run.beforeCall}), not between its calls: a machine that was stopped for a
 * step must be started again.
 * @param serviceIdOf what the answer says that was made, for the journal.
 * @throws what proves that nothing was done: a refusal, or a failure before anything was sent.
 */
export async function sendOnce<T>(
  errand: Errand,
  step: Step,
  send: () => Promise<T>,
  serviceIdOf: (answer: T) => string | undefined = () => errand.serviceId,
): Promise<Outcome<T>> {
  const { run, account, urn, type, serviceId, purchaseToken, mark } = errand;
  const entry = {
    urn,
    account: account.key,
    step: step.kind,
    words: lineOf(step),
    type,
    purchaseToken,
    mark,
  };
  const isJournalled = isGuarded(step) || step.kind === "release";
  const note = (phase: "before" | "after", id: string | undefined, outcome?: string): void => {
    if (isJournalled) run.journal.write({ phase, ...entry, serviceId: id, outcome });
  };
  note("before", serviceId);
  let answer: T;
  try {
    answer = await send();
  } catch (error) {
    run.brakes.failed(error, account);
    if (isCertainlyNotDone(error)) {
      note("after", serviceId, outcomeOf(error));
      throw error;
    }
    run.brakes.sent(step);
    note("after", serviceId, outcomeOf(error));
    return { isAnswered: false, failure: error };
  }
  run.brakes.sent(step);
  note("after", serviceIdOf(answer), "done");
  return { isAnswered: true, answer };
}
