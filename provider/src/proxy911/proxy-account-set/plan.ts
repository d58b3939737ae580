import { defaultMaxDeletes, type OpenParts, type OwnKey, type SetWish } from "./arguments";
import { messageOf, type CheckFailure } from "../../core/errors";
import { stepsOf, type Order } from "../../core/plan";
import { lineOfAll, type Step } from "../../core/step";
import { addition, type AccountStep } from "../proxy-account/calls";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { changes, deletion } from "../proxy-account/plan";
import { takenWords } from "../proxy-account/writes";
import { byNumber, natural, type SetState } from "./state";

/** How long the vendor takes to delete an account. */
const deletionMs = 5 * 60_000;
/** What is to be known about deletions. */
export const slowly = "they work, and cost, for about five minutes more";
/** How many names a line gives as examples. */
const examples = 3;

/** One account as it is wanted. */
export interface AccountWish {
  readonly username: string;
  readonly password?: string | undefined;
  readonly remark?: string | undefined;
  readonly trafficLimitGb?: number | undefined;
  readonly enabled?: boolean | undefined;
}

/** What is to be done with one account, step by step. */
export interface AccountWork {
  readonly wish: AccountWish;
  /** Where it is to be added. */
  readonly order?: Order<ProxyAccountObserved> | undefined;
  readonly steps: readonly AccountStep[];
}

/** What `planSet` may look at: no clock and no network of its own. */
export interface SetInput {
  readonly wanted: SetWish["wanted"];
  readonly state: SetState;
  /** All that the vendor lists, by username; absent where it was not asked. */
  readonly listed?: ReadonlyMap<string, ProxyAccountObserved> | undefined;
  /** What of single accounts is not known yet: of that nothing is planned. */
  readonly open?: OpenParts | undefined;
  readonly now: Date;
}

export interface SetPlan {
  readonly additions: readonly AccountWork[];
  readonly changes: readonly AccountWork[];
  readonly deletions: readonly AccountStep[];
  /** Accounts that cannot be added, and why. */
  readonly blocked: ReadonlyMap<string, string>;
  readonly faults: readonly CheckFailure[];
  /** All steps, as the preview is held against them. */
  readonly steps: readonly Step[];
}

/** The number behind a prefix in a username. */
function numberOf(prefix: string, username: string): number | undefined {
  const rest = username.slice(prefix.length);
  return username.startsWith(prefix) && /^\d{1,12}$/.test(rest) ? Number(rest) : undefined;
}

/** The highest number of a prefix that is or was ever used: by the set, or by one of these names. */
export function lastNumberOf(prefix: string, state: SetState, names: Iterable<string>): number {
  return [...state.members.keys(), ...state.deleting.keys(), ...names].reduce(
    (last, name) => Math.max(last, numberOf(prefix, name) ?? 0),
    state.lastNumbers.get(prefix) ?? 0,
  );
}

/** The names of a numbered set: those that are there, lowest numbers first, then new numbers. */
function numberedNames(prefix: string, input: SetInput): string[] {
  const { count = 0, productType } = input.wanted;
  const there = [...input.state.members.values()]
    .flatMap((row) => {
      const number = row.productType === productType ? numberOf(prefix, row.username) : undefined;
      return number === undefined ? [] : [{ number, username: row.username }];
    })
    .sort((a, b) => a.number - b.number)
    .slice(0, count)
    .map(({ username }) => username);
  const last = lastNumberOf(prefix, input.state, input.listed?.keys() ?? []);
  const fresh = Array.from({ length: count - there.length }, (_, index) => `${prefix}${last + 1 + index}`);
  return [...there, ...fresh];
}

/** All accounts as they are wanted. */
export function wishesOf(input: SetInput): AccountWish[] {
  const { accounts, usernamePrefix, remark, trafficLimitGb } = input.wanted;
  if (accounts === undefined && usernamePrefix !== undefined)
    return numberedNames(usernamePrefix, input).map((username) => ({ username, remark, trafficLimitGb }));
  // The engine sorts keys: u1, u10, u2.
  const named = Object.entries(accounts ?? {}).sort(([a], [b]) => natural.compare(a, b));
  return named.map(([username, own]) => {
    const isOpen = (key: OwnKey): boolean => input.open?.get(username)?.has(key) === true;
    return {
      username,
      password: own.password,
      remark: own.remark ?? (isOpen("remark") ? undefined : remark),
      trafficLimitGb: own.trafficLimitGb ?? (isOpen("trafficLimitGb") ? undefined : trafficLimitGb),
      enabled: own.enabled,
    };
  });
}

function obstacleTo(username: string, { state, listed, now }: SetInput): string | undefined {
  const deletedAt = state.deleting.get(username);
  const isDue = deletedAt !== undefined && now.getTime() - Date.parse(deletedAt) < deletionMs;
  const isLeaving = deletedAt !== undefined && (listed?.has(username) ?? isDue);
  if (isLeaving)
    return (
      "it is still being deleted, which takes about five minutes: the name of a deleted account must not be reused, " +
      "choose another one"
    );
  return listed?.has(username) === true ? takenWords(username) : undefined;
}

