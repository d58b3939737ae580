import type { PhysicalArguments } from "./arguments";
import { byGuid, findNamed } from "../catalog";
import { composed } from "../../core/aspects/composed";
import { place } from "../../core/aspects/place";
import { isTermOpen } from "../../core/aspects/purchase-term";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { sizeKeys } from "./figures";
import { image } from "./image";
import { machineBehavior } from "../machine/machine";
import { connectionOf, monthlyPriceIn, portOfImage, wayTo } from "../machine/reach";
import { offerOf } from "../machine/term";
import type { PhysicalObserved } from "./observed";
import { asDelivered, offered, orderPhysical } from "./order";
import { mayHaveNumber } from "../ordering";
import { estimateOf } from "./prices";
import { autoRenewal } from "../purchase-arguments";
import { sizes, surplusWarning } from "./sizes";
import type { PhysicalAspect, PhysicalCatalog, Trade } from "./steps";
import { paidTerm } from "./term";
import { say } from "../language/say";

type PhysicalKind = Kind<PhysicalArguments, PhysicalObserved, PhysicalCatalog>;

/** What is only known by those that follow the list, or by a single read: rows of the list are shorter. */
const toldBySomeReads = [
  ...(["startedAt", "panelPassword", "panelClientUserId", "name", "lineId", "productId"] as const),
  ...(["backend", "ipAddresses"] as const),
];

const line: PhysicalAspect = place({
  property: "line",
  liveOf: ({ lineId }) => lineId,
  find: (catalog, text) => byGuid(findNamed(say("line"), text, catalog.lines)),
});

const product: PhysicalAspect = place({
  property: "product",
  within: ["line"],
  liveOf: ({ productId }) => productId,
  find(catalog, text, { line: guid = "" }) {
    const products = catalog.products.filter(({ lineGuid = guid }) => lineGuid === guid);
    const name = catalog.lines.find((one) => one.guid === guid)?.name ?? guid;
    return byGuid(findNamed(say("product"), text, products, say(" on the line {name}", { name })));
  },
});

/** The partition says nothing without an image to install. */
const partition: PhysicalAspect = {
  rules: ({ system, systemPartition, systemPartitionSizeGb, remotePort, reinstallTriggers }, unknown) => {
    if (system !== undefined || unknown.has("system")) return [];
    const given = { systemPartition, systemPartitionSizeGb, remotePort, reinstallTriggers };
    return Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([property]) => ({ property, reason: say("takes a reinstall, and needs the `system` for it") }));
  },
};

/** What a kind says beside what both do alike. */
export interface PhysicalDescription extends Pick<
  PhysicalKind,
  | "vendor"
  | "type"
  | "outputs"
  | "secretArguments"
  | "secretOutputs"
  | "title"
  | "arguments"
  | "observed"
  | "catalog"
  | "inventory"
> {
  readonly trade: Trade;
  /** Aspects that only this kind has. */
  readonly own?: Readonly<Record<string, PhysicalAspect>>;
  /** Arguments that go out with an order of this kind, besides those of both. */
  readonly orderedWith: readonly string[];
  readonly keepsAlways?: readonly string[];
}

/** A physical server, or a place in colocation. Nothing of ours comes back with an order of either. */
export function physicalKind(description: PhysicalDescription): PhysicalKind {
  const { trade, own = {}, orderedWith, keepsAlways = [], ...kind } = description;
  const machine = machineBehavior<PhysicalArguments, PhysicalObserved, PhysicalCatalog>(trade.clientOf);
  const { isInstalledAtOrder } = trade;
  return composed<PhysicalArguments, PhysicalObserved, PhysicalCatalog, string>({
    ...kind,
    schemaVersion: 1,
    isPrecious: true,
    defaultOnDelete: "refund",
    onlyAfterOrder: [
      ...["systemPartition", "systemPartitionSizeGb"],
      ...(isInstalledAtOrder ? [] : ["system", "remotePort", "password"]),
    ],
    aspects: {
      ...{ line, product, ...own, partition, autoRenew: autoRenewal(), paidTerm: paidTerm(trade) },
      ...{ sizes: sizes(trade), surplusWarning, image: image(trade) },
      ...{ password: machine.password, state: machine.state, restart: machine.restart },
    },
    // Of outputs that only one kind has the other knows nothing.
    keepsAlways: [...toldBySomeReads, ...keepsAlways] as (keyof PhysicalObserved)[],
    order: (input) => orderPhysical(trade, input),
    asOrdered: (input) => asDelivered(trade, input),

    ordering: {
      carries: () => false,
      isSilent: true,
      untraceable: {
        productOf: ({ productId, lineId }) =>
          say("product {productId} on the line {lineId}", {
            productId: productId ?? "?",
            lineId: lineId ?? "?",
          }),
        isLikely: (row, { wanted, names }) =>
          (row.lineId === undefined || row.lineId === names.line?.id) &&
          (row.productId === undefined || row.productId === names.product?.id) &&
          (row.power === undefined || names.power === undefined || row.power === names.power.id) &&
          sizeKeys.every((key) => (row[key] ?? Infinity) >= (wanted[key] ?? 0)) &&
          mayHaveNumber(row, wanted.clientUserId),
        orderedWith: [
          ...["line", "product", ...orderedWith, ...sizeKeys],
          ...["autoRenew", "clientUserId", "months"],
        ],
      },
    },

    estimate(wanted, names, catalog, account, now, unknown) {
      const input = {
        ...{ wanted, names, catalog, account, now, unknown },
        ...{ observed: undefined, recorded: undefined, passwordLost: false },
      };
      const sold = offered(input);
      const isOpen = sizeKeys.some((key) => unknown.has(key)) || unknown.has("power") || isTermOpen(unknown);
      if (sold === undefined || isOpen) return undefined;
      const term = planPurchaseTerm(wanted, offerOf(sold.line, account.timeZone), now);
      return "reason" in term ? undefined : estimateOf(input, sold.figures, term.calls);
    },

    newPassword: randomPassword,
    releaseAdvice: () =>
      say(
        "The panel takes an order back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand",
      ),
    release: (observed) => machine.refund(observed),

    derive(observed, recorded, account) {
      const { ipAddresses: [ipAddress] = [], loginName, loginPort, panelPassword } = observed;
      const password = recorded.lifecycle.password ?? panelPassword;
      const way = wayTo(ipAddress, loginPort ?? portOfImage(recorded));
      return {
        ipAddress,
        monthlyPrice: monthlyPriceIn(recorded),
        accountKey: account.key,
        connection: connectionOf(way, loginName, password),
      };
    },
  });
}
