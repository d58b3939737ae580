import type { Display, Operation } from "./display";
import { differenceOf } from "./display";
import type { Registered, Registrar } from "./monitor";
import type { Plugin } from "./plugin";
import { isSame, stored, type Entry, type Goal, type Properties } from "./state";
import { Queue, Workers } from "./workers";

/** How a command is to be run. */
export interface Options {
  readonly isPreview: boolean;
  /** How many resources are worked on at once. */
  readonly parallel: number;
  /** Whether others go on when one fails. */
  readonly continueOnError: boolean;
  /** URNs that are replaced without a diff. */
  readonly replace: ReadonlySet<string>;
  /** URNs that a destroy is limited to. */
  readonly target: ReadonlySet<string> | undefined;
}

/** What an error of a create or update carries when something is there all the same. */
interface HalfDone {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];
}

type Executed = () => Promise<Registered>;

const skipped: Registered = { result: "skipped" };
const failed: Registered = { result: "failed" };

/**
 * One command of the engine (v3.256), for resources of this package: what it asks the provider for and in which order, what it
 * takes into state, when it stops. Written from its `resource/deploy`.
 */
export class Deployment implements Registrar {
  #entries: Entry[];
  readonly #queue = new Queue();
  readonly #workers: Workers;
  /** What the program has registered, and what was decided for it. */
  readonly #seen = new Set<string>();
  /** Of these nothing, or not everything, came to be: what depends on them is skipped. */
  readonly #unmade = new Set<string>();
  #isCancelled = false;
  #hasChanges = false;

  constructor(
    entries: readonly Entry[],
    private readonly plugin: Plugin,
    private readonly display: Display,
    private readonly options: Options,
  ) {
    this.#entries = [...entries];
    this.#workers = new Workers(options.parallel);
  }

  /** What is in state now. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get hasChanges(): boolean {
    return this.#hasChanges;
  }

  register(goal: Goal): Promise<Registered> {
    return this.#inTurn(goal, async () => {
      const old = this.#entries.find(({ goal: { urn }, isCondemned }) => urn === goal.urn && !isCondemned);
      if (old?.isExternal === true)
        throw new RangeError("to take over what is only read needs the real engine");
      if (old === undefined) {
        const inputs = await this.#check(goal, undefined);
        return inputs && (() => this.#create(goal, inputs, undefined, ""));
      }
      return this.#compare(goal, old);
    });
  }

  read(goal: Goal, id: string): Promise<Registered> {
    return this.#inTurn(goal, () =>
      Promise.resolve(async () => {
        const live = await this.plugin.read(id, goal.inputs);
        if (live === undefined) throw new Error(`resource '${id}' does not exist`);
        this.display.show(goal, "read", this.options.isPreview ? "preview" : "done");
        if (!this.options.isPreview)
          this.#put({ ...newEntry(goal, live.id, goal.inputs, live.outputs), isExternal: true });
        return { result: "done", id: live.id, outputs: live.outputs };
      }),
    );
  }

  /** Deletes what was replaced, and what the program does not declare any more. */
  async deleteRest(): Promise<void> {
    await this.#workers.idle();
    if (this.#isCancelled) return;
    await this.#deleteAll(
      this.#entries.filter(({ goal, isCondemned }) => isCondemned || !this.#seen.has(goal.urn)),
    );
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    const { target } = this.options;
    const chosen = this.#entries.filter(({ goal }) => target?.has(goal.urn) ?? true);
    for (const { goal } of this.#entries.filter((entry) => !chosen.includes(entry))) {
      if (chosen.some((entry) => goal.dependencies.includes(entry.goal.urn)))
        throw new RangeError("a target that others depend on needs the real engine");
    }
    await this.#deleteAll(chosen);
  }

