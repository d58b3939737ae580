import { ExponentialBackoff, handleType, retry } from "cockatiel";
import { createAgents, tlsOptionsOf, type Agents, type Trust } from "./agents";
import {
  ConfigurationError,
  NotSentError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
  UnreadableReplyError,
  messageOf,
  type ErrorFacts,
} from "../errors";
import {
  ExchangeError,
  exchange,
  exchangeOnce,
  type ExchangeLimits,
  type HttpReply,
  type HttpRequest,
} from "./exchange";
import { Pace, retryAfterMs } from "./pace";
import { redact } from "../redact";
import { wordsOfPage } from "../wire/json";
import { say } from "../language/say";

export type { HttpReply, HttpRequest } from "./exchange";

export interface HttpClientOptions extends Trust {
  /** The URL that all requests start with; without user, query and fragment. */
  readonly endpoint: string;
  /** Allows `http:` to hosts other than this machine. Default false. */
  readonly allowInsecureHttp?: boolean | undefined;
  /** The longest time for one attempt, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** The same for a read, where a write may take longer. Default `timeoutMs`. */
  readonly readTimeoutMs?: number | undefined;
  /** How a certificate that is not trusted can be, for the error. */
  readonly certificateAdvice?: string | undefined;
  /** Requests under way at once. Default 8. */
  readonly maxInFlight?: number | undefined;
  /** The shortest time between the starts of two requests, in milliseconds. Default 0. */
  readonly minIntervalMs?: number | undefined;
  /** How often a read is tried in all. Default 4. Writes are sent once. */
  readonly readAttempts?: number | undefined;
  /** The longest reply, after decompression, in bytes. Default 10 MiB. */
  readonly maxReplyBytes?: number | undefined;
  /** Is told of every reply. Default: nobody is. */
  readonly onReply?: ((reply: Heard) => void) | undefined;
}

/** What a reply tells besides what was asked for: whatever its status, somebody answered. */
export interface Heard {
  readonly operation: string;
  readonly status: number;
  /** When the request left and its reply was complete, in milliseconds of this machine's clock. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** The header `Date`, in milliseconds, where there is one that can be read. */
  readonly serverDateMs: number | undefined;
}

/** Whether a call changes something at the vendor. */
export type Effect = "read" | "write";

/** Whether a status says "later" rather than "no". 520 to 527 are a content network's words for a panel that it cannot reach. */
function isPassing(status: number): boolean {
  return [429, 500, 502, 503, 504].includes(status) || (status >= 520 && status <= 527);
}

/** A server that asks for more silence than this is down, as far as one run is concerned. */
const longestHoldMs = 60_000;

/** How long the repetition of a read is waited for, at first and at most. Tests that wait for many make it shorter. */
export const retryPauses = { firstMs: 300, longestMs: 5_000 };

/** An attempt of a read that failed in a way that the next one may not. */
class PassingFailure extends Error {
  override readonly name = "PassingFailure";

  constructor(
    what: string,
    options: ErrorOptions,
    /** What the vendor said and what to do, as far as it is known. */
    readonly said: ErrorFacts = {},
  ) {
    super(what, options);
  }
}

/** One host's HTTP: retries reads, sends writes exactly once, and tells what is known about a failure by its class. */
export class HttpClient {
  /** The URL that all requests start with, without a slash at the end. */
  readonly endpoint: string;
  readonly #isLoopback: boolean;
  readonly #limits: { readonly timeoutMs: number; readonly maxReplyBytes: number };
  readonly #readLimits: { readonly timeoutMs: number; readonly maxReplyBytes: number };
  readonly #readAttempts: number;
  readonly #readAgents: Agents;
  readonly #tls: ReturnType<typeof tlsOptionsOf>;
  readonly #certificateAdvice: string | undefined;
  readonly #pace: Pace;
  readonly #onReply: HttpClientOptions["onReply"];

