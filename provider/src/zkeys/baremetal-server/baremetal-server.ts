import { baremetalServerArguments, type BaremetalServerArguments } from "./arguments";
import type { ZkeysCatalog } from "../catalog";
import { composed } from "../../core/aspects/composed";
import { isTermOpen } from "../../core/aspects/purchase-term";
import type { Kind } from "../../core/kind";
import { holdsToken } from "../../core/order/token";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { extrasOf } from "./extras";
import { baremetalServerFace } from "../faces";
import { image, loginName } from "./image";
import { password, restart, start, stop } from "./machine";
import { baremetalServerObserved, renewalOutputs, sizeKinds, type BaremetalServerObserved } from "./observed";
import { orderBaremetalServer } from "./order";
import { line, product, zone } from "./place";
import { estimateOf, includedIn } from "./prices";
import { sessionOf } from "../session";
import { sizes } from "./sizes";
import { type BaremetalCalls, offerOf, type BaremetalAspect } from "./steps";
import { paidTerm } from "./term";
import { say } from "../language/say";

/** Gives the server back (`refund`). */
const refund: BaremetalCalls = ({ serviceId }, { account }) => [
  {
    send: () =>
      sessionOf(account)
        .client.refund(serviceId)
        .then(() => undefined),
    isDone: ({ status }) => status === "deleted",
  },
];

/** Nothing can be done with a server that is locked, and only staff unlock it. */
const lock: BaremetalAspect = {
  plan: ({ observed }) => ({
    warnings: observed.status === "locked" ? [say("the server is locked in the panel")] : [],
  }),
};

/** A physical server of a ZKEYS panel. */
export const baremetalServer: Kind<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog> =
  composed({
    ...baremetalServerFace,
    title: () => say("bare-metal server"),
    schemaVersion: 1,
    arguments: baremetalServerArguments,
    observed: baremetalServerObserved,
    isPrecious: true,
    defaultOnDelete: "refund",

    aspects: {
      ...{ zone, line, product, paidTerm, sizes, lock },
      ...{ image, loginName, stop, password, start, restart },
    },
    // The list has no customer, the single read no name.
    keepsAlways: [
      ...([
        "name",
        "cabinet",
        "lineId",
        "productId",
        "boughtAt",
        "purchaseRemark",
        "ipmi",
        "renewal",
      ] as const),
      ...([
        "bootMode",
        "stockId",
        "autoRenew",
        "sshPublicKey",
        "hardwareSummary",
        "panelClientUserId",
      ] as const),
    ],
    order: orderBaremetalServer,

    catalog: (account) => sessionOf(account).catalog(),
    inventory: (account) => sessionOf(account).servers,

    estimate(wanted, names, catalog, account, now, unknown) {
      if (isTermOpen(unknown) || sizeKinds.some((size) => unknown.has(size))) return undefined;
      const soldLine = catalog.lines.find((one) => one.guid === names.line?.id);
      const model = catalog.products.find((one) => one.guid === names.product?.id);
      if (soldLine === undefined || model === undefined) return undefined;
      const term = planPurchaseTerm(wanted, offerOf(soldLine, catalog, account.timeZone), now);
      if ("reason" in term) return undefined;
      const included = includedIn(model);
      const totals = {
        bandwidthMbps: wanted.bandwidthMbps ?? included.bandwidthMbps,
        defenseGbps: wanted.defenseGbps ?? included.defenseGbps,
        ipCount: wanted.ipCount ?? included.ipCount,
      };
      return estimateOf({ product: model, line: soldLine, terms: term.calls, totals }, account.currency);
    },

    ordering: {
      carries: (observed, token) => holdsToken(observed.purchaseRemark ?? "", token),
      echo: (observed) => observed.purchaseRemark ?? "",
    },

    newPassword: randomPassword,

    beyond({ serviceId, expiresAt }, expects) {
      // A month's last days, and an hour of the panel's, are no second renewal.
      const mostMs = Date.parse(expects) + 4 * 86_400_000;
      if (expiresAt === undefined || !(Date.parse(expiresAt) > mostMs)) return undefined;
      return say(
        "{serviceId} is paid until {expiresAt}, further than the {expects} that was asked for: something else renewed it too, and it may be paid for twice. Look in the panel, and whether another stack or program manages it",
        { serviceId, expiresAt, expects },
      );
    },

    release: (observed) => ({
      kind: "release",
      words: say("REFUND {serviceId}", { serviceId: observed.serviceId }),
      destroys: true,
      applies: [],
      calls: refund,
    }),

    derive(observed, recorded, account) {
      const { loginPort, addedAddresses, estimate } = extrasOf(recorded.extra);
      const { password } = recorded.lifecycle;
      const isActive = (orderNo: string | undefined) =>
        observed.upgrades.some((record) => record.active && (record.orderNo ?? orderNo) === orderNo);
      const added = addedAddresses
        .filter((one) => one.kind === "usable" && isActive(one.orderNo))
        .map((one) => one.address);
      const host = observed.ipAddress;
      return {
        ipAddresses: [...observed.addresses.map((one) => one.address), ...added],
        monthlyPrice: estimate?.monthlyPrice,
        accountKey: account.key,
        ...renewalOutputs(observed),
        connection:
          host === undefined || password === undefined
            ? undefined
            : { host, port: loginPort, user: observed.loginName, password },
      };
    },
  });
