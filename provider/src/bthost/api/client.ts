import { z } from "zod";
import type { Effect } from "../../core/http/http";
import type { Fields } from "../../core/wire/form";
import { wallOf } from "../../core/wire/scalars";
import { CategoriesClient } from "./categories";
import { DatabasesClient } from "./databases";
import { DomainsClient } from "./domains";
import { FtpAccountsClient } from "./ftp-accounts";
import { HostsClient } from "./hosts";
import { IpAddressesClient } from "./ip-addresses";
import { loginForm, type Login, type LoginForm } from "./login";
import { PlansClient } from "./plans";
import { SystemClient } from "./system";
import { Transport, type Manner, type TransportOptions } from "./transport";
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
  /** Bindings to hosts, and pools of domains. */
  readonly domains: DomainsClient;
  readonly categories: CategoriesClient;
  readonly databases: DatabasesClient;
  readonly ftpAccounts: FtpAccountsClient;
  /** Bindings to hosts, and pools of addresses. */
  readonly ipAddresses: IpAddressesClient;
  readonly plans: PlansClient;
  readonly system: SystemClient;
  readonly #apiUrl: string;
  readonly #transport: Transport;

  /** @throws {ConfigurationError} when the token is empty, or there is no such time zone. */
  constructor({ timeZone, ...connection }: BthostClientOptions) {
    this.#transport = new Transport(connection);
    const options = { transport: this.#transport, timeZone: wallOf(timeZone) };
    this.#apiUrl = connection.http.endpoint;
    this.hosts = new HostsClient(options);
    this.users = new UsersClient(options);
    this.domains = new DomainsClient(options);
    this.categories = new CategoriesClient(options);
    this.databases = new DatabasesClient(options);
    this.ftpAccounts = new FtpAccountsClient(options);
    this.ipAddresses = new IpAddressesClient(options);
    this.plans = new PlansClient(options);
    this.system = new SystemClient(options);
  }

  /** What signs a browser in to a host, or to all hosts of a user. Nothing is sent. */
  loginForm(login: Login): LoginForm {
    return loginForm(this.#apiUrl, login);
  }

  /**
   * Any operation, by the names of the vendor's document.
   * @returns the data of the reply, as they came.
   */
  ask(operation: string, effect: Effect, fields: Fields, manner: Manner = {}): Promise<unknown> {
    return effect === "read"
      ? this.#transport.read(operation, fields, z.unknown(), manner)
      : this.#transport.write(operation, fields, manner, z.unknown());
  }

  /** Sends the form of a login (`host_login`), to see whether it is taken. @returns where a browser would be led. */
  async signIn(operation: string, fields: Fields): Promise<{ readonly location: string }> {
    return { location: await this.#transport.signIn(operation, fields) };
  }
}
