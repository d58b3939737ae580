import { UNKNOWN, type CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import { DecisionNeededError } from "../errors";
import { isInEffect } from "./look-first";
import { markEndings, type CommonObserved, type Noun } from "../noun";
import { armingSchema, type Arming } from "../record";
import { identityOf, isSame, type Properties, type Wish } from "./resource";
import type { Account, Run } from "../run";

/*
 * Some vendors give nothing of ours back with an order, so that an order whose reply was lost cannot be found again, and a
 * process that is killed leaves nothing to look for. Such an order is sent only under an arming: an entry of a resource of its
 * own (`order-mark.ts`) that the engine has saved before, with the list of orders from before. An arming of an earlier run of
 * which the order's own state knows no outcome is an order that may have been made.
 */

/** The arming among the inputs of an order; `later` in a preview, when `up` is to make it. */
export function armingIn(inputs: Properties): Arming | "later" | undefined {
  return inputs.__arming === UNKNOWN ? "later" : armingSchema.safeParse(inputs.__arming).data;
}

/** The arming, once it is made. */
export function armingOf({ arming }: Pick<Wish<unknown>, "arming">): Arming | undefined {
  return typeof arming === "object" ? arming : undefined;
}

const dayMs = 86_400_000;

/** Whether an order was not there before an arming; by its time where this run has not met the mark. */
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

/** What a lost order may be. */
export interface Candidates<O> {
  /** Of what was ordered, as far as it can be told. */
  readonly likely: readonly O[];
  /** In words, for the person who has to decide. */
  readonly words: string;
}

/** Orders that were not there before and belong to no resource that this run has met. */
export async function candidatesOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  account: Account,
  wanted: Partial<A>,
  since: { readonly id?: string; readonly at: string },
  maxAgeMs: number,
): Promise<Candidates<O>> {
  const { unechoed } = noun;
  if (unechoed === undefined) return { likely: [], words: "" };
  const listed = await noun.services(account).all(maxAgeMs);
  const rows = listed.filter(
    (row) =>
      isInEffect(row) &&
      isNewSince(run, since, row) &&
      run.met(identityOf(noun, account, row.serviceId)) === undefined,
  );
  const likely = rows.filter((row) => unechoed.isLikely(account, row, wanted));
  const others = rows.filter((row) => !likely.includes(row));
  const named = (row: O, what: string): string =>
    `${row.serviceId} (${what}${row.busyWith ?? row.status}, ordered ${row.boughtAt ?? "at an unknown time"})`;
  const are = ({ length }: readonly O[]): string => (length === 1 ? "is" : "are");
  const same =
    likely.length === 0
      ? "nothing new of the same product is listed that no resource has"
      : `new of the same product, and no other resource's, ${are(likely)} ${likely.map((row) => named(row, "")).join(", ")}`;
  const rest = others.map((row) => named(row, `${unechoed.productOf(row)}, `)).join(", ");
  return { likely, words: others.length === 0 ? same : `${same}; of other products ${are(others)} ${rest}` };
}

export const waysOnFromUnknown =
  'Set `adopt: "<id>"` to the one that it is; or change `purchaseTriggers` when it is none of them: then it is ordered anew';

/** The arming of an earlier run, as state had it when this run began. */
function earlierArming(
  run: Run,
  { urn, arming }: Wish<unknown>,
): { arming: Arming; isSamePurchase: boolean } | undefined {
  const mark = [...run.marks.values()].find(({ order, isFresh }) => order === urn && !isFresh);
  if (mark !== undefined) return mark;
  // A run for some targets only does not meet the mark.
  return typeof arming === "object" && !isFresh(run, arming) ? { arming, isSamePurchase: true } : undefined;
}

function isFresh(run: Run, { id }: Arming): boolean {
  return run.marks.get(id)?.isFresh === true;
}

