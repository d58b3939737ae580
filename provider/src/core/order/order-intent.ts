import type { CommonArguments } from "../arguments";
import { DecisionNeededError } from "../errors";
import { identityOf, isSame, type Properties, type Wish } from "../flow/resource";
import type { Kind } from "../kind";
import { isInEffect, markEndings, wordOfStatus, type CommonObserved } from "../observed";
import type { OrderIntent } from "../record";
import type { Run } from "../run";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { clauses, listed, sentences } from "../language/lists";

/*
 * Some vendors give nothing of ours back with an order, so that an order whose reply was lost cannot be found again, and a
 * process that is killed leaves nothing to look for. Such an order is sent only under an intent: an entry of a resource of its
 * own (`order-mark.ts`) that the engine has saved before, with the list of orders from before. An intent of an earlier run of
 * which the order's own state knows no outcome is an order that may have been made.
 */

const dayMs = 86_400_000;

/** Whether an order was not there before an intent; by its time where this run has not met the mark. */
function isNewSince(
  run: Run,
  since: { readonly id?: string; readonly at: string },
  row: CommonObserved,
): boolean {
  const mark = since.id === undefined ? undefined : run.marks.get(since.id);
  if (mark?.known.has(row.serviceId) === true) return false;
  // The vendor's clock, and its zone, may be others than ours.
  return row.boughtAt === undefined || Date.parse(row.boughtAt) >= Date.parse(since.at) - dayMs;
}

/** What is said of orders that nothing marks, where an order with these arguments is one. */
export function untraceableOf({ ordering }: Pick<Kind, "ordering">, wanted: Partial<CommonArguments>) {
  const { untraceable } = ordering;
  return untraceable?.isSo?.(wanted) === false ? undefined : untraceable;
}

/** An order, as far as it is compared with what is listed. */
export type SoughtOrder = Pick<Wish, "account" | "wanted" | "names">;

/** What a lost order may be. */
export interface Candidates {
  /** Of what was ordered, as far as it can be told. */
  readonly likely: readonly CommonObserved[];
  /** In words, for the person who has to decide. */
  readonly words: string;
}

/** Orders that were not there before and belong to no resource that this run has met. */
export async function candidatesOf(
  kind: Kind,
  run: Run,
  order: SoughtOrder,
  since: { readonly id?: string; readonly at: string },
  maxAgeMs: number,
): Promise<Candidates> {
  const { untraceable } = kind.ordering;
  const { account, wanted } = order;
  if (untraceable === undefined) return { likely: [], words: "" };
  const all = await kind.inventory(account, wanted).all(maxAgeMs);
  const rows = all.filter(
    (row) =>
      isInEffect(row) &&
      isNewSince(run, since, row) &&
      run.met(identityOf(kind, account, row.serviceId)) === undefined,
  );
  const likely = rows.filter((row) => untraceable.isLikely(row, order));
  const others = rows.filter((row) => !likely.includes(row));
  const named = (row: CommonObserved, product: readonly string[]): string => {
    const { serviceId, busyWith = wordOfStatus(row.status), boughtAt: at } = row;
    const ordered = at === undefined ? say("ordered at an unknown time") : say("ordered {at}", { at });
    return say("{serviceId} ({facts})", { serviceId, facts: listed([...product, busyWith, ordered]) });
  };
  const rest = listed(others.map((row) => named(row, [untraceable.productOf(row)])));
  const words = [
    wordsOfLikely(likely.map((row) => named(row, []))),
    ...(others.length === 0
      ? []
      : [
          others.length === 1
            ? say("of other products is {rest}", { rest })
            : say("of other products are {rest}", { rest }),
        ]),
  ];
  return { likely, words: clauses(words) };
}

function wordsOfLikely(names: readonly string[]): string {
  if (names.length === 0) return say("nothing new of the same product is listed that no resource has");
  const likely = listed(names);
  return names.length === 1
    ? say("new of the same product, and no other resource's, is {likely}", { likely })
    : say("new of the same product, and no other resource's, are {likely}", { likely });
}

export const waysOnFromUnknown = () =>
  say(
    'Set `adopt: "<id>"` to the one that it is; or change `purchaseTriggers` when it is none of them: then it is ordered anew',
  );

/** The intent of an earlier run, as state had it when this run began. */
function earlierIntent(
  run: Run,
  { urn, intent }: Wish,
): { intent: OrderIntent; isSamePurchase: boolean } | undefined {
  const mark = [...run.marks.values()].find(({ order, isFresh }) => order === urn && !isFresh);
  if (mark !== undefined) return mark;
  // A run for some targets only does not meet the mark.
  return typeof intent === "object" && !isFresh(run, intent) ? { intent, isSamePurchase: true } : undefined;
}

