import type { HostingProduct } from "../api/hosting";
import { webHostingArguments, type WebHostingArguments } from "./arguments";
import { byGuid, findNamed } from "../catalog";
import { composed } from "../../core/aspects/composed";
import { place } from "../../core/aspects/place";
import { isTermOpen } from "../../core/aspects/purchase-term";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { webHostingFace } from "../faces";
import { hotlinkProtection } from "./hotlink";
import { webHostingObserved, type WebHostingObserved } from "./observed";
import { asBought, orderHosting } from "./order";
import { numberedOrdering } from "../ordering";
import { autoRenewal } from "../purchase-arguments";
import { sessionOf } from "../session";
import { ftpPassword, indexFiles, languageVersion, state } from "./settings";
import { hostingClient, type HostingAspect, type HostingCatalog } from "./steps";
import { paidTerm, resumed } from "./term";
import { monthlyOf, traffic } from "./traffic";
import { fixedWord } from "../web/fixed";
import { displayName } from "../web/name";
import { estimateOf } from "../web/prices";
import { product } from "../web/product";
import { refundOf } from "../web/refund";
import { askedProduct, offerOf } from "../web/steps";
import { say } from "../language/say";

/** The line that it is on. */
const line: HostingAspect = place({
  property: "line",
  liveOf: ({ lineId }) => lineId,
  find: (catalog, text) => byGuid(findNamed(say("line"), text, catalog.lines)),
});

const fixed: Readonly<Record<"program" | "databaseType" | "encoding" | "ftpPrefix", HostingAspect>> = {
  program: fixedWord({ property: "program", liveOf: ({ language }) => language }),
  databaseType: fixedWord({ property: "databaseType", liveOf: ({ databaseKind }) => databaseKind }),
  encoding: fixedWord({ property: "encoding", liveOf: ({ siteEncoding }) => siteEncoding }),
  // What the panel makes of it is not documented.
  ftpPrefix: fixedWord({ property: "ftpPrefix" }),
};

const sold: HostingAspect = product<WebHostingArguments, WebHostingObserved, HostingProduct>({
  figures: [
    ({ diskMb }) => diskMb,
    ({ databaseMb }) => databaseMb,
    ({ maxDomains }) => maxDomains,
    ({ maxSubdomains }) => maxSubdomains,
    ({ monthlyTrafficGb }) => monthlyTrafficGb,
  ],
  upgrade:
    (productGuid) =>
    ({ serviceId }, { account }) => [
      {
        send: () =>
          hostingClient(account)
            .upgrade(serviceId, { productGuid })
            .then(() => undefined),
        isDone: ({ productId }) => productId === productGuid,
      },
    ],
});

const first = ["line", ...(["program", "databaseType", "encoding", "ftpPrefix"] as const)] as const;
const paid = ["autoRenew", "paidTerm", "resumed", "sold", "traffic"] as const;
const inside = ["displayName", "ftpPassword", "languageVersion", "indexFiles", "hotlinkProtection"] as const;

/** A web hosting of a Zonkvm finance system. */
export const webHosting: Kind<WebHostingArguments, WebHostingObserved, HostingCatalog> = composed({
  ...webHostingFace,
  title: () => say("web hosting"),
  schemaVersion: 1,
  arguments: webHostingArguments,
  observed: webHostingObserved,
  isPrecious: true,
  defaultOnDelete: "refund",
  onlyAfterOrder: ["displayName", "indexFiles", "hotlinkProtection"],
  passwordArgument: "ftpPassword",

  aspects: {
    ...{ line, ...fixed, autoRenew: autoRenewal(({ autoRenew }: WebHostingObserved) => autoRenew) },
    ...{ paidTerm, resumed, sold, traffic, displayName: displayName(hostingClient), ftpPassword },
    ...{ languageVersion, indexFiles, hotlinkProtection, state },
  },
  // What is inside is set while the site runs.
  sequence: ({ wanted }) =>
    wanted.powerState === "stopped"
      ? [...first, ...paid, ...inside, "state"]
      : [...first, ...paid, "state", ...inside],
  keepsAlways: [
    ...(["boughtAt", "startedAt", "lineId", "language", "databaseKind", "siteEncoding", "diskMb"] as const),
    ...(["databaseMb", "freeDomain", "dnsTarget", "path", "ftpName", "ftpPort"] as const),
    ...(["panelClientUserId", "renewalPrice"] as const),
  ],
  order: orderHosting,
  asOrdered: asBought,

  ordering: numberedOrdering<WebHostingArguments, WebHostingObserved>({
    productOf: ({ lineId, productId }) =>
      say("the product {productId} on the line {lineId}", {
        productId: productId ?? "?",
        lineId: lineId ?? "?",
      }),
    isLikely: ({ lineId, productId }, { names }) =>
      (lineId === undefined || lineId === names.line?.id) &&
      (productId === undefined || productId === names.product?.id),
    orderedWith: [
      ...["line", "product", "program", "programVersion", "phpVersion", "databaseType", "encoding"],
      ...["ftpPrefix", "trafficGb", "autoRenew", "clientUserId", "months"],
    ],
  }),
  catalog: (account) => sessionOf(account).hostingCatalog(),
  inventory: (account) => sessionOf(account).hostings,
  attend(account, serviceId, given, purpose) {
    const isShown = (value: unknown) => value !== undefined || purpose === "get";
    sessionOf(account).hostingDetails.ask(serviceId, [
      ...(isShown(given.indexFiles) ? (["indexFiles"] as const) : []),
      ...(isShown(given.hotlinkProtection) ? (["hotlinkProtection"] as const) : []),
    ]);
  },

  estimate(wanted, names, catalog, account, now, unknown) {
    const bought = askedProduct({ names, catalog, observed: undefined });
    if (isTermOpen(unknown) || unknown.has("trafficGb") || bought === undefined) return undefined;
    const term = planPurchaseTerm(wanted, offerOf(bought, account.timeZone), now);
    const monthly = monthlyOf(bought, wanted.trafficGb, account.currency);
    return "reason" in term ? undefined : estimateOf(bought, monthly, term.calls);
  },

  newPassword: randomPassword,
  releaseAdvice: () =>
    say(
      "The panel takes a hosting back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand",
    ),
  release: (observed) => refundOf(hostingClient, observed),

  derive(observed, recorded, account) {
    const { estimate } = recorded.extra;
    const monthlyPrice: unknown =
      typeof estimate === "object" && estimate !== null ? Reflect.get(estimate, "monthlyPrice") : undefined;
    // A refresh shows what is there, also where an argument has another name than what is observed.
    const managed = Object.entries(
      webHosting.argumentsOf(observed, recorded.names, recorded.arguments),
    ).filter(([key]) => key in recorded.arguments);
    const { displayName: given } = recorded.arguments;
    return {
      // A name that the panel has cut is still the one that was set.
      ...(given === undefined ? {} : { displayName: given }),
      ...Object.fromEntries(managed),
      ftpPassword: recorded.lifecycle.password ?? observed.panelFtpPassword,
      monthlyPrice,
      accountKey: account.key,
    };
  },
});
