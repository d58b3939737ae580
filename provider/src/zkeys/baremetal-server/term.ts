import { renewal } from "./calls";
import { term } from "../../core/aspects/term";
import { extrasOf } from "./extras";
import { monthlyPrice, renewalPrice, renewalTerms } from "./prices";
import { offerOf, soldFor, type BaremetalAspect } from "./steps";

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
    return line?.renewalOpen === false ? `the line ${line.name ?? line.guid} sells no renewals` : undefined;
  },
  renewal(situation, months) {
    const { observed, recorded, account } = situation;
    const { line, product } = soldFor(situation);
    const monthly = monthlyPrice(product, line, observed.included, observed, account.currency);
    const terms = renewalTerms.parse(recorded?.extra ?? {});
    return {
      due: renewalPrice(terms, months, monthly, line, account.currency),
      calls: renewal(months),
    };
  },
});
