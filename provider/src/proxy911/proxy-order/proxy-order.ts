import { goods, orderedWith, proxyOrderArguments, type ProxyOrderArguments } from "./arguments";
import { expectedOf } from "./calls";
import type { Account } from "../../core/account";
import type { Kind } from "../../core/kind";
import { proxyOrderFace } from "../faces";
import { proxyOrderObserved, type ProxyOrderObserved } from "./observed";
import type { OrderCatalog } from "./order-book";
import { endOfOrder, letGo, planProxyOrder } from "./plan";
import { estimateOrder, objectionTo, productWords } from "./price";
import { sessionOf } from "../session";
import { say } from "../language/say";

const bookOf = (account: Account) => sessionOf(account).book;

/** An order of 911Proxy: a package, static IPs, their renewal, or a top-up. Nothing of ours comes back with it. */
export const proxyOrder: Kind<ProxyOrderArguments, ProxyOrderObserved, OrderCatalog> = {
  ...proxyOrderFace,
  title: () => say("order"),
  schemaVersion: 1,
  arguments: proxyOrderArguments,
  observed: proxyOrderObserved,
  isPrecious: true,
  defaultOnDelete: "delete",
  replacedBy: goods,
  reinstalledBy: [],
  // Of static IPs the vendor documents no reply: one that shows none does not say that they are gone.
  keeps: { staticIpIds: [], staticIps: [] },
  ordering: {
    carries: () => false,
    isSilent: true,
    untraceable: {
      productOf: productWords,
      isLikely: ({ productId }, { account, wanted: { packageId } }) =>
        packageId !== undefined && productId === bookOf(account).productOf(packageId),
      orderedWith,
    },
  },

  catalog: (account) => bookOf(account).catalog(),
  inventory: (account) => bookOf(account).orders,
  attend: (account, tradeNo, given) => {
    bookOf(account).expect(tradeNo, expectedOf(given));
  },
  rules: () => [],
  resolve: () => ({ names: {}, faults: [] }),
  estimate: (wanted, _names, catalog, account, _now, unknown) =>
    goods.some((key) => unknown.has(key)) ? undefined : estimateOrder(wanted, catalog, account.currency),
  plan: planProxyOrder,

  // An order tells its product; of which package it is, only who ordered it knows.
  differences: () => [],
  argumentsOf: () => ({}),

  marks: () => ({}),
  objection: (observed, wanted, account) => objectionTo(observed, wanted, account.currency),
  cancelUnpaid: (observed) => (observed.orderStatus === "unpaid" ? letGo(observed) : undefined),
  release: letGo,
  endOf: endOfOrder,
  derive(observed, recorded, account) {
    // An order that was adopted says nothing about the package that it is adopted for.
    if (recorded.lifecycle.origin === "bought") bookOf(account).learn(recorded.arguments.packageId, observed);
    return { accountKey: account.key };
  },
};
