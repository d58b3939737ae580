import { idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { createCatalogWire, type IpPool } from "./wire-catalog";
import { boundAddresses, type BoundAddress, type IpAddress } from "./wire-common";

export type { IpPool } from "./wire-catalog";
export type { BoundAddress, IpAddress } from "./wire-common";

/** Addresses: those of the pools, and which of them hosts are bound to. */
export class IpAddressesClient {
  readonly #transport: Transport;
  readonly #wire: ReturnType<typeof createCatalogWire>;
  readonly #bound: ReturnType<typeof boundAddresses>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#wire = createCatalogWire(timeZone);
    this.#bound = boundAddresses(timeZone);
  }

  /**
   * Binds an address to a host (`host_bindip`).
   * @returns all that are bound afterwards. One that is not among them was not bound, although the panel says yes: some versions do so.
   */
  async bind(hostId: string, addressId: string): Promise<BoundAddress[]> {
    return this.#transport.write("host_bindip", bindingFields(hostId, addressId), {}, this.#bound);
  }

  /**
   * Unbinds an address from a host (`host_unbindip`). Some versions unbind all that were bound after it, too.
   * @returns all that are bound afterwards.
   */
  async unbind(hostId: string, addressId: string): Promise<BoundAddress[]> {
    return this.#transport.write("host_unbindip", bindingFields(hostId, addressId), {}, this.#bound);
  }

  /** All pools of addresses (`ippools_list`). */
  listPools(): Promise<IpPool[]> {
    return this.#transport.read("ippools_list", {}, this.#wire.ipPools, { isDocumentedByGet: true });
  }

  /** The addresses of a pool (`ipaddress_list`). */
  async list(poolId: string): Promise<IpAddress[]> {
    const fields = { ippools_id: idField("poolId", poolId) };
    return this.#transport.read("ipaddress_list", fields, this.#wire.ipAddresses);
  }

  /** An address (`ipaddress_info`); `undefined` when there is none. */
  async find(id: string): Promise<IpAddress | undefined> {
    return this.#transport.read("ipaddress_info", { id: idField("id", id) }, this.#wire.ipAddress);
  }
}

function bindingFields(hostId: string, addressId: string) {
  return { id: idField("hostId", hostId), ip_id: idField("addressId", addressId) };
}
