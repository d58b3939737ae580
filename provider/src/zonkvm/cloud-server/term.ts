import { term } from "../../core/aspects/term";
import { integerToken } from "../../core/order/token";
import { monthlyOf, termPrice, figuresOf } from "./prices";
import { sessionOf } from "../session";
import { lineOf, offerOf, type CloudAspect, type CloudCalls } from "./steps";

const endOf = (expiresAt: string | undefined): number =>
  expiresAt === undefined ? -Infinity : Date.parse(expiresAt);

/** Renews (`server_renew`), which adds months. The reply tells nothing: it is proved by the end having moved. */
export function renewal(months: number): CloudCalls {
  return (observed, context) => [
    {
      send: async () => {
        const { cloudServers } = sessionOf(context.account).client;
        await cloudServers.renew(observed.serviceId, months, {
          clientUserId: observed.panelClientUserId ?? integerToken(context.token),
          clientOrderId: context.orderNumber,
        });
        return undefined;
      },
      isDone: (row) =>
        endOf(row.expiresAt) > endOf(observed.expiresAt) &&
        (row.status !== "expired" || endOf(row.expiresAt) <= context.now.getTime()),
    },
  ];
}

/** How long it is paid for (`server_renew`). */
export const paidTerm: CloudAspect = term({
  offerOf: (situation) => {
    const line = lineOf(situation);
    return line === undefined ? undefined : offerOf(line, situation.account.timeZone);
  },
  refusal(situation) {
    const line = lineOf(situation);
    return line?.renewalOpen === false ? `the line ${line.name ?? line.guid} sells no renewals` : undefined;
  },
  renewal(situation, months) {
    const {
      cpu = 0,
      memoryGb = 0,
      bandwidthMbps = 0,
      defenseGbps = 0,
      diskSizesGb = [],
    } = situation.observed;
    const sizes = { cpuCores: cpu, memoryGb, bandwidthMbps, defenseGbps, diskSizesGb };
    const monthly = monthlyOf(situation, figuresOf(sizes, situation.before.ipCount));
    return { due: termPrice(situation, monthly.price, months), calls: renewal(months) };
  },
});
