import { commonWant, namedWants, type OpenParts } from "./arguments";
import type { Addition, CollectionArguments, CollectionKind, Want } from "./collection-kind";
import type { CheckFailure } from "../errors";
import type { CommonObserved } from "../observed";
import { stepsOf, type Change } from "../plan";
import { inOrder, natural, type CollectionState, type Rows } from "./state";
import { lineOfAll, type Step } from "../step";
import { counted, some, wordsOfDeleted } from "./words";
import { say } from "../language/say";
import { clauses, listed } from "../language/lists";

/** The value of `maxDeletes` where none is given. */
const defaultMaxDeletes = 20;

/** What is to be done with one member, step by step. */
export interface MemberWork {
  readonly name: string;
  readonly want: Want;
  /** The member that is there; absent where it is to be added. */
  readonly observed?: CommonObserved | undefined;
  readonly order?: Addition | undefined;
  readonly steps: readonly Change[];
}

/** A member that is to be deleted. */
export interface Deletion {
  readonly name: string;
  readonly observed: CommonObserved;
  readonly step: Change;
}

/** What `planCollection` may look at: no clock and no network of its own. */
export interface CollectionInput {
  readonly wanted: Partial<CollectionArguments>;
  readonly state: CollectionState;
  /** All that the vendor lists, by name; absent where it was not asked. */
  readonly listed?: Rows | undefined;
  /** What of single members is not known yet: of that nothing is planned. */
  readonly open?: OpenParts | undefined;
  readonly now: Date;
}

export interface CollectionPlan {
  readonly additions: readonly MemberWork[];
  readonly changes: readonly MemberWork[];
  readonly deletions: readonly Deletion[];
  /** Members that cannot be added, and why. */
  readonly blocked: ReadonlyMap<string, string>;
  readonly faults: readonly CheckFailure[];
  /** All steps, as the preview is held against them. */
  readonly steps: readonly Step[];
}

/** The number behind a prefix in a name. */
function numberOf(prefix: string, name: string): number | undefined {
  const rest = name.slice(prefix.length);
  return name.startsWith(prefix) && /^\d{1,12}$/.test(rest) ? Number(rest) : undefined;
}

/** The highest number of a prefix that is or was ever used: by the collection, or by one of these names. */
export function lastNumberOf(prefix: string, state: CollectionState, names: Iterable<string>): number {
  return [...state.members.keys(), ...state.deleting.keys(), ...names].reduce(
    (last, name) => Math.max(last, numberOf(prefix, name) ?? 0),
    state.lastNumbers.get(prefix) ?? 0,
  );
}

/** The prefix and the count of a numbered collection. */
export function numberingOf(
  { numbered }: CollectionKind,
  wanted: Partial<CollectionArguments>,
): { readonly prefix: string; readonly count: number } | undefined {
  const values: Readonly<Record<string, unknown>> = { ...wanted };
  const [prefix, count] = numbered === undefined ? [] : [values[numbered.prefix], values[numbered.count]];
  return typeof prefix === "string" ? { prefix, count: typeof count === "number" ? count : 0 } : undefined;
}

/** The names of a numbered collection: those that are there, lowest numbers first, then new numbers. */
function numberedNames(
  kind: CollectionKind,
  { prefix, count }: { readonly prefix: string; readonly count: number },
  { state, listed, wanted }: CollectionInput,
): string[] {
  const there = [...state.members]
    .flatMap(([name, row]) => {
      const number = kind.misfit?.(row, wanted) === undefined ? numberOf(prefix, name) : undefined;
      return number === undefined ? [] : [{ number, name }];
    })
    .sort((a, b) => a.number - b.number)
    .slice(0, count)
    .map(({ name }) => name);
  const last = lastNumberOf(prefix, state, listed?.keys() ?? []);
  const fresh = Array.from({ length: count - there.length }, (_, index) => `${prefix}${last + 1 + index}`);
  return [...there, ...fresh];
}

/** All members as they are wanted. */
function wantsOf(kind: CollectionKind, input: CollectionInput): [name: string, want: Want][] {
  const named = namedWants(kind, input);
  const numbering = numberingOf(kind, input.wanted);
  if (named === undefined && numbering !== undefined) {
    const want = commonWant(kind, input.wanted);
    return numberedNames(kind, numbering, input).map((name) => [name, want]);
  }
  // The engine sorts keys: u1, u10, u2.
  return [...(named ?? [])].sort(([a], [b]) => natural.compare(a, b));
}

