import { nameOf } from "../core/carry-out";
import {
  DriftError,
  HalfDoneError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  ResellerError,
} from "../core/errors";
import { oldestListForOrderMs } from "../core/look-first";
import { beyondPlan, lineOf, lineOfAll, type Step } from "../core/plan";
import { argumentsIn, type Properties } from "../core/resource";
import { refuseFaults } from "../core/planning";
import type { Run } from "../core/run";
import { proxyAccount } from "./proxy-account";
import type { ProxyAccountObserved } from "./proxy-account-observed";
import { changes, type Detail } from "./proxy-account-plan";
import type { SetWish } from "./proxy-account-set-arguments";
import { findClaims, livingOf, sealedPassword } from "./proxy-account-set-claims";
import { lastNumberOf, planSet, some, type AccountWork, type SetPlan } from "./proxy-account-set-plan";
import { remember, type SetState } from "./proxy-account-set-state";
import type { Proxy911Session } from "./session";

/** What the calls of one set share. */
export interface SetWork {
  readonly run: Run;
  readonly session: Proxy911Session;
  readonly wish: SetWish;
  /** The inputs, as they are to be recorded. */
  readonly inputs: Properties;
}

type Rows = ReadonlyMap<string, ProxyAccountObserved>;

export function byName(rows: readonly ProxyAccountObserved[]): Rows {
  return new Map(rows.map((row) => [row.username, row]));
}

/** The accounts of state as the list has them now: what somebody deleted is no longer one of them. */
export function refreshed(state: SetState, listed: Rows): SetState {
  const members = [...state.members.keys()].flatMap((name) => {
    const row = listed.get(name);
    return row === undefined ? [] : [row];
  });
  const deleting = [...state.deleting].filter(([name]) => listed.has(name));
  return { ...state, members: byName(members), deleting: new Map(deleting) };
}

/** Takes over what an interrupted run added. */
async function takeOver(work: SetWork, state: SetState, listed: Rows): Promise<SetState> {
  const { run, session, wish } = work;
  const claims = findClaims(run, session, wish, state, listed.values());
  if (claims.length === 0) return state;
  const living = byName(await livingOf(session, claims));
  const now = run.now();
  const leaving = claims.filter(({ username }) => !living.has(username));
  for (const name of living.keys()) run.takenOver.add(`${wish.account.key}/${name}`);
  if (living.size > 0) {
    const words = `took over ${living.size} accounts that an interrupted run added (${some([...living.keys()], ", ")})`;
    run.voice.say(wish.urn, words, "info");
  }
  return {
    ...state,
    claim: living.size > 0 ? now.getTime() : state.claim,
    members: new Map([...state.members, ...living]),
    deleting: new Map([
      ...state.deleting,
      ...leaving.map(({ username }): [string, string] => [username, now.toISOString()]),
    ]),
  };
}

/**
 * Looks, adds and changes what differs, then deletes; each account has its own outcome, and the list has the last word.
 * @param shown what `check` or `diff` said: no other account is deleted.
 * @throws {HalfDoneError} when some accounts are not done: those that are stay in state.
 */
export async function bring(work: SetWork, before: SetState, shown: readonly Step[]): Promise<SetState> {
  const { run, session, wish } = work;
  const { account, wanted, urn } = wish;
  const listed = byName(await session.accounts.all(oldestListForOrderMs));
  const claimed = await takeOver(work, refreshed(before, listed), listed);
  const prefix = wanted.usernamePrefix;
  const plan = planSet({ wanted, state: claimed, listed, now: run.now() });
  const names = plan.additions.map(({ wish: { username } }) => username);
  const numbered: SetState =
    prefix === undefined
      ? claimed
      : {
          ...claimed,
          lastNumbers: new Map([
            ...claimed.lastNumbers,
            [prefix, lastNumberOf(prefix, { state: claimed, listed: new Map(names.map((n) => [n, fresh])) })],
          ]),
        };
  return numbered;
}
