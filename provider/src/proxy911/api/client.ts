import { z } from "zod";
import { readAddresses } from "../addresses";
import type { ErrorFacts } from "../../core/errors";
import type { Effect, HttpReply } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { readAllPages, type Page } from "../../core/wire/pages";
import { openEnvelope, openLoosely } from "./envelope";
import { codeOf, namesField, orderFields, pairsField, plainField, type NewOrder } from "./forms";
import type {
  All,
  Extraction,
  NewAccount,
  OrderQuery,
  PackageQuery,
  SharedByAccounts,
  StaticIpQuery,
  UsageQuery,
} from "./queries";
import { stampOf } from "./scalars";
import { read, Transport, type Fields, type TransportOptions } from "./transport";
import {
  createWire,
  type BoughtPackage,
  type Country,
  type Order,
  type PackageSummary,
  type PaymentGroup,
  type ProxyAccountRow,
  type RegionStock,
  type StaticIp,
  type TopUpBonus,
  type UsageOfDay,
  type User,
  type Wire,
} from "./wire";
import { accountTypes, orderStatuses, orderTypes, staticIpStatuses } from "../words";

export interface Proxy911ClientOptions extends TransportOptions {
  /** The zone of the vendor's wall, which is not documented. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
}

/** Rows asked for at once; the vendor's own limit is not documented. */
const pageSize = 100;

/**
 * 911Proxy's API: one method for each of its 24 operations. Reads are repeated when they fail; what changes or uses up
 * something is sent once. Every method throws {@link RefusedError} when the vendor says no.
 */
export class Proxy911Client {
  readonly #transport: Transport;
  readonly #timeZone: string;
  readonly #wire: Wire;

  /** @throws {ConfigurationError} when the key is empty. */
  constructor(options: Proxy911ClientOptions) {
    this.#transport = new Transport(options);
    this.#timeZone = options.timeZone ?? "Asia/Shanghai";
    this.#wire = createWire(this.#timeZone);
  }

  /**
   * All proxy accounts, with their passwords (`whitelist-account/list`). A list that is written as nothing is believed of two replies
   * in a row.
   */
  async listAccounts(): Promise<ProxyAccountRow[]> {
    const read = () => this.#transport.get("whitelist-account/list", {}, this.#wire.accounts);
    return (await read()) ?? (await read()) ?? [];
  }

