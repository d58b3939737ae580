import { Brakes } from "../core/brakes";
import { Journal } from "../core/journal";
import { Run } from "../core/run";
import type { Vendor } from "../core/vendor";
import { sleep } from "../core/wait";
import { Accounts, readRunSettings, type ConfigSource } from "./config";
import { EngineLog } from "./engine-log";

/**
 * What all resources of one plugin process share. The engine starts one process per project, hands the whole config to
 * each provider text, and asks it everything: so the first config makes the run.
 */
export class Session {
  readonly #vendors: readonly Vendor[];
  #source: ConfigSource | undefined;
  #run: Run | undefined;
  readonly log: EngineLog;

  constructor(vendors: readonly Vendor[], engineAddress: string | undefined) {
    this.#vendors = vendors;
    this.log = new EngineLog(engineAddress);
  }

  /** Takes the config. Synchronous: the engine does not wait for `configure` before the next call. */
  configure(source: ConfigSource): void {
    this.#source ??= source;
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
