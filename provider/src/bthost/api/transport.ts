import { z } from "zod";
import { ConfigurationError, type ErrorFacts } from "../../core/errors";
import { apiUrl } from "../../core/http/endpoint";
import type { Effect, HttpClient, HttpReply, HttpRequest } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { formBody, type Fields } from "../../core/wire/form";
import { fitReply, readReply, unreadable, type Words } from "../../core/wire/reply";
import { clocksInWords, explainsRefusal, PanelClock } from "./clock";
import { insistOnYes, readEnvelope, type Envelope } from "./envelope";
import { insistOnPlainText } from "./fields";
import { problemIn } from "./messages";
import { signedAt } from "./sign";
import { say } from "../language/say";

export interface TransportOptions {
  /** Its endpoint is the panel's `https://…/api/vhost`. */
  readonly http: HttpClient;
  /** The token of the API (API通信密钥). */
  readonly accessToken: string;
  /**
   * The longest time for one call that works in the server's panel (BaoTa), in milliseconds: each such panel call may take two minutes.
   * Default 150,000. All other calls have the limits of `http`.
   */
  readonly panelTimeoutMs?: number | undefined;
  readonly now?: (() => Date) | undefined;
}

/** The URL of a panel's API: a bare site root gets `/api/vhost`. */
export function bthostUrl(endpoint: string): string {
  return apiUrl(endpoint, "/api/vhost");
}

/** What comes back where the vendor documents no data. */
export const nothing = z.unknown().transform(() => undefined);

/** What is known of an operation besides its fields. */
export interface Manner {
  /** Whether it works in the server's panel, so that it may take minutes. */
  readonly worksInPanel?: boolean;
  /** Whether the vendor documents it by GET: most panels take POST for it too. */
  readonly isDocumentedByGet?: boolean;
}

/** Of every request. Another language is answered with status 500 or in other words; without the second, some faults come as pages. */
const headers = { "Accept-Language": "zh-CN", "X-Requested-With": "XMLHttpRequest" };

/** The status of some reads of what is not there, and of any fault of the server's. */
const serverFault = 500;

/** Statuses that lead a browser elsewhere. */
const redirections: readonly number[] = [301, 302, 303];

interface Call<T> extends Manner {
  readonly operation: string;
  readonly effect: Effect;
  readonly fields: Fields;
  readonly answers?: readonly number[];
  readonly read: (envelope: Envelope, facts: ErrorFacts) => T;
  /** What a reply of one of the `answers` means. */
  readonly readFault?: () => T;
}

/** What was learned of one attempt that failed. */
interface Attempt {
  /** Whether its signature was refused, and the clocks explain it. */
  isLate: boolean;
  /** Whether the server does not take this method. */
  isOtherMethod: boolean;
}

/** How operations travel: each at its own path, its fields in the body, and the signature in the query. */
export class Transport {
  readonly #http: HttpClient;
  readonly #accessToken: string;
  readonly #panelTimeoutMs: number;
  readonly #clock: PanelClock;
  readonly #takenByGet = new Set<string>();

  /** @throws {ConfigurationError} when the token is empty. */
  constructor(options: TransportOptions) {
    if (options.accessToken === "") throw new ConfigurationError(say("`accessToken` is empty"));
    registerSecret(options.accessToken);
    this.#http = options.http;
    this.#accessToken = options.accessToken;
    this.#panelTimeoutMs = options.panelTimeoutMs ?? 150_000;
    this.#clock = new PanelClock(options.now ?? (() => new Date()));
  }

  /** How far the panel's clock is ahead of this machine's, in milliseconds, as far as its replies have told. */
  get clockAheadMs(): number {
    return this.#clock.offsetMs;
  }

  /** The URL of an operation. */
  urlOf(operation: string): string {
    return `${this.#http.endpoint}/${operation}`;
  }

  /** A read: repeated when it fails. */
  read<T>(operation: string, fields: Fields, data: z.ZodType<T>, manner: Manner = {}): Promise<T> {
    return this.#call({ operation, effect: "read", fields, read: readBy(readReply, data), ...manner });
  }

