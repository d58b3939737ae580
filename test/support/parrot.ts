import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/**
 * How a panel of JSON answers that talks too much quotes the request: its URL with the query or its body as they came, in a
 * refusal (`raw`), each value decoded (`values`), on a page of HTML (`page`), in the first part of a reply (`half`).
 */
export const tones = ["raw", "values", "page", "half"] as const;
export type Tone = (typeof tones)[number];

/** A panel in front of a panel: passes requests on, but for those that it is told to answer itself. */
export class Parrot {
  readonly #waiting: { readonly action: string; readonly tone: Tone }[] = [];
  /** Everything that has come by. */
  readonly heard: string[] = [];

  private constructor(
    private readonly http: Server,
    readonly url: string,
  ) {}

  static async before(panelUrl: string): Promise<Parrot> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const address = http.address();
    if (address === null || typeof address === "string") throw new TypeError("the server has no port");
    const parrot = new Parrot(http, `http://127.0.0.1:${address.port}`);
    http.on("request", (incoming, outgoing) => void parrot.#serve(incoming, outgoing, panelUrl));
    return parrot;
  }

  /** Answers the next request to this operation. It is not carried out. */
  answer(action: string, tone: Tone): void {
    this.#waiting.push({ action, tone });
  }

  /** How many are told and have not come. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse, panelUrl: string): Promise<void> {
    const { method = "", url = "", headers } = incoming;
    incoming.setEncoding("utf8");
    let body = "";
    for await (const part of incoming) body += String(part);
    this.heard.push(url, body);
    const index = this.#waiting.findIndex(({ action }) => url.includes(action));
    const [told] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (told !== undefined) {
      outgoing.writeHead(200, { "Content-Type": "application/json" }).end(answerOf(told.tone, url, body));
      return;
    }
    const reply = await fetch(`${panelUrl}${url}`, {
      method,
      headers: { "Content-Type": headers["content-type"] ?? "" },
      ...(body === "" ? {} : { body }),
    });
    outgoing.writeHead(reply.status, { "Content-Type": "application/json" }).end(await reply.text());
  }
}

function answerOf(tone: Tone, url: string, body: string): string {
  const values = [...new URL(url, "http://panel").searchParams.values(), ...valuesIn(body)].join(" ");
  switch (tone) {
    case "raw":
      return JSON.stringify({ code: 400, msg: `参数错误: ${url} ${body}`, data: null });
    case "values":
      return JSON.stringify({ code: 400, msg: `参数错误: ${values}`, errors: { accounts: values } });
    case "page":
      return `<html>${url} ${values}</html>`;
    case "half":
      return JSON.stringify({ code: 400, msg: `${values} ${url}` }).slice(0, -2);
  }
}

function valuesIn(body: string): string[] {
  if (body === "") return [];
  const fields: unknown = JSON.parse(body);
  return typeof fields === "object" && fields !== null ? Object.values(fields).map(String) : [];
}
