import { z } from "zod";
import {
  argumentOf,
  orderArguments,
  parseArguments,
  UNKNOWN,
  type ParsedArguments,
} from "../../core/arguments";
import { documentedStrictObject } from "../../core/documented";
import type { CheckFailure } from "../../core/errors";
import { accountOf, argumentsIn, type Properties, type Wish } from "../../core/flow/resource";
import { registerSecret } from "../../core/redact";
import type { Run } from "../../core/run";
import { proxyAccountArguments } from "../proxy-account/arguments";

const { account, onDelete, tags } = orderArguments;
const { password, productType, remark, trafficLimitGb, enabled } = proxyAccountArguments.shape;

/** What one account of a set can have of its own. */
const ownArguments = documentedStrictObject({
  /** Secret. Letters and digits. A change sets it in place (`change-password`). Default: made from the resource's token with the customer's key. */
  password,
  /** At most 64 Latin or 32 Chinese characters. A change sets it in place (`change-remark`). Default: the set's. */
  remark,
  /** Traffic limit in GB, 0 (unlimited) to 102400. A change sets it in place (`change-limit`). Default: the set's. */
  trafficLimitGb,
  /** Whether it works. A change enables or disables it in place. Not managed when unset: a new account is enabled. */
  enabled,
});

/** All that a `ProxyAccountSet` takes. By itself, because editors show its doc comments. */
export const proxyAccountSetShape = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account,
  /** What a delete of the whole set does: `delete` (default), `keep` or `refuse`. */
  onDelete,
  /** Kept in state only, for reports. */
  tags,
  /** The accounts, by username (letters and digits). A name that comes is added, one that goes is deleted. Never reuse the name of a deleted account. */
  accounts: z.record(z.string(), ownArguments).optional(),
  /** Usernames are this and a number: letters and digits, a letter at the end. Numbers start at 1, and none is used twice. A change deletes all accounts and adds others. */
  usernamePrefix: z
    .string()
    .regex(/^[A-Za-z0-9]*[A-Za-z]$/, "must consist of letters and digits, with a letter at the end")
    .optional(),
  /** How many accounts of that prefix, 0 to 100000. More adds some; fewer deletes those with the highest numbers. */
  count: z.int().min(0).max(100_000).optional(),
  /** Which packages they draw on. With `usernamePrefix` a change deletes all accounts and adds others; with `accounts` it comes only with other names. */
  productType,
  /** Remark of all accounts that have none of their own: at most 64 Latin or 32 Chinese characters. A change takes a request for each account. Not managed when unset. */
  remark,
  /** Traffic limit in GB of all accounts that have none of their own, 0 (unlimited) to 102400. It takes a request for each account. Not managed when unset: a new account is unlimited. */
  trafficLimitGb,
  /** The most accounts that one `up` may delete; more fails in the preview. Deleting the whole resource is not limited. Default 20. */
  maxDeletes: z.int().min(0).optional(),
};

/** The arguments of a `ProxyAccountSet`: either `accounts`, or `usernamePrefix` and `count`. */
export const proxyAccountSetArguments = z.strictObject({ ...proxyAccountSetShape });

/** Arguments as checked. */
export type ProxyAccountSetArguments = z.output<typeof proxyAccountSetArguments>;

/** What one account has of its own. */
export type OwnKey = keyof z.output<typeof ownArguments>;
const ownKeys = Object.keys(ownArguments.shape) as readonly OwnKey[];

/** What of single accounts is not known yet, by username. */
export type OpenParts = ReadonlyMap<string, ReadonlySet<OwnKey>>;

interface ParsedSet extends ParsedArguments<ProxyAccountSetArguments> {
  /** Of accounts whose names are known: these are not among what is unknown. */
  readonly open: OpenParts;
}
export type SetWish = Wish<ProxyAccountSetArguments> & Pick<ParsedSet, "open">;

/** The value of `maxDeletes` where none is given. */
export const defaultMaxDeletes = 20;

const withPassword = z.looseObject({ password: z.string() });