  /** A read of what the server answers with status 500 when it is not there: `undefined` then, which may also be a fault of the server's. */
  readOrFault<T>(operation: string, fields: Fields, data: z.ZodType<T>): Promise<T | undefined> {
    return this.#call<T | undefined>({
      operation,
      effect: "read",
      fields,
      read: readBy(readReply, data),
      answers: [serverFault],
      readFault: () => undefined,
    });
  }

  /**
   * A write: sent once. That it was refused for its signature says that nothing was done; it is then signed once more by the panel's
   * own clock. The code alone says whether it was taken: words of a yes are not weighed.
   */
  write(operation: string, fields: Fields, manner?: Manner): Promise<undefined>;
  write<T>(operation: string, fields: Fields, manner: Manner, data: z.ZodType<T>): Promise<T>;
  write<T>(
    operation: string,
    fields: Fields,
    manner: Manner = {},
    data: z.ZodType<T | undefined> = nothing,
  ): Promise<T | undefined> {
    return this.#call({ operation, effect: "write", fields, read: readBy(fitReply, data), ...manner });
  }

  /**
   * Sends a form for browsers, which sign nothing, and are led elsewhere when it is right.
   * @returns where to.
   */
  signIn(operation: string, fields: Fields): Promise<string> {
    insistOnPlainText(fields);
    const facts: ErrorFacts = { operation, endpoint: this.urlOf(operation) };
    const { contentType, body } = formBody(fields, "brackets");
    return this.#http.call(
      operation,
      "read",
      () => ({
        method: "POST",
        path: `/${operation}`,
        headers: { ...headers, "Content-Type": contentType },
        body,
        answers: redirections,
      }),
      (reply) => {
        const { location } = reply.headers;
        if (redirections.includes(reply.status) && location !== undefined) return location;
        const envelope = readEnvelope(reply, facts);
        insistOnYes(envelope, reply.status, facts);
        throw unreadable(say("the reply leads nowhere"), envelope.words, facts);
      },
    );
  }

  async #call<T>(call: Call<T>): Promise<T> {
    insistOnPlainText(call.fields);
    const correction = this.#clock.offsetMs;
    const first: Attempt = { isLate: false, isOtherMethod: false };
    try {
      return await this.#attempt(call, first);
    } catch (error) {
      if (first.isOtherMethod && call.isDocumentedByGet === true) this.#takenByGet.add(call.operation);
      else if (!first.isLate) throw error;
    }
    const second: Attempt = { isLate: false, isOtherMethod: false };
    try {
      return await this.#attempt(call, second);
    } catch (error) {
      if (second.isLate) this.#clock.restore(correction);
      throw error;
    }
  }

  /** One call of the HTTP layer, which makes a request for each time it sends one. */
  #attempt<T>(call: Call<T>, attempt: Attempt): Promise<T> {
    const facts: ErrorFacts = { operation: call.operation, endpoint: this.urlOf(call.operation) };
    let signed = { time: "", signature: "" };
    let sentAtMs = 0;
    return this.#http.call(
      call.operation,
      call.effect,
      () => {
        sentAtMs = this.#clock.ownMs;
        const query = signedAt(this.#accessToken, this.#clock.panelSeconds);
        signed = query;
        return this.#requestOf(call, new URLSearchParams({ ...query }).toString());
      },
      (reply) => {
        attempt.isOtherMethod = reply.status === 404 || reply.status === 405;
        if (call.readFault !== undefined && reply.status === serverFault) return call.readFault();
        // There is a new one for each request: too many to remember as secrets, should the panel quote it.
        const text = reply.text.replaceAll(signed.signature, "[secret]");
        const envelope = readEnvelope({ ...reply, text }, facts);
        this.#insistOnYes(envelope, reply, Number(signed.time), sentAtMs, attempt, facts);
        return call.read(envelope, facts);
      },
    );
  }

  #requestOf(call: Call<unknown>, query: string): HttpRequest {
    const common = {
      path: `/${call.operation}`,
      query,
      timeoutMs: call.worksInPanel === true ? this.#panelTimeoutMs : undefined,
      answers: call.answers,
    };
    if (this.#takenByGet.has(call.operation)) return { ...common, method: "GET", headers };
    const { contentType, body } = formBody(call.fields, "brackets");
    return { ...common, method: "POST", headers: { ...headers, "Content-Type": contentType }, body };
  }

  /** Learns the panel's clock, and throws for a no. */
  #insistOnYes(
    envelope: Envelope,
    { status }: HttpReply,
    signedSeconds: number,
    sentAtMs: number,
    attempt: Attempt,
    facts: ErrorFacts,
  ): void {
    const { seconds, words } = envelope;
    const receivedAtMs = this.#clock.ownMs;
    const isRefused = envelope.code !== 1 && problemIn(words.said) === "signature";
    attempt.isLate = isRefused && seconds !== undefined && explainsRefusal(signedSeconds, seconds);
    if (seconds !== undefined) this.#clock.learn(seconds, { sentAtMs, receivedAtMs }, attempt.isLate);
    insistOnYes(envelope, status, facts, isRefused ? withClocks(words, receivedAtMs, seconds) : undefined);
  }
}

/** The reason of a refused signature, with what the clocks say. */
function withClocks({ reason }: Words, ownMs: number, panelSeconds: number | undefined): Words["reason"] {
  if (reason === undefined) return undefined;
  const clocks = clocksInWords(ownMs, panelSeconds);
  const advice = say(
    "{clocks}. They may differ by ten seconds: if they do by more, set both by a time server. {advice}",
    { clocks, advice: reason.advice ?? "" },
  );
  return { ...reason, advice };
}

/** Reads the data of a reply that says yes. */
function readBy<T>(fit: typeof readReply, schema: z.ZodType<T>): Call<T>["read"] {
  return ({ data, words }, facts) => fit(schema, data, words, facts);
}
