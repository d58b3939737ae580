import { ConfigurationError } from "../../core/errors";
import type { Effect, HttpClient } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { openReply, type ReadReply } from "./reply";
import type { Fields } from "./requests";
import { commonParameters, type Language } from "./sign";
import { say } from "../language/say";

export interface RstackTransportOptions {
  /** Its endpoint is the controller's `https://…/api/v3`. */
  readonly http: HttpClient;
  /** The API key (API秘钥). */
  readonly apiKey: string;
  /** The language of refusals. Default `english`. */
  readonly language?: Language | undefined;
  readonly now?: (() => Date) | undefined;
}

/** How every action of a controller is asked for: a form, signed anew for each attempt. */
export class RstackTransport {
  readonly #http: HttpClient;
  readonly #apiKey: string;
  readonly #language: Language;
  readonly #now: () => Date;

  /** @throws {ConfigurationError} when the key is empty. */
  constructor({ http, apiKey, language = "english", now = () => new Date() }: RstackTransportOptions) {
    if (apiKey === "") throw new ConfigurationError(say("the API key is empty"));
    registerSecret(apiKey);
    this.#http = http;
    this.#apiKey = apiKey;
    this.#language = language;
    this.#now = now;
  }

  /** Asks for an action. Fields without a value are left out. @throws {RefusedError} when the controller says no. */
  call<T>(action: string, effect: Effect, fields: Fields, read: ReadReply<T>): Promise<T> {
    const facts = { operation: action, endpoint: this.#http.endpoint };
    let signature = "";
    return this.#http.call(
      action,
      effect,
      () => {
        const common = commonParameters(action, this.#apiKey, this.#language, this.#now());
        signature = common.api_sign;
        const form = new URLSearchParams({ ...common });
        for (const [name, value] of Object.entries(fields))
          if (value !== undefined) form.set(name, String(value));
        return {
          method: "POST",
          headers: { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" },
          body: form.toString(),
        };
      },
      (reply) => {
        // There is a new one for each request: too many to remember as secrets, should the controller quote it.
        const text = reply.text.replaceAll(signature, "[secret]");
        return read(openReply({ ...reply, text }, facts), facts);
      },
    );
  }
}
