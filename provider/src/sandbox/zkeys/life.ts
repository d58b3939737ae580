import { singleAddress } from "./addresses";
import type { ZkeysPanel } from "./panel";
import type { DegradeRow, Service } from "./service";
import { addDays } from "./time";

/**
 * Does what has become due by the panel's clock: deliveries, ends of operations, degrades, expiries, removals.
 * @returns whether anything changed
 */
export function settle(panel: ZkeysPanel): boolean {
  const nowMs = panel.now().getTime();
  const now = panel.stamp();
  let changed = false;
  for (const service of panel.state.services) {
    if (service.opensAtMs !== null && service.opensAtMs <= nowMs) {
      deliver(panel, service);
      changed = true;
    }
    if (service.idleAtMs !== null && service.idleAtMs <= nowMs) {
      Object.assign(service.row, service.whenIdle, { act_status: "0" });
      service.idleAtMs = null;
      service.whenIdle = {};
      changed = true;
    }
    if (service.row.order_status === "-2") continue;
    for (const degrade of service.row.degrades) {
      if (degrade.status !== "0" || degrade.apply_time > now) continue;
      carryOutDegrade(service, degrade);
      changed = true;
    }
    if (service.row.order_status === "1" && service.row.end_time <= now) {
      Object.assign(service.row, { order_status: "3", run_status: "-2", act_status: "0" });
      service.idleAtMs = null;
      service.whenIdle = {};
      changed = true;
    }
  }
  return removeForgotten(panel, now) || changed;
}

/** Hands the server over, with its first address. */
export function deliver(panel: ZkeysPanel, service: Service): void {
  service.opensAtMs = null;
  service.row.order_status = "1";
  if (service.row.ip.length === 0) giveAddress(panel, service);
}

/** Gives the service its main address. */
export function giveAddress(panel: ZkeysPanel, service: Service): void {
  service.row.ip.push({
    ...singleAddress(panel, 10),
    status: "1",
    create_time: panel.stamp(),
    ip_num: "1",
    is_default: "1",
    net_type: "ip",
  });
}

function carryOutDegrade(service: Service, degrade: DegradeRow): void {
  degrade.status = "1";
  degrade.finish_time = degrade.apply_time;
  for (const index of service.reserved[degrade.guid] ?? []) {
    const record = service.row.upgrade[index];
    if (record !== undefined) Object.assign(record, { status: "0", degrade_guid: degrade.guid });
  }
  service.reserved = Object.fromEntries(
    Object.entries(service.reserved).filter(([guid]) => guid !== degrade.guid),
  );
}

/** Expired services vanish when the line keeps them no longer. */
function removeForgotten(panel: ZkeysPanel, now: string): boolean {
  const kept = panel.state.services.filter(
    ({ row }) =>
      row.order_status !== "3" ||
      addDays(row.end_time, Number(panel.line(row.line_guid).retention_days)) > now,
  );
  if (kept.length === panel.state.services.length) return false;
  panel.state.services = kept;
  return true;
}
