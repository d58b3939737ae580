import { command, type Success } from "./operation";
import type { BthostPanel } from "./panel";
import { BthostCrash, BthostRefusal, wrongDay } from "./refusal";
import type { Host, PoolDomain } from "./rows";
import { castInteger, type Sent, type Values } from "./sent";
import type { Shown } from "./shown";
import { addressesShown } from "./shown";
import { isDay, secondsOf } from "./time";

/** What a host is made of: a plan's figures, or those of the request. All of them are texts. */
type Figures = Readonly<Record<string, string>>;

/**
 * The figures of a plan that is there and not hidden, or those sent.
 * @throws BthostRefusal without a word when there is neither
 */
function figuresOf(panel: BthostPanel, body: Values): Figures {
  const planId = body.integer("plans_id");
  const pack = planId === 0 ? body.map("pack") : undefined;
  if (pack !== undefined)
    return Object.fromEntries(pack.names().map((name) => [name, pack.text(name) ?? ""]));
  const plan = panel.state.plans.find(
    (one) => one.id === planId && one.status === "normal" && one.deletetime === null,
  );
  if (plan === undefined) throw new BthostRefusal("");
  return plan.value;
}

const isSet = (figures: Figures, name: string): boolean => !["", "0"].includes(figures[name] ?? "");

/** @throws BthostRefusal when the pool has no usable domain */
function domainOf(panel: BthostPanel, figures: Figures): PoolDomain {
  if (figures.domainpools_id === undefined) throw new BthostCrash("Undefined index: domainpools_id");
  const pool = castInteger(figures.domainpools_id);
  const domain = panel.pick(
    panel.state.domains.filter((one) => one.domainpools_id === pool && one.status === "normal"),
  );
  if (domain === undefined) throw new BthostRefusal("域名池中无可用域名");
  return domain;
}

/**
 * Addresses by chance, whoever has them already.
 * @throws BthostCrash when more are wanted than the pool has
 */
function addressesFor(panel: BthostPanel, figures: Figures): number[] {
  if (!isSet(figures, "ippools_id") || !isSet(figures, "ip_num")) return [];
  const pool = castInteger(figures.ippools_id ?? "");
  const count = castInteger(figures.ip_num ?? "");
  const ids = panel.state.ipAddresses
    .filter((one) => one.ippools_id === pool && one.status === "normal")
    .map(({ id }) => id);
  if (count > ids.length) throw new BthostCrash("array_rand(): Second argument has to be between 1 and …");
  const drawn = ids.map((id) => [Math.random(), id] as const).toSorted(([one], [other]) => one - other);
  return drawn.slice(0, count).map(([, id]) => id);
}

const lower = (text: string): string => text.toLowerCase();

/** What the panel is asked for, with the password that FTP and database get. */
function detailsOf(panel: BthostPanel, body: Values, figures: Figures, domain: PoolDomain) {
  const sent = body.text("username") ?? "";
  const account = lower(sent === "" || sent === "0" ? panel.random(6) : sent);
  const root = isSet(figures, "sites_path") ? figures.sites_path : "/www/wwwroot";
  const path = body.text("WebGetKey") ?? "";
  const limit = (name: string): string => (isSet(figures, name) ? (figures[name] ?? "") : "无限制");
  return {
    name: figures.domains ?? lower(`${account}.${domain.domain}`),
    path: path === "" ? `${root}/${account}` : path,
    sort: body.integer("sort_id"),
    remark: isSet(figures, "ps")
      ? (figures.ps ?? "")
      : `Site:${limit("site_max")} Sql:${limit("sql_max")} Flow:${limit("flow_max")}`,
    phpVersion: /^\d+$/.test(figures.phpver ?? "") ? (figures.phpver ?? "") : "00",
    port: figures.port ?? "80",
    ftp: isSet(figures, "ftp"),
    sql: (figures.sql ?? "none") !== "none",
    account,
    password: panel.random(12),
  };
}

/**
 * What is done to the new site before its host is recorded. A failure leaves the site in the panel.
 * @throws BthostRefusal
 */
function prepareSite(panel: BthostPanel, siteId: number, figures: Figures, day: string): void {
  const { sites } = panel;
  const failing = panel.state.nextBuildFails;
  if (failing !== null && failing !== "details") panel.state.nextBuildFails = null;
  if (failing === "endDay" || sites.setEndDay(siteId, day) !== undefined)
    throw new BthostRefusal(`开通时间设置失败|${JSON.stringify(day)}`);
  if (isSet(figures, "preset_procedure")) {
    const program = figures.preset_procedure ?? "";
    const isKnown = panel.state.programs.some(({ id }) => id === program);
    const refused = isKnown ? sites.setProgram(siteId, program) : "指定程序不存在!";
    if (refused !== undefined) throw new BthostRefusal(refused);
  }
  if (failing === "program") throw new BthostRefusal("程序安装失败");
  if (isSet(figures, "session")) sites.isolateSessions(siteId);
  if (isSet(figures, "perserver") && panel.state.sites.webServer === "nginx") {
    const [perserver, limitRate] = [
      castInteger(figures.perserver ?? ""),
      castInteger(figures.limit_rate ?? ""),
    ];
    const refused = sites.setLimits(siteId, { perserver, perip: 25, limitRate });
    if (refused !== undefined) throw new BthostRefusal(refused);
  }
  if (failing === "limits") throw new BthostRefusal("流量限制设置失败");
  if (failing === "analysis") throw new BthostRefusal('域名解析失败|["bty5.com","","","配置不完整"]');
  if (failing === "record") throw new BthostRefusal("主机信息存储失败");
}

