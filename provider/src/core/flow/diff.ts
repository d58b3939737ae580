import { announce } from "./announce";
import {
  armingOf,
  candidatesOf,
  holdArming,
  unaccountedOrder,
  waysOnFromUnknown,
  wordsOfCandidates,
} from "./arming";
import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import { ArgumentError, DecisionNeededError, ResellerError } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import { isOrder, lineOf, lineOfAll, type Plan, type Step } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { recall, type Recorded } from "../record";
import {
  holdAccount,
  holdSingleOwner,
  isSame,
  planInput,
  readWish,
  type Properties,
  type Wish,
} from "./resource";
import type { Run } from "../run";
import { formatDuration } from "../wait";
import { wordsOfMaking } from "./words";

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
  const wish = readWish(noun, run, news);
  const resource = nameOf(wish.urn);
  // A refresh only compares what it has just read: nothing is planned, and nothing may fail.
  if (!run.checked.has(wish.urn)) return { changes: undefined, replaces: [] };
  holdAccount(wish.account, recorded);
  const { serviceId, claim, supersedes } = recorded.lifecycle;
  if (serviceId !== undefined) {
    holdSingleOwner(run, wish.account.key, serviceId, wish.urn);
    run.meet(wish.account.key, serviceId, { urn: wish.urn, claim });
  }
  // Those that it replaced may still wait for their deletion: they are known, but nothing is claimed of them.
  for (const id of supersedes) run.meet(wish.account.key, id, { urn: wish.urn, claim: 0 });
  const catalog = await catalogOf(noun, wish);
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
  const replaces = [...plan.replaces, ...noun.replacedBy.filter((key) => wish.unknown.has(key))];
  if (replaces.length > 0) return diffReplacement(noun, run, wish, recorded, catalog, replaces, plan);
  refuseFaults(plan.faults, resource);
  run.decisions.set(wish.urn, { steps: plan.steps });
  const held = (plan.held ?? []).map(({ reason }) => reason);
  const unfinished = held.length === 0 ? unfinishedWords(recorded, wish.wanted.skipAwait === true) : held;
  const words = [
    ...unfinished,
    ...(plan.steps.length === 0 ? [] : [lineOfAll(plan.steps)]),
    ...unknownWords(noun, wish),
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

function isAnotherWanted<A extends CommonArguments, O>(recorded: Recorded<A, O>, wish: Wish<A>): boolean {
  return (
    wish.unknown.has("purchaseTriggers") ||
    !isSame(recorded.arguments.purchaseTriggers, wish.wanted.purchaseTriggers)
  );
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
  if (lifecycle.pendingChange !== undefined) {
    return [
      `look whether the ${lifecycle.pendingChange.what} of ${lifecycle.pendingChange.at} was carried out`,
    ];
  }
  return observed?.status === "opening" && !skipsAwait ? ["wait for delivery"] : [];
}

function unknownWords<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  wish: Wish<A>,
): string[] {
  if (wish.unknown.size === 0) return [];
  const keys = [...wish.unknown];
  const worst = keys.filter((key) => noun.reinstalledBy.includes(key));
  if (worst.length > 0) return [`may REINSTALL: ${worst.join(", ")} not known yet`];
  return [`cost not known yet (${keys.join(", ")})`];
}

/** An order that is not in hand: nothing is replaced, the next `update` looks again. */
async function diffOrder<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  catalog: C | undefined,
): Promise<Difference> {
  const input = planInput<A, O, C>(wish, { observed: undefined, recorded, catalog, now: run.now() });
  if (wish.wanted.adopt !== undefined) {
    run.decisions.set(wish.urn, { steps: [] });
    run.voice.say(wish.urn, `adopt ${wish.wanted.adopt}: ${wordsOfMaking(noun).nothing}`, "info");
    return { changes: true, replaces: [] };
  }
  const plan = planFor(noun, input, run.settings.quarantineMinutes);
  const leftMs = isAnotherWanted(recorded, wish) ? 0 : quarantineLeftMs(run, recorded, noun);
  if (noun.unechoed !== undefined && (leftMs > 0 || !(await mayLeave(noun, run, wish, recorded)))) {
    const { orderedAt } = recorded.lifecycle;
    run.decisions.set(wish.urn, { steps: [] });
    const since = recorded.arming ?? { at: orderedAt ?? "" };
    const candidates = () => candidatesOf(noun, run, wish.account, wish.wanted, since, Infinity);
    const words =
      orderedAt === undefined
        ? "not ordered: it was refused or taken back. Change `purchaseTriggers`, or the argument that was wrong, to order it again"
        : `nobody knows what became of the order of ${orderedAt}: ${wordsOfCandidates(await candidates())}. ${waysOnFromUnknown}`;
    announce(run, wish, { ...plan, steps: [] }, words);
    return { changes: true, replaces: [] };
  }
  const steps = leftMs > 0 ? plan.steps.filter((step) => !isOrder(step)) : plan.steps;
  if (leftMs <= 0) refuseFaults(plan.faults, nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps });
  if (recorded.lifecycle.orderedAt === undefined) {
    announce(run, wish, plan, lineOfAll(steps));
    return { changes: true, replaces: [] };
  }
  const instead =
    leftMs > 0
      ? `it is not ordered again for ${formatDuration(leftMs)} (reseller:quarantineMinutes)`
      : `if it is not there: ${lineOfAll(steps)}`;
  announce(run, wish, { ...plan, steps }, `order of unknown outcome: look for ${recorded.token}; ${instead}`);
  return { changes: true, replaces: [] };
}

