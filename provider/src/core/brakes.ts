import { bulkhead, type BulkheadPolicy } from "cockatiel";
import type { Account } from "./account";
import { Approval } from "./approval";
import { AccountRefusedError, BrakeError, messageOf } from "./errors";
import { sumsOf, type Money } from "./money";
import { isBoundOnly, isUnbounded } from "./planned-step";
import type { RunSettings } from "./run-settings";
import { excessOf, wordsOfLimit } from "./spend-limit";
import { boundedDues, lineOf, type Step } from "./step";
import { say } from "./language/say";

/** What is spent, by currency. */
export interface Cost {
  readonly totals: readonly Money[];
  /** Whether of some amounts only the most is known. */
  readonly isAtMost: boolean;
  /** How many amounts are in none of the totals: nobody publishes them, and nothing bounds them. */
  readonly unpublished: number;
}

/** What steps cost in all. */
export function costOf(steps: readonly Step[]): Cost {
  const spending = steps.filter(({ spends }) => spends === true);
  return {
    totals: sumsOf(boundedDues(spending)),
    isAtMost: spending.some(isBoundOnly),
    unpublished: spending.filter(isUnbounded).length,
  };
}

/** The limits of a stack: held in the preview and again before each call. */
export class Brakes {
  readonly #settings: RunSettings;
  readonly #approvals: readonly Approval[];
  /** The steps of each resource that spend, by URN: a resource is planned several times in a run, and counts once. */
  readonly #planned = new Map<string, readonly Step[]>();
  readonly #spent: Money[] = [];
  readonly #tripped = new Map<string, string>();
  readonly #interrupting = new Map<string, BulkheadPolicy>();
  readonly #stopped = new Map<string, string>();

  /**
   * @param approvals what was approved: each of them holds. Default: the files that `reseller:approved` names.
   * @throws {ConfigurationError} when one of these cannot be read.
   */
  constructor(
    settings: RunSettings,
    approvals: readonly Approval[] = settings.approved.map((file) => Approval.read(file)),
  ) {
    this.#settings = settings;
    this.#approvals = approvals;
  }

  /**
   * Counts what a resource is about to do and returns what the run spends so far, if the resource spends anything.
   *
   * `reseller:allowSpending` is not held here: a pull request's pipeline, which sets it, is where the prices are to be seen.
   * @throws {BrakeError} when the stack's config does not allow it.
   */
  plan(urn: string, steps: readonly Step[]): Cost | undefined {
    for (const step of steps) this.#allowKind(step);
    const spending = steps.filter((step) => step.spends === true);
    this.#planned.set(urn, spending);
    for (const approval of this.#approvals) approval.assertPlan(urn, steps);
    if (spending.length === 0) return undefined;
    const cost = costOf([...this.#planned.values()].flat());
    this.#assertTotals(cost.totals, spending);
    this.#assertApprovedTotals();
    return cost;
  }

  /**
   * Holds one step right before its call.
   * @throws {BrakeError}
   */
  beforeCall(step: Step, account: Account, urn: string): void {
    this.#allowKind(step);
    for (const approval of this.#approvals) approval.assertCall(urn, step);
    this.#allowSpending(step);
    const tripped = this.#tripped.get(account.key);
    if (tripped !== undefined && (step.spends === true || step.destroys === true)) {
      throw new BrakeError(
        say("nothing more is sent for account {alias} in this run", { alias: account.alias }),
        {
          advice: say("The first refusal was: {tripped}", { tripped }),
        },
      );
    }
    if (step.spends !== true) return;
    this.#assertTotals(sumsOf([...this.#spent, ...boundedDues([step])]), [step]);
    this.#assertApprovedTotals();
  }

  /**
   * Holds an order before it is marked in state: the mark of one that is refused afterwards would stand in the way of the next.
   * @throws {BrakeError}
   */
  beforeMark(name: string): void {
    const step: Step = { kind: "buy", words: say("order {name}", { name }), spends: true, applies: [] };
    this.#allowKind(step);
    this.#allowSpending(step);
  }

  /**
   * Holds a deletion, which no preview asks about, before anything is looked at.
   * @throws {BrakeError} when it was not approved.
   */
  beforeDelete(urn: string, id: string): void {
    for (const approval of this.#approvals) approval.assertDelete(urn, id);
  }

  /** Counts a step that was sent. */
  sent(step: Step): void {
    this.#spent.push(...boundedDues([step]));
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
        throw new BrakeError(say("not begun: another machine of the account did not come back"), {
          advice: say("Look at {name} first (reseller:maxUnavailable is {maxUnavailable})", {
            name: stopped.split("::").at(-1) ?? stopped,
            maxUnavailable: this.#settings.maxUnavailable,
          }),
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

  /** Whether only some kinds of steps may be made (`reseller:allowSteps`): then one resource must not stop what is allowed of the others. */
  get isSelective(): boolean {
    return this.#settings.allowSteps !== undefined;
  }

  /** Whether `reseller:allowSteps` lets a step be made. */
  allows({ kind }: Step): boolean {
    return this.#settings.allowSteps?.includes(kind) !== false;
  }

  /** Why `reseller:allowSteps` does not. */
  refusalOf(step: Step): BrakeError {
    return new BrakeError(say('"{line}" is not allowed here', { line: lineOf(step) }), {
      advice: say('reseller:allowSteps is {allowSteps}; add "{kind}" to allow it', {
        allowSteps: JSON.stringify(this.#settings.allowSteps),
        kind: step.kind,
      }),
    });
  }

  #allowSpending(step: Step): void {
    if (this.allowsSpending || step.spends !== true) return;
    throw new BrakeError(say('"{line}" would spend', { line: lineOf(step) }), {
      advice: say("Nothing was sent: reseller:allowSpending is false in this stack"),
    });
  }

  #allowKind(step: Step): void {
    if (!this.allows(step)) throw this.refusalOf(step);
  }

  #assertTotals(totals: readonly Money[], spending: readonly Step[]): void {
    for (const limit of this.#settings.maxSpendPerRun) {
      const unpriced = this.#settings.acceptUnpublished ? undefined : spending.find(isUnbounded);
      if (unpriced !== undefined) {
        throw new BrakeError(
          say('"{line}" has no published price, so reseller:maxSpendPerRun ({limit}) cannot be held', {
            line: lineOf(unpriced),
            limit: wordsOfLimit(limit),
          }),
          {
            advice: say(
              "Run this step alone without the limit, or let such steps through with reseller:acceptUnpublished",
            ),
          },
        );
      }
      const excess = excessOf(totals, limit);
      if (excess === undefined) continue;
      const what = spending.some(isBoundOnly)
        ? say("this run may spend as much as {excess}", { excess })
        : say("this run would spend {excess}", { excess });
      throw new BrakeError(what, {
        advice: say("reseller:maxSpendPerRun is {limit}", { limit: wordsOfLimit(limit) }),
      });
    }
  }

  /** An approval names all that a run may spend, so that this is held as a whole before the first order. */
  #assertApprovedTotals(): void {
    for (const { totals } of this.#approvals)
      for (const limit of this.#settings.maxSpendPerRun) {
        const excess = excessOf(totals, limit);
        if (excess === undefined) continue;
        throw new BrakeError(say("what was approved would spend {excess} in all", { excess }), {
          advice: say("reseller:maxSpendPerRun is {limit}. Nothing was sent", { limit: wordsOfLimit(limit) }),
        });
      }
  }
}
