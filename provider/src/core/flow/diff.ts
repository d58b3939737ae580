import { announce, announceFailure } from "./announce";
import { arrived, assertReplaceable } from "./changed-by-policy";
import { diffOrder, isAnotherWanted } from "./diff-order";
import { diffReplacement } from "./diff-replacement";
import { ArgumentError, DecisionNeededError, ResellerError, messageOf } from "../errors";
import type { Kind } from "../kind";
import { unaccountedOrder, untraceableOf } from "../order/order-intent";
import { meetTrace } from "../order/trace";
import { planFor, refuseFaults } from "./planning";
import { lossFaults, predecessorOf, replaceInRun, stillWaiting, wordsOfWaiting } from "./predecessor";
import type { Recorded } from "../record";
import {
  assertAccount,
  assertSingleOwner,
  identityOf,
  isSame,
  planInput,
  readWish,
  withoutHidden,
  type Properties,
  type Wish,
  intentOf,
} from "./resource";
import type { DiffResult } from "../results";
import type { Run } from "../run";
import { recall } from "./state";
import { lineOfAll, wordOfKind } from "../step";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { inTurn, listed, sentences } from "../language/lists";

/**
 * Plans from what is recorded, without the network (the shared catalogue apart), keeps the plan for `update`, and says
 * it in the preview.
 *
 * Where only some kinds of steps may be made, a service for which nothing can be done (it is gone, it is too dear) fails by itself, in
 * its update: a failure here would stop the engine before any other one had its turn.
 */
export async function diff(kind: Kind, run: Run, olds: Properties, news: Properties): Promise<DiffResult> {
  try {
    return withoutHidden(run, olds, news, await compare(kind, run, olds, news));
  } catch (error) {
    if (!run.brakes.isSelective || !(error instanceof ResellerError)) throw error;
    const wish = readWish(kind, run, news);
    run.decisions.set(wish.urn, { steps: [], failure: error });
    announceFailure(run, wish, [], error);
    return { changes: true, replaces: [] };
  }
}

async function compare(kind: Kind, run: Run, olds: Properties, news: Properties): Promise<DiffResult> {
  const recorded = recall(kind, olds);
  const asked = readWish(kind, run, news);
  const resource = nameOf(asked.urn);
  if (!run.checked.has(asked.urn)) return diffUnchecked(kind, run, asked, recorded);
  assertAccount(asked.account, recorded);
  meetTrace(run, kind, asked.account, recorded);
  const catalog = await catalogOf(kind, asked);
  const wish = arrived(kind, run, asked, news, catalog);
  refuseFaults(wish.faults, resource);
  const { serviceId } = recorded.lifecycle;
  if (serviceId !== undefined) assertSingleOwner(run, identityOf(kind, wish.account, serviceId), wish.urn);
  meet(kind, run, wish, recorded);
  if (serviceId === undefined) return diffOrder(kind, run, wish, recorded, catalog);
  if (wish.wanted.adopt !== undefined && wish.wanted.adopt !== serviceId) {
    throw new ArgumentError(
      [
        {
          property: "adopt",
          reason: say("the resource is {serviceId} already; `adopt` cannot be changed, only removed", {
            serviceId,
          }),
        },
      ],
      { resource },
    );
  }
  if (isAnotherWanted(kind, recorded, wish)) {
    assertReplaceable(run, wish.urn, news);
    // Also for a service that is gone: this is the way on from there.
    return diffReplacement(kind, run, wish, recorded, catalog, ["purchaseTriggers"]);
  }
  if (recorded.observed === undefined) {
    // Without it the plan would be that of a purchase.
    throw new DecisionNeededError(
      say("state does not say enough about {serviceId} for this version", { serviceId }),
      {
        resource,
        advice: say("Run `pulumi refresh`"),
      },
    );
  }
  const input = planInput(wish, { observed: recorded.observed, recorded, catalog, now: run.now() });
  const plan = planFor(kind, input, run.settings.quarantineMinutes);
  const replaces = [
    ...new Set([...plan.replaces, ...kind.replacedBy.filter((key) => wish.unknown.has(key))]),
  ];
  if (replaces.length > 0) assertReplaceable(run, wish.urn, news);
  if (replaces.length > 0) return diffReplacement(kind, run, wish, recorded, catalog, replaces, plan);
  refuseFaults(plan.faults, resource);
  const steps = plan.steps.filter((step) => run.brakes.allows(step));
  const left = plan.steps.filter((step) => !run.brakes.allows(step));
  const waiting = await stillWaiting(kind, run, wish, recorded);
  run.decisions.set(wish.urn, {
    steps,
    left,
    there: predecessorOf(kind, wish.account, recorded, waiting.length),
  });
  const held = (plan.held ?? []).map(({ reason }) => reason);
  const unfinished = held.length === 0 ? unfinishedWords(recorded, wish.wanted.skipAwait === true) : held;
  const words = [
    ...unfinished,
    ...(steps.length === 0 ? [] : [lineOfAll(steps)]),
    ...unknownWords(kind, wish),
    ...wordsOfWaiting(kind, waiting),
  ];
  const warnings = [...plan.warnings, ...left.map((step) => messageOf(run.brakes.refusalOf(step)))];
  announce(run, wish, { steps, warnings }, inTurn(words), openPrices(kind, wish));
  const lost = await unaccountedOrder(kind, run, wish, recorded.intent, Infinity);
  if (lost !== undefined) {
    run.voice.say(
      wish.urn,
      sentences([lost, say("To manage another one, declare it with `adopt`")]),
      "warning",
    );
  }
  // What came of a mark is recorded, even when nothing was ordered.
  const isMarked = wish.intent === "later" || intentOf(wish)?.id !== recorded.intent?.id;
  const changed =
    hasChangedArguments(kind, recorded, wish, new Set(left.flatMap(({ applies }) => applies))) ||
    (untraceableOf(kind, wish.wanted) !== undefined && isMarked);
  if (steps.length === 0 && unfinished.length === 0 && !changed) return { changes: false, replaces: [] };
  const isSeen = changed && recorded.lifecycle.owes !== true;
  return { changes: isSeen ? undefined : true, replaces: [] };
}

