import type { ProxyOrderArguments } from "./arguments";
import type { Proxy911Client } from "../api/client";
import type { NewOrder } from "../api/forms";
import type { BoughtPackage, Order, PaymentGroup } from "../api/wire";
import { AccountRefusedError, RefusedError, ResellerError } from "../../core/errors";
import { Inventory } from "../../core/inventory";
import type { PlanInput } from "../../core/kind";
import { once } from "../../core/once";
import type { Surroundings } from "../../core/vendor";
import { observeOrder, type Expected, type OrderFacts, type ProxyOrderObserved } from "./observed";
import { listedTypes } from "../words";

type PaymentMethod = PaymentGroup["methods"][number];

/** What an order is planned with. */
export interface OrderCatalog {
  readonly orders: readonly ProxyOrderObserved[];
  /** The product of a package (`pid` → `product_id`), as far as orders of ours have told it. */
  readonly productOf: (packageId: number) => number | undefined;
  readonly paymentMethods: readonly PaymentMethod[];
  /** Static IPs for sale by country, of the kind that has more; absent when the vendor does not tell. */
  readonly stock: ReadonlyMap<string, number> | undefined;
}

/** What an order is planned from. */
export type OrderInput = PlanInput<ProxyOrderArguments, ProxyOrderObserved, OrderCatalog>;

/** Rows that one page of orders is asked for. */
const rowsPerPage = 100;

/** The orders of a customer, listed together. */
export class OrderBook {
  readonly orders: Inventory<ProxyOrderObserved>;
  /** What orders are planned with, read once. */
  readonly catalog = once(() => this.#loadCatalog());
  readonly #client: Proxy911Client;
  readonly #now: () => Date;
  /** What the resources' orders are to bring; of any other order nothing is known. */
  readonly #expected = new Map<string, Expected>();
  /** What the latest list told of each order. */
  #listed = new Map<string, OrderFacts>();
  /** Whether orders are of a type whose packages are listed. */
  readonly #listedTypes = new Map<string, Promise<boolean | "unknown">>();
  /** The products (`product_id`) of packages (`pid`), as orders of ours told them. */
  readonly #products = new Map<number, number>();

  constructor(client: Proxy911Client, surroundings: Surroundings) {
    this.#client = client;
    this.#now = surroundings.now;
    this.orders = new Inventory<ProxyOrderObserved>(
      {
        list: () => this.#list(),
        read: (tradeNo) => this.#read(tradeNo),
        complete: (row) => this.#complete(row),
        idOf: (row) => row.serviceId,
        rowsPerRequest: rowsPerPage,
      },
      surroundings,
    );
  }

  /** Says what an order is to bring, so that its delivery can be told. What is not said again stays. */
  expect(tradeNo: string, expected: Expected): void {
    if (expected.goods === "anything" && this.#expected.has(tradeNo)) return;
    this.#expected.set(tradeNo, expected);
  }

  /** Says what an order of a package was called by the vendor. */
  learn(packageId: number | undefined, { productId }: ProxyOrderObserved): void {
    if (packageId !== undefined && productId !== undefined) this.#products.set(packageId, productId);
  }

  /** The product of a package: the same number, as long as no order of ours tells another one. */
  productOf(packageId: number): number | undefined {
    const isSameElsewhere = [...this.#products].every(([own, product]) => own === product);
    return this.#products.get(packageId) ?? (isSameElsewhere ? packageId : undefined);
  }

  /** Sends an order, once. `undefined` when the vendor says yes and names no order. */
  async place(order: NewOrder): Promise<ProxyOrderObserved | undefined> {
    const placed = await this.#client.createOrder(order);
    return placed === undefined ? undefined : this.#observe({ order: placed, packages: [] });
  }

  async #loadCatalog(): Promise<OrderCatalog> {
    const [orders, groups, stock] = await Promise.all([
      this.orders.all(Infinity),
      this.#client.getPaymentMethods(),
      this.#loadStock(),
    ]);
    const paymentMethods = groups.flatMap(({ methods }) => methods);
    return { orders, productOf: (packageId) => this.productOf(packageId), paymentMethods, stock };
  }

  /** The path of the stock is not sure in the document, so that a vendor without it is believed. */
  async #loadStock(): Promise<ReadonlyMap<string, number> | undefined> {
    const kinds = ["staticResidentialIp", "staticDatacenterIp"] as const;
    try {
      const rows = (await Promise.all(kinds.map((kind) => this.#client.getStaticIpStock(kind)))).flat();
      const most = new Map<string, number>();
      for (const { countryCode, available } of rows)
        most.set(countryCode, Math.max(available, most.get(countryCode) ?? 0));
      return most.size === 0 ? undefined : most;
    } catch (error) {
      if (error instanceof ResellerError) return undefined;
      throw error;
    }
  }

  /** All orders with their packages. What else one is to bring is asked for by who reads it: the list does not depend on who asked first. */
  async #list(): Promise<ProxyOrderObserved[]> {
    const [orders, packages] = await Promise.all([
      this.#client.listAllOrders(),
      this.#client.listAllPackages(),
    ]);
    const byOrder = new Map<string, BoughtPackage[]>();
    for (const one of packages) byOrder.set(one.tradeNo, [...(byOrder.get(one.tradeNo) ?? []), one]);
    this.#listed = new Map(
      orders.map((order) => [order.tradeNo, { order, packages: byOrder.get(order.tradeNo) ?? [] }]),
    );
    return [...this.#listed.values()].map((facts) => this.#observe(facts));
  }

  /** Adds to a listed order what is asked for order by order: only now is it known what the resource behind it expects. */
  async #complete(row: ProxyOrderObserved): Promise<ProxyOrderObserved> {
    const facts = this.#listed.get(row.serviceId);
    const expected = this.#expected.get(row.serviceId);
    return facts === undefined || expected === undefined ? row : this.#whole(facts);
  }

  async #read(tradeNo: string): Promise<ProxyOrderObserved | undefined> {
    const rows = await this.#client.listOrders({ tradeNo }).then(
      (page) => page.rows,
      (error: unknown) => {
        // Of a number that it does not know the vendor may say no: whether the order is there, the whole list tells.
        if (error instanceof RefusedError && !(error instanceof AccountRefusedError))
          return this.#client.listAllOrders();
        throw error;
      },
    );
    const order = rows.find((row) => row.tradeNo === tradeNo);
    if (order === undefined) return undefined;
    const packages = order.status === "paid" ? await this.#client.listAllPackages(tradeNo) : [];
    return this.#whole({ order, packages });
  }

