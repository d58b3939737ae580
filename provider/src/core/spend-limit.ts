import { z } from "zod";
import { exceeds, formatMoney, isZero, type Money } from "./money";
import { say } from "./language/say";
import { together } from "./language/lists";

/** The most that may be spent: one amount, where only one currency is spent, or one for each currency. */
export type SpendLimit = string | Readonly<Record<string, string>>;

/** A limit for one currency, and one for several. */
const examples = { one: '"900.00"', several: '{"CNY": "900.00", "USD": "20.00"}' };
const amount = z
  .union([z.string(), z.number().transform(String)])
  .pipe(
    z.string().regex(/^\d+(\.\d{1,2})?$/, { error: () => say('is not a decimal amount such as "900.00"') }),
  );
const amounts = z.record(
  z.string().regex(/^[A-Z]{3}$/, { error: () => say("is not a currency such as CNY") }),
  amount,
);

/** `CNY=900,USD=20`, as a command line and the environment have it. */
function pairsOf(text: string): unknown {
  const pairs = text.split(",").map((pair) => pair.split("=").map((part) => part.trim()));
  return Object.fromEntries(pairs.map(([currency = "", value = ""]) => [currency, value]));
}

/** Reads a limit: a decimal string, amounts by currency, or these as `CNY=900,USD=20`. */
export const spendLimitSchema: z.ZodType<SpendLimit> = z.preprocess(
  (given) => (typeof given === "string" && given.includes("=") ? pairsOf(given) : given),
  z.union([amount, amounts], { error: () => say("is no limit such as {one} or {several}", examples) }),
);

/** In words: `900.00`, `CNY 900.00 and USD 20.00`. */
export function wordsOfLimit(limit: SpendLimit): string {
  if (typeof limit === "string") return limit;
  return together(Object.entries(limit).map(([currency, most]) => `${currency} ${most}`));
}

/** Amounts in words: `CNY 900.00 and USD 20.00`. */
export function wordsOfMoney(all: readonly Money[]): string {
  return together(all.map(formatMoney));
}

/**
 * What of these amounts is over a limit, in words; `undefined` when nothing is. A currency that a limit by currency does not name is not to
 * be spent at all.
 * @param totals one for each currency.
 */
export function excessOf(totals: readonly Money[], limit: SpendLimit): string | undefined {
  const spent = totals.filter((total) => !isZero(total));
  if (typeof limit !== "string") {
    const over = spent.filter((total) => exceeds(total, limit[total.currency] ?? "0"));
    return over.length === 0 ? undefined : wordsOfMoney(over);
  }
  if (spent.length > 1)
    return say("{spent}, and one amount limits one currency: say {one} or {several}", {
      spent: wordsOfMoney(spent),
      ...examples,
    });
  return spent.some((total) => exceeds(total, limit)) ? wordsOfMoney(spent) : undefined;
}
