import { z } from "zod";
import type { FakeClock } from "./clock";
import { fakeLifecycle } from "./fake-kind";
import { fakeAccount, type FakePanel } from "./fake-panel";
import { repeated } from "./repeated";
import type { Account } from "../src/core/account";
import { Brakes } from "../src/core/brakes";
import { HalfDoneError, messageOf } from "../src/core/errors";
import { isSame, type Properties } from "../src/core/flow/resource";
import { Journal } from "../src/core/journal";
import { purchaseToken } from "../src/core/order/token";
import { Run } from "../src/core/run";
import { runSettings, type RunSettings } from "../src/core/run-settings";

export interface Said {
  readonly urn: string;
  readonly words: string;
  readonly kind: "info" | "warning" | "error" | "progress";
}

/** A run as a new plugin process begins it, and all that it says. */
export function newRun(
  panel: FakePanel,
  settings: Partial<RunSettings> = {},
  account: Partial<Account> = {},
): { readonly run: Run; readonly said: Said[] } {
  const said: Said[] = [];
  const all = { ...runSettings.parse({}), ...settings };
  const opened = new Map<string, Account>();
  const open = (_vendor: string, alias = "default"): Account => {
    const known = opened.get(alias) ?? fakeAccount(panel, { alias, ...account });
    opened.set(alias, known);
    return known;
  };
  const voice = {
    say: (urn: string, words: string, kind: Said["kind"]) => void said.push({ urn, words, kind }),
  };
  const { clock } = panel;
  return {
    run: new Run(all, new Brakes(all), new Journal(all.journal), voice, open, clock.now, clock.sleep),
    said,
  };
}

interface Entry {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Whether the last operation on it failed half-way. */
  readonly hasFailed: boolean;
  /** Deleted already, and still to be replaced. */
  readonly isPendingReplacement?: boolean;
}

/** What the program says of a resource beside its arguments. */
export interface Options {
  readonly deleteBeforeReplace?: boolean;
  /** Whether a transform says it, so that the resource's class does not see it. */
  readonly isTransformed?: boolean;
  /** Every change is a replacement (`replaceOnChanges: ["*"]`). */
  readonly isReplacedOnChanges?: boolean;
}

/** What one command of the engine came to. */
export interface Outcome {
  /** What the resource's line says in the preview. */
  readonly line: string;
  readonly warnings: readonly string[];
  /** The faults of `check`: `size: must be at most 50`. */
  readonly faults: readonly string[];
  readonly error: string;
  readonly operation: "none" | "create" | "update" | "replace" | "delete";
}

/** As state has it: JSON, nothing undefined. */
function stored(properties: Properties): Properties {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(properties)));
}

const nothing: Outcome = { line: "", warnings: [], faults: [], error: "", operation: "none" };

/**
 * One resource in a stack, driven as the Pulumi engine drives it: check, diff, check again for a replacement, create, delete
 * of the old one, deletes that failed tried again after every `up`; whatever an error carries stays in state.
 */
export class Stack {
  entry: Entry | undefined;
  /** Replaced, and still waiting to be deleted. */
  pending: Entry[] = [];
  settings: Partial<RunSettings> = {};
  account: Partial<Account> = {};
  /** The URNs that its aliases name. */
  formerUrns: string[] = [];
  /** Inputs that a policy sets after they are checked, as the engine's remediations do. */
  policy: Properties = {};
  options: Options = {};
  /** How often an error hook of the program asks the engine to repeat what failed. */
  retries = 0;

  constructor(
    readonly panel: FakePanel,
    /** May change, as with an alias to the old one. */
    public urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Machine::web",
  ) {}

  get clock(): FakeClock {
    return this.panel.clock;
  }

  /** An output of the resource. */
  output(key: string): unknown {
    return this.entry?.outputs[key];
  }

