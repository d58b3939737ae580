import { z } from "zod";
import { parseArguments } from "../arguments";
import type { Belonging, BelongingArguments, Change } from "./belonging";
import type { CommonObserved } from "../noun";
import type { Step } from "../plan";
import type { Recorded } from "../record";
import {
  accountOf,
  argumentsIn,
  deleteBeforeReplaceIn,
  isSame,
  registerSecrets,
  type Properties,
  type Wish,
} from "../flow/resource";
import type { Run } from "../run";

const hiddenSchema = z.object({
  serviceId: z.string().optional(),
  accountKey: z.string().optional(),
  origin: z.enum(["bought", "adopted", "takenOver"]).default("bought"),
  claim: z.number().default(0),
  __urn: z.string().default(""),
  __token: z.string().default(""),
  __arguments: z.array(z.string()).default([]),
});

/** The step that makes one. */
export function creationOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  wanted: Partial<A>,
): Step {
  return { kind: "create", words: `create ${noun.words(wanted)}`, applies: [], detail: undefined };
}

/** The resource as its inputs describe it. */
export function wishOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  inputs: Properties,
): Wish<A> {
  registerSecrets(noun.secrets, inputs);
  const { __urn: urn, __token: token } = inputs;
  return {
    ...parseArguments<A>(noun.arguments, argumentsIn(inputs)),
    urn: typeof urn === "string" ? urn : "",
    // It marks no purchase, but inputs and outputs carry it.
    token: typeof token === "string" ? token : "",
    deleteBeforeReplace: deleteBeforeReplaceIn(inputs),
    names: {},
    account: accountOf(run, noun.vendor, inputs.account),
  };
}

/** The values that were made at random, among any properties. */
function madeIn<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  properties: Properties,
): Properties {
  const keys = Object.keys(noun.made ?? {}).filter((key) => properties[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, properties[key]]));
}

/** A thing as state has it. */
export function recall<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  outputs: Properties,
): Recorded<A, O> {
  registerSecrets(noun.secrets, outputs);
  const { __urn: urn, __token: token, __arguments: given, ...lifecycle } = hiddenSchema.parse(outputs);
  return {
    // The values were checked against the schema before they were recorded.
    arguments: Object.fromEntries(given.map((key) => [key, outputs[key]])) as Partial<A>,
    observed: noun.observed.safeParse(outputs).data,
    lifecycle: { ...lifecycle, supersedes: [], passwordLost: false },
    names: {},
    urn,
    token,
    extra: madeIn(noun, outputs),
  };
}

/** Everything that is known of a thing, as flat outputs for state. */
export function outputsOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  { arguments: given, observed, lifecycle, extra, urn, token }: Recorded<A, O>,
): Record<string, unknown> {
  const { accountKey, origin, claim } = lifecycle;
  const hidden = {
    __urn: urn,
    __token: token,
    __arguments: Object.keys(given),
    __schema: noun.schemaVersion,
  };
  const all = { ...extra, ...given, ...observed, accountKey, origin, claim, ...hidden };
  registerSecrets(noun.secrets, all);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The arguments as it has them now; what the panel does not say is left out. */
export function liveArguments<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  observed: O,
): Properties {
  const live = Object.entries(noun.argumentsOf(observed));
  return Object.fromEntries(live.filter(([, value]) => value !== undefined));
}

/** The arguments to be in force, with random ones for those that are left out. */
export function targetOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  wanted: Partial<A>,
  made: Properties,
): { readonly target: Partial<A>; readonly made: Properties } {
  const random = Object.fromEntries(
    Object.entries(noun.made ?? {}).map(([key, make]) => [key, made[key] ?? make()]),
  );
  registerSecrets(noun.secrets, random);
  const target = { ...random, ...wanted };
  return { target, made: madeIn(noun, target) };
}

/** What is to be done with a thing that is there. */
export interface BelongingPlan {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly change: Change | undefined;
}

/**
 * Plans from what is recorded and observed.
 * @param target the arguments that are to be in force; one that is missing is not managed.
 */
export function planOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  { account, unknown }: Pick<Wish<A>, "account" | "unknown">,
  recorded: Pick<Recorded<A, O>, "arguments" | "extra" | "observed">,
  target: Partial<A>,
): BelongingPlan {
  const { observed } = recorded;
  if (observed === undefined) return { changed: [], replaces: [], change: undefined };
  const after: Properties = target;
  const before: Properties = { ...recorded.extra, ...recorded.arguments, ...liveArguments(noun, observed) };
  const isQuiet = (key: string) =>
    ["account", "tags", "timeouts"].includes(key) ||
    key.startsWith("allow") ||
    noun.onlyAtFirst?.includes(key) === true;
  const changed = [...new Set([...Object.keys(after), ...unknown])].filter(
    (key) =>
      !isQuiet(key) && (unknown.has(key) || (after[key] !== undefined && !isSame(before[key], after[key]))),
  );
  const replaces = changed.filter((key) => noun.replacedBy.includes(key));
  const isChange = replaces.length === 0 && changed.length > 0;
  return {
    changed,
    replaces,
    change: isChange ? noun.change?.(account, { observed, target, changed }) : undefined,
  };
}

/** Where a thing is not what would be made: empty when it can be taken over. */
export function differencesOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  observed: O,
  wanted: Partial<A>,
): readonly string[] {
  const live = liveArguments(noun, observed);
  return Object.entries(wanted)
    .filter(([key]) => noun.onlyLater?.includes(key) !== true && !noun.secrets.includes(key))
    .filter(([key, value]) => key in live && !isSame(live[key], value))
    .map(([key, value]) => `its ${key} is ${JSON.stringify(live[key])}, not ${JSON.stringify(value)}`);
}
