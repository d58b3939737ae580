import { z } from "zod";
import type { ErrorFacts } from "../../core/errors";
import type { HttpReply } from "../../core/http/http";
import { parseJson } from "../../core/wire/json";
import { jsonOf } from "../../core/wire/php";
import { refusalOf, saidIn, undocumented, unreadable, type Reason, type Words } from "../../core/wire/reply";
import { number } from "../../core/wire/scalars";
import { at, record } from "../../core/wire/table";
import { leavesOutcomeOpen, reasonOf, registerDumped, withLetters } from "./messages";
import { say } from "../language/say";
import { inOurLanguage } from "../../core/language/zod-words";

/** What every reply is wrapped in. `code` is 1 for yes, as a number or in digits. */
const envelope = record({
  code: at(
    "code",
    z
      .union([z.int(), z.string().regex(/^\s*-?\d+\s*$/)], { error: () => say("must be a number") })
      .transform(Number),
  ),
  data: at("data", z.unknown()),
  /** The panel's Unix time in seconds. */
  seconds: at("time", number),
});

/** A reply that is the panel's, whether it says yes or no. */
export interface Envelope {
  readonly code: number;
  readonly data?: unknown;
  readonly words: Words;
  /** The panel's Unix time in seconds, where the reply has one. */
  readonly seconds?: number;
}

const earliestTime = 100_000_000;
const latestTime = 99_999_999_999;

/**
 * Reads what a reply is wrapped in.
 * @throws {UnreadableReplyError} when it is none of the panel's.
 */
export function readEnvelope({ text }: HttpReply, facts: ErrorFacts): Envelope {
  const content = contentOf(text, facts);
  const said = withLetters(saidIn(content));
  const words = { said, reason: reasonOf(said) };
  const parsed = envelope.safeParse(content, inOurLanguage);
  if (parsed.success && parsed.data.code === 1) return envelopeOf(parsed.data, words);
  registerDumped(said);
  if (parsed.success) return envelopeOf(parsed.data, words);
  throw unreadable(undocumented(say("the reply has no readable `code`"), parsed.error), words, facts);
}

function contentOf(text: string, facts: ErrorFacts): unknown {
  try {
    return parseJson(text, facts);
  } catch {
    // What is quoted of it was redacted before these were known.
    registerDumped(text);
    return parseJson(text, facts);
  }
}

function envelopeOf({ seconds, data, code }: z.output<typeof envelope>, words: Words): Envelope {
  const isTime = seconds !== undefined && seconds >= earliestTime && seconds <= latestTime;
  // Some write it as JSON inside a text.
  return { code, data: jsonOf(data), words, ...(isTime ? { seconds: Math.floor(seconds) } : {}) };
}

/**
 * Insists on a yes.
 * @param reason why it is a no, where more is known than its words tell.
 * @throws {RefusedError} when the panel says no, {@link AccountRefusedError} when it says so to the account.
 * @throws {UnreadableReplyError} when it says neither, or that something broke off behind it.
 */
export function insistOnYes(
  { code, words }: Envelope,
  status: number,
  facts: ErrorFacts,
  reason: Reason | undefined = words.reason,
): void {
  if (code === 1 && status === 200) return;
  if (code === 1) throw unreadable(say("the reply says yes with status {status}", { status }), words, facts);
  const told = { ...words, reason };
  const isRefusal = code === 0 || (code >= 400 && code < 500) || reason?.refusal !== undefined;
  if (!isRefusal)
    throw unreadable(
      say("the reply has the code {code}, which is neither yes nor no", { code }),
      told,
      facts,
    );
  if (leavesOutcomeOpen(words.said)) throw unreadable(say("the panel failed"), told, facts);
  throw refusalOf(say("the panel"), told, facts);
}