/** Registers the passwords in the arguments, also in those that are wrong elsewhere. */
function registerPasswords(given: Properties): void {
  if (typeof given.accounts !== "object" || given.accounts === null) return;
  for (const own of Object.values(given.accounts)) {
    const read = withPassword.safeParse(own);
    if (read.success) registerSecret(read.data.password);
  }
}

/** The arguments among the inputs of a set. What is not known yet of one account hides neither its name nor the other accounts. */
export function parse(inputs: Properties): ParsedSet {
  registerPasswords(inputs);
  const { accounts, open } = withoutUnknown(inputs.accounts);
  const given = { ...argumentsIn(inputs), accounts };
  const parsed = parseArguments<ProxyAccountSetArguments>(proxyAccountSetArguments, given);
  return { ...parsed, open, faults: [...parsed.faults, ...nameFaults(inputs.accounts)] };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The accounts with what is known of them, and what is not. */
function withoutUnknown(accounts: unknown): { readonly accounts: unknown; readonly open: OpenParts } {
  const open = new Map<string, ReadonlySet<OwnKey>>();
  if (!isRecord(accounts)) return { accounts, open };
  const known = Object.entries(accounts).map(([username, own]): [string, unknown] => {
    if (own === UNKNOWN) open.set(username, new Set(ownKeys));
    if (!isRecord(own)) return [username, own === UNKNOWN ? {} : own];
    const parts = ownKeys.filter((key) => own[key] === UNKNOWN);
    if (parts.length === 0) return [username, own];
    open.set(username, new Set(parts));
    return [username, Object.fromEntries(Object.entries(own).filter(([, value]) => value !== UNKNOWN))];
  });
  return { accounts: Object.fromEntries(known), open };
}

/** Everything that is not known yet, in the words of the preview. */
export function unknownOf({ unknown, open }: Pick<SetWish, "unknown" | "open">): string[] {
  const parts = [...open].flatMap(([username, keys]) =>
    keys.size === ownKeys.length
      ? [`accounts.${username}`]
      : [...keys].map((key) => `accounts.${username}.${key}`),
  );
  return [...unknown, ...parts];
}

/** Faults in usernames, also where there are others in what stands under them. */
function nameFaults(accounts: unknown): CheckFailure[] {
  if (typeof accounts !== "object" || accounts === null) return [];
  return Object.keys(accounts)
    .filter((name) => !/^[A-Za-z0-9]+$/.test(name))
    .map((name) => ({
      property: `accounts.${name}`,
      reason: "a username must consist of letters and digits",
    }));
}

/** Reads the inputs of a set. @throws {ConfigurationError} when its account is not configured. */
export function readWish(run: Run, inputs: Properties): SetWish {
  return {
    ...parse(inputs),
    urn: typeof inputs.__urn === "string" ? inputs.__urn : "",
    token: typeof inputs.__token === "string" ? inputs.__token : "",
    names: {},
    account: accountOf(run, "proxy911", inputs.account),
  };
}

/** Faults in how arguments go together. */
export function rules(parsed: ParsedArguments<ProxyAccountSetArguments>): CheckFailure[] {
  const { wanted } = parsed;
  // What is wrong or not known yet is there all the same.
  const there = new Set([...parsed.unknown, ...parsed.faults.map(argumentOf)]);
  const has = (key: keyof ProxyAccountSetArguments) => wanted[key] !== undefined || there.has(key);
  const faults: CheckFailure[] = [];
  // What is to limit the deletions of `up` must do so in the preview.
  if (parsed.unknown.has("maxDeletes"))
    faults.push({
      property: "maxDeletes",
      reason: "must be known in the preview, where deletions are held to it",
    });
  if (has("accounts")) {
    for (const key of ["usernamePrefix", "count"] as const)
      if (has(key)) faults.push({ property: key, reason: "does not go together with `accounts`" });
    return faults;
  }
  if (!has("usernamePrefix") && !has("count"))
    return [...faults, { property: "accounts", reason: "is required, or `usernamePrefix` and `count`" }];
  if (!has("count")) faults.push({ property: "count", reason: "is required with `usernamePrefix`" });
  if (!has("usernamePrefix")) faults.push({ property: "usernamePrefix", reason: "is required with `count`" });
  return faults;
}
