import { isCertainlyNotDone, RefusedError } from "../core/errors";
import { lineOf, type Step } from "../core/plan";
import type { Properties } from "../core/flow/resource";
import type { Run } from "../core/run";
import type { Detail } from "./proxy-account-plan";
import { proxyAccount } from "./proxy-account";
import type { SetWish } from "./proxy-account-set-arguments";
import { counted, type AccountWish, type SetPlan } from "./proxy-account-set-plan";
import { sealedPassword } from "./sealed-password";
import type { Proxy911Session } from "./session";

/** What the calls of one set share. */
export interface SetWork {
  readonly run: Run;
  readonly session: Proxy911Session;
  readonly wish: SetWish;
  /** The arguments as they are recorded. */
  readonly given: Properties;
}

function outcomeOf(error: unknown): string {
  if (error instanceof RefusedError) return "refused";
  return isCertainlyNotDone(error) ? "not sent" : "unknown";
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
    const kinds = new Map(works.flatMap(({ steps }) => steps.map((step) => [step.kind, step] as const)));
    for (const step of kinds.values()) await run.beforeCall(step, wish.account);
    for (const [verb, { length }] of [["adding", additions] as const, ["changing", changed] as const])
      if (length > 0) run.voice.say(wish.urn, `${verb} ${counted(length)}`, "progress");
    await Promise.all(
      works.map(async (one) => {
        try {
          for (const { detail } of one.steps) await this.#send(one.wish, detail);
        } catch (error) {
          this.#failed(one.wish.username, error);
        }
      }),
    );
  }

  /** Deletes accounts, with a line in the journal before and after each. */
  async delete(steps: readonly Step<Detail>[]): Promise<void> {
    const { run, wish } = this.work;
    const [first] = steps;
    if (first === undefined) return;
    try {
      await run.beforeCall(first, wish.account);
    } catch (error) {
      for (const { target = "" } of steps) this.#failed(target, error);
      return;
    }
    run.voice.say(wish.urn, `deleting ${counted(steps.length)}`, "progress");
    await Promise.all(steps.map((step) => this.#delete(step)));
  }

  async #delete(step: Step<Detail>): Promise<void> {
    const { run, wish } = this.work;
    const { target: username = "", kind } = step;
    const entry = {
      urn: wish.urn,
      account: wish.account.key,
      step: kind,
      words: lineOf(step),
      type: proxyAccount.type,
      serviceId: username,
    };
    run.journal.write({ phase: "before", ...entry });
    let outcome = "done";
    try {
      await this.#send({ username }, step.detail);
      this.deleted.add(username);
    } catch (error) {
      this.#failed(username, error);
      outcome = outcomeOf(error);
    }
    run.journal.write({ phase: "after", ...entry, outcome });
  }

  #failed(username: string, error: unknown): void {
    this.failures.set(username, error);
    this.work.run.brakes.failed(error, this.work.wish.account);
  }

  async #send({ username, password, remark }: AccountWish, detail: Detail): Promise<void> {
    const { session, wish } = this.work;
    const { client, writes } = session;
    switch (detail.do) {
      case "add":
        await this.#add({
          username,
          remark,
          password: password ?? sealedPassword(session, wish.token, username),
        });
        return;
      case "limit":
        await client.changeLimit(username, detail.toGb);
        return;
      case "remark":
        await client.changeRemark(username, detail.to);
        return;
      case "password":
        if (password !== undefined) await client.changePassword(username, password);
        return;
      case "enable":
        await writes.enable(username);
        this.switched.set(username, true);
        return;
      case "disable":
        await writes.disable(username);
        this.switched.set(username, false);
        return;
      case "delete":
        session.deleted.add(username);
        await writes.delete(username);
    }
  }

  async #add(account: { username: string; password: string; remark: string | undefined }): Promise<void> {
    const { session, wish } = this.work;
    const { productType } = wish.wanted;
    if (productType === undefined) throw new TypeError("an account needs a type");
    if (session.deleted.has(account.username))
      throw new RefusedError(
        "it was deleted in this run, and the name of a deleted account must not be reused",
      );
    this.passwords.set(account.username, account.password);
    await session.writes.add({ ...account, productType });
  }
}
