import type { Account } from "../core/run";
import type { Noun } from "../core/noun";
import type { OrderCatalog } from "./order-book";
import { proxyOrderFace } from "./faces";
import { goods, orderedWith, proxyOrderArguments, type ProxyOrderArguments } from "./proxy-order-arguments";
import { proxyOrderObserved, type Expected, type ProxyOrderObserved } from "./proxy-order-observed";
import {
  endOfOrder,
  estimateOrder,
  letGo,
  objectionTo,
  planProxyOrder,
  productWords,
  type OrderDetail,
} from "./proxy-order-plan";
import { sessionOf } from "./session";

const bookOf = (account: Account) => sessionOf(account).book;

function expectedOf(wanted: Partial<ProxyOrderArguments>): Expected {
  const { packageId, amount = 1, regions, renewIds, rechargeAmount } = wanted;
  if (packageId === undefined) return { goods: "anything" };
  if (renewIds !== undefined || rechargeAmount !== undefined) return { goods: "nothing" };
  if (regions === undefined) return { goods: "packages", count: amount };
  return { goods: "staticIps", count: Object.values(regions).reduce((sum, count) => sum + count, 0) };
}

/** An order of 911Proxy: a package, static IPs, their renewal, or a top-up. Nothing of ours comes back with it. */
export const proxyOrder: Noun<ProxyOrderArguments, ProxyOrderObserved, OrderCatalog, OrderDetail> = {
  ...proxyOrderFace,
  title: "order",
  schemaVersion: 1,
  arguments: proxyOrderArguments,
  observed: proxyOrderObserved,
  isPrecious: true,
  defaultOnDelete: "delete",
  replacedBy: goods,
  reinstalledBy: [],
  // Of static IPs the vendor documents no reply: one that shows none does not say that they are gone.
  keeps: { staticIpIds: [], staticIps: [] },
  unechoed: {
    productOf: productWords,
    isLikely: (account, { productId }, { packageId }) =>
      packageId !== undefined && productId === bookOf(account).productOf(packageId),
    orderedWith,
  },

  catalog: (account) => bookOf(account).catalog(),
  services: (account) => bookOf(account).orders,
  attend: (account, tradeNo, given) => {
    bookOf(account).expect(tradeNo, expectedOf(given));
  },
  rules: () => [],
  resolve: () => ({ names: {}, faults: [] }),
  estimate: (wanted, _names, catalog, account, _now, unknown) =>
    goods.some((key) => unknown.has(key)) ? undefined : estimateOrder(wanted, catalog, account.currency),
  plan: planProxyOrder,

  carries: () => false,
  // An order tells its product; of which package it is, only who ordered it knows.
  differences: () => [],
  argumentsOf: () => ({}),

  async buy(account, _step, { wanted }) {
    const { packageId, paymentMethodId } = wanted;
    if (packageId === undefined || paymentMethodId === undefined)
      throw new TypeError("an order needs a package and a payment method");
    const book = bookOf(account);
    const placed = await book.place({ ...wanted, packageId, paymentMethodId });
    book.expect(placed.serviceId, expectedOf(wanted));
    book.learn(packageId, placed);
    // What it brings is to be seen before it counts as delivered.
    const observed: ProxyOrderObserved =
      placed.status === "ready" ? { ...placed, status: "opening", busyWith: "delivery" } : placed;
    return { observed, outputs: {} };
  },

  act(account, { detail }, { serviceId }) {
    if (detail.do !== "close") return [];
    const { client } = sessionOf(account);
    const send = () => client.closeOrder(serviceId).then(() => undefined);
    return [{ send, isDone: ({ orderStatus }) => orderStatus === "cancelled" }];
  },

  marks: () => ({}),
  objection: (observed, wanted, account) => objectionTo(observed, wanted, account.currency),
  withdrawal: (observed) => (observed.orderStatus === "unpaid" ? letGo(observed) : undefined),
  release: letGo,
  endOf: endOfOrder,
  derive(observed, recorded, account) {
    // An order that was adopted says nothing about the package that it is adopted for.
    if (recorded.lifecycle.origin === "bought") bookOf(account).learn(recorded.arguments.packageId, observed);
    return { accountKey: account.key };
  },
};
