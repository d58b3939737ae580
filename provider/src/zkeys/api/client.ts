import { IANAZone } from "luxon";
import { z } from "zod";
import { ConfigurationError, RefusedError, type ErrorFacts } from "../../core/errors";
import type { Effect, HttpClient } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { readAllPages } from "../../core/wire/pages";
import { readReply, refusalOf } from "../../core/wire/reply";
import { openEnvelope, wordsOf } from "./envelope";
import { encodeForm, type FormEncoder, type FormValue } from "./form";
import { saysServiceIsGone } from "./messages";
import {
  createFields,
  degradeFields,
  encodePassword,
  reinstallFields,
  renewFields,
  upgradeFields,
  type CreateOrder,
  type DegradeOrder,
  type ReinstallOrder,
  type RenewOrder,
  type UpgradeOrder,
} from "./orders";
import { commonParameters, type Signer } from "./sign";
import {
  createWire,
  type AddedAddress,
  type DegradableAddress,
  type Harddisk,
  type Line,
  type Product,
  type Service,
  type System,
  type Wire,
  type Zone,
} from "./wire";
import { say } from "../language/say";

export interface ZkeysClientOptions {
  /** Its endpoint is the panel's `https://…/api`. */
  readonly http: HttpClient;
  /** The agent's member id, in digits. */
  readonly userId: string;
  /** The API secret (API秘钥). */
  readonly apiSecret: string;
  /** The zone of the panel's wall. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
  readonly now?: (() => Date) | undefined;
  /** How nested parameters are written. Default PHP's brackets: the vendor does not say. */
  readonly encodeForm?: FormEncoder | undefined;
}

/** Rows asked for at once; the panel's own limit is not documented, and is found out from its reply. */
const pageSize = 100;

/** What an operation is asked with, by the vendor's names. */
type Fields = Readonly<Record<string, FormValue>>;

/** What comes back where the vendor returns nothing. */
const nothing = z.unknown().transform(() => undefined);

/**
 * The bare-metal part of a ZKEYS panel's agency API: one method per operation. Reads are repeated when they fail; what
 * changes something is sent once. Every method throws {@link RefusedError} when the panel says no.
 */
export class ZkeysClient {
  readonly #http: HttpClient;
  readonly #signer: Signer;
  readonly #timeZone: string;
  readonly #now: () => Date;
  readonly #encode: FormEncoder;
  readonly #wire: Wire;
  #tasks = 0;

  constructor(options: ZkeysClientOptions) {
    if (!/^\d+$/.test(options.userId))
      throw new ConfigurationError(say("`userId` must be the member id, in digits"));
    const timeZone = options.timeZone ?? "Asia/Shanghai";
    if (!IANAZone.isValidZone(timeZone))
      throw new ConfigurationError(say('there is no time zone "{timeZone}"', { timeZone }));
    if (options.apiSecret === "") throw new ConfigurationError(say("the API key is empty"));
    registerSecret(options.apiSecret);
    this.#http = options.http;
    this.#signer = { userId: options.userId, apiSecret: options.apiSecret };
    this.#timeZone = timeZone;
    this.#now = options.now ?? (() => new Date());
    this.#encode = options.encodeForm ?? encodeForm;
    this.#wire = createWire(timeZone);
  }

