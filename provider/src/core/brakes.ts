import { bulkhead, type BulkheadPolicy } from "cockatiel";
import type { Account } from "./account";
import { AccountRefusedError, BrakeError, messageOf } from "./errors";
import { exceeds, formatMoney, sum, type Money } from "./money";
import type { RunSettings } from "./run-settings";
import { lineOf, publishedDues, type Step } from "./step";

/** The limits of a stack: held in the preview and again before each call. */
export class Brakes {
  readonly #settings: RunSettings;
  /** What each resource is to spend, by URN: a resource is planned several times in a run, and counts once. */
  readonly #planned = new Map<string, readonly Money[]>();
  readonly #spent: Money[] = [];
  readonly #tripped = new Map<string, string>();
  readonly #interrupting = new Map<string, BulkheadPolicy>();
  readonly #stopped = new Map<string, string>();

  constructor(settings: RunSettings) {
    this.#settings = settings;
  }

  /**
   * Counts what a resource is about to do and returns the running total of the run, if anything is spent.
   *
   * `reseller:allowSpending` is not held here: a pull request's pipeline, which sets it, is where the prices are to be seen.
   * @throws {BrakeError} when the stack's config does not allow it.
   */
  plan(urn: string, steps: readonly Step[], account: Account): Money | undefined {
    for (const step of steps) this.#allowKind(step);
    const spending = steps.filter((step) => step.spends === true);
    const known = publishedDues(spending);
    this.#planned.set(urn, known);
    if (spending.length === 0) return undefined;
    const total = sum(
      [...this.#planned.values()].flat().filter((due) => due.currency === account.currency),
      account.currency,
    );
    this.#assertTotal(total, spending);
    return total;
  }

  /**
   * Holds one step right before its call.
   * @throws {BrakeError}
   */
  beforeCall(step: Step, account: Account): void {
    this.#allowKind(step);
    if (!this.allowsSpending && step.spends === true) {
      throw new BrakeError(`"${lineOf(step)}" would spend`, {
        advice: "Nothing was sent: reseller:allowSpending is false in this stack",
      });
    }
    const tripped = this.#tripped.get(account.key);
    if (tripped !== undefined && (step.spends === true || step.destroys === true)) {
      throw new BrakeError(`nothing more is sent for account ${account.alias} in this run`, {
        advice: `The first refusal was: ${tripped}`,
      });
    }
    if (step.spends !== true) return;
    this.#assertTotal(
      sum(
        [...this.#spent, ...publishedDues([step])].filter((amount) => amount.currency === account.currency),
        account.currency,
      ),
      [step],
    );
  }

  /** Counts a step that was sent. */
  sent(step: Step): void {
    this.#spent.push(...publishedDues([step]));
  }

  /** Looks at a failure: a refusal of the account as a whole stops everything that spends on it. */
  failed(error: unknown, account: Account): void {
    if (error instanceof AccountRefusedError && !this.#tripped.has(account.key)) {
      this.#tripped.set(account.key, messageOf(error));
    }
  }

  /** Runs something that takes a machine away, with at most `maxUnavailable` of an account away at once. The first failure stops the rest. */
  async whileUnavailable<T>(account: Account, urn: string, run: () => Promise<T>): Promise<T> {
    // cockatiel's bulkhead: a well-kept queue with a limit.
    const policy =
      this.#interrupting.get(account.key) ?? bulkhead(this.#settings.maxUnavailable, Number.MAX_SAFE_INTEGER);
    this.#interrupting.set(account.key, policy);
    return policy.execute(async () => {
      const stopped = this.#stopped.get(account.key);
      // The machine itself may be tried again.
      if (stopped !== undefined && stopped !== urn) {
        throw new BrakeError("not begun: another machine of the account did not come back", {
          advice: `Look at ${stopped.split("::").at(-1) ?? stopped} first (reseller:maxUnavailable is ${this.#settings.maxUnavailable})`,
        });
      }
      try {
        return await run();
      } catch (error) {
        if (!this.#stopped.has(account.key)) this.#stopped.set(account.key, urn);
        throw error;
      }
    });
  }

  /** Whether steps that spend may be run at all (`reseller:allowSpending`). */
  get allowsSpending(): boolean {
    return this.#settings.allowSpending;
  }

  #allowKind(step: Step): void {
    const { allowSteps } = this.#settings;
    if (allowSteps !== undefined && !allowSteps.includes(step.kind)) {
      throw new BrakeError(`"${lineOf(step)}" is not allowed here`, {
        advice: `reseller:allowSteps is ${JSON.stringify(allowSteps)}; add "${step.kind}" to allow it`,
      });
    }
  }

  #assertTotal(total: Money, spending: readonly Step[]): void {
    const { maxSpendPerRun } = this.#settings;
    if (maxSpendPerRun === undefined) return;
    const unpriced = spending.find((step) => step.due === undefined || step.due === "not published");
    if (unpriced !== undefined) {
      throw new BrakeError(
        `"${lineOf(unpriced)}" has no published price, so reseller:maxSpendPerRun (${maxSpendPerRun}) cannot be held`,
        {
          advice: "Run this step alone without the limit",
        },
      );
    }
    if (!exceeds(total, maxSpendPerRun)) return;
    throw new BrakeError(`this run would spend ${formatMoney(total)}`, {
      advice: `reseller:maxSpendPerRun is ${maxSpendPerRun}`,
    });
  }
}
