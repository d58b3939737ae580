import { DateTime } from "luxon";
import { z } from "zod";
import { registerSecret } from "../redact";

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

/** Yes or no; `undefined` for anything else. */
export const flag = text.transform((value) => {
  if (value === "1" || value === "true") return true;
  return value === "0" || value === "false" ? false : undefined;
});

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
