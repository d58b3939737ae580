import { z } from "zod";
import { plainText, strictDecimals, text } from "../../core/wire/scalars";
import { say } from "../language/say";

/*
 * How the panel writes single values. It is PHP: numbers come as strings or numbers, nothing comes as `null`, `""`, or
 * not at all, and lists come with commas, as arrays, or as maps keyed by numbers. What decides money or identity is read
 * strictly (a value that cannot be read spoils the reply); everything else becomes `undefined`.
 */

export { flag, secretText, strictTime, text, time, word } from "../../core/wire/scalars";

/** The id of a record: digits. Must be there. */
export const id = z
  .union([z.string(), z.int()], { error: () => say("must be an id") })
  .transform(String)
  .pipe(
    z
      .string()
      .trim()
      .regex(/^\d+$/, { error: () => say("must be an id, in digits") }),
  );

/** The id of another record; `undefined` for none, which the panel also writes as 0. */
export const optionalId = text.transform((value) =>
  value !== undefined && /^\d+$/.test(value) && value !== "0" ? value : undefined,
);

/** A whole number; `undefined` for nothing and for what is none. */
export const integer = text.transform((value) =>
  value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined,
);

/** A whole number that must be there, because money depends on it. */
export const requiredInteger = text.transform((value, context) => {
  if (value !== undefined && /^\d{1,15}$/.test(value)) return Number(value);
  context.addIssue({
    code: "custom",
    message: say("must be a whole number, is {given}", { given: JSON.stringify(value ?? null) }),
  });
  return z.NEVER;
});

export const { money, decimal } = strictDecimals(/^\d{1,15}(?:\.\d{1,8})?$/);

function jsonOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Whatever holds several values, as a flat list of texts. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  const single = plainText.parse(value) ?? "";
  // PHP keeps a list that it was sent as JSON in a text.
  const listed = /^[[{]/.test(single) ? jsonOf(single) : undefined;
  if (typeof listed === "object" && listed !== null) return textsIn(listed);
  return single.split(/[\s,，、;|]+/).filter((part) => part !== "");
}

/** Several texts: an array, perhaps nested, a map, either of them in JSON text, or a text with commas. `undefined` when the field is not there. */
export const texts = z
  .unknown()
  .transform((value) => (value === undefined || value === null ? undefined : textsIn(value)));

/** Several whole numbers, written like {@link texts}; `undefined` when there is none. */
export const integers = texts.transform((parts = []) => {
  const numbers = parts.filter((part) => /^\d{1,15}$/.test(part)).map(Number);
  return numbers.length === 0 ? undefined : numbers;
});

const textMap = z.record(
  z.string(),
  text.transform((value) => value ?? ""),
);

/** A map of texts: an object, JSON text of one, or PHP's `[]` for an empty one. */
export const map = z.unknown().transform((value) => {
  if (Array.isArray(value) && value.length === 0) return {};
  return textMap.safeParse(typeof value === "string" ? jsonOf(value) : value).data;
});

/** Rows, however PHP wrote them: an array, a map keyed by numbers, a single row, or nothing. */
export function rowsIn(value: unknown): unknown[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "object") return [value];
  const keys = Object.keys(value);
  return keys.every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

/**
 * A list of rows of one schema.
 * @param key the field without which a row says nothing and is left out; without it, every row counts.
 */
export function rows<S extends z.ZodType>(row: S, key?: string) {
  const counts = (wire: unknown) =>
    key === undefined ||
    text.parse(z.record(z.string(), z.unknown()).safeParse(wire).data?.[key]) !== undefined;
  return z
    .unknown()
    .transform((value) => rowsIn(value).filter(counts))
    .pipe(z.array(row));
}

/** A list of rows; `undefined` when its key is not there, which is no list. */
export function listed<S extends z.ZodType>(row: S) {
  return rows(row).optional();
}

/** A list that is all of a reply, or all of one of its fields: must be there, even when there are no rows. */
export function allRows<S extends z.ZodType>(row: S, key?: string) {
  return z
    .unknown()
    .transform((value, context): unknown => {
      if (typeof value === "object" && value !== null) return value;
      context.addIssue({ code: "custom", message: say("has no rows") });
      return z.NEVER;
    })
    .pipe(rows(row, key));
}

/** One record, however PHP wrapped it; an empty one for nothing. */
export function one<S extends z.ZodType>(single: S) {
  return z
    .unknown()
    .transform((value): unknown => rowsIn(value)[0] ?? {})
    .pipe(single);
}
