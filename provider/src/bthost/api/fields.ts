import { ArgumentError } from "../../core/errors";
import type { FormValue } from "../../core/wire/form";
import { dayFault, textFault } from "./text-faults";
import { say } from "../language/say";

/* Single values of a request, as this panel takes them. */

/** What is written of a value that may be left out. */
export function given<T, Written>(value: T | undefined, write: (value: T) => Written): Written | undefined {
  return value === undefined ? undefined : write(value);
}

/** Yes or no. */
export const bit = (value: boolean): number => (value ? 1 : 0);

/** A day as the panel takes it. @throws {ArgumentError} */
export function dayField(property: string, day: string): string {
  const reason = dayFault(day);
  if (reason !== undefined) throw new ArgumentError([{ property, reason }]);
  return day;
}

/** An id as the panel takes it: it would read `12abc` as 12, and 0 as nothing. @throws {ArgumentError} */
export function idField(property: string, id: string): string {
  if (/^[1-9]\d{0,9}$/.test(id)) return id;
  throw new ArgumentError([{ property, reason: say("must be an id, in digits") }]);
}

/**
 * Refuses values that would not arrive as they are.
 * @param name the wire's name of the value.
 * @throws {ArgumentError} naming every one.
 */
export function insistOnPlainText(fields: FormValue, name = ""): void {
  const faults = [...faultsIn(fields, name)];
  if (faults.length > 0) throw new ArgumentError(faults);
}

function* faultsIn(value: FormValue, property: string): Generator<{ property: string; reason: string }> {
  if (typeof value === "string") {
    const reason = textFault(value);
    if (reason !== undefined) yield { property, reason };
  } else if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value))
      yield* faultsIn(inner, property === "" ? key : `${property}[${key}]`);
  }
}

/** The id of a category as the panel takes it: 0 is the built-in one. @throws {ArgumentError} */
export function categoryField(id: string): string {
  return id === "0" ? id : idField("categoryId", id);
}
