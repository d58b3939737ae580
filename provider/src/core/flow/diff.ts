import { announce } from "./announce";
import { armingOf, unaccountedOrder } from "./arming";
import { arrived, holdReplacement } from "./arrival";
import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import { diffOrder, isAnotherWanted } from "./diff-order";
import { diffReplacement } from "./diff-replacement";
import { ArgumentError, DecisionNeededError, ResellerError } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import { lineOfAll } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { lossFaults, predecessorOf, replaceInRun, stillWaiting, wordsOfWaiting } from "./predecessor";
import { recall, type Recorded } from "../record";
import {
  holdAccount,
  holdSingleOwner,
  identityOf,
  isSame,
  planInput,
  readWish,
  type Properties,
  type Wish,
} from "./resource";
import type { Run } from "../run";
import { meetTrace } from "./trace";

/** What the engine is told. `changes` undefined lets it compare the inputs itself and name the changed ones. */
export interface Difference {
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/**
 * Plans from what is recorded, without the network (the shared catalogue apart), keeps the plan for `update`, and says
 * it in the preview.
 */
export async function diff<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  olds: Properties,
  news: Properties,
): Promise<Difference> {
  const recorded = recall(noun, olds);
  const asked = readWish(noun, run, news);
  const resource = nameOf(asked.urn);
  if (!run.checked.has(asked.urn)) return diffUnchecked(noun, run, asked, recorded);
  holdAccount(asked.account, recorded);
  meetTrace(run, asked.account, recorded);
  const catalog = await catalogOf(noun, asked);
  const wish = arrived(noun, run, asked, news, catalog);
  refuseFaults(wish.faults, resource);
  const { serviceId } = recorded.lifecycle;
  if (serviceId !== undefined) holdSingleOwner(run, identityOf(noun, wish.account, serviceId), wish.urn);
  meet(noun, run, wish, recorded);
  if (serviceId === undefined) return diffOrder(noun, run, wish, recorded, catalog);
  if (wish.wanted.adopt !== undefined && wish.wanted.adopt !== serviceId) {
    throw new ArgumentError(
      [
        {
          property: "adopt",
          reason: `the resource is ${serviceId} already; \`adopt\` cannot be changed, only removed`,
        },
      ],
      { resource },
    );
  }
  if (isAnotherWanted(recorded, wish)) {
    holdReplacement(run, wish.urn, news);
    // Also for a service that is gone: this is the way on from there.
    return diffReplacement(noun, run, wish, recorded, catalog, ["purchaseTriggers"]);
  }
  if (recorded.observed === undefined) {
    // Without it the plan would be that of a purchase.
    throw new DecisionNeededError(`state does not say enough about ${serviceId} for this version`, {
      resource,
      advice: "Run `pulumi refresh`",
    });
  }
  const input = planInput<A, O, C>(wish, { observed: recorded.observed, recorded, catalog, now: run.now() });
  const plan = planFor(noun, input, run.settings.quarantineMinutes);
  const replaces = [
    ...new Set([...plan.replaces, ...noun.replacedBy.filter((key) => wish.unknown.has(key))]),
  ];
  if (replaces.length > 0) holdReplacement(run, wish.urn, news);
  if (replaces.length > 0) return diffReplacement(noun, run, wish, recorded, catalog, replaces, plan);
  refuseFaults(plan.faults, resource);
  const waiting = await stillWaiting(noun, run, wish, recorded);
  run.decisions.set(wish.urn, {
    steps: plan.steps,
    there: predecessorOf(noun, recorded, waiting.length),
  });
  const held = (plan.held ?? []).map(({ reason }) => reason);
  const unfinished = held.length === 0 ? unfinishedWords(recorded, wish.wanted.skipAwait === true) : held;
  const words = [
    ...unfinished,
    ...(plan.steps.length === 0 ? [] : [lineOfAll(plan.steps)]),
    ...unknownWords(noun, wish),
    ...wordsOfWaiting(noun, waiting),
  ];
  announce(run, wish, plan, words.join("; then "));
  const lost = await unaccountedOrder(noun, run, wish, recorded.arming, Infinity);
  if (lost !== undefined) {
    run.voice.say(wish.urn, `${lost}. To manage another one, declare it with \`adopt\``, "warning");
  }
  // What came of a mark is recorded, even when nothing was ordered.
  const isMarked = wish.arming === "later" || armingOf(wish)?.id !== recorded.arming?.id;
  const changed = hasChangedArguments(noun, recorded, wish) || (noun.unechoed !== undefined && isMarked);
  if (plan.steps.length === 0 && unfinished.length === 0 && !changed) return { changes: false, replaces: [] };
  return { changes: changed ? undefined : true, replaces: [] };
}

