import {
  guidField,
  incrementFields,
  numberFields,
  orderIdField,
  passwordField,
  physicalReinstallFields,
  purchaseFields,
  termContent,
  whole,
  type ClientNumbers,
  type Increments,
  type PhysicalReinstall,
  type ServerOrder,
} from "./forms";
import { MachinesClient, type ClientOptions } from "./machines";
import { rows } from "./scalars";
import {
  createLeaseServerSchema,
  leaseDisk,
  leaseLine,
  leaseProduct,
  type LeaseDisk,
  type LeaseLine,
  type LeaseProduct,
  type LeaseServer,
} from "./wire-lease-server";

export type { LeaseDisk, LeaseLine, LeaseProduct, LeaseServer } from "./wire-lease-server";

export interface NewLeaseServer extends ServerOrder {
  readonly productGuid: string;
  readonly imageGuid: string;
  /** Default: the panel makes one. */
  readonly password?: string | undefined;
}

const lines = rows(leaseLine);
const disks = rows(leaseDisk);
const products = rows(leaseProduct);

/** Physical servers (物理服务器): a method for each of their 16 operations. Their orders show nothing of what we sent. */
export class LeaseServersClient extends MachinesClient<LeaseServer> {
  constructor(options: ClientOptions) {
    super({ prefix: "lease", one: "getlease", page: "lease_orders" }, createLeaseServerSchema, options);
  }

  /** All lines, with their prices and limits (`lease_lines`). */
  getLines(): Promise<LeaseLine[]> {
    return this.transport.read("lease_lines", {}, lines);
  }

  /** All models of disks (`lease_harddisk`). */
  getDisks(): Promise<LeaseDisk[]> {
    return this.transport.read("lease_harddisk", {}, disks);
  }

  /** All models of machines, with their prices (`lease_product`). */
  getProducts(): Promise<LeaseProduct[]> {
    return this.transport.read("lease_product", {}, products);
  }

  /**
   * Buys a server (`create_order`). Charges the account. Not idempotent, and the order shows nothing of what we sent.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  async create(order: NewLeaseServer): Promise<string | undefined> {
    const content = {
      bandwidth: whole("bandwidthMbps", order.bandwidthMbps, 0),
      defense: whole("defenseGbps", order.defenseGbps, 0),
      ip_num: whole("ipCount", order.ipCount ?? 1, 0),
      ...termContent(order),
      loginPassword: order.password === undefined ? undefined : passwordField(order.password),
    };
    const guids = {
      line_guid: guidField("lineGuid", order.lineGuid),
      product_guid: guidField("productGuid", order.productGuid),
      system_guid: guidField("imageGuid", order.imageGuid),
    };
    return this.buy(purchaseFields("create_lease", order, content, guids), order.clientOrderId);
  }

  /** Installs an image (`lease_install`). Erases disks. */
  async reinstall(id: string, reinstall: PhysicalReinstall): Promise<void> {
    await this.transport.write("lease_install", physicalReinstallFields(id, reinstall));
  }

  /** Adds addresses, bandwidth or defense (`lease_upgrade`). Charges the account. Increments: sent twice, they add twice. */
  async upgrade(id: string, added: Increments, numbers: ClientNumbers): Promise<void> {
    const fields = { guid: orderIdField(id), ...incrementFields(added), ...numberFields(numbers) };
    await this.transport.write("lease_upgrade", fields);
  }

  /** Prolongs a server (`lease_renew`). Charges the account, each time anew. */
  async renew(id: string, months: number, numbers: ClientNumbers): Promise<void> {
    await this.transport.write("lease_renew", {
      guid: orderIdField(id),
      months: whole("months", months, 1),
      ...numberFields(numbers),
    });
  }
}
