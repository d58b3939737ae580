import type { Account, Identity } from "../account";
import {
  parseArguments,
  UNKNOWN,
  type CommonArguments,
  type OnDelete,
  type ParsedArguments,
} from "../arguments";
import { ConfigurationError, DecisionNeededError } from "../errors";
import type { Kind, PlanInput } from "../kind";
import type { ResolvedNames } from "../names";
import type { CommonObserved } from "../observed";
import { namesSchema, orderIntentSchema, type OrderIntent, type Lifecycle, type Recorded } from "../record";
import { registerSecret } from "../redact";
import type { DiffResult } from "../results";
import type { Options, Run } from "../run";
import { nameOf } from "../urn";
import { parseDuration } from "../wait";
import { say } from "../language/say";

/** Inputs or outputs of a resource, by key; unknown values are {@link UNKNOWN}. */
export type Properties = Readonly<Record<string, unknown>>;

/** Inputs that `check` adds; all others are the user's. */
const addedInputs: ReadonlySet<string> = new Set(["estimate"]);

/** The user's own arguments among the inputs. */
export function argumentsIn(inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).filter(([key]) => !key.startsWith("__") && !addedInputs.has(key)),
  );
}

/** The resource as its inputs describe it. */
export interface Wish<A = CommonArguments> extends ParsedArguments<A> {
  readonly urn: string;
  readonly token: string;
  readonly names: ResolvedNames;
  readonly account: Account;
  /** The option `deleteBeforeReplace`, as far as the resource's class saw it. */
  readonly deleteBeforeReplace?: boolean | undefined;
  /** What stands in state before an order of which nothing comes back; `later` when `up` is to make it. */
  readonly intent?: OrderIntent | "later" | undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Opens the account that the arguments name. An account that is not known yet is the default one for reading. */
export function accountOf(run: Run, vendor: string, alias: unknown): Account {
  return run.openAccount(vendor, typeof alias === "string" ? alias : undefined);
}

/** Reads checked inputs: in `diff`, `create` and `update` they have no faults, but may still hold unknown values. */
export function readWish(kind: Kind, run: Run, inputs: Properties): Wish {
  const parsed = parseArguments(kind.arguments, argumentsIn(inputs));
  registerSecrets(kind.secretArguments, inputs);
  const urn = textOf(inputs.__urn);
  return {
    ...parsed,
    urn,
    token: textOf(inputs.__token),
    names: namesIn(inputs),
    intent: intentIn(inputs),
    deleteBeforeReplace: run.checkedOptions.get(urn)?.deleteBeforeReplace,
    account: accountOf(run, kind.vendor, inputs.account),
  };
}

/** The options among the inputs of a `check`. They never make a difference by themselves. */
export function optionsIn({ __deleteBeforeReplace: first, __replaceOnChanges: whole }: Properties): Options {
  return {
    deleteBeforeReplace: typeof first === "boolean" ? first : undefined,
    replaceOnChanges: whole === true,
  };
}

/**
 * Registers the values of secret properties, at any depth. `connection` has none that `password` has not, and its host and user
 * stand in words for the user.
 */
export function registerSecrets(keys: readonly string[], properties: Properties): void {
  const register = (value: unknown): void => {
    if (typeof value === "string") registerSecret(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(register);
  };
  for (const key of keys) if (key !== "connection") register(properties[key]);
}

/** The names kept in inputs by an earlier `check`, without those of texts that were changed since (by a policy, after the check). */
export function namesIn(inputs: Properties): ResolvedNames {
  const names = namesSchema.safeParse(inputs.__names).data ?? {};
  return Object.fromEntries(
    Object.entries(names).filter(([key, { text }]) => inputs[key] === text || inputs[key] === UNKNOWN),
  );
}

/** A resource of which nothing is in state yet. */
export function blankRecord(wish: Wish, lifecycle: Partial<Lifecycle>, extra: Properties): Recorded {
  return {
    arguments: {},
    observed: undefined,
    lifecycle: {
      origin: "bought",
      claim: 0,
      supersedes: [],
      passwordLost: false,
      accountKey: wish.account.key,
      currency: wish.account.currency,
      ...lifecycle,
    },
    names: wish.names,
    urn: wish.urn,
    token: wish.token,
    intent: intentOf(wish),
    extra,
  };
}

/** The input of the kind's `plan`. */
export function planInput(
  wish: Wish,
  parts: {
    readonly observed: CommonObserved | undefined;
    readonly recorded: Recorded | undefined;
    readonly replacing?: CommonObserved | undefined;
    readonly catalog: unknown;
    readonly now: Date;
  },
): PlanInput {
  return {
    ...parts,
    replacing: parts.replacing,
    wanted: wish.wanted,
    unknown: wish.unknown,
    names: wish.names,
    account: wish.account,
    passwordLost: parts.recorded?.lifecycle.passwordLost ?? false,
  };
}

/**
 * Holds the account of the config against the one that a resource was bought with.
 * @throws {ConfigurationError} when they are two: never "gone", never a replacement.
 */
export function assertAccount(account: Account, recorded: Recorded): void {
  const { accountKey } = recorded.lifecycle;
  if (accountKey === undefined || accountKey === account.key) return;
  throw new ConfigurationError(
    say("{name} belongs to account {accountKey}, but the config now names {key}", {
      name: nameOf(recorded.urn),
      accountKey,
      key: account.key,
    }),
    {
      advice: say(
        "Set {vendor}:endpoint and its keys back, or name the right one of {vendor}:accounts in `account`",
        { vendor: account.vendor },
      ),
    },
  );
}

/** What a delete will do, as it is stored where a review can see it. */
export function effectiveOnDelete(
  given: OnDelete | undefined,
  isAdopted: boolean,
  run: Run,
  fallback: "refund" | "delete",
): OnDelete {
  return given ?? (isAdopted ? "keep" : (run.settings.onDelete ?? fallback));
}

const defaultTimeouts = { create: "2h", update: "1h", delete: "1h" } as const;

/** How long a resource may be waited for, in milliseconds. */
export function timeoutOf(wanted: CommonArguments, verb: keyof typeof defaultTimeouts): number {
  return parseDuration(wanted.timeouts?.[verb] ?? defaultTimeouts[verb]);
}

/** By which a run knows a service of this kind. */
export function identityOf(
  kind: { readonly type: string },
  account: Pick<Account, "key">,
  id: string,
): Identity {
  return { account, kind: kind.type, id };
}

/** Whether two values are the same to a user: order of keys does not matter, absent and undefined are the same. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const a = new Map(Object.entries(left).filter(([, value]) => value !== undefined));
  const b = new Map(Object.entries(right).filter(([, value]) => value !== undefined));
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)));
}

/** Inputs that mean nothing to anybody else. */
const hiddenInputs = ["__urn", "__token", "__intent", "__names"];

/**
 * A difference as the engine is told of it. Where it is left to the engine to compare the inputs, the engine shows these as well: so it is
 * not left to it where one of them differs, unless an option needs it.
 */
export function withoutHidden(run: Run, olds: Properties, news: Properties, result: DiffResult): DiffResult {
  const urn = textOf(news.__urn);
  const isCompared = result.changes === undefined && run.checked.has(urn);
  if (!isCompared || run.checkedOptions.get(urn)?.replaceOnChanges === true) return result;
  const isHiddenChanged = hiddenInputs.some((key) => !isSame(olds[key], news[key]));
  return isHiddenChanged ? { ...result, changes: true } : result;
}

/** @throws {DecisionNeededError} when another resource of the run holds the same service. */
export function assertSingleOwner(run: Run, service: Identity, urn: string): void {
  const other = run.met(service);
  if (other === undefined || other.urn === urn || other.urn === "") return;
  throw new DecisionNeededError(
    say("{kind} {id} is already the resource {name}", {
      kind: service.kind,
      id: service.id,
      name: nameOf(other.urn),
    }),
    {
      resource: nameOf(urn),
      advice: say("Two resources cannot be one service: remove one of them, or adopt another id"),
    },
  );
}

/** The intent among the inputs of an order; `later` in a preview, when `up` is to make it. */
export function intentIn(inputs: Properties): OrderIntent | "later" | undefined {
  return inputs.__intent === UNKNOWN ? "later" : orderIntentSchema.safeParse(inputs.__intent).data;
}

/** The intent, once it is made. */
export function intentOf({ intent }: Pick<Wish, "intent">): OrderIntent | undefined {
  return typeof intent === "object" ? intent : undefined;
}
