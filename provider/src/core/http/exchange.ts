import * as http from "node:http";
import * as https from "node:https";
import axios from "axios";
import { createAgents, type Agents } from "./agents";
import { redact } from "../redact";
import { say, type Sentence } from "../language/say";

/** One request. Made anew for each attempt, so that times and signatures are fresh. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Appended to the endpoint: `/vm/list`. */
  readonly path?: string | undefined;
  /** Without the question mark. Never shown in errors. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Bytes are sent as they are, a text as UTF-8. */
  readonly body?: string | Buffer | undefined;
  /** The longest time for this attempt, in milliseconds, where it is not the client's: some operations take longer than others. */
  readonly timeoutMs?: number | undefined;
  /** Of a read: statuses other than 2xx that are an answer to it, and so are parsed like one. */
  readonly answers?: readonly number[] | undefined;
}

/** A complete reply, its text decoded as UTF-8. Header names are in lower case. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const certificateCodes = /CERT_|_CERT|^UNABLE_TO_/;

/** Why there is no complete reply. Holds words and a code, and nothing of the request: it ends up as a `cause`. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";

  constructor(
    message: string,
    /** Node's or axios' code: `ECONNRESET`. */
    readonly code: string | undefined,
    /** Whether a byte of the request may have left this machine. */
    readonly maybeSent: boolean,
    /** What to look at, where the server was not reached. */
    readonly advice?: string,
  ) {
    super(redact(message));
  }

  /** Whether it is about the server's certificate. */
  get isAboutTrust(): boolean {
    return this.code !== undefined && certificateCodes.test(this.code);
  }
}

export interface ExchangeLimits {
  /** The longest time for the whole exchange, from resolving the name to the last byte. */
  readonly timeoutMs: number;
  readonly maxReplyBytes: number;
}

const words: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: "the name of the host could not be resolved",
  EAI_AGAIN: "the name of the host could not be resolved",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EHOSTUNREACH: "the host could not be reached",
  ENETUNREACH: "the network could not be reached",
  ETIMEDOUT: "the connection was not made in time",
  EPROTO: "the server does not speak TLS here",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host",
};

const panelAdvice: Sentence = "Check the host and port of the endpoint, and that the panel runs";
const networkAdvice: Sentence =
  "Check this machine's network and its proxy (HTTPS_PROXY), and whether the panel lets this machine's public address in";

/** What to look at, by the code of what kept a request from reaching the server. */
const advice: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: "Check the host of the endpoint, and this machine's network and name server",
  EAI_AGAIN: "Check the host of the endpoint, and this machine's network and name server",
  ECONNREFUSED: panelAdvice,
  EHOSTUNREACH: networkAdvice,
  ENETUNREACH: networkAdvice,
  ETIMEDOUT: networkAdvice,
  EPROTO: "Check whether the endpoint is to begin with http: or has another port",
};

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function wordsOf(error: unknown, code: string | undefined): string {
  const known = code === undefined ? undefined : words[code];
  if (known !== undefined) return `${say(known)} (${code ?? ""})`;
  const message =
    error instanceof Error && error.message !== "" ? error.message : (code ?? say("the exchange failed"));
  return message;
}

/**
 * Sends one request once and reads its reply, whatever its status. Never follows a redirect.
 * @throws {ExchangeError} when there is no complete reply.
 */
export async function exchange(
  url: URL,
  request: HttpRequest,
  agents: Agents,
  isLoopback: boolean,
  limits: ExchangeLimits,
): Promise<HttpReply> {
  let maybeSent = false;
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  try {
    const reply = await axios.request<ArrayBuffer>({
      url: url.href,
      method: request.method,
      headers: { "User-Agent": "pulumi-reseller", Accept: "application/json, */*;q=0.1", ...request.headers },
      data: request.body,
      responseType: "arraybuffer",
      // The body is sent, and the reply kept, byte for byte.
      transformRequest: [],
      transformResponse: [],
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: limits.maxReplyBytes,
      signal: deadline,
      ...agents,
      // Elsewhere axios' own rules hold: HTTPS_PROXY, HTTP_PROXY, NO_PROXY.
      ...(isLoopback ? { proxy: false as const } : {}),
      transport: {
        request(options: https.RequestOptions, respond: (response: http.IncomingMessage) => void) {
          const sending = (options.protocol === "https:" ? https : http).request(options, respond);
          // Before it has a socket, a request cannot leave; the agents above give it one that is connected.
          return sending.once("socket", () => {
            maybeSent = true;
          });
        },
      },
    });
    return {
      status: reply.status,
      headers: Object.fromEntries(
        Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      text: new TextDecoder().decode(reply.data),
    };
  } catch (error) {
    if (deadline.aborted)
      throw new ExchangeError(
        say("no complete answer within {timeoutMs} ms", { timeoutMs: limits.timeoutMs }),
        "ETIMEDOUT",
        maybeSent,
      );
    const code = codeOf(error);
    const advised = code === undefined ? undefined : advice[code];
    throw new ExchangeError(wordsOf(error, code), code, maybeSent, advised && say(advised));
  }
}

/** {@link exchange} over a connection of its own, which is gone afterwards. */
export async function exchangeOnce(
  url: URL,
  request: HttpRequest,
  isLoopback: boolean,
  limits: ExchangeLimits,
  tls: https.AgentOptions = {},
): Promise<HttpReply> {
  const agents = createAgents(false, limits.timeoutMs, tls);
  try {
    return await exchange(url, request, agents, isLoopback, limits);
  } finally {
    agents.httpAgent.destroy();
    agents.httpsAgent.destroy();
  }
}
