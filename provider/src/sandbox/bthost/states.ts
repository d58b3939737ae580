import { isSince } from "./habits";
import { hostOf } from "./hosts";
import { command, query, type BthostOperation } from "./operation";
import { badRequest, BthostRefusal, noHost, requestError } from "./refusal";
import { checkQuota } from "./life";
import type { Host } from "./rows";
import { dayOf } from "./time";

/** Whatever the panel says, it is done; old releases tell. */
const statusCommand = (status: Host["status"], msg: string): BthostOperation =>
  command((panel, { body }) => {
    const tells = !isSince(panel.habits, "1.1.2");
    panel.setStatus(hostOf(panel, body, badRequest), status, "api", tells);
    return { msg };
  });

export const hostStart = statusCommand("normal", "主机已开启");
export const hostStop = statusCommand("stop", "主机已停用");
export const hostLocked = statusCommand("locked", "主机已锁定");

/** Its status stays what it was. */
export const hostRecycle = command((panel, { body }) => {
  const host = hostOf(panel, body, requestError);
  const refused = panel.sites.power(host.bt_id, false);
  if (refused !== undefined && !isSince(panel.habits, "1.1.2")) throw new BthostRefusal(refused);
  host.deletetime = panel.unixSeconds();
  panel.note(host.id, "recycle", "api");
  return { msg: "已回收" };
});

/** Works for a host that is not in the bin too, and starts its site whatever its status. */
export const hostRecovery = command((panel, { body }) => {
  const id = body.integer("id");
  if (id === 0) throw requestError;
  const host = panel.anyHost(id);
  if (host === undefined) throw noHost;
  const refused = panel.sites.power(host.bt_id, true);
  if (refused !== undefined) throw new BthostRefusal(refused);
  panel.touch(host, { deletetime: null });
  panel.note(host.id, "recover", "api");
  return { msg: "已恢复" };
});

const noSite = new BthostRefusal("Failed to get site information");

export const hostStatus = query((panel, { body }) => {
  const host = hostOf(panel, body, badRequest);
  const site = panel.sites.byName(host.bt_name);
  if (site?.id !== host.bt_id) throw noSite;
  return { msg: "请求成功", data: { loca: host.status, server: site.isOn ? "1" : "0" } };
});

/** The status goes to the panel, the site's id comes from it; the end goes astray. */
export const hostSync = command((panel, { body }) => {
  const host = hostOf(panel, body, badRequest);
  const site = panel.sites.byName(host.bt_name);
  if (site === undefined) throw noSite;
  if (host.bt_id !== site.id) panel.touch(host, { bt_id: site.id });
  const shouldRun = host.status === "normal";
  if (shouldRun !== site.isOn) panel.sites.power(site.id, shouldRun);
  const day = dayOf(host.endtime);
  if (site.endDay !== day) {
    const refused = panel.sites.setEndDay(site.id, String(site.id));
    if (refused !== undefined) throw new BthostRefusal(refused);
  }
  const status = shouldRun ? 1 : 0;
  return { msg: "同步成功", data: { bt_id: site.id, endtime: day, status, hostStatus: host.status } };
});

export const hostResource = command((panel, { body }) => {
  const host = hostOf(panel, body, badRequest);
  const size = checkQuota(panel, host, "api");
  const max = { site: host.site_max, flow: host.flow_max, sql: host.sql_max };
  return { msg: "请求成功", data: { size, max } };
});
