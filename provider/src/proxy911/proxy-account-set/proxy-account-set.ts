import { parse, readWish, rules, unknownOf, type SetWish } from "./arguments";
import { findClaims } from "./claims";
import {
  DecisionNeededError,
  messageOf,
  ResellerError,
  UnknownOutcomeError,
  type CheckFailure,
} from "../../core/errors";
import { announce } from "../../core/flow/announce";
import type { CheckResult } from "../../core/flow/check";
import type { Created } from "../../core/flow/create";
import type { DiffResult } from "../../core/flow/diff";
import { refuseFaults } from "../../core/flow/planning";
import type { ReadResult } from "../../core/flow/read";
import { repeatable } from "../../core/flow/repeated";
import {
  argumentsIn,
  blankRecord,
  effectiveOnDelete,
  assertAccount,
  assertSingleOwner,
  identityOf,
  isSame,
  type Properties,
} from "../../core/flow/resource";
import type { Lifecycle } from "../../core/lifecycle";
import type { Run } from "../../core/run";
import { nameOf } from "../../core/urn";
import { Effort, type SetWork } from "./effort";
import {
  counted,
  deletionsOf,
  faultsOf,
  deletionFaults,
  planSet,
  slowly,
  reasonsOf,
  some,
  wordsOf,
  type SetPlan,
} from "./plan";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { proxyAccount } from "../proxy-account/proxy-account";
import { sessionOf } from "../session";
import { emptyState, recall, recordedArguments, remember, type SetState } from "./state";
import { bring, byName, refreshed } from "./work";

/** Arguments without which nothing can be planned. */
const decisive = ["accounts", "usernamePrefix", "count"] as const;

function workOf(run: Run, wish: SetWish, given: Properties): SetWork {
  return { run, wish, given, session: sessionOf(wish.account) };
}

/** A set as state has it. @throws {ConfigurationError} when the config names another account. */
function recallWork(run: Run, outputs: Properties): { readonly work: SetWork; readonly state: SetState } {
  const given = recordedArguments(outputs);
  const wish = readWish(run, { ...given, __urn: outputs.__urn, __token: outputs.__token });
  const state = recall(outputs);
  hold(wish, state);
  return { work: workOf(run, wish, given), state };
}

function hold(wish: SetWish, { accountKey }: SetState): void {
  assertAccount(wish.account, blankRecord(wish, { accountKey }, {}));
}

/** Checks inputs and completes them. For a create it also looks who has the names, and says what is to be added. */
async function check(run: Run, olds: Properties | undefined, news: Properties): Promise<CheckResult> {
  const parsed = parse(news);
  const faults = [...parsed.faults, ...rules(parsed)];
  // The recorded token stays, so that a renamed or moved resource knows its accounts.
  const token = olds?.__token ?? news.__token;
  const onDelete = parsed.unknown.has("onDelete")
    ? news.onDelete
    : effectiveOnDelete(parsed.wanted.onDelete, false, run, "delete");
  const inputs = { ...news, onDelete, __token: token };
  try {
    const wish = readWish(run, inputs);
    run.checked.add(wish.urn);
    if (olds === undefined && faults.length === 0) faults.push(...(await checkCreate(run, wish)));
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    faults.push({ property: "", reason: messageOf(error) });
  }
  return { inputs, faults };
}

async function checkCreate(run: Run, wish: SetWish): Promise<readonly CheckFailure[]> {
  const session = sessionOf(wish.account);
  if (isUndecided(wish)) {
    sayPlan(run, wish, undefined, []);
    return [];
  }
  const listed = byName(await session.accounts.all(Infinity));
  const claims = findClaims(run, session, wish, emptyState, listed.values());
  const state = { ...emptyState, members: byName(claims) };
  const { wanted, open } = wish;
  const plan = planSet({ wanted, state, listed, open, now: run.now() });
  const faults = [...faultsOf(plan), ...reservationsOf(wish, plan)];
  if (faults.length > 0) return faults.map((fault) => withHint(fault, claims));
  sayPlan(run, wish, plan, claims);
  // What looks like an interrupted run may be on its way out: then others are added instead.
  const instead = planSet({ wanted, state: emptyState, open, now: run.now() });
  run.decisions.set(wish.urn, { steps: [...instead.steps, ...plan.deletions] });
  return [];
}