  /** All zones (`getzones`). */
  async getZones(): Promise<Zone[]> {
    return (await this.#call("getzones", "read", {}, this.#wire.zones)).zones;
  }

  /** All lines, with their prices and limits (`sync_line`). */
  getLines(): Promise<Line[]> {
    return this.#call("sync_line", "read", {}, this.#wire.lines);
  }

  /** One page of images (`getsystems`), counted from 1. */
  async getSystems(
    page: number,
    size: number,
  ): Promise<{ systems: System[]; pages?: number; items?: number }> {
    return this.#call("getsystems", "read", { page_mode: page, page_length: size }, this.#wire.systems);
  }

  /** All images, of every business (`getsystems`). */
  getAllSystems(): Promise<System[]> {
    return readAllPages({
      readPage: async (page, size) => {
        const { systems, items, pages } = await this.getSystems(page, size);
        return { rows: systems, total: items, pages };
      },
      keyOf: (system) => system.guid,
      pageSize,
      facts: this.#facts("getsystems"),
    });
  }

  /** All models of disks (`sync_harddisk`). */
  getHarddisks(): Promise<Harddisk[]> {
    return this.#call("sync_harddisk", "read", {}, this.#wire.harddisks);
  }

  /** All models of machines, with their prices (`sync_product`). */
  getProducts(): Promise<Product[]> {
    return this.#call("sync_product", "read", {}, this.#wire.products);
  }

  /** Buys servers (`create`). Charges the account. They are opening when they come back. */
  async create(order: CreateOrder): Promise<Service[]> {
    return this.#call("create", "write", createFields(order), this.#wire.created);
  }

  /** One page of services (`sync_baremetal`), counted from 1. */
  async listServices(
    page: number,
    size: number,
  ): Promise<{ services: Service[]; totalNumber?: number; totalPage?: number }> {
    // The vendor names the size differently in the two forms of this operation, and requires both.
    const fields = { page, number: size, page_size: size };
    return this.#call("sync_baremetal", "read", fields, this.#wire.services);
  }

  /** All services (`sync_baremetal`): whole, or an error. */
  listAllServices(): Promise<Service[]> {
    return readAllPages({
      readPage: async (page, size) => {
        const { services, totalNumber, totalPage } = await this.listServices(page, size);
        return { rows: services, total: totalNumber, pages: totalPage };
      },
      keyOf: (service) => service.guid,
      pageSize,
      facts: this.#facts("sync_baremetal"),
    });
  }

  /**
   * One service (`sync_baremetal` with `guid`), or `null` when the panel does not show it. That alone does not prove that
   * it is gone: the vendor does not say what an unknown id is answered with.
   */
  async getService(guid: string): Promise<Service | null> {
    const fields = { guid, page: 1, number: 10, page_size: 10 };
    try {
      return await this.#call("sync_baremetal", "read", fields, this.#wire.serviceOf(guid));
    } catch (error) {
      if (error instanceof RefusedError && saysServiceIsGone(error.facts.vendorMessage ?? "")) return null;
      throw error;
    }
  }

  /** Adds bandwidth, defense or addresses (`upgrade`). Charges the account. The amounts are increments. */
  async upgrade(order: UpgradeOrder): Promise<{ orderNo?: string; addresses: AddedAddress[] }> {
    return this.#call("upgrade", "write", upgradeFields(order), this.#wire.upgraded);
  }

  /** The addresses that a degrade can take away (`degrade_ip_list`). */
  getDegradableAddresses(guid: string): Promise<DegradableAddress[]> {
    return this.#call("degrade_ip_list", "read", { guid }, this.#wire.degradableAddresses);
  }

  /** Books the removal of what upgrades added (`degrade`). Returns the id of each booking. */
  async degrade(order: DegradeOrder): Promise<{ bandwidth?: string; defense?: string; ip?: string }> {
    const fields = degradeFields(order, this.#timeZone);
    const degraded = await this.#call("degrade", "write", fields, this.#wire.degraded);
    this.#insistOnBooking(degraded);
    return degraded.guids;
  }

  /** Withdraws a booked removal (`degrade_cancel`). */
  cancelDegrade(guid: string, degradeGuid: string): Promise<void> {
    return this.#call("degrade_cancel", "write", { guid, degrade_guid: degradeGuid }, nothing);
  }

  /** Powers off (`stop`). Done when the service's `activity` is `none` again. */
  stop(guid: string): Promise<void> {
    return this.#call("stop", "write", { guid }, nothing);
  }

  /** Powers on (`start`). Done when the service's `activity` is `none` again. */
  start(guid: string): Promise<void> {
    return this.#call("start", "write", { guid }, nothing);
  }

  /** Restarts (`restart`). Done when the service's `activity` is `none` again. */
  restart(guid: string): Promise<void> {
    return this.#call("restart", "write", { guid }, nothing);
  }

  /** Prolongs a service (`renew`). Charges the account. Returns the new end. */
  async renew(order: RenewOrder): Promise<{ expiresAt: string }> {
    return this.#call("renew", "write", renewFields(order), this.#wire.renewed);
  }

  /** Sets the login password (`setpass`). The machine must be off. */
  resetPassword(guid: string, password: string): Promise<void> {
    return this.#call("setpass", "write", { guid, loginPassword: encodePassword(password) }, nothing);
  }

  /** Installs an image (`install`). Erases the disks. */
  async reinstall(order: ReinstallOrder): Promise<void> {
    return this.#call("install", "write", reinstallFields(order), nothing);
  }

  /** Gives a server back (`refund`, of the module `common`). */
  refund(guid: string): Promise<void> {
    return this.#call("refund", "write", { guid, productType: "baremetal" }, nothing, "common");
  }

  /**
   * Any operation, by the names of the vendor's document.
   * @returns the data of the reply, as they came.
   */
  async ask(action: string, effect: Effect, fields: Fields, module?: string): Promise<unknown> {
    const data = await this.#call(action, effect, fields, z.unknown(), module);
    if (action === "degrade") this.#insistOnBooking(this.#wire.degraded.safeParse(data).data);
    return data;
  }

  /** A degrade may be refused inside a success. @throws {RefusedError} */
  #insistOnBooking(degraded?: { readonly accepted?: boolean; readonly message?: string }): void {
    if (degraded?.accepted === false)
      throw refusalOf(say("the panel"), wordsOf(degraded.message ?? ""), this.#facts("degrade"));
  }

  #facts(operation: string): ErrorFacts {
    return { operation, endpoint: this.#http.endpoint };
  }

  #call<T>(
    action: string,
    effect: Effect,
    fields: Fields,
    data: z.ZodType<T>,
    module = "baremetal",
  ): Promise<T> {
    const facts = this.#facts(action);
    this.#tasks += 1;
    const taskId = this.#tasks;
    let signature = "";
    return this.#http.call(
      action,
      effect,
      () => {
        const common = commonParameters(module, action, this.#signer, this.#now(), taskId);
        signature = common.sign;
        return {
          method: "POST",
          headers: { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" },
          body: this.#encode({ ...common, ...fields }),
        };
      },
      (reply) => {
        // There is a new one for each request: too many to remember as secrets, should the panel quote it.
        const text = reply.text.replaceAll(signature, "[secret]");
        const opened = openEnvelope({ ...reply, text }, facts);
        return readReply(data, opened.data, opened.words, facts);
      },
    );
  }
}
