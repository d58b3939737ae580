import type * as http from "node:http";
import { HttpClient } from "../src/core/http/http";
import { BthostClient, type BthostClientOptions } from "../src/bthost/api/client";
import { sign } from "../src/bthost/api/sign";
import { bthostUrl } from "../src/bthost/api/transport";
import { AnsweringServer } from "./answering-server";

export { WithStatus } from "./answering-server";

/** A request as a panel gets it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The names of the query, in their order. */
  readonly queryNames: readonly string[];
  readonly time: string;
  readonly random: string;
  readonly signature: string;
  readonly isSigned: boolean;
  /** The fields of the body, by the wire's names. */
  readonly fields: Readonly<Record<string, string>>;
}

export const accessToken = "EXAMPLE-token-0042";

/** What the panel's clock says in samples that do not state another time: our own. */
export const now = new Date("2026-03-01T10:00:00Z");

/** A reply that says yes. */
export const yes = (data: unknown = null, at: Date = now) => ({
  code: 1,
  msg: "请求成功",
  time: String(Math.floor(at.getTime() / 1000)),
  data,
});

/** A reply that says no. */
export const no = (msg: string | null, at: Date = now) => ({ ...yes(null, at), code: 0, msg });

function seenOf(request: http.IncomingMessage, bytes: Buffer): Seen {
  const url = new URL(request.url ?? "", "http://panel");
  const [time, random, signature] = ["time", "random", "signature"].map(
    (name) => url.searchParams.get(name) ?? "",
  );
  return {
    method: request.method ?? "",
    path: url.pathname,
    headers: request.headers,
    queryNames: [...url.searchParams.keys()],
    time: time ?? "",
    random: random ?? "",
    signature: signature ?? "",
    isSigned: signature === sign(accessToken, time ?? "", random ?? ""),
    fields: Object.fromEntries(new URLSearchParams(bytes.toString("utf8"))),
  };
}

/** An address as the panel lists it, as in the vendor's document. */
export const addressRow = {
  id: 1,
  ip: "127.0.0.1",
  ippools_id: 1,
  mask: "255.255.255.0",
  gateway: "192.168.1.0",
  createtime: 1597303898,
  updatetime: 1597304873,
  deletetime: null,
  status: "normal",
  status_text: "正常",
} as const;

/** An installation that keeps what it is asked, and answers what a test wants. */
export class BthostPanel extends AnsweringServer<Seen> {
  constructor() {
    super(seenOf, yes());
  }

  /** A client of this panel, which answers yes with this from now on. */
  answering(data: unknown): BthostClient {
    this.answer = () => yes(data);
    return this.client();
  }

  /** A client of this panel that tries a read twice. */
  client(options: Partial<BthostClientOptions> = {}): BthostClient {
    const http = new HttpClient({ endpoint: bthostUrl(this.site), readAttempts: 2 });
    return new BthostClient({ http, accessToken, now: () => now, ...options });
  }
}
