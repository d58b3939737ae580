import type { SetWish } from "./arguments";
import { sendOnce } from "../../core/call";
import { callContext } from "../../core/flow/carry-out";
import type { Properties } from "../../core/flow/resource";
import { stepsOf, type CallContext } from "../../core/plan";
import type { Run } from "../../core/run";
import type { Step } from "../../core/step";
import { counted, type AccountWish, type AccountWork, type SetPlan } from "./plan";
import type { AccountStep } from "../proxy-account/calls";
import { proxyAccount } from "../proxy-account/proxy-account";
import { sealedPassword } from "../proxy-account/sealed-password";
import type { Proxy911Session } from "../session";

/** What the calls of one set share. */
export interface SetWork {
  readonly run: Run;
  readonly session: Proxy911Session;
  readonly wish: SetWish;
  /** The arguments as they are recorded. */
  readonly given: Properties;
}

/** The writes of one `up`, and what became of each. */
export class Effort {
  /** Passwords that were sent with additions, by username. */
  readonly passwords = new Map<string, string>();
  /** Accounts that were enabled or disabled. */
  readonly switched = new Map<string, boolean>();
  /** Accounts whose deletion was accepted. */
  readonly deleted = new Set<string>();
  readonly failures = new Map<string, unknown>();

  constructor(private readonly work: SetWork) {}

  /** Adds and changes accounts, all of them at once; the steps of one account follow one another. */
  async addAndChange({ additions, changes: changed }: SetPlan): Promise<void> {
    const { run, wish } = this.work;
    const works = [...additions, ...changed];
    const kinds = new Map(works.flatMap((work) => stepsOf(work).map((step) => [step.kind, step] as const)));
    for (const step of kinds.values()) await run.beforeCall(step, wish.account);
    for (const [verb, { length }] of [["adding", additions] as const, ["changing", changed] as const])
      if (length > 0) run.voice.say(wish.urn, `${verb} ${counted(length)}`, "progress");
    await Promise.all(works.map((one) => this.#attempt(one.wish.username, () => this.#do(one))));
  }

  /** Deletes accounts. */
  async delete(steps: readonly AccountStep[]): Promise<void> {
    const { run, wish } = this.work;
    const [first] = steps;
    if (first === undefined) return;
    try {
      await run.beforeCall(first, wish.account);
    } catch (error) {
      for (const { target = "" } of steps) this.failures.set(target, error);
      return;
    }
    run.voice.say(wish.urn, `deleting ${counted(steps.length)}`, "progress");
    const remove = async (step: AccountStep, username: string): Promise<void> => {
      await this.#send({ username }, step);
      this.deleted.add(username);
    };
    await Promise.all(
      steps.map((step) => this.#attempt(step.target ?? "", () => remove(step, step.target ?? ""))),
    );
  }

  async #attempt(username: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.failures.set(username, error);
    }
  }

  async #do({ wish, order, steps }: AccountWork): Promise<void> {
    const { session, wish: set } = this.work;
    if (order !== undefined) {
      const password = wish.password ?? sealedPassword(session, set.token, wish.username);
      this.passwords.set(wish.username, password);
      await this.#once(wish.username, order, () => order.place(this.#context(password)));
    }
    for (const step of steps) {
      await this.#send(wish, step);
      if (wish.enabled !== undefined && step.applies.includes("enabled"))
        this.switched.set(wish.username, wish.enabled);
    }
  }

  async #send({ username, password }: AccountWish, step: AccountStep): Promise<void> {
    for (const call of step.calls({ username }, this.#context(password)))
      await this.#once(username, step, () => call.send());
  }

  /** Sends one call. @throws also what leaves its outcome unknown: the list has the last word. */
  async #once(username: string, step: Step, send: () => Promise<unknown>): Promise<void> {
    const { run, wish } = this.work;
    const { account, urn } = wish;
    const errand = { run, account, urn, type: proxyAccount.type, serviceId: username };
    const outcome = await sendOnce(errand, step, send);
    if (!outcome.isAnswered) throw outcome.failure;
  }

  #context(password: string | undefined): CallContext {
    const { run, wish } = this.work;
    return callContext(run, wish.account, { token: wish.token, extra: {} }, password);
  }
}
