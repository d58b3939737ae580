import type { z } from "zod";
import type { ErrorFacts } from "../../core/errors";
import type { HttpReply } from "../../core/http/http";
import { cleaned, parseJson, unlike } from "../../core/wire/json";
import { noWords, refusalOf, saidIn, undocumented, unreadable, type Words } from "../../core/wire/reply";
import { reasonOf } from "./messages";
import { say } from "../language/say";
import { inOurLanguage } from "../../core/language/zod-words";

/*
 * The controller answers in plain text: `0`, `0|data`, `-1|message`, JSON, or nothing. What is a success depends on the
 * operation, so each reads its reply by one of the functions below; everything that does not fit is unreadable.
 */

/** Reads a reply that is no refusal. */
export type ReadReply<T> = (body: string, facts: ErrorFacts) => T;

/**
 * The body without white space, byte-order marks and PHP's remarks.
 * @throws {RefusedError} when the controller says no, {@link AccountRefusedError} when it says so to the account.
 * @throws {UnreadableReplyError} when there is nothing but a remark: that is no empty list.
 */
export function openReply(reply: HttpReply, facts: ErrorFacts): string {
  const { body, remark } = cleaned(reply.text);
  if (body === "" && remark !== "") throw unlike(say("a reply"), reply.text, facts);
  if (body === "-1") throw refusalOf(say("the controller"), noWords, facts);
  if (body.startsWith("-1|")) throw refusalOf(say("the controller"), wordsOf(body.slice(3).trim()), facts);
  return body;
}

const wordsOf = (said: string): Words => ({ said, reason: reasonOf(said) });

/** `0`: done. Some controllers put words behind it. */
export const done: ReadReply<void> = (body, facts) => {
  if (body !== "0" && !body.startsWith("0|")) throw unlike("`0`", body, facts);
};

/** `0|data`: the data, which may hold more bars. */
export function data<T>(schema: z.ZodType<T>): ReadReply<T> {
  return (body, facts) => {
    if (!body.startsWith("0|")) throw unlike(say("`0|` and data"), body, facts);
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
    if (!body.startsWith("0|")) throw unlike(say("`0|` and an object"), body, facts);
    return object(schema)(body.slice(2).trim(), facts);
  };
}

/** `{json}`: the object. */
export function object<T>(schema: z.ZodType<T>): ReadReply<T> {
  return (body, facts) => {
    if (!body.startsWith("{")) throw unlike(say("a JSON object"), body, facts);
    return fit(schema, parseJson(body, facts), facts);
  };
}

/** A JSON array, a single row by itself, or one of the ways to say that there are none: empty, `null`, `0`. */
export function rows<T>(schema: z.ZodType<T>): ReadReply<T[]> {
  return (body, facts) => {
    if (body === "" || body === "null" || body === "0") return [];
    if (body.startsWith("{")) {
      // An object without anything in it is no row, and not documented as an empty list either.
      if (/^\{\s*\}$/.test(body)) throw unlike(say("JSON rows"), body, facts);
      return [object(schema)(body, facts)];
    }
    if (!body.startsWith("[")) throw unlike(say("JSON rows"), body, facts);
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
      throw unlike(say("a state, `|`, and an object"), body, facts);
    return { word, object: object(schema)(rest, facts) };
  };
}

function fit<T>(schema: z.ZodType<T>, value: unknown, facts: ErrorFacts): T {
  const words = wordsOf(saidIn(value));
  // Most rows need no field: any object would do. One with words of its own is somebody's "no", and no row.
  if (words.said !== "") throw unreadable(say("the reply is not what the vendor documents"), words, facts);
  const parsed = schema.safeParse(value, inOurLanguage);
  if (parsed.success) return parsed.data;
  const what = undocumented(say("the reply is not what the vendor documents"), parsed.error);
  throw unreadable(what, words, facts);
}
