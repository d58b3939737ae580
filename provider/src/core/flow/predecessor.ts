import type { Account } from "../account";
import type { CommonArguments } from "../arguments";
import { ResellerError, type CheckFailure } from "../errors";
import type { Kind } from "../kind";
import { isInEffect, wordOfStatus } from "../observed";
import type { Recorded } from "../record";
import { identityOf, type Wish } from "./resource";
import type { Predecessor, Replacing, Run } from "../run";
import { isPaid, keptIfRefused, wordsByMaking, wordsOfKeeping, wordsOfRefusing } from "./words";
import { say } from "../language/say";
import { listed } from "../language/lists";

/** What a delete of a service does. */
export function choiceOf(kind: Kind, { arguments: given }: Recorded) {
  return given.onDelete ?? kind.defaultOnDelete;
}

/**
 * What a delete of the old service will do, in the words of the preview.
 * @param when whether it goes before its successor is there.
 * @param waiting how many services that it had replaced still wait to be given back.
 */
function farewell(
  kind: Kind,
  account: Account,
  recorded: Recorded,
  when: "first" | "then",
  waiting: number,
): string {
  const { arguments: given, observed, lifecycle } = recorded;
  const id = lifecycle.serviceId ?? "";
  const step = observed === undefined ? undefined : kind.release(observed, given, account);
  const giveBack = step?.words ?? say("delete {id}", { id });
  const ordered = (words: string) =>
    when === "first" ? say("first {words}", { words }) : say("then {words}", { words });
  const whenRefused = () =>
    when === "first"
      ? wordsByMaking(kind, {
          made: "it stays, and nothing is made",
          created: "it stays, and nothing is created",
          bought: "it stays, and nothing is bought",
        })
      : wordsOfStaying(kind, waiting + 2);
  const isGivenBack = step === undefined || step.destroys === true;
  switch (choiceOf(kind, recorded)) {
    case "keep":
      return ordered(wordsOfKeeping(id, observed?.expiresAt));
    case "refuse": {
      const words = ordered(wordsOfRefusing(id));
      return kind.isPrecious ? say("{words}: {whenRefused}", { words, whenRefused: whenRefused() }) : words;
    }
    case "refundOrKeep":
      return `${ordered(giveBack)}${keptIfRefused(kind)}`;
    default: {
      const words = ordered(giveBack);
      return kind.isPrecious && isGivenBack
        ? say("{words} (if refused, {whenRefused})", { words, whenRefused: whenRefused() })
        : words;
    }
  }
}

/** What becomes of so many services of which none is given back. */
function wordsOfStaying(kind: Kind, count: number): string {
  if (count === 2) return isPaid(kind) ? say("both stay paid") : say("both stay");
  return isPaid(kind) ? say("all {count} stay paid", { count }) : say("all {count} stay", { count });
}

/** A service that is in state, as its successor has to know it. */
export function predecessorOf(
  kind: Kind,
  account: Account,
  recorded: Recorded,
  waiting: number,
): Predecessor {
  const { serviceId = "", supersedes, leftAlone = [] } = recorded.lifecycle;
  const destruction = destructionOf(kind, account, recorded);
  return {
    serviceId,
    supersedes,
    leftAlone,
    observed: recorded.observed,
    intent: recorded.intent,
    isKept: choiceOf(kind, recorded) === "keep",
    destruction,
    loss: isPaid(kind) ? destruction : undefined,
    farewell: (when) => farewell(kind, account, recorded, when, waiting),
  };
}

/** What its delete destroys that was paid for or holds data, in words. */
function destructionOf(kind: Kind, account: Account, recorded: Recorded): string | undefined {
  const { observed, arguments: given } = recorded;
  const choice = choiceOf(kind, recorded);
  if (!kind.isPrecious || choice === "keep" || choice === "refuse") return undefined;
  if (observed === undefined || !isInEffect(observed)) return undefined;
  const step = kind.release(observed, given, account);
  return step.destroys === true ? step.words : undefined;
}