  /** @throws {ConfigurationError} when the endpoint is no usable URL, or `http:` without permission. */
  constructor(options: HttpClientOptions) {
    const url = parseEndpoint(options.endpoint);
    this.#isLoopback = isLoopback(url.hostname);
    if (url.protocol === "http:" && !this.#isLoopback && options.allowInsecureHttp !== true) {
      throw new ConfigurationError(
        say("the endpoint {href} would send keys and passwords in the clear", { href: url.href }),
        {
          advice: say("Use https:, or set `allowInsecureHttp` if the panel offers nothing else"),
        },
      );
    }
    this.endpoint = url.href.replace(/\/+$/, "");
    this.#limits = {
      timeoutMs: options.timeoutMs ?? 30_000,
      maxReplyBytes: options.maxReplyBytes ?? 10 * 1024 * 1024,
    };
    this.#readAttempts = options.readAttempts ?? 4;
    this.#readLimits = { ...this.#limits, timeoutMs: options.readTimeoutMs ?? this.#limits.timeoutMs };
    this.#tls = tlsOptionsOf(options);
    this.#certificateAdvice = options.certificateAdvice;
    this.#readAgents = createAgents(true, this.#readLimits.timeoutMs, this.#tls);
    this.#pace = new Pace(options.maxInFlight ?? 8, options.minIntervalMs ?? 0);
    this.#onReply = options.onReply;
  }

  /**
   * Makes one call.
   * @param operation the vendor's name of it, for errors.
   * @param effect `"read"` may be sent several times, `"write"` is sent at most once.
   * @param build makes the request; called anew for every attempt.
   * @param parse turns a reply of status 2xx into the result, or throws: {@link RefusedError} when the vendor said no,
   * {@link UnreadableReplyError} when it is not what was promised.
   * @throws {NotSentError} a write that did not leave this machine.
   * @throws {UnknownOutcomeError} a write that may have been carried out.
   * @throws {UnavailableError} a read that failed for good.
   * @throws {ConfigurationError} a read that the server redirects.
   */
  call<T>(
    operation: string,
    effect: Effect,
    build: () => HttpRequest,
    parse: (reply: HttpReply) => T,
  ): Promise<T> {
    return effect === "read" ? this.#read(operation, build, parse) : this.#write(operation, build, parse);
  }

  async #read<T>(operation: string, build: () => HttpRequest, parse: (reply: HttpReply) => T): Promise<T> {
    let facts: ErrorFacts = { operation, endpoint: this.endpoint };
    let attempts = 0;
    const policy = retry(handleType(PassingFailure), {
      maxAttempts: this.#readAttempts - 1,
      backoff: new ExponentialBackoff({ initialDelay: retryPauses.firstMs, maxDelay: retryPauses.longestMs }),
    });
    try {
      return await policy.execute(() =>
        this.#pace.run(async () => {
          attempts += 1;
          const request = build();
          const url = this.#urlOf(request);
          facts = { operation, endpoint: withoutQuery(url) };
          const limits = limitsFor(request, this.#readLimits);
          const reply = await this.#heard(operation, () =>
            exchange(url, request, this.#readAgents, this.#isLoopback, limits),
          ).catch((error: unknown) => this.#asPassing(error, facts));
          if (request.answers?.includes(reply.status) !== true) {
            assertRefusal(reply, parse);
            this.#insistOnSuccess(reply, url, facts);
          }
          try {
            return parse(reply);
          } catch (error) {
            throw error instanceof UnreadableReplyError
              ? new PassingFailure(error.what, { cause: error }, saidOf(error))
              : error;
          }
        }),
      );
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      const { message } = error;
      throw new UnavailableError(
        attempts === 1
          ? say("no usable answer: {message}", { message })
          : say("no usable answer, in {attempts} attempts: {message}", { attempts, message }),
        {
          ...facts,
          ...error.said,
          cause: error.cause,
        },
      );
    }
  }

  /** Throws unless the status is 2xx: in a way that is tried again, or for good. */
  #insistOnSuccess(reply: HttpReply, url: URL, facts: ErrorFacts): void {
    if (isSuccess(reply)) return;
    const target = redirectTarget(reply, url);
    if (target !== undefined) {
      throw new ConfigurationError(say("the server redirects to {target}", { target }), {
        ...facts,
        advice: say("Set the endpoint to the address that answers itself"),
      });
    }
    const what = wordsOfStatus(reply);
    if (!isPassing(reply.status)) throw new UnavailableError(what, facts);
    const holdMs = retryAfterMs(reply.headers["retry-after"], new Date()) ?? 0;
    if (holdMs > longestHoldMs) {
      throw new UnavailableError(
        say("{what} and asks to wait {seconds} seconds", { what, seconds: Math.ceil(holdMs / 1000) }),
        facts,
      );
    }
    this.#pace.hold(holdMs);
    throw new PassingFailure(what, { cause: new Error(what) });
  }

  #write<T>(operation: string, build: () => HttpRequest, parse: (reply: HttpReply) => T): Promise<T> {
    return this.#pace.run(async () => {
      const request = build();
      const url = this.#urlOf(request);
      const facts: ErrorFacts = { operation, endpoint: withoutQuery(url) };
      const unknown = (why: string, cause?: unknown) => {
        const said = cause instanceof UnreadableReplyError ? saidOf(cause) : {};
        return new UnknownOutcomeError(say("it may have been carried out: {why}", { why }), {
          ...facts,
          ...said,
          cause,
        });
      };
      let reply: HttpReply;
      try {
        const limits = limitsFor(request, this.#limits);
        reply = await this.#heard(operation, () =>
          exchangeOnce(url, request, this.#isLoopback, limits, this.#tls),
        );
      } catch (error) {
        if (!(error instanceof ExchangeError) || error.maybeSent) throw unknown(messageOf(error), error);
        throw new NotSentError(say("nothing was sent: {message}", { message: error.message }), {
          ...facts,
          ...this.#adviceOn(error),
          cause: error,
        });
      }
      if (!isSuccess(reply)) {
        assertRefusal(reply, parse);
        const target = redirectTarget(reply, url);
        throw unknown(
          target === undefined
            ? wordsOfStatus(reply)
            : say("{answered}, a redirect to {target}", { answered: wordsOfStatus(reply), target }),
        );
      }
      try {
        return parse(reply);
      } catch (error) {
        // Only a clear "no" is an answer. Anything else, even a fault of ours, leaves open what the server did.
        if (error instanceof RefusedError) throw error;
        throw unknown(error instanceof UnreadableReplyError ? error.what : messageOf(error), error);
      }
    });
  }

  /** Tells whoever listens of the reply. */
  async #heard(operation: string, send: () => Promise<HttpReply>): Promise<HttpReply> {
    if (this.#onReply === undefined) return send();
    const sentAtMs = Date.now();
    const reply = await send();
    const dateMs = Date.parse(reply.headers.date ?? "");
    this.#onReply({
      operation,
      status: reply.status,
      sentAtMs,
      receivedAtMs: Date.now(),
      serverDateMs: Number.isNaN(dateMs) ? undefined : dateMs,
    });
    return reply;
  }

  #asPassing(error: unknown, facts: ErrorFacts): never {
    if (!(error instanceof ExchangeError)) throw error;
    // The same certificate comes back.
    if (error.isAboutTrust)
      throw new UnavailableError(say("no usable answer: {message}", { message: error.message }), {
        ...facts,
        ...this.#adviceOn(error),
        cause: error,
      });
    throw new PassingFailure(error.message, { cause: error }, this.#adviceOn(error));
  }

  #adviceOn({ isAboutTrust, advice }: ExchangeError): ErrorFacts {
    return { advice: isAboutTrust ? this.#certificateAdvice : advice };
  }

  #urlOf(request: HttpRequest): URL {
    const query = request.query === undefined || request.query === "" ? "" : `?${request.query}`;
    return new URL(`${this.endpoint}${request.path ?? ""}${query}`);
  }
}

