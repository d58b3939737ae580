import { say, type Sentence } from "../language/say";

/** What becomes of resources: kinds of steps, what becomes of what leaves state, and what the engine calls the rest. */
const changes: readonly Sentence[] = [
  ...(["buy", "create", "upgrade", "downgrade", "cancelDowngrade", "renew", "reinstall", "revert"] as const),
  ...(["password", "power", "reboot", "settings", "release", "replace", "delete", "refund", "keep"] as const),
  ...(["refuse", "refused", "update", "refresh"] as const),
];

/** A kind of change in words. Programs, and options that name kinds, have it as it is. */
export function changeWords(kind: string): string {
  const known = changes.find((one) => one === kind);
  return known === undefined ? kind : say(known);
}

/** An amount of which only the most may be known: `at most CNY 200.00`. */
export function mostWords(amount: string, isAtMost: boolean): string {
  return isAtMost ? say("at most {amount}", { amount }) : amount;
}
