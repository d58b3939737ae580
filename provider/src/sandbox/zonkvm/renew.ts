import { z } from "zod";
import { refuseTerm } from "./buy";
import { command } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { clientOrderNo, clientUserId, guid, months } from "./params";
import { termAmount } from "./pricing";
import { noRenewal, opening } from "./refusal";
import type { Machine, Service } from "./service";
import { addMonths } from "./time";

/** Takes the money for a term from the present end on. */
export function prolong(
  panel: ZonkvmPanel,
  service: Service,
  to: string,
  term: { months: number; clientOrderNo?: string },
): void {
  const amount = termAmount(panel, service, term.months);
  panel.require(amount);
  service.payments.push({ amount: amount.toFixed(2), from: service.endsAt, to });
  service.endsAt = to;
  panel.charge(service, "renew", amount, term);
}

function renew(
  panel: ZonkvmPanel,
  machine: Machine,
  list: string,
  term: { months: number; clientOrderNo?: string },
): void {
  if (machine.orderStatus === 0) throw opening;
  refuseTerm(list, term.months);
  prolong(panel, machine, addMonths(machine.endsAt, term.months), term);
  if (machine.orderStatus !== 3 || machine.endsAt <= panel.stamp()) return;
  machine.orderStatus = 1;
  if (machine.runStatus !== -2) machine.runStatus = 1;
}

const client = { client_order_id: clientOrderNo, client_user_id: clientUserId };

export const serverRenew = command(
  z.strictObject({ guid, renewLength: months, ...client }),
  (panel, params) => {
    const server = panel.own("server", params.guid);
    const line = panel.known(panel.catalog.cloudLines, server.lineGuid);
    if (line.renewStatus !== 1) throw noRenewal;
    renew(panel, server, line.months, { months: params.renewLength, clientOrderNo: params.client_order_id });
  },
);

export const leaseRenew = command(z.strictObject({ guid, months, ...client }), (panel, params) => {
  const lease = panel.own("lease", params.guid);
  const line = panel.known(panel.catalog.leaseLines, lease.lineGuid);
  if (line.renew_status !== 1) throw noRenewal;
  renew(panel, lease, line.months, { months: params.months, clientOrderNo: params.client_order_id });
});

export const idcRenew = command(z.strictObject({ guid, months }), (panel, params) => {
  const idc = panel.own("idc", params.guid);
  const line = panel.known(panel.catalog.idcLines, idc.lineGuid);
  renew(panel, idc, line.months, { months: params.months });
});
