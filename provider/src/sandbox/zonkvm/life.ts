import type { ZonkvmPanel } from "./panel";
import { termAmount } from "./pricing";
import { isMachine, type Hosting, type Machine, type Service } from "./service";
import { addDays, addMonths, stampOf } from "./time";

/**
 * Does what has become due by the panel's clock: openings, ends of works, automatic renewals, expiries and deletions.
 * @returns whether anything changed
 */
export function settle(panel: ZonkvmPanel): boolean {
  let changed = false;
  for (const service of panel.state.services) {
    // Each step may make the next one due, when the clock was moved far.
    for (let steps = 0; steps < 1000 && advance(panel, service); steps += 1) changed = true;
  }
  return changed;
}

function advance(panel: ZonkvmPanel, service: Service): boolean {
  const [nowMs, now] = [panel.nowMs(), panel.stamp()];
  if (service.orderStatus === 0 && service.opensAtMs !== null && service.opensAtMs <= nowMs) {
    open(panel, service);
    return true;
  }
  if (isMachine(service) && service.work !== null && service.work.endsAtMs <= nowMs) {
    finish(service);
    return true;
  }
  if (service.orderStatus === 1 && service.endsAt <= now) {
    if (!renewItself(panel, service)) expire(service);
    return true;
  }
  // A hosting that was renewed when it had expired waits to be resumed.
  if (
    service.orderStatus === 3 &&
    service.endsAt <= now &&
    addDays(service.endsAt, keptDays(panel, service)) <= now
  ) {
    if (service.kind === "server") recycle(service, addDays(service.endsAt, keptDays(panel, service)));
    else remove(panel, service);
    return true;
  }
  if (
    service.orderStatus === -1 &&
    service.leftAt !== null &&
    addDays(service.leftAt, panel.manners.recycleDays) <= now
  ) {
    remove(panel, service);
    return true;
  }
  return false;
}

/** Days that an expired order is kept; lines of cloud servers do not tell theirs. */
function keptDays({ catalog }: ZonkvmPanel, service: Service): number {
  if (service.kind === "server") return 7;
  if (service.kind === "lease")
    return catalog.leaseLines.find(({ guid }) => guid === service.lineGuid)?.retention_days ?? 7;
  if (service.kind === "idc")
    return catalog.idcLines.find(({ guid }) => guid === service.lineGuid)?.retention_days ?? 7;
  return catalog.hostingLines.find(({ guid }) => guid === service.lineGuid)?.retention_days ?? 7;
}

/** The term begins when the order is open. */
export function open(panel: ZonkvmPanel, service: Service): void {
  const now = stampOf(service.opensAtMs ?? panel.nowMs());
  service.orderStatus = 1;
  service.runStatus = 1;
  service.opensAtMs = null;
  service.startedAt = now;
  service.endsAt = addMonths(now, service.months);
  for (const paid of service.payments) Object.assign(paid, { from: now, to: service.endsAt });
  if (isMachine(service)) service.ips = addresses(service);
}

/** The addresses of a machine: always the same ones, in nets of its kind. */
export function addresses(machine: Machine): string[] {
  const [main, further] = {
    server: ["192.168", "10.1"],
    lease: ["172.16", "10.2"],
    idc: ["172.24", "10.3"],
  }[machine.kind];
  return Array.from({ length: machine.ipnum }, (_, index) =>
    index === 0
      ? `${main}.${Math.floor(machine.id / 200) % 250}.${(machine.id % 200) + 10}`
      : `${further}.${machine.id % 250}.${index + 1}`,
  );
}

function finish(machine: Machine): void {
  const { work } = machine;
  machine.work = null;
  switch (work?.doing) {
    case "start":
      machine.runStatus = 1;
      break;
    case "stop":
      machine.runStatus = -1;
      break;
    case "restart":
      machine.runStatus = 1;
      machine.restarts += 1;
      break;
    case "install":
      machine.runStatus = 1;
      machine.reinstalls += 1;
      machine.systemGuid = work.systemGuid ?? machine.systemGuid;
      machine.password = work.password ?? machine.password;
      machine.port = work.port ?? machine.port;
      break;
    case "password":
      machine.password = work.password ?? machine.password;
      break;
    case undefined:
      break;
  }
}

/** Renews for a month what was bought so, if there is money. */
function renewItself(panel: ZonkvmPanel, service: Service): boolean {
  if (!service.renewAuto) return false;
  const amount = termAmount(panel, service, 1);
  if (!panel.ledger.covers(amount)) return false;
  const [from, to] = [service.endsAt, addMonths(service.endsAt, 1)];
  service.endsAt = to;
  service.payments.push({ amount: amount.toFixed(2), from, to });
  panel.charge(service, "renew", amount, { months: 1 });
  if (service.kind === "hosting") followHosting(panel, service);
  return true;
}

/** Gives the database that came free with a hosting the hosting's end. */
export function followHosting(panel: ZonkvmPanel, hosting: Hosting): void {
  for (const one of panel.state.services)
    if (one.kind === "sql" && one.hostingId === hosting.id) one.endsAt = hosting.endsAt;
}

function expire(service: Service): void {
  service.orderStatus = 3;
  if (service.runStatus === 1) service.runStatus = -1;
  if (isMachine(service)) service.work = null;
}

export function recycle(service: Service, at: string): void {
  service.orderStatus = -1;
  service.runStatus = -1;
  service.leftAt = at;
  if (isMachine(service)) service.work = null;
}

/** Deletes an order with everything that belongs to it; its row stays. */
export function remove(panel: ZonkvmPanel, service: Service): void {
  recycle(service, panel.stamp());
  service.orderStatus = -2;
  service.opensAtMs = null;
  service.payments = [];
  service.application = "none";
  if (service.kind === "server")
    panel.state.policies = panel.state.policies.filter((rule) => rule.product_id !== service.id);
  if (service.kind !== "hosting") return;
  for (const database of panel.state.services)
    if (database.kind === "sql" && database.hostingId === service.id && database.orderStatus !== -2)
      remove(panel, database);
}
