import Big from "big.js";
import { z } from "zod";
import { refuseTerm } from "./create";
import { operation } from "./operation";
import { clientNumber, guid, positive } from "./params";
import { refundAmount, renewalAmount } from "./pricing";
import { Refusal } from "./refusal";
import { addMonths } from "./time";

/** Prolongs a service from its present end; brings an expired one back while it is kept. */
export const renew = operation(
  z.strictObject({ guid, months: positive, clientOrderNo: clientNumber, agent_order_no: clientNumber }),
  (panel, { guid: serviceGuid, months, clientOrderNo }) => {
    const service = panel.own(serviceGuid);
    const { row } = service;
    const line = panel.line(row.line_guid);
    if (row.order_status === "0") throw new Refusal("业务正在开通中");
    if (line.renew_status !== "1") throw new Refusal("线路已关闭续费");
    const [from, to] = [row.end_time, addMonths(row.end_time, months)];
    refuseTerm(panel, line, months, { from: row.start_time, to });
    const amount = renewalAmount(panel, service, months);
    panel.require(amount);
    panel.endAsFailed(row);
    row.end_time = to;
    service.payments.push({ amount: amount.toFixed(2), from, to });
    if (row.order_status === "3" && to > panel.stamp()) {
      row.order_status = "1";
      if (row.lock_status !== "1") row.run_status = "1";
    }
    panel.charge({ orderNo: panel.nextOrderNo(), kind: "renew", serviceGuid, months, clientOrderNo }, amount);
    return { end_time: to };
  },
  { writes: true, refusalData: {} },
);

/** Takes a service back and pays for its unused rest. */
export const refund = operation(
  z.strictObject({ guid, productType: z.literal("baremetal") }),
  (panel, { guid: serviceGuid }) => {
    const service = panel.own(serviceGuid);
    const { row } = service;
    if (panel.state.refundsRefused !== null) throw new Refusal(panel.state.refundsRefused);
    if (row.act_status !== "0") throw new Refusal("业务正在操作中，请稍后再试");
    const amount = refundAmount(service, panel.stamp());
    Object.assign(row, { order_status: "-2", run_status: "-1" });
    row.ip = row.ip.map((address) => ({ ...address, status: "-1" }));
    row.degrades = row.degrades.map((one) => (one.status === "0" ? { ...one, status: "-1" } : one));
    service.opensAtMs = null;
    service.payments = [];
    service.reserved = {};
    panel.charge({ orderNo: panel.nextOrderNo(), kind: "refund", serviceGuid }, new Big(0).minus(amount));
    return [];
  },
  { module: "common", writes: true, refusalData: null },
);
