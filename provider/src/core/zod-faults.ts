import type { z } from "zod";
import { listed } from "./language/lists";
import { say } from "./language/say";

/** Where something stands: `settings.phpVersion`, `accounts[0]`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

/** What a value must be, in words. @param expected zod's name of the type. */
function wordsOfType(expected: string): string {
  switch (expected) {
    case "int":
      return say("a whole number");
    case "number":
      return say("a number");
    case "string":
      return say("a string");
    case "boolean":
      return say("a boolean");
    case "array":
      return say("a list");
    case "object":
    case "record":
      return say("an object");
    default:
      return expected;
  }
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      // Where the parse does not report what it was given, it is not told from a value of another type.
      return "input" in issue && issue.input === undefined
        ? say("is required")
        : say("must be {type}", { type: wordsOfType(issue.expected) });
    case "invalid_value":
      return say("must be one of {values}", {
        values: listed(issue.values.map((value) => JSON.stringify(value))),
      });
    case "invalid_key":
      return issue.issues[0]?.message ?? issue.message;
    case "too_small":
      return issue.origin === "string"
        ? say("must not be empty")
        : say("must be at least {minimum}", { minimum: String(issue.minimum) });
    case "too_big":
      return say("must be at most {maximum}", { maximum: String(issue.maximum) });
    default:
      return issue.message;
  }
}

/**
 * What a schema finds wrong, each with its place, in our own words.
 * @param strange what is wrong with a key that the schema does not have.
 */
export function faultsIn(error: z.ZodError, strange: string): { property: string; reason: string }[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          property: pathOf([...issue.path, key]),
          reason: strange,
        }))
      : [{ property: pathOf(issue.path), reason: reasonOf(issue) }],
  );
}
