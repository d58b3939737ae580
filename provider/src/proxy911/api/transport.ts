import { z } from "zod";
import { ConfigurationError, type ErrorFacts } from "../../core/errors";
import type { HttpClient, HttpReply, HttpRequest } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { readReply } from "../../core/wire/reply";
import { openEnvelope } from "./envelope";
import { say } from "../language/say";

export interface TransportOptions {
  /** Its endpoint is `https://api.911proxy.com`. */
  readonly http: HttpClient;
  /** The secret of the personal center's home page. */
  readonly appKey: string;
  /**
   * Where the key stands in a POST. Default `body`: wherever the document has it, which is the query of every operation, and
   * the body too of those on accounts. `query`: nowhere else.
   */
  readonly keyPlace?: "body" | "query" | undefined;
}

/** What an operation is asked with. What is `undefined` is not sent. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What comes back where the vendor returns nothing. */
const nothing = z.unknown().transform(() => undefined);

/** Gets `data` and words out of a reply. */
type Open = typeof openEnvelope;

/** The operations whose bodies have the key among their fields. The others name it nowhere, and so take it in the query alone. */
const hasKeyInBody = (operation: string): boolean => operation.startsWith("whitelist-account/");

/** How operations travel: reads by GET with everything in the query, writes by POST as JSON, the key in each. */
export class Transport {
  readonly #http: HttpClient;
  readonly #appKey: string;
  readonly #keyPlace: "body" | "query";

  /** @throws {ConfigurationError} when the key is empty. */
  constructor(options: TransportOptions) {
    if (options.appKey === "") throw new ConfigurationError(say("`appKey` is empty"));
    registerSecret(options.appKey);
    this.#http = options.http;
    this.#appKey = options.appKey;
    this.#keyPlace = options.keyPlace ?? "body";
  }

  /** What an error about the operation knows. */
  facts(operation: string): ErrorFacts {
    return { operation, endpoint: this.#http.endpoint };
  }

  /**
   * A read: repeated when it fails.
   * @param open how its reply is opened.
   */
  get<T>(operation: string, fields: Fields, data: z.ZodType<T>, open: Open = openEnvelope): Promise<T> {
    const request = this.#query(operation, fields);
    return this.#http.call(
      operation,
      "read",
      () => request,
      (reply) => read(reply, data, open, this.facts(operation)),
    );
  }

  /** A GET that may use something up: sent once. */
  getOnce<T>(
    operation: string,
    fields: Fields,
    parse: (reply: HttpReply, facts: ErrorFacts) => T,
  ): Promise<T> {
    const request = this.#query(operation, fields);
    return this.#http.call(
      operation,
      "write",
      () => request,
      (reply) => parse(reply, this.facts(operation)),
    );
  }

  /**
   * A write: sent once.
   * @param open how its reply is opened.
   */
  post(operation: string, fields: Fields, data?: undefined, open?: Open): Promise<undefined>;
  post<T>(operation: string, fields: Fields, data: z.ZodType<T>, open?: Open): Promise<T>;
  post<T>(
    operation: string,
    fields: Fields,
    data: z.ZodType<T | undefined> = nothing,
    open: Open = openEnvelope,
  ): Promise<T | undefined> {
    const isInBody = this.#keyPlace === "body" && hasKeyInBody(operation);
    const request: HttpRequest = {
      method: "POST",
      path: pathOf(operation),
      query: new URLSearchParams({ app_key: this.#appKey }).toString(),
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(isInBody ? { app_key: this.#appKey, ...fields } : fields),
    };
    return this.#http.call(
      operation,
      "write",
      () => request,
      (reply) => read(reply, data, open, this.facts(operation)),
    );
  }

  #query(operation: string, fields: Fields): HttpRequest {
    const query = new URLSearchParams({ app_key: this.#appKey });
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return { method: "GET", path: pathOf(operation), query: query.toString() };
  }
}

/** Opens and reads a reply. */
export function read<T>(reply: HttpReply, schema: z.ZodType<T>, open: Open, facts: ErrorFacts): T {
  const { data, words } = open(reply, facts);
  return readReply(schema, data, words, facts);
}

function pathOf(operation: string): string {
  return `/api-gate-way/${operation}`;
}
