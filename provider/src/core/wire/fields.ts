import { ArgumentError } from "../errors";
import { registerSecret } from "../redact";
import { say } from "../language/say";

/* Single values of a request, as panels take them. */

/** The largest `int` of the databases behind panels. */
const largestInteger = 2_147_483_647;

/** A whole number as the panel takes it. A fraction or NaN in an order would be bought as something else. */
export function whole(property: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least && value <= largestInteger) return value;
  const reason = say("must be a whole number from {least} to {most}, is {value}", {
    least,
    most: largestInteger,
    value,
  });
  throw new ArgumentError([{ property, reason }]);
}

/** A text that the panel would take for a missing one if it were empty. */
export function filled(property: string, text: string): string {
  if (text !== "") return text;
  throw new ArgumentError([{ property, reason: say("must not be empty") }]);
}

/** A password that is about to leave. */
export function passwordField(password: string, property = "password"): string {
  registerSecret(password);
  return filled(property, password);
}
