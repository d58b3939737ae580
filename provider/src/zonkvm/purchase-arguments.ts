import { z } from "zod";
import type { Aspect } from "../core/aspects/aspect";
import type { CommonObserved } from "../core/observed";

/** What every purchase of Zonkvm takes besides what is bought. By itself, because editors show its doc comments. */
export const purchaseArguments = {
  /** Whether the panel renews by itself, month by month (`renew_auto`). Default false. Only at the purchase: nothing changes it later, and a change fails. Excludes `keepPaid`. */
  autoRenew: z.boolean().optional(),
};

interface AutoRenewed {
  readonly autoRenew?: boolean | undefined;
  readonly keepPaid?: unknown;
  readonly onDelete?: string | undefined;
}

/** Automatic renewal, which is chosen at the purchase and never again. */
export function autoRenewal<A extends AutoRenewed, O extends CommonObserved, C>(): Aspect<A, O, C> {
  return {
    rules: ({ autoRenew, keepPaid, onDelete }) => [
      ...(autoRenew === true && keepPaid !== undefined
        ? [{ property: "keepPaid", reason: "excludes `autoRenew`: the panel renews by itself" }]
        : []),
      ...(autoRenew === true && (onDelete === "keep" || onDelete === "refundOrKeep")
        ? [
            {
              property: "onDelete",
              reason:
                `"${onDelete}" would leave a service that the panel renews by itself, month by month and without an end: write "refund" or "refuse", or buy ` +
                "without `autoRenew`",
            },
          ]
        : []),
    ],
    plan({ wanted, before, unknown }) {
      const isOther = (wanted.autoRenew ?? false) !== (before.autoRenew ?? false);
      if (!isOther || unknown.has("autoRenew")) return {};
      const reason =
        "is chosen at the purchase, and no operation of the panel changes it: undo the change here and make it in the panel, or buy another one with " +
        "`purchaseTriggers`";
      return { faults: [{ property: "autoRenew", reason }] };
    },
  };
}
