import type { CloudServerArguments } from "./arguments";
import type { CloudCatalog } from "../catalog";
import { integerToken } from "../../core/order/token";
import { paidTerm as paidTermOf, renewalBy } from "../machine/term";
import type { CloudServerObserved } from "./observed";
import { figuresOf, monthlyOf, termPrice } from "./prices";
import { sessionOf } from "../session";
import { lineOf, type CloudAspect } from "./steps";

/** Renews (`server_renew`). */
export const renewal = renewalBy<CloudServerObserved>(
  ({ serviceId, panelClientUserId }, months, { account, token, orderNumber }) =>
    sessionOf(account).client.cloudServers.renew(serviceId, months, {
      clientUserId: panelClientUserId ?? integerToken(token),
      clientOrderId: orderNumber,
    }),
);

/** How long it is paid for (`server_renew`). */
export const paidTerm: CloudAspect = paidTermOf<CloudServerArguments, CloudServerObserved, CloudCatalog>({
  lineOf,
  calls: () => renewal,
  due(situation, months) {
    const {
      cpu = 0,
      memoryGb = 0,
      bandwidthMbps = 0,
      defenseGbps = 0,
      diskSizesGb = [],
    } = situation.observed;
    const sizes = { cpuCores: cpu, memoryGb, bandwidthMbps, defenseGbps, diskSizesGb };
    const monthly = monthlyOf(situation, figuresOf(sizes, situation.before.ipCount));
    return termPrice(situation, monthly.price, months);
  },
});
