import type { SetWish } from "./arguments";
import { findClaims, livingOf } from "./claims";
import {
  DriftError,
  HalfDoneError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  type ResellerError,
  type ErrorFacts,
} from "../../core/errors";
import { refuseFaults } from "../../core/flow/planning";
import { identityOf } from "../../core/flow/resource";
import { oldestListForOrderMs } from "../../core/order/look-first";
import { beyondPlan } from "../../core/plan";
import { lineOf, type Step } from "../../core/step";
import { nameOf } from "../../core/urn";
import { Effort, type SetWork } from "./effort";
import { counted, lastNumberOf, planSet, reasonsOf, some, type SetPlan } from "./plan";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { changes } from "../proxy-account/plan";
import { proxyAccount } from "../proxy-account/proxy-account";
import { remember, type SetState } from "./state";

type Rows = ReadonlyMap<string, ProxyAccountObserved>;

export function byName(rows: readonly ProxyAccountObserved[]): Rows {
  return new Map(rows.map((row) => [row.username, row]));
}

/** The accounts of a state as the list has them: what is gone is no longer one of them. */
export function refreshed(state: SetState, listed: Rows): SetState {
  const rows = [...state.members.keys()].flatMap((name) => listed.get(name) ?? []);
  const deleting = [...state.deleting].filter(([name]) => listed.has(name));
  return { ...state, members: byName(rows), deleting: new Map(deleting) };
}

/** Takes over what an interrupted run added. */
async function takeOver({ run, session, wish }: SetWork, state: SetState, listed: Rows): Promise<SetState> {
  const claims = findClaims(run, session, wish, state, listed.values());
  if (claims.length === 0) return state;
  const living = byName(await livingOf(session, claims));
  const leaving = claims.filter(({ username }) => !living.has(username));
  const now = run.now();
  for (const name of living.keys()) run.takeOver(identityOf(proxyAccount, wish.account, name));
  if (living.size > 0) {
    const words = `took over ${living.size} that an interrupted run added (${some([...living.keys()], ", ")}). Those that were deleted in the last minutes go all the same: run \`pulumi refresh\` in five minutes`;
    run.voice.say(wish.urn, words, "info");
  }
  const since = leaving.map(({ username }) => [username, now.toISOString()] as const);
  return {
    ...state,
    claim: living.size > 0 ? now.getTime() : state.claim,
    members: new Map([...state.members, ...living]),
    deleting: new Map([...state.deleting, ...since]),
  };
}

/** Remembers the numbers that are about to be used, whatever becomes of them. */
function numbered(state: SetState, { wanted }: SetWish, names: readonly string[]): SetState {
  const { usernamePrefix: prefix } = wanted;
  if (prefix === undefined) return state;
  const last = lastNumberOf(prefix, state, names);
  return { ...state, lastNumbers: new Map([...state.lastNumbers, [prefix, last]]) };
}

function holdToShown(shown: readonly Step[], plan: SetPlan, resource: string): void {
  const beyond = beyondPlan(shown, plan.steps).map(lineOf);
  if (beyond.length === 0) return;
  const what = `it would now take what the preview did not show: ${some(beyond, "; ")}`;
  const advice = "Nothing was sent. Run `pulumi refresh` and review the preview";
  throw new DriftError(what, { resource, advice });
}

/**
 * Looks, adds and changes what differs, and deletes at the end. Each account has its own outcome, and the list has the last
 * word about it.
 * @param shown what `check` or `diff` said: no other account is deleted, and no more are added.
 * @throws {HalfDoneError} when some accounts are not done: those that are stay in state.
 */
export async function bring(
  work: SetWork,
  before: SetState,
  shown: readonly Step[],
): Promise<Record<string, unknown>> {
  const { run, session, wish } = work;
  const { wanted, urn } = wish;
  const listed = byName(await session.accounts.all(oldestListForOrderMs));
  const known = await takeOver(work, refreshed(before, listed), listed);
  const plan = planSet({ wanted, state: known, listed, now: run.now() });
  holdToShown(shown, plan, nameOf(urn));
  refuseFaults(plan.faults, nameOf(urn));
  const added = plan.additions.map(({ wish: { username } }) => username);
  const state = numbered(known, wish, added);
  const effort = new Effort(work);
  await effort.addAndChange(plan);
  await effort.delete(plan.deletions);
  const accepted = [...effort.deleted].map((name): [string, string] => [name, run.now().toISOString()]);
  const deleting = new Map([...state.deleting, ...accepted]);
  let after: Rows;
  try {
    after = plan.steps.length === 0 ? listed : byName(await session.accounts.allNow());
  } catch (error) {
    // What was added is found again by its password.
    const staying = [...state.members].filter(([name]) => !effort.deleted.has(name));
    throw halfDone(work, { ...state, members: new Map(staying), deleting }, messageOf(error), {
      cause: error,
    });
  }
  const isMine = (row: ProxyAccountObserved): boolean =>
    state.members.has(row.username) || row.password === effort.passwords.get(row.username);
  const members = [...state.members.keys(), ...added].flatMap((name) => {
    const row = after.get(name);
    if (row === undefined || effort.deleted.has(name) || !isMine(row)) return [];
    // The list may show a switch only when the network obeys, some minutes later.
    const enabled = effort.switched.get(name) ?? row.enabled;
    return [{ ...row, enabled }];
  });
  const reached: SetState = { ...state, members: byName(members), deleting };
  const failures = failuresOf(plan, reached, effort.failures);
  if (failures.size > 0) throw failure(work, reached, failures, before.members.size > 0);
  return remember(reached, work.given, wish);
}

/** What is not as it should be, and why. */
function failuresOf(
  plan: SetPlan,
  reached: SetState,
  errors: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const failures = new Map<string, unknown>(
    [...plan.blocked].map(([name, reason]) => [name, new RefusedError(reason)]),
  );
  const add = (name: string) =>
    failures.set(
      name,
      errors.get(name) ?? new RefusedError("it was accepted, but the list does not show it"),
    );
  for (const { wish } of [...plan.additions, ...plan.changes]) {
    const row = reached.members.get(wish.username);
    if (row === undefined || changes(row, wish).length > 0) add(wish.username);
  }
  for (const { target = "" } of plan.deletions) if (reached.members.has(target)) add(target);
  return failures;
}

function halfDone({ wish, given }: SetWork, state: SetState, what: string, facts: ErrorFacts): HalfDoneError {
  const { urn, token } = wish;
  return new HalfDoneError(token, remember(state, given, wish), what, { ...facts, resource: nameOf(urn) });
}

function failure(
  work: SetWork,
  reached: SetState,
  failures: ReadonlyMap<string, unknown>,
  wasThere: boolean,
): ResellerError {
  const what = `${counted(failures.size)} not done, ${reached.members.size} in state: ${reasonsOf(failures)}`;
  const advice = "Run `pulumi up` again: it looks first, and goes on with these";
  const isAnythingThere =
    wasThere ||
    reached.members.size > 0 ||
    [...failures.values()].some((error) => !isCertainlyNotDone(error));
  if (isAnythingThere) return halfDone(work, reached, what, { advice });
  return new RefusedError(what, { resource: nameOf(work.wish.urn) });
}