function isFresh(run: Run, { id }: OrderIntent): boolean {
  return run.marks.get(id)?.isFresh === true;
}

/** What an interrupted run may have ordered, in words; `undefined` when all that was ordered is in state. */
export async function unaccountedOrder(
  kind: Kind,
  run: Run,
  wish: Wish,
  settled: OrderIntent | undefined,
  maxAgeMs: number,
): Promise<string | undefined> {
  const earlier = untraceableOf(kind, wish.wanted) === undefined ? undefined : earlierIntent(run, wish);
  if (earlier === undefined || earlier.intent.id === settled?.id) return undefined;
  const { intent } = earlier;
  const { words } = await candidatesOf(kind, run, wish, intent, maxAgeMs);
  const order = { at: intent.at, candidates: words };
  // A replacement that the user forces looks like a first order: what the resource holds is not shown to anyone.
  return settled === undefined
    ? say(
        "an interrupted `pulumi up` may have ordered it (at {at} or later), unless this resource holds that order and is replaced (`--replace`): {candidates}",
        order,
      )
    : say("an interrupted `pulumi up` may have ordered it (at {at} or later): {candidates}", order);
}

/** The URN of an order's mark. */
export function markUrnOf(orderUrn: string): string {
  return orderUrn.replace(/::([^:]*)$/, `${markEndings.type}::$1${markEndings.name}`);
}

/**
 * Holds an order against its mark: both must be in this run, and the mark must stand for this order.
 * @throws {DecisionNeededError}
 */
function assertMarked(
  { untraceable }: { readonly untraceable?: { readonly orderedWith: readonly string[] } },
  run: Run,
  { urn, wanted, unknown }: Wish,
): void {
  const markUrn = markUrnOf(urn);
  const marked = run.markedOrders.get(urn);
  if (marked === undefined) {
    throw new DecisionNeededError(
      say("its mark `{name}` takes no part in this run, and no order leaves without it", {
        name: nameOf(markUrn),
      }),
      {
        advice: say("Name the mark in this command too: `--target '{markUrn}'` (or do not `--exclude` it)", {
          markUrn,
        }),
      },
    );
  }
  const given: Properties = wanted;
  const differing = [...(untraceable?.orderedWith ?? []), "purchaseTriggers"].filter(
    (key) => !unknown.has(key) && !marked.unknown.has(key) && !isSame(given[key], marked.wanted[key]),
  );
  if (differing.length === 0) return;
  const what = listed(differing.map((key) => `\`${key}\``));
  throw new DecisionNeededError(
    say("{what} of the order and of its mark `{name}` differ: a transform or a policy changed one of them", {
      what,
      name: nameOf(markUrn),
    }),
    {
      advice: say("Let it change both (the mark has the same arguments), or set {what} in the program", {
        what,
      }),
    },
  );
}

/**
 * Holds an order that nothing will tell from others: it leaves only under an intent of this run, and only when what came of
 * every earlier one is known.
 * @param settled the intent whose outcome the resource's own state holds.
 * @param held the order that the resource holds and that another one is to replace.
 * @throws {DecisionNeededError} when a person has to say what became of an earlier order.
 */
export async function assertMayOrder(
  kind: Kind,
  run: Run,
  wish: Wish,
  settled: OrderIntent | undefined,
  maxAgeMs: number,
  held?: string,
): Promise<void> {
  if (untraceableOf(kind, wish.wanted) === undefined) return;
  assertMarked(kind.ordering, run, wish);
  if (wish.intent === undefined) throw new TypeError(`${kind.type} is ordered without a mark in state`);
  const unaccounted = await unaccountedOrder(kind, run, wish, settled, maxAgeMs);
  if (unaccounted !== undefined) {
    if (earlierIntent(run, wish)?.isSamePurchase === true)
      throw new DecisionNeededError(unaccounted, { advice: waysOnFromUnknown() });
    run.voice.say(
      wish.urn,
      sentences([unaccounted, say("Another one is ordered: `purchaseTriggers` changed")]),
      "warning",
    );
  }
  if (wish.intent === "later" || isFresh(run, wish.intent)) return;
  if (held !== undefined) {
    throw new DecisionNeededError(
      say("{held} was ordered under the mark as it is, and another order needs another", { held }),
      {
        advice: say("To order another one, change `purchaseTriggers`"),
      },
    );
  }
  throw new DecisionNeededError(
    say("it was refused or taken back when it was ordered last, and nothing was bought"),
    { advice: say("To order it again, change `purchaseTriggers`, or the argument that was wrong") },
  );
}
