import type { CollectionWish } from "./arguments";
import { askedOf, takeOver } from "./claims";
import type { CollectionKind } from "./collection-kind";
import { Effort } from "./effort";
import {
  DriftError,
  HalfDoneError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  type ErrorFacts,
  type ResellerError,
} from "../errors";
import { refuseFaults } from "../flow/planning";
import type { Properties } from "../flow/resource";
import { oldestListForOrderMs } from "../order/look-first";
import { beyondPlan } from "../plan";
import { lastNumberOf, numberingOf, planCollection, type CollectionPlan } from "./plan";
import type { Run } from "../run";
import { byName, refreshed, remember, type CollectionState, type Rows } from "./state";
import { lineOf, type Step } from "../step";
import { nameOf } from "../urn";
import { counted, reasonsOf, some } from "./words";
import { say } from "../language/say";
import { clauses } from "../language/lists";

/** What the parts of one `up` share. */
interface Work {
  readonly kind: CollectionKind;
  readonly run: Run;
  readonly wish: CollectionWish;
  /** The arguments as they are to be recorded. */
  readonly given: Properties;
}

/**
 * Looks, adds and changes what differs, and deletes at the end. Each member has its own outcome, and the list has the last word
 * about it.
 * @param shown what `check` or `diff` said: no other member is deleted, and no more are added.
 * @throws {HalfDoneError} when some members are not done: those that are stay in state.
 */
export async function bring(
  work: Work,
  before: CollectionState,
  shown: readonly Step[],
): Promise<Record<string, unknown>> {
  const { kind, run, wish, given } = work;
  const { wanted, urn } = wish;
  const inventory = kind.inventory(wish.account);
  const listed = byName(kind, await inventory.all(oldestListForOrderMs));
  const known = await takeOver(kind, run, wish, refreshed(kind, before, listed), listed);
  const plan = planCollection(kind, { wanted, state: known, listed, now: run.now() });
  assertShown(shown, plan, nameOf(urn));
  refuseFaults(plan.faults, nameOf(urn));
  const state = numbered(work, known, plan);
  const effort = new Effort(kind, run, wish);
  await effort.addAndChange(plan);
  await effort.delete(plan.deletions);
  const left = withDeletions(work, state, effort);
  let after: Rows;
  try {
    after = plan.steps.length === 0 ? listed : byName(kind, await inventory.allNow());
  } catch (error) {
    // What was added is known again by what it carries.
    const staying = [...state.members].filter(([name]) => !effort.deleted.has(name));
    throw halfDone(work, { ...left, members: new Map(staying) }, messageOf(error), { cause: error });
  }
  const reached = { ...left, members: membersIn(work, state, plan, effort, after) };
  const failures = failuresOf(kind, plan, reached, effort.failures);
  if (failures.size > 0) throw failure(work, reached, failures, before.members.size > 0);
  return remember(kind, reached, given, wish);
}

function assertShown(shown: readonly Step[], plan: CollectionPlan, resource: string): void {
  const beyond = beyondPlan(shown, plan.steps).map(lineOf);
  if (beyond.length === 0) return;
  const what = say("it would now take what the preview did not show: {steps}", {
    steps: some(beyond, clauses),
  });
  const advice = say("Nothing was sent. Run `pulumi refresh` and review the preview");
  throw new DriftError(what, { resource, advice });
}

/** Remembers the numbers that are about to be used, whatever becomes of them. */
function numbered(
  { kind, wish }: Work,
  state: CollectionState,
  { additions }: CollectionPlan,
): CollectionState {
  const numbering = numberingOf(kind, wish.wanted);
  if (numbering === undefined) return state;
  const { prefix } = numbering;
  const names = additions.map(({ name }) => name);
  const last = lastNumberOf(prefix, state, names);
  return { ...state, lastNumbers: new Map([...state.lastNumbers, [prefix, last]]) };
}

/** Remembers what is on its way out. */
function withDeletions({ kind, run }: Work, state: CollectionState, { deleted }: Effort): CollectionState {
  if (kind.lingering === undefined) return state;
  const accepted = [...deleted].map((name): [string, string] => [name, run.now().toISOString()]);
  return { ...state, deleting: new Map([...state.deleting, ...accepted]) };
}

/** The members as the list has them in the end: those of before, and those that carry what they were added with. */
function membersIn(
  { kind, wish }: Work,
  state: CollectionState,
  { additions }: CollectionPlan,
  { deleted, accepted }: Effort,
  after: Rows,
): Rows {
  const added = new Map(additions.map(({ name, want }) => [name, want]));
  const members = [...state.members.keys(), ...added.keys()].flatMap((name) => {
    const row = after.get(name);
    if (row === undefined || deleted.has(name)) return [];
    const isMine = state.members.has(name) || kind.carries(row, askedOf(wish, name, added.get(name)));
    return isMine ? [{ ...row, ...accepted.get(name) }] : [];
  });
  return byName(kind, members);
}

/** What is not as it should be, and why. */
function failuresOf(
  kind: CollectionKind,
  { additions, changes, deletions, blocked }: CollectionPlan,
  { members }: CollectionState,
  errors: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const failures = new Map<string, unknown>(
    [...blocked].map(([name, reason]) => [name, new RefusedError(reason)]),
  );
  const add = (name: string) =>
    failures.set(
      name,
      errors.get(name) ?? new RefusedError(say("it was accepted, but the list does not show it")),
    );
  for (const { name, want } of [...additions, ...changes]) {
    const row = members.get(name);
    if (row === undefined || kind.changes(row, want).length > 0) add(name);
  }
  for (const { name } of deletions) if (members.has(name)) add(name);
  return failures;
}

function halfDone(
  { kind, wish, given }: Work,
  state: CollectionState,
  what: string,
  facts: ErrorFacts,
): HalfDoneError {
  const { urn, token } = wish;
  const outputs = remember(kind, state, given, wish);
  return new HalfDoneError(token, outputs, what, { ...facts, resource: nameOf(urn) });
}

function failure(
  work: Work,
  reached: CollectionState,
  failures: ReadonlyMap<string, unknown>,
  wasThere: boolean,
): ResellerError {
  const { kind, wish } = work;
  const what = say("{members} not done, {count} in state: {reasons}", {
    members: counted(kind, failures.size),
    count: reached.members.size,
    reasons: reasonsOf(failures),
  });
  const advice = say("Run `pulumi up` again: it looks first, and goes on with these");
  const isAnythingThere =
    wasThere ||
    reached.members.size > 0 ||
    [...failures.values()].some((error) => !isCertainlyNotDone(error));
  if (isAnythingThere) return halfDone(work, reached, what, { advice });
  return new RefusedError(what, { resource: nameOf(wish.urn) });
}
