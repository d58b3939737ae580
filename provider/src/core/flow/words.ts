import type { CommonObserved } from "../observed";

/** What the words for a service depend on. */
export interface Worth {
  readonly isPrecious: boolean;
  readonly isFree?: boolean;
}

/** Whether it was paid for, so that it is bought, and stays paid until it expires. */
export const isPaid = ({ isPrecious, isFree }: Worth): boolean => isPrecious && isFree !== true;

/** What a delete does with a service that is left alone. */
export function wordsOfKeeping(id: string, expiresAt: string | undefined): string {
  return `keep ${id}${expiresAt === undefined ? "" : ` until it expires at ${expiresAt}`}`;
}

/** What a delete does that `onDelete` forbids. */
export const wordsOfRefusing = (id: string): string => `FAIL to delete ${id} (onDelete is "refuse")`;

/** What becomes of a service that the vendor does not take back. */
export const keptIfRefused = (kind: Worth): string =>
  ` (kept${isPaid(kind) ? " until it expires" : ""} if refused)`;

/** A service that was found instead of being ordered, and how it is known. Whether an interrupted create made it nobody can tell. */
export function wordsOfFound(
  kind: Worth & { readonly title: string; readonly isNamed: boolean },
  found: CommonObserved,
  token: string,
): string {
  if (kind.isNamed) return `${kind.title} ${found.serviceId}, found by its name (${found.status})`;
  const by = kind.isPrecious ? `its token ${token}` : "its name";
  return `${found.serviceId}, found by ${by} (${found.status}, ${wordsOfMaking(kind).made} ${found.boughtAt ?? "at an unknown time"})`;
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
      nothing: "makes nothing new",
      nothingDone: "nothing new was made",
      madeBy: () => "looks like this resource's own, by its name and password",
    };
  }
  const madeBy = (token: string): string => `carries the token ${token} of this resource`;
  return isPaid(kind)
    ? { made: "bought", nothing: "buys nothing", nothingDone: "nothing was bought", madeBy }
    : { made: "created", nothing: "creates nothing", nothingDone: "nothing was created", madeBy };
}
