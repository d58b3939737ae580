import { z } from "zod";
import { parseJson } from "./json";

/*
 * Panels are PHP: what is a list or an object comes in several forms, and also as JSON text.
 */

/** The value that a JSON text of an object or a list stands for; anything else as it is. */
export function jsonOf(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseJson(value, {});
  } catch {
    return value;
  }
}

/** What a schema reads, and `undefined` instead of a spoilt reply: for what is only shown. */
export function lenient<S extends z.ZodType>(schema: S) {
  return z.unknown().transform((value) => schema.safeParse(value).data);
}

/** Rows, however PHP wrote them: an array, a map keyed by numbers, JSON text of them, a single row, or nothing. */
export function rowsIn(wire: unknown): unknown[] {
  const value = jsonOf(wire);
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "object") return [value];
  const keys = Object.keys(value);
  return keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

/** A list of rows of one schema; empty for nothing. */
export function rows<S extends z.ZodType>(row: S) {
  return z.unknown().transform(rowsIn).pipe(z.array(row));
}

/** One record, however PHP wrapped it; an empty one for nothing. */
export function one<S extends z.ZodType>(single: S) {
  return z
    .unknown()
    .transform((value): unknown => rowsIn(value)[0] ?? {})
    .pipe(single);
}
