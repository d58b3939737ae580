import { cloudServerArguments, type CloudServerArguments } from "./arguments";
import type { CloudCatalog } from "../catalog";
import { findNamed, byGuid } from "../catalog";
import { composed } from "../../core/aspects/composed";
import { place } from "../../core/aspects/place";
import { isTermOpen } from "../../core/aspects/purchase-term";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { planPurchaseTerm } from "../../core/term";
import { cloudServerFace } from "../faces";
import { image } from "./image";
import { machineBehavior } from "../machine/machine";
import { connectionOf, monthlyPriceIn, portOfImage, wayTo, type Way } from "../machine/reach";
import { offerOf } from "../machine/term";
import { cloudServerObserved, type CloudServerObserved } from "./observed";
import { figuresToBuy, orderCloudServer } from "./order";
import { numberedOrdering } from "../ordering";
import { estimateOf } from "./prices";
import { autoRenewal } from "../purchase-arguments";
import { sessionOf } from "../session";
import { ipCount, vncPassword } from "./settings";
import { packaging, sizes } from "./sizes";
import { lineOf, type CloudAspect } from "./steps";
import { paidTerm } from "./term";
import { say } from "../language/say";

/** The line that it is on. */
const line: CloudAspect = place({
  property: "line",
  liveOf: ({ lineId }) => lineId,
  find: (catalog, text) => byGuid(findNamed(say("line"), text, catalog.lines)),
});

const machine = machineBehavior<CloudServerArguments, CloudServerObserved, CloudCatalog>(
  (account) => sessionOf(account).client.cloudServers,
);

/** Where a server is reached: its own address and port, or `address:port` of one that it shares. */
function reach(
  { ipAddress, sharedIpAddress, loginPort }: CloudServerObserved,
  port?: number,
): Way | undefined {
  const [host, shared] = (sharedIpAddress ?? "").split(":");
  if (host !== undefined && host !== "" && Number(shared) > 0) return { host, port: Number(shared) };
  return wayTo(ipAddress, loginPort ?? port);
}

/** What is only known by those that follow the list, or by a single read: rows of the list are shorter. */
const toldBySomeReads = [
  ...(["inboundBandwidthMbps", "moreIpAddresses", "privateIpAddress", "sharedIpAddress"] as const),
  ...([
    "panelPassword",
    "vncPort",
    "vncPasswordResetNeeded",
    "backend",
    "lineId",
    "boughtAt",
    "startedAt",
  ] as const),
  ...(["loginName", "loginPort", "panelClientUserId"] as const),
];

/** A cloud server of a Zonkvm finance system. */
export const cloudServer: Kind<CloudServerArguments, CloudServerObserved, CloudCatalog> = composed({
  ...cloudServerFace,
  title: () => say("cloud server"),
  schemaVersion: 1,
  arguments: cloudServerArguments,
  observed: cloudServerObserved,
  isPrecious: true,
  defaultOnDelete: "refund",
  onlyAfterOrder: ["vncPassword"],

  aspects: {
    ...{ line, packaging, ipCount, autoRenew: autoRenewal(), paidTerm, sizes, image },
    ...{ password: machine.password, vncPassword, state: machine.state, restart: machine.restart },
  },
  keepsAlways: toldBySomeReads,
  order: orderCloudServer,

  ordering: numberedOrdering({
    productOf: ({ lineId, cpu, memoryGb }) =>
      say("{cpu} CPU, {memoryGb} GB on the line {lineId}", {
        cpu: cpu ?? "?",
        memoryGb: memoryGb ?? "?",
        lineId: lineId ?? "?",
      }),
    isLikely: (row, { wanted, names }) =>
      (row.lineId === undefined || row.lineId === names.line?.id) &&
      (wanted.cpu === undefined || row.cpu === wanted.cpu) &&
      (wanted.memoryGb === undefined || row.memoryGb === wanted.memoryGb),
    orderedWith: [
      ...["line", "system", "package", "cpu", "memoryGb", "bandwidthMbps", "diskSizesGb", "defenseGbps"],
      ...["ipCount", "autoRenew", "clientUserId", "months"],
    ],
  }),
  catalog: (account) => sessionOf(account).cloudCatalog(),
  inventory: (account) => sessionOf(account).cloudServers,

  estimate(wanted, names, catalog, account, now, unknown) {
    const input = {
      ...{ wanted, names, catalog, account, now, unknown },
      ...{ observed: undefined, recorded: undefined, passwordLost: false },
    };
    const figures = figuresToBuy(input);
    const soldOn = lineOf(input);
    if (isTermOpen(unknown) || figures === undefined || soldOn === undefined) return undefined;
    const term = planPurchaseTerm(wanted, offerOf(soldOn, account.timeZone), now);
    return "reason" in term ? undefined : estimateOf(input, figures, term.calls);
  },

  newPassword: randomPassword,
  releaseAdvice: () =>
    say(
      "The panel takes a server back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand",
    ),
  release: (observed) => machine.refund(observed),

  derive(observed, recorded, account) {
    const { panelPassword, ipAddress, moreIpAddresses = [], loginName } = observed;
    const password = recorded.lifecycle.password ?? panelPassword;
    return {
      ipAddresses: [...(ipAddress === undefined ? [] : [ipAddress]), ...moreIpAddresses],
      monthlyPrice: monthlyPriceIn(recorded),
      accountKey: account.key,
      connection: connectionOf(reach(observed, portOfImage(recorded)), loginName, password),
    };
  },
});
