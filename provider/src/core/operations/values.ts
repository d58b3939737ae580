import { ArgumentError } from "../errors";
import { registerSecret } from "../redact";
import { filled, passwordField, whole as wholeField } from "../wire/fields";
import type { FormValue } from "../wire/form";
import { parseExactly } from "../wire/json";
import { readAll } from "./check";
import { GivenFile } from "./given-file";
import type { Parameter, Parameters, Reader } from "./operation";
import { listed } from "../language/lists";
import { say } from "../language/say";

export type { Reader } from "./operation";

/* What parameters can be: each reads what was given by name or as JSON, and refuses what would arrive as something else. */

function refuse(property: string, reason: string): never {
  throw new ArgumentError([{ property, reason }]);
}

/** Text, also as a number or a yes or no. */
export const anyText: Reader<string> = (property, given) => {
  if (typeof given === "string") return given;
  if (given instanceof GivenFile) return given.text;
  if (typeof given === "boolean" || (typeof given === "number" && Number.isSafeInteger(given)))
    return String(given);
  if (typeof given === "number")
    return refuse(property, say("must be written as a text: {given} is not exact", { given }));
  return refuse(property, say("must be a text"));
};

/** Text that is not empty: a panel takes an empty one for none. */
export const text: Reader<string> = (property, given) => filled(property, anyText(property, given));

/** A password: it is kept out of everything that is shown. */
export const password: Reader<string> = (property, given) =>
  passwordField(anyText(property, given), property);

/** What names a person, or is as good as a password. */
export const personal: Reader<string> = (property, given) => {
  const value = text(property, given);
  registerSecret(value);
  return value;
};

/** A whole number. */
export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (property, given) => {
    const written = anyText(property, given);
    if (!/^-?\d{1,16}$/.test(written))
      refuse(property, say("must be a whole number, is {value}", { value: JSON.stringify(written) }));
    const value = wholeField(property, Number(written), least);
    return value <= most
      ? value
      : refuse(property, say("must be {most} at the most, is {value}", { most, value }));
  };

/** One of some words or numbers. */
export const oneOf =
  (...choices: readonly string[]): Reader<string> =>
  (property, given) => {
    const value = anyText(property, given);
    return choices.includes(value)
      ? value
      : refuse(property, say("must be one of {values}", { values: listed(choices) }));
  };

/** 1 for yes, 0 for no. */
export const bit: Reader<number> = (property, given) => {
  const value = anyText(property, given);
  if (value === "1" || value === "true") return 1;
  return value === "0" || value === "false" ? 0 : refuse(property, say("must be 1 or 0"));
};

/** A value that may have been written as JSON. */
function parsed(property: string, given: unknown): unknown {
  const text = given instanceof GivenFile ? given.text : given;
  if (typeof text !== "string") return text;
  try {
    return parseExactly(text);
  } catch {
    return refuse(property, say("must be JSON"));
  }
}

/** A list that was given place by place: `param[0][item]`. */
function inPlaces(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const places = Object.keys(value);
  return places.every((place, index) => place === String(index)) ? Object.values(value) : value;
}

/** A list, also as JSON. */
export const listOf =
  (item: Reader<FormValue>): Reader<FormValue> =>
  (property, given) => {
    const value = inPlaces(parsed(property, given));
    if (!Array.isArray(value)) return refuse(property, say("must be a list, as JSON"));
    if (value.length === 0) return refuse(property, say("must hold something"));
    return value.map((one: unknown, index) => item(`${property}[${index}]`, one));
  };

/** An object with these parameters in it, also as JSON. */
export const objectOf =
  (holds: Parameters<FormValue>): Reader<FormValue> =>
  (property, given) => {
    const value = parsed(property, given);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return refuse(property, say("must be an object, as JSON"));
    const inner = Object.fromEntries(Object.entries(value));
    const { values, faults } = readAll(holds, inner, property);
    if (faults.length > 0) throw new ArgumentError(faults);
    return values;
  };

/** A file to upload. */
export const file: Reader<GivenFile> = (property, given) =>
  given instanceof GivenFile
    ? given
    : refuse(property, say("must be a file: --param {property}=@path", { property }));

/** A parameter that must be given. */
export function needed<Value>(words: string, read: Reader<Value>): Parameter<Value> {
  return { words, isRequired: true, read };
}

/** A parameter that may be left out. */
export function optional<Value>(words: string, read: Reader<Value>): Parameter<Value> {
  return { words, isRequired: false, read };
}

/** An object that must be given. */
export function neededObject(words: string, holds: Parameters<FormValue>): Parameter<FormValue> {
  return { words, isRequired: true, read: objectOf(holds), holds };
}

/** Reads with another reader what one reader has let pass: a check of the client's own. */
export function through<Value, Written>(
  first: Reader<Value>,
  then: (property: string, value: Value) => Written,
): Reader<Written> {
  return (property, given) => then(property, first(property, given));
}
