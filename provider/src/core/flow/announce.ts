import { formatMoney, sum } from "../money";
import type { Wish } from "./resource";
import type { Run } from "../run";
import { publishedDues, spends, type Step } from "../step";

/**
 * Holds the stack's brakes against a plan and says it beside the resource, with the running total where several resources
 * spend.
 * @throws {BrakeError}
 */
export function announce(
  run: Run,
  wish: Pick<Wish, "urn" | "account">,
  { steps, warnings }: { readonly steps: readonly Step[]; readonly warnings: readonly string[] },
  words: string,
): void {
  const { urn, account } = wish;
  const total = run.brakes.plan(urn, steps, account);
  for (const warning of warnings) run.voice.say(urn, warning, "warning");
  if (words === "") return;
  const own = publishedDues(steps);
  const isOnlyOne = total === undefined || total.amount === sum(own, account.currency).amount;
  const soFar = isOnlyOne ? "" : ` [this run so far: ${formatMoney(total)}]`;
  const isHeld = spends(steps) && !run.brakes.allowsSpending;
  const held = isHeld ? ". `pulumi up` will refuse this: reseller:allowSpending is false" : "";
  run.voice.say(urn, `${words}${soFar}${held}`, isHeld ? "error" : "info");
}
