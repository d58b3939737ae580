import type { Account } from "../account";
import type { Farewell } from "../approval";
import type { Kind } from "../kind";
import { isKept } from "../run-settings";
import { choiceOf } from "./predecessor";
import type { Recorded } from "../record";
import { isPaid, keptIfRefused, wordsOfKeeping, wordsOfRefusing } from "./words";
import { say } from "../language/say";

/** What a delete will do, as far as state tells. */
export interface Leaving {
  /** The vendor's id, or the resource's while nothing is in hand. */
  readonly id: string;
  readonly does: Farewell;
  /** `REFUND 170833`; `keep 170833 until it expires at …`. */
  readonly words: string;
}

/**
 * What the delete of a resource will do, from its state alone: the engine asks nobody before it deletes.
 * @param id the resource's.
 * @param account absent where none can be opened.
 * @param keep `reseller:keep`.
 */
export function leavingOf(
  kind: Kind,
  recorded: Recorded,
  id: string,
  account: Account | undefined,
  keep: readonly string[],
): Leaving {
  const { lifecycle, observed, arguments: given } = recorded;
  const { serviceId = id } = lifecycle;
  const kept = (why: string): Leaving => ({
    id: serviceId,
    does: "keep",
    words: `${wordsOfKeeping(serviceId, observed?.expiresAt)}${why}`,
  });
  if ([id, serviceId].some((one) => isKept(keep, { kind: kind.type, id: one })))
    return kept(say(" (it is listed in reseller:keep)"));
  const choice = choiceOf(kind, recorded);
  if (choice === "keep") return kept("");
  if (choice === "refuse") return { id: serviceId, does: "refuse", words: wordsOfRefusing(serviceId) };
  const does = isPaid(kind) ? "refund" : "delete";
  if (lifecycle.serviceId === undefined) {
    const { token } = recorded;
    const words =
      does === "refund"
        ? say("look for what the order {token} bought, whose outcome is unknown, and refund it", { token })
        : say("look for what the order {token} bought, whose outcome is unknown, and delete it", { token });
    return { id: serviceId, does, words };
  }
  const step =
    observed === undefined || account === undefined ? undefined : kind.release(observed, given, account);
  if (step !== undefined && step.destroys !== true) return { id: serviceId, does: "keep", words: step.words };
  const unless = choice === "refundOrKeep" ? keptIfRefused(kind) : "";
  return {
    id: serviceId,
    does,
    words: `${step?.words ?? `${say(does)} ${kind.title()} ${serviceId}`}${unless}`,
  };
}
