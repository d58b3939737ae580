import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/**
 * How a panel that talks too much answers, quoting the request: with a refusal that holds the form as it came (`form`) or each
 * value, decoded (`values`), with a page of HTML, or with the first part of a reply in PHP's way of writing JSON (`half`).
 */
export const manners = ["form", "values", "page", "half"] as const;
export type Manner = (typeof manners)[number];

/** What a panel answers with: JSON, of which a code that is not 0 (`json`) or 0 (`json0`) is a refusal, or text whose refusals begin with `-1|`. */
export type Language = "json" | "json0" | "text";

/** A panel in front of a panel: passes requests on, but for those that it is told to answer itself. */
export class Echo {
  readonly #waiting: { readonly action: string; readonly manner: Manner }[] = [];
  /** Every signature that has come by. */
  readonly signatures = new Set<string>();

  private constructor(
    private readonly http: Server,
    readonly url: string,
    private readonly speaks: Language,
  ) {}

  static async before(panelUrl: string, speaks: Language = "json"): Promise<Echo> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    if (address === null || typeof address === "string") throw new TypeError("the server has no port");
    const echo = new Echo(http, `http://127.0.0.1:${address.port}${new URL(panelUrl).pathname}`, speaks);
    http.on("request", (incoming, outgoing) => void echo.#serve(incoming, outgoing, panelUrl));
    return echo;
  }

  /** Answers the next request to this operation, or to this part of one (`sql_operate/sql_renew`). It is not carried out. */
  answer(action: string, manner: Manner): void {
    this.#waiting.push({ action, manner });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse, panelUrl: string): Promise<void> {
    incoming.setEncoding("utf8");
    let form = "";
    for await (const part of incoming) form += String(part);
    const fields = new URLSearchParams(form);
    const target = new URL(incoming.url ?? "", panelUrl);
    const signature =
      fields.get("sign") ?? fields.get("api_sign") ?? target.searchParams.get("signature") ?? "";
    if (signature !== "") this.signatures.add(signature);
    const asked = fields.get("action") ?? target.pathname.split("/").at(-1) ?? "";
    const part = `${asked}/${fields.get("operate") ?? ""}`;
    const index = this.#waiting.findIndex(({ action }) => action === asked || action === part);
    const [told] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (told === undefined) {
      const headers = {
        "Content-Type": incoming.headers["content-type"] ?? "",
        "Accept-Language": incoming.headers["accept-language"] ?? "zh-CN",
      };
      const reply = await fetch(target, { method: "POST", headers, body: form });
      outgoing
        .writeHead(reply.status, { "Content-Type": "application/json; charset=utf-8" })
        .end(await reply.text());
      return;
    }
    outgoing
      .writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
      .end(answerOf(told.manner, form, [...fields.values()], this.speaks));
  }
}

function answerOf(manner: Manner, form: string, values: readonly string[], speaks: Language): string {
  // What the caller chose stands last in the form.
  const last = [...values].reverse().join(" ");
  const refusal = (words: string): string => {
    if (speaks === "text") return `-1|${words}`;
    return JSON.stringify(
      speaks === "json" ? { code: 1, message: words, data: [] } : { code: 0, msg: words },
    );
  };
  switch (manner) {
    case "form":
      return refusal(`参数错误: ${form}`);
    case "values":
      return refusal(`参数错误: ${last} ${values.flatMap(decoded).join(" ")}`);
    case "page":
      return `<html>${last}</html>`;
    case "half":
      return `{"code":1,"message":${phpJson(last).slice(0, -1)}`;
  }
}

/** The text of a value in base64, if it is one. */
function decoded(value: string): string[] {
  const text = Buffer.from(value, "base64").toString("utf8");
  return Buffer.from(text, "utf8").toString("base64") === value ? [text] : [];
}

/** PHP writes every other letter than ASCII by its number, and slashes with a backslash. */
export function phpJson(text: string): string {
  return JSON.stringify(text)
    .replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}