  /** `pulumi refresh`: a failure of one does not keep the others. */
  async refresh(): Promise<void> {
    await Promise.all(
      this.#entries.map(async (entry) => {
        const { ended } = await this.#workers.start(() => this.#refreshOne(entry));
        await ended;
      }),
    );
  }

  /** Decides about resources one after the other, as the engine does, and has the workers carry it out. */
  async #inTurn(goal: Goal, decide: () => Promise<Executed | undefined>): Promise<Registered> {
    const begun = await this.#queue.run(async () => {
      this.#seen.add(goal.urn);
      if (this.#isCancelled || goal.dependencies.some((urn) => this.#unmade.has(urn))) {
        this.#unmade.add(goal.urn);
        return undefined;
      }
      try {
        const work = await decide();
        if (work === undefined) this.#isCancelled = true;
        return work && (await this.#workers.start(() => this.#carryOut(goal, work)));
      } catch (error) {
        // A check or a diff that throws ends the run, whatever the flags.
        this.display.fail(goal, messageOf(error));
        this.#isCancelled = true;
        return undefined;
      }
    });
    return (await begun?.ended) ?? skipped;
  }

  async #carryOut(goal: Goal, work: Executed): Promise<Registered> {
    if (this.#isCancelled) return skipped;
    try {
      return await work();
    } catch (error) {
      this.#fail(goal, error);
      return failed;
    }
  }

  #fail(goal: Goal, error: unknown): void {
    this.#unmade.add(goal.urn);
    const { reasons } = halfDoneOf(error) ?? {};
    const words =
      reasons === undefined
        ? messageOf(error)
        : [
            `${reasons.length} error${reasons.length === 1 ? "" : "s"} occurred:`,
            ...reasons.map((reason) => `\t* ${reason}`),
            "",
          ].join("\n");
    this.display.fail(goal, words.trimEnd());
    this.display.count("errored");
    if (!this.options.continueOnError) this.#isCancelled = true;
  }

  /** The inputs of a resource; nothing when they have faults. */
  async #check(goal: Goal, olds: Properties | undefined): Promise<Properties | undefined> {
    const wanted = { ...goal.inputs };
    for (const key of olds === undefined ? [] : goal.ignoreChanges) {
      if (olds?.[key] === undefined) Reflect.deleteProperty(wanted, key);
      else wanted[key] = olds[key];
    }
    const { inputs, failures } = await this.plugin.check(olds, wanted);
    for (const { property, reason } of failures) {
      const place = property === "" ? "" : `: property ${property}`;
      this.display.fail(goal, `${goal.type} resource '${goal.name}'${place} has a problem: ${reason}`);
    }
    if (failures.length > 0) return undefined;
    return inputs;
  }

  async #compare(goal: Goal, old: Entry): Promise<Executed | undefined> {
    const isForced = this.options.replace.has(goal.urn);
    const inputs = await this.#check(goal, isForced ? undefined : old.inputs);
    if (inputs === undefined) return undefined;
    if (isForced) return this.#replacement(goal, old, inputs, "", goal.deleteBeforeReplace ?? false);
    const difference = await this.plugin.diff(old.id, old.outputs, inputs);
    const isChanged = (difference.changes ?? !isSame(old.inputs, inputs)) || old.hasInitErrors;
    const facts = differenceOf(old.inputs, inputs, difference.changes === undefined);
    const replaces = isChanged && (difference.replaces ?? []).length > 0;
    if (replaces || old.isAwaitingReplacement) {
      const fresh = await this.#check(goal, undefined);
      const deletesFirst = goal.deleteBeforeReplace ?? difference.deleteBeforeReplace ?? false;
      return fresh && this.#replacement(goal, old, fresh, facts, deletesFirst);
    }
    return isChanged ? () => this.#update(goal, old, inputs, facts) : () => this.#keep(goal, old, inputs);
  }

  #keep(goal: Goal, old: Entry, inputs: Properties): Promise<Registered> {
    if (!this.options.isPreview) this.#put({ ...newEntry(goal, old.id, inputs, old.outputs) });
    this.display.count("unchanged");
    return Promise.resolve({ result: "done", id: old.id, outputs: old.outputs });
  }

  #replacement(goal: Goal, old: Entry, inputs: Properties, facts: string, deletesFirst: boolean): Executed {
    if (!deletesFirst || old.isAwaitingReplacement) return () => this.#create(goal, inputs, old, facts);
    if (this.#entries.some(({ goal: { dependencies } }) => dependencies.includes(goal.urn)))
      throw new RangeError("what others depend on is deleted before its replacement by the real engine only");
    return async () => {
      if (!this.options.isPreview) {
        await this.#remove(old, "deleteOriginal");
        this.#put({ ...old, isAwaitingReplacement: true });
      }
      return this.#create(goal, inputs, { ...old, isAwaitingReplacement: true }, facts);
    };
  }

  async #create(goal: Goal, inputs: Properties, old: Entry | undefined, facts: string): Promise<Registered> {
    const operation: Operation = old === undefined ? "create" : "createReplacement";
    this.#hasChanges = true;
    if (this.options.isPreview) {
      this.display.show(goal, operation, "preview", facts);
      if (old !== undefined) this.display.show(goal, "replace", "preview", facts);
      this.display.count(old === undefined ? "to create" : "to replace");
      return { result: "done", id: "", outputs: {} };
    }
    this.display.show(goal, operation, "doing", facts);
    const take = (id: string, outputs: Properties, hasInitErrors: boolean): void => {
      this.#entries = this.#entries.flatMap((one) => {
        if (one.goal.urn !== goal.urn || one.isCondemned) return [one];
        return one.isAwaitingReplacement ? [] : [{ ...one, isCondemned: true }];
      });
      this.#entries.push({ ...newEntry(goal, id, inputs, outputs), hasInitErrors });
    };
    try {
      const { id, outputs } = await this.plugin.create(inputs);
      take(id, outputs, false);
      this.display.show(goal, operation, "done", facts);
      if (old !== undefined) this.display.show(goal, "replace", "done", facts);
      this.display.count(old === undefined ? "created" : "replaced");
      return { result: "done", id, outputs };
    } catch (error) {
      const halfDone = halfDoneOf(error);
      if (halfDone !== undefined) take(halfDone.id, halfDone.properties, true);
      throw error;
    }
  }

  async #update(goal: Goal, old: Entry, inputs: Properties, facts: string): Promise<Registered> {
    this.#hasChanges = true;
    if (this.options.isPreview) {
      this.display.show(goal, "update", "preview", facts);
      this.display.count("to update");
      return { result: "done", id: old.id, outputs: {} };
    }
    this.display.show(goal, "update", "doing", facts);
    const take = (outputs: Properties, hasInitErrors: boolean): void => {
      this.#put({ ...newEntry(goal, old.id, inputs, outputs), hasInitErrors });
    };
    try {
      const outputs = await this.plugin.update(old.id, old.outputs, inputs);
      take(outputs, false);
      this.display.show(goal, "update", "done", facts);
      this.display.count("updated");
      return { result: "done", id: old.id, outputs };
    } catch (error) {
      const halfDone = halfDoneOf(error);
      if (halfDone !== undefined) take(halfDone.properties, true);
      throw error;
    }
  }

  async #refreshOne(entry: Entry): Promise<void> {
    const { goal, id } = entry;
    try {
      if (entry.isAwaitingReplacement) return;
      this.display.show(goal, "refresh", "doing");
      const live = await this.plugin.read(id, entry.outputs);
      if (live === undefined) {
        this.#hasChanges = true;
        if (!this.options.isPreview) this.#drop(entry);
        this.display.show(goal, "delete", "done");
        this.display.count("deleted");
        return;
      }
      const { outputs, inputs = entry.inputs } = live;
      const isChanged = entry.isExternal
        ? !isSame(outputs, entry.outputs)
        : await this.#hasDrifted(entry, live.id, inputs, outputs);
      const next = { ...entry, id: live.id, inputs, outputs, hasInitErrors: false };
      if (!this.options.isPreview) this.#entries = this.#entries.map((one) => (one === entry ? next : one));
      if (isChanged) {
        this.#hasChanges = true;
        this.display.show(goal, "update", "done", differenceOf(entry.inputs, inputs));
      }
      this.display.count(isChanged ? "updated" : "unchanged");
    } catch (error) {
      this.display.fail(goal, messageOf(error));
      this.display.count("errored");
    }
  }

  /** The engine asks what an `up` of an unchanged program would do after the refresh. */
  async #hasDrifted(entry: Entry, id: string, inputs: Properties, outputs: Properties): Promise<boolean> {
    const difference = await this.plugin.diff(id, outputs, entry.inputs);
    return difference.changes ?? !isSame(inputs, entry.inputs);
  }

  /** Deletes in waves: first what nothing else depends on. What a failed one depends on stays. */
  async #deleteAll(chosen: readonly Entry[]): Promise<void> {
    let left = [...chosen];
    const kept = new Set<string>();
    while (left.length > 0 && !this.#isCancelled) {
      const isNeeded = ({ goal: { urn } }: Entry): boolean =>
        left.some(({ goal }) => goal.urn !== urn && goal.dependencies.includes(urn));
      const wave = left.filter((entry) => !isNeeded(entry));
      left = left.filter((entry) => !wave.includes(entry));
      await Promise.all(
        wave.map(async (entry) => {
          if (kept.has(entry.goal.urn)) {
            for (const urn of entry.goal.dependencies) kept.add(urn);
            return;
          }
          const { ended } = await this.#workers.start(() => this.#deleteOne(entry));
          if (!(await ended)) for (const urn of entry.goal.dependencies) kept.add(urn);
        }),
      );
    }
  }

  /** Whether it is gone from state. */
  async #deleteOne(entry: Entry): Promise<boolean> {
    if (this.#isCancelled) return false;
    const operation = entry.isCondemned ? "deleteOriginal" : "delete";
    this.#hasChanges = true;
    if (this.options.isPreview) {
      this.display.show(entry.goal, operation, "preview");
      if (operation === "delete") this.display.count("to delete");
      return true;
    }
    try {
      if (!entry.isAwaitingReplacement) await this.#remove(entry, operation);
      this.#drop(entry);
      if (operation === "delete") this.display.count("deleted");
      return true;
    } catch (error) {
      this.#fail(entry.goal, error);
      return false;
    }
  }

  async #remove(entry: Entry, operation: Operation): Promise<void> {
    if (entry.isExternal) return;
    this.display.show(entry.goal, operation, "doing");
    await this.plugin.delete(entry.id, entry.outputs);
    this.display.show(entry.goal, operation, "done");
  }

  #put(entry: Entry): void {
    const index = this.#entries.findIndex(
      ({ goal, isCondemned }) => goal.urn === entry.goal.urn && !isCondemned,
    );
    if (index < 0) this.#entries.push(entry);
    else this.#entries[index] = entry;
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((one) => one !== entry);
  }
}

function newEntry(goal: Goal, id: string, inputs: Properties, outputs: Properties): Entry {
  return {
    goal,
    id,
    inputs,
    outputs,
    isExternal: false,
    hasInitErrors: false,
    isCondemned: false,
    isAwaitingReplacement: false,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function halfDoneOf(error: unknown): HalfDone | undefined {
  if (!(error instanceof Error) || !("id" in error) || !("properties" in error)) return undefined;
  const { id, properties } = error;
  if (typeof id !== "string" || typeof properties !== "object" || properties === null) return undefined;
  const reasons = "reasons" in error && Array.isArray(error.reasons) ? error.reasons.map(String) : [];
  return { id, properties: stored({ ...properties }), reasons };
}
