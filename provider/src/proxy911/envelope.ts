import { z } from "zod";
import { AccountRefusedError, RefusedError, UnreadableReplyError, type ErrorFacts } from "../core/errors";
import type { HttpReply } from "../core/http/http";
import { needsTranslation, reasonOf } from "./messages";
import { text } from "./scalars";

/** The older operations say yes with 200, the newer ones with 0; the text beside it changes its name too. */
const successCodes: ReadonlySet<number> = new Set([200, 0]);

const envelope = z.object({
  code: z.union([z.int(), z.string().regex(/^-?\d+$/)], "must be a number").transform(Number),
  msg: text,
  message: text,
  data: z.unknown().optional(),
  errors: z.unknown().optional(),
});

/** How much of an unreadable reply, or of a list of faults, is quoted, in characters. */
const excerptLength = 200;

/**
 * Opens a reply.
 * @returns its `data`.
 * @throws {RefusedError} when the vendor says no, {@link AccountRefusedError} when it says so to the customer.
 * @throws {UnreadableReplyError} when the reply is none of the vendor's.
 */
export function openEnvelope(reply: HttpReply, facts: ErrorFacts): unknown {
  const parsed = envelope.safeParse(parseJson(reply.text, facts));
  if (!parsed.success) throw unreadable("the reply has no readable `code`", parsed.error, facts);
  const { code, msg, message, data, errors } = parsed.data;
  if (!successCodes.has(code)) throw refusal(code, msg ?? message ?? "", errors, facts);
  return data;
}

/**
 * Opens a reply whose form the document leaves open: it shows `{}`, or says that there is none. Without an envelope it is data
 * as a whole.
 */
export function openLoosely(reply: HttpReply, facts: ErrorFacts): unknown {
  if (reply.text.trim() === "") return undefined;
  const content = parseJson(reply.text, facts);
  const isEnvelope = typeof content === "object" && content !== null && "code" in content;
  return isEnvelope ? openEnvelope(reply, facts) : content;
}

/** Reads `data` by a schema. */
export function readData<T>(schema: z.ZodType<T>, data: unknown, facts: ErrorFacts): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw unreadable("the reply is not what the vendor documents", parsed.error, facts);
  return parsed.data;
}

function refusal(code: number, message: string, errors: unknown, facts: ErrorFacts): RefusedError {
  const reason = reasonOf(code, message);
  const details = detailsOf(errors);
  const known: ErrorFacts = {
    ...facts,
    vendorMessage: `${message === "" ? "(nothing)" : message}${details}`,
    translation: needsTranslation(message) ? reason?.english : undefined,
    advice: reason?.advice,
  };
  if (reason?.refusal === undefined) return new RefusedError(`911Proxy refused with code ${code}`, known);
  return new AccountRefusedError(reason.refusal, `911Proxy refused the account with code ${code}`, known);
}

/** The faults by parameter that come with code 400. */
function detailsOf(errors: unknown): string {
  if (typeof errors !== "object" || errors === null || Object.keys(errors).length === 0) return "";
  return ` ${JSON.stringify(errors).slice(0, excerptLength)}`;
}

/** Order numbers have 28 digits, more than a JavaScript number can hold. */
const stringsAndLongIntegers = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

function withExactIntegers(content: string): string {
  return content.replace(stringsAndLongIntegers, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

function parseJson(content: string, facts: ErrorFacts): unknown {
  try {
    return JSON.parse(/\d{16}/.test(content) ? withExactIntegers(content) : content);
  } catch {
    const excerpt = content.replace(/\s+/g, " ").trim().slice(0, excerptLength);
    const what = excerpt === "" ? "the reply is empty" : `the reply is not JSON: ${excerpt}`;
    throw new UnreadableReplyError(what, facts);
  }
}

function unreadable(what: string, error: z.ZodError, facts: ErrorFacts): UnreadableReplyError {
  const issues = error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "data"}: ${issue.message}`);
  return new UnreadableReplyError(`${what} (${issues.join("; ")})`, facts);
}
