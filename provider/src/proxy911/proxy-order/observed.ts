import { z } from "zod";
import type { BoughtPackage, Order, StaticIp } from "../api/wire";
import { documentedObject } from "../../core/documented";
import { statuses, type Status } from "../../core/observed";
import { say } from "../language/say";

/** A bought package, as the vendor lists it. */
const delivered = documentedObject({
  /** The vendor's number of it. */
  id: z.number(),
  /** Name of what was ordered, as the order has it. */
  title: z.string().optional(),
  /** What it is of: a `productType` of `getPackages`. */
  productType: z.string(),
  /** When it was ordered, ISO 8601 with offset. */
  orderedAt: z.string().optional(),
  /** When it was paid, ISO 8601 with offset. */
  paidAt: z.string().optional(),
  /** Begin of its term, ISO 8601 with offset. */
  startsAt: z.string().optional(),
  /** End of its term, ISO 8601 with offset. */
  expiresAt: z.string().optional(),
});

/** An order, in our words, with what it brought. */
export const proxyOrderObserved = documentedObject({
  /** The order's number (`trade_no`): what `adopt` and `ProxyOrder.get` take. Its `id` is the same, but for an order whose outcome was unknown at first. */
  serviceId: z.string(),
  /** `opening` until it is paid and delivered, then `ready`, later `expired`; `deleted` when it was cancelled or refunded. */
  status: z.enum(statuses),
  /** What it waits for, in words. */
  busyWith: z.string().optional(),
  /** What it may still bring, where 911Proxy does not say whether it does. */
  mayFollow: z.string().optional(),
  /** The vendor's shorter number; that of the order itself (`trade_no`) is `serviceId`. */
  orderNumber: z.number(),
  /** `unpaid paid cancelled refunded unknown`. */
  orderStatus: z.enum(["unpaid", "paid", "cancelled", "refunded", "unknown"]),
  /** What the order calls its product (`product_id`): whether that is the package's number, 911Proxy does not say. */
  productId: z.number().optional(),
  /** Name of what was ordered, as the order tells it (`product_name`). */
  packageName: z.string().optional(),
  /** Price before reductions, a decimal string. */
  totalFee: z.string(),
  /** What is paid, a decimal string. */
  payFee: z.string(),
  /** When it was ordered, ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** Latest begin of a package's term, ISO 8601 with offset. */
  startedAt: z.string().optional(),
  /** Latest end of a package's term, ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** What it brought, each with its term. */
  packages: z.array(delivered),
  /** Ids of the static IPs that it brought: what a renewal names. They stay as they were where a reply does not tell them. */
  staticIpIds: z.array(z.string()).optional(),
  /** Secret. The static IPs as 911Proxy lists them; it documents no field of them. */
  staticIps: z.array(z.record(z.string(), z.unknown())).optional(),
});
export type ProxyOrderObserved = z.output<typeof proxyOrderObserved>;

/** Outputs of a `ProxyOrder` that no row of 911Proxy has. */
export interface ProxyOrderDerived {
  /** The package (`pid`), as it was given; none where the order is only read. */
  readonly packageId: number | undefined;
}

/** What an order is to bring. */
export type Expected =
  /** A renewal or a top-up is done when it is paid. */
  | { readonly goods: "nothing" }
  /** Nobody has said what was ordered: whatever is there is shown. */
  | { readonly goods: "anything" }
  | { readonly goods: "packages"; readonly count: number }
  | { readonly goods: "staticIps"; readonly count: number };

/** What there is of an order. */
export interface OrderFacts {
  readonly order: Order;
  readonly packages: readonly BoughtPackage[];
  /** `undefined` where they were not asked for, or the reply does not tell. */
  readonly staticIps?: readonly StaticIp[] | undefined;
  /** Whether an order of its type brings packages that are listed; `undefined` where it was not asked. */
  readonly isListedType?: boolean | "unknown" | undefined;
}

/** How long after an order it is spoken of what may still come. */
const openMs = 86_400_000;

/** Whether an order has brought what it is to bring; in words, what it may bring or not. */
function deliveryOf({ packages, staticIps, isListedType }: OrderFacts, expected: Expected): boolean | string {
  switch (expected.goods) {
    case "nothing":
    case "anything":
      return true;
    case "packages": {
      const { count } = expected;
      if (packages.length >= count) return true;
      if (packages.length > 0)
        return say("{listed} of {count} packages listed", { listed: packages.length, count });
      if (isListedType === "unknown") return say("no package listed");
      return isListedType === false;
    }
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
  const is = (state: Status, busyWith?: string, mayFollow?: string) => ({
    status: state,
    busyWith,
    mayFollow,
  });
  if (status === "cancelled" || status === "refunded") return is("deleted");
  if (status === "unpaid")
    return is(
      "opening",
      say("to be paid ({payFee}, in the 911Proxy dashboard)", { payFee: facts.order.payFee }),
    );
  if (status === "unknown") return is("opening", say("a state that 911Proxy does not document"));
  const ageMs = now.getTime() - Date.parse(facts.order.createdAt ?? "");
  const told = deliveryOf(facts, expected);
  const delivery = typeof told === "string" && ageMs > openMs ? true : told;
  if (delivery === false) return is("opening", say("delivery"));
  const isOver = expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
  return is(isOver ? "expired" : "ready", undefined, typeof delivery === "string" ? delivery : undefined);
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
    packages: packages.map(({ tradeNo: _tradeNo, ...one }) => one),
    staticIpIds: staticIps?.flatMap(({ id }) => (id === undefined ? [] : [id])),
    staticIps: staticIps?.map(({ fields }) => fields),
  };
}