/** Columns that are stored as they were sent, and come back as that. */
const asSent = (body: Values, figures: Figures): Shown => ({
  user_id: body.text("user_id") ?? 1,
  sort_id: body.text("sort_id") ?? 1,
  site_max: figures.site_max ?? 0,
  sql_max: figures.sql_max ?? 0,
  flow_max: figures.flow_max ?? 0,
  is_audit: figures.domain_audit ?? 0,
  is_vsftpd: figures.vsftpd ?? 0,
  domain_max: figures.domain_num ?? 0,
  web_back_num: figures.web_back_num ?? 0,
  sql_back_num: figures.sql_back_num ?? 0,
});

function record(
  panel: BthostPanel,
  body: Values,
  figures: Figures,
  made: Pick<Host, "bt_id" | "bt_name" | "ips" | "endtime">,
): Host {
  const number = (name: string): number => panel.column(castInteger(figures[name] ?? ""));
  const owner = (name: string): number => (body.has(name) ? body.integer(name) : 1);
  const columns = {
    user_id: owner("user_id"),
    sort_id: owner("sort_id"),
    site_max: number("site_max"),
    sql_max: number("sql_max"),
    flow_max: number("flow_max"),
    domain_max: number("domain_num"),
    is_audit: number("domain_audit"),
    web_back_num: number("web_back_num"),
    sql_back_num: number("sql_back_num"),
    is_vsftpd: number("vsftpd"),
    // The document's default is 1.
    sub_bind: number("sub_bind"),
  };
  return {
    id: panel.nextId("host"),
    ...columns,
    ...made,
    endtime: panel.column(made.endtime),
    site_size: 0,
    flow_size: 0,
    sql_size: 0,
    check_time: null,
    perserver: 0,
    limit_rate: 0,
    notice: null,
    is_api: 1,
    ...panel.stamps(),
    status: "normal",
    purgedAt: null,
  };
}

/** Opens a site in the panel, and records it as a host with its domain and accounts. */
function build(panel: BthostPanel, { body }: Sent): Success {
  const { state, sites } = panel;
  const day = body.text("endtime") ?? "";
  if (!isDay(day)) throw wrongDay;
  if (state.sites.isDown) throw new BthostRefusal("服务器连接测试失败");
  const figures = figuresOf(panel, body);
  const domain = domainOf(panel, figures);
  const ips = addressesFor(panel, figures);
  const details = detailsOf(panel, body, figures, domain);
  if (state.nextBuildFails === "details") {
    state.nextBuildFails = null;
    throw new BthostRefusal(`站点信息构建失败，请重试|${JSON.stringify(figures)}`);
  }
  const site = sites.addSite(details);
  if ("refused" in site) throw new BthostRefusal(`主机创建失败->${site.refused}|${JSON.stringify(details)}`);
  prepareSite(panel, site.id, figures, day);
  const host = record(panel, body, figures, {
    bt_id: site.id,
    bt_name: details.name,
    ips,
    endtime: secondsOf(day),
  });
  state.hosts.push(host);
  panel.note(host.id, "create", "api", details.name);
  const stamps = { createtime: host.createtime, updatetime: host.updatetime };
  const { account, password } = details;
  const common = { vhost_id: host.id, username: account, password };
  const binding = { domain: details.name, vhost_id: host.id, domain_id: domain.id, dir: "/" };
  const bindingId = panel.nextId("binding");
  state.bindings.push({ id: bindingId, ...binding, status: 1, ...panel.stamps() });
  const opened = { ...panel.stamps(), status: "normal" } as const;
  const ftpId = site.ftp ? panel.nextId("ftp") : 0;
  if (site.ftp) state.ftps.push({ id: ftpId, ...common, ...opened });
  const sqlId = site.sql ? panel.nextId("sql") : 0;
  if (site.sql)
    state.sqls.push({ id: sqlId, ...common, database: account, console: "", type: "bt", ...opened });
  const shown = { ...common, vhost_id: String(host.id), ...stamps, status_text: "" };
  return {
    msg: "创建成功",
    data: {
      site: {
        ...asSent(body, figures),
        bt_id: host.bt_id,
        bt_name: host.bt_name,
        ip_address: addressesShown(panel, host),
        endtime: host.endtime,
        ...(panel.habits.oldHostFields ? {} : { sub_bind: figures.sub_bind ?? 0, is_api: 1 }),
        ...stamps,
        id: String(host.id),
      },
      domain: {
        ...binding,
        vhost_id: String(host.id),
        ...{ dnspod_record: "", dnspod_record_id: "", dnspod_domain_id: "" },
        ...stamps,
        id: String(bindingId),
        ...{ audit_text: "", status_text: "" },
      },
      sql: site.sql ? { ...shown, database: account, id: String(sqlId) } : null,
      ftp: site.ftp ? { ...shown, id: String(ftpId) } : null,
    },
  };
}

export const hostBuild = command(build);