/** The limits of one attempt. */
function limitsFor({ timeoutMs }: HttpRequest, limits: ExchangeLimits): ExchangeLimits {
  return timeoutMs === undefined ? limits : { ...limits, timeoutMs };
}

/**
 * A status of 400 to 499 may come with the vendor's own "no" in its own form.
 * @throws {RefusedError} when it does.
 */
function assertRefusal(reply: HttpReply, parse: (reply: HttpReply) => unknown): void {
  if (reply.status < 400 || reply.status >= 500) return;
  try {
    parse(reply);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
  }
}

/** What an unreadable reply said, for the error that it becomes. */
function saidOf({ facts }: UnreadableReplyError): ErrorFacts {
  const { vendorMessage, translation, advice } = facts;
  return { vendorMessage, translation, advice };
}

/** A reply of another status than 2xx, in words. */
function wordsOfStatus({ status, text }: HttpReply): string {
  const page = wordsOfPage(text);
  const quoted = page === "" ? "" : ` ("${page}")`;
  return status === 401 || status === 403
    ? say(
        "the server answered with status {status}{quoted}: check that this machine's public address is on the panel's allow-list for its API (IP 白名单), that the key is right, and that this machine's clock is right",
        { status, quoted },
      )
    : say("the server answered with status {status}{quoted}", { status, quoted });
}

function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

function withoutQuery(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function redirectTarget(reply: HttpReply, url: URL): string | undefined {
  const location = reply.headers.location;
  if (reply.status < 300 || reply.status >= 400 || location === undefined) return undefined;
  return URL.canParse(location, url.href)
    ? redact(withoutQuery(new URL(location, url)))
    : say("an unreadable address");
}

function parseEndpoint(endpoint: string): URL {
  const fault = (why: string) =>
    new ConfigurationError(say("the endpoint {why}", { why }), {
      advice: say("It looks like https://panel.example.com/api"),
    });
  if (!URL.canParse(endpoint)) throw fault(say("is not a URL"));
  const url = new URL(endpoint);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw fault(say("cannot start with {protocol}", { protocol: url.protocol }));
  if (url.username !== "" || url.password !== "") throw fault(say("must not contain a user or a password"));
  if (url.search !== "" || url.hash !== "") throw fault(say("must not contain a query or a fragment"));
  return url;
}

/** Whether a host name can only mean this machine. */
function isLoopback(hostname: string): boolean {
  return hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname) || /^(.+\.)?localhost$/.test(hostname);
}
