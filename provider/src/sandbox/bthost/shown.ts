import { isSince } from "./habits";
import type { BthostPanel } from "./panel";
import type { Binding, Ftp, Host, IpAddress, Plan, Pool, PoolDomain, Sql, User } from "./rows";

/* Rows as the replies show them, with the fields of the document's examples. */

export type Shown = Record<string, unknown>;

const label = (status: string): string => (status === "normal" ? "正常" : "隐藏");
const labelled = <Row extends { status: string }>(row: Row): Row & { status_text: string } => ({
  ...row,
  status_text: label(row.status),
});

const stampsOf = ({
  createtime,
  updatetime,
  deletetime,
}: Pick<Host, "createtime" | "updatetime" | "deletetime">) => ({
  createtime,
  updatetime,
  deletetime,
});

export const addressShown = (address: IpAddress): Shown => labelled(address);
export const poolDomainShown = (domain: PoolDomain): Shown => ({
  ...domain,
  dnspod_text: `Dnspod ${domain.dnspod}`,
  status_text: label(domain.status),
});
export const poolShown = (pool: Pool): Shown => labelled(pool);
/** `ip_sys` is called what remains, and is the total. */
export const ipPoolShown = (panel: BthostPanel, pool: Pool): Shown => {
  const count = panel.state.ipAddresses.filter((one) => one.ippools_id === pool.id).length;
  return { ...labelled(pool), ip_count: count, ip_sys: count };
};

export const planShown = (panel: BthostPanel, plan: Plan): Shown => ({
  ...labelled(plan),
  value: panel.habits.planAsText ? JSON.stringify(plan.value) : plan.value,
});

/** The addresses that a host's entries name, in the order of their ids. */
export const addressesOf = (panel: BthostPanel, host: Host): IpAddress[] =>
  panel.state.ipAddresses.filter((one) => host.ips.includes(one.id));

/** The addresses of a host, in the shape that the installation gives them. */
export function addressesShown(panel: BthostPanel, host: Host): unknown {
  const rows = addressesOf(panel, host);
  const [first] = rows;
  const { addresses, noAddresses } = panel.habits;
  if (first === undefined) return noAddresses === "null" ? null : [];
  if (addresses === "text") return rows.map(({ ip }) => ip).join(",");
  return addresses === "one" ? addressShown(first) : rows.map(addressShown);
}

/** What only old releases show. */
const oldFields = (panel: BthostPanel): Shown =>
  panel.habits.oldHostFields ? { ip_addresss: null, default_analysis: "", analysis_type: "" } : {};

/** A host as lists and changes show it. */
export function hostShown(panel: BthostPanel, host: Host): Shown {
  const { id, user_id, sort_id, bt_id, bt_name, site_size, site_max, flow_size, flow_max } = host;
  const { sql_size, sql_max, domain_max, is_audit, check_time, web_back_num, sql_back_num } = host;
  const isNew = isSince(panel.habits, "1.2.0");
  return {
    ...{ id, user_id, sort_id, bt_id, bt_name, site_size, site_max, flow_size, flow_max, sql_size, sql_max },
    ip_address: addressesShown(panel, host),
    ...oldFields(panel),
    ...{ domain_max, is_audit, check_time, web_back_num, sql_back_num },
    ...(isNew ? { perserver: host.perserver, limit_rate: host.limit_rate } : {}),
    is_vsftpd: String(host.is_vsftpd),
    ...(isNew ? { sub_bind: String(host.sub_bind) } : {}),
    notice: host.notice,
    ...(isSince(panel.habits, "1.6.2") ? { is_api: host.is_api } : {}),
    ...stampsOf(host),
    endtime: host.endtime,
    status: host.status,
  };
}

export const sqlShown = (sql: Sql): Shown => labelled(sql);
export const ftpShown = (ftp: Ftp): Shown => labelled(ftp);

function bindingStatus(panel: BthostPanel, status: number): Shown {
  switch (panel.habits.bindingStatus) {
    case "number":
      return { status };
    case "text":
      return { status: String(status) };
    case "word":
      return { status: status === 1 ? "normal" : "hidden", audit: status };
  }
}

/** A domain of a host; what its name was made from goes by another name in old releases. */
export function bindingShown(panel: BthostPanel, binding: Binding): Shown {
  const { id, domain, vhost_id, domain_id, dir, status } = binding;
  const isPoolName = domain_id !== null;
  const isOld = panel.habits.bindingStatus === "word";
  return {
    ...{ id, domain, vhost_id, [isOld ? "domainlist_id" : "domain_id"]: domain_id },
    dnspod_record: isPoolName ? "" : null,
    dnspod_record_id: isPoolName ? "" : null,
    dnspod_domain_id: isPoolName ? "" : null,
    dir,
    ...stampsOf(binding),
    ...bindingStatus(panel, status),
    audit_text: isOld ? `Audit ${status}` : "",
    status_text: isOld ? "正常" : "",
  };
}

/** A host as `host_info` shows it. */
export function hostInfo(panel: BthostPanel, host: Host): Shown {
  const { state, habits } = panel;
  const own = (row: { vhost_id: number; deletetime: number | null }): boolean =>
    row.vhost_id === host.id && row.deletetime === null;
  const sqls = state.sqls.filter((one) => own(one) && one.status === "normal").map(sqlShown);
  const ftp = state.ftps.find((one) => own(one) && one.status === "normal");
  const domains = state.bindings.filter(own).map((one) => bindingShown(panel, one));
  const none = habits.noFtp === "missing" ? {} : { ftp: habits.noFtp === "null" ? null : [] };
  return {
    ...hostShown(panel, host),
    default_analysis: host.bt_name,
    sql: habits.sql === "one" ? (sqls[0] ?? null) : sqls,
    ...(ftp === undefined ? none : { ftp: ftpShown(ftp) }),
    domain: habits.domain === "one" ? (domains[0] ?? null) : domains,
  };
}

/** A user as lists and reads show it, with the password. */
export function userShown(panel: BthostPanel, user: User): Shown {
  const { id, group_id, username, nickname, password, avatar, prevtime, logintime, loginfailure } = user;
  const count = panel.liveHosts().filter((host) => host.user_id === user.id).length;
  return {
    ...{ id, group_id, username, nickname, password },
    avatar: avatar === "" ? "data:image/svg+xml;base64,PHN2ZyB4bWxucz0i" : avatar,
    ...{ prevtime, logintime, loginfailure },
    ...stampsOf(user),
    notice: user.notice,
    status: user.status,
    ...(panel.habits.fullUsers ? { email: user.email, host_count: count } : {}),
  };
}
