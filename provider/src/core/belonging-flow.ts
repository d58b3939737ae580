import { announce } from "./announce";
import type { Belonging, BelongingArguments } from "./belonging";
import { differencesOf, outputsOf, planOf, recall, targetOf, wishOf } from "./belonging-state";
import { attempt, carry, inLane, until, type Work } from "./belonging-work";
import { nameOf } from "./carry-out";
import type { Checked } from "./check";
import type { Created } from "./create";
import type { Difference } from "./diff";
import {
  ArgumentError,
  DecisionNeededError,
  DriftError,
  HalfDoneError,
  messageOf,
  ResellerError,
  unknownOutcome,
  withFacts,
  type Fault,
} from "./errors";
import type { Lifecycle } from "./lifecycle";
import type { CommonObserved } from "./noun";
import { beyondPlan, lineOfAll, type Step } from "./plan";
import { refuseFaults } from "./planning";
import type { Live } from "./read";
import type { Recorded } from "./record";
import { blankRecord, holdAccount, holdSingleOwner, isSame, timeoutOf, type Properties, type Wish } from "./resource";
import type { Run } from "./run";

/** The one flow of everything that costs nothing and holds no term: dropped when it is gone, and made again. */
export function belongingLifecycle<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
): Lifecycle {
  const flow = new Flow(noun);
  return {
    check: (run, olds, news) => flow.check(run, olds, news),
    diff: (run, olds, news) => Promise.resolve().then(() => flow.diff(run, olds, news)),
    create: (run, inputs) => flow.create(run, inputs),
    read: (run, id, outputs) => flow.read(run, id, outputs),
    update: (run, olds, news) => flow.update(run, olds, news),
    delete: (run, id, outputs) => flow.delete(run, id, outputs),
  };
}

class Flow<A extends BelongingArguments, O extends CommonObserved> {
  constructor(private readonly noun: Belonging<A, O>) {}

  /** Checks inputs; for a create it also looks for what has the same key. Only reads. */
  async check(run: Run, olds: Properties | undefined, news: Properties): Promise<Checked> {
    const { noun } = this;
    const faults: Fault[] = [];
    try {
      const wish = wishOf(noun, run, news);
      const { urn, wanted, unknown } = wish;
      run.checked.add(urn);
      faults.push(...wish.faults, ...(noun.rules?.(wanted, unknown) ?? []));
      if (olds === undefined && faults.length === 0) await this.#checkCreation(run, wish, faults);
    } catch (error) {
      if (!(error instanceof ResellerError)) throw error;
      faults.push(
        ...(error instanceof ArgumentError ? error.faults : [{ property: "", reason: messageOf(error) }]),
      );
    }
    return { inputs: { ...news }, faults };
  }

