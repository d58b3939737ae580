import type { DatabaseProduct } from "../api/databases";
import { cloudDatabaseArguments, type CloudDatabaseArguments } from "./arguments";
import { byGuid, findNamed } from "../catalog";
import { composed } from "../../core/aspects/composed";
import { place } from "../../core/aspects/place";
import { isTermOpen } from "../../core/aspects/purchase-term";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { formatMoney } from "../../core/money";
import { cloudDatabaseFace } from "../faces";
import { freeFaults, origin } from "./free";
import { cloudDatabaseObserved, type CloudDatabaseObserved } from "./observed";
import { asBought, orderDatabase, renewal } from "./order";
import { numberedOrdering } from "../ordering";
import { autoRenewal } from "../purchase-arguments";
import { sessionOf } from "../session";
import { access, password, size } from "./settings";
import { databasesClient, isFree, type DatabaseAspect, type DatabaseCatalog } from "./steps";
import { fixedWord } from "../web/fixed";
import { displayName } from "../web/name";
import { estimateOf, priceOf } from "../web/prices";
import { product } from "../web/product";
import { refundOf } from "../web/refund";
import { askedProduct, calledOf, offerOf } from "../web/steps";
import { renewing } from "../web/term";
import { say } from "../language/say";

/** The line that it is on. */
const line: DatabaseAspect = place({
  property: "line",
  liveOf: ({ lineId }) => lineId,
  find: (catalog, text) => byGuid(findNamed(say("line"), text, catalog.lines)),
});

const sold: DatabaseAspect = product<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseProduct>({
  figures: [({ databaseMb }) => databaseMb],
  upgrade:
    (productGuid) =>
    ({ serviceId }, { account }) => [
      {
        send: () =>
          databasesClient(account)
            .upgrade(serviceId, productGuid)
            .then(() => undefined),
        isDone: ({ productId }) => productId === productGuid,
      },
    ],
});

const encoding: DatabaseAspect = fixedWord({
  property: "encoding",
  liveOf: ({ databaseEncoding, hostingId }) => (hostingId === undefined ? databaseEncoding : undefined),
});
const prefix: DatabaseAspect = fixedWord({ property: "prefix" });

const term = renewing<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseProduct>({ calls: renewal });

/** How long it is paid for; a free one lives as long as its hosting. */
const paidTerm: DatabaseAspect = {
  ...term,
  plan: (situation) => (situation.observed.hostingId === undefined ? (term.plan?.(situation) ?? {}) : {}),
};

const bought = numberedOrdering<CloudDatabaseArguments, CloudDatabaseObserved>({
  isApart: ({ hostingId }) => hostingId !== undefined,
  productOf: ({ lineId, productId }) =>
    say("the product {productId} on the line {lineId}", {
      productId: productId ?? "?",
      lineId: lineId ?? "?",
    }),
  isLikely: ({ lineId, productId }, { names }) =>
    (lineId === undefined || lineId === names.line?.id) &&
    (productId === undefined || productId === names.product?.id),
  orderedWith: [
    ...["line", "product", "sizeMb", "encoding", "prefix", "hosting"],
    ...["autoRenew", "clientUserId", "months"],
  ],
});

/** A cloud database of a Zonkvm finance system, bought or free with a web hosting. */
export const cloudDatabase: Kind<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseCatalog> = composed({
  ...cloudDatabaseFace,
  title: () => say("database"),
  schemaVersion: 1,
  arguments: cloudDatabaseArguments,
  observed: cloudDatabaseObserved,
  isPrecious: true,
  parent: { type: "WebHosting", argument: "hosting", idOf: ({ hostingId }) => hostingId },
  defaultOnDelete: "refund",
  onlyAfterOrder: ["displayName", "access"],

  aspects: {
    ...{ origin, line, encoding, prefix },
    ...{
      autoRenew: autoRenewal(({ autoRenew, hostingId }: CloudDatabaseObserved) =>
        hostingId === undefined ? autoRenew : undefined,
      ),
    },
    paidTerm,
    sold: {
      ...sold,
      marks: ({ productId, sizeMb }) => ({ upgrade: JSON.stringify([productId ?? null, sizeMb ?? null]) }),
    },
    ...{ size, displayName: displayName(databasesClient), password, access },
  },
  keepsAlways: [
    ...(["boughtAt", "startedAt", "lineId", "databaseKind", "databaseEncoding", "databaseName"] as const),
    ...(["userName", "panelClientUserId", "renewalPrice", "hostingId"] as const),
  ],
  order: orderDatabase,
  asOrdered: asBought,

  ordering: {
    ...bought,
    isByName: ({ hosting }) => hosting !== undefined,
    carries: (row, token, asked) =>
      asked.wanted.hosting === undefined
        ? bought.carries(row, token, asked)
        : row.hostingId === asked.wanted.hosting,
  },
  catalog: (account) => sessionOf(account).databaseCatalog(),
  inventory: (account) => sessionOf(account).databases,
  attend(account, serviceId, given, purpose) {
    if (given.access !== undefined || purpose === "get")
      sessionOf(account).databaseDetails.ask(serviceId, ["access"]);
  },
  createFaults: freeFaults,

  estimate(wanted, names, catalog, account, now, unknown) {
    if (isFree({ wanted, unknown })) return undefined;
    const asked = askedProduct({ names, catalog, observed: undefined });
    if (isTermOpen(unknown) || asked === undefined) return undefined;
    const term = planPurchaseTerm(wanted, offerOf(asked, account.timeZone), now);
    const price = priceOf(asked.price, account.currency);
    const said = price === "not published" ? price : `${formatMoney(price)} a month`;
    const words = [`${calledOf(asked)} at ${said} (the product's price)`];
    return "reason" in term ? undefined : estimateOf(asked, { price, words }, term.calls);
  },

  newPassword: randomPassword,
  releaseAdvice: () =>
    say(
      "The panel takes a database back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand; one that came with a web hosting goes with it",
    ),
  release: (observed) => {
    const { hostingId, serviceId } = observed;
    return hostingId === undefined
      ? refundOf(databasesClient, observed)
      : refundOf(
          databasesClient,
          observed,
          say("DELETE {serviceId}, the free database of hosting {hostingId}", { serviceId, hostingId }),
        );
  },

  derive(observed, recorded, account) {
    const { estimate } = recorded.extra;
    const monthlyPrice: unknown =
      typeof estimate === "object" && estimate !== null ? Reflect.get(estimate, "monthlyPrice") : undefined;
    // A refresh shows what is there, also where an argument has another name than what is observed.
    const managed = Object.entries(
      cloudDatabase.argumentsOf(observed, recorded.names, recorded.arguments),
    ).filter(([key]) => key in recorded.arguments);
    const { displayName: given } = recorded.arguments;
    return {
      // A name that the panel has cut is still the one that was set.
      ...(given === undefined ? {} : { displayName: given }),
      ...Object.fromEntries(managed),
      password: recorded.lifecycle.password ?? observed.panelPassword,
      monthlyPrice,
      accountKey: account.key,
    };
  },
});
