import type { CollectionWish } from "./arguments";
import { sendOnce } from "../call";
import { askedOf } from "./claims";
import type { CollectionKind, Want } from "./collection-kind";
import { callContext } from "../flow/carry-out";
import { inLane } from "../lanes";
import type { CommonObserved } from "../observed";
import { stepsOf, type CallContext, type Change } from "../plan";
import type { CollectionPlan, Deletion, MemberWork } from "./plan";
import type { Run } from "../run";
import type { Step } from "../step";
import { counted } from "./words";
import { say } from "../language/say";

/** The writes of one `up`, and what became of each. */
export class Effort {
  /** What the list shows some time after it was accepted, by member. */
  readonly accepted = new Map<string, Readonly<Record<string, unknown>>>();
  /** Members whose deletion was accepted. */
  readonly deleted = new Set<string>();
  readonly failures = new Map<string, unknown>();

  constructor(
    private readonly kind: CollectionKind,
    private readonly run: Run,
    private readonly wish: CollectionWish,
  ) {}

  /** Adds and changes members, all of them at once; the steps of one member follow one another. */
  async addAndChange({ additions, changes }: CollectionPlan): Promise<void> {
    const { kind, run, wish } = this;
    const works = [...additions, ...changes];
    const kinds = new Map(works.flatMap((work) => stepsOf(work).map((step) => [step.kind, step] as const)));
    for (const step of kinds.values()) await run.beforeCall(step, wish.account, wish.urn);
    const tell = (words: string) => {
      run.voice.say(wish.urn, words, "progress");
    };
    if (additions.length > 0) tell(say("adding {members}", { members: counted(kind, additions.length) }));
    if (changes.length > 0) tell(say("changing {members}", { members: counted(kind, changes.length) }));
    await Promise.all(works.map((work) => this.#attempt(work.name, () => this.#carryOut(work))));
  }

  /** Deletes members. */
  async delete(deletions: readonly Deletion[]): Promise<void> {
    const { kind, run, wish } = this;
    const [first] = deletions;
    if (first === undefined) return;
    try {
      await run.beforeCall(first.step, wish.account, wish.urn);
    } catch (error) {
      for (const { name } of deletions) this.failures.set(name, error);
      return;
    }
    run.voice.say(
      wish.urn,
      say("deleting {members}", { members: counted(kind, deletions.length) }),
      "progress",
    );
    const remove = async ({ name, observed, step }: Deletion): Promise<void> => {
      await this.#send(step, observed, this.#context(undefined));
      this.deleted.add(name);
    };
    await Promise.all(deletions.map((one) => this.#attempt(one.name, () => remove(one))));
  }

  async #attempt(name: string, work: () => Promise<void>): Promise<void> {
    const { account, wanted } = this.wish;
    try {
      await inLane(account, this.kind.lane?.(wanted), work);
    } catch (error) {
      this.failures.set(name, error);
    }
  }

  async #carryOut({ name, want, observed: before, order, steps }: MemberWork): Promise<void> {
    const context = this.#context(this.kind.passwordOf?.(askedOf(this.wish, name, want)));
    const placed = order && (await this.#once(name, order, () => order.place(context)));
    const observed = placed?.observed ?? before;
    if (observed === undefined) throw new TypeError(`nothing is there to be changed of ${name}`);
    for (const step of steps) {
      await this.#send(step, observed, context);
      this.#accept(name, step, want);
    }
  }

  #accept(name: string, { applies }: Step, want: Want): void {
    const late = (this.kind.shownLate ?? []).filter((key) => applies.includes(key));
    if (late.length === 0) return;
    const values = Object.fromEntries(late.map((key) => [key, want[key]]));
    this.accepted.set(name, { ...this.accepted.get(name), ...values });
  }

  async #send(step: Change, observed: CommonObserved, context: CallContext): Promise<void> {
    for (const call of step.calls(observed, context))
      await this.#once(observed.serviceId, step, () => call.send());
  }

  /** Sends one call. @throws also what leaves its outcome unknown: the list has the last word. */
  async #once<T>(serviceId: string, step: Step, send: () => Promise<T>): Promise<T> {
    const { kind, run, wish } = this;
    const { account, urn } = wish;
    const errand = { run, account, urn, type: kind.member.type, serviceId };
    const outcome = await sendOnce(errand, step, send);
    if (!outcome.isAnswered) throw outcome.failure;
    return outcome.answer;
  }

  #context(password: string | undefined): CallContext {
    const { run, wish } = this;
    return callContext(run, wish.account, { token: wish.token, extra: {} }, password);
  }
}
