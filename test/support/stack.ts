import { spawn, type ChildProcess } from "node:child_process";
import {
  cpSync,
  existsSync,
  readdirSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { ZkeysSandbox } from "../../provider/src/sandbox";
import { LanguageHost } from "./language-host";
import { encryptionSalt, passphrase, unsealed } from "./passphrase";

const repository = join(__dirname, "..", "..");
const versionFile = z.object({ pulumi: z.string() });
const { pulumi: version } = versionFile.parse(
  JSON.parse(readFileSync(join(repository, "provider", "engine", "version.json"), "utf8")),
);

/** The engine that the set-up put where the official package looks. */
export const engineFolder = join(
  process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"),
  "versions",
  process.env.PULUMI_VERSION ?? version,
  "bin",
);

/** How one command ended, and everything that it printed. */
export interface Outcome {
  readonly code: number;
  readonly text: string;
}

/** A resource as the test declares it. */
export interface Declaration {
  readonly type?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Reads this id instead (`.get`). */
  readonly get?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

const deploymentSchema = z.object({
  resources: z
    .array(
      z.object({
        urn: z.string(),
        type: z.string(),
        id: z.string().optional(),
        delete: z.boolean().optional(),
        inputs: z.record(z.string(), z.unknown()).default({}),
        outputs: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  pending_operations: z.array(z.unknown()).nullish(),
});
const stateSchema = z.object({ deployment: deploymentSchema });
/** The file in which the engine keeps a stack. */
const stackFile = z.object({ checkpoint: z.object({ latest: z.unknown() }) });
const secretsProvider = { type: "passphrase", state: { salt: encryptionSalt } };
export type StateResource = z.infer<typeof deploymentSchema>["resources"][number];

/** The commands that run the program, or ask what it depends on. */
const startLanguageHost = new Set(["preview", "up", "refresh", "destroy", "import"]);

/** What makes waiting short in tests. */
export const quick = { pollSeconds: "0.1", settleSeconds: "0.6" };

/** A sandbox that is the default account of ZKEYS. */
type ZkeysPanel = Pick<ZkeysSandbox, "url" | "userId" | "apiSecret">;

/** What a stack knows of its panels and of its settings, `reseller:*`. */
export function environmentWith(
  sandbox: ZkeysPanel | undefined,
  settings: Readonly<Record<string, string>>,
  more: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
  const panel =
    sandbox === undefined
      ? {}
      : { ZKEYS_ENDPOINT: sandbox.url, ZKEYS_USER_ID: sandbox.userId, ZKEYS_API_KEY: sandbox.apiSecret };
  const entries = Object.entries({ ...quick, ...settings });
  const named = entries.map(([key, value]): [string, string] => [
    `RESELLER_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
    value,
  ]);
  const environment: NodeJS.ProcessEnv = Object.fromEntries(named);
  return { ...panel, ...environment, ...more };
}

/** The resources in the text of `pulumi stack export`, the stack itself and its providers apart. */
export function resourcesIn(text: string): StateResource[] {
  return dynamicIn(stateSchema.parse(JSON.parse(text)).deployment.resources);
}

function dynamicIn(resources: readonly StateResource[]): StateResource[] {
  return resources.filter((one) => one.type.startsWith("pulumi-nodejs:dynamic/"));
}

/** What tests do with a stack, whether the engine runs its commands or this process does. */
export interface Commands {
  readonly folder: string;
  /** Everything that any command of this stack has printed. */
  readonly printed: string;
  /** Changes the environment of the next commands; `undefined` removes a variable. */
  set(environment: NodeJS.ProcessEnv): void;
  /** Writes the program. A resource without a type is a BaremetalServer. */
  declare(resources: Readonly<Record<string, Declaration>>): void;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Outcome>;
  /** Makes the stack, once. */
  select(): Promise<void>;
  preview(...args: string[]): Promise<Outcome>;
  up(...args: string[]): Promise<Outcome>;
  refresh(...args: string[]): Promise<Outcome>;
  destroy(...args: string[]): Promise<Outcome>;
  config(key: string, value: string, ...args: string[]): Promise<Outcome>;
  /** The resources in state, the stack itself and its providers apart. */
  resources(): Promise<StateResource[]>;
  /** The one resource of this name. */
  resource(name: string): Promise<StateResource>;
  /** The state as it lies on disk, secrets encrypted: what `pulumi stack export` shows. */
  exported(): Promise<string>;
  /** The same with its secrets in clear. */
  revealed(): Promise<string>;
  /** Removes the folder. */
  remove(): void;
}

/** A real Pulumi project in a folder of its own, with its own local state. */
export class Stack implements Commands {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly #ownBackend: string;
  #isSelected = false;
  #languageHost: LanguageHost | undefined;
  #declared: Readonly<Record<string, Declaration>> = {};
  /** Everything that any command of this stack has printed. */
  printed = "";

  /**
   * @param settings `reseller:*`, as text.
   * @param options `name`: the project's; `state`: a folder for the state, to share or to separate.
   */
  constructor(
    sandbox: ZkeysPanel | undefined,
    settings: Readonly<Record<string, string>> = {},
    options: {
      readonly name?: string;
      readonly example?: string;
      readonly environment?: NodeJS.ProcessEnv;
    } = {},
  ) {
    this.folder = mkdtempSync(join(tmpdir(), "reseller-test-"));
    const name = options.name ?? "test";
    mkdirSync(join(this.folder, "state"));
    symlinkSync(join(repository, "node_modules"), join(this.folder, "node_modules"));
    if (options.example === undefined) this.#writeProject(name);
    else this.#copyProject(options.example);
    // The sidecars of attributes are not written in one step: one cut short by a kill makes the state unreadable.
    this.#ownBackend = `file://${join(this.folder, "state")}?metadata=skip`;
    this.environment = {
      ...process.env,
      PATH: `${engineFolder}:${process.env.PATH ?? ""}`,
      PULUMI_BACKEND_URL: this.#ownBackend,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_STACK: "dev",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      // The engine's own start-up is mostly garbage, which it need not collect at once.
      GOGC: "400",
      NO_COLOR: "1",
      // Lint has checked the types of the examples already.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      ...environmentWith(sandbox, settings, options.environment),
    };
  }

  /** A project in plain JavaScript, which starts faster, for the resources that {@link declare} names. */
  #writeProject(name: string): void {
    cpSync(join(__dirname, "program.cjs"), join(this.folder, "index.js"));
    cpSync(join(__dirname, "declare-all.cjs"), join(this.folder, "declare-all.cjs"));
    const manifest = { name, main: "index.js", dependencies: { "@pulumi/pulumi": "*" } };
    writeFileSync(join(this.folder, "package.json"), JSON.stringify(manifest));
    const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    writeFileSync(join(this.folder, "Pulumi.yaml"), `name: ${name}\n${runtime}`);
  }

  /** A project as it is, but for the place of the settings that it extends. */
  #copyProject(example: string): void {
    cpSync(example, this.folder, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
    const settings = { extends: join(repository, "tsconfig.json"), include: ["*.ts"] };
    writeFileSync(join(this.folder, "tsconfig.json"), JSON.stringify(settings));
  }

  /** Changes the environment of the next commands; `undefined` removes a variable. */
  set(environment: NodeJS.ProcessEnv): void {
    Object.assign(this.environment, environment);
  }

  /** Writes the program. A resource without a type is a BaremetalServer. */
  declare(resources: Readonly<Record<string, Declaration>>): void {
    this.#declared = resources;
    const complete = Object.entries(resources).map(([name, one]) => [
      name,
      { type: "BaremetalServer", ...one },
    ]);
    writeFileSync(join(this.folder, "resources.json"), JSON.stringify(Object.fromEntries(complete)));
  }

  /** What the program declares. */
  get declared(): Readonly<Record<string, Declaration>> {
    return this.#declared;
  }

  /** Starts a command without waiting for it, in all its processes as a user's. */
  start(...args: string[]): { child: ChildProcess; ended: Promise<Outcome> } {
    return this.#spawn("pulumi", [...args, "--non-interactive"]);
  }

  /** Runs a program of Node's in the project's folder, as a user of the Automation API does. */
  async node(...args: string[]): Promise<Outcome> {
    return this.#spawn(process.execPath, args).ended;
  }

  #spawn(
    program: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = this.environment,
  ): { child: ChildProcess; ended: Promise<Outcome> } {
    const child = spawn(program, args, {
      cwd: this.folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const collect = (chunk: Buffer): void => {
      text += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const ended = new Promise<Outcome>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        this.printed += text;
        resolve({ code: code ?? (signal === null ? 1 : 128), text });
      });
    });
    return { child, ended };
  }

  /** Runs a command to its end, the stack being made first. */
  async run(...args: string[]): Promise<Outcome> {
    await this.select();
    if (!startLanguageHost.has(args[0] ?? "")) return this.start(...args).ended;
    const host = await this.#hostOfLanguage();
    const { code, text } = await this.#spawn("pulumi", [...args, "--non-interactive"], {
      ...this.environment,
      PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}`,
    }).ended;
    const printed = host.takePrinted();
    this.printed += printed;
    return { code, text: text + printed };
  }

  async #hostOfLanguage(): Promise<LanguageHost> {
    if (this.#languageHost?.environment !== JSON.stringify(this.environment)) {
      this.#languageHost?.end();
      this.#languageHost = await LanguageHost.start(this.folder, this.environment);
    }
    return this.#languageHost;
  }

  /** Makes the stack, once: in a folder as the engine would, which is asked where the state lies elsewhere. */
  async select(): Promise<void> {
    if (this.#isSelected) return;
    this.#isSelected = true;
    if (this.environment.PULUMI_BACKEND_URL === this.#ownBackend) {
      this.#makeStack();
      return;
    }
    const { code, text } = await this.start("stack", "init", "dev").ended;
    if (code !== 0) throw new Error(`stack init failed: ${text}`);
  }

  #makeStack(): void {
    const project = /^name: *(\S+)/m.exec(readFileSync(join(this.folder, "Pulumi.yaml"), "utf8"))?.[1] ?? "";
    const folder = join(this.folder, "state", ".pulumi");
    mkdirSync(join(folder, "stacks", project), { recursive: true });
    writeFileSync(join(folder, "meta.yaml"), "version: 1\n");
    const latest = { manifest: { time: new Date().toISOString() }, secrets_providers: secretsProvider };
    const checkpoint = { stack: `organization/${project}/dev`, latest };
    writeFileSync(join(folder, "stacks", project, "dev.json"), JSON.stringify({ version: 3, checkpoint }));
    const settings = join(this.folder, "Pulumi.dev.yaml");
    const others = existsSync(settings) ? readFileSync(settings, "utf8") : "";
    writeFileSync(settings, `encryptionsalt: ${encryptionSalt}\n${others}`);
  }

  preview(...args: string[]): Promise<Outcome> {
    return this.run("preview", "--diff=false", ...args);
  }

  up(...args: string[]): Promise<Outcome> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }

  refresh(...args: string[]): Promise<Outcome> {
    return this.run("refresh", "--yes", "--skip-preview", ...args);
  }

  destroy(...args: string[]): Promise<Outcome> {
    return this.run("destroy", "--yes", "--skip-preview", ...args);
  }

  /** What `pulumi cancel` does here: takes away the lock of a run that was killed. */
  unlock(): void {
    rmSync(join(this.folder, "state", ".pulumi", "locks"), { recursive: true, force: true });
  }

  config(key: string, value: string, ...args: string[]): Promise<Outcome> {
    return this.run("config", "set", key, value, ...args);
  }

  /** The resources in state, the stack itself and its providers apart. */
  resources(): Promise<StateResource[]> {
    const found = this.#deployments().flatMap((one) => deploymentSchema.parse(one).resources);
    return Promise.resolve(dynamicIn(found));
  }

  /** What the engine keeps, of every project whose state lies in the folder. */
  #deployments(): readonly unknown[] {
    const folder = join(this.folder, "state", ".pulumi", "stacks");
    const projects = existsSync(folder) ? readdirSync(folder) : [];
    const texts = projects.map((project) => readFileSync(join(folder, project, "dev.json"), "utf8"));
    this.printed += texts.join("");
    return texts.map((text) => stackFile.parse(JSON.parse(text)).checkpoint.latest ?? {});
  }

  /** The one resource of this name. */
  async resource(name: string): Promise<StateResource> {
    const found = (await this.resources()).find(
      (one) => one.urn.endsWith(`::${name}`) && one.delete !== true,
    );
    if (found === undefined) throw new Error(`${name} is not in state`);
    return found;
  }

  async exported(): Promise<string> {
    await this.select();
    return JSON.stringify({ version: 3, deployment: this.#deployments()[0] }, undefined, 4);
  }

  async revealed(): Promise<string> {
    return JSON.stringify(unsealed(JSON.parse(await this.exported())));
  }

  /** Removes the folder. */
  remove(): void {
    this.#languageHost?.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The arguments of an ordinary server in the sandbox. */
export const server = {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "CentOS 7.9 x64",
} as const;
