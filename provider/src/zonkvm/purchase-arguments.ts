import { z } from "zod";
import type { Aspect } from "../core/aspects/aspect";
import type { CommonObserved } from "../core/observed";
import { say } from "./language/say";

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

const isLeftAlone = (onDelete: string | undefined): boolean =>
  onDelete === "keep" || onDelete === "refundOrKeep";

const withoutEnd = (onDelete: string | undefined): string =>
  say(
    '"{onDelete}" would leave a service that the panel renews by itself, month by month and without an end: write "refund" or "refuse"',
    { onDelete: onDelete ?? "" },
  );

/**
 * Automatic renewal, which is chosen at the purchase and never again.
 * @param liveOf whether the panel renews it, for kinds of which it tells.
 */
export function autoRenewal<A extends AutoRenewed, O extends CommonObserved, C>(
  liveOf: (observed: O) => boolean | undefined = () => undefined,
): Aspect<A, O, C> {
  return {
    argumentsOf(observed) {
      const live = liveOf(observed);
      return live === undefined ? {} : { autoRenew: live };
    },
    rules: ({ autoRenew, keepPaid, onDelete }) => [
      ...(autoRenew === true && keepPaid !== undefined
        ? [{ property: "keepPaid", reason: say("excludes `autoRenew`: the panel renews by itself") }]
        : []),
      ...(autoRenew === true && isLeftAlone(onDelete)
        ? [
            {
              property: "onDelete",
              reason: say(
                '"{onDelete}" would leave a service that the panel renews by itself, month by month and without an end: write "refund" or "refuse", or buy without `autoRenew`',
                { onDelete: onDelete ?? "" },
              ),
            },
          ]
        : []),
    ],
    plan({ wanted, before, observed, unknown }) {
      const live = liveOf(observed);
      const isOther = (wanted.autoRenew ?? false) !== (live ?? before.autoRenew ?? false);
      if (!isOther || unknown.has("autoRenew")) return {};
      const reason =
        live === undefined
          ? say(
              "is chosen at the purchase, and no operation of the panel changes it: undo the change here and make it in the panel, or buy another one with `purchaseTriggers`",
            )
          : say(
              "is {live} in the panel; it is chosen at the purchase, and no operation of the panel changes it: undo the change here and make it in the panel, or buy another one with `purchaseTriggers`",
              { live: String(live) },
            );
      // A rule has said it of what is wanted; here it is so without being wanted.
      const isEndless = live === true && isLeftAlone(wanted.onDelete);
      return {
        faults: [
          { property: "autoRenew", reason },
          ...(isEndless ? [{ property: "onDelete", reason: withoutEnd(wanted.onDelete) }] : []),
        ],
      };
    },
  };
}
