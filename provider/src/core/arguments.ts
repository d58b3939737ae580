import { z } from "zod";
import { documentedStrictObject } from "./documented";
import type { CheckFailure } from "./errors";
import { distance, nearest } from "./find";
import { durationPattern } from "./wait";
import { say } from "./language/say";
import { faultsIn, pathOf } from "./zod-faults";
import { inOurLanguage } from "./language/zod-words";

/** A value that Pulumi does not know yet in a preview. */
export const UNKNOWN: unique symbol = Symbol("unknown value");

const decimal = z
  .string()
  .regex(/^\d+(\.\d{1,2})?$/, { error: () => say('is not a decimal string such as "900.00"') });
const calendarDate = z.iso.date({ error: () => say("is not a date such as 2027-06-30") });
const duration = z
  .string()
  .regex(durationPattern, { error: () => say('is not a duration such as "90s", "30m" or "2h"') });
const triggers = z.array(z.unknown());

/** What a delete does with a paid service. */
export const onDeleteChoices = ["refund", "delete", "keep", "refundOrKeep", "refuse"] as const;
export type OnDelete = (typeof onDeleteChoices)[number];

/** Arguments of everything that is ordered from a vendor. */
export const orderArguments = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account: z.string().min(1).optional(),
  /** Id of a service that exists: it is taken over, nothing is bought. Read when the resource is created; removing it later does nothing. */
  adopt: z.string().min(1).optional(),
  /** What a delete does: `refund` (or `delete` where the vendor only deletes), `keep` (leave it until it expires), `refundOrKeep`, `refuse`. Default: `reseller:onDelete`, else `refund`; `keep` for adopted services. */
  onDelete: z.enum(onDeleteChoices).optional(),
  /** Any values; a change means "buy another": a replacement, or the word that an order of unknown outcome did not take place. */
  purchaseTriggers: triggers.optional(),
  /** Consent to a change that only another service can carry out (another product, another line): the old one goes, with all that is on it. Asked for where `reseller:requireReplaceConsent` is set. Default false. */
  allowReplace: z.boolean().optional(),
  /** Return as soon as the order is confirmed (`status: "opening"`); a later `up` does what is outstanding. Default false. */
  skipAwait: z.boolean().optional(),
  /** Kept in state only, for reports. */
  tags: z.record(z.string(), z.string()).optional(),
  /** How long to wait: `{ create: "2h" }`. Default 2h for create, 1h for update and delete. */
  timeouts: documentedStrictObject({
    /** Until it is delivered: `"90s"`, `"30m"`, `"2h"`. */
    create: duration.optional(),
    /** For all steps of an update. */
    update: duration.optional(),
    /** Until it is gone. */
    delete: duration.optional(),
  }).optional(),
};

/** Arguments of everything that is paid for by the month. */
export const termArguments = {
  /** Term of the purchase, in months. Default 1. Editing it later does nothing: use `renewUntil`. */
  months: z.int().min(1).max(120).optional(),
  /** Paid through that day (`YYYY-MM-DD`, in the vendor's zone): a purchase buys the term that reaches it, later the missing months are renewed. */
  renewUntil: calendarDate.optional(),
  /** Rolling: when fewer than `whenDaysLeft` days are left at an `up`, one renewal of at least `months`; after the end, as many as bring it back. Excludes `renewUntil`. */
  keepPaid: documentedStrictObject({
    /** Renews when fewer days than this are left. */
    whenDaysLeft: z.int().min(1).max(366),
    /** Renews for so many months at least. */
    months: z.int().min(1).max(120),
  }).optional(),
  /** The most that a month may cost (decimal string, in the account's currency): limits purchases and upgrades, never renewals. */
  maxMonthlyPrice: decimal.optional(),
  /** Consent to a replacement that gives the old service back, with all that is on it, before the new one is bought (`deleteBeforeReplace`). Default false. */
  allowDeleteBeforeReplace: z.boolean().optional(),
  /** The most that a month may cost at a renewal (decimal string). */
  maxRenewalPrice: decimal.optional(),
};

/** Arguments of everything that is a machine. */
export const machineArguments = {
  /** Consent to erase the disks: `true`, or the name of the image consented to. Default false. */
  allowReinstall: z.union([z.boolean(), z.string().min(1)]).optional(),
  /** Consent to stop and start the machine where an operation needs it. Default false. */
  allowPowerCycle: z.boolean().optional(),
  /** Any values; a change reinstalls the machine: erases all disks. */
  reinstallTriggers: triggers.optional(),
  /** Any values; a change restarts the machine. */
  rebootTriggers: triggers.optional(),
  /** Any values; a change sets the password anew (the given one, or a random one). */
  passwordTriggers: triggers.optional(),
  /** `running` or `stopped`; the power is not managed when unset. */
  powerState: z.enum(["running", "stopped"]).optional(),
  /** Secret. A change resets it in place. Unset: made at random at the purchase and kept as a secret output. */
  password: z.string().min(1).optional(),
};

