import type * as http from "node:http";
import { HttpClient } from "../src/core/http/http";
import { AnsweringServer } from "./answering-server";
import { Transport, zonkvmUrl, type TransportOptions } from "../src/zonkvm/api/transport";

/** A request as a panel gets it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly bytes: Buffer;
  /** The body as text. */
  readonly body: string;
  /** The form's fields without `appid`, `appkey` and `action`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly action: string;
}

export { WithStatus, type Answer } from "./answering-server";

export const appId = "10001";
export const appKey = "EXAMPLE-key/42+=";

/** A finance system that keeps what it is asked, and answers what a test wants. */
export class LocalPanel extends AnsweringServer<Seen> {
  constructor() {
    super(seenOf, { code: 1 });
  }

  /** A transport to this panel that tries a read twice. */
  transport(options: Partial<TransportOptions> = {}): Transport {
    const http = new HttpClient({ endpoint: zonkvmUrl(this.site), readAttempts: 2 });
    return new Transport({ http, appId, appKey, ...options });
  }
}

function seenOf(request: http.IncomingMessage, bytes: Buffer): Seen {
  const body = bytes.toString("utf8");
  const { appid, appkey, action, ...fields } = Object.fromEntries(new URLSearchParams(body));
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    type: request.headers["content-type"],
    bytes,
    body,
    fields: appid === appId && appkey === appKey ? fields : { unsigned: body },
    action: action ?? "",
  };
}

/** A part of a form with a file. */
export interface Part {
  /** As the header has it; `undefined` for what is no file. */
  readonly fileName: string | undefined;
  readonly content: Buffer;
}

/** The parts of a body of type `multipart/form-data`, by the names of their fields. */
export function partsOf(bytes: Buffer, type: string): ReadonlyMap<string, Part> {
  const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? "";
  // One character for each byte, there and back.
  const pieces = bytes.toString("latin1").split(`--${boundary}`).slice(1, -1);
  return new Map(
    pieces.map((piece) => {
      const end = piece.indexOf("\r\n\r\n");
      const head = Buffer.from(piece.slice(0, end), "latin1").toString("utf8");
      const content = Buffer.from(piece.slice(end + 4, -2), "latin1");
      const fileName = /filename="([^"]*)"/.exec(head)?.[1];
      return [/\bname="([^"]*)"/.exec(head)?.[1] ?? "", { fileName, content }];
    }),
  );
}
