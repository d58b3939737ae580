import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Faults } from "./faults";
import { Holds } from "./holds";
import type { LoggedRequest, RequestLog } from "./request-log";
import type { HttpReply, HttpRequest, VendorFace } from "./vendor";

const maximumBodyBytes = 1 << 20;

/** A stand-in's HTTP side: reads requests, has the vendor answer them, and spoils the answers as told. */
export class SandboxServer {
  readonly faults = new Faults();
  readonly holds = new Holds();

  private constructor(
    private readonly http: Server,
    /** The port listened on. */
    readonly port: number,
  ) {}

  /**
   * Listens on the loopback interface.
   * @param port 0 for any free one
   * @param now the panel's clock, for the log
   */
  static async listen(
    port: number,
    vendor: VendorFace,
    log: RequestLog,
    now: () => Date,
  ): Promise<SandboxServer> {
    const http = createServer();
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(port, "127.0.0.1", resolve);
    });
    const address = http.address();
    const server = new SandboxServer(
      http,
      address !== null && typeof address === "object" ? address.port : port,
    );
    http.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
      server.serve(incoming, outgoing, vendor, log, now).catch((error: unknown) => {
        // A fault of the sandbox itself must not look like one of those that tests ask for.
        outgoing
          .writeHead(500, { "Content-Type": "text/plain; charset=utf-8" })
          .end(`sandbox: ${String(error)}`);
      });
    });
    return server;
  }

  /** Ends all connections, also those whose reply is withheld. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.http.close(resolve));
    this.http.closeAllConnections();
    this.holds.releaseAll();
    await closed;
  }

  private async serve(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    vendor: VendorFace,
    log: RequestLog,
    now: () => Date,
  ): Promise<void> {
    const call = vendor(await read(incoming));
    const entry = log.add(call.action, call.params, now());
    const held = this.holds.take(call);
    const { reply, delayMs } = this.faults.answer(call);
    await held?.wait();
    if (delayMs !== undefined) await delay(delayMs);
    if (reply === undefined) outgoing.destroy();
    else send(outgoing, reply, entry);
  }
}

async function read(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const part = Buffer.from(chunk as Uint8Array);
    length += part.length;
    if (length > maximumBodyBytes) throw new RangeError("The body is too large.");
    chunks.push(part);
  }
  const bytes = Buffer.concat(chunks);
  const [path = "", query = ""] = (incoming.url ?? "").split("?", 2);
  const [mediaType = ""] = (incoming.headers["content-type"] ?? "").split(";");
  return {
    method: incoming.method ?? "",
    path,
    query,
    mediaType: mediaType.trim().toLowerCase(),
    headers: incoming.headers,
    body: bytes.toString("utf8"),
    bytes,
  };
}

function send(outgoing: ServerResponse, reply: HttpReply, entry: LoggedRequest): void {
  entry.status = reply.status;
  outgoing.writeHead(reply.status, {
    "Content-Type": reply.contentType,
    "Content-Length": Buffer.byteLength(reply.body),
    ...reply.headers,
  });
  outgoing.end(reply.body);
}
