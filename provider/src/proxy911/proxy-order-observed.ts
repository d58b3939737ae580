import { z } from "zod";
import { statuses, type Status } from "../core/noun";
import type { BoughtPackage, Order, StaticIp } from "./wire";

/** A bought package, as the vendor lists it. */
const delivered = z.object({
  id: z.number(),
  title: z.string().optional(),
  productType: z.string(),
  startsAt: z.string().optional(),
  expiresAt: z.string().optional(),
});

/** An order, in our words, with what it brought. */
export const proxyOrderObserved = z.object({
  /** The order's number (`trade_no`). */
  serviceId: z.string(),
  /** `opening` until it is paid and delivered, then `ready`, later `expired`; `deleted` when it was cancelled or refunded. */
  status: z.enum(statuses),
  busyWith: z.string().optional(),
  orderNumber: z.number(),
  orderStatus: z.enum(["unpaid", "paid", "cancelled", "refunded", "unknown"]),
  /** The number of what was ordered, as the order tells it (`product_id`): that it is the package's (`pid`), 911Proxy does not say. */
  productId: z.number().optional(),
  packageName: z.string().optional(),
  /** Decimal strings. */
  totalFee: z.string(),
  payFee: z.string(),
  boughtAt: z.string().optional(),
  startedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  packages: z.array(delivered),
  /** Absent where the reply does not tell, as `staticIps`. */
  staticIpIds: z.array(z.string()).optional(),
  /** The records as they came, encrypted: the vendor documents no field of them. */
  staticIps: z.array(z.record(z.string(), z.unknown())).optional(),
});
export type ProxyOrderObserved = z.output<typeof proxyOrderObserved>;

/** What an order is to bring. */
export type Expected =
  /** A renewal or a top-up is done when it is paid. */
  | { readonly goods: "nothing" }
  | { readonly goods: "package" }
  | { readonly goods: "staticIps"; readonly count: number };

/** What there is of an order. */
export interface OrderFacts {
  readonly order: Order;
  readonly packages: readonly BoughtPackage[];
  /** `undefined` where the reply does not tell. */
  readonly staticIps: readonly StaticIp[] | undefined;
}

function isDelivered({ packages, staticIps }: OrderFacts, expected: Expected): boolean {
  switch (expected.goods) {
    case "nothing":
      return true;
    case "package":
      return packages.length > 0;
    case "staticIps":
      // A list that is none says nothing: then the package tells.
      return staticIps === undefined ? packages.length > 0 : staticIps.length >= expected.count;
  }
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  const known = times.flatMap((time) => (time === undefined ? [] : [time]));
  return known.sort((left, right) => Date.parse(left) - Date.parse(right)).at(-1);
}

function stateOf(facts: OrderFacts, expected: Expected, expiresAt: string | undefined, now: Date) {
  const { status } = facts.order;
  const is = (state: Status, busyWith?: string) => ({ status: state, busyWith });
  if (status === "cancelled" || status === "refunded") return is("deleted");
  if (status === "unpaid")
    return is("opening", `to be paid (${facts.order.payFee}, in the 911Proxy dashboard)`);
  if (status === "unknown") return is("opening", "a state that 911Proxy does not document");
  if (!isDelivered(facts, expected)) return is("opening", "delivery");
  return is(expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime() ? "expired" : "ready");
}

/** An order and what it brought, observed. */
export function observeOrder(facts: OrderFacts, expected: Expected, now: Date): ProxyOrderObserved {
  const { order, packages, staticIps } = facts;
  const expiresAt = latest(packages.map((one) => one.expiresAt));
  return {
    ...stateOf(facts, expected, expiresAt, now),
    serviceId: order.tradeNo,
    orderNumber: order.id,
    orderStatus: order.status,
    productId: order.productId,
    packageName: order.packageName,
    totalFee: order.totalFee,
    payFee: order.payFee,
    boughtAt: order.createdAt,
    startedAt: latest(packages.map((one) => one.startsAt)),
    expiresAt,
    packages: packages.map(({ id, title, productType, startsAt, expiresAt: end }) => ({
      id,
      title,
      productType,
      startsAt,
      expiresAt: end,
    })),
    staticIpIds: staticIps?.flatMap(({ id }) => (id === undefined ? [] : [id])),
    staticIps: staticIps?.map(({ fields }) => fields),
  };
}
