import { z } from "zod";
import { UnreadableReplyError, type ErrorFacts } from "../../core/errors";
import type { HttpReply } from "../../core/http/http";
import { parseJson } from "../../core/wire/json";
import {
  leavesOutcomeOpen,
  refusalOf,
  saidIn,
  undocumented,
  unreadable,
  type Words,
} from "../../core/wire/reply";
import { flag } from "../../core/wire/scalars";
import { at, record, wireRecord } from "../../core/wire/table";
import { reasonOf } from "./messages";
import { jsonOf } from "./scalars";
import { say } from "../language/say";
import { inOurLanguage } from "../../core/language/zod-words";

/** What every reply is wrapped in. `code` is 1 for yes and 0 for no, as a number or in digits. */
const envelope = record({
  code: at(
    "code",
    z
      .union([z.int(), z.string().regex(/^\s*-?\d+\s*$/)], { error: () => say("must be a number") })
      .transform(Number),
  ),
  data: at("data", z.unknown()),
  url: at("url", z.unknown()),
});

/** A reply that says yes. */
export interface Opened {
  readonly data: unknown;
  /** What `data` was when it came as text, which may be a file's: then JSON in it is no more than its content. */
  readonly text?: string | undefined;
  /** What stands beside `data`: only an operation without a documented reply may look at it. */
  readonly url: unknown;
  readonly words: Words;
}

/** Gets `data` and words out of a reply. */
export type Open = (reply: HttpReply, facts: ErrorFacts) => Opened;

/** What words of the panel's mean. */
function wordsOf(said: string): Words {
  return { said, reason: reasonOf(said) };
}

/** The error for a "no": of one that may follow a "yes" behind the panel, it is no answer. */
function errorOf(words: Words, facts: ErrorFacts): Error {
  if (leavesOutcomeOpen(words.said))
    return new UnreadableReplyError(say('the panel failed with "{said}"', { said: words.said }), facts);
  return refusalOf(say("the panel"), words, facts);
}

/**
 * Opens a reply.
 * @throws {RefusedError} when the panel says no, {@link AccountRefusedError} when it says so to the account.
 * @throws {UnreadableReplyError} when the reply is none of the panel's, or says that something broke off behind it.
 */
export const openEnvelope: Open = (reply, facts) => {
  const content = parseJson(reply.text, facts);
  const words = wordsOf(saidIn(content));
  const parsed = envelope.safeParse(content, inOurLanguage);
  if (!parsed.success)
    throw unreadable(undocumented(say("the reply has no readable `code`"), parsed.error), words, facts);
  const { code, data, url } = parsed.data;
  if (code === 1)
    return { data: jsonOf(data), text: typeof data === "string" ? data : undefined, url, words };
  // There is no other code. That the account is refused is certain whatever stands beside it.
  if (code === 0 || words.reason?.refusal !== undefined) throw errorOf(words, facts);
  throw unreadable(say("the reply has the code {code}, which is neither yes nor no", { code }), words, facts);
};

/**
 * Opens a reply of one of the six operations whose `data.status` tells whether they succeeded: `sql_get_access`, `sql_to_backup`,
 * `sql_get_backup_size`, `sql_input_backup`, `sql_get_import_size` and `hosting_get_proxy_file`. In any other reply it is data.
 * @throws like {@link openEnvelope}; {@link RefusedError} when `data.status` says no.
 */
export const openWithStatus: Open = (reply, facts) => {
  const opened = openEnvelope(reply, facts);
  const { status } = wireRecord.safeParse(opened.data).data ?? {};
  if (flag.parse(status) !== false) return opened;
  throw errorOf(wordsOf(saidIn(opened.data)), facts);
};