/** Remembers what is in state: the service, and those that it replaced and that may still wait for their deletion. */
function meet<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  { account, urn }: Wish<A>,
  { lifecycle }: Recorded<A, O>,
): void {
  const { serviceId, claim, supersedes } = lifecycle;
  if (serviceId !== undefined) run.meet(identityOf(noun, account, serviceId), { urn, claim });
  // Of these nothing is claimed.
  for (const id of supersedes) run.meet(identityOf(noun, account, id), { urn, claim: 0 });
}

/**
 * Where `check` has not run there is nothing to plan: a refresh compares what it has just read. But the engine asks in the same
 * way, with what is to change made unknown, whether a resource must go together with another one that it depends on and that is
 * deleted first. It must, when what only another service can carry out is not known.
 */
function diffUnchecked<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
): Difference {
  const replaces = [...noun.replacedBy, "purchaseTriggers"].filter((key) => wish.unknown.has(key));
  if (replaces.length === 0) return { changes: undefined, replaces };
  const predecessor = predecessorOf(noun, recorded, 0);
  const why = `${replaces.join(", ")} comes from a resource that is replaced and deleted first`;
  // A destroy asks too, and has checked nothing at all: there it is meant to go.
  if (run.checked.size > 0) refuseFaults(lossFaults(noun, predecessor, wish.wanted, why), nameOf(wish.urn));
  if (recorded.lifecycle.serviceId !== undefined) {
    meet(noun, run, wish, recorded);
    // The engine has it checked later, as one that is to be created: that says it.
    const replacing = { ...predecessor, isDeletedFirst: true, isUnsaid: true };
    run.decisions.set(wish.urn, { steps: [], replacing });
    replaceInRun(noun, run, wish, replacing);
  }
  return { changes: undefined, replaces };
}

async function catalogOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  wish: Wish<A>,
): Promise<C | undefined> {
  try {
    return await noun.catalog(wish.account);
  } catch (error) {
    // `check` has warned already; what needs the catalogue says so in the plan.
    if (error instanceof ResellerError) return undefined;
    throw error;
  }
}

/** Whether arguments changed in a way that is to be recorded. What can be observed is compared by the plan instead. */
function hasChangedArguments<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  recorded: Recorded<A, O>,
  wish: Wish<A>,
): boolean {
  const before: Properties = recorded.arguments;
  const after: Properties = wish.wanted;
  const keys = new Set([...Object.keys(before), ...Object.keys(after), ...wish.unknown]);
  const isNewDefault = (key: string) => key === "onDelete" && before[key] === undefined;
  const isDroppedAdopt = (key: string) => key === "adopt" && after[key] === undefined;
  return [...keys].some((key) => {
    if (isNewDefault(key) || isDroppedAdopt(key)) return false;
    if (wish.unknown.has(key)) return true;
    const [was, is] = [recorded.names[key], wish.names[key]];
    if (was !== undefined && was.id === is?.id) return false;
    if (key in noun.observed.shape && before[key] !== undefined && after[key] !== undefined) return false;
    return !isSame(before[key], after[key]);
  });
}

function unfinishedWords<A, O extends CommonObserved>(
  { observed, lifecycle }: Recorded<A, O>,
  skipsAwait: boolean,
): string[] {
  const { pendingChange: pending } = lifecycle;
  if (pending?.accepted === true)
    return [
      `the ${pending.what} of ${pending.at} was accepted and is not shown yet: look again, it is not repeated`,
    ];
  if (pending !== undefined) return [`look whether the ${pending.what} of ${pending.at} was carried out`];
  return observed?.status === "opening" && !skipsAwait ? ["wait for delivery"] : [];
}

/** Arguments that never cause a step of their own. */
const stepless: ReadonlySet<string> = new Set([
  ...["account", "adopt", "onDelete", "months", "maxMonthlyPrice", "maxRenewalPrice"],
  ...["allowReinstall", "allowPowerCycle", "skipAwait", "tags", "timeouts"],
]);

function unknownWords<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  wish: Wish<A>,
): string[] {
  const keys = [...wish.unknown];
  const worst = keys.filter((key) => noun.reinstalledBy.includes(key));
  if (worst.length > 0) return [`may REINSTALL: ${worst.join(", ")} not known yet`];
  const { pricedBy = [] } = noun;
  const priced = keys.filter((key) => pricedBy.includes(key));
  const others = keys.filter((key) => !pricedBy.includes(key) && !stepless.has(key));
  return [
    ...(priced.length === 0 ? [] : [`cost not known yet (${priced.join(", ")})`]),
    ...(others.length === 0 ? [] : [`not known yet: ${others.join(", ")}`]),
  ];
}