/** Whether an order that nothing marks may leave in this run: its mark is new, or `up` is to make it. */
async function mayLeave<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
): Promise<boolean> {
  try {
    await holdArming(noun, run, wish, recorded.arming, Infinity);
    return true;
  } catch (error) {
    if (error instanceof DecisionNeededError) return false;
    throw error;
  }
}

/** How long an order of unknown outcome must not be sent again: without an end where it could not be told from another. */
export function quarantineLeftMs(
  run: Run,
  recorded: Recorded<unknown, unknown>,
  noun: { readonly unechoed?: unknown },
): number {
  const { orderedAt } = recorded.lifecycle;
  if (orderedAt === undefined) return 0;
  if (noun.unechoed !== undefined) return Infinity;
  return Date.parse(orderedAt) + run.settings.quarantineMinutes * 60_000 - run.now().getTime();
}

/** What a delete of the old service will do, in the words of the preview. */
function farewell<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  { arguments: given, observed, lifecycle }: Recorded<A, O>,
  when: "first" | "then",
): string {
  const id = lifecycle.serviceId ?? "";
  const step = observed === undefined ? undefined : noun.release(observed, given);
  const giveBack = step?.words ?? `delete ${id}`;
  const isGivenBack = step === undefined || step.destroys === true;
  switch (given.onDelete ?? noun.defaultOnDelete) {
    case "keep":
      return `${when} keep ${id}${observed?.expiresAt === undefined ? "" : ` until it expires at ${observed.expiresAt}`}`;
    case "refuse":
      return `${when} FAIL to delete ${id} (onDelete is "refuse")${noun.isPrecious ? ": both stay paid" : ""}`;
    case "refundOrKeep":
      return `${when} ${giveBack} (kept${noun.isPrecious ? " until it expires" : ""} if refused)`;
    default:
      return `${when} ${giveBack}${noun.isPrecious && isGivenBack ? " (if refused, both stay paid)" : ""}`;
  }
}

async function diffReplacement<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  catalog: C | undefined,
  replaces: readonly string[],
  change?: Plan,
): Promise<Difference> {
  const resource = nameOf(wish.urn);
  const { serviceId = "", supersedes } = recorded.lifecycle;
  if (wish.wanted.adopt !== undefined) {
    throw new ArgumentError(
      replaces.map((property) => ({
        property,
        reason: "a change needs a new service, and this one is adopted: remove `adopt` first if you mean it",
      })),
      { resource },
    );
  }
  const plan = planFor(
    noun,
    planInput<A, O, C>(wish, {
      observed: undefined,
      recorded: undefined,
      replacing: recorded.observed,
      catalog,
      now: run.now(),
    }),
    0,
  );
  refuseFaults(plan.faults, resource);
  await holdArming(noun, run, wish, recorded.arming, Infinity);
  if (catalog === undefined)
    throw new DecisionNeededError("a replacement buys, and the catalogue cannot be had", {
      resource,
      advice: "Try again later",
    });
  run.decisions.set(wish.urn, {
    steps: plan.steps,
    replacing: {
      serviceId,
      supersedes,
      observed: recorded.observed,
      arming: recorded.arming,
    },
  });
  const unknown = replaces.filter((key) => wish.unknown.has(key));
  const prefix = unknown.length === 0 ? "" : `may be replaced (${unknown.join(", ")} not known yet): `;
  const warnings = [...(change?.warnings ?? []), ...plan.warnings];
  const isDeletedFirst = change?.deleteBeforeReplace === true;
  const words = isDeletedFirst
    ? `${farewell(noun, recorded, "first")}; then ${anew(noun, plan.steps)}`
    : `${anew(noun, plan.steps)}; ${farewell(noun, recorded, "then")}`;
  announce(run, wish, { ...plan, warnings }, `${prefix}${words}`);
  return { changes: undefined, replaces, deleteBeforeReplace: isDeletedFirst };
}

function anew({ isPrecious }: { readonly isPrecious: boolean }, steps: readonly Step[]): string {
  if (!isPrecious) return lineOfAll(steps);
  const [buy, ...later] = steps;
  if (buy === undefined) return "buy anew (price not known yet)";
  const words = { ...buy, words: buy.words.replace(/^(\w+)/, "$1 anew:") };
  return [words, ...later].map(lineOf).join("; then ");
}