  /** Adds accounts that share their type and remark (`whitelist-account/add`). They are enabled and unlimited. */
  async addAccounts(accounts: readonly NewAccount[], shared: SharedByAccounts): Promise<void> {
    for (const { password } of accounts) registerSecret(password);
    await this.#transport.post("whitelist-account/add", {
      accounts: pairsField(accounts),
      remark: shared.remark ?? "",
      product_type: accountTypes[shared.productType],
    });
  }

  /** Deletes accounts, for good (`whitelist-account/delete`). For about five minutes they still work and cost. */
  async deleteAccounts(usernames: readonly string[]): Promise<void> {
    await this.#transport.post("whitelist-account/delete", { accounts: namesField(usernames) });
  }

  /** Disables accounts (`whitelist-account/disable`). For about five minutes they still work and cost. */
  async disableAccounts(usernames: readonly string[]): Promise<void> {
    await this.#transport.post("whitelist-account/disable", { accounts: namesField(usernames) });
  }

  /** Enables accounts (`whitelist-account/enable`). */
  async enableAccounts(usernames: readonly string[]): Promise<void> {
    await this.#transport.post("whitelist-account/enable", { accounts: namesField(usernames) });
  }

  /** Sets a password (`whitelist-account/change-password`). The old one works for five more minutes. */
  async changePassword(username: string, password: string): Promise<void> {
    registerSecret(password);
    const fields = { account: plainField("username", username), password: plainField("password", password) };
    await this.#transport.post("whitelist-account/change-password", fields);
  }

  /** Sets a remark, `""` for none (`whitelist-account/change-remark`). */
  async changeRemark(username: string, remark: string): Promise<void> {
    await this.#transport.post("whitelist-account/change-remark", {
      account: plainField("username", username),
      remark,
    });
  }

  /** Sets a traffic limit in GB, 0 for none (`whitelist-account/change-limit`). Usage lags, and so can exceed it. */
  async changeLimit(username: string, limitGb: number): Promise<void> {
    await this.#transport.post("whitelist-account/change-limit", {
      account: plainField("username", username),
      limit: limitGb,
    });
  }

  /** Traffic per day (`user-usage-flow/total`), up to five minutes ago. */
  getUsagePerDay(query: UsageQuery = {}): Promise<UsageOfDay[]> {
    const stamp = (moment: string | undefined) =>
      moment === undefined ? undefined : stampOf(moment, this.#timeZone);
    const fields = {
      start_time: stamp(query.from),
      end_time: stamp(query.to),
      username: query.username,
      product_type: codeOf(accountTypes, query.productType),
    };
    return this.#transport.get("user-usage-flow/total", fields, this.#wire.usagePerDay);
  }

  /** One page of bought packages, counted from 1 (`user-product/list`). */
  listPackages(query: PackageQuery = {}): Promise<Page<BoughtPackage>> {
    const fields = {
      trade_no: query.tradeNo,
      product_type: codeOf(accountTypes, query.productType),
      page: query.page ?? 1,
      size: query.size ?? pageSize,
    };
    return this.#transport.get("user-product/list", fields, this.#wire.packages);
  }

  /** All bought packages, or those of one order or type (`user-product/list`). @param query a text is a `tradeNo`. */
  listAllPackages(query?: string | All<PackageQuery>): Promise<BoughtPackage[]> {
    const filters = typeof query === "string" ? { tradeNo: query } : query;
    return readAllPages({
      readPage: (page, size) => this.listPackages({ ...filters, page, size }),
      keyOf: (row) => String(row.id),
      pageSize,
      largestPageSize: pageSize,
      facts: this.#transport.facts("user-product/list"),
    });
  }

  /** What is left of the bought traffic, of one of two kinds (`user-product/summary`). */
  getPackageSummary(
    productType: "dynamicResidentialTraffic" | "longTermIdcTraffic",
  ): Promise<PackageSummary> {
    return this.#transport.get(
      "user-product/summary",
      { product_type: orderTypes[productType] },
      this.#wire.packageSummary,
    );
  }

  /**
   * Extracts proxy addresses, `host:port` each (`ip/v3`). It may use up what was bought, so it is sent once, although it is
   * a GET.
   */
  extractIps(extraction: Extraction = {}): Promise<string[]> {
    const format = extraction.format ?? "json";
    const fields = {
      cc: extraction.countryCode,
      state: extraction.state,
      city: extraction.city,
      num: extraction.count,
      life: extraction.lifeMinutes,
      ep: extraction.entryPoint,
      format,
      lb: format === "text" ? extraction.separator : undefined,
    };
    return this.#transport.getOnce("ip/v3", fields, (reply, facts) => {
      if (!reply.text.trimStart().startsWith("{"))
        return readAddresses(reply.text, extraction.separator, facts);
      return read(reply, this.#wire.addresses, openEnvelope, facts);
    });
  }

  /** All countries with their states and cities (`ip/dynamic-citys`). */
  getCities(): Promise<Country[]> {
    return this.#transport.get("ip/dynamic-citys", {}, this.#wire.countries);
  }

  /** The cities of a state (`ip/dynamic-citys/search`). */
  searchCities(countryCode: string, state: string): Promise<string[]> {
    return this.#transport.get(
      "ip/dynamic-citys/search",
      { country_code: countryCode, state },
      this.#wire.names,
    );
  }

  /** All countries with their states (`ip/dynamic-states`). */
  getStates(): Promise<Country[]> {
    return this.#transport.get("ip/dynamic-states", {}, this.#wire.countries);
  }

  /** The states of a country (`ip/dynamic-states/search`). */
  searchStates(countryCode: string): Promise<string[]> {
    return this.#transport.get("ip/dynamic-states/search", { country_code: countryCode }, this.#wire.names);
  }

  /** One page of bought static IPs, counted from 1 (`ip/get-static-ip`). The reply is undocumented, and kept as it is. */
  listStaticIps(query: StaticIpQuery = {}): Promise<Page<StaticIp>> {
    const fields = {
      country_code: query.countryCode,
      product_type: codeOf(accountTypes, query.productType),
      trade_no: query.tradeNo,
      status: codeOf(staticIpStatuses, query.status),
      page: query.page ?? 1,
      size: query.size ?? pageSize,
    };
    return this.#transport.get("ip/get-static-ip", fields, this.#wire.staticIps, openLoosely);
  }

  /** All bought static IPs, or those of one order, country, type or status (`ip/get-static-ip`). @param query a text is a `tradeNo`. */
  listAllStaticIps(query?: string | All<StaticIpQuery>): Promise<StaticIp[]> {
    const filters = typeof query === "string" ? { tradeNo: query } : query;
    return readAllPages({
      readPage: (page, size) => this.listStaticIps({ ...filters, page, size }),
      keyOf: (row) => row.id ?? JSON.stringify(row.fields),
      pageSize,
      largestPageSize: pageSize,
      facts: this.#transport.facts("ip/get-static-ip"),
    });
  }

  /** How many static IPs each country has for sale (`static-ip-region`). */
  getStaticIpStock(kind: "staticResidentialIp" | "staticDatacenterIp"): Promise<RegionStock[]> {
    const isp = kind === "staticResidentialIp" ? "1" : "0";
    return this.#transport.get("static-ip-region", { isp }, this.#wire.stock);
  }

  /** One page of orders, counted from 1 (`order/list`). */
  listOrders(query: OrderQuery = {}): Promise<Page<Order>> {
    const fields = {
      page_no: query.page ?? 1,
      page_size: query.size ?? pageSize,
      trade_no: query.tradeNo,
      status: codeOf(orderStatuses, query.status),
      product_type: codeOf(orderTypes, query.productType),
    };
    return this.#transport.get("order/list", fields, this.#wire.orders);
  }

  /** All orders, or those of one status or type (`order/list`). */
  listAllOrders(query: All<OrderQuery> = {}): Promise<Order[]> {
    return readAllPages({
      readPage: (page, size) => this.listOrders({ ...query, page, size }),
      keyOf: (row) => row.tradeNo,
      pageSize,
      largestPageSize: pageSize,
      facts: this.#transport.facts("order/list"),
    });
  }

  /**
   * Orders (`order/create`). May charge at once. Not idempotent, and nothing of ours comes back with the order.
   * @returns the order; `undefined` when the vendor says yes and does not say which one it made.
   */
  createOrder(order: NewOrder): Promise<Order | undefined> {
    return this.#transport.post("order/create", orderFields(order), this.#wire.placedOrder);
  }

  /** Cancels an unpaid order (`order/close`). The reply is undocumented: none at all is an answer too. */
  async closeOrder(tradeNo: string): Promise<void> {
    await this.#transport.post("order/close", { trade_no: tradeNo }, undefined, openLoosely);
  }

  /** The customer (`user/info`): announced by the vendor as not open yet. */
  getUser(): Promise<User> {
    return this.#transport.get("user/info", {}, this.#wire.user);
  }

  /** Payment methods by group (`payment/groups`): in general, or for one order. */
  getPaymentMethods(tradeNo?: string): Promise<PaymentGroup[]> {
    return this.#transport.get("payment/groups", { trade_no: tradeNo }, this.#wire.paymentGroups);
  }

  /** Bonus ratios of top-ups (`activity/balance-recharge-gift-ratio`); what a ratio means is not documented. */
  getTopUpBonuses(): Promise<TopUpBonus[]> {
    return this.#transport.get("activity/balance-recharge-gift-ratio", {}, this.#wire.topUpBonuses);
  }

  /**
   * Any operation, by the names of the vendor's document.
   * @returns the data of the reply, as they came; the addresses, where `ip/v3` answers with a text.
   */
  ask(operation: string, effect: Effect, fields: Fields): Promise<unknown> {
    if (operation === "ip/v3")
      return this.#transport.getOnce(operation, fields, (reply, facts) => extracted(reply, fields.lb, facts));
    const open = isAnsweredLoosely(operation) ? openLoosely : openEnvelope;
    return effect === "read"
      ? this.#transport.get(operation, fields, z.unknown(), open)
      : this.#transport.post(operation, fields, z.unknown(), open);
  }
}

/** The operations whose replies the document leaves open. */
const isAnsweredLoosely = (operation: string): boolean =>
  ["ip/get-static-ip", "order/close"].includes(operation);

/** What `ip/v3` answers: a text of addresses, or the data of JSON. */
function extracted(reply: HttpReply, separator: Fields[string], facts: ErrorFacts): unknown {
  if (reply.text.trimStart().startsWith("{")) return read(reply, z.unknown(), openEnvelope, facts);
  return readAddresses(reply.text, separator === undefined ? undefined : String(separator), facts);
}
