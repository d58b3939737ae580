import { z } from "zod";
import { UnreadableReplyError, type ErrorFacts } from "../../core/errors";
import type { HttpReply } from "../../core/http/http";
import { parseJson } from "../../core/wire/json";
import { refusalOf, saidIn, undocumented, unreadable, type Words } from "../../core/wire/reply";
import { at, record } from "../../core/wire/table";
import { leavesOutcomeOpen, reasonOf } from "./messages";
import { say } from "../language/say";
import { inOurLanguage } from "../../core/language/zod-words";

/** What every reply is wrapped in. `code` is 0 for success, as a number or in digits. */
const envelope = record({
  code: at("code", z.union([z.int(), z.string().regex(/^-?\d+$/)]).transform(Number)),
  data: at("data", z.unknown()),
});

/** A reply that says yes. */
export interface Opened {
  readonly data: unknown;
  readonly words: Words;
}

/** What words of the panel's mean. */
export function wordsOf(said: string): Words {
  return { said, reason: reasonOf(said) };
}

/**
 * Opens a reply.
 * @throws {RefusedError} when the panel says no, {@link AccountRefusedError} when it says so to the account.
 * @throws {UnreadableReplyError} when the reply is none of the panel's, or says that something timed out behind it.
 */
export function openEnvelope(reply: HttpReply, facts: ErrorFacts): Opened {
  const content = parseJson(reply.text, facts);
  const words = wordsOf(saidIn(content));
  const parsed = envelope.safeParse(content, inOurLanguage);
  if (!parsed.success)
    throw unreadable(undocumented(say("the reply has no readable `code`"), parsed.error), words, facts);
  const { code, data } = parsed.data;
  if (code === 0) return { data, words };
  if (leavesOutcomeOpen(words.said))
    throw new UnreadableReplyError(say('the panel failed with "{said}"', { said: words.said }), facts);
  throw refusalOf(say("the panel"), words, facts);
}