/** Keeps the names that are to be added, and says which ones another resource of the run is to add. */
function reservationsOf({ account, urn }: SetWish, { additions }: SetPlan): CheckFailure[] {
  return additions.flatMap(({ wish: { username } }) => {
    const other = sessionOf(account).reserve(username, urn);
    return other === undefined
      ? []
      : [{ property: `accounts.${username}`, reason: `${username} is also that of ${nameOf(other)}` }];
  });
}

/** The list shows accounts until they are gone, and only a write would tell which are on their way out. */
function withHint(fault: CheckFailure, claims: readonly ProxyAccountObserved[]): CheckFailure {
  if (fault.property !== "maxDeletes" || claims.length === 0) return fault;
  const hint = "An interrupted run added them; those that are being deleted are gone in about five minutes";
  return { ...fault, reason: `${fault.reason}. ${hint}` };
}

/** Named accounts stay or go by their names, whatever their type; numbered ones of another type are others. */
function isUndecided({ unknown, wanted }: SetWish): boolean {
  return (
    decisive.some((key) => unknown.has(key)) || (wanted.accounts === undefined && unknown.has("productType"))
  );
}

/** Keeps the plan for `create` or `update`, and says it in the preview. */
function sayPlan(
  run: Run,
  wish: SetWish,
  plan: SetPlan | undefined,
  claims: readonly ProxyAccountObserved[],
): void {
  const steps = plan?.steps ?? [];
  run.decisions.set(wish.urn, { steps });
  const names = claims.map(({ username }) => username);
  const words = [
    ...(names.length === 0
      ? []
      : [
          `take over ${names.length} that an interrupted run added, unless they are still being deleted (${some(names, ", ")})`,
        ]),
    ...(steps.length === 0 || plan === undefined ? [] : [wordsOf(plan)]),
    ...unknownWords(wish),
  ];
  announce(run, wish, { steps, warnings: [] }, words.join("; "));
}

function unknownWords(wish: SetWish): string[] {
  const unknown = unknownOf(wish);
  return unknown.length === 0 ? [] : [`not known yet: ${some(unknown, ", ")}`];
}

/**
 * A change of which the accounts cannot be told yet: any that is there may have to go.
 * @throws {ArgumentError} when these are more than may be deleted.
 */
function sayWorst(run: Run, wish: SetWish, state: SetState): void {
  const deletions = deletionsOf([...state.members.values()]);
  const unknown = unknownOf(wish);
  const words = `up to ${counted(deletions.length)} may be deleted (${some(unknown, ", ")} not known yet)`;
  refuseFaults(deletionFaults(deletions, words, wish.wanted.maxDeletes), nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps: [] });
  const names = deletions.map(({ target }) => target).join(", ");
  const worst = deletions.length === 0 ? [] : [`may delete up to ${deletions.length} (${names}: ${slowly})`];
  run.voice.say(wish.urn, [...worst, ...unknownWords(wish)].join("; "), "info");
}

/** Plans from what is recorded, without the network, and says it in the preview. */
function diff(run: Run, olds: Properties, news: Properties): DiffResult {
  const wish = readWish(run, news);
  const { urn, account, wanted } = wish;
  // A refresh only compares what it has just read.
  if (!run.checked.has(urn)) return { changes: undefined, replaces: [] };
  const state = recall(olds);
  hold(wish, state);
  for (const username of state.members.keys()) {
    const service = identityOf(proxyAccount, account, username);
    assertSingleOwner(run, service, urn);
    run.meet(service, { urn, claim: state.claim });
  }
  if (isUndecided(wish)) {
    sayWorst(run, wish, state);
    return { changes: undefined, replaces: [] };
  }
  const plan = planSet({ wanted, state, open: wish.open, now: run.now() });
  refuseFaults([...faultsOf(plan), ...reservationsOf(wish, plan)], nameOf(urn));
  sayPlan(run, wish, plan, []);
  const isChanged = unknownOf(wish).length > 0 || !isSame(recordedArguments(olds), argumentsIn(news));
  return { changes: isChanged ? undefined : plan.steps.length > 0, replaces: [] };
}

