import { Big } from "big.js";
import { DateTime } from "luxon";
import { z } from "zod";
import { text } from "../../core/wire/scalars";
import { say } from "../language/say";

/*
 * How the vendor writes single values: numbers as numbers or in digits, nothing as `null`, `""` or not at all. What decides
 * money or identity is read strictly (a value that cannot be read spoils the reply); everything else becomes `undefined`.
 */

export { flag, secretText, text, time } from "../../core/wire/scalars";

/** A text that must be there. */
export const requiredText = text.pipe(z.string({ error: () => say("must be there") }));

/** A whole number, 0 or more; `undefined` for nothing and for what is none. */
export const integer = text.transform((value) =>
  value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined,
);

/** A whole number that must be there. */
export const requiredInteger = integer.pipe(z.int({ error: () => say("must be a whole number") }));

/** A decimal string, exact; `undefined` for nothing and for what is none. */
export const decimal = text.transform((value) => {
  if (value === undefined || !/^-?\d{1,15}(\.\d+)?$/.test(value)) return undefined;
  return new Big(value).toFixed();
});

/** An amount of money, as a decimal string with two places or more, that must be there. */
export const money = decimal
  .pipe(z.string({ error: () => say("must be an amount") }))
  .transform((value) => (new Big(value).round(2).eq(value) ? new Big(value).toFixed(2) : value));

/** A moment (ISO 8601 with offset) as the vendor writes it: `2022-05-13 12:14:15` on its wall. */
export function stampOf(moment: string, timeZone: string): string {
  return DateTime.fromISO(moment, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm:ss");
}

/** A code that we write in a word; a code that is not in the table is `"unknown"`. */
export function word<const T extends Readonly<Record<string, number>>>(codes: T) {
  const words = new Map(
    Object.entries(codes).map(([name, code]) => [String(code), name as keyof T & string]),
  );
  return text.transform((code): (keyof T & string) | "unknown" => words.get(code ?? "") ?? "unknown");
}
