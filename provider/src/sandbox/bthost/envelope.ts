import { createHash } from "node:crypto";
import type { HttpReply } from "../vendor";
import { inItsWay, isSince } from "./habits";
import type { BthostPanel } from "./panel";
import { BthostRefusal } from "./refusal";
import type { Sent } from "./sent";

/** What texts that are not written out come in: Chinese for `zh-CN` only. */
export type Language = "chinese" | "english";

const messages = {
  wrong: { chinese: "签名错误", english: "Signature fail" },
  old: { chinese: "签名过期", english: "Signature expired" },
} as const;

/**
 * Checks who calls: the signature over time, random text and token, and its age.
 * @throws BthostRefusal
 */
export function authenticate(panel: BthostPanel, { all }: Sent, language: Language): void {
  const [time, random, signature] = [all.integer("time"), all.text("random"), all.text("signature")];
  const wrong = new BthostRefusal(messages.wrong[language]);
  const old = isSince(panel.habits, "1.6.2") ? new BthostRefusal(messages.old[language]) : wrong;
  if (time === 0 || [undefined, "", "0"].includes(random) || [undefined, "", "0"].includes(signature))
    throw wrong;
  const age = panel.requestSeconds() - time;
  if (age > panel.manners.signatureSeconds) throw old;
  if (age < -panel.manners.signatureSeconds && !panel.habits.acceptsFuture) throw old;
  const values = [String(time), random ?? "", panel.state.accessToken];
  const sorted = values.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const expected = createHash("md5").update(sorted.join("")).digest("hex").toUpperCase();
  if (signature !== expected) throw wrong;
  if (panel.state.blocked !== null) throw new BthostRefusal(panel.state.blocked);
}

const htmlPage = (status: number, title: string): HttpReply => ({
  status,
  contentType: "text/html; charset=utf-8",
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** A page where the language is not understood: before anything of the program runs. */
export const languagePage = htmlPage(500, "Undefined offset: 1");
export const foreignOrigin: HttpReply = { status: 403, contentType: "text/html; charset=UTF-8", body: "" };
export const licencePage = htmlPage(200, "授权验证失败");
export const notAPage = htmlPage(404, "404 Not Found");

/** JSON as the framework writes it: `/` escaped, Chinese not. */
const jsonText = (value: unknown): string => JSON.stringify(value).replaceAll("/", "\\/");

/** Labels that come in the language of the request. */
const inEnglish = (key: string, value: unknown): unknown =>
  key === "status_text" && value === "正常" ? "Normal" : value;

function answer(
  panel: BthostPanel,
  action: string,
  language: Language,
  said: { code: number; msg: string | null; data: unknown },
  status = 200,
): HttpReply {
  const whole = inItsWay(panel.habits, action, { ...said, time: panel.requestSeconds() });
  const inWords = language === "chinese" ? whole : (JSON.parse(JSON.stringify(whole), inEnglish) as unknown);
  return { status, contentType: "application/json; charset=utf-8", body: jsonText(inWords) };
}

export const success = (
  panel: BthostPanel,
  action: string,
  language: Language,
  { msg, data = null }: { msg: string; data?: unknown },
): HttpReply => answer(panel, action, language, { code: 1, msg, data });

export const refusal = (
  panel: BthostPanel,
  action: string,
  language: Language,
  msg: string | null,
  data: unknown = null,
): HttpReply => answer(panel, action, language, { code: 0, msg, data });

/** A failure inside the server, or an operation that there is not. */
export function crash(panel: BthostPanel, status: 404 | 500, title: string): HttpReply {
  if (panel.habits.crashes === "page") return htmlPage(status, title);
  const body = { code: status, msg: "An error occurred", time: panel.requestSeconds(), data: null };
  return { status, contentType: "application/json; charset=utf-8", body: jsonText(body) };
}

/** The reply as a script that calls a function, for who asks for one. */
export const asScript = (reply: HttpReply, name: string): HttpReply => ({
  ...reply,
  contentType: "application/javascript; charset=utf-8",
  body: `${name}(${reply.body});`,
});
