import type { z } from "zod";
import { AccountRefusedError, RefusedError, UnreadableReplyError, type ErrorFacts } from "../core/errors";
import type { HttpReply } from "../core/http/http";
import { needsTranslation, reasonOf } from "./messages";

/*
 * The controller answers in plain text: `0`, `0|data`, `-1|message`, JSON, or nothing. What is a success depends on the
 * operation, so each reads its reply by one of the functions below; everything that does not fit is unreadable.
 */

/** Reads a reply that is no refusal. */
export type ReadReply<T> = (body: string, facts: ErrorFacts) => T;

const excerptLength = 80;

/**
 * The body without white space and byte-order mark.
 * @throws {RefusedError} when the controller says no, {@link AccountRefusedError} when it says so to the account.
 */
export function openReply(reply: HttpReply, facts: ErrorFacts): string {
  const body = reply.text.replace(/^\uFEFF/, "").trim();
  if (body === "-1") throw refusal("", facts);
  if (body.startsWith("-1|")) throw refusal(body.slice(3).trim(), facts);
  return body;
}

/** `0`: done. Some controllers put words behind it. */
export const done: ReadReply<void> = (body, facts) => {
  if (body !== "0" && !body.startsWith("0|")) throw unreadable("`0`", body, facts);
};

/** `0|data`: the data, which may hold more bars. */
export function data<T>(schema: z.ZodType<T>): ReadReply<T> {
  return (body, facts) => {
    if (!body.startsWith("0|")) throw unreadable("`0|` and data", body, facts);
    return fit(schema, body.slice(2).trim(), facts);
  };
}

/** `0|{json}`: the object. Or `0|id|ip,ip`, the vendor's first form, for a controller that goes on answering in it. */
export function created<T>(schema: z.ZodType<T>): ReadReply<T> {
  return (body, facts) => {
    const [, id, addresses] = /^0\|(\d+)\|([^|]*)$/.exec(body) ?? [];
    if (id !== undefined && addresses !== undefined) {
      const [ip, ...more] = addresses.split(",");
      return fit(schema, { id, ip, additionals_ip: more.join(",") }, facts);
    }
    if (!body.startsWith("0|")) throw unreadable("`0|` and an object", body, facts);
    return object(schema)(body.slice(2).trim(), facts);
  };
}

/** `{json}`: the object. */
export function object<T>(schema: z.ZodType<T>): ReadReply<T> {
  return (body, facts) => {
    if (!body.startsWith("{")) throw unreadable("a JSON object", body, facts);
    return fit(schema, parseJson(body, facts), facts);
  };
}

/** A JSON array, a single row by itself, or one of the ways to say that there are none: empty, `null`, `0`. */
export function rows<T>(schema: z.ZodType<T>): ReadReply<T[]> {
  return (body, facts) => {
    if (body === "" || body === "null" || body === "0") return [];
    if (body.startsWith("{")) return [object(schema)(body, facts)];
    if (!body.startsWith("[")) throw unreadable("JSON rows", body, facts);
    return fit(schema.array(), parseJson(body, facts), facts);
  };
}

/** `state|{json}`: a state, which the vendor's list leaves open to be two words, and the object after the first bar. */
export function wordAndObject<T>(
  schema: z.ZodType<T>,
): ReadReply<{ readonly word: string; readonly object: T }> {
  return (body, facts) => {
    const [, word, rest] = /^([a-z][a-z ]*)\|\s*(\{.*)$/is.exec(body) ?? [];
    if (word === undefined || rest === undefined)
      throw unreadable("a state, `|`, and an object", body, facts);
    return { word, object: object(schema)(rest, facts) };
  };
}

function refusal(message: string, facts: ErrorFacts): RefusedError {
  const reason = reasonOf(message);
  const known: ErrorFacts = {
    ...facts,
    vendorMessage: message === "" ? "(nothing)" : message,
    translation: needsTranslation(message) ? reason?.english : undefined,
    advice: reason?.advice,
  };
  if (reason?.refusal === undefined) return new RefusedError("the controller refused", known);
  return new AccountRefusedError(reason.refusal, "the controller refused the account", known);
}

function fit<T>(schema: z.ZodType<T>, value: unknown, facts: ErrorFacts): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "data"}: ${message}`);
  throw new UnreadableReplyError(`the reply is not what the vendor documents (${issues.join("; ")})`, facts);
}

function parseJson(body: string, facts: ErrorFacts): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw unreadable("whole JSON", body, facts);
  }
}

function unreadable(expected: string, body: string, facts: ErrorFacts): UnreadableReplyError {
  // Rows and objects may hold passwords that nobody has registered yet: they are not quoted.
  const isQuotable = body !== "" && !/[[{]/.test(body);
  const what = isQuotable ? body.replace(/\s+/g, " ").slice(0, excerptLength) : `${body.length} characters`;
  return new UnreadableReplyError(`the reply is not ${expected}: ${what}`, facts);
}
