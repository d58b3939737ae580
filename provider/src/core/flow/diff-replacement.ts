import { announce } from "./announce";
import { holdArming } from "./arming";
import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import type { Difference } from "./diff";
import { ArgumentError, DecisionNeededError } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import { lineOf, lineOfAll, type Plan, type Step } from "../plan";
import { planFor, refuseFaults } from "./planning";
import type { Recorded } from "../record";
import { planInput, type Wish } from "./resource";
import { lossFaults, predecessorOf, replaceInRun, stillWaiting, wordsOfWaiting } from "./predecessor";
import type { Replacing, Run } from "../run";

/** A change that only a new service can carry out: what it buys, and what becomes of the old one. */
export async function diffReplacement<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  recorded: Recorded<A, O>,
  catalog: C | undefined,
  replaces: readonly string[],
  change?: Plan,
): Promise<Difference> {
  const resource = nameOf(wish.urn);
  if (wish.wanted.adopt !== undefined) {
    throw new ArgumentError(
      replaces.map((property) => ({
        property,
        reason: "a change needs a new service, and this one is adopted: remove `adopt` first if you mean it",
      })),
      { resource },
    );
  }
  if (catalog === undefined)
    throw new DecisionNeededError("a replacement buys, and the catalogue cannot be had", {
      resource,
      advice: "Try again later",
    });
  // What is bought anew is looked up anew, as a first purchase is: the old service's ids are no longer those of its names.
  const { names, faults } = noun.resolve(wish.wanted, {}, catalog);
  const plan = planFor(
    noun,
    planInput<A, O, C>(
      { ...wish, names },
      {
        observed: undefined,
        recorded: undefined,
        replacing: recorded.observed,
        catalog,
        now: run.now(),
      },
    ),
    0,
  );
  refuseFaults([...faults, ...plan.faults], resource);
  await holdArming(noun, run, wish, recorded.arming, Infinity, recorded.lifecycle.serviceId);
  const { isDeletedFirst, why } = orderOf(noun, wish);
  const waiting = await stillWaiting(noun, run, wish, recorded);
  const replacing = { ...predecessorOf(noun, recorded, waiting.length), isDeletedFirst };
  if (isDeletedFirst) refuseFaults(lossFaults(noun, replacing, wish.wanted, why), resource);
  run.decisions.set(wish.urn, { steps: plan.steps, replacing });
  replaceInRun(noun, run, wish, replacing);
  const unknown = replaces.filter((key) => wish.unknown.has(key));
  const prefix = unknown.length === 0 ? "" : `may be replaced (${unknown.join(", ")} not known yet): `;
  const warnings = [...(change?.warnings ?? []), ...plan.warnings];
  const words = [replacementWords(noun, replacing, plan.steps), ...wordsOfWaiting(noun, waiting)].join("; ");
  const reason = isDeletedFirst
    ? [`${why}, so ${noun.title} ${replacing.serviceId} is deleted before another one is there`]
    : [];
  announce(run, wish, { ...plan, warnings: [...warnings, ...reason] }, `${prefix}${words}`);
  return { changes: undefined, replaces, deleteBeforeReplace: isDeletedFirst };
}

/**
 * Whether the old service goes first, and why: where both cannot be there at once, or where the program says so.
 * @throws {ArgumentError} when the program forbids what must be.
 */
function orderOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  wish: Wish<A>,
): { readonly isDeletedFirst: boolean; readonly why: string } {
  const need = noun.goesFirst?.(wish.wanted, wish.unknown);
  if (need === undefined) return { isDeletedFirst: wish.deleteBeforeReplace === true, why: optionWords };
  if (wish.deleteBeforeReplace !== false) return { isDeletedFirst: true, why: need };
  throw new ArgumentError([{ property: "deleteBeforeReplace", reason: `is false, but ${need}` }], {
    resource: nameOf(wish.urn),
  });
}

/** Why a service goes before its successor is there, where that is the program's own wish. */
export const optionWords = "the option `deleteBeforeReplace` is set";

/** What is bought and what becomes of the old service, in the order in which it happens. */
export function replacementWords(
  noun: { readonly isPrecious: boolean },
  { isDeletedFirst, farewell }: Replacing,
  steps: readonly Step[],
): string {
  return isDeletedFirst === true
    ? `${farewell?.("first") ?? ""}; then ${anew(noun, steps)}`
    : `${anew(noun, steps)}; ${farewell?.("then") ?? ""}`;
}

function anew({ isPrecious }: { readonly isPrecious: boolean }, steps: readonly Step[]): string {
  if (!isPrecious) return lineOfAll(steps);
  const [buy, ...later] = steps;
  if (buy === undefined) return "buy anew (price not known yet)";
  const words = { ...buy, words: buy.words.replace(/^(\w+)/, "$1 anew:") };
  return [words, ...later].map(lineOf).join("; then ");
}
