import { term } from "../../core/aspects/term";
import { extrasOf } from "./extras";
import type { BaremetalServerObserved } from "./observed";
import { byPriceList, monthlyPrice, renewalPrice, renewalTerms } from "./prices";
import { sessionOf } from "../session";
import { type BaremetalCalls, offerOf, soldFor, type BaremetalAspect } from "./steps";
import { say } from "../language/say";

const dayMs = 86_400_000;

const endOf = ({ expiresAt }: BaremetalServerObserved): number | undefined =>
  expiresAt === undefined ? undefined : Date.parse(expiresAt);

/**
 * Renews (`renew`). It is proved by the end having moved, as far as the reply says, wherever it lies; a server that is in its term again
 * must be back too.
 */
export function renewal(months: number): BaremetalCalls {
  return (observed, context) => {
    const before = endOf(observed) ?? -Infinity;
    let confirmed = -Infinity;
    return [
      {
        send: async () => {
          const order = { guid: observed.serviceId, months, clientOrderNo: context.orderNumber };
          const { expiresAt } = await sessionOf(context.account).client.renew(order);
          confirmed = Date.parse(expiresAt);
          return { confirmedExpiresAt: expiresAt };
        },
        isDone: (row) => {
          const end = endOf(row) ?? -Infinity;
          // The reply and the record may round a day differently.
          const isShown = end > before && end >= confirmed - dayMs;
          return isShown && (row.status !== "expired" || end <= context.now.getTime());
        },
      },
    ];
  };
}

/** How long it is paid for (`renew`). */
export const paidTerm: BaremetalAspect = term({
  offerOf(situation) {
    const { line } = soldFor(situation);
    return line === undefined ? undefined : offerOf(line, situation.catalog, situation.account.timeZone);
  },
  // What the panel confirmed counts while its record does not show it yet.
  confirmedEnd({ recorded, observed: { expiresAt } }) {
    const pending = recorded?.lifecycle.pendingChange;
    const { confirmedExpiresAt } = extrasOf(recorded?.extra);
    if (pending?.what !== "renew" || pending.accepted !== true || confirmedExpiresAt === undefined)
      return undefined;
    return Date.parse(confirmedExpiresAt) > Date.parse(expiresAt ?? "") ? confirmedExpiresAt : undefined;
  },
  refusal(situation) {
    const { line } = soldFor(situation);
    return line?.renewalOpen === false
      ? say("the line {name} sells no renewals", { name: line.name ?? line.guid })
      : undefined;
  },
  renewal(situation, months) {
    const { observed, recorded, account } = situation;
    const { line, product } = soldFor(situation);
    const monthly = monthlyPrice(product, line, observed.included, observed, account.currency);
    const terms = renewalTerms.parse(recorded?.extra ?? {});
    // Of a server whose purchase nobody saw, the list has the only price there is.
    const isTold = terms.renewPriceSetting !== undefined;
    const asked = isTold ? terms : { renewPriceSetting: "system" };
    const due = renewalPrice(asked, months, monthly, line, account.currency);
    return {
      due,
      note: isTold || due === "not published" ? undefined : say(byPriceList),
      calls: renewal(months),
    };
  },
});
