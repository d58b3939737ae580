import type { BthostPanel } from "./panel";
import type { Host, HostEvent } from "./rows";

const daySeconds = 86_400;

/**
 * Does what has become due by the panel's clock: the jobs for expiry and quotas, and the deletion of what lay in the recycle bin.
 * @returns whether anything changed
 */
export function settle(panel: BthostPanel): boolean {
  const { state, manners } = panel;
  const now = panel.unixSeconds();
  let changed = false;
  const isDue = (next: number): boolean => next !== 0 && next <= now;
  if (isDue(state.nextExpiryRun)) runExpiryJob(panel);
  if (isDue(state.nextQuotaRun) && panel.habits.quotaJob) runQuotaJob(panel);
  const schedule = (next: number, step: number): number => {
    if (next > now) return next;
    changed = true;
    return next === 0 ? now + step : next + (Math.floor((now - next) / step) + 1) * step;
  };
  state.nextExpiryRun = schedule(state.nextExpiryRun, manners.expiryHours * 3600);
  state.nextQuotaRun = schedule(state.nextQuotaRun, manners.quotaMinutes * 60);
  for (const host of state.hosts) {
    const isOver = host.deletetime !== null && host.deletetime + manners.recycleDays * daySeconds <= now;
    if (!isOver || host.purgedAt !== null) continue;
    purge(panel, host, "job");
    changed = true;
  }
  return changed;
}

/** The first run of the expiry job, of those that are due, that comes after an end. */
function runAfter({ state, manners }: BthostPanel, endtime: number): number {
  const [next, step] = [state.nextExpiryRun, manners.expiryHours * 3600];
  return next + Math.max(0, Math.ceil((endtime - next) / step)) * step;
}

/**
 * Takes hosts whose end has come, except those that are `expired` already.
 * @param at when each of them is taken; as the job is scheduled unless told otherwise
 */
export function runExpiryJob(panel: BthostPanel, at?: number): void {
  const { expiry } = panel.habits;
  if (expiry === "none") return;
  const now = panel.unixSeconds();
  for (const host of panel.liveHosts()) {
    const takenAt = at ?? runAfter(panel, host.endtime);
    if (takenAt > now || host.endtime > now || host.status === "expired") continue;
    panel.setStatus(host, "expired", "job");
    if (expiry === "recycle") recycle(panel, host, "job", takenAt);
    if (expiry === "delete") purge(panel, host, "job");
  }
}

/** Measures every host. */
export function runQuotaJob(panel: BthostPanel): void {
  for (const host of panel.liveHosts()) {
    checkQuota(panel, host, "job");
    if (host.endtime <= panel.unixSeconds()) panel.setStatus(host, "expired", "job");
  }
}

export function recycle(panel: BthostPanel, host: Host, by: HostEvent["by"], at = panel.unixSeconds()): void {
  panel.sites.power(host.bt_id, false);
  host.deletetime = at;
  panel.note(host.id, "recycle", by);
}

/** Deletes a host for good, with its site, its accounts and what is under its path. */
export function purge(panel: BthostPanel, host: Host, by: HostEvent["by"]): void {
  const { state } = panel;
  panel.sites.deleteSite(host.bt_id);
  host.deletetime ??= panel.unixSeconds();
  host.purgedAt = panel.unixSeconds();
  state.sqls = state.sqls.filter((one) => one.vhost_id !== host.id);
  state.ftps = state.ftps.filter((one) => one.vhost_id !== host.id);
  state.bindings = state.bindings.filter((one) => one.vhost_id !== host.id);
  panel.note(host.id, "purge", by);
}

/** What a host takes, MB. */
export interface Usage {
  sqlsize: number;
  websize: number;
  total_size: number;
}

/** Measures a host; too much makes it `excess` whatever it was, and what is no longer too much makes it normal again. */
export function checkQuota(panel: BthostPanel, host: Host, by: HostEvent["by"]): Usage {
  const site = panel.sites.byName(host.bt_name);
  const usage = {
    sqlsize: site?.sqlMb ?? 0,
    websize: site?.sizeMb ?? 0,
    total_size: site?.trafficMb ?? 0,
  };
  panel.touch(host, {
    site_size: Math.round(usage.websize),
    flow_size: Math.round(usage.total_size),
    sql_size: Math.round(usage.sqlsize),
    check_time: panel.unixSeconds(),
  });
  const isOver = (used: number, most: number): boolean => most !== 0 && used > most;
  const isExcess =
    isOver(usage.websize, host.site_max) ||
    isOver(usage.total_size, host.flow_max) ||
    isOver(usage.sqlsize, host.sql_max);
  if (isExcess) panel.setStatus(host, "excess", by);
  else if (host.status === "excess" && host.endtime > panel.unixSeconds())
    panel.setStatus(host, "normal", by);
  return usage;
}
