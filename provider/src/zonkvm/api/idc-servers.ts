import {
  filled,
  guidField,
  incrementFields,
  orderIdField,
  physicalReinstallFields,
  purchaseFields,
  termContent,
  whole,
  type Increments,
  type PhysicalReinstall,
  type ServerOrder,
} from "./forms";
import { MachinesClient, type ClientOptions } from "./machines";
import { rows } from "./scalars";
import {
  createIdcServerSchema,
  idcLine,
  idcProduct,
  type IdcLine,
  type IdcProduct,
  type IdcServer,
} from "./wire-idc-server";

export type { IdcLine, IdcProduct, IdcServer } from "./wire-idc-server";

export interface NewIdcServer extends ServerOrder {
  readonly productGuid: string;
  /** The name of one of the product's kinds of power supply: `0.5A/220V`. */
  readonly power: string;
}

const lines = rows(idcLine);
const products = rows(idcProduct);

/** Colocation (服务器托管): a method for each of its 15 operations. Its orders show nothing of what we sent. */
export class IdcServersClient extends MachinesClient<IdcServer> {
  constructor(options: ClientOptions) {
    super({ prefix: "idc", one: "getidc", page: "idc_orders" }, createIdcServerSchema, options);
  }

  /** All lines, with their prices and limits (`idc_lines`). */
  getLines(): Promise<IdcLine[]> {
    return this.transport.read("idc_lines", {}, lines);
  }

  /** All kinds of places, with their prices (`idc_product`). */
  getProducts(): Promise<IdcProduct[]> {
    return this.transport.read("idc_product", {}, products);
  }

  /**
   * Buys a place (`create_order`). Charges the account. Not idempotent, and the order shows nothing of what we sent.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  async create(order: NewIdcServer): Promise<string | undefined> {
    const content = {
      bandwidth: whole("bandwidthMbps", order.bandwidthMbps, 0),
      power: filled("power", order.power),
      defense: whole("defenseGbps", order.defenseGbps, 0),
      // Every other kind calls it `ip_num`.
      ipnum: whole("ipCount", order.ipCount ?? 1, 0),
      ...termContent(order),
    };
    const guids = {
      line_guid: guidField("lineGuid", order.lineGuid),
      product_guid: guidField("productGuid", order.productGuid),
    };
    return this.buy(purchaseFields("create_idc", order, content, guids), order.clientOrderId);
  }

  /** Installs an image (`idc_install`). Erases disks. */
  async reinstall(id: string, reinstall: PhysicalReinstall): Promise<void> {
    await this.transport.write("idc_install", physicalReinstallFields(id, reinstall));
  }

  /** Adds addresses, bandwidth or defense (`idc_upgrade`). Charges the account. Increments: sent twice, they add twice. */
  async upgrade(id: string, added: Increments): Promise<void> {
    await this.transport.write("idc_upgrade", { guid: orderIdField(id), ...incrementFields(added) });
  }

  /** Prolongs an order (`idc_renew`). Charges the account, each time anew. */
  async renew(id: string, months: number): Promise<void> {
    const fields = { guid: orderIdField(id), months: whole("months", months, 1) };
    await this.transport.write("idc_renew", fields);
  }
}
