import type { CommonArguments } from "../arguments";
import { ResellerError, type Fault } from "../errors";
import { isInEffect } from "./look-first";
import type { CommonObserved, Noun } from "../noun";
import type { Recorded } from "../record";
import { identityOf, type Wish } from "./resource";
import type { Predecessor, Replacing, Run } from "../run";
import { isPaid, wordsOfMaking } from "./words";

/** What a delete of a service does. */
function choiceOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  { arguments: given }: Recorded<A, O>,
) {
  return given.onDelete ?? noun.defaultOnDelete;
}

/**
 * What a delete of the old service will do, in the words of the preview.
 * @param when whether it goes before its successor is there.
 * @param waiting how many services that it had replaced still wait to be given back.
 */
function farewell<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  recorded: Recorded<A, O>,
  when: "first" | "then",
  waiting: number,
): string {
  const { arguments: given, observed, lifecycle } = recorded;
  const id = lifecycle.serviceId ?? "";
  const step = observed === undefined ? undefined : noun.release(observed, given);
  const giveBack = step?.words ?? `delete ${id}`;
  const { made } = wordsOfMaking(noun);
  const all = waiting === 0 ? "both" : `all ${waiting + 2}`;
  const stay = isPaid(noun) ? "stay paid" : "stay";
  const whenRefused = when === "first" ? `it stays, and nothing is ${made}` : `${all} ${stay}`;
  const isGivenBack = step === undefined || step.destroys === true;
  switch (choiceOf(noun, recorded)) {
    case "keep":
      return `${when} keep ${id}${observed?.expiresAt === undefined ? "" : ` until it expires at ${observed.expiresAt}`}`;
    case "refuse":
      return `${when} FAIL to delete ${id} (onDelete is "refuse")${noun.isPrecious ? `: ${whenRefused}` : ""}`;
    case "refundOrKeep":
      return `${when} ${giveBack} (kept${isPaid(noun) ? " until it expires" : ""} if refused)`;
    default:
      return `${when} ${giveBack}${noun.isPrecious && isGivenBack ? ` (if refused, ${whenRefused})` : ""}`;
  }
}

/** A service that is in state, as its successor has to know it. */
export function predecessorOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  recorded: Recorded<A, O>,
  waiting: number,
): Predecessor {
  const { serviceId = "", supersedes, leftAlone = [] } = recorded.lifecycle;
  return {
    serviceId,
    supersedes,
    leftAlone,
    observed: recorded.observed,
    arming: recorded.arming,
    isKept: choiceOf(noun, recorded) === "keep",
    loss: lossOf(noun, recorded),
    farewell: (when) => farewell(noun, recorded, when, waiting),
  };
}

/** What its delete takes away that was paid for and holds data, in words. */
function lossOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  recorded: Recorded<A, O>,
): string | undefined {
  const { observed, arguments: given } = recorded;
  const choice = choiceOf(noun, recorded);
  if (!isPaid(noun) || choice === "keep" || choice === "refuse") return undefined;
  if (observed === undefined || !isInEffect(observed)) return undefined;
  const step = noun.release(observed, given);
  return step.destroys === true ? step.words : undefined;
}

/** What a delete that comes first may lose, where the user has not consented to it. */
export function lossFaults(
  noun: { readonly title: string },
  { loss }: Predecessor,
  wanted: CommonArguments,
  why: string,
): Fault[] {
  if (wanted.allowDeleteBeforeReplace === true || loss === undefined) return [];
  return [
    {
      property: "allowDeleteBeforeReplace",
      reason:
        `${loss} would come before another ${noun.title} is bought (${why}): what is on it is lost, and if the purchase fails there is none. ` +
        "It needs `allowDeleteBeforeReplace: true`",
    },
  ];
}

/** The services that this one replaced, that are still there, and that nobody means to leave there. */
export async function stillWaiting<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  { account }: Pick<Wish<A>, "account">,
  { lifecycle }: Recorded<A, O>,
): Promise<readonly string[]> {
  const { supersedes, leftAlone = [] } = lifecycle;
  const ids = supersedes.filter((id) => !leftAlone.includes(id));
  if (ids.length === 0) return [];
  try {
    const rows = new Map((await noun.services(account).all(Infinity)).map((row) => [row.serviceId, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined || !isInEffect(row)) return [];
      return [`${id} (${row.status}${row.expiresAt === undefined ? "" : `, until ${row.expiresAt}`})`];
    });
  } catch (error) {
    if (error instanceof ResellerError) return ids;
    throw error;
  }
}

/** The same in words, for each line of the preview. */
export function wordsOfWaiting(noun: Parameters<typeof isPaid>[0], waiting: readonly string[]): string[] {
  if (waiting.length === 0) return [];
  const [it, its] = waiting.length === 1 ? ["it stays", "its"] : ["they stay", "their"];
  const [what, paid] = isPaid(noun) ? ["refund", `; ${it} paid until then`] : ["deletion", ""];
  return [
    `replaced before and still there: ${waiting.join(", ")}; as long as state has ${waiting.length === 1 ? "it" : "them"}, each \`pulumi up\` asks for ${its} ${what} again${paid}`,
  ];
}

/** Says in which order a service and its successor come and go, for the create and the delete of this run. */
export function replaceInRun<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  { account, urn }: Pick<Wish<A>, "account" | "urn">,
  replacing: Replacing,
): void {
  const { serviceId, isDeletedFirst = false } = replacing;
  run.replace(identityOf(noun, account, serviceId), { urn, isDeletedFirst });
}
