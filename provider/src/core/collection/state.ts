import { z } from "zod";
import type { CollectionWish } from "./arguments";
import type { CollectionKind } from "./collection-kind";
import { assertAccount, blankRecord, registerSecrets, type Properties } from "../flow/resource";
import type { CommonObserved } from "../observed";

const hidden = z.object({
  accountKey: z.string().optional(),
  /** When the deletion of a name was accepted. */
  __deleting: z.record(z.string(), z.string()).default({}),
  /** The highest number that was ever used, by prefix. */
  __lastNumbers: z.record(z.string(), z.number()).default({}),
  __claim: z.number().default(0),
  __arguments: z.array(z.string()).default([]),
});

/** Members, or all that the vendor lists, by name. Maps, because a name may be `constructor`. */
export type Rows = ReadonlyMap<string, CommonObserved>;

/** A collection as it is known: at any moment it can be saved as it is. */
export interface CollectionState {
  readonly members: Rows;
  /** When the deletion of a name was accepted, where the vendor takes its time. */
  readonly deleting: ReadonlyMap<string, string>;
  /** The highest number that was ever used, by prefix. */
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** Raised by each take-over, so that the delete of an older entry in state leaves the members alone. */
  readonly claim: number;
  readonly accountKey: string | undefined;
}

export const emptyState: CollectionState = {
  members: new Map(),
  deleting: new Map(),
  lastNumbers: new Map(),
  claim: 0,
  accountKey: undefined,
};

/** Compares names as people do: u2 before u10. */
export const natural = new Intl.Collator("en", { numeric: true });

/** Rows by name. */
export function byName(kind: CollectionKind, rows: readonly CommonObserved[]): Rows {
  return new Map(rows.map((row) => [kind.nameOf(row), row]));
}

/** Rows in the order of their names, whatever order the engine stores them in. */
export function inOrder(kind: CollectionKind, rows: Iterable<CommonObserved>): readonly CommonObserved[] {
  return [...rows].sort((a, b) => natural.compare(kind.nameOf(a), kind.nameOf(b)));
}

/** Reads outputs as an earlier `create`, `update` or `read` of any version wrote them. */
export function recall(kind: CollectionKind, outputs: Properties): CollectionState {
  registerSecrets(kind.secretOutputs, outputs);
  const { accountKey, __deleting, __lastNumbers, __claim } = hidden.parse(outputs);
  return {
    members: byName(kind, kind.membersIn(outputs)),
    deleting: new Map(Object.entries(__deleting)),
    lastNumbers: new Map(Object.entries(__lastNumbers)),
    claim: __claim,
    accountKey,
  };
}

/** The arguments that were recorded with outputs. */
export function recordedArguments(outputs: Properties): Properties {
  return Object.fromEntries(hidden.parse(outputs).__arguments.map((key) => [key, outputs[key]]));
}

/** @throws {ConfigurationError} when the config names another account than the one that a state is of. */
export function assertOwnAccount(wish: CollectionWish, { accountKey }: CollectionState): void {
  assertAccount(wish.account, blankRecord(wish, { accountKey }, {}));
}

/** The members of a state as the list has them: what is gone is no longer one of them. */
export function refreshed(kind: CollectionKind, state: CollectionState, listed: Rows): CollectionState {
  const rows = [...state.members.keys()].flatMap((name) => listed.get(name) ?? []);
  const deleting = [...state.deleting].filter(([name]) => listed.has(name));
  return { ...state, members: byName(kind, rows), deleting: new Map(deleting) };
}

/** Everything a collection has, as outputs for state. */
export function remember(
  kind: CollectionKind,
  state: CollectionState,
  given: Properties,
  { account, token, urn }: CollectionWish,
): Record<string, unknown> {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const outputs = {
    ...known,
    serviceId: token,
    status: "ready",
    origin: "bought",
    accountKey: account.key,
    ...kind.outputsOf(inOrder(kind, state.members.values())),
    __urn: urn,
    __token: token,
    __arguments: Object.keys(known),
    __deleting: Object.fromEntries(state.deleting),
    __lastNumbers: Object.fromEntries(state.lastNumbers),
    __claim: state.claim,
    __schema: kind.schemaVersion,
  };
  registerSecrets(kind.secretOutputs, outputs);
  return outputs;
}
