import { z } from "zod";
import { GivenFile } from "../../core/operations/given-file";
import type { Effect } from "../../core/http/http";
import type { Fields } from "../../core/wire/form";
import { CloudServersClient } from "./cloud-servers";
import { CommonClient } from "./common";
import { DatabasesClient } from "./databases";
import { HostingClient } from "./hosting";
import { IdcServersClient } from "./idc-servers";
import type { Open } from "./envelope";
import { LeaseServersClient } from "./lease-servers";
import { vncConsoleOf } from "./replies";
import { Transport, type TransportOptions } from "./transport";

export interface ConnectionOptions extends TransportOptions {
  /** The zone of the panel's wall, which the vendor does not name. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
}

/**
 * The API of a Zonkvm finance system, by what it sells: a method for each of its operations. Reads are repeated when they fail; what
 * changes something is sent once. Every method throws {@link RefusedError} when the panel says no.
 */
export class Client {
  /** What all kinds of servers share of the catalogue. */
  readonly common: CommonClient;
  readonly cloudServers: CloudServersClient;
  /** Physical servers. */
  readonly leaseServers: LeaseServersClient;
  /** Colocation. */
  readonly idcServers: IdcServersClient;
  /** Web hosting. */
  readonly hosting: HostingClient;
  readonly databases: DatabasesClient;
  readonly #transport: Transport;

  /** @throws {ConfigurationError} when the id or the key is empty, or there is no such time zone. */
  constructor({ timeZone, ...connection }: ConnectionOptions) {
    this.#transport = new Transport(connection);
    const options = { transport: this.#transport, timeZone };
    this.common = new CommonClient(options);
    this.cloudServers = new CloudServersClient(options);
    this.leaseServers = new LeaseServersClient(options);
    this.idcServers = new IdcServersClient(options);
    this.hosting = new HostingClient(options);
    this.databases = new DatabasesClient(options);
  }

  /**
   * Any operation, by the names of the vendor's document.
   * @returns the data of the reply, as they came.
   */
  async ask(
    action: string,
    effect: Effect,
    values: Readonly<Record<string, Fields[string] | GivenFile>>,
    open?: Open,
  ): Promise<unknown> {
    const fields: Record<string, Fields[string]> = {};
    for (const [name, value] of Object.entries(values))
      if (!(value instanceof GivenFile)) fields[name] = value;
    const [field, file] = Object.entries(values).find(([, value]) => value instanceof GivenFile) ?? [];
    if (field !== undefined && file instanceof GivenFile)
      return this.#transport.upload(action, fields, { field, name: file.name, content: file.content });
    // An address lets in whoever has it: it may stand beside the data, too.
    if (action.endsWith("_getvncurl")) {
      const { url, data } = vncConsoleOf(await this.#transport.readOpened(action, fields));
      return data ?? { url };
    }
    return effect === "read"
      ? this.#transport.read(action, fields, z.unknown(), open)
      : this.#transport.write(action, fields, z.unknown(), open);
  }
}
