import type { PhysicalArguments } from "./arguments";
import { paidTerm as paidTermOf, renewalBy } from "../machine/term";
import { clientNumbers } from "./numbers";
import type { PhysicalObserved } from "./observed";
import { monthlyOf, termPrice } from "./prices";
import { inForce } from "./sizes";
import { lineOf, type PhysicalAspect, type PhysicalCatalog, type Trade } from "./steps";

/** Renews (`lease_renew`, `idc_renew`). */
export function renewal(trade: Trade, wanted: Partial<PhysicalArguments>) {
  return renewalBy<PhysicalObserved>((observed, months, context) =>
    trade
      .clientOf(context.account)
      .renew(observed.serviceId, months, clientNumbers(wanted, observed, context)),
  );
}

/** How long it is paid for. */
export function paidTerm(trade: Trade): PhysicalAspect {
  return paidTermOf<PhysicalArguments, PhysicalObserved, PhysicalCatalog>({
    lineOf,
    due: (situation, months) => termPrice(situation, monthlyOf(situation, inForce(situation)).price, months),
    calls: ({ wanted }) => renewal(trade, wanted),
  });
}
