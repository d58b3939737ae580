import type { Account } from "../core/account";
import { BrakeError } from "../core/errors";
import type { FoundOperation, PreparedCall } from "../core/operations/operation";
import type { RunSettings } from "../core/run-settings";
import type { Context } from "./options";
import { say } from "./language/say";

/** Which of the stack's brakes forbid a call that spends or destroys: nothing is known of its price, nor what kind of step it is. */
function forbidding(
  values: PreparedCall["values"],
  spends: boolean,
  settings: RunSettings,
): string | undefined {
  const kept = settings.keep.map((entry) => entry.split(":").at(-1));
  if (!spends && Object.values(values).some((value) => kept.includes(String(value)))) return "keep";
  if (settings.approved.length > 0) return "approved";
  if (settings.allowSteps !== undefined) return "allowSteps";
  if (!spends) return undefined;
  if (!settings.allowSpending) return "allowSpending";
  return settings.maxSpendPerRun.length > 0 && !settings.acceptUnpublished ? "maxSpendPerRun" : undefined;
}

/** Whether an operation needs a yes, and a line in the journal. */
export function isGrave({ operation }: FoundOperation): boolean {
  return operation.effect === "spends" || operation.effect === "destroys";
}

/** Holds the stack's brakes. @throws {BrakeError} */
export function brake(found: FoundOperation, values: PreparedCall["values"], settings: RunSettings): void {
  if (!isGrave(found)) return;
  const { effect } = found.operation;
  const key = forbidding(values, effect === "spends", settings);
  if (key === undefined) return;
  const why =
    effect === "spends"
      ? say("it spends, and reseller:{key} is set", { key })
      : say("it destroys, and reseller:{key} is set", { key });
  throw new BrakeError(why, {
    advice: say("Nothing was sent. Where it is meant all the same, call it without that setting"),
  });
}

/**
 * Whether a call may be sent: asks on a terminal, where it spends or destroys.
 * @param words the call in a line.
 * @param yes whether it was said before.
 */
export async function isAllowed(
  found: FoundOperation,
  words: string,
  account: Account,
  yes: boolean,
  { ask, error }: Context,
): Promise<boolean> {
  if (yes || !isGrave(found)) return true;
  const { effect, words: does } = found.operation;
  const meaning =
    effect === "spends" ? say("This spends: {does}.", { does }) : say("This destroys: {does}.", { does });
  const what = `${account.key}: ${words}\n${meaning}\n`;
  if (ask !== undefined && (await ask(`${what}${say("Do it?")}`))) return true;
  error(`${what}${say("Nothing was sent: it needs a yes, or --yes.")}\n`);
  return false;
}