/** Remembers what is in state: the service, and those that it replaced and that may still wait for their deletion. */
function meet(kind: Kind, run: Run, { account, urn }: Wish, { lifecycle }: Recorded): void {
  const { serviceId, claim, supersedes } = lifecycle;
  if (serviceId !== undefined) run.meet(identityOf(kind, account, serviceId), { urn, claim });
  // Of these nothing is claimed.
  for (const id of supersedes) run.meet(identityOf(kind, account, id), { urn, claim: 0 });
}

/**
 * Where `check` has not run there is nothing to plan: a refresh compares what it has just read. But the engine asks in the same
 * way, with what is to change made unknown, whether a resource must go together with another one that it depends on and that is
 * deleted first. It must, when what only another service can carry out is not known.
 */
function diffUnchecked(kind: Kind, run: Run, wish: Wish, recorded: Recorded): DiffResult {
  const replaces = [...kind.replacedBy, "purchaseTriggers"].filter((key) => wish.unknown.has(key));
  if (replaces.length === 0) return { changes: undefined, replaces };
  const predecessor = predecessorOf(kind, wish.account, recorded, 0);
  const why = say("{replaces} comes from a resource that is replaced and deleted first", {
    replaces: listed(replaces),
  });
  // A destroy asks too, and has checked nothing at all: there it is meant to go.
  if (run.checked.size > 0) refuseFaults(lossFaults(kind, predecessor, wish.wanted, why), nameOf(wish.urn));
  if (recorded.lifecycle.serviceId !== undefined) {
    meet(kind, run, wish, recorded);
    // The engine has it checked later, as one that is to be created: that says it.
    const replacing = { ...predecessor, isDeletedFirst: true, isUnsaid: true };
    run.decisions.set(wish.urn, { steps: [], replacing });
    replaceInRun(kind, run, wish, replacing);
  }
  return { changes: undefined, replaces };
}

async function catalogOf(kind: Kind, wish: Wish): Promise<unknown> {
  try {
    return await kind.catalog(wish.account);
  } catch (error) {
    // `check` has warned already; what needs the catalogue says so in the plan.
    if (error instanceof ResellerError) return undefined;
    throw error;
  }
}

/**
 * Whether arguments changed in a way that is to be recorded. What can be observed is compared by the plan instead.
 * @param left the arguments of steps that may not be made.
 */
function hasChangedArguments(kind: Kind, recorded: Recorded, wish: Wish, left: ReadonlySet<string>): boolean {
  const before: Properties = recorded.arguments;
  const after: Properties = wish.wanted;
  const keys = new Set([...Object.keys(before), ...Object.keys(after), ...wish.unknown]);
  const isNewDefault = (key: string) => key === "onDelete" && before[key] === undefined;
  const isDroppedAdopt = (key: string) => key === "adopt" && after[key] === undefined;
  return [...keys].some((key) => {
    if (isNewDefault(key) || isDroppedAdopt(key) || left.has(key)) return false;
    if (wish.unknown.has(key)) return true;
    const [was, is] = [recorded.names[key], wish.names[key]];
    if (was !== undefined && was.id === is?.id) return false;
    if (key in kind.observed.shape && before[key] !== undefined && after[key] !== undefined) return false;
    return !isSame(before[key], after[key]);
  });
}

function unfinishedWords({ observed, lifecycle }: Recorded, skipsAwait: boolean): string[] {
  const { pendingChange: pending } = lifecycle;
  if (pending?.accepted === true)
    return [
      say("the {what} of {at} was accepted and is not shown yet: look again, it is not repeated", {
        what: wordOfKind(pending.what),
        at: pending.at,
      }),
    ];
  if (pending !== undefined)
    return [
      say("look whether the {what} of {at} was carried out", {
        what: wordOfKind(pending.what),
        at: pending.at,
      }),
    ];
  return observed?.status === "opening" && !skipsAwait ? [say("wait for delivery")] : [];
}

/** Arguments that never cause a step of their own. */
const stepless: ReadonlySet<string> = new Set([
  ...["account", "adopt", "onDelete", "months", "maxMonthlyPrice", "maxRenewalPrice"],
  ...["allowReinstall", "allowReplace", "allowPowerCycle", "skipAwait", "tags", "timeouts"],
]);

/** Arguments that are not known yet, and whose change may cost something. */
function openPrices({ pricedBy = [], reinstalledBy }: Kind, { unknown }: Wish): string[] {
  return [...unknown].filter((key) => pricedBy.includes(key) || reinstalledBy.includes(key));
}

function unknownWords(kind: Kind, wish: Wish): string[] {
  const keys = [...wish.unknown];
  const worst = keys.filter((key) => kind.reinstalledBy.includes(key));
  if (worst.length > 0) return [say("may REINSTALL: {worst} not known yet", { worst: listed(worst) })];
  const { pricedBy = [] } = kind;
  const priced = keys.filter((key) => pricedBy.includes(key));
  const others = keys.filter((key) => !pricedBy.includes(key) && !stepless.has(key));
  return [
    ...(priced.length === 0 ? [] : [say("cost not known yet ({priced})", { priced: listed(priced) })]),
    ...(others.length === 0 ? [] : [say("not known yet: {others}", { others: listed(others) })]),
  ];
}
