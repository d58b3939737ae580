import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startZkeysSandbox, type SandboxOptions, type ZkeysSandbox } from "../../provider/src/sandbox";

/** Several panels, each a configured account of one stack: one run of the engine tries many things, and no ledger is shared. */
export class Panels<Name extends string> {
  readonly #folder = mkdtempSync(join(tmpdir(), "reseller-accounts-"));
  readonly #byName: ReadonlyMap<Name, ZkeysSandbox>;
  /** What a stack needs to know of them. */
  readonly environment: NodeJS.ProcessEnv;

  private constructor(byName: ReadonlyMap<Name, ZkeysSandbox>) {
    this.#byName = byName;
    const accounts = [...byName].map(([name, { url, userId, apiSecret }]) => [
      name,
      { endpoint: url, userId, apiKey: apiSecret },
    ]);
    const file = join(this.#folder, "accounts.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(accounts)), { mode: 0o600 });
    this.environment = { ZKEYS_ACCOUNTS_FILE: file };
  }

  static async start<Name extends string>(
    names: readonly Name[],
    options: SandboxOptions,
  ): Promise<Panels<Name>> {
    const started = await Promise.all(
      names.map(async (name) => [name, await startZkeysSandbox(options)] as const),
    );
    return new Panels(new Map(started));
  }

  of(name: Name): ZkeysSandbox {
    const panel = this.#byName.get(name);
    if (panel === undefined) throw new RangeError(`no panel was started for ${name}`);
    return panel;
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    await Promise.all([...this.#byName.values()].map((panel) => panel.close()));
  }
}
