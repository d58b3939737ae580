import { CloudServersClient } from "./cloud-servers";
import { CommonClient } from "./common";
import { DatabasesClient } from "./databases";
import { HostingClient } from "./hosting";
import { IdcServersClient } from "./idc-servers";
import { LeaseServersClient } from "./lease-servers";
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

  /** @throws {ConfigurationError} when the id or the key is empty, or there is no such time zone. */
  constructor({ timeZone, ...connection }: ConnectionOptions) {
    const options = { transport: new Transport(connection), timeZone };
    this.common = new CommonClient(options);
    this.cloudServers = new CloudServersClient(options);
    this.leaseServers = new LeaseServersClient(options);
    this.idcServers = new IdcServersClient(options);
    this.hosting = new HostingClient(options);
    this.databases = new DatabasesClient(options);
  }
}
