import { z } from "zod";
import { AccountRefusedError, RefusedError, UnreadableReplyError, type ErrorFacts } from "../core/errors";
import type { HttpReply } from "../core/http/http";
import { redact } from "../core/redact";
import { leavesOutcomeOpen, needsTranslation, reasonOf } from "./messages";
import { at, record } from "../core/wire/table";
import { text } from "./scalars";

/** What every reply is wrapped in. `code` is 0 for success, as a number or in digits. */
const envelope = record({
  code: at("code", z.union([z.int(), z.string().regex(/^-?\d+$/)]).transform(Number)),
  message: at("message", text),
  data: at("data", z.unknown()),
});

/** How much of an unreadable reply is quoted, in characters. */
const excerptLength = 80;

/**
 * Opens a reply.
 * @returns its `data`.
 * @throws {RefusedError} when the panel says no, {@link AccountRefusedError} when it says so to the account.
 * @throws {UnreadableReplyError} when the reply is none of the panel's, or says that something timed out behind it.
 */
export function openEnvelope(reply: HttpReply, facts: ErrorFacts): unknown {
  const parsed = envelope.safeParse(parseJson(reply.text, facts));
  if (!parsed.success) throw unreadable("the reply has no readable `code`", parsed.error, facts);
  const { code, message = "", data } = parsed.data;
  if (code === 0) return data;
  if (leavesOutcomeOpen(message)) throw new UnreadableReplyError(`the panel failed with "${message}"`, facts);
  throw refusal(message, facts);
}

/** Reads `data` by a schema. */
export function readData<T>(schema: z.ZodType<T>, data: unknown, facts: ErrorFacts): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw unreadable("the reply is not what the vendor documents", parsed.error, facts);
  return parsed.data;
}

/** The error for a "no" in these words. */
export function refusal(message: string, facts: ErrorFacts): RefusedError {
  const reason = reasonOf(message);
  const known: ErrorFacts = {
    ...facts,
    vendorMessage: message === "" ? "(nothing)" : message,
    translation: needsTranslation(message) ? reason?.english : undefined,
    advice: reason?.advice,
  };
  if (reason?.refusal === undefined) return new RefusedError("the panel refused", known);
  return new AccountRefusedError(reason.refusal, "the panel refused the account", known);
}

/** Ids and order numbers have up to 18 digits, more than a JavaScript number can hold. */
const stringsAndLongIntegers = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

function parseJson(text: string, facts: ErrorFacts): unknown {
  const exact = text.replace(stringsAndLongIntegers, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
  try {
    return JSON.parse(exact);
  } catch {
    // Before it is cut: half a secret is not recognised.
    const excerpt = redact(text).replace(/\s+/g, " ").trim().slice(0, excerptLength);
    throw new UnreadableReplyError(
      excerpt === "" ? "the reply is empty" : `the reply is not JSON: ${excerpt}`,
      facts,
    );
  }
}

function unreadable(what: string, error: z.ZodError, facts: ErrorFacts): UnreadableReplyError {
  const issues = error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join(".") || "data"}: ${issue.message}`);
  return new UnreadableReplyError(`${what} (${issues.join("; ")})`, facts);
}
