import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ZkeysSandbox } from "../../../provider/src/sandbox";
import { vendorLoaders } from "../../../provider/src/vendors";
import type { Commands, Declaration, Outcome, StateResource } from "../stack";
import { environmentWith, resourcesIn } from "../stack";
import { Deployment, type Options } from "./deployment";
import { Display } from "./display";
import { EngineLog } from "./engine-log";
import { Monitor } from "./monitor";
import { Plugin } from "./plugin";
import { declaring, runProgram, type Program } from "./program";
import { entriesOf, exportOf, type Entry } from "./state";

const flags = {
  "continue-on-error": { type: "boolean", default: false },
  "expect-no-changes": { type: "boolean", default: false },
  "skip-preview": { type: "boolean" },
  "show-secrets": { type: "boolean", default: false },
  file: { type: "string" },
  secret: { type: "boolean" },
  yes: { type: "boolean" },
  parallel: { type: "string", default: String(4 * availableParallelism()) },
  replace: { type: "string", multiple: true },
  target: { type: "string", multiple: true },
} as const;

const titles = {
  preview: "Previewing update",
  up: "Updating",
  refresh: "Refreshing",
  destroy: "Destroying",
} as const;
type Command = keyof typeof titles;
const isCommand = (word: string | undefined): word is Command => word !== undefined && word in titles;

const unexpected = "error: no changes were expected but changes were proposed";

/**
 * A stack without the engine: the same program with the same classes, and the same calls of the provider in the same order, in
 * this process. What only the engine decides or shows is refused, so that no test believes to have proved it.
 */
export class InProcessStack implements Commands {
  /** For files of a test's own, such as a journal. */
  readonly folder = mkdtempSync(join(tmpdir(), "reseller-in-process-"));
  /** Everything that any command of this stack has printed. */
  printed = "";
  readonly #environment: NodeJS.ProcessEnv;
  readonly #config = new Map<string, string>();
  #program: Program = declaring({});
  #entries: readonly Entry[] = [];

  constructor(
    sandbox: Pick<ZkeysSandbox, "url" | "userId" | "apiSecret"> | undefined,
    settings: Readonly<Record<string, string>> = {},
    options: { readonly environment?: NodeJS.ProcessEnv } = {},
  ) {
    this.#environment = environmentWith(sandbox, settings, options.environment);
  }

  set(environment: NodeJS.ProcessEnv): void {
    Object.assign(this.#environment, environment);
  }

  declare(resources: Readonly<Record<string, Declaration>>): void {
    this.#program = declaring(
      Object.fromEntries(
        Object.entries(resources).map(([name, one]) => [name, { type: "BaremetalServer", ...one }]),
      ),
    );
  }

  /** Takes a whole program instead. */
  write(program: Program): void {
    this.#program = program;
  }

