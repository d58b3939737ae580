import { announce } from "./announce";
import { ArgumentError, DecisionNeededError } from "../errors";
import type { Kind } from "../kind";
import { assertMayOrder } from "../order/order-intent";
import { type Plan, stepsOf } from "../plan";
import { planFor, refuseFaults } from "./planning";
import {
  destructionFaults,
  lossFaults,
  predecessorOf,
  replaceInRun,
  stillWaiting,
  wordsOfWaiting,
} from "./predecessor";
import type { Recorded } from "../record";
import { planInput, type Wish } from "./resource";
import type { DiffResult } from "../results";
import type { Replacing, Run } from "../run";
import { lineOfAll, type Step } from "../step";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { clauses, inTurn, listed } from "../language/lists";

/** A change that only a new service can carry out: what it buys, and what becomes of the old one. */
export async function diffReplacement(
  kind: Kind,
  run: Run,
  wish: Wish,
  recorded: Recorded,
  catalog: unknown,
  replaces: readonly string[],
  change?: Plan,
): Promise<DiffResult> {
  const resource = nameOf(wish.urn);
  if (wish.wanted.adopt !== undefined) {
    throw new ArgumentError(
      replaces.map((property) => ({
        property,
        reason: say(
          "a change needs a new service, and this one is adopted: remove `adopt` first if you mean it",
        ),
      })),
      { resource },
    );
  }
  if (catalog === undefined)
    throw new DecisionNeededError(say("a replacement buys, and the catalogue cannot be had"), {
      resource,
      advice: say("Try again later"),
    });
  // What is bought anew is looked up anew, as a first purchase is: the old service's ids are no longer those of its names.
  const { names, faults } = kind.resolve(wish.wanted, {}, catalog);
  const plan = planFor(
    kind,
    planInput(
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
  await assertMayOrder(kind, run, wish, recorded.intent, Infinity, recorded.lifecycle.serviceId);
  const { isDeletedFirst, why } = orderOf(kind, wish);
  const waiting = await stillWaiting(kind, run, wish, recorded);
  const replacing = { ...predecessorOf(kind, wish.account, recorded, waiting.length), isDeletedFirst };
  if (isDeletedFirst && replacing.loss !== undefined)
    refuseFaults(lossFaults(kind, replacing, wish.wanted, why), resource);
  else if (run.settings.requireReplaceConsent)
    refuseFaults(destructionFaults(kind, replacing, wish, replaces), resource);
  const steps = stepsOf(plan);
  run.decisions.set(wish.urn, { steps, replacing });
  replaceInRun(kind, run, wish, replacing);
  const unknown = replaces.filter((key) => wish.unknown.has(key));
  const warnings = [...(change?.warnings ?? []), ...plan.warnings];
  const words = clauses([replacementWords(kind, replacing, steps), ...wordsOfWaiting(kind, waiting)]);
  const reason =
    isDeletedFirst && kind.isPrecious
      ? [
          say("{why}, so {title} {serviceId} is deleted before another one is there", {
            why,
            title: kind.title(),
            serviceId: replacing.serviceId,
          }),
        ]
      : [];
  const said =
    unknown.length === 0
      ? words
      : say("may be replaced ({unknown} not known yet): {words}", { unknown: listed(unknown), words });
  announce(run, wish, { steps, warnings: [...warnings, ...reason] }, said);
  return { changes: undefined, replaces, deleteBeforeReplace: isDeletedFirst };
}

/**
 * Whether the old service goes first, and why: where both cannot be there at once, or where the program says so.
 * @throws {ArgumentError} when the program forbids what must be.
 */
function orderOf(kind: Kind, wish: Wish): { readonly isDeletedFirst: boolean; readonly why: string } {
  const need = kind.goesFirst?.(wish.wanted, wish.unknown);
  if (need === undefined) return { isDeletedFirst: wish.deleteBeforeReplace === true, why: optionWords() };
  if (wish.deleteBeforeReplace !== false) return { isDeletedFirst: true, why: need };
  throw new ArgumentError(
    [{ property: "deleteBeforeReplace", reason: say("is false, but {need}", { need }) }],
    {
      resource: nameOf(wish.urn),
    },
  );
}

/** Why a service goes before its successor is there, where that is the program's own wish. */
export const optionWords = () => say("the option `deleteBeforeReplace` is set");

/** What is bought and what becomes of the old service, in the order in which it happens. */
export function replacementWords(
  kind: { readonly isPrecious: boolean },
  { isDeletedFirst, farewell }: Replacing,
  steps: readonly Step[],
): string {
  return isDeletedFirst === true
    ? inTurn([farewell?.("first") ?? "", anew(kind, steps)])
    : clauses([anew(kind, steps), farewell?.("then") ?? ""]);
}

function anew({ isPrecious }: { readonly isPrecious: boolean }, steps: readonly Step[]): string {
  if (!isPrecious) return lineOfAll(steps);
  const [buy, ...later] = steps;
  if (buy === undefined) return say("buy anew (price not known yet)");
  // In English the verb comes first, of which Chinese has no word for itself.
  const [, verb = "", what = ""] = /^(\w*)(.*)$/su.exec(buy.words) ?? [];
  return lineOfAll([{ ...buy, words: say("{verb} anew:{what}", { verb, what }) }, ...later]);
}