  inputsOf(args: Properties): Properties {
    const namespace = this.settings.namespace ?? "";
    const token = purchaseToken({
      organization: "organization",
      urn: this.urn,
      namespace,
      purchaseTriggers: args.purchaseTriggers,
    });
    const naming = { __organization: "organization", __formerUrns: this.formerUrns };
    const { deleteBeforeReplace: __deleteBeforeReplace, isTransformed } = this.options;
    const isSeen = __deleteBeforeReplace !== undefined && isTransformed !== true;
    const options = {
      ...(isSeen ? { __deleteBeforeReplace } : {}),
      ...(this.options.isReplacedOnChanges === true ? { __replaceOnChanges: true } : {}),
    };
    return { ...args, __urn: this.urn, __token: token, ...naming, ...options };
  }

  /** A run, for tests that look between its calls. */
  begin(): { readonly run: Run; readonly said: Said[] } {
    return newRun(this.panel, this.settings, this.account);
  }

  /** The inputs of a create, checked. Throws the faults. */
  async check(run: Run, args: Properties): Promise<Properties> {
    const { inputs, faults } = await fakeLifecycle.check(run, undefined, this.inputsOf(args));
    if (faults.length > 0)
      throw new Error(faults.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
    return inputs;
  }

  /** Creates from checked inputs, and returns the error. */
  async create(run: Run, inputs: Properties): Promise<string> {
    try {
      await this.#create(run, inputs);
      return "";
    } catch (error) {
      return messageOf(error);
    }
  }

  async preview(args: Properties): Promise<Outcome> {
    const { run, said } = newRun(this.panel, this.settings, this.account);
    return this.#tell(said, async () => {
      const { faults, operation } = await this.#decide(run, args);
      return { faults, operation };
    });
  }

  async up(args: Properties): Promise<Outcome> {
    const { run, said } = newRun(this.panel, this.settings, this.account);
    return this.#tell(said, async () => {
      const { faults, operation, inputs, isDeletedFirst } = await this.#decide(run, args);
      if (faults.length > 0) return { faults };
      const old = this.entry;
      if (operation === "create" || operation === "replace") await this.#replace(run, inputs, isDeletedFirst);
      else if (operation === "update" && old !== undefined) await this.#update(run, old, inputs);
      await this.#deletePending(run);
      return { operation };
    });
  }

  /** `pulumi up --replace`: no diff, then a create and the delete of the old one. */
  async upReplacing(args: Properties): Promise<Outcome> {
    const { run, said } = newRun(this.panel, this.settings, this.account);
    return this.#tell(said, async () => {
      const { inputs, faults } = await fakeLifecycle.check(run, undefined, this.inputsOf(args));
      if (faults.length > 0)
        return { faults: faults.map(({ property, reason }) => `${property}: ${reason}`) };
      await this.#replace(run, inputs, this.options.deleteBeforeReplace === true);
      await this.#deletePending(run);
      return { operation: "replace" };
    });
  }

  async refresh(): Promise<Outcome> {
    const { run, said } = newRun(this.panel, this.settings, this.account);
    return this.#tell(said, async () => {
      if (this.entry === undefined) return {};
      const live = await fakeLifecycle.read(run, this.entry.id, this.entry.outputs);
      this.entry = live && {
        id: live.id,
        inputs: stored(live.inputs),
        outputs: stored(live.outputs),
        hasFailed: false,
      };
      return {};
    });
  }

  async destroy(): Promise<Outcome> {
    const { run, said } = newRun(this.panel, this.settings, this.account);
    return this.#tell(said, async () => {
      await this.#deletePending(run);
      if (this.entry !== undefined) {
        const { id, outputs } = this.entry;
        await repeated(this.retries, () => fakeLifecycle.delete(run, id, outputs));
      }
      this.entry = undefined;
      return { operation: "delete" };
    });
  }

  /** The engine and the plugin are killed while `up` runs: what it did is done, and state knows nothing of it. */
  async upKilled(args: Properties): Promise<void> {
    const before = { entry: this.entry, pending: [...this.pending] };
    await this.up(args);
    this.entry = before.entry;
    this.pending = before.pending;
  }

  async #tell(said: readonly Said[], work: () => Promise<Partial<Outcome>>): Promise<Outcome> {
    const told = { ...nothing };
    try {
      Object.assign(told, await work());
    } catch (error) {
      Object.assign(told, { error: messageOf(error) });
    }
    const wordsOf = (kind: Said["kind"]) => said.filter((one) => one.kind === kind).map((one) => one.words);
    return { ...told, line: wordsOf("info").join(" | "), warnings: wordsOf("warning") };
  }

  async #decide(
    run: Run,
    args: Properties,
  ): Promise<{
    faults: string[];
    operation: Outcome["operation"];
    inputs: Properties;
    isDeletedFirst?: boolean;
  }> {
    const raw = this.inputsOf(args);
    const old = this.entry;
    const checked = await fakeLifecycle.check(run, old?.inputs, raw);
    const faults = checked.faults.map(({ property, reason }) => `${property}: ${reason}`);
    const inputs = { ...checked.inputs, ...this.policy };
    if (old === undefined || faults.length > 0)
      return { faults, operation: faults.length > 0 ? "none" : "create", inputs };
    const difference = await fakeLifecycle.diff(run, old.outputs, inputs);
    const isChanged = difference.changes ?? !isSame(old.inputs, inputs);
    const isForced =
      difference.changes === undefined && isChanged && this.options.isReplacedOnChanges === true;
    if (difference.replaces.length > 0 || isForced || old.isPendingReplacement === true) {
      // The engine asks no policy about these.
      const again = await fakeLifecycle.check(run, undefined, raw);
      const more = again.faults.map(({ property, reason }) => `${property}: ${reason}`);
      const isDeletedFirst = this.options.deleteBeforeReplace ?? difference.deleteBeforeReplace === true;
      return { faults: more, operation: "replace", inputs: again.inputs, isDeletedFirst };
    }
    return { faults, operation: isChanged || old.hasFailed ? "update" : "none", inputs };
  }

  /** Creates, and deletes what was there: before, or with the other deletions of the run. */
  async #replace(run: Run, inputs: Properties, isDeletedFirst = false): Promise<void> {
    const old = this.entry;
    if (old !== undefined && isDeletedFirst && old.isPendingReplacement !== true) {
      await repeated(this.retries, () => fakeLifecycle.delete(run, old.id, old.outputs));
      this.entry = { ...old, isPendingReplacement: true };
    }
    await this.#create(run, inputs);
    if (old !== undefined && !isDeletedFirst && old.isPendingReplacement !== true) this.pending.push(old);
  }

  async #create(run: Run, inputs: Properties): Promise<void> {
    const old = this.entry;
    try {
      const { id, outputs } = await repeated(this.retries, () => fakeLifecycle.create(run, inputs));
      this.entry = { id, inputs: stored(inputs), outputs: stored(outputs), hasFailed: false };
    } catch (error) {
      if (error instanceof HalfDoneError) {
        this.entry = {
          id: error.id,
          inputs: stored(inputs),
          outputs: stored(error.outputs),
          hasFailed: true,
        };
        if (old !== undefined && old.isPendingReplacement !== true) this.pending.push(old);
      }
      throw error;
    }
  }

  async #update(run: Run, old: Entry, inputs: Properties): Promise<void> {
    try {
      const outputs = await repeated(this.retries, () => fakeLifecycle.update(run, old.outputs, inputs));
      this.entry = { id: old.id, inputs: stored(inputs), outputs: stored(outputs), hasFailed: false };
    } catch (error) {
      // The id of a resource never changes in an update.
      if (error instanceof HalfDoneError)
        this.entry = { id: old.id, inputs: stored(inputs), outputs: stored(error.outputs), hasFailed: true };
      throw error;
    }
  }

  async #deletePending(run: Run): Promise<void> {
    for (const old of [...this.pending]) {
      await repeated(this.retries, () => fakeLifecycle.delete(run, old.id, old.outputs));
      this.pending = this.pending.filter((one) => one !== old);
    }
  }
}
