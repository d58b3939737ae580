import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standIns, type StandIn, type StandInKind } from "../../provider/src/sandbox";

/** What every stand-in has. */
export type Sandbox = StandIn;

/** A vendor's stand-in, and how a stack is told of it. */
export type PanelKind<Panel extends Sandbox, Options> = StandInKind<Panel, Options>;

export const {
  zkeys: zkeysPanel,
  rstack: rstackPanel,
  proxy911: proxy911Panel,
  zonkvm: zonkvmPanel,
  bthost: bthostPanel,
} = standIns;

/** What a stack needs to know of one panel that is its vendor's default account. */
export function environmentOf<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  panel: Panel,
): NodeJS.ProcessEnv {
  const name = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const settings = Object.entries(kind.settings(panel));
  return Object.fromEntries(
    settings.map(([key, value]) => [`${kind.vendor.toUpperCase()}_${name(key)}`, value]),
  );
}

/** Several panels, each a configured account of one stack: one run of the engine tries many things, and no ledger is shared. */
export class Panels<Name extends string, Panel extends Sandbox> {
  readonly #folder = mkdtempSync(join(tmpdir(), "reseller-accounts-"));
  /** What a stack needs to know of them. */
  readonly environment: NodeJS.ProcessEnv;

  private constructor(
    private readonly byName: ReadonlyMap<Name, Panel>,
    { vendor, settings }: Pick<PanelKind<Panel, never>, "vendor" | "settings">,
  ) {
    const accounts = [...byName].map(([name, panel]) => [name, settings(panel)]);
    const file = join(this.#folder, "accounts.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(accounts)), { mode: 0o600 });
    this.environment = { [`${vendor.toUpperCase()}_ACCOUNTS_FILE`]: file };
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
