import { z } from "zod";
import { registerSecret } from "../../core/redact";
import { jsonOf, rows } from "../../core/wire/php";
import { plainText, strictDecimals, text } from "../../core/wire/scalars";
import { say } from "../language/say";

/*
 * How the panel writes single values. It is PHP: numbers come as numbers or in digits, nothing as `null`, `""` or not at all, objects
 * and lists also as JSON text, lists with commas, as arrays, or as maps keyed by numbers. What decides money or identity is read
 * strictly (a value that cannot be read spoils the reply); everything else becomes `undefined`.
 */

export { jsonOf, lenient, one, rows, rowsIn } from "../../core/wire/php";
export {
  flag,
  optionalWord,
  plainText,
  secretText,
  strictTime,
  text,
  time,
  wallOf,
  word,
} from "../../core/wire/scalars";

/** The id of an order, in digits. Must be there. */
export const orderId = text.pipe(
  z
    .string({ error: () => say("must be there") })
    .regex(/^\d+$/, { error: () => say("must be an id, in digits") }),
);

/** A text that names its row. Must be there. */
export const key = text.pipe(z.string({ error: () => say("must be there") }));

/** A GUID: opaque, mostly 16 or 20 digits, which no number holds. Must be there. */
export const guid = key;

/** The GUID of another record; `undefined` for none, which PHP also writes as 0. */
export const optionalGuid = text.transform((value) => (value === "0" ? undefined : value));

/** A whole number; `undefined` for nothing and for what is none. */
export const integer = text.transform((value) =>
  value !== undefined && /^-?\d{1,15}(?:\.0+)?$/.test(value) ? Number(value) : undefined,
);

/** A whole number that decides money: `undefined` for nothing, a spoilt reply for what is none. */
export const strictInteger = text.transform((value, context) => {
  if (value === undefined) return undefined;
  const read = integer.parse(value);
  if (read !== undefined) return read;
  context.addIssue({
    code: "custom",
    message: say("must be a whole number, is {given}", { given: JSON.stringify(value) }),
  });
  return z.NEVER;
});

export const { money, decimal } = strictDecimals(/^-?\d{1,15}(?:\.\d{1,8})?$/);

/** A password. Asterisks only are none: the panel may send them in its place. */
export const password = text.transform((value) => {
  if (value === undefined || /^\*+$/.test(value)) return undefined;
  registerSecret(value);
  return value;
});

/** Whatever holds several values, as a flat list of texts. */
function textsIn(wire: unknown): string[] {
  const value = jsonOf(wire);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return (plainText.parse(value) ?? "").split(/[\s,，、;|]+/).filter((part) => part !== "");
}

/**
 * Several texts without blanks: with commas, or as an array, a map, or JSON text. Empty when the panel says that there are none;
 * `undefined` when it does not say.
 */
export const texts = z
  .unknown()
  .transform((value) => (value === undefined || value === null ? undefined : textsIn(value)));

/** Several whole numbers, written like {@link texts}. */
export const integers = texts.transform((parts) =>
  parts?.flatMap((part) => (/^\d{1,15}$/.test(part) ? [Number(part)] : [])),
);

/** Several names with `、` or commas between them, which may have blanks inside. */
export const names = text.transform((value) =>
  value
    ?.split(/[、,，]/)
    .map((name) => name.trim())
    .filter((name) => name !== ""),
);

/** What an undocumented field holds, out of its JSON text; `undefined` for nothing. */
export const opaque = z.unknown().transform((value): unknown => {
  const read = jsonOf(value);
  return read === null || read === "" ? undefined : read;
});

/** {@link rows}, `undefined` when the key is not there: that is no list. */
export function listed<S extends z.ZodType>(row: S) {
  return rows(row).optional();
}
