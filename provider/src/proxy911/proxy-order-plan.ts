import { Big } from "big.js";
import { isSame } from "../core/flow/resource";
import type { Fault } from "../core/errors";
import { exceeds, formatMoney } from "../core/money";
import type { PlanInput } from "../core/noun";
import type { Estimate, Plan, Step } from "../core/plan";
import type { OrderCatalog } from "./order-book";
import { goods, type ProxyOrderArguments } from "./proxy-order-arguments";
import type { ProxyOrderObserved } from "./proxy-order-observed";

/** What a step of an order carries. */
export type OrderDetail = { readonly do: "order" } | { readonly do: "close" } | { readonly do: "leave" };

export type OrderInput = PlanInput<ProxyOrderArguments, ProxyOrderObserved, OrderCatalog>;
type Wanted = Partial<ProxyOrderArguments>;

const dayMs = 86_400_000;
const warningDays = 7;

/** The last order of the same package: all that is known of its price before it is ordered. */
export function lastOrderOf(
  packageId: number | undefined,
  catalog: OrderCatalog,
): ProxyOrderObserved | undefined {
  return catalog.orders
    .filter((order) => order.packageId === packageId)
    .sort((left, right) => Date.parse(left.boughtAt ?? "") - Date.parse(right.boughtAt ?? ""))
    .at(-1);
}

/** What an order costs, as far as the last one of the same package tells: there is no price list and no quote. */
export function estimateOrder(wanted: Wanted, catalog: OrderCatalog, currency: string): Estimate | string {
  const last = lastOrderOf(wanted.packageId, catalog);
  if (last === undefined)
    return `not known: package ${wanted.packageId ?? "(not known yet)"} was not ordered before, and 911Proxy publishes no prices`;
  return {
    currency,
    purchasePrice: last.totalFee,
    items: [
      {
        item: `package ${last.packageId}${last.packageName === undefined ? "" : ` (${last.packageName})`}, whatever was ordered of it`,
        quantity: 1,
        unitPrice: last.totalFee,
        source: `order ${last.serviceId} of ${last.boughtAt ?? "an unknown day"}`,
      },
    ],
  };
}

/** What is ordered, in words. */
function wordsOfGoods(wanted: Wanted): string {
  const { packageId, amount = 1, regions, renewIds, renewDuration, rechargeAmount } = wanted;
  const what = `package ${packageId ?? "(not known yet)"}`;
  if (rechargeAmount !== undefined) return `top up the balance by ${rechargeAmount} (${what})`;
  if (renewIds !== undefined) {
    const term = renewDuration === undefined ? "" : ` for ${renewDuration}`;
    return `renew ${renewIds.length === 1 ? "static IP" : `${renewIds.length} static IPs:`} ${renewIds.join(", ")}${term} (${what})`;
  }
  if (regions !== undefined) {
    const places = Object.entries(regions).map(([country, count]) => `${country} × ${count}`);
    return `order static IPs ${places.join(", ")} (${what})`;
  }
  return amount === 1 ? `order ${what}` : `order ${amount} × ${what}`;
}

function orderStep(wanted: Wanted, catalog: OrderCatalog | undefined, currency: string): Step<OrderDetail> {
  const last = catalog === undefined ? undefined : lastOrderOf(wanted.packageId, catalog);
  const source =
    last === undefined
      ? ""
      : `, priced as its last order of ${last.boughtAt?.slice(0, 10) ?? "an unknown day"}`;
  return {
    kind: "buy",
    words: `${wordsOfGoods(wanted)}${source}`,
    due: last === undefined ? "not published" : { amount: last.totalFee, currency },
    spends: true,
    limits: { amount: wanted.amount ?? 1, rechargeAmount: wanted.rechargeAmount ?? 0 },
    applies: [],
    detail: { do: "order" },
  };
}

function priceFaults({ wanted, unknown, catalog, account }: OrderInput): Fault[] {
  const { maxPrice, acceptUnknownPrice, packageId } = wanted;
  if (maxPrice === undefined || catalog === undefined || unknown.has("packageId")) return [];
  const last = lastOrderOf(packageId, catalog);
  if (last === undefined) {
    if (acceptUnknownPrice === true || unknown.has("acceptUnknownPrice")) return [];
    const reason =
      `cannot be held before the order: package ${packageId ?? ""} was not ordered before, and 911Proxy publishes no prices. ` +
      "With `acceptUnknownPrice: true` it is held against the order itself: a dearer one is closed while it is unpaid";
    return [{ property: "maxPrice", reason }];
  }
  const price = { amount: last.totalFee, currency: account.currency };
  if (!exceeds(price, maxPrice)) return [];
  return [
    {
      property: "maxPrice",
      reason: `the last order of package ${last.packageId} cost ${formatMoney(price)}, more than ${maxPrice}`,
    },
  ];
}

