import { command, found, query, type BthostOperation } from "./operation";
import type { BthostPanel } from "./panel";
import { badRequest, BthostCrash, BthostRefusal, noHost, requestError, wrongDay } from "./refusal";
import { hostStatuses, type Host } from "./rows";
import type { Values } from "./sent";
import { hostInfo as infoShown, hostShown } from "./shown";
import { isDay, secondsOf } from "./time";
import { isSince } from "./habits";

/** @throws BthostRefusal without an id, in the words of the operation, and for a host that is not there */
export function hostOf(panel: BthostPanel, body: Values, withoutId: BthostRefusal, name = "id"): Host {
  const id = body.integer(name);
  if (id === 0) throw withoutId;
  return panel.host(id);
}

export const hostList = query((panel, { all }) => {
  const [sort, user] = [all.integer("sort_id"), all.integer("user_id")];
  const hosts = panel
    .liveHosts()
    .filter((host) => (sort === 0 || host.sort_id === sort) && (user === 0 || host.user_id === user));
  return found(hosts.map((host) => hostShown(panel, host)));
});

export const hostInfo = query((panel, { body }) => ({
  // The blank is the server's.
  msg: isSince(panel.habits, "1.6.2") ? "请求成功 " : "请求成功",
  data: infoShown(panel, hostOf(panel, body, badRequest)),
}));

/** Fields of `host_edit` of which 0 counts as not sent. */
const limits = ["site_max", "sql_max", "flow_max", "domain_max", "web_back_num", "sql_back_num"] as const;

/** @throws BthostCrash for a word that is no status, where the database is strict */
function statusOf(panel: BthostPanel, word: string): Host["status"] {
  const known = hostStatuses.find((one) => one === word);
  if (known !== undefined) return known;
  if (panel.habits.isStrictDatabase) throw new BthostCrash("Data truncated for column 'status'");
  return "";
}

export const hostEdit = command((panel, { body }) => {
  const host = hostOf(panel, body, requestError);
  const change: Partial<Host> = {};
  for (const name of [...limits, "is_audit", "sub_bind", "sort_id"] as const)
    if (body.integer(name) !== 0) change[name] = panel.column(body.integer(name));
  const day = body.text("endtime") ?? "";
  if (day !== "" && day !== "0" && !isDay(day)) throw wrongDay;
  if (!isSince(panel.habits, "1.2.0") && !limits.some((name) => name in change)) throw requestError;
  const word = body.text("status") ?? "";
  const status = word === "" ? undefined : statusOf(panel, word);
  if (day !== "" && day !== "0") change.endtime = panel.column(secondsOf(day));
  if (status !== undefined) panel.setStatus(host, status, "api");
  if (change.sort_id !== undefined && change.sort_id !== host.sort_id)
    panel.sites.setCategory(host.bt_id, change.sort_id);
  if (change.endtime !== undefined && change.endtime !== host.endtime) {
    panel.sites.setEndDay(host.bt_id, day);
    panel.note(host.id, "endtime", "api", day);
  }
  panel.touch(host, change);
  panel.note(host.id, "edit", "api", Object.keys(change).join(","));
  return { msg: "更新成功", data: hostShown(panel, host) };
});

export const hostUpdate = command((panel, { body }) => {
  const [id, planId] = [body.integer("id"), body.integer("plan_id")];
  if (id === 0 || planId === 0) throw badRequest;
  const host = panel.host(id);
  const plan = panel.state.plans.find((one) => one.id === planId && one.deletetime === null);
  if (plan === undefined) throw new BthostRefusal("套餐不存在");
  const figure = (name: string): number => Number(plan.value[name] ?? 0);
  const change = {
    site_max: figure("site_max"),
    sql_max: figure("sql_max"),
    flow_max: figure("flow_max"),
    domain_max: figure("domain_num"),
    web_back_num: figure("web_back_num"),
    sql_back_num: figure("sql_back_num"),
    is_audit: figure("domain_audit"),
    perserver: figure("perserver"),
    limit_rate: figure("limit_rate"),
  };
  if (change.perserver !== host.perserver) {
    const perip = body.integer("perip") === 0 ? 25 : body.integer("perip");
    const { perserver, limit_rate: limitRate } = change;
    const refused = panel.sites.setLimits(host.bt_id, { perserver, perip, limitRate });
    if (refused !== undefined) throw new BthostCrash(refused);
  }
  panel.touch(host, change);
  panel.note(host.id, "plan", "api", String(planId));
  return { msg: "更新成功", data: hostShown(panel, host) };
}, "1.2.0");

