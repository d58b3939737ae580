import { surroundingsBy } from "./clock";
import { repeated } from "./repeated";
import type { Account } from "../src/core/account";
import { UNKNOWN } from "../src/core/arguments";
import { Brakes } from "../src/core/brakes";
import { HalfDoneError, messageOf } from "../src/core/errors";
import { lifecycleOf } from "../src/core/flow/flow";
import { isSame, type Properties } from "../src/core/flow/resource";
import { Journal } from "../src/core/journal";
import type { Lifecycle } from "../src/core/lifecycle";
import { orderMarkOf } from "../src/core/order/order-mark";
import { purchaseToken } from "../src/core/order/token";
import { Run } from "../src/core/run";
import { runSettings, type RunSettings } from "../src/core/run-settings";
import { proxyOrder } from "../src/proxy911/proxy-order/proxy-order";
import { proxy911 } from "../src/proxy911/vendor";
import type { Proxy911Sandbox } from "../src/sandbox";

const flow = lifecycleOf(proxyOrder);
const mark = orderMarkOf(proxyOrder);

interface Entry {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What one command came to. */
export interface Outcome {
  readonly said: readonly string[];
  readonly error: string;
  readonly operation: string;
}

/** As state has it. */
function stored(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties)) as Properties;
}

/**
 * A `ProxyOrder` and its mark, driven as the Pulumi engine drives them: the mark first, and saved before the order's turn
 * comes. What an error carries stays in state; what a killed run had begun does not.
 */
export class OrderStack {
  order: Entry | undefined;
  mark: Entry | undefined;
  /** Replaced, and deleted by the end of the run. */
  readonly deleted: string[] = [];
  settings: Partial<RunSettings> = { pollSeconds: 0.02, settleSeconds: 0.1 };
  /** How often an error hook of the program asks the engine to repeat what failed. */
  retries = 0;
  /** Whether the engine leaves the mark out of its runs, as `--target` and `--exclude` do. */
  isMarkLeftOut = false;
  /** Whether the user forces a replacement of the order (`--replace`). */
  isReplaceForced = false;
  /** What a transform changes of the order, and not of its mark. */
  transform: Properties = {};

  constructor(
    readonly sandbox: Proxy911Sandbox,
    /** May change, as with an alias to the old one. */
    public name = "traffic",
  ) {}