function obstacleTo(
  kind: CollectionKind,
  name: string,
  { state, listed, now }: CollectionInput,
): string | undefined {
  const { lingering, words } = kind;
  const deletedAt = state.deleting.get(name);
  if (deletedAt !== undefined && lingering !== undefined) {
    const isDue = now.getTime() - Date.parse(deletedAt) < lingering.ms;
    if (listed?.has(name) ?? isDue)
      return say(
        "it is still being deleted, which takes about {time}: the name of a deleted {one} must not be reused, choose another one",
        { time: lingering.time, one: words.one },
      );
  }
  return listed?.has(name) === true ? kind.takenWords(name) : undefined;
}

/** What is to be done, member by member. */
export function planCollection(kind: CollectionKind, input: CollectionInput): CollectionPlan {
  const { state, wanted } = input;
  const wants = wantsOf(kind, input);
  const additions: MemberWork[] = [];
  const changes: MemberWork[] = [];
  const blocked = new Map<string, string>();
  const faults: CheckFailure[] = [];
  for (const [name, want] of wants) {
    const observed = state.members.get(name);
    if (observed === undefined) {
      const obstacle = obstacleTo(kind, name, input);
      if (obstacle === undefined) additions.push(additionOf(kind, name, want, wanted));
      else blocked.set(name, obstacle);
      continue;
    }
    const misfit = kind.misfit?.(observed, wanted);
    const steps = misfit === undefined ? kind.changes(observed, want) : [];
    if (misfit !== undefined) faults.push(misfit);
    if (steps.length > 0) changes.push({ name, want, observed, steps });
  }
  const names = new Set(wants.map(([name]) => name));
  const leaving = [...state.members].flatMap(([name, row]) => (names.has(name) ? [] : [row]));
  const deletions = deletionsOf(kind, leaving);
  const words = say("{members} would be deleted", { members: counted(kind, deletions.length) });
  faults.push(...deletionFaults(deletions, words, wanted.maxDeletes));
  const steps = [...[...additions, ...changes].flatMap(stepsOf), ...deletions.map(({ step }) => step)];
  return { additions, changes, deletions, blocked, faults, steps };
}

/** Holds deletions against the most that are allowed. @param words how many there would be. */
export function deletionFaults(
  deletions: readonly Deletion[],
  words: string,
  maxDeletes = defaultMaxDeletes,
): CheckFailure[] {
  if (deletions.length <= maxDeletes) return [];
  const list = listed(deletions.map(({ name }) => name));
  const reason = say("{words}, more than {maxDeletes}: {list}. Set it to {count} if that is meant", {
    words,
    maxDeletes,
    list,
    count: deletions.length,
  });
  return [{ property: "maxDeletes", reason }];
}

/** The deletions of these members: each is held to its own name in the preview. */
export function deletionsOf(kind: CollectionKind, rows: Iterable<CommonObserved>): Deletion[] {
  return inOrder(kind, rows).map((observed) => {
    const name = kind.nameOf(observed);
    return { name, observed, step: { ...kind.deletion(observed), target: name } };
  });
}

/** An addition: no more of them are made than the preview showed. */
function additionOf(
  kind: CollectionKind,
  name: string,
  want: Want,
  wanted: Partial<CollectionArguments>,
): MemberWork {
  const { order, steps } = kind.addition(name, want, wanted);
  return { name, want, order: { ...order, limits: { ...order.limits, members: 1 } }, steps };
}

/** The plan in one line: how many, the first few, and every member that is to be deleted. */
export function wordsOf(kind: CollectionKind, { additions, changes, deletions }: CollectionPlan): string {
  const namesOf = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);
  const parts: string[] = [];
  if (additions.length > 0)
    parts.push(say("add {count} ({names})", { count: additions.length, names: some(namesOf(additions)) }));
  if (deletions.length > 0)
    parts.push(
      say("delete {count} ({names})", {
        count: deletions.length,
        names: wordsOfDeleted(kind, namesOf(deletions)),
      }),
    );
  if (changes.length > 0) {
    const lines = changes.map(({ name, steps }) => say("{name}: {line}", { name, line: lineOfAll(steps) }));
    parts.push(say("change {count} ({lines})", { count: changes.length, lines: some(lines, clauses) }));
  }
  return listed(parts);
}

/** What forbids a plan in the preview. */
export function faultsOf({ named }: CollectionKind, { faults, blocked }: CollectionPlan): CheckFailure[] {
  return [
    ...faults,
    ...[...blocked].map(([name, reason]) => ({ property: `${named.argument}.${name}`, reason })),
  ];
}
