import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import type { LoggedRequest, SandboxOptions, ZkeysSandbox } from "../../provider/src/sandbox";
import { environmentOf, zkeysPanel, type PanelKind, type Sandbox } from "./panels";
import { previewHere } from "./in-process/continued";
import { InProcessStack } from "./in-process/stack";
import { expectTidy } from "./screen";
import { Stack, type Commands, type Declaration, type Outcome } from "./stack";

/** How a command ended, and what it made the panel do. */
export interface Effect extends Outcome {
  /** The operations that change something, in the order in which they came. */
  readonly writes: readonly string[];
  /** The requests of these. */
  readonly sent: readonly LoggedRequest[];
}

const stateSchema = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(
      z.looseObject({ urn: z.string(), outputs: z.record(z.string(), z.unknown()).optional() }),
    ),
  }),
});

/** What makes a replacement that destroys ask for `allowReplace`. */
export const consentRequired = { RESELLER_REQUIRE_REPLACE_CONSENT: "true" };

/**
 * Whether a program is known here, because the test has not written it itself, and has only options of the SDK, without what only the engine
 * calls (`declare-all.cjs`).
 */
const isPlain = (declared: readonly Declaration[]): boolean =>
  declared.length > 0 &&
  declared.every(({ options = {} }) => Object.keys(options).every((key) => !key.startsWith("$")));

/** One whose commands run in this process. */
export type InProcessScene<Panel extends Sandbox = ZkeysSandbox> = Scene<Panel, InProcessStack>;

/** A fresh panel and a fresh stack on it; both are gone when the test is over. */
export class Scene<Panel extends Sandbox = ZkeysSandbox, Driven extends Commands = Stack> {
  private constructor(
    readonly sandbox: Panel,
    readonly stack: Driven,
  ) {}

  /** One with a ZKEYS panel. */
  static open(settings: Readonly<Record<string, string>> = {}, options: SandboxOptions = {}): Promise<Scene> {
    return Scene.on(zkeysPanel, settings, options);
  }

  static async on<Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    settings: Readonly<Record<string, string>> = {},
    options: Partial<Options> = {},
  ): Promise<Scene<Panel>> {
    return Scene.#with(kind, options, (environment) => new Stack(undefined, settings, { environment }));
  }

  /** One without the engine, for what it adds nothing to. */
  static inProcess<Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    settings: Readonly<Record<string, string>> = {},
    options: Partial<Options> = {},
  ): Promise<InProcessScene<Panel>> {
    return Scene.#with(
      kind,
      options,
      (environment) => new InProcessStack(undefined, settings, { environment }),
    );
  }

  static async #with<Panel extends Sandbox, Options, Driven extends Commands>(
    kind: PanelKind<Panel, Options>,
    options: Partial<Options>,
    newStack: (environment: NodeJS.ProcessEnv) => Driven,
  ): Promise<Scene<Panel, Driven>> {
    const sandbox = await kind.start({ ...kind.quick, ...options });
    const stack = newStack(environmentOf(kind, sandbox));
    onTestFinished(async () => {
      stack.remove();
      await sandbox.close();
    });
    return new Scene(sandbox, stack);
  }

  /** Declares resources of one type by their arguments. */
  declare(
    resources: Readonly<Record<string, NonNullable<Declaration["args"]>>>,
    type = "BaremetalServer",
  ): void {
    const all = Object.entries(resources).map(([name, args]) => [name, { type, args }] as const);
    this.stack.declare(Object.fromEntries(all));
  }

  /** Runs a command and sees what it made the panel do. */
  async watch(command: () => Promise<Outcome>): Promise<Effect> {
    const before = this.sandbox.requests.length;
    const outcome = await command();
    expectTidy(outcome.text);
    const sent = this.sandbox.requests.slice(before).filter((request) => this.sandbox.isWrite(request));
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

  /**
   * A preview that shows no change and sends nothing that changes anything: by this process, of what the engine has saved, but for
   * hooks and transforms. What the engine itself makes of it is held by the tests that run `preview("--expect-no-changes")`. Gives what
   * was said.
   */
  async unchanged(): Promise<string> {
    const { stack } = this;
    const { code, text, writes } = await this.watch(() =>
      stack instanceof Stack && isPlain(Object.values(stack.declared))
        ? previewHere(stack, "--expect-no-changes")
        : stack.preview("--expect-no-changes"),
    );
    expect(code, text).toBe(0);
    expect(writes).toEqual([]);
    return text;
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
  paid(this: Scene<ZkeysSandbox, Commands>): string[] {
    return this.sandbox.ledger().orders.map(({ kind, amount }) => `${kind} ${amount}`);
  }
}
