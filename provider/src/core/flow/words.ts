import type { CommonObserved } from "../observed";
import { say } from "../language/say";

/** What the words for a service depend on. */
export interface Worth {
  readonly isPrecious: boolean;
  readonly isFree?: boolean;
}

/** Whether it was paid for, so that it is bought, and stays paid until it expires. */
export const isPaid = ({ isPrecious, isFree }: Worth): boolean => isPrecious && isFree !== true;

/** What a delete does with a service that is left alone. */
export function wordsOfKeeping(id: string, expiresAt: string | undefined): string {
  return say("keep {id}{value}", {
    id,
    value: expiresAt === undefined ? "" : say(" until it expires at {expiresAt}", { expiresAt }),
  });
}

/** What a delete does that `onDelete` forbids. */
export const wordsOfRefusing = (id: string): string =>
  say('FAIL to delete {id} (onDelete is "refuse")', { id });

/** What becomes of a service that the vendor does not take back. */
export const keptIfRefused = (kind: Worth): string =>
  say(" (kept{value} if refused)", { value: isPaid(kind) ? say(" until it expires") : "" });

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
      status: found.status,
    });
  const by = kind.isPrecious ? say("its token {token}", { token }) : say("its name");
  return say("{serviceId}, found by {by} ({status}, {made} {boughtAt})", {
    serviceId: found.serviceId,
    by,
    status: found.status,
    made: wordsOfMaking(kind).made,
    boughtAt: found.boughtAt ?? say("at an unknown time"),
  });
}

/** How a service came to be, in words: what costs nothing was never bought. */
export function wordsOfMaking(kind: Worth): {
  /** `bought` in "bought yesterday". */
  readonly made: string;
  /** What a create does that finds it there. */
  readonly nothing: string;
  /** The same when it is over. */
  readonly nothingDone: string;
  /** By which it is known for this resource's own. */
  readonly madeBy: (token: string) => string;
} {
  if (!kind.isPrecious) {
    return {
      made: "made",
      nothing: say("makes nothing new"),
      nothingDone: say("nothing new was made"),
      madeBy: () => say("looks like this resource's own, by its name and password"),
    };
  }
  const madeBy = (token: string): string => say("carries the token {token} of this resource", { token });
  return isPaid(kind)
    ? { made: "bought", nothing: say("buys nothing"), nothingDone: say("nothing was bought"), madeBy }
    : { made: "created", nothing: say("creates nothing"), nothingDone: say("nothing was created"), madeBy };
}