export const hostEndtime = command((panel, { body }) => {
  if (body.integer("id") === 0) throw requestError;
  const day = body.text("endtime") ?? "";
  if (!isDay(day)) throw wrongDay;
  const host = panel.host(body.integer("id"));
  // The panel's word is lost on the way.
  if (panel.sites.setEndDay(host.bt_id, day) !== undefined) throw new BthostRefusal(null);
  panel.touch(host, { endtime: panel.column(secondsOf(day)) });
  panel.note(host.id, "endtime", "api", day);
  return { msg: "更新成功", data: day };
});

export const hostNotice = command((panel, { body }) => {
  const text = body.text("text") ?? "";
  if (body.integer("id") === 0 || text === "" || text === "0") throw badRequest;
  const host = panel.host(body.integer("id"));
  panel.touch(host, { notice: panel.textColumn(text, 255) });
  return { msg: "修改成功" };
});

export const hostPush = command((panel, { body }) => {
  const [hostId, userId] = [body.integer("host_id"), body.integer("user_id")];
  if (hostId === 0 || userId === 0) throw requestError;
  const host = panel.host(hostId);
  panel.touch(host, { user_id: userId });
  panel.note(host.id, "owner", "api", String(userId));
  return { msg: "转移成功" };
});

export const hostSpeed = command((panel, { body }) => {
  const [id, perserver, limitRate] = [
    body.integer("id"),
    body.integer("perserver"),
    body.integer("limit_rate"),
  ];
  if (id === 0 || perserver === 0 || limitRate === 0) throw badRequest;
  const refused = panel.sites.setLimits(panel.host(id).bt_id, { perserver, perip: 25, limitRate });
  if (refused !== undefined) throw new BthostRefusal(refused);
  return { msg: "设置成功", data: { perserver, limit_rate: limitRate } };
});

export const hostSpeedoff = command((panel, { body }) => {
  const refused = panel.sites.setLimits(hostOf(panel, body, badRequest).bt_id, null);
  if (refused !== undefined) throw new BthostRefusal(refused);
  return { msg: "已关闭限速" };
});

/** A login by a browser's form: a redirection and cookies, no reply for programs. */
export const hostLogin: BthostOperation = {
  writes: false,
  since: "1.0.5",
  isForBrowsers: true,
  run: (panel, { all }) => {
    const account = all.text("account") ?? "";
    const password = all.text("password") ?? "";
    const home = {
      status: 302,
      contentType: "text/html; charset=utf-8",
      body: "",
      headers: { Location: "/" },
    };
    const isWithin = (text: string, least: number, most: number): boolean =>
      text.length >= least && text.length <= most;
    if (!isWithin(account, 3, 50) || !isWithin(password, 6, 30)) return home;
    const user = panel.state.users.find((one) => one.username === account && one.deletetime === null);
    if (user === undefined) throw new BthostRefusal("Account is incorrect");
    if (user.status !== "normal") throw new BthostRefusal("Account is locked");
    if (user.password !== password) throw new BthostRefusal("Password is incorrect");
    const id = all.integer("id");
    if (id !== 0 && !panel.liveHosts().some((host) => host.id === id))
      throw new BthostRefusal("没有找到有效主机", "/");
    return { ...home, headers: { Location: "/", "Set-Cookie": `uid=${user.id}; path=/` } };
  },
};

/** The password of a host is that of its owner. */
export const hostPass = command((panel, { body }) => {
  const id = body.integer("id");
  if (id === 0) throw badRequest;
  const type = body.text("type") ?? "all";
  const password = body.text("password") ?? panel.random(12);
  if (type === "ftp" || type === "all") {
    const ftp = panel.state.ftps.find((one) => one.vhost_id === id && one.deletetime === null);
    if (ftp === undefined) throw new BthostCrash("Creating default object from empty value");
    if (password !== "" && password !== "0") {
      const refused = panel.sites.setFtp(ftp.username, { password });
      if (refused !== undefined) throw new BthostCrash(refused);
      Object.assign(ftp, { password, updatetime: panel.unixSeconds() });
      panel.note(id, "ftpPassword", "api");
    }
  }
  if (type === "host" || type === "all") {
    const host = panel.anyHost(id);
    if (host?.deletetime !== null) throw noHost;
    const user = panel.state.users.find((one) => one.id === host.user_id && one.deletetime === null);
    if (user === undefined) throw new BthostRefusal("无此用户");
    if (password !== "" && password !== "0")
      Object.assign(user, { password, updatetime: panel.unixSeconds() });
    panel.note(id, "userPassword", "api", String(user.id));
  }
  return { msg: "请求成功", data: { password } };
});