  async #checkCreation(run: Run, wish: Wish<A>, faults: Fault[]): Promise<void> {
    const { noun } = this;
    const { account, wanted, unknown } = wish;
    const step = this.#creation(wanted);
    const open = unknown.size === 0 ? "" : ` (not known yet: ${[...unknown].join(", ")})`;
    let words = `${step.words}${open}`;
    if (!noun.replacedBy.some((key) => unknown.has(key))) {
      const found = this.#namesake(run, wish, await noun.things(account).all(5_000));
      if (found === undefined) faults.push(...((await noun.obstacles?.(account, wanted)) ?? []));
      else words = `take over ${noun.words(wanted)} (${found.serviceId}), which is there: makes nothing${open}`;
    }
    if (faults.length > 0) return;
    announce(run, wish, { steps: [step], faults: [], warnings: [], replaces: [] }, words);
  }

  /** Plans from what is recorded, without the network, and says it in the preview. */
  diff(run: Run, olds: Properties, news: Properties): Difference {
    const { noun } = this;
    const { recorded } = recall(noun, run, olds);
    const wish = wishOf(noun, run, news);
    const { urn, account, wanted, unknown } = wish;
    // A refresh only compares what it has just read: nothing is planned, and nothing may fail.
    if (!run.checked.has(urn)) return { changes: undefined, replaces: [] };
    holdAccount(account, recorded);
    const { serviceId = "", claim } = recorded.lifecycle;
    const mark = this.#mark(serviceId);
    holdSingleOwner(run, account.key, mark, urn);
    run.meet(account.key, mark, { urn, claim });
    const plan = planOf(noun, wish, recorded, { ...recorded.extra, ...wanted });
    const say = (steps: readonly Step[], words: string) => {
      run.decisions.set(urn, { steps });
      announce(run, wish, { steps, faults: [], warnings: [], replaces: plan.replaces }, words);
    };
    if (plan.replaces.length > 0) {
      const steps = [this.#creation(wanted)];
      const open = plan.replaces.filter((key) => unknown.has(key));
      const may = open.length === 0 ? "" : `may be replaced (${open.join(", ")} not known yet): `;
      const [first, second] = [lineOfAll(steps), `delete ${noun.title} ${serviceId}`];
      say(steps, `${may}${noun.goesFirst === true ? `${second}; then ${first}` : `${first}; then ${second}`}`);
      return { changes: undefined, replaces: plan.replaces, deleteBeforeReplace: noun.goesFirst === true };
    }
    refuseFaults(plan.change?.faults ?? [], nameOf(urn));
    const steps = plan.change === undefined ? [] : [plan.change.step];
    const open = plan.changed.filter((key) => unknown.has(key));
    say(steps, `${steps.length > 0 && open.length > 0 ? `may (${open.join(", ")} not known yet): ` : ""}${lineOfAll(steps)}`);
    // Where arguments changed the engine names them.
    if (unknown.size > 0 || !isSame(recorded.arguments, wanted)) return { changes: undefined, replaces: [] };
    return { changes: plan.changed.length > 0, replaces: [] };
  }

  /** Takes over what has the same key, or makes it, once. */
  async create(run: Run, inputs: Properties): Promise<Created> {
    const { noun } = this;
    const wish = wishOf(noun, run, inputs);
    const { account, wanted, urn } = wish;
    const work: Work = { run, account, urn, timeoutMs: timeoutOf(wanted, "create") };
    return this.#named(urn, wanted, account, async () => {
      refuseFaults(wish.faults, nameOf(urn));
      const there = await noun.things(account).allNow();
      const found = this.#namesake(run, wish, there);
      const { target, made } = targetOf(noun, wanted, {});
      const observed = found ?? (await this.#make(work, wish, target, there));
      const { serviceId } = observed;
      const mark = this.#mark(serviceId);
      const claim = run.now().getTime();
      if (found !== undefined) {
        run.takenOver.add(`${account.key}/${mark}`);
        run.voice.say(urn, `took over ${noun.title} ${serviceId}: nothing was made`, "info");
      }
      run.meet(account.key, mark, { urn, claim });
      // Of what was taken over nobody has what was made at random.
      const open = [...(noun.onlyLater ?? []), ...(found === undefined ? [] : Object.keys(noun.made ?? {}))];
      const set = Object.fromEntries(Object.entries(target).filter(([key]) => !open.includes(key)));
      const blank = blankRecord<A, O>(wish, { serviceId, claim, origin: found === undefined ? "bought" : "takenOver" }, {});
      let recorded: Recorded<A, O> = { ...blank, arguments: { ...set, ...this.#seen(noun, target, open) }, observed };
      try {
        await noun.things(account).watch(serviceId, {
          what: noun.words(wanted),
          timeoutMs: work.timeoutMs,
          pollMs: run.settings.pollSeconds * 1_000,
          done: (row) => row?.status !== "opening",
        });
        const { change } = planOf(noun, wish, recorded, target);
        if (change !== undefined) await carry(work, change, serviceId);
        recorded = { ...recorded, arguments: wanted, extra: made, observed: await this.#live(recorded, account) };
        return { id: serviceId, outputs: outputsOf(noun, recorded) };
      } catch (error) {
        throw this.#halfDone(recorded, error);
      }
    });
  }
}
