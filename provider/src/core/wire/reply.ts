import type { z } from "zod";
import {
  AccountRefusedError,
  AlreadyAskedError,
  RefusedError,
  UnreadableReplyError,
  type AccountRefusal,
  type ErrorFacts,
} from "../errors";
import { excerpt } from "../redact";
import { hasChinese, language } from "../language/language";
import { say } from "../language/say";
import { inOurLanguage } from "../language/zod-words";
import { clauses } from "../language/lists";

/*
 * What is the same in the replies of all panels: how a "no" becomes an error, and what is no answer at all.
 */

/** What is known about a refusal from its words or its code. */
export interface Reason {
  readonly english: string;
  /** Set when the panel refuses the account rather than the request. */
  readonly refusal?: AccountRefusal;
  readonly advice?: string;
  /** Whether the same was asked for before, and is not decided yet. */
  readonly isAsked?: boolean;
}

/** A panel's own words beside its data, and what they mean. */
export interface Words {
  /** As the panel wrote them; empty when there are none. */
  readonly said: string;
  readonly reason: Reason | undefined;
}

export const noWords: Words = { said: "", reason: undefined };

/** Whether words need their meaning beside them: they are in another language than ours. */
function needsTranslation(said: string): boolean {
  return language() === "zh" ? !hasChinese(said) : /[^\p{ASCII}]/u.test(said);
}

/** What an error about a reply knows, with the panel's words. */
function factsOf({ said, reason }: Words, facts: ErrorFacts): ErrorFacts {
  return {
    ...facts,
    vendorMessage: excerpt(said, 500),
    translation: needsTranslation(said) ? reason?.english : undefined,
    advice: reason?.advice ?? facts.advice,
  };
}

/**
 * The error for a "no".
 * @param who who says it: `the panel`.
 * @param code for a vendor whose codes tell something.
 */
export function refusalOf(who: string, words: Words, facts: ErrorFacts, code?: number): RefusedError {
  const { said, reason } = words;
  const known = {
    ...factsOf(words, facts),
    // Of a "no" without words the code may still tell the reason.
    ...(said === "" ? { translation: reason?.english } : {}),
  };
  const refused =
    code === undefined ? say("{who} refused", { who }) : say("{who} refused with code {code}", { who, code });
  if (reason?.isAsked === true) return new AlreadyAskedError(refused, known);
  if (reason?.refusal === undefined) return new RefusedError(refused, known);
  return new AccountRefusedError(
    reason.refusal,
    code === undefined
      ? say("{who} refused the account", { who })
      : say("{who} refused the account with code {code}", { who, code }),
    known,
  );
}

/** The error for what is no answer, with the panel's own words where it has some. */
export function unreadable(what: string, words: Words, facts: ErrorFacts): UnreadableReplyError {
  return new UnreadableReplyError(what, words.said === "" ? facts : factsOf(words, facts));
}

/** What keeps a caller out whose request never gets to be looked at. */
export const checkWhatForbids = () =>
  say(
    "Check that this machine's public address is on the panel's allow-list for its API (IP 白名单), that the key is right, and that this machine's clock is right",
  );

/**
 * Whether a failure leaves open what happened: a panel passes calls on to other panels, and tells in the same way that one said no,
 * that it did not answer in time, and that it broke off in the middle.
 */
export function leavesOutcomeOpen(message: string): boolean {
  return /超时|\btime(?:d )?-?out\b|\bcurl\b|\bSQLSTATE\b|\bException\b|\bUndefined (?:variable|index|offset|array key|property)\b/i.test(
    message,
  );
}

/** The words of an allow-list, in whichever way a panel says them, with or without the address that it sees. */
export const allowListWords =
  /ip(?:.{0,12}|[\s\d.:a-f()[\]（）【】]{0,48})(?:不在.{0,6}白名单|未授权|无权|未绑定|未加入|受限)|(?:api|接口|访问).{0,16}白名单|白名单.{0,10}(?:ip|api|接口)|(?:非法|未授权|未绑定)的?.{0,4}ip|ip.{0,8}(?:禁止|不允许|拒绝).{0,4}(?:访问|调用|请求)|(?:禁止|拒绝).{0,4}ip.{0,4}访问|(?:white|allow)[ -]?list|\bip\b.{0,24}(?:not (?:allowed|permitted|authori[sz]ed|in)|forbidden|denied|blocked|unauthori[sz]ed)/i;

/** Why an allow-list keeps a caller out. */
export const notOnAllowList: Reason = {
  get english() {
    return say("this machine's address is not on the list of those allowed to call the API");
  },
  refusal: "credentials",
  get advice() {
    return checkWhatForbids();
  },
};

const messageFields = ["msg", "message", "text", "info", "errmsg", "error"];

/** The words that an object of a reply carries, whatever it calls them; empty when it carries none. */
export function saidIn(content: unknown): string {
  if (typeof content !== "object" || content === null) return "";
  const values = new Map<string, unknown>(Object.entries(content));
  const texts = messageFields.flatMap((name) => {
    const value = values.get(name);
    return typeof value === "string" && value.trim() !== "" ? [value.trim()] : [];
  });
  return texts[0] ?? "";
}

/** Words of a "no", whatever the code beside them. */
const refusing =
  /失败|错误|有误|鉴权|签名|无权|权限|未授权|非法|拒绝|禁止|过期|失效|异常|繁忙|频繁|余额|白名单|未登[录陆]|请.{0,4}登[录陆]|denied|fail|error|invalid|unauthori[sz]ed|forbidden|expired|not (?:allowed|permitted)|log ?in/i;

/** Whether words say no, although the code beside them says yes. */
function contradict({ said, reason }: Words): boolean {
  return reason?.refusal !== undefined || refusing.test(said);
}

/** Whether what was read says nothing: no value, or lists without a row. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.length === 0;
  const lists = Object.values(value).filter((one) => Array.isArray(one));
  return lists.length > 0 && lists.every((one) => one.length === 0);
}

/**
 * The data of a reply that says yes, whatever its words.
 * @throws {UnreadableReplyError} when it does not fit.
 */
export function fitReply<T>(schema: z.ZodType<T>, data: unknown, words: Words, facts: ErrorFacts): T {
  const parsed = schema.safeParse(data, inOurLanguage);
  if (parsed.success) return parsed.data;
  throw unreadable(
    undocumented(say("the reply is not what the vendor documents"), parsed.error),
    words,
    facts,
  );
}

/**
 * Reads the data of a reply that says yes.
 * @param words what the panel said beside it: data that says nothing may not be read as "there is nothing" when they say no.
 * @throws {UnreadableReplyError}
 */
export function readReply<T>(schema: z.ZodType<T>, data: unknown, words: Words, facts: ErrorFacts): T {
  const read = fitReply(schema, data, words, facts);
  if (isNothing(read) && contradict(words))
    throw unreadable(say("the reply holds nothing, and its words say no"), words, facts);
  return read;
}

/** What of a reply does not fit the document. */
export function undocumented(what: string, error: z.ZodError): string {
  const issues = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "data"}: ${message}`);
  return say("{what} ({issues})", { what, issues: clauses(issues) });
}
