import { z } from "zod";
import type { Account } from "./account";
import type { CollectionKind } from "./collection/collection-kind";
import { collectionLifecycle } from "./collection/collection-lifecycle";
import type { Probe } from "./examination";
import { lifecycleOf } from "./flow/flow";
import type { HttpClientOptions } from "./http/http";
import type { Kind } from "./kind";
import type { Lifecycle } from "./lifecycle";
import { markEndings } from "./observed";
import type { VendorOperations } from "./operations/operation";
import { orderMarkOf } from "./order/order-mark";
import { registerSecret } from "./redact";
import type { Sleep } from "./wait";

/** What can be chosen from, by what it is: `{ zone: […], line: […] }`. Rows have a `guid` or an `id`, and mostly a `name`. */
export type Offers = Readonly<Record<string, readonly object[]>>;

/** What a vendor needs of its surroundings. */
export interface Surroundings {
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** Is told of every reply of the panel: for who examines an account. */
  readonly onReply?: HttpClientOptions["onReply"];
}

/** Config keys that the accounts of every vendor have. */
export const accountSettings = {
  /** The zone of the vendor's wall. */
  timeZone: z.string().default("Asia/Shanghai"),
  /** The currency of its prices. */
  currency: z.string().default("CNY"),
  /** Least time between the starts of two requests, in milliseconds. */
  minIntervalMs: z.coerce.number().min(0).default(0),
  /** The longest time for one call, in seconds. A write that takes longer is of unknown outcome. */
  timeoutSeconds: z.coerce.number().positive().max(600).default(30),
  /** Allows an `http:` endpoint that is not on this machine. */
  allowInsecureHttp: z.boolean().default(false),
  /** A lasting name, where the address (or the key) changes: used in its place to tell accounts apart. */
  panelName: z.string().min(1).optional(),
};

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
  /**
   * What shows whether an account can be worked with: cheap reads, one question each, the first of which every account must answer.
   * Default: nothing is known to ask.
   */
  readonly probes?: (account: Account) => readonly Probe[];
  /** Everything that an account may choose from, nothing of it secret. Default: the vendor lists nothing. */
  readonly offers?: (account: Account) => Promise<Offers>;
  /** What its kinds say of themselves. */
  readonly kinds: readonly Kind[];
  /** The same for many things of a kind as one resource. */
  readonly collections: readonly CollectionKind[];
  /** Its resources, by type: `BaremetalServer`. */
  readonly resources: Readonly<Record<string, Lifecycle>>;
  /** All operations that it documents, loaded when they are asked for: programs of resources never use them. */
  readonly operations: () => Promise<VendorOperations>;
}

/** How a vendor describes itself. */
interface VendorDescription<Settings> extends Omit<
  Vendor,
  "settings" | "open" | "resources" | "collections"
> {
  readonly settings: z.ZodObject & z.ZodType<Settings>;
  readonly secretSettings: readonly (keyof Settings & string)[];
  /** Tells an account from every other one, whatever it is called in the config. */
  readonly keyOf: (settings: Settings) => string;
  /** What is wrong with settings that work, in words. Default: nothing is. */
  readonly cautions?: (settings: Settings) => readonly string[];
  /** Default: none. */
  readonly collections?: readonly CollectionKind[];
  /** Makes what all resources of an account share. */
  readonly begin: (settings: Settings, surroundings: Surroundings) => unknown;
}

/** What is registered for a kind: itself, and the mark of its orders where a vendor gives nothing of ours back. */
function resourcesOf(kind: Kind): [type: string, lifecycle: Lifecycle][] {
  const own: [string, Lifecycle] = [kind.type, lifecycleOf(kind)];
  if (kind.ordering.untraceable === undefined) return [own];
  return [own, [`${kind.type}${markEndings.type}`, orderMarkOf(kind)]];
}

/** A vendor from its description. */
export function defineVendor<Settings extends { readonly currency: string; readonly timeZone: string }>(
  description: VendorDescription<Settings>,
): Vendor {
  const { name, title, secretSettings, keyOf, begin, kinds, collections = [] } = description;
  return {
    name,
    title,
    settings: description.settings,
    secretSettings,
    ...(description.probes === undefined ? {} : { probes: description.probes }),
    ...(description.offers === undefined ? {} : { offers: description.offers }),
    kinds,
    collections,
    operations: description.operations,
    resources: Object.fromEntries([
      ...kinds.flatMap(resourcesOf),
      ...collections.map((kind) => [kind.type, collectionLifecycle(kind)] as const),
    ]),
    open(given, alias, surroundings) {
      const settings = description.settings.parse(given);
      for (const key of secretSettings) {
        const secret = settings[key];
        if (typeof secret === "string") registerSecret(secret);
      }
      return {
        vendor: name,
        alias,
        key: keyOf(settings),
        currency: settings.currency,
        timeZone: settings.timeZone,
        cautions: description.cautions?.(settings) ?? [],
        session: begin(settings, surroundings),
      };
    },
  };
}
