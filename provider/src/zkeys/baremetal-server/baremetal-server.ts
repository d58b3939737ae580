import { baremetalServerArguments, type BaremetalServerArguments } from "./arguments";
import { refund } from "./calls";
import { findLine, findProduct, findSystem, findZone, type Lookup, type ZkeysCatalog } from "../catalog";
import type { CheckFailure } from "../../core/errors";
import type { Kind } from "../../core/kind";
import { resolveNames, type Resolution, type ResolvedNames } from "../../core/names";
import { holdsToken } from "../../core/order/token";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { extrasOf } from "./extras";
import { baremetalServerFace } from "../faces";
import { baremetalServerObserved, renewalOutputs, sizeKinds, type BaremetalServerObserved } from "./observed";
import { isTermOpen, planBaremetalServer } from "./plan";
import { estimateOf, includedIn } from "./prices";
import { sessionOf } from "../session";
import { offerOf } from "./steps";

type Wanted = Partial<BaremetalServerArguments>;

function rules(wanted: Wanted): readonly CheckFailure[] {
  const faults: CheckFailure[] = [];
  if (wanted.renewUntil !== undefined && wanted.keepPaid !== undefined) {
    faults.push({
      property: "keepPaid",
      reason: "excludes `renewUntil`: one says a date, the other a rolling term",
    });
  }
  return faults;
}

function byId<T extends { readonly guid: string }>({ match, fault }: Lookup<T>) {
  return { match: match === undefined ? undefined : { id: match.guid }, fault };
}

/** Names → GUIDs. A line has models and images of its own; a zone only tells lines of one name apart when ordering. */
function resolve(wanted: Wanted, kept: ResolvedNames, catalog: ZkeysCatalog): Resolution {
  const systemOf = (text: string, line: string) => {
    const onLine = (use: "create" | "install") => findSystem(catalog, line, text, use);
    const isOrdered = wanted.adopt === undefined && kept.system === undefined;
    if (isOrdered) return onLine("create");
    // A server that is taken over, or that moves, may come to its image either way.
    const isMoved = kept.line !== undefined && kept.line.id !== line;
    const found = onLine(isMoved ? "create" : "install");
    if (found.match !== undefined || (wanted.adopt === undefined && !isMoved)) return found;
    const other = onLine(isMoved ? "install" : "create");
    return other.match === undefined ? found : other;
  };
  return resolveNames(wanted, kept, [
    { property: "zone", find: (text) => byId(findZone(catalog, text)) },
    { property: "line", find: (text, { zone }) => byId(findLine(catalog, text, zone)) },
    {
      property: "product",
      within: ["line"],
      find: (text, { line = "" }) => byId(findProduct(catalog, line, text)),
    },
    { property: "system", within: ["line"], find: (text, { line = "" }) => byId(systemOf(text, line)) },
  ]);
}

/** A physical server of a ZKEYS panel. */
export const baremetalServer: Kind<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog> = {
  ...baremetalServerFace,
  title: "bare-metal server",
  schemaVersion: 1,
  arguments: baremetalServerArguments,
  observed: baremetalServerObserved,
  isPrecious: true,
  defaultOnDelete: "refund",
  replacedBy: ["line", "product"],
  reinstalledBy: ["system", "systemPartitionSizeMb", "reinstallTriggers"],
  pricedBy: ["bandwidthMbps", "defenseGbps", "ipCount", "ipType", "renewUntil", "keepPaid"],
  // The list has no customer, the single read no name.
  keeps: {
    ...{ name: [], cabinet: [], lineId: [], productId: [], boughtAt: [], purchaseRemark: [] },
    ...{ ipmi: [], renewal: [], bootMode: [], stockId: [], autoRenew: [], sshPublicKey: [] },
    ...{
      hardwareSummary: [],
      panelClientUserId: [],
      systemId: ["system"],
      loginName: ["system", "loginName"],
    },
  },

  catalog: (account) => sessionOf(account).catalog(),
  inventory: (account) => sessionOf(account).servers,
  rules,
  resolve,

  estimate(wanted, names, catalog, account, now, unknown) {
    if (isTermOpen(unknown) || sizeKinds.some((size) => unknown.has(size))) return undefined;
    const line = catalog.lines.find((one) => one.guid === names.line?.id);
    const product = catalog.products.find((one) => one.guid === names.product?.id);
    if (line === undefined || product === undefined) return undefined;
    const term = planPurchaseTerm(wanted, offerOf(line, catalog, account.timeZone), now);
    if ("reason" in term) return undefined;
    const included = includedIn(product);
    const totals = {
      bandwidthMbps: wanted.bandwidthMbps ?? included.bandwidthMbps,
      defenseGbps: wanted.defenseGbps ?? included.defenseGbps,
      ipCount: wanted.ipCount ?? included.ipCount,
    };
    return estimateOf({ product, line, terms: term.calls, totals }, account.currency);
  },

  plan: planBaremetalServer,

  ordering: {
    carries: (observed, token) => holdsToken(observed.purchaseRemark ?? "", token),
    echo: (observed) => observed.purchaseRemark ?? "",
  },

  differences(observed, _wanted, names) {
    const pairs = [
      ["line", observed.lineId],
      ["product", observed.productId],
    ] as const;
    return pairs.flatMap(([key, live]) => {
      const name = names[key];
      if (name === undefined || live === undefined || name.id === live) return [];
      return [`its ${key} is ${live}, not ${name.text} (${name.id})`];
    });
  },

  argumentsOf(observed, names) {
    const system = names.system;
    const isSameSystem = observed.systemId === undefined || system?.id === observed.systemId;
    return {
      ...Object.fromEntries(
        sizeKinds.map((size) => [size, observed.scheduledChange?.[size] ?? observed[size]]),
      ),
      ...(isSameSystem ? {} : { system: observed.systemId }),
      ...(observed.powerState === "running" || observed.powerState === "stopped"
        ? { powerState: observed.powerState }
        : {}),
    };
  },

  newPassword: randomPassword,

  marks(observed) {
    return {
      renew: observed.expiresAt ?? "",
      upgrade: JSON.stringify([observed.upgrades.length, ...sizeKinds.map((size) => observed[size])]),
      downgrade: JSON.stringify(observed.downgrades.map((record) => record.id)),
    };
  },

  beyond({ serviceId, expiresAt }, expects) {
    // A month's last days, and an hour of the panel's, are no second renewal.
    const mostMs = Date.parse(expects) + 4 * 86_400_000;
    if (expiresAt === undefined || !(Date.parse(expiresAt) > mostMs)) return undefined;
    return (
      `${serviceId} is paid until ${expiresAt}, further than the ${expects} that was asked for: something else renewed it too, and it may be paid ` +
      "for twice. Look in the panel, and whether another stack or program manages it"
    );
  },

  release: (observed) => ({
    kind: "release",
    words: `REFUND ${observed.serviceId}`,
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
};
