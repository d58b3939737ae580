import { surroundingsBy } from "./clock";
import { z } from "zod";
import type { Account } from "../src/core/account";
import { Brakes } from "../src/core/brakes";
import { HalfDoneError, messageOf } from "../src/core/errors";
import { lifecycleOf } from "../src/core/flow/flow";
import { isSame, type Properties } from "../src/core/flow/resource";
import { Journal } from "../src/core/journal";
import { purchaseToken } from "../src/core/order/token";
import { Run } from "../src/core/run";
import { runSettings, type RunSettings } from "../src/core/run-settings";
import type { ZkeysSandbox } from "../src/sandbox";
import { baremetalServer } from "../src/zkeys/baremetal-server/baremetal-server";
import { zkeys } from "../src/zkeys/vendor";

const flow = lifecycleOf(baremetalServer);

interface Entry {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What one command came to. */
export interface Outcome {
  /** What stays beside the resource: the lines of the preview. */
  readonly line: string;
  readonly warnings: readonly string[];
  readonly error: string;
  readonly operation: string;
  /** What the ledger of the panel gained: `create 860.00`. */
  readonly paid: readonly string[];
}

/** As state has it. */
function stored(properties: Properties): Properties {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(properties)));
}

/**
 * A `BaremetalServer` in a stack of its own, driven as the Pulumi engine drives it, against the sandbox over real HTTP. Only sleeping
 * moves the time, the panel's with it.
 */
export class ZkeysStack {
  entry: Entry | undefined;
  settings: Partial<RunSettings> = {};
  /** Config of the account beside its keys. */
  config: Properties = {};
  readonly #urn: string;

  constructor(
    readonly sandbox: ZkeysSandbox,
    readonly name = "web",
  ) {
    this.#urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/zkeys:BaremetalServer::${name}`;
  }

  output(key: string): unknown {
    return this.entry?.outputs[key];
  }

  #begin(): { run: Run; said: { words: string; kind: string }[] } {
    const settings = { ...runSettings.parse({}), ...this.settings };
    const { sandbox } = this;
    const { now, sleep } = surroundingsBy(sandbox.clock);
    let account: Account | undefined;
    const { url: endpoint, userId, apiSecret: apiKey } = sandbox;
    const open = () =>
      (account ??= zkeys.open({ endpoint, userId, apiKey, ...this.config }, "default", { now, sleep }));
    const said: { words: string; kind: string }[] = [];
    const voice = {
      say: (_urn: string, words: string, kind: string) => void said.push({ words, kind }),
    };
    return {
      run: new Run(settings, new Brakes(settings), new Journal(undefined), voice, open, now, sleep),
      said,
    };
  }

  #inputsOf(args: Properties): Properties {
    const { purchaseTriggers } = args;
    const parts = { organization: "organization", urn: this.#urn, namespace: "", purchaseTriggers };
    return { ...args, __urn: this.#urn, __token: purchaseToken(parts) };
  }

  preview(args: Properties): Promise<Outcome> {
    return this.#tell(async (run) => (await this.#decide(run, args)).operation);
  }

  /** @param isKilled whether the process is killed before anything of it is saved. */
  async up(args: Properties, isKilled = false): Promise<Outcome> {
    const before = this.entry;
    const outcome = await this.#tell(async (run) => {
      const { operation, inputs } = await this.#decide(run, args);
      const old = this.entry;
      if (operation === "none") return operation;
      try {
        if (operation === "update" && old !== undefined) {
          this.entry = { id: old.id, inputs, outputs: stored(await flow.update(run, old.outputs, inputs)) };
        } else {
          const { id, outputs } = await flow.create(run, inputs);
          this.entry = { id, inputs, outputs: stored(outputs) };
          if (old !== undefined) await flow.delete(run, old.id, old.outputs);
        }
      } catch (error) {
        if (error instanceof HalfDoneError) {
          const id = operation === "update" ? (old?.id ?? error.id) : error.id;
          this.entry = { id, inputs, outputs: stored(error.outputs) };
        }
        throw error;
      }
      return operation;
    });
    if (isKilled) this.entry = before;
    return outcome;
  }

  refresh(): Promise<Outcome> {
    return this.#tell(async (run) => {
      if (this.entry === undefined) return "none";
      const live = await flow.read(run, this.entry.id, this.entry.outputs);
      this.entry = live && { id: live.id, inputs: stored(live.inputs), outputs: stored(live.outputs) };
      return "refresh";
    });
  }

  /** `BaremetalServer.get`: its outputs. */
  async get(id: string): Promise<Properties> {
    const { run } = this.#begin();
    return (await flow.read(run, id, {}))?.outputs ?? {};
  }

  destroy(): Promise<Outcome> {
    return this.#tell(async (run) => {
      if (this.entry !== undefined) await flow.delete(run, this.entry.id, this.entry.outputs);
      this.entry = undefined;
      return "delete";
    });
  }

  async #decide(run: Run, args: Properties): Promise<{ operation: string; inputs: Properties }> {
    const raw = this.#inputsOf(args);
    const checked = async (olds: Properties | undefined): Promise<Properties> => {
      const { inputs, faults } = await flow.check(run, olds, raw);
      if (faults.length > 0)
        throw new Error(faults.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
      return stored(inputs);
    };
    const old = this.entry;
    const inputs = await checked(old?.inputs);
    if (old === undefined) return { operation: "create", inputs };
    const { changes, replaces } = await flow.diff(run, old.outputs, inputs);
    if (replaces.length > 0) return { operation: "replace", inputs: await checked(undefined) };
    const isChanged = changes ?? !isSame(old.inputs, inputs);
    return { operation: isChanged ? "update" : "none", inputs };
  }

  async #tell(command: (run: Run) => Promise<string>): Promise<Outcome> {
    const { run, said } = this.#begin();
    const known = this.sandbox.ledger().orders.length;
    const told = { error: "", operation: "failed" };
    try {
      told.operation = await command(run);
    } catch (error) {
      told.error = messageOf(error);
    }
    const wordsOf = (kind: string) => said.filter((one) => one.kind === kind).map((one) => one.words);
    const orders = this.sandbox.ledger().orders.slice(known);
    return {
      ...told,
      line: wordsOf("info").join(" | "),
      warnings: wordsOf("warning"),
      paid: orders.map(({ kind, amount }) => `${kind} ${amount}`),
    };
  }
}