/** What the flow itself reads of the arguments of any kind. */
export interface CommonArguments {
  readonly account?: string | undefined;
  readonly adopt?: string | undefined;
  readonly onDelete?: OnDelete | undefined;
  readonly purchaseTriggers?: readonly unknown[] | undefined;
  readonly skipAwait?: boolean | undefined;
  readonly timeouts?:
    { create?: string | undefined; update?: string | undefined; delete?: string | undefined } | undefined;
  readonly allowReinstall?: boolean | string | undefined;
  readonly allowPowerCycle?: boolean | undefined;
  readonly allowReplace?: boolean | undefined;
  readonly allowDeleteBeforeReplace?: boolean | undefined;
  readonly powerState?: "running" | "stopped" | undefined;
  readonly renewUntil?: string | undefined;
  readonly keepPaid?: { readonly whenDaysLeft: number; readonly months: number } | undefined;
  readonly maxMonthlyPrice?: string | undefined;
  readonly maxRenewalPrice?: string | undefined;
  readonly password?: string | undefined;
  readonly passwordTriggers?: readonly unknown[] | undefined;
}

/** The arguments that are sound, those that are not known yet, and everything that is wrong. */
export interface ParsedArguments<A = CommonArguments> {
  readonly wanted: Partial<A>;
  /** Top-level arguments that are unknown, or unknown in some part. */
  readonly unknown: ReadonlySet<string>;
  readonly faults: readonly CheckFailure[];
}

/** Whether a value is unknown, or unknown in some part. */
export function containsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}

/** Why an argument has no value although one was given. */
export const missingReason = () =>
  say(
    "is missing: the output that it comes from turned out to have no value, and without it something else would be meant",
  );

/** Where an argument has a value that is none. In triggers, any value is one. */
function missingIn(value: unknown, path: readonly PropertyKey[]): CheckFailure[] {
  if (value === null) return [{ property: pathOf(path), reason: missingReason() }];
  if (typeof value !== "object") return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => missingIn(inner, [...path, key]));
}

/** Reads arguments against a schema, one by one, so that what is not known yet does not hide what is wrong elsewhere. */
export function parseArguments<A = CommonArguments>(
  schema: z.ZodObject,
  given: Readonly<Record<string, unknown>>,
): ParsedArguments<A> {
  const unknown = new Set(Object.keys(given).filter((key) => containsUnknown(given[key])));
  const missing = Object.entries(given).flatMap(([key, value]) =>
    key.endsWith("Triggers") ? [] : missingIn(value, [key]),
  );
  const absent = new Set([...unknown, ...missing.map(argumentOf)]);
  const known = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !absent.has(key) && value !== undefined),
  );
  const result = schema.safeParse(known, { ...inOurLanguage, reportInput: true });
  if (result.success && missing.length === 0)
    return { wanted: result.data as Partial<A>, unknown, faults: [] };
  const issues = (
    result.success ? [] : faultsIn(result.error, say("is not an argument of this resource"))
  ).map((fault) => {
    const like = fault.property in given ? likeness(fault.property, Object.keys(schema.shape)) : undefined;
    return like === undefined
      ? fault
      : { ...fault, reason: say("is not an argument of this resource; the nearest is {like}", { like }) };
  });
  const faults = [...missing, ...issues.filter((fault) => !absent.has(fault.property))];
  const wrong = new Set(faults.map(argumentOf));
  const sound = Object.fromEntries(
    Object.entries(known).filter(([key]) => key in schema.shape && !wrong.has(key)),
  );
  return { wanted: schema.partial().parse(sound) as Partial<A>, unknown, faults };
}

/** The argument that a key which is none was probably meant to be: it differs in few letters. */
function likeness(key: string, names: readonly string[]): string | undefined {
  const like = names.includes(key) ? undefined : nearest(key, names);
  return like !== undefined && distance(like, key) <= key.length / 3 ? like : undefined;
}

/** The argument that a fault is in: `identity` for `identity.mobile`. */
export function argumentOf(fault: CheckFailure): string {
  return fault.property.split(/[.[]/)[0] ?? "";
}
