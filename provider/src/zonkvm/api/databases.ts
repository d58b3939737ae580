import { isIP } from "node:net";
import { ArgumentError } from "../../core/errors";
import { openWithStatus } from "./envelope";
import {
  filled,
  guidField,
  passwordField,
  purchaseFields,
  termContent,
  whole,
  type ClientNumbers,
  type Term,
} from "./forms";
import type { ClientOptions } from "./machines";
import { rows } from "./scalars";
import { couponField, WebOrdersClient } from "./web-orders";
import {
  createDatabaseSchema,
  databaseAccess,
  databaseProduct,
  progress,
  type Database,
  type DatabaseAccess,
  type DatabaseProduct,
  type Progress,
} from "./wire-database";
import { say } from "../language/say";

export type { Backup, Renewal } from "./web-orders";
export type { Database, DatabaseAccess, DatabaseProduct, Progress } from "./wire-database";

export interface NewDatabase extends ClientNumbers, Term {
  /** A line of hosting. */
  readonly lineGuid: string;
  readonly productGuid: string;
  /** The product's own size: the vendor asks for both. */
  readonly sizeMb: number;
  /** `utf8mb4`, `utf8`, `gbk`, and others that the vendor does not list. */
  readonly encoding: string;
  /** What the names of the database and of its user are made of; the vendor does not say how. */
  readonly prefix: string;
  readonly password: string;
}

/** From where a database may be reached from now on. */
export type NewDatabaseAccess = (
  { readonly from: "everywhere" | "localhost" } | { readonly from: "addresses"; readonly addresses: string[] }
) & {
  /** One more address, which the vendor does not explain. */
  readonly extraAddress?: string | undefined;
};

const products = rows(databaseProduct);

const accessCodes = { everywhere: "%", localhost: "127.0.0.1", addresses: "ip" } as const;

function addressField(property: string, address: string): string {
  if (isIP(address) !== 0) return address;
  throw new ArgumentError([
    { property, reason: say("must be an IP address, is {given}", { given: JSON.stringify(address) }) },
  ]);
}

/** Addresses, a line each. */
function addressesField(addresses: readonly string[]): string {
  if (addresses.length > 0) return addresses.map((one) => addressField("addresses", one)).join("\n");
  throw new ArgumentError([{ property: "addresses", reason: say("must hold an address at least") }]);
}

/** Cloud databases (云数据库): a method for each of their operations, and one for each thing that can be done with an order. */
export class DatabasesClient extends WebOrdersClient<Database> {
  constructor(options: ClientOptions) {
    super({ prefix: "sql", one: "getsql" }, createDatabaseSchema, options);
  }

  /** All products, with their prices (`sql_product`). Their lines are those of hosting. */
  getProducts(): Promise<DatabaseProduct[]> {
    return this.transport.read("sql_product", {}, products);
  }

  /**
   * Buys a database (`create_order`). Charges the account. Not idempotent.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  async create(order: NewDatabase): Promise<string | undefined> {
    const content = {
      db: String(whole("sizeMb", order.sizeMb, 1)),
      code: filled("encoding", order.encoding),
      ...termContent(order),
    };
    const beside = {
      prefix: filled("prefix", order.prefix),
      pwd: passwordField(order.password),
      line_guid: guidField("lineGuid", order.lineGuid),
      product_guid: guidField("productGuid", order.productGuid),
    };
    return this.buy(purchaseFields("create_database", order, content, beside), order.clientOrderId);
  }

  /** Makes the database anew by what it was bought with (`sql_reissue`). Whether its data stay, the vendor does not say. */
  async recreate(id: string): Promise<void> {
    await this.change("reissue", id);
  }

  /** From where it may be reached (`sql_get_access`). */
  async getAccess(id: string): Promise<DatabaseAccess> {
    return this.look("get_access", id, {}, databaseAccess, openWithStatus);
  }

  /** Sets from where it may be reached (`sql_set_access`). */
  async setAccess(id: string, access: NewDatabaseAccess): Promise<void> {
    await this.change("set_access", id, {
      dataAccess: accessCodes[access.from],
      // Documented as needed with addresses only, but not as one that may be left out.
      access: access.from === "addresses" ? addressesField(access.addresses) : "",
      address:
        access.extraAddress === undefined ? undefined : addressField("extraAddress", access.extraAddress),
    });
  }

  /** Sets the password of the database's user (`sql_reset_password`). */
  async setPassword(id: string, password: string): Promise<void> {
    await this.change("reset_password", id, { password: passwordField(password) });
  }

  /** Begins a backup (`sql_to_backup`). Refused when there are three already. Done when the list has it: {@link getBackupProgress}. */
  async createBackup(id: string): Promise<void> {
    await this.change("to_backup", id, {}, openWithStatus);
  }

  /** How far the backup is that is being made (`sql_get_backup_size`). Of none, the vendor does not say what comes. */
  async getBackupProgress(id: string): Promise<Progress> {
    return this.look("get_backup_size", id, {}, progress, openWithStatus);
  }

  /** Deletes a backup (`sql_del_backup`). */
  async deleteBackup(id: string, backupId: string): Promise<void> {
    await this.change("del_backup", id, { bak_guid: filled("backupId", backupId) });
  }

  /**
   * Begins to load a backup into the database, over what is there (`sql_input_backup`). {@link getImportProgress} tells when it is done.
   * @param file its full path on the node, which the vendor does not say how to get from the list of backups.
   */
  async importBackup(id: string, file: string): Promise<void> {
    await this.change("input_backup", id, { file: filled("file", file) }, openWithStatus);
  }

  /** How far the import is (`sql_get_import_size`). Of none, the vendor does not say what comes. */
  async getImportProgress(id: string): Promise<Progress> {
    return this.look("get_import_size", id, {}, progress, openWithStatus);
  }

  /** Changes the product (`sql_upgrade`). Charges the account. */
  async upgrade(id: string, productGuid: string, couponId?: number): Promise<void> {
    await this.change("upgrade", id, {
      new_product_guid: guidField("productGuid", productGuid),
      coupon_id: couponField(couponId),
    });
  }
}