  async run(...args: string[]): Promise<Outcome> {
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
    const [word, ...rest] = positionals;
    const printed = (text: string, code = 0): Outcome => {
      this.printed += text;
      return { code, text };
    };
    if (isCommand(word)) {
      if (values.target !== undefined && word !== "destroy")
        throw new RangeError(`\`pulumi ${word} --target\` needs the real engine`);
      const { code, text } = await this.#command(word, {
        isPreview: word === "preview",
        parallel: Number(values.parallel),
        continueOnError: values["continue-on-error"],
        replace: new Set(values.replace ?? []),
        target: values.target && new Set(values.target),
        expectsNoChanges: values["expect-no-changes"],
      });
      return printed(text, code);
    }
    if (word === "stack" && rest[0] === "export")
      return printed(exportOf(this.#entries, values["show-secrets"]));
    if (word === "stack" && rest[0] === "import" && values.file !== undefined) {
      this.#takeIn(resourcesIn(readFileSync(values.file, "utf8")));
      return printed("");
    }
    const [verb, key, value] = rest;
    if (word === "config" && verb === "set" && key !== undefined && value !== undefined) {
      this.#config.set(key, value);
      return printed("");
    }
    throw new RangeError(`\`pulumi ${args.join(" ")}\` needs the real engine`);
  }

  select(): Promise<void> {
    return Promise.resolve();
  }

  preview(...args: string[]): Promise<Outcome> {
    return this.run("preview", ...args);
  }

  up(...args: string[]): Promise<Outcome> {
    return this.run("up", ...args);
  }

  refresh(...args: string[]): Promise<Outcome> {
    return this.run("refresh", ...args);
  }

  destroy(...args: string[]): Promise<Outcome> {
    return this.run("destroy", ...args);
  }

  config(key: string, value: string, ...args: string[]): Promise<Outcome> {
    return this.run("config", "set", key, value, ...args);
  }

  resources(): Promise<StateResource[]> {
    return Promise.resolve(resourcesIn(exportOf(this.#entries, false)));
  }

  async resource(name: string): Promise<StateResource> {
    const found = (await this.resources()).find(
      (one) => one.urn.endsWith(`::${name}`) && one.delete !== true,
    );
    if (found === undefined) throw new Error(`${name} is not in state`);
    return found;
  }

  exported(): Promise<string> {
    return Promise.resolve(exportOf(this.#entries, false));
  }

  revealed(): Promise<string> {
    return Promise.resolve(exportOf(this.#entries, true));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Goes on from what the engine has saved: the text of `pulumi stack export --show-secrets`. */
  continueFrom(exported: string): void {
    this.#entries = entriesOf(exported);
  }

  /** Takes the outputs of an edited export into state, those that are secret apart. */
  #takeIn(edited: readonly StateResource[]): void {
    const isSealed = (value: unknown): boolean =>
      typeof value === "object" && value !== null && "ciphertext" in value;
    this.#entries = this.#entries.map((entry) => {
      const { outputs = {} } = edited.find(({ urn, id }) => urn === entry.goal.urn && id === entry.id) ?? {};
      const plain = Object.entries(outputs).filter(([, value]) => !isSealed(value));
      return { ...entry, outputs: { ...entry.outputs, ...Object.fromEntries(plain) } };
    });
  }

  async #command(
    command: Command,
    options: Options & { readonly expectsNoChanges: boolean },
  ): Promise<Outcome> {
    const config = this.#configuration();
    const log = await EngineLog.open();
    const display = new Display(titles[command]);
    const deployment = new Deployment(this.#entries, new Plugin(config, log.address), display, options);
    log.listener = ({ urn, ...words }) => {
      const [, , types = "", name = ""] = urn.split("::");
      display.say({ urn, type: types.split("$").at(-1) ?? "", name }, words);
    };
    try {
      if (command === "refresh") await deployment.refresh();
      else if (command === "destroy") await deployment.destroy();
      else {
        const monitor = new Monitor("test", deployment);
        await runProgram(this.#program, monitor, {
          project: "test",
          config,
          isPreview: options.isPreview,
        });
        await deployment.deleteRest();
      }
    } finally {
      log.close();
      this.#entries = options.isPreview ? this.#entries : deployment.entries;
    }
    const isUnexpected = options.expectsNoChanges && deployment.hasChanges;
    return {
      code: display.errors > 0 || isUnexpected ? 255 : 0,
      text: display.text(isUnexpected ? [unexpected] : []),
    };
  }

  /** The stack's config, and what the environment says for it: `ZKEYS_API_KEY` for `zkeys:apiKey`. */
  #configuration(): Readonly<Record<string, string>> {
    const namespaces = ["reseller", ...Object.keys(vendorLoaders)];
    const values: Record<string, string> = {};
    for (const [variable, text] of Object.entries(this.#environment)) {
      const namespace = namespaces.find((name) => variable.startsWith(`${name.toUpperCase()}_`));
      if (namespace === undefined || text === undefined) continue;
      const words = variable.slice(namespace.length + 1).toLowerCase();
      const key = words.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (key !== "accountsFile") values[`${namespace}:${key}`] = text;
      else if (existsSync(text)) values[`${namespace}:accounts`] = readFileSync(text, "utf8");
    }
    return { ...values, ...Object.fromEntries(this.#config) };
  }
}