async function create(run: Run, inputs: Properties): Promise<Created> {
  const wish = readWish(run, inputs);
  refuseFaults([...wish.faults, ...rules(wish)], nameOf(wish.urn));
  const shown = run.decisions.get(wish.urn)?.steps ?? [];
  const outputs = await bring(workOf(run, wish, argumentsIn(inputs)), emptyState, shown);
  return { id: wish.token, outputs };
}

async function update(run: Run, olds: Properties, news: Properties): Promise<Record<string, unknown>> {
  const wish = readWish(run, news);
  refuseFaults([...wish.faults, ...rules(wish)], nameOf(wish.urn));
  const state = recall(olds);
  hold(wish, state);
  const shown = run.decisions.get(wish.urn)?.steps ?? [];
  const given = argumentsIn(news);
  if (shown.length === 0) return remember(state, given, wish);
  return bring(workOf(run, wish, given), state, shown);
}

/** Accounts cost nothing: those that are gone leave the set, and the next `up` adds others. */
async function read(run: Run, id: string, outputs: Properties): Promise<ReadResult> {
  if (outputs.__token === undefined) {
    throw new DecisionNeededError(`a set of accounts cannot be read by an id (${id})`, {
      advice: "`getProxyAccounts` lists the accounts that exist",
    });
  }
  const { work, state } = recallWork(run, outputs);
  const listed = byName(await work.session.accounts.all(5_000));
  const { given, wish } = work;
  const { urn, token } = wish;
  return {
    id,
    outputs: remember(refreshed(state, listed), given, wish),
    inputs: { ...given, __urn: urn, __token: token },
  };
}

/** Deletes all accounts, or leaves them, as `onDelete` says. Gone already counts as done. */
async function remove(run: Run, id: string, outputs: Properties): Promise<void> {
  const { onDelete } = recordedArguments(outputs);
  const urn = typeof outputs.__urn === "string" ? outputs.__urn : "";
  if (onDelete === "keep" || run.keeps({ kind: "ProxyAccountSet", id })) {
    run.voice.say(urn, `kept ${counted(recall(outputs).members.size)}, no longer in state`, "info");
    return;
  }
  if (onDelete === "refuse") {
    throw new DecisionNeededError('the accounts are not deleted: `onDelete` is "refuse"', {
      resource: nameOf(urn),
      advice: 'Set `onDelete` to "delete" or "keep" and run `pulumi up` before deleting them',
    });
  }
  const { work, state } = recallWork(run, outputs);
  const { wish, session } = work;
  const listed = byName(await session.accounts.allNow());
  const rows = [
    ...refreshed(state, listed).members.values(),
    ...findClaims(run, session, wish, state, listed.values()),
  ];
  const isKept = ({ username }: ProxyAccountObserved): boolean =>
    run.keeps({ kind: proxyAccount.type, id: username }) ||
    run.isHeldByNewer(identityOf(proxyAccount, wish.account, username), state.claim);
  const steps = deletionsOf(rows.filter((row) => !isKept(row)));
  const effort = new Effort(work);
  await effort.delete(steps);
  const kept = rows.length - steps.length;
  if (effort.failures.size === 0) {
    const words = `deleted ${counted(steps.length)} (${slowly})${kept === 0 ? "" : `; kept ${kept}`}`;
    run.voice.say(urn, words, "info");
    return;
  }
  const { failures } = effort;
  throw new UnknownOutcomeError(`${counted(failures.size)} not deleted: ${reasonsOf(failures)}`, {
    resource: nameOf(urn),
    advice: "They stay in state. Run the command again: what is being deleted already counts as done",
  });
}

/**
 * Many accounts of 911Proxy as one resource. The flow of single resources does not fit: one resource is many rows, each with
 * its own outcome, and none of them is a purchase.
 */
export const proxyAccountSet: Lifecycle = repeatable({
  check,
  diff: (run, olds, news) => Promise.resolve().then(() => diff(run, olds, news)),
  create,
  read,
  update,
  delete: remove,
});