/**
 * What a replacement destroys, where the user has not consented to it. A change of `purchaseTriggers` is that consent: it says "another
 * one". What is not known yet becomes known in `up`.
 * @param replaces the arguments that only another service can carry out.
 */
export function destructionFaults(
  { arguments: { shape } }: { readonly arguments: { readonly shape: object } },
  { destruction, serviceId }: Predecessor,
  { wanted, unknown }: Pick<Wish, "wanted" | "unknown">,
  replaces: readonly string[],
): CheckFailure[] {
  const isConsented = wanted.allowReplace === true || wanted.allowDeleteBeforeReplace === true;
  if (isConsented || destruction === undefined || !("allowReplace" in shape)) return [];
  if (replaces.includes("purchaseTriggers")) return [];
  return replaces
    .filter((property) => !unknown.has(property))
    .map((property) => ({
      property,
      reason: say(
        'cannot be changed in place: there would be another one, and then {destruction}, with all that is on {serviceId}. It needs `allowReplace: true`, the consent to lose that; or `onDelete: "keep"` (applied before) leaves the old one there',
        { destruction, serviceId },
      ),
    }));
}

/** What a delete that comes first may lose, where the user has not consented to it. */
export function lossFaults(
  kind: { readonly title: () => string },
  { loss }: Predecessor,
  wanted: CommonArguments,
  why: string,
): CheckFailure[] {
  if (wanted.allowDeleteBeforeReplace === true || loss === undefined) return [];
  return [
    {
      property: "allowDeleteBeforeReplace",
      reason: say(
        "{loss} would come before another {title} is bought ({why}): what is on it is lost, and if the purchase fails there is none. It needs `allowDeleteBeforeReplace: true`",
        { loss, title: kind.title(), why },
      ),
    },
  ];
}

/** The services that this one replaced, that are still there, and that nobody means to leave there. */
export async function stillWaiting(
  kind: Kind,
  run: Run,
  { account }: Pick<Wish, "account">,
  { lifecycle, arguments: given }: Recorded,
): Promise<readonly string[]> {
  const { supersedes, leftAlone = [] } = lifecycle;
  const ids = supersedes.filter((id) => !leftAlone.includes(id));
  if (ids.length === 0) return [];
  try {
    const listed = await kind.inventory(account, given).all(Infinity);
    const rows = new Map(listed.map((row) => [row.serviceId, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined || !isInEffect(row)) return [];
      const { expiresAt } = row;
      const status = wordOfStatus(row.status);
      return [
        expiresAt === undefined
          ? say("{id} ({status})", { id, status })
          : say("{id} ({status}, until {expiresAt})", { id, status, expiresAt }),
      ];
    });
  } catch (error) {
    if (error instanceof ResellerError) return ids;
    throw error;
  }
}

/** The same in words, for each line of the preview. */
export function wordsOfWaiting(kind: Parameters<typeof isPaid>[0], waiting: readonly string[]): string[] {
  if (waiting.length === 0) return [];
  const all = { waiting: listed(waiting) };
  if (isPaid(kind))
    return [
      waiting.length === 1
        ? say(
            "replaced before and still there: {waiting}; as long as state has it, each `pulumi up` asks for its refund again; it stays paid until then",
            all,
          )
        : say(
            "replaced before and still there: {waiting}; as long as state has them, each `pulumi up` asks for their refund again; they stay paid until then",
            all,
          ),
    ];
  return [
    waiting.length === 1
      ? say(
          "replaced before and still there: {waiting}; as long as state has it, each `pulumi up` asks for its deletion again",
          all,
        )
      : say(
          "replaced before and still there: {waiting}; as long as state has them, each `pulumi up` asks for their deletion again",
          all,
        ),
  ];
}

/** Says in which order a service and its successor come and go, for the create and the delete of this run. */
export function replaceInRun(
  kind: Kind,
  run: Run,
  { account, urn }: Pick<Wish, "account" | "urn">,
  replacing: Replacing,
): void {
  const { serviceId, isDeletedFirst = false } = replacing;
  run.replace(identityOf(kind, account, serviceId), { urn, isDeletedFirst });
}
