import { z } from "zod";
import type { ErrorFacts } from "../../core/errors";
import type { HttpReply } from "../../core/http/http";
import { excerpt } from "../../core/redact";
import { parseJson } from "../../core/wire/json";
import { refusalOf, saidIn, undocumented, unreadable, type Words } from "../../core/wire/reply";
import { reasonOf } from "./messages";
import { say } from "../language/say";
import { inOurLanguage } from "../../core/language/zod-words";

/** "200 means success", the document says of all operations. */
const success = 200;

/**
 * The operations whose samples say yes with 0 instead. Of `order/close` there is no sample: it answers like its neighbours, and whether
 * the order is closed, the list tells.
 */
const answersZero = (operation: string | undefined): boolean =>
  /^(?:order|user|payment|activity)\//.test(operation ?? "");

const envelope = z.object({
  code: z
    .union([z.int(), z.string().regex(/^-?\d+$/)], { error: () => say("must be a number") })
    .transform(Number),
  data: z.unknown().optional(),
  errors: z.unknown().optional(),
});

/** How much of a list of faults is quoted, in characters. */
const excerptLength = 200;

/** A reply that says yes. */
export interface Opened {
  readonly data: unknown;
  readonly words: Words;
}

/**
 * Opens a reply.
 * @throws {RefusedError} when the vendor says no, {@link AccountRefusedError} when it says so to the customer.
 * @throws {UnreadableReplyError} when the reply is none of the vendor's.
 */
export function openEnvelope(reply: HttpReply, facts: ErrorFacts): Opened {
  return openContent(parseJson(reply.text, facts), facts);
}

/**
 * Opens a reply whose form the document leaves open: it shows `{}`, or says that there is none. Without an envelope it is data
 * as a whole.
 */
export function openLoosely(reply: HttpReply, facts: ErrorFacts): Opened {
  if (reply.text.trim() === "") return { data: undefined, words: wordsOf(undefined, "") };
  const content = parseJson(reply.text, facts);
  if (typeof content === "object" && content !== null && "code" in content)
    return openContent(content, facts);
  return { data: content, words: wordsOf(undefined, saidIn(content)) };
}

function openContent(content: unknown, facts: ErrorFacts): Opened {
  const said = saidIn(content);
  const parsed = envelope.safeParse(content, inOurLanguage);
  if (!parsed.success) {
    const what = undocumented(say("the reply has no readable `code`"), parsed.error);
    throw unreadable(what, wordsOf(undefined, said), facts);
  }
  const { code, data, errors } = parsed.data;
  const words = wordsOf(code, said);
  if (code === success || (code === 0 && answersZero(facts.operation))) return { data, words };
  // Neither a documented "yes" of this operation, nor a documented "no".
  if (code === 0) throw unreadable(say("the reply has code 0, which is no success here"), words, facts);
  const details = detailsOf(errors);
  const quoted = details === "" ? said : `${said === "" ? say("(nothing)") : said}${details}`;
  throw refusalOf("911Proxy", { ...words, said: quoted }, facts, code);
}

function wordsOf(code: number | undefined, said: string): Words {
  return { said, reason: reasonOf(code, said) };
}

/** The faults by parameter that come with code 400. */
function detailsOf(errors: unknown): string {
  if (typeof errors !== "object" || errors === null || Object.keys(errors).length === 0) return "";
  return ` ${excerpt(JSON.stringify(errors), excerptLength)}`;
}
