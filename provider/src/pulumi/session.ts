import { Brakes } from "../core/brakes";
import { Journal } from "../core/journal";
import type { Lifecycle } from "../core/lifecycle";
import { say } from "../core/language/say";
import { Run } from "../core/run";
import type { Vendor } from "../core/vendor";
import { sleep } from "../core/wait";
import { Accounts, readRunSettings, type ConfigSource } from "./config";
import { EngineLog } from "./engine-log";
import { speakAs } from "./language";

/** How the code of each vendor is loaded, by the vendor's name. */
export type VendorLoaders = Readonly<Record<string, () => Promise<Vendor>>>;

/**
 * What all resources of one plugin process share. The engine starts one process per project, hands the whole config to
 * each provider text, and asks it everything: so the first config makes the run.
 */
export class Session {
  readonly #loaders: VendorLoaders;
  readonly #loading = new Map<string, Promise<Vendor>>();
  /** The vendors of which a kind was met: only these have accounts to open. */
  readonly #vendors: Vendor[] = [];
  #source: ConfigSource | undefined;
  #run: Run | undefined;
  readonly log: EngineLog;

  constructor(loaders: VendorLoaders, engineAddress: string | undefined) {
    this.#loaders = loaders;
    this.log = new EngineLog(engineAddress);
  }

  /** Takes the config, and speaks its language from now on. Synchronous: the engine does not wait for `configure` before the next call. */
  configure(source: ConfigSource): void {
    this.#source ??= source;
    speakAs(this.#source);
  }

  /**
   * The flow of a kind of resource; its vendor's code is loaded with the first of them.
   * @param type vendor and type: `zkeys:BaremetalServer`.
   */
  async lifecycle(type: string): Promise<Lifecycle> {
    const [vendorName = "", resourceName = ""] = type.split(":");
    const vendor = await this.#vendor(vendorName);
    const lifecycle = vendor?.resources[resourceName];
    if (lifecycle !== undefined) return lifecycle;
    throw new Error(
      say(
        "this version of pulumi-reseller has no resource {type}: install the version that the stack was made with, or a newer one",
        { type },
      ),
    );
  }

  #vendor(name: string): Promise<Vendor> | undefined {
    const load = Object.hasOwn(this.#loaders, name) ? this.#loaders[name] : undefined;
    if (load === undefined || this.#loading.has(name)) return this.#loading.get(name);
    const loading = load().then((vendor) => {
      this.#vendors.push(vendor);
      return vendor;
    });
    this.#loading.set(name, loading);
    return loading;
  }

  /** The run, made on first use. @throws {ConfigurationError} when `reseller:*` is not usable. */
  run(): Run {
    this.#run ??= this.#begin();
    return this.#run;
  }

  #begin(): Run {
    const source = this.#source ?? (() => undefined);
    const settings = readRunSettings(source, process.env);
    const accounts = new Accounts(this.#vendors, source, process.env, { now: () => new Date(), sleep });
    return new Run(
      settings,
      new Brakes(settings),
      new Journal(settings.journal),
      this.log,
      (vendor, alias) => accounts.account(vendor, alias),
      () => new Date(),
      sleep,
    );
  }
}
