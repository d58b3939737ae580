import Big from "big.js";
import { z } from "zod";
import { remove } from "./life";
import { command, type ZonkvmOperation } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { guid } from "./params";
import { refundAmount } from "./pricing";
import { busy, opening, refused, ZonkvmRefusal } from "./refusal";
import { isMachine, type Kind, type Service } from "./service";
import { addDays } from "./time";

/** Deletes an order and pays for its unused rest. */
export function giveBack(panel: ZonkvmPanel, service: Service): void {
  const amount = refundAmount(service, panel.stamp());
  remove(panel, service);
  // What came free has no money to give back.
  if (service.kind === "sql" && service.hostingId !== 0) return;
  panel.charge(service, "refund", new Big(0).minus(amount));
}

/** Gives an order back: at once, or, where staff decide, by an application. */
export const refundOf = (kind: Kind): ZonkvmOperation =>
  command(z.strictObject({ guid }), (panel, { guid: id }) => {
    const service = panel.own(kind, id);
    const { refundsRefused } = panel.state;
    if (refundsRefused !== null) throw new ZonkvmRefusal(refundsRefused);
    if (service.orderStatus === 0) throw opening;
    if (isMachine(service) && service.work !== null) throw busy;
    // An expired order has nothing left to pay for, whenever it was bought.
    const tooLate = addDays(service.boughtAt, panel.manners.refundDays) < panel.stamp();
    if (service.orderStatus !== 3 && tooLate) throw refused.tooLateForRefund;
    if (service.application === "waiting") throw new ZonkvmRefusal("退款申请正在审核中");
    if (panel.manners.manualRefunds) service.application = "waiting";
    else giveBack(panel, service);
  });