  /** An order with all that it is to bring, as far as requests tell. */
  async #whole(facts: OrderFacts): Promise<ProxyOrderObserved> {
    const { order, packages } = facts;
    if (order.status !== "paid") return this.#observe(facts);
    const goods = this.#expected.get(order.tradeNo)?.goods;
    if (goods === "staticIps" || goods === "anything")
      return this.#observe({ ...facts, staticIps: await this.#staticIpsOf(order) });
    if (goods !== "packages" || packages.length > 0) return this.#observe(facts);
    return this.#observe({ ...facts, isListedType: await this.#isListedType(order.tradeNo) });
  }

  /** Asked once of each order: an order's type stays. */
  #isListedType(tradeNo: string): Promise<boolean | "unknown"> {
    const known = this.#listedTypes.get(tradeNo) ?? this.#askType(tradeNo);
    this.#listedTypes.set(tradeNo, known);
    known.catch(() => this.#listedTypes.delete(tradeNo));
    return known;
  }

  /** An order does not tell its type, but the list of orders can be asked for those of one type. */
  async #askType(tradeNo: string): Promise<boolean | "unknown"> {
    try {
      const pages = await Promise.all(
        listedTypes.map((productType) => this.#client.listOrders({ tradeNo, productType })),
      );
      const found = pages.filter(({ rows }) => rows.some((row) => row.tradeNo === tradeNo)).length;
      // It is of one type. Found under several, nobody heeded the question.
      return found > 1 ? "unknown" : found === 1;
    } catch (error) {
      if (error instanceof RefusedError && !(error instanceof AccountRefusedError)) return "unknown";
      throw error;
    }
  }

  /** The static IPs of an order that is to bring some. */
  async #staticIpsOf({ tradeNo }: Order): Promise<OrderFacts["staticIps"]> {
    const rows = await this.#client.listAllStaticIps(tradeNo);
    // The reply is not documented: one that shows nothing tells nothing.
    return rows.length === 0 ? undefined : rows;
  }

  #observe(facts: OrderFacts): ProxyOrderObserved {
    const expected = this.#expected.get(facts.order.tradeNo) ?? { goods: "nothing" };
    return observeOrder(facts, expected, this.#now());
  }
}
