import { Big } from "big.js";
import { DateTime, IANAZone } from "luxon";
import { z } from "zod";
import { ConfigurationError } from "../errors";
import { registerSecret } from "../redact";
import { say } from "../language/say";

/*
 * How panels write single values, whatever the vendor: numbers as numbers or in digits, nothing as `null`, `""` or not at all.
 */

/** By hand and not by a schema: nearly every field of every row comes through here. */
function scalarOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value.trim();
    case "number":
      return Number.isFinite(value) ? String(value) : undefined;
    case "boolean":
    case "bigint":
      return String(value);
    default:
      return undefined;
  }
}

/** A text that may be empty; `undefined` when there is none, or when it is no single value. */
export const plainText = z.unknown().optional().transform(scalarOf);

/** A text; `undefined` for nothing. */
export const text = plainText.transform((value) => (value === "" ? undefined : value));

/** A text that must never be shown. */
export const secretText = text.transform((value) => {
  registerSecret(value);
  return value;
});

/** The id of a record: digits. Must be there. */
export const id = text.pipe(
  z
    .string({ error: () => say("must be there") })
    .regex(/^\d+$/, { error: () => say("must be an id, in digits") }),
);

/** A number, whole or not; `undefined` for nothing and for what is none. */
export const number = text.transform((value) =>
  value !== undefined && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined,
);

/** Yes or no; `undefined` for anything else. */
export const flag = text.transform((value) => {
  if (value === "1" || value === "true") return true;
  return value === "0" || value === "false" ? false : undefined;
});

/** The zone of a panel's wall, where the account names none. */
export function wallOf(timeZone = "Asia/Shanghai"): string {
  if (IANAZone.isValidZone(timeZone)) return timeZone;
  throw new ConfigurationError(say('there is no time zone "{timeZone}"', { timeZone }));
}

/**
 * Reads times off a vendor's wall: `2021-08-17 16:57:43`, or ISO 8601, as ISO 8601 with the offset of the zone;
 * `undefined` for what is no time.
 */
export function wallClock(timeZone: string): (value: string) => string | undefined {
  // The same thousand rows come with every list, and reading a time in its zone is slow.
  const known = new Map<string, string | undefined>();
  return (value) => {
    if (!known.has(value)) known.set(value, momentOf(value, timeZone));
    return known.get(value);
  };
}

function momentOf(value: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d/.test(value) || value.startsWith("0000")) return undefined;
  const moment = DateTime.fromISO(value.replace(" ", "T"), { zone: timeZone });
  return moment.isValid ? moment.toISO({ suppressMilliseconds: true }) : undefined;
}

/** A time on the panel's wall as ISO 8601 with offset; `undefined` for nothing and for what is no time. */
export function time(timeZone: string) {
  const read = wallClock(timeZone);
  return text.transform((value) => (value === undefined ? undefined : read(value)));
}

/** A time in Unix seconds, or as `2022-08-29 00:00:16` (or with a `T`) on the panel's wall, as ISO 8601 with the zone's offset. */
export function unixTime(timeZone: string) {
  const read = wallClock(timeZone);
  return text.transform((value) => {
    if (value === undefined || value === "0") return undefined;
    if (!/^\d{9,11}$/.test(value)) return read(value);
    return (
      DateTime.fromSeconds(Number(value), { zone: timeZone }).toISO({ suppressMilliseconds: true }) ??
      undefined
    );
  });
}

/** A time that money depends on: `undefined` for nothing, a spoilt reply for what cannot be read. */
export function strictTime(timeZone: string) {
  const read = wallClock(timeZone);
  return text.transform((value, context) => {
    if (value === undefined || /^0{4}-0{2}-0{2}/.test(value)) return undefined;
    const moment = read(value);
    if (moment !== undefined) return moment;
    context.addIssue({
      code: "custom",
      message: say("must be a time, is {value}", { value: JSON.stringify(value) }),
    });
    return z.NEVER;
  });
}

function lookUp<const T extends Readonly<Record<string, string>>>(words: T) {
  // `Object.entries` forgets which values the table has.
  const table = new Map<string, T[keyof T]>(Object.entries(words) as [string, T[keyof T]][]);
  return (code: string | undefined): T[keyof T] | "unknown" | undefined =>
    code === undefined ? undefined : (table.get(code) ?? "unknown");
}

/** A value that the panel writes as a code and we in a word. A code that is not in the table is `"unknown"`. */
export function word<const T extends Readonly<Record<string, string>>>(words: T) {
  const wordOf = lookUp(words);
  return text.transform((code) => wordOf(code) ?? "unknown");
}

/** {@link word} that is `undefined` where the panel says nothing: rows of lists lack fields. */
export function optionalWord<const T extends Readonly<Record<string, string>>>(words: T) {
  return text.transform(lookUp(words));
}

/** The code of a word, for a request. */
export function codeOf<T extends Readonly<Record<string, string>>>(words: T, word: T[keyof T]): string {
  const entry = Object.entries(words).find(([, ours]) => ours === word);
  if (entry === undefined) throw new TypeError(`there is no code for ${word}`);
  return entry[0];
}

/** What reads decimals of this form, exactly: `undefined` for nothing, a spoilt reply for what has another form. */
export function strictDecimals(form: RegExp) {
  const strict = (write: (value: Big) => string) =>
    text.transform((value, context) => {
      if (value === undefined) return undefined;
      if (form.test(value)) return write(new Big(value));
      context.addIssue({
        code: "custom",
        message: say("must be a decimal, is {value}", { value: JSON.stringify(value) }),
      });
      return z.NEVER;
    });
  return {
    /** An amount of money, as a decimal string with at least two places. */
    money: strict((value) => (value.round(2).eq(value) ? value.toFixed(2) : value.toFixed())),
    /** A factor, a ratio or a percentage, as a decimal string. */
    decimal: strict((value) => value.toFixed()),
  };
}
