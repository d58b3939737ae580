import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import { startZkeysSandbox, type SandboxOptions, type ZkeysSandbox } from "../../provider/src/sandbox";
import { Stack, type Declaration, type Outcome } from "./stack";

type Request = ZkeysSandbox["requests"][number];

/** How a command ended, and what it made the panel do. */
export interface Effect extends Outcome {
  /** The operations that change something, in the order in which they came. */
  readonly writes: readonly string[];
  /** The requests of these. */
  readonly sent: readonly Request[];
}

const stateSchema = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(
      z.looseObject({ urn: z.string(), outputs: z.record(z.string(), z.unknown()).optional() }),
    ),
  }),
});

const reads = /^(get|sync_|degrade_ip_list)/;

/** A fresh panel and a fresh stack on it; both are gone when the test is over. */
export class Scene {
  private constructor(
    readonly sandbox: ZkeysSandbox,
    readonly stack: Stack,
  ) {}

  static async open(
    settings: Readonly<Record<string, string>> = {},
    options: SandboxOptions = {},
  ): Promise<Scene> {
    const sandbox = await startZkeysSandbox({ openingSeconds: 0.05, busySeconds: 0.05, ...options });
    const stack = new Stack(sandbox, settings);
    onTestFinished(async () => {
      stack.remove();
      await sandbox.close();
    });
    return new Scene(sandbox, stack);
  }

  /** Declares servers by their arguments. */
  declare(servers: Readonly<Record<string, NonNullable<Declaration["args"]>>>): void {
    this.stack.declare(Object.fromEntries(Object.entries(servers).map(([name, args]) => [name, { args }])));
  }

  /** Runs a command and sees what it made the panel do. */
  async watch(command: () => Promise<Outcome>): Promise<Effect> {
    const before = this.sandbox.requests.length;
    const outcome = await command();
    const sent = this.sandbox.requests.slice(before).filter(({ action }) => !reads.test(action));
    return { ...outcome, sent, writes: sent.map(({ action }) => action) };
  }

  /** `pulumi up`, which must succeed. */
  async up(...flags: string[]): Promise<Effect> {
    const effect = await this.watch(() => this.stack.up(...flags));
    expect(effect.code, effect.text).toBe(0);
    return effect;
  }

  /** `pulumi preview`, which must succeed and send nothing that changes anything. Gives what it printed. */
  async preview(...flags: string[]): Promise<string> {
    const { code, text, writes } = await this.watch(() => this.stack.preview(...flags));
    expect(code, text).toBe(0);
    expect(writes).toEqual([]);
    return text;
  }

  /** `pulumi preview`, which must fail and send nothing that changes anything. Gives what it printed. */
  async refused(...flags: string[]): Promise<string> {
    const { code, text, writes } = await this.watch(() => this.stack.preview(...flags));
    expect(code, text).not.toBe(0);
    expect(writes).toEqual([]);
    return text;
  }

  /** A preview that shows no change and sends nothing that changes anything. Gives what it printed. */
  unchanged(): Promise<string> {
    return this.preview("--expect-no-changes");
  }

  /** `pulumi refresh`, which must succeed and send nothing that changes anything. */
  async refresh(): Promise<string> {
    const { code, text, writes } = await this.watch(() => this.stack.refresh());
    expect(code, text).toBe(0);
    expect(writes).toEqual([]);
    return text;
  }

  /** The id of a server that is in state. */
  async idOf(name: string): Promise<string> {
    const { id } = await this.stack.resource(name);
    if (id === undefined) throw new Error(`${name} has no id`);
    return id;
  }

  /** Changes outputs in state, as if an earlier run had recorded them. */
  async editOutputs(name: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const { deployment, ...rest } = stateSchema.parse(JSON.parse(await this.stack.exported()));
    const resources = deployment.resources.map((one) =>
      one.urn.endsWith(`::${name}`) ? { ...one, outputs: { ...one.outputs, ...changes } } : one,
    );
    const file = join(this.stack.folder, "edited.json");
    writeFileSync(file, JSON.stringify({ ...rest, deployment: { ...deployment, resources } }));
    const { code, text } = await this.stack.run("stack", "import", "--file", file);
    expect(code, text).toBe(0);
  }

  /** What was paid and paid back so far: `["create 860.00", "refund -859.99"]`. */
  paid(): string[] {
    return this.sandbox.ledger().orders.map(({ kind, amount }) => `${kind} ${amount}`);
  }
}
