import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  startProxy911Sandbox,
  startRstackSandbox,
  startZkeysSandbox,
  type LoggedRequest,
  type Proxy911Sandbox,
  type Proxy911SandboxOptions,
  type RstackSandbox,
  type RstackSandboxOptions,
  type SandboxOptions,
  type StandIn,
  type ZkeysSandbox,
} from "../../provider/src/sandbox";
import { changing } from "../../provider/src/sandbox/proxy911/operations";
import { isWriting } from "../../provider/src/sandbox/rstack/operations";
import { writing } from "../../provider/src/sandbox/zkeys/operations";

/** What every stand-in has. */
export type Sandbox = StandIn;

/** A vendor's stand-in, and how a stack is told of it. */
export interface PanelKind<Panel extends Sandbox, Options> {
  /** What its environment variables begin with. */
  readonly prefix: string;
  start(options: Options): Promise<Panel>;
  /** With short waits. */
  readonly quick: Options;
  /** The settings of an account on it, by their names in the config. */
  settings(panel: Panel): Readonly<Record<string, string>>;
  /** Whether a request asks for a change. */
  changes(request: LoggedRequest): boolean;
}

export const zkeysPanel: PanelKind<ZkeysSandbox, SandboxOptions> = {
  prefix: "ZKEYS",
  start: startZkeysSandbox,
  quick: { openingSeconds: 0.05, busySeconds: 0.05 },
  settings: ({ url, userId, apiSecret }) => ({ endpoint: url, userId, apiKey: apiSecret }),
  changes: ({ action }) => writing.has(action),
};

export const rstackPanel: PanelKind<RstackSandbox, RstackSandboxOptions> = {
  prefix: "RSTACK",
  start: startRstackSandbox,
  quick: { installSeconds: 0.1, taskSeconds: 0.05, powerSeconds: 0.05 },
  settings: ({ url, apiKey }) => ({ endpoint: url, apiKey }),
  changes: ({ action, params }) => isWriting(action, params.subvaction),
};

export const proxy911Panel: PanelKind<Proxy911Sandbox, Proxy911SandboxOptions> = {
  prefix: "PROXY911",
  start: startProxy911Sandbox,
  quick: { deleteSeconds: 0.1, disableSeconds: 0.1, oldPasswordSeconds: 0.1 },
  settings: ({ url, appKey }) => ({ endpoint: url, appKey }),
  changes: ({ action }) => changing.has(action),
};

/** What a stack needs to know of one panel that is its vendor's default account. */
export function environmentOf<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  panel: Panel,
): NodeJS.ProcessEnv {
  const name = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const settings = Object.entries(kind.settings(panel));
  return Object.fromEntries(settings.map(([key, value]) => [`${kind.prefix}_${name(key)}`, value]));
}

/** Several panels, each a configured account of one stack: one run of the engine tries many things, and no ledger is shared. */
export class Panels<Name extends string, Panel extends Sandbox> {
  readonly #folder = mkdtempSync(join(tmpdir(), "reseller-accounts-"));
  /** What a stack needs to know of them. */
  readonly environment: NodeJS.ProcessEnv;

  private constructor(
    private readonly byName: ReadonlyMap<Name, Panel>,
    { prefix, settings }: Pick<PanelKind<Panel, never>, "prefix" | "settings">,
  ) {
    const accounts = [...byName].map(([name, panel]) => [name, settings(panel)]);
    const file = join(this.#folder, "accounts.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(accounts)), { mode: 0o600 });
    this.environment = { [`${prefix}_ACCOUNTS_FILE`]: file };
  }

  static async start<Name extends string, Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    names: readonly Name[],
    options: Options,
  ): Promise<Panels<Name, Panel>> {
    const started = await Promise.all(names.map(async (name) => [name, await kind.start(options)] as const));
    return new Panels(new Map(started), kind);
  }

  of(name: Name): Panel {
    const panel = this.byName.get(name);
    if (panel === undefined) throw new RangeError(`no panel was started for ${name}`);
    return panel;
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    await Promise.all([...this.byName.values()].map((panel) => panel.close()));
  }
}