function paymentFaults({ wanted, catalog }: OrderInput): { faults: Fault[]; warnings: string[] } {
  const { paymentMethodId } = wanted;
  if (paymentMethodId === undefined || catalog === undefined) return { faults: [], warnings: [] };
  const { paymentMethods } = catalog;
  const method = paymentMethods.find(({ id }) => id === paymentMethodId);
  const offered = paymentMethods
    .filter(({ disabled }) => !disabled)
    .map(({ id, title }) => `${id}${title === undefined ? "" : ` (${title})`}`);
  const choices = offered.length === 0 ? "" : `; there are ${offered.join(", ")}`;
  if (method?.disabled === true) {
    return {
      faults: [{ property: "paymentMethodId", reason: `${paymentMethodId} is disabled${choices}` }],
      warnings: [],
    };
  }
  // Some orders have methods of their own, which only the order tells.
  const warnings =
    method === undefined ? [`payment method ${paymentMethodId} is not in the general list${choices}`] : [];
  return { faults: [], warnings };
}

function stockFaults({ wanted, catalog }: OrderInput): Fault[] {
  const stock = catalog?.stock;
  if (stock === undefined) return [];
  return Object.entries(wanted.regions ?? {}).flatMap(([country, count]) => {
    const available = stock.get(country);
    if (available !== undefined && available >= count) return [];
    const offered = [...stock].filter(([, left]) => left > 0).map(([code, left]) => `${code} (${left})`);
    const left = available === undefined ? "is not offered" : `has ${available} static IPs left`;
    return [
      { property: `regions.${country}`, reason: `${country} ${left}; there are ${offered.join(", ")}` },
    ];
  });
}

/** What is to be done with an order. Nothing of it can be changed: other goods are another order. */
export function planProxyOrder(input: OrderInput): Plan<OrderDetail> {
  const { observed, recorded, wanted, catalog, account, now } = input;
  if (observed === undefined) {
    const payment = paymentFaults(input);
    return {
      steps: [orderStep(wanted, catalog, account.currency)],
      faults: [...priceFaults(input), ...payment.faults, ...stockFaults(input)],
      warnings: payment.warnings,
      replaces: [],
    };
  }
  const before: Wanted = recorded?.arguments ?? {};
  const replaces = recorded === undefined ? [] : goods.filter((key) => !isSame(before[key], wanted[key]));
  return { steps: [], faults: [], warnings: endOf(observed, now), replaces };
}

function endOf({ status, expiresAt, packages }: ProxyOrderObserved, now: Date): string[] {
  if (expiresAt === undefined || packages.length === 0) return [];
  const left = (Date.parse(expiresAt) - now.getTime()) / dayMs;
  if (left > warningDays) return [];
  const when = status === "expired" || left <= 0 ? `has expired (${expiresAt})` : `expires at ${expiresAt}`;
  return [`${when}: change \`purchaseTriggers\` to order another one`];
}

/** What becomes of an order that is let go: an unpaid one is closed, a paid one cannot be given back. */
export function letGo({ serviceId, orderStatus, expiresAt }: ProxyOrderObserved): Step<OrderDetail> {
  if (orderStatus === "unpaid") {
    return {
      kind: "release",
      words: `CLOSE order ${serviceId}, which is not paid`,
      destroys: true,
      applies: [],
      detail: { do: "close" },
    };
  }
  const until = expiresAt === undefined ? "" : ` until it expires at ${expiresAt}`;
  return {
    kind: "release",
    words: `leave order ${serviceId}, which is paid${until}: 911Proxy takes nothing back`,
    applies: [],
    detail: { do: "leave" },
  };
}

/** Why an order is not wanted after all. */
export function objectionTo(
  { payFee }: ProxyOrderObserved,
  wanted: Wanted,
  currency: string,
): string | undefined {
  const { maxPrice } = wanted;
  if (maxPrice === undefined || new Big(payFee).lte(maxPrice)) return undefined;
  return `it costs ${formatMoney({ amount: payFee, currency })}, more than maxPrice ${maxPrice}`;
}