  get #urn(): string {
    return `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/proxy911:ProxyOrder::${this.name}`;
  }

  #begin(): { run: Run; said: string[] } {
    const settings = { ...runSettings.parse({}), ...this.settings };
    const opened = new Map<string, Account>();
    const { now, sleep } = surroundingsBy(this.sandbox.clock);
    const open = (): Account => {
      const given = { endpoint: this.sandbox.url, appKey: this.sandbox.appKey };
      const account = opened.get("default") ?? proxy911.open(given, "default", { now, sleep });
      opened.set("default", account);
      return account;
    };
    const said: string[] = [];
    const voice = { say: (_urn: string, words: string) => void said.push(words) };
    const run = new Run(settings, new Brakes(settings), new Journal(undefined), voice, open, now, sleep);
    return { run, said };
  }

  #inputsOf(args: Properties): Properties {
    const { purchaseTriggers } = args;
    const parts = { organization: "organization", urn: this.#urn, namespace: "", purchaseTriggers };
    return { ...args, __urn: this.#urn, __token: purchaseToken(parts) };
  }

  async preview(args: Properties): Promise<Outcome> {
    const { run, said } = this.#begin();
    return this.#tell(said, async () => {
      const raw = this.#inputsOf(args);
      const marking = await this.#decide(mark, run, this.mark, this.#markInputs(raw));
      const intent = marking.operation === "none" ? this.mark?.outputs.intent : UNKNOWN;
      return (await this.#decide(flow, run, this.order, { ...raw, __intent: intent })).operation;
    });
  }

  /** @param isKilled whether the process is killed while the order is under way: nothing of it is saved. */
  async up(args: Properties, isKilled = false): Promise<Outcome> {
    const { run, said } = this.#begin();
    return this.#tell(said, async () => {
      const raw = this.#inputsOf(args);
      if (!this.isMarkLeftOut) this.mark = await this.#carryOut(mark, run, this.mark, this.#markInputs(raw));
      const old = this.order;
      const kept = { order: this.order };
      const decision = await this.#decide(flow, run, old, {
        ...raw,
        ...this.transform,
        __intent: this.mark?.outputs.intent,
      });
      try {
        this.order = await this.#run(flow, run, old, decision);
      } finally {
        if (isKilled) this.order = kept.order;
      }
      if (decision.operation === "replace" && old !== undefined && !isKilled) {
        await flow.delete(run, old.id, old.outputs);
        this.deleted.push(old.id);
      }
      return decision.operation;
    });
  }

  async refresh(): Promise<Outcome> {
    const { run, said } = this.#begin();
    return this.#tell(said, async () => {
      await this.#read(run);
      return "refresh";
    });
  }

  /** A refresh of both in one process, the other one first. */
  async refreshAfter(other: OrderStack): Promise<{ orders: unknown[] }> {
    const { run } = this.#begin();
    const orders: unknown[] = [];
    for (const stack of [other, this]) {
      if (stack.order === undefined) continue;
      const live = await flow.read(run, stack.order.id, stack.order.outputs);
      if (live !== undefined) stack.order = { ...live, outputs: stored(live.outputs) };
      orders.push(live?.outputs.status);
    }
    return { orders };
  }

  /** Refreshes several orders in one run, at the same time, as the engine does. */
  static async refreshTogether(stacks: readonly OrderStack[]): Promise<void> {
    const [first] = stacks;
    if (first === undefined) return;
    const { run } = first.#begin();
    await Promise.all(stacks.map((stack) => stack.#read(run)));
  }

  async #read(run: Run): Promise<void> {
    if (this.order === undefined) return;
    const live = await flow.read(run, this.order.id, this.order.outputs);
    this.order = live === undefined ? undefined : { ...live, outputs: stored(live.outputs) };
  }

  /** An order that no state knows, read by its number. */
  async get(id: string): Promise<Properties> {
    const live = await flow.read(this.#begin().run, id, {});
    return live === undefined ? {} : stored(live.outputs);
  }

  async destroy(): Promise<Outcome> {
    const { run, said } = this.#begin();
    return this.#tell(said, async () => {
      if (this.order !== undefined) await flow.delete(run, this.order.id, this.order.outputs);
      this.order = undefined;
      this.mark = undefined;
      return "delete";
    });
  }

  #markInputs(raw: Properties): Properties {
    return { ...raw, __order: raw.__urn, __urn: `${String(raw.__urn)}-mark` };
  }

  async #decide(lifecycle: Lifecycle, run: Run, old: Entry | undefined, raw: Properties) {
    const checked = async (olds: Properties | undefined): Promise<Properties> => {
      const { inputs, faults } = await lifecycle.check(run, olds, raw);
      if (faults.length > 0)
        throw new Error(faults.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
      return inputs;
    };
    // A forced replacement looks like a first create.
    if (old !== undefined && lifecycle === flow && this.isReplaceForced)
      return { operation: "replace", inputs: await checked(undefined) };
    const inputs = await checked(old?.inputs);
    if (old === undefined) return { operation: "create", inputs };
    const { changes, replaces } = await lifecycle.diff(run, old.outputs, inputs);
    if (replaces.length > 0) return { operation: "replace", inputs: await checked(undefined) };
    const isSameInputs = isSame(stored(old.inputs), stored(inputs));
    return {
      operation: changes === true || (changes === undefined && !isSameInputs) ? "update" : "none",
      inputs,
    };
  }

  async #carryOut(
    lifecycle: Lifecycle,
    run: Run,
    old: Entry | undefined,
    raw: Properties,
  ): Promise<Entry | undefined> {
    return this.#run(lifecycle, run, old, await this.#decide(lifecycle, run, old, raw));
  }

  /** Creates or updates, and keeps what an error carries. */
  async #run(
    lifecycle: Lifecycle,
    run: Run,
    old: Entry | undefined,
    { operation, inputs }: { operation: string; inputs: Properties },
  ): Promise<Entry | undefined> {
    const entryOf = (id: string, outputs: Properties): Entry => ({ id, inputs, outputs: stored(outputs) });
    try {
      if (operation === "none") return old;
      if (operation === "update" && old !== undefined) {
        const outputs = await repeated(this.retries, () => lifecycle.update(run, old.outputs, inputs));
        return entryOf(old.id, outputs);
      }
      const { id, outputs } = await repeated(this.retries, () => lifecycle.create(run, inputs));
      return entryOf(id, outputs);
    } catch (error) {
      if (error instanceof HalfDoneError && lifecycle === flow)
        this.order = entryOf(operation === "update" ? (old?.id ?? error.id) : error.id, error.outputs);
      throw error;
    }
  }

  async #tell(said: string[], command: () => Promise<string>): Promise<Outcome> {
    try {
      return { said, error: "", operation: await command() };
    } catch (error) {
      return { said, error: messageOf(error), operation: "failed" };
    }
  }
}
