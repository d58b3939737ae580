import { DateTime } from "luxon";
import type { z } from "zod";
import { ArgumentError } from "../../core/errors";
import type { Page } from "../../core/wire/pages";
import type { Fields, FilePart } from "../../core/wire/form";
import type { Open, Opened } from "./envelope";
import { filled, orderIdField, whole } from "./forms";
import type { ClientOptions } from "./machines";
import { orderPage, readAllOrders, readOrder } from "./orders";
import { placedOrder } from "./replies";
import { one, rows, wallOf } from "./scalars";
import { nothing, type Transport } from "./transport";
import { createBackupSchema } from "./wire-web";
import { say } from "../language/say";

/** A renewal of hosting or of a database: to a date, not by months. */
export interface Renewal {
  /** The new end, in ISO 8601 with offset. */
  readonly expiresAt: string;
  /** How many months that is from the present end. Default: the panel works it out. */
  readonly months?: number | undefined;
  readonly couponId?: number | undefined;
}

/** A backup of a site or of a database. */
export type Backup = z.output<ReturnType<typeof createBackupSchema>>;

/** A moment (ISO 8601 with offset) as the panel takes it: on its wall, `2026-07-01 10:00:00`. */
export function wallField(property: string, moment: string, timeZone: string): string {
  const time = DateTime.fromISO(moment, { zone: timeZone });
  if (time.isValid && /T.*(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(moment))
    return time.toFormat("yyyy-MM-dd HH:mm:ss");
  throw new ArgumentError([{ property, reason: say("must be a time in ISO 8601 with offset") }]);
}

/** The coupon of a renewal or an upgrade. */
export function couponField(couponId: number | undefined): number | undefined {
  return couponId === undefined ? undefined : whole("couponId", couponId, 1);
}

/** What hosting or databases are called in the names of their operations. */
export interface WebActions {
  /** What most begin with: `hosting_refund`. */
  readonly prefix: "hosting" | "sql";
  /** Reads one order: `gethosting`. */
  readonly one: string;
}

/**
 * What web hosting and databases have in common. What is done with an order is one operation (`hosting_operate`, `sql_operate`) with the
 * name of what is to be done beside it. Reads are repeated when they fail; what changes something is sent once. Every method throws
 * {@link RefusedError} when the panel says no, and a success says no more than that the panel took it: the order tells when it is done.
 */
export abstract class WebOrdersClient<Order extends { readonly id: string }> {
  protected readonly transport: Transport;
  protected readonly timeZone: string;
  readonly #actions: WebActions;
  readonly #order: z.ZodType<Order>;
  readonly #page: z.ZodType<Page<Order>>;
  readonly #backups: z.ZodType<Backup[]>;

  /** @param orderSchema an order, whose times are on the wall of this zone. */
  protected constructor(
    actions: WebActions,
    orderSchema: (timeZone: string) => z.ZodType<Order>,
    { transport, timeZone }: ClientOptions,
  ) {
    this.transport = transport;
    this.timeZone = wallOf(timeZone);
    this.#actions = actions;
    const order = orderSchema(this.timeZone);
    this.#order = one(order);
    this.#page = orderPage(order);
    this.#backups = rows(createBackupSchema(this.timeZone));
  }

  /** One order (`gethosting`, `getsql`), or `null` when the panel has none of this id, or says that it is another user's. */
  async getOrder(id: string): Promise<Order | null> {
    return readOrder(this.transport, this.#actions.one, orderIdField(id), this.#order);
  }

  /** One page of orders, counted from 1 (`hosting_orders`, `sql_orders`). */
  listOrders(page: number): Promise<Page<Order>> {
    return this.transport.read(this.#listAction, { page }, this.#page);
  }

  /** All orders, whole, or an error (`hosting_orders`, `sql_orders`). Deleted ones may be among them. */
  listAllOrders(): Promise<Order[]> {
    return readAllOrders(this.transport, this.#listAction, (page) => this.listOrders(page));
  }

  /** Changes the name that an order has in the panel (`hosting_edit_name`, `sql_edit_name`). */
  async rename(id: string, name: string): Promise<void> {
    await this.change("edit_name", id, { name: filled("name", name) });
  }

  /** Prolongs an order to a date (`hosting_renew`, `sql_renew`). Charges the account. */
  async renew(id: string, { expiresAt, months, couponId }: Renewal): Promise<void> {
    await this.change("renew", id, {
      newEndTimeStr: wallField("expiresAt", expiresAt, this.timeZone),
      renewLength: months === undefined ? undefined : whole("months", months, 1),
      coupon_id: couponField(couponId),
    });
  }

  /**
   * Gives an order back and deletes it with all that is in it (`hosting_refund`, `sql_refund`). An expired one goes without a refund;
   * of any other, the rest of its value comes back. Refused when the time for refunds is over.
   */
  async refund(id: string): Promise<void> {
    await this.change("refund", id);
  }

  /** All backups of an order (`hosting_backup_list`, `sql_backup_list`). */
  async listBackups(id: string): Promise<Backup[]> {
    return this.look("backup_list", id, {}, this.#backups);
  }

  get #listAction(): string {
    return `${this.#actions.prefix}_orders`;
  }

  #asked(what: string, id: string, fields: Fields): [action: string, fields: Fields] {
    const { prefix } = this.#actions;
    return [`${prefix}_operate`, { guid: orderIdField(id), operate: `${prefix}_${what}`, ...fields }];
  }

  /**
   * Sends a purchase. Charges the account.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  protected buy(fields: Fields, clientOrderId: string): Promise<string | undefined> {
    return this.transport.write("create_order", fields, placedOrder(clientOrderId));
  }

  /**
   * Reads something of an order.
   * @param what its operation without `hosting_` or `sql_`.
   */
  protected async look<T>(
    what: string,
    id: string,
    fields: Fields,
    data: z.ZodType<T>,
    open?: Open,
  ): Promise<T> {
    return this.transport.read(...this.#asked(what, id, fields), data, open);
  }

  /** Reads something of an order whose reply is not documented. */
  protected async lookOpened(what: string, id: string, fields: Fields = {}): Promise<Opened> {
    return this.transport.readOpened(...this.#asked(what, id, fields));
  }

  /** Changes something of an order. @param open how its reply is opened. */
  protected async change(what: string, id: string, fields: Fields = {}, open?: Open): Promise<void> {
    await this.transport.write(...this.#asked(what, id, fields), nothing, open);
  }

  /** {@link change} with a file. */
  protected async changeWithFile(what: string, id: string, fields: Fields, file: FilePart): Promise<void> {
    await this.transport.upload(...this.#asked(what, id, fields), file);
  }
}
