import { z } from "zod";
import { ConfigurationError, type ErrorFacts } from "../../core/errors";
import { apiUrl } from "../../core/http/endpoint";
import type { Effect, HttpClient } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { fitReply, readReply } from "../../core/wire/reply";
import {
  formBody,
  multipartBody,
  type Body,
  type Encoding,
  type Fields,
  type FilePart,
} from "../../core/wire/form";
import { openEnvelope, type Open, type Opened } from "./envelope";
import { say } from "../language/say";

export interface TransportOptions {
  /** Its endpoint is the panel's `https://…/api/same/index`. */
  readonly http: HttpClient;
  /** The user id (用户ID) of the API account. */
  readonly appId: string;
  /** The API key (API密钥). */
  readonly appKey: string;
  /**
   * How nested parameters are written: the vendor calls `content`, `post` and `arr` JSON "passed as a whole" in a body that is a form, and
   * does not say how one stands in the other. As one JSON text, by our reading; a panel that refuses it may take PHP's brackets. Default `json`.
   */
  readonly encoding?: Encoding | undefined;
}

/** The URL of a panel's API: a bare site root gets `/api/same/index`. */
export function zonkvmUrl(endpoint: string): string {
  return apiUrl(endpoint, "/api/same/index");
}

/** What comes back where the vendor documents no reply. */
export const nothing = z.unknown().transform(() => undefined);

/** How operations travel: all by POST to one address, named by `action`, with the key in each body and nothing in a URL. */
export class Transport {
  readonly #http: HttpClient;
  readonly #appId: string;
  readonly #appKey: string;
  readonly #encoding: Encoding;

  /** @throws {ConfigurationError} when the id or the key is empty. */
  constructor(options: TransportOptions) {
    if (options.appId === "") throw new ConfigurationError(say("`appId` is empty"));
    if (options.appKey === "") throw new ConfigurationError(say("`appKey` is empty"));
    registerSecret(options.appKey);
    this.#http = options.http;
    this.#appId = options.appId;
    this.#appKey = options.appKey;
    this.#encoding = options.encoding ?? "json";
  }

  /** What an error about the operation knows. Many have one `action`: what they do stands beside it. */
  facts(action: string, fields: Fields = {}): ErrorFacts {
    const parts = [action, fields.obj_type, fields.operate].filter((part) => typeof part === "string");
    return { operation: parts.join(" "), endpoint: this.#http.endpoint };
  }

  /**
   * A read: repeated when it fails.
   * @param open how its reply is opened.
   */
  read<T>(action: string, fields: Fields, data: z.ZodType<T>, open: Open = openEnvelope): Promise<T> {
    return this.#send("read", action, fields, this.#form(action, fields), readBy(data, open));
  }

  /** A read without a documented reply: whatever is in it. */
  readOpened(action: string, fields: Fields): Promise<Opened> {
    return this.#send("read", action, fields, this.#form(action, fields), openEnvelope);
  }

  /**
   * A write: sent once.
   * @param open how its reply is opened.
   */
  write(action: string, fields: Fields): Promise<undefined>;
  write<T>(action: string, fields: Fields, data: z.ZodType<T>, open?: Open): Promise<T>;
  write<T>(
    action: string,
    fields: Fields,
    data: z.ZodType<T | undefined> = nothing,
    open: Open = openEnvelope,
  ): Promise<T | undefined> {
    return this.#send("write", action, fields, this.#form(action, fields), writtenBy(data, open));
  }

  /** A write with a file: sent once. */
  async upload(action: string, fields: Fields, file: FilePart): Promise<void> {
    const body = await multipartBody(this.#withKey(action, fields), this.#encoding, file);
    await this.#send("write", action, fields, body, writtenBy(nothing, openEnvelope));
  }

  #withKey(action: string, fields: Fields): Fields {
    return { appid: this.#appId, appkey: this.#appKey, action, ...fields };
  }

  #form(action: string, fields: Fields): Body {
    return formBody(this.#withKey(action, fields), this.#encoding);
  }

  #send<T>(
    effect: Effect,
    action: string,
    fields: Fields,
    { contentType, body }: Body,
    read: (...reply: Parameters<Open>) => T,
  ): Promise<T> {
    const facts = this.facts(action, fields);
    return this.#http.call(
      facts.operation ?? action,
      effect,
      () => ({ method: "POST", headers: { "Content-Type": contentType }, body }),
      (reply) => read(reply, facts),
    );
  }
}

/** Reads what a read is answered with. */
function readBy<T>(schema: z.ZodType<T>, open: Open): (...reply: Parameters<Open>) => T {
  return (reply, facts) => {
    const { data, words } = open(reply, facts);
    return readReply(schema, data, words, facts);
  };
}

/**
 * Reads what a write is answered with. Its code alone says whether it was taken, as most come without data, and words about a balance
 * that a refund has filled are no "no". Whether it was done, the record shows.
 */
function writtenBy<T>(schema: z.ZodType<T>, open: Open): (...reply: Parameters<Open>) => T {
  return (reply, facts) => {
    const { data, words } = open(reply, facts);
    return fitReply(schema, data, words, facts);
  };
}