/** What is to be done, account by account. */
export function planSet(input: SetInput): SetPlan {
  const { state, wanted } = input;
  const wishes = wishesOf(input);
  const names = new Set(wishes.map(({ username }) => username));
  const additions: AccountWork[] = [];
  const changed: AccountWork[] = [];
  const blocked = new Map<string, string>();
  const faults: CheckFailure[] = [];
  for (const wish of wishes) {
    const { username } = wish;
    const row = state.members.get(username);
    if (row === undefined) {
      const obstacle = obstacleTo(username, input);
      if (obstacle === undefined) additions.push(additionOf(wish, wanted.productType));
      else blocked.set(username, obstacle);
    } else if (wanted.productType !== undefined && row.productType !== wanted.productType) {
      const reason = `${username} cannot become ${wanted.productType}: an account of another type is a new one, and the name of a deleted account must not be reused; choose another name`;
      faults.push({ property: "productType", reason });
    } else {
      const steps = changes(row, wish);
      if (steps.length > 0) changed.push({ wish, steps });
    }
  }
  const deletions = deletionsOf([...state.members.values()].filter(({ username }) => !names.has(username)));
  faults.push(
    ...deletionFaults(deletions, `${counted(deletions.length)} would be deleted`, wanted.maxDeletes),
  );
  const works = [...additions, ...changed];
  const steps = [...works.flatMap(stepsOf), ...deletions];
  return { additions, changes: changed, deletions, blocked, faults, steps };
}

/** Holds deletions against the most that are allowed. @param words how many there would be. */
export function deletionFaults(
  deletions: readonly Step[],
  words: string,
  maxDeletes = defaultMaxDeletes,
): CheckFailure[] {
  if (deletions.length <= maxDeletes) return [];
  const list = deletions.map(({ target }) => target).join(", ");
  const reason = `${words}, more than ${maxDeletes}: ${list}. Set it to ${deletions.length} if that is meant`;
  return [{ property: "maxDeletes", reason }];
}

/** The steps that delete accounts, each with its name as the target. */
export function deletionsOf(rows: readonly ProxyAccountObserved[]): AccountStep[] {
  return [...rows].sort(byNumber).map((row) => ({ ...deletion(row), target: row.username }));
}

function additionOf(wish: AccountWish, productType: SetInput["wanted"]["productType"]): AccountWork {
  const fresh = { remark: wish.remark ?? "", trafficLimitGb: 0, enabled: true, password: wish.password };
  const order: Order<ProxyAccountObserved> = {
    kind: "create",
    words: `add account ${wish.username}`,
    limits: { accounts: 1 },
    applies: [],
    place: addition({ username: wish.username, productType, remark: wish.remark }),
  };
  return { wish, order, steps: changes(fresh, wish) };
}

/** `1 account`, `2 accounts`. */
export function counted(count: number): string {
  return `${count} ${count === 1 ? "account" : "accounts"}`;
}

/** The first of many, and that there are more. */
export function some(parts: readonly string[], separator: string): string {
  return [...parts.slice(0, examples), ...(parts.length > examples ? ["…"] : [])].join(separator);
}

/** What went wrong with many, each reason once. */
export function reasonsOf(failures: ReadonlyMap<string, unknown>): string {
  const names = new Map<string, string[]>();
  for (const [name, error] of failures) {
    const reason = messageOf(error);
    names.set(reason, [...(names.get(reason) ?? []), name]);
  }
  return some(
    [...names].map(([reason, of]) => `${some(of, ", ")}: ${reason}`),
    "; ",
  );
}

/** The plan in one line: how many, the first few, and every account that is to be deleted. */
export function wordsOf(plan: SetPlan): string {
  const { additions, deletions } = plan;
  const parts: string[] = [];
  if (additions.length > 0)
    parts.push(
      `add ${additions.length} (${some(
        additions.map(({ wish }) => wish.username),
        ", ",
      )})`,
    );
  if (deletions.length > 0)
    parts.push(`delete ${deletions.length} (${deletions.map(({ target }) => target).join(", ")}: ${slowly})`);
  if (plan.changes.length > 0) {
    const lines = plan.changes.map(({ wish, steps }) => `${wish.username}: ${lineOfAll(steps)}`);
    parts.push(`change ${plan.changes.length} (${some(lines, "; ")})`);
  }
  return parts.join(", ");
}

/** What forbids a plan in the preview. */
export function faultsOf(plan: SetPlan): CheckFailure[] {
  return [
    ...plan.faults,
    ...[...plan.blocked].map(([username, reason]) => ({ property: `accounts.${username}`, reason })),
  ];
}
