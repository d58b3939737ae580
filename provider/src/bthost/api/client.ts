import { wallOf } from "../../core/wire/scalars";
import { HostsClient } from "./hosts";
import { loginForm, type Login, type LoginForm } from "./login";
import { Transport, type TransportOptions } from "./transport";
import { UsersClient } from "./users";

export interface BthostClientOptions extends TransportOptions {
  /** The zone of the panel's days. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
}

/**
 * The API of a BThost installation, by noun: a method for each of its operations. Reads are repeated when they fail; what changes
 * something is sent once. Every method throws {@link RefusedError} when the panel says no, and {@link ArgumentError} for values that would
 * not arrive as they are.
 */
export class BthostClient {
  readonly hosts: HostsClient;
  readonly users: UsersClient;
  readonly #apiUrl: string;

  /** @throws {ConfigurationError} when the token is empty, or there is no such time zone. */
  constructor({ timeZone, ...connection }: BthostClientOptions) {
    const options = { transport: new Transport(connection), timeZone: wallOf(timeZone) };
    this.#apiUrl = connection.http.endpoint;
    this.hosts = new HostsClient(options);
    this.users = new UsersClient(options);
  }

  /** What signs a browser in to a host, or to all hosts of a user. Nothing is sent. */
  loginForm(login: Login): LoginForm {
    return loginForm(this.#apiUrl, login);
  }
}
