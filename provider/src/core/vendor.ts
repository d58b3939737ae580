import type { z } from "zod";
import type { Lifecycle } from "./lifecycle";
import type { Account } from "./run";
import type { Sleep } from "./wait";

/** What a vendor needs of its surroundings. */
export interface Surroundings {
  readonly now: () => Date;
  readonly sleep: Sleep;
}

/** A vendor, as the list of vendors has it. */
export interface Vendor {
  /** Its folder, the prefix of its config, and the second word of its types: `zkeys`. */
  readonly name: string;
  /** Its name for people. */
  readonly title: string;
  /** The keys of an account's config. */
  readonly settings: z.ZodObject;
  readonly secretSettings: readonly string[];
  /** Opens an account. Sends nothing. @throws {ConfigurationError} */
  open(settings: unknown, alias: string, surroundings: Surroundings): Account;
  /** Its resources, by type: `BaremetalServer`. */
  readonly resources: Readonly<Record<string, Lifecycle>>;
}
