import { surroundingsBy } from "./clock";
import { z } from "zod";
import { repeated } from "./repeated";
import { Brakes } from "../src/core/brakes";
import { HalfDoneError, messageOf } from "../src/core/errors";
import { isSame, type Properties } from "../src/core/flow/resource";
import { Journal } from "../src/core/journal";
import { purchaseToken } from "../src/core/order/token";
import { Run } from "../src/core/run";
import { runSettings, type RunSettings } from "../src/core/run-settings";
import { rstack } from "../src/rstack/vendor";
import type { RstackSandbox } from "../src/sandbox";

const stored = (properties: Properties): Properties =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(properties)));

interface Entry {
  /** Whether the last operation on it failed half-way: then there is something to do. */
  readonly hasFailed: boolean;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** The arguments of an ordinary VM in the stand-in. */
export const ordinaryVm = {
  user: "8080",
  node: "1",
  image: "centos7.6",
  name: "web1",
  cpu: 2,
  memoryMb: 2048,
  portMbps: 10,
  trafficGb: 500,
};

/**
 * One resource of RStack in a stack, driven against a sandbox as the engine drives it; every call is a new process, and sleeping moves
 * the sandbox's clock.
 */
export class RstackStack {
  entry: Entry | undefined;
  said: string[] = [];
  settings: Partial<RunSettings> = {};
  /** How often an error hook of the program asks the engine to repeat what failed. */
  retries = 0;

  constructor(
    /** May change, as the panel behind a config does. */
    public sandbox: RstackSandbox,
    readonly type = "HyperVm",
    readonly name = "web",
  ) {}

  get outputs(): Properties {
    return this.entry?.outputs ?? {};
  }

  /** Whether a change is a replacement that deletes first. */
  async isDeletedFirst(args: Properties): Promise<boolean> {
    const { operation, isFirst } = await this.#decide(this.begin(), args);
    return operation === "replace" && isFirst;
  }

  /** What the preview says, or its faults. */
  async preview(args: Properties): Promise<string> {
    try {
      await this.#decide(this.begin(), args);
      return this.said.join(" | ");
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Returns the operation, or the error. */
  async up(args: Properties, run = this.begin()): Promise<string> {
    let inputs: Properties = args;
    try {
      const decided = await this.#decide(run, args);
      inputs = decided.inputs;
      const old = this.entry;
      if (decided.operation === "none") return "none";
      if (decided.operation === "update" && old !== undefined) {
        const outputs = await repeated(this.retries, () => this.lifecycle.update(run, old.outputs, inputs));
        this.entry = { ...old, inputs, outputs: stored(outputs), hasFailed: false };
        return "update";
      }
      if (decided.isFirst && old !== undefined) {
        await this.lifecycle.delete(run, old.id, old.outputs);
        this.entry = undefined;
      }
      if (old !== undefined) {
        inputs = await this.#check(run, undefined, args);
      }
      const { id, outputs } = await repeated(this.retries, () => this.lifecycle.create(run, inputs));
      this.entry = { id, inputs, outputs: stored(outputs), hasFailed: false };
      if (!decided.isFirst && old !== undefined) await this.lifecycle.delete(run, old.id, old.outputs);
      return decided.isFirst ? "delete, create" : decided.operation;
    } catch (error) {
      if (error instanceof HalfDoneError)
        this.entry = { id: error.id, inputs, outputs: stored(error.outputs), hasFailed: true };
      return messageOf(error);
    }
  }

  async refresh(): Promise<void> {
    if (this.entry === undefined) return;
    const live = await this.lifecycle.read(this.begin(), this.entry.id, this.entry.outputs);
    this.entry = live && {
      id: live.id,
      inputs: stored(live.inputs),
      outputs: stored(live.outputs),
      hasFailed: false,
    };
  }

  /** What `.get` of an id shows. */
  async get(id: string): Promise<Properties> {
    const live = await this.lifecycle.read(this.begin(), id, {});
    return live === undefined ? {} : stored(live.outputs);
  }

  async destroy(): Promise<string> {
    if (this.entry === undefined) return "nothing";
    try {
      await this.lifecycle.delete(this.begin(), this.entry.id, this.entry.outputs);
      this.entry = undefined;
      return "deleted";
    } catch (error) {
      return messageOf(error);
    }
  }

  get lifecycle() {
    const lifecycle = rstack.resources[this.type];
    if (lifecycle === undefined) throw new RangeError(this.type);
    return lifecycle;
  }

  /** A run as a new plugin process begins it. */
  begin(): Run {
    this.said = [];
    const settings = { ...runSettings.parse({}), pollSeconds: 0.1, settleSeconds: 0.3, ...this.settings };
    const options = { endpoint: this.sandbox.url, apiKey: this.sandbox.apiKey };
    const { now, sleep } = surroundingsBy(this.sandbox.clock);
    const account = rstack.open(options, "default", { now, sleep });
    const voice = { say: (_urn: string, words: string) => void this.said.push(words) };
    return new Run(
      settings,
      new Brakes(settings),
      new Journal(settings.journal),
      voice,
      () => account,
      now,
      sleep,
    );
  }

  async #check(run: Run, olds: Properties | undefined, args: Properties): Promise<Properties> {
    const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/rstack:${this.type}::${this.name}`;
    const { purchaseTriggers } = args;
    const token = purchaseToken({ organization: "o", urn, namespace: "", purchaseTriggers });
    const { inputs, faults } = await this.lifecycle.check(run, olds, {
      ...args,
      __urn: urn,
      __token: token,
    });
    if (faults.length > 0)
      throw new Error(faults.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
    return inputs;
  }

  async #decide(run: Run, args: Properties) {
    const inputs = await this.#check(run, this.entry?.inputs, args);
    if (this.entry === undefined) return { inputs, operation: "create", isFirst: false } as const;
    const difference = await this.lifecycle.diff(run, this.entry.outputs, inputs);
    const isFirst = difference.deleteBeforeReplace === true;
    if (difference.replaces.length > 0) return { inputs, operation: "replace", isFirst } as const;
    const isChanged = this.entry.hasFailed || (difference.changes ?? !isSame(this.entry.inputs, inputs));
    return { inputs, operation: isChanged ? "update" : "none", isFirst } as const;
  }
}
