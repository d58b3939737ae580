import { UNKNOWN, type CommonArguments } from "../arguments";
import { DecisionNeededError } from "../errors";
import { isInEffect } from "./look-first";
import type { CommonObserved, Noun } from "../noun";
import { armingSchema, type Arming } from "../record";
import type { Properties, Wish } from "./resource";
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
  if (mark !== undefined) return !mark.known.has(row.serviceId);
  // The vendor's clock, and its zone, may be others than ours.
  return row.boughtAt === undefined || Date.parse(row.boughtAt) >= Date.parse(since.at) - dayMs;
}

/** Orders of the same product that were not there before and belong to no resource that this run has met. */
export async function candidatesOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  account: Account,
  wanted: Partial<A>,
  since: { readonly id?: string; readonly at: string },
  maxAgeMs: number,
): Promise<readonly O[]> {
  const { unechoed } = noun;
  if (unechoed === undefined) return [];
  const product = unechoed.productFor(wanted);
  const rows = await noun.services(account).all(maxAgeMs);
  return rows.filter(
    (row) =>
      isInEffect(row) &&
      unechoed.productOf(row) === product &&
      isNewSince(run, since, row) &&
      run.met(account.key, row.serviceId) === undefined,
  );
}

/** The candidates in words, for the person who has to decide. */
export function wordsOfCandidates(rows: readonly CommonObserved[]): string {
  if (rows.length === 0) return "nothing new of the same product is listed that no resource has";
  const all = rows.map(
    (row) =>
      `${row.serviceId} (${row.busyWith ?? row.status}, ordered ${row.boughtAt ?? "at an unknown time"})`,
  );
  return `new of the same product, and no resource's, ${rows.length === 1 ? "is" : "are"} ${all.join(", ")}`;
}

export const waysOnFromUnknown =
  'Set `adopt: "<id>"` to the one that it is; or change `purchaseTriggers` when it is none of them: then it is ordered anew';

/** The arming of an earlier run, as state had it when this run began. */
function earlierArming(run: Run, wish: Wish<unknown>): { arming: Arming; token: string } | undefined {
  const mark = [...run.marks.values()].find(({ order, isFresh }) => order === wish.urn && !isFresh);
  if (mark !== undefined) return mark;
  // A run for some targets only does not meet the mark.
  const { arming, token } = wish;
  return typeof arming === "object" && !isFresh(run, arming) ? { arming, token } : undefined;
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
  const rows = await candidatesOf(noun, run, wish.account, wish.wanted, arming, maxAgeMs);
  return `an interrupted \`pulumi up\` may have ordered it (at ${arming.at} or later): ${wordsOfCandidates(rows)}`;
}

/**
 * Holds an order that nothing will tell from others: it leaves only under an arming of this run, and only when what came of
 * every earlier one is known.
 * @param settled the arming whose outcome the resource's own state holds.
 * @throws {DecisionNeededError} when a person has to say what became of an earlier order.
 */
export async function holdArming<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  settled: Arming | undefined,
  maxAgeMs: number,
): Promise<void> {
  if (noun.unechoed === undefined) return;
  if (wish.arming === undefined) throw new TypeError(`${noun.type} is ordered without a mark in state`);
  const unaccounted = await unaccountedOrder(noun, run, wish, settled, maxAgeMs);
  if (unaccounted !== undefined) {
    if (earlierArming(run, wish)?.token === wish.token)
      throw new DecisionNeededError(unaccounted, { advice: waysOnFromUnknown });
    run.voice.say(
      wish.urn,
      `${unaccounted}. Another one is ordered: \`purchaseTriggers\` changed`,
      "warning",
    );
  }
  if (wish.arming === "later" || isFresh(run, wish.arming)) return;
  throw new DecisionNeededError(
    "it was refused or taken back when it was ordered last, and nothing was bought",
    { advice: "To order it again, change `purchaseTriggers`, or the argument that was wrong" },
  );
}
