import { DateTime } from "luxon";
import { ArgumentError } from "../../core/errors";
import type { z } from "zod";
import type { Page } from "../../core/wire/pages";
import type { Fields } from "../../core/wire/form";
import { orderIdField, passwordField } from "./forms";
import { orderPage, readAllOrders, readOrder } from "./orders";
import { placedOrder, trafficSchema, vncConsoleOf, type Traffic, type VncConsole } from "./replies";
import { one, wallOf } from "./scalars";
import type { Transport } from "./transport";
import { say } from "../language/say";

export interface ClientOptions {
  readonly transport: Transport;
  /** The zone of the panel's wall. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
}

/** A moment (ISO 8601 with offset) as the panel takes it: milliseconds since 1970, in digits. */
function stampOf(property: string, moment: string): string {
  const time = DateTime.fromISO(moment);
  if (time.isValid) return String(time.toMillis());
  throw new ArgumentError([{ property, reason: say("must be a time in ISO 8601") }]);
}

/** What a kind of servers is called in the names of its operations. */
export interface MachineActions {
  /** What most begin with: `server_start`. */
  readonly prefix: "server" | "lease" | "idc";
  /** Reads one order: `getserver`. */
  readonly one: string;
  /** Reads a page of orders: `getservers`. */
  readonly page: string;
}

/**
 * What all three kinds of servers can do, under names that differ by a prefix. Reads are repeated when they fail; what changes
 * something is sent once. Every method throws {@link RefusedError} when the panel says no, and a success says no more than that the
 * panel took it: the order tells when it is done.
 */
export abstract class MachinesClient<Server extends { readonly id: string }> {
  protected readonly transport: Transport;
  protected readonly timeZone: string;
  readonly #actions: MachineActions;
  readonly #server: z.ZodType<Server>;
  readonly #page: z.ZodType<Page<Server>>;
  readonly #traffic: z.ZodType<Traffic>;

  /** @param serverSchema an order, whose times are on the wall of this zone. */
  protected constructor(
    actions: MachineActions,
    serverSchema: (timeZone: string) => z.ZodType<Server>,
    { transport, timeZone }: ClientOptions,
  ) {
    this.transport = transport;
    this.timeZone = wallOf(timeZone);
    this.#actions = actions;
    const server = serverSchema(this.timeZone);
    this.#server = one(server);
    this.#page = orderPage(server);
    this.#traffic = trafficSchema(this.timeZone);
  }

  /**
   * One order (`getserver`, `getlease`, `getidc`), or `null` when the panel has none of this id, or says that it is another user's.
   */
  async getServer(id: string): Promise<Server | null> {
    return readOrder(this.transport, this.#actions.one, orderIdField(id), this.#server);
  }

  /** One page of orders, counted from 1 (`getservers`, `lease_orders`, `idc_orders`). */
  listServers(page: number): Promise<Page<Server>> {
    return this.transport.read(this.#actions.page, { page }, this.#page);
  }

  /** All orders, whole, or an error (`getservers`, `lease_orders`, `idc_orders`). Deleted ones may be among them. */
  listAllServers(): Promise<Server[]> {
    return readAllOrders(this.transport, this.#actions.page, (page) => this.listServers(page));
  }

  /** Powers on (`server_start`, `lease_start`, `idc_start`). */
  start(id: string): Promise<void> {
    return this.#write("start", id);
  }

  /** Powers off (`server_stop`, `lease_stop`, `idc_stop`). Whether gently, the vendor does not say. */
  stop(id: string): Promise<void> {
    return this.#write("stop", id);
  }

  /** Restarts (`server_restart`, `lease_restart`, `idc_restart`). */
  restart(id: string): Promise<void> {
    return this.#write("restart", id);
  }

  /** Sets the login password (`server_setpsw`, `lease_setpsw`, `idc_setpsw`). */
  async setPassword(id: string, password: string): Promise<void> {
    await this.#write("setpsw", id, { password: passwordField(password) });
  }

  /** Gives a server back (`server_refund`, `lease_refund`, `idc_refund`). Refused when the time for refunds is over. */
  refund(id: string): Promise<void> {
    return this.#write("refund", id);
  }

  /** Where the console is (`server_getvncurl`, `lease_getvncurl`, `idc_getvncurl`). */
  async getVncConsole(id: string): Promise<VncConsole> {
    const action = `${this.#actions.prefix}_getvncurl`;
    return vncConsoleOf(await this.transport.readOpened(action, { guid: orderIdField(id) }));
  }

  /**
   * Traffic between two moments (`get_server_chart`, `get_lease_chart`, `get_idc_chart`).
   * @param from in ISO 8601 with offset.
   */
  async getTraffic(id: string, from: string, to: string): Promise<Traffic> {
    const fields = {
      guid: orderIdField(id),
      start_time: stampOf("from", from),
      end_time: stampOf("to", to),
    };
    return this.transport.read(`get_${this.#actions.prefix}_chart`, fields, this.#traffic);
  }

  /**
   * Sends a purchase. Charges the account.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  protected buy(fields: Fields, clientOrderId: string): Promise<string | undefined> {
    return this.transport.write("create_order", fields, placedOrder(clientOrderId));
  }

  async #write(what: string, id: string, fields: Fields = {}): Promise<void> {
    await this.transport.write(`${this.#actions.prefix}_${what}`, { guid: orderIdField(id), ...fields });
  }
}
