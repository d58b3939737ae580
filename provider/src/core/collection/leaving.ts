import type { CollectionKind } from "./collection-kind";
import type { CommonObserved } from "../observed";
import { isKept } from "../run-settings";

/** What the delete of a collection will do. */
export interface CollectionLeaving {
  readonly does: "keep" | "refuse" | "delete";
  /** Whether a member stays all the same, because `reseller:keep` lists it. */
  readonly keeps: (member: CommonObserved) => boolean;
}

/**
 * What the delete of a collection will do, from its state alone.
 * @param id the resource's. @param onDelete as it was recorded. @param keep `reseller:keep`.
 */
export function leavingOf(
  { type, member }: Pick<CollectionKind, "type" | "member">,
  id: string,
  onDelete: unknown,
  keep: readonly string[],
): CollectionLeaving {
  const isListed = isKept(keep, { kind: type, id });
  const isRefused = onDelete === "refuse";
  return {
    does: onDelete === "keep" || isListed ? "keep" : isRefused ? "refuse" : "delete",
    keeps: ({ serviceId }) => isKept(keep, { kind: member.type, id: serviceId }),
  };
}
