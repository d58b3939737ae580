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
import type { Run } from "../run";
import { isPaid } from "./words";

/** What a delete of the old service will do, in the words of the preview. */
function farewell<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  { arguments: given, observed, lifecycle }: Recorded<A, O>,
  when: "first" | "then",
): string {
  const id = lifecycle.serviceId ?? "";
  const step = observed === undefined ? undefined : noun.release(observed, given);
  const giveBack = step?.words ?? `delete ${id}`;
  const bothStay = isPaid(noun) ? "both stay paid" : "both stay";
  const isGivenBack = step === undefined || step.destroys === true;
  switch (given.onDelete ?? noun.defaultOnDelete) {
    case "keep":
      return `${when} keep ${id}${observed?.expiresAt === undefined ? "" : ` until it expires at ${observed.expiresAt}`}`;
    case "refuse":
      return `${when} FAIL to delete ${id} (onDelete is "refuse")${noun.isPrecious ? `: ${bothStay}` : ""}`;
    case "refundOrKeep":
      return `${when} ${giveBack} (kept${isPaid(noun) ? " until it expires" : ""} if refused)`;
    default:
      return `${when} ${giveBack}${noun.isPrecious && isGivenBack ? ` (if refused, ${bothStay})` : ""}`;
  }
}

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
  await holdArming(noun, run, wish, recorded.arming, Infinity, serviceId);
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
