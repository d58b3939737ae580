import type { HttpReply, HttpRequest, VendorCall, VendorFace } from "../vendor";
import * as envelope from "./envelope";
import { isSince } from "./habits";
import { settle } from "./life";
import { operations } from "./operations";
import type { BthostPanel } from "./panel";
import { read, type Read } from "./reading";
import { BthostCrash, BthostRefusal } from "./refusal";
import { sentOf, type Sent } from "./sent";

const base = "/api/vhost/";

const secrets = /^(signature|password|info\[password\]|token)$/;

/**
 * Reads requests as the server does: the operation in the path, a form in the body of a POST, the signature in either.
 * @param save called after each request that changed something
 */
export const bthostFace =
  (panel: BthostPanel, save: () => void): VendorFace =>
  (request): VendorCall => {
    const action = request.path.startsWith(base) ? request.path.slice(base.length) : "";
    const written = read(request);
    const language = languageOf(request, written);
    return {
      action,
      params: Object.fromEntries(
        written.fields.map(([name, value]) => [name, secrets.test(name) ? "…" : value]),
      ),
      carryOut: () => carryOut(panel, request, action, written, save),
      refuse: (message) => envelope.refusal(panel, action, language ?? "chinese", message),
      emptySuccess: () => envelope.success(panel, action, language ?? "chinese", { msg: "请求成功" }),
    };
  };

/** Nothing when the framework cannot make a language of the header. */
function languageOf({ headers }: HttpRequest, { query }: Read): envelope.Language | undefined {
  const asked = typeof query.lang === "string" ? query.lang : (headers["accept-language"] ?? "zh-CN");
  const word = /^[a-z\d-]+/i.exec(typeof asked === "string" ? asked : "")?.[0];
  if (word === undefined) return undefined;
  return word.toLowerCase() === "zh-cn" ? "chinese" : "english";
}

/** Another site's page may not call. */
function isForeign({ headers }: HttpRequest): boolean {
  const { origin, host = "" } = headers;
  if (typeof origin !== "string" || origin === "") return false;
  const [, name = ""] = /^[a-z]+:\/\/([^/:]+)/i.exec(origin) ?? [];
  return typeof host === "string" && name !== host.replace(/:\d+$/, "");
}

function carryOut(
  panel: BthostPanel,
  request: HttpRequest,
  action: string,
  written: Read,
  save: () => void,
): HttpReply {
  if (!request.path.startsWith(base)) return envelope.notAPage;
  const language = languageOf(request, written);
  if (language === undefined) return envelope.languagePage;
  // A request can name another path and another method; what the framework makes of them is never what is meant.
  if (written.query.s !== undefined) return envelope.crash(panel, 404, "404 Not Found");
  if (written.fault !== undefined || written.body._method !== undefined)
    return envelope.crash(panel, 500, "500 Internal Server Error");
  const operation = operations.get(action);
  if (operation === undefined || !isSince(panel.habits, operation.since ?? "1.0.2"))
    return envelope.crash(panel, 404, "404 Not Found");
  if (isForeign(request)) return envelope.foreignOrigin;
  if (panel.habits.licence === "failed")
    return request.headers["x-requested-with"] === "XMLHttpRequest"
      ? envelope.refusal(panel, action, language, "授权验证失败")
      : envelope.licencePage;
  const settled = settle(panel);
  const sent = sentOf(written.query, written.body, panel.habits.escapesApostrophes);
  const reply = answer(panel, action, language, sent);
  if (settled || operation.writes) save();
  const callback = sent.all.has("callback") ? String(sent.all.text("callback")) : "";
  return callback === "" ? reply : envelope.asScript(reply, callback);
}

function answer(panel: BthostPanel, action: string, language: envelope.Language, sent: Sent): HttpReply {
  const operation = operations.get(action);
  if (operation === undefined) return envelope.notAPage;
  try {
    if (operation.isForBrowsers !== true) envelope.authenticate(panel, sent, language);
    const said = operation.run(panel, sent);
    if (operation.writes) panel.state.done[action] = (panel.state.done[action] ?? 0) + 1;
    return "body" in said ? said : envelope.success(panel, action, language, said);
  } catch (error) {
    if (error instanceof BthostRefusal)
      return envelope.refusal(panel, action, language, error.said, error.data);
    if (error instanceof BthostCrash) return envelope.crash(panel, 500, error.message);
    throw error;
  }
}
