import { nameOf } from "../core/carry-out";
import {
  DriftError,
  HalfDoneError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  ResellerError,
  type ErrorFacts,
} from "../core/errors";
import { oldestListForOrderMs } from "../core/look-first";
import { beyondPlan, lineOf, type Step } from "../core/plan";
import { refuseFaults } from "../core/planning";
import type { Properties } from "../core/resource";
import type { Run } from "../core/run";
import type { ProxyAccountObserved } from "./proxy-account-observed";
import { changes, type Detail } from "./proxy-account-plan";
import type { SetWish } from "./proxy-account-set-arguments";
import { findClaims, livingOf, sealedPassword } from "./proxy-account-set-claims";
import { lastNumberOf, planSet, some, type AccountWish, type SetPlan } from "./proxy-account-set-plan";
import { remember, type SetState } from "./proxy-account-set-state";
import type { Proxy911Session } from "./session";

/** What the calls of one set share. */
export interface SetWork {
  readonly run: Run;
  readonly session: Proxy911Session;
  readonly wish: SetWish;
  /** The arguments as they are recorded. */
  readonly given: Properties;
}

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
  for (const name of living.keys()) run.takenOver.add(`${wish.account.key}/${name}`);
  if (living.size > 0) {
    const words = `took over ${living.size} that an interrupted run added (${some([...living.keys()], ", ")})`;
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
    throw halfDone(work, { ...state, deleting }, messageOf(error), { cause: error });
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
  const lines = [...failures].map(([name, error]) => `${name}: ${messageOf(error)}`);
  const what = `${reached.members.size} accounts are in state, ${failures.size} are not done: ${some(lines, "; ")}`;
  const advice = "Run `pulumi up` again: it looks first, and goes on with these";
  const isAnythingThere =
    wasThere ||
    reached.members.size > 0 ||
    [...failures.values()].some((error) => !isCertainlyNotDone(error));
  if (isAnythingThere) return halfDone(work, reached, what, { advice });
  return new RefusedError(what, { resource: nameOf(work.wish.urn) });
}

/** The writes of one `up`, and what became of each. */
export class Effort {
  /** Passwords that were sent with additions, by username. */
  readonly passwords = new Map<string, string>();
  /** Accounts that were enabled or disabled. */
  readonly switched = new Map<string, boolean>();
  /** Accounts whose deletion was accepted. */
  readonly deleted = new Set<string>();
  readonly failures = new Map<string, unknown>();

  constructor(private readonly work: SetWork) {}

  /** Adds and changes accounts, all of them at once; the steps of one account follow one another. */
  async addAndChange({ additions, changes: changed }: SetPlan): Promise<void> {
    const { run, wish } = this.work;
    const works = [...additions, ...changed];
    const kinds = new Map(works.flatMap(({ steps }) => steps.map((step) => [step.kind, step] as const)));
    for (const step of kinds.values()) await run.beforeCall(step, wish.account);
    if (works.length > 0) {
      const words = `adding ${additions.length} accounts, changing ${changed.length}`;
      run.voice.say(wish.urn, words, "progress");
    }
    await Promise.all(
      works.map(async (one) => {
        try {
          for (const { detail } of one.steps) await this.#send(one.wish, detail);
        } catch (error) {
          this.#failed(one.wish.username, error);
        }
      }),
    );
  }

  /** Deletes accounts, with a line in the journal before and after each. */
  async delete(steps: readonly Step<Detail>[]): Promise<void> {
    const { run, wish } = this.work;
    const [first] = steps;
    if (first === undefined) return;
    try {
      await run.beforeCall(first, wish.account);
    } catch (error) {
      for (const { target = "" } of steps) this.#failed(target, error);
      return;
    }
    run.voice.say(wish.urn, `deleting ${steps.length} accounts`, "progress");
    await Promise.all(steps.map((step) => this.#delete(step)));
  }

  async #delete(step: Step<Detail>): Promise<void> {
    const { run, wish } = this.work;
    const { target: username = "", kind } = step;
    const entry = {
      urn: wish.urn,
      account: wish.account.key,
      step: kind,
      words: lineOf(step),
      serviceId: username,
    };
    run.journal.write({ phase: "before", ...entry });
    let outcome = "done";
    try {
      await this.#send({ username }, step.detail);
      this.deleted.add(username);
    } catch (error) {
      this.#failed(username, error);
      outcome = isCertainlyNotDone(error) ? "not done" : "unknown";
    }
    run.journal.write({ phase: "after", ...entry, outcome });
  }

  #failed(username: string, error: unknown): void {
    this.failures.set(username, error);
    this.work.run.brakes.failed(error, this.work.wish.account);
  }

  async #send({ username, password, remark }: AccountWish, detail: Detail): Promise<void> {
    const { session, wish } = this.work;
    const { client, writes } = session;
    switch (detail.do) {
      case "add":
        await this.#add({
          username,
          remark,
          password: password ?? sealedPassword(session, wish.token, username),
        });
        return;
      case "limit":
        await client.changeLimit(username, detail.toGb);
        return;
      case "remark":
        await client.changeRemark(username, detail.to);
        return;
      case "password":
        if (password !== undefined) await client.changePassword(username, password);
        return;
      case "enable":
        await writes.enable(username);
        this.switched.set(username, true);
        return;
      case "disable":
        await writes.disable(username);
        this.switched.set(username, false);
        return;
      case "delete":
        session.deleted.add(username);
        await writes.delete(username);
    }
  }

  async #add(account: { username: string; password: string; remark: string | undefined }): Promise<void> {
    const { session, wish } = this.work;
    const { productType } = wish.wanted;
    if (productType === undefined) throw new TypeError("an account needs a type");
    if (session.deleted.has(account.username))
      throw new RefusedError(
        "it was deleted in this run, and the name of a deleted account must not be reused",
      );
    this.passwords.set(account.username, account.password);
    await session.writes.add({ ...account, productType });
  }
}
