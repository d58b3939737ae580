import { UnreadableReplyError, type ErrorFacts } from "../errors";
import { excerpt, redact } from "../redact";
import { checkWhatForbids } from "./reply";
import { say } from "../language/say";

/*
 * From the text of a reply to its JSON. Panels are PHP: their files may begin with byte-order marks, and PHP itself writes warnings
 * into a reply, before or behind it.
 */

/** How much of an unreadable reply is quoted, in characters. */
const quotedCharacters = 120;

/** What PHP writes of itself while it goes on working: `<b>Warning</b>: … in /www/x.php on line 12`. */
const phpRemark =
  /^(?:<br ?\/?>\s*)*(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards)(?:<\/b>)?:\s[^]*?\bon line (?:<b>)?\d+(?:<\/b>)?(?:\s*<br ?\/?>)*/i;

/** The same in any place, and that PHP broke off. */
const phpWords =
  /(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards|(?:Catchable |Recoverable )?Fatal error|Parse error|Uncaught)\b[^]*?\bon line (?:<b>)?\d+/i;

const blanks = /^[\s\uFEFF]+|[\s\uFEFF]+$/g;

/** A reply's text without the marks, blanks and remarks before it, and whether there were remarks. */
export interface Cleaned {
  readonly body: string;
  /** What PHP remarked; empty when it did not. */
  readonly remark: string;
}

/** Takes off what stands before a reply and is none of it. */
export function cleaned(text: string): Cleaned {
  let body = text.replace(blanks, "");
  let remark = "";
  for (let found = phpRemark.exec(body); found !== null; found = phpRemark.exec(body)) {
    remark += found[0];
    body = body.slice(found[0].length).replace(blanks, "");
  }
  return { body, remark };
}

/** Ids and order numbers have up to 28 digits, more than a JavaScript number can hold. */
const stringsAndLongIntegers = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

function withExactIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(stringsAndLongIntegers, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

/** JSON whose long integers stay what they are, as text. @throws {SyntaxError} */
export function parseExactly(json: string): unknown {
  return JSON.parse(withExactIntegers(json));
}

/**
 * The JSON of a reply.
 * @throws {UnreadableReplyError} saying what the reply is instead.
 */
export function parseJson(text: string, facts: ErrorFacts): unknown {
  const { body } = cleaned(text);
  const json = withoutTail(body);
  try {
    return parseExactly(json);
  } catch {
    throw unlike("JSON", text, facts);
  }
}

/** The error for a text that is not what was expected. @param expected `JSON`. */
export function unlike(expected: string, text: string, facts: ErrorFacts): UnreadableReplyError {
  // A firewall may answer with a page and a status of success.
  const isForbidden = /\b403\b|forbidden|denied|禁止|拒绝|拦截|防火墙|白名单/i.test(wordsOfPage(text));
  const advice = isForbidden ? checkWhatForbids() : facts.advice;
  return new UnreadableReplyError(whatIsNot(expected, text), { ...facts, advice });
}

/** JSON without the remarks behind it; the text itself when something else stands there. */
function withoutTail(body: string): string {
  if (!/^[[{]/.test(body) || /[\]}]$/.test(body)) return body;
  const end = endOfJson(body);
  return end !== undefined && cleaned(body.slice(end)).body === "" ? body.slice(0, end) : body;
}

/** Where the array or object that a text begins with ends. */
function endOfJson(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/gs)) {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth === 0) return index + token.length;
  }
  return undefined;
}

/**
 * What a text is that is not what was expected, in words. Rows and objects are not quoted: they may hold passwords that nobody has
 * registered yet.
 * @param expected `JSON`.
 */
function whatIsNot(expected: string, text: string): string {
  const { body, remark } = cleaned(redact(text));
  if (body === "")
    return remark === "" ? say("the reply is empty") : say("PHP failed: {words}", { words: quoted(remark) });
  const php = phpWords.exec(body)?.[0] ?? remark;
  if (php !== "" && !/^[[{]/.test(php)) return say("PHP failed: {words}", { words: quoted(php) });
  if (isPage(body)) return say("the reply is a web page: {words}", { words: quoted(pageWords(body)) });
  const start = body.search(/(?!\[secret\])[[{<]/);
  if (start === 0)
    return say("the reply is not whole {expected}: {length} characters", { expected, length: text.length });
  return say("the reply is not {expected}: {text}", {
    expected,
    text: quoted(start < 0 ? body : body.slice(0, start)),
  });
}

function isPage(body: string): boolean {
  return /^<(?:!doctype|html|head|body|center|h1|title|script|meta)\b/i.test(body);
}

/** The title of a page, or what it says. */
function pageWords(page: string): string {
  const [, title = ""] = /<title\b[^>]*>([^<]*)/i.exec(page) ?? [];
  if (title.trim() !== "") return title;
  return page.replace(/<(script|style)\b[^]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
}

/** The words of a page of an HTTP error; empty when it is none. */
export function wordsOfPage(text: string): string {
  const { body } = cleaned(redact(text));
  return isPage(body) ? quoted(pageWords(body)) : "";
}

function quoted(text: string): string {
  return excerpt(text.replace(/<[^>]*>/g, " "), quotedCharacters);
}
