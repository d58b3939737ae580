import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pageHtml } from "./sandbox-page-html";
import type { Overview } from "../sandbox";
import { say } from "./language/say";

/** A stand-in as the page shows it. */
export interface PanelShown extends Overview {
  readonly vendor: string;
  readonly title: string;
  readonly port: number;
  /** Its clock, ISO 8601. */
  readonly now: string;
  /** Requests since the start, and those of them that change something. */
  readonly requests: number;
  readonly writes: number;
}

/** A running page. */
export interface Page {
  readonly url: string;
  close(): Promise<void>;
}

/** What browsers are told besides: nothing is loaded from elsewhere, and nothing guessed. */
const headers = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "X-Frame-Options": "DENY",
};

function answer(outgoing: ServerResponse, status: number, type: string, body: string, more = {}): void {
  outgoing.writeHead(status, { ...headers, "Content-Type": `${type}; charset=utf-8`, ...more }).end(body);
}

/** Whether it was asked for by its own name: a page of elsewhere may have made its own name lead here. */
function isOwnName({ headers: { host = "" } }: IncomingMessage): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host);
}

/**
 * Serves the page on the loopback interface.
 * @param port 0 for any free one.
 * @param look what there is now.
 */
export async function servePage(port: number, look: () => readonly PanelShown[]): Promise<Page> {
  const server = createServer((incoming, outgoing) => {
    const [path] = (incoming.url ?? "").split("?", 1);
    if (!isOwnName(incoming)) answer(outgoing, 403, "text/plain", say("this page is for this machine\n"));
    else if (incoming.method !== "GET") answer(outgoing, 405, "text/plain", say("only GET\n"));
    else if (path === "/state.json") answer(outgoing, 200, "application/json", JSON.stringify(look()));
    else if (path === "/") {
      const nonce = randomBytes(16).toString("base64url");
      const policy = `default-src 'none'; connect-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
      answer(outgoing, 200, "text/html", pageHtml(nonce), { "Content-Security-Policy": policy });
    } else answer(outgoing, 404, "text/plain", say("there is / and /state.json\n"));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const own = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://127.0.0.1:${own}/`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