/** What an interrupted run may have ordered, in words; `undefined` when all that was ordered is in state. */
export async function unaccountedOrder<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  settled: Arming | undefined,
  maxAgeMs: number,
): Promise<string | undefined> {
  const earlier = noun.unechoed === undefined ? undefined : earlierArming(run, wish);
  if (earlier === undefined || earlier.arming.id === settled?.id) return undefined;
  const { arming } = earlier;
  const { words } = await candidatesOf(noun, run, wish.account, wish.wanted, arming, maxAgeMs);
  const interrupted = `an interrupted \`pulumi up\` may have ordered it (at ${arming.at} or later)`;
  // A replacement that the user forces looks like a first order: what the resource holds is not shown to anyone.
  const held =
    settled === undefined ? ", unless this resource holds that order and is replaced (`--replace`)" : "";
  return `${interrupted}${held}: ${words}`;
}

/** The URN of an order's mark. */
export function markUrnOf(orderUrn: string): string {
  return orderUrn.replace(/::([^:]*)$/, `${markEndings.type}::$1${markEndings.name}`);
}

/**
 * Holds an order against its mark: both must be in this run, and the mark must stand for this order.
 * @throws {DecisionNeededError}
 */
function holdMarked<A extends CommonArguments>(
  { unechoed }: { readonly unechoed?: { readonly orderedWith: readonly string[] } },
  run: Run,
  { urn, wanted, unknown }: Wish<A>,
): void {
  const markUrn = markUrnOf(urn);
  const marked = run.markedOrders.get(urn);
  if (marked === undefined) {
    throw new DecisionNeededError(
      `its mark \`${nameOf(markUrn)}\` takes no part in this run, and no order leaves without it`,
      { advice: `Name the mark in this command too: \`--target '${markUrn}'\` (or do not \`--exclude\` it)` },
    );
  }
  const given: Properties = wanted;
  const differing = [...(unechoed?.orderedWith ?? []), "purchaseTriggers"].filter(
    (key) => !unknown.has(key) && !marked.unknown.has(key) && !isSame(given[key], marked.wanted[key]),
  );
  if (differing.length === 0) return;
  const what = differing.map((key) => `\`${key}\``).join(", ");
  throw new DecisionNeededError(
    `${what} of the order and of its mark \`${nameOf(markUrn)}\` differ: a transform or a policy changed one of them`,
    { advice: `Let it change both (the mark has the same arguments), or set ${what} in the program` },
  );
}

/**
 * Holds an order that nothing will tell from others: it leaves only under an arming of this run, and only when what came of
 * every earlier one is known.
 * @param settled the arming whose outcome the resource's own state holds.
 * @param held the order that the resource holds and that another one is to replace.
 * @throws {DecisionNeededError} when a person has to say what became of an earlier order.
 */
export async function holdArming<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  settled: Arming | undefined,
  maxAgeMs: number,
  held?: string,
): Promise<void> {
  if (noun.unechoed === undefined) return;
  holdMarked(noun, run, wish);
  if (wish.arming === undefined) throw new TypeError(`${noun.type} is ordered without a mark in state`);
  const unaccounted = await unaccountedOrder(noun, run, wish, settled, maxAgeMs);
  if (unaccounted !== undefined) {
    if (earlierArming(run, wish)?.isSamePurchase === true)
      throw new DecisionNeededError(unaccounted, { advice: waysOnFromUnknown });
    run.voice.say(
      wish.urn,
      `${unaccounted}. Another one is ordered: \`purchaseTriggers\` changed`,
      "warning",
    );
  }
  if (wish.arming === "later" || isFresh(run, wish.arming)) return;
  if (held !== undefined) {
    throw new DecisionNeededError(
      `${held} was ordered under the mark as it is, and another order needs another`,
      {
        advice: "To order another one, change `purchaseTriggers`",
      },
    );
  }
  throw new DecisionNeededError(
    "it was refused or taken back when it was ordered last, and nothing was bought",
    { advice: "To order it again, change `purchaseTriggers`, or the argument that was wrong" },
  );
}
