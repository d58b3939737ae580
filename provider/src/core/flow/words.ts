import type { CommonObserved } from "../observed";
import { say, type Sentence } from "../language/say";
import { wordOfStatus } from "../observed";

/** What the words for a service depend on. */
export interface Worth {
  readonly isPrecious: boolean;
  readonly isFree?: boolean;
}

/** Whether it was paid for, so that it is bought, and stays paid until it expires. */
export const isPaid = ({ isPrecious, isFree }: Worth): boolean => isPrecious && isFree !== true;

/** What a delete does with a service that is left alone. */
export function wordsOfKeeping(id: string, expiresAt: string | undefined): string {
  return expiresAt === undefined
    ? say("keep {id}", { id })
    : say("keep {id} until it expires at {expiresAt}", { id, expiresAt });
}

/** What a delete does that `onDelete` forbids. */
export const wordsOfRefusing = (id: string): string =>
  say('FAIL to delete {id} (onDelete is "refuse")', { id });

/** What becomes of a service that the vendor does not take back. */
export const keptIfRefused = (kind: Worth): string =>
  isPaid(kind) ? say(" (kept until it expires if refused)") : say(" (kept if refused)");

/** A service that was found instead of being ordered, and how it is known. Whether an interrupted create made it nobody can tell. */
export function wordsOfFound(
  kind: Worth & { readonly title: () => string; readonly isNamed: boolean },
  found: CommonObserved,
  token: string,
): string {
  if (kind.isNamed)
    return say("{title} {serviceId}, found by its name ({status})", {
      title: kind.title(),
      serviceId: found.serviceId,
      status: wordOfStatus(found.status),
    });
  const { serviceId } = found;
  const { made } = wordsOfMaking(kind);
  const since = say("{status}, {made}", { status: wordOfStatus(found.status), made: made(found.boughtAt) });
  return kind.isPrecious
    ? say("{serviceId}, found by its token {token} ({since})", { serviceId, token, since })
    : say("{serviceId}, found by its name ({since})", { serviceId, since });
}

/** Says it as the service came to be: what costs nothing was never bought. */
export function wordsByMaking(
  kind: Worth,
  words: { readonly made: Sentence; readonly created: Sentence; readonly bought: Sentence },
): string {
  if (!kind.isPrecious) return say(words.made);
  return say(isPaid(kind) ? words.bought : words.created);
}

/** How a service came to be, in words. */
export interface Making {
  /** `bought 2026-06-30T00:00:00Z`. */
  readonly made: (at: string | undefined) => string;
  /** What a create does that finds it there. */
  readonly nothing: string;
  /** The same when it is over. */
  readonly nothingDone: string;
  /** By which it is known for this resource's own. */
  readonly madeBy: (token: string) => string;
}

/** How a service came to be, in words: what costs nothing was never bought. */
export function wordsOfMaking(kind: Worth): Making {
  if (!kind.isPrecious) {
    return {
      made: (at) => (at === undefined ? say("made at an unknown time") : say("made {at}", { at })),
      nothing: say("makes nothing new"),
      nothingDone: say("nothing new was made"),
      madeBy: () => say("looks like this resource's own, by its name and password"),
    };
  }
  const madeBy = (token: string): string => say("carries the token {token} of this resource", { token });
  return isPaid(kind)
    ? { made: boughtAt, nothing: say("buys nothing"), nothingDone: say("nothing was bought"), madeBy }
    : {
        made: (at) => (at === undefined ? say("created at an unknown time") : say("created {at}", { at })),
        nothing: say("creates nothing"),
        nothingDone: say("nothing was created"),
        madeBy,
      };
}

/** When something was bought, in words. */
export const boughtAt = (at: string | undefined): string =>
  at === undefined ? say("bought at an unknown time") : say("bought {at}", { at });
