import type { ZonkvmPanel } from "./panel";
import { monthlyOf } from "./pricing";
import type { Cloud, Hosting, Idc, Lease, Machine, Service, Sql, Work } from "./service";

/* An order as the replies show it, with the fields of the document. */

export type Shown = Record<string, string | number | null>;

/** Busy numbers differ between kinds; where a kind has none for something, it shows 0. */
const busyNumbers: Record<"server" | "rack", Record<Work["doing"], number>> = {
  server: { start: 3, stop: 4, restart: 5, install: 0, password: 0 },
  rack: { start: 0, stop: 0, restart: 1, install: 2, password: 3 },
};

function actStatus(panel: ZonkvmPanel, machine: Machine): number {
  if (machine.work === null) return 0;
  if (machine.kind !== "server") return busyNumbers.rack[machine.work.doing];
  return machine.work.doing === "install"
    ? panel.habits.reinstallStatus
    : busyNumbers.server[machine.work.doing];
}

const password = (panel: ZonkvmPanel, text: string): string =>
  panel.habits.masksPasswords === "none" ? text : "***";
const webPassword = (panel: ZonkvmPanel, text: string): string =>
  panel.habits.masksPasswords === "all" ? "***" : text;
const buyer = (panel: ZonkvmPanel, service: Service): number =>
  panel.habits.echo ? service.clientUserId : 0;

function cloudShown(panel: ZonkvmPanel, server: Cloud): Shown {
  const line = panel.known(panel.catalog.cloudLines, server.lineGuid);
  const [ip = "", ...more] = server.ips;
  return {
    id: server.id,
    client_user_id: buyer(panel, server),
    need_reset_vnc: server.vncPassword === "" ? 1 : 0,
    line_guid: server.lineGuid,
    lineID: panel.catalog.cloudLines.indexOf(line) + 26,
    system_guid: server.systemGuid,
    ip,
    localIP: ip === "" ? "" : `10.0.${Math.floor(server.id / 250) % 250}.${(server.id % 250) + 1}`,
    cpu: server.cpu,
    memory: server.memory,
    harddisks: server.disks.join(","),
    bandwidth: server.bandwidth,
    in_bandwidth: String(line.bandwidth_in_value),
    defense: server.defense,
    loginName: server.loginName,
    loginPassword: password(panel, server.password),
    buyTime: server.boughtAt,
    endTime: server.endsAt,
    orderStatus: server.orderStatus,
    runStatus: server.runStatus,
    actStatus: actStatus(panel, server),
    snapStatus: 0,
    vnc_port: 5900,
    share_type: 0,
    login_port: server.port,
    share_ip: "",
    append_ip: JSON.stringify(more.map((address) => ({ ip: address }))),
    securityPolicyList: "[]",
    port: "[]",
    api_type: "mofangyun",
  };
}

const addressText = (ips: readonly string[]): string =>
  JSON.stringify(ips.map((ip) => ({ ip, subnet: "255.255.255.0", gateway: ip.replace(/\d+$/, "1") })));

const rackStates = (panel: ZonkvmPanel, machine: Lease | Idc): Shown => ({
  ...(panel.habits.rackEcho ? { client_user_id: buyer(panel, machine) } : {}),
  buy_time: machine.boughtAt,
  start_time: machine.startedAt,
  end_time: machine.endsAt,
  order_status: machine.orderStatus,
  run_status: machine.runStatus,
  act_status: actStatus(panel, machine),
});

function leaseShown(panel: ZonkvmPanel, lease: Lease): Shown {
  const product = panel.known(panel.catalog.leaseProducts, lease.productGuid);
  return {
    id: lease.id,
    product_guid: lease.productGuid,
    line_guid: lease.lineGuid,
    name: `物理服务器-${String(lease.id).padStart(3, "0")}`,
    size: product.size,
    cabinet_sn: "A-01-05",
    main_board: product.main_board,
    cpu_value: product.cpu_value,
    cpu: product.cpu,
    cpu_num: product.cpu_num,
    cpu_max_num: product.cpu_max_num,
    memory: product.memory,
    memory_num: product.memory_num,
    memory_max_num: product.memory_max_num,
    harddisk_guid: product.harddisk_guid,
    harddisk_max_num: product.harddisk_max_num,
    raid_tips: product.raid_tips,
    bandwidth: lease.bandwidth,
    defense: lease.defense,
    ipnum: lease.ipnum,
    system_guid: lease.systemGuid,
    login_name: lease.loginName,
    login_password: password(panel, lease.password),
    system_port: String(lease.port),
    ...rackStates(panel, lease),
    ip: addressText(lease.ips),
    api_type: "mofang",
  };
}

function idcShown(panel: ZonkvmPanel, idc: Idc): Shown {
  const product = panel.known(panel.catalog.idcProducts, idc.productGuid);
  return {
    id: idc.id,
    product_guid: idc.productGuid,
    line_guid: idc.lineGuid,
    name: `托管服务器-${String(idc.id).padStart(3, "0")}`,
    product_type: product.product_type,
    size: product.size,
    power: idc.power,
    bandwidth: idc.bandwidth,
    defense: idc.defense,
    ipnum: idc.ipnum,
    ...rackStates(panel, idc),
    ip: addressText(idc.ips),
    system_port: String(idc.port),
    login_name: idc.loginName,
    login_password: password(panel, idc.password),
    api_type: "mofang",
  };
}

const webTerm = (panel: ZonkvmPanel, service: Hosting | Sql): Shown => ({
  buy_time: service.boughtAt,
  start_time: service.startedAt,
  end_time: service.endsAt,
  order_status: service.orderStatus,
  run_status: service.runStatus,
  remarks: "",
  renew_auto: service.renewAuto ? 1 : 0,
  renew_price: monthlyOf(panel, service).toFixed(2),
  buymonths: service.months,
});

/** The directory of a hosting on its node. */
export const rootOf = (hosting: Pick<Hosting, "ftpName">): string => `/www/wwwroot/${hosting.ftpName}`;
export const freeDomainOf = (ftpName: string, lineDomain: string): string => `${ftpName}.${lineDomain}`;

function hostingShown(panel: ZonkvmPanel, hosting: Hosting): Shown {
  const line = panel.known(panel.catalog.hostingLines, hosting.lineGuid);
  const product = panel.known(panel.catalog.hostingProducts, hosting.productGuid);
  const domain = freeDomainOf(hosting.ftpName, line.domain);
  return {
    id: hosting.id,
    client_user_id: buyer(panel, hosting),
    name: hosting.name,
    product_guid: hosting.productGuid,
    line_guid: hosting.lineGuid,
    domain,
    domain_list: JSON.stringify(
      hosting.site.domains.map(({ name }) => name).filter((name) => name !== domain),
    ),
    path: rootOf(hosting),
    use_disk: 50,
    disk: product.disk,
    db_size: product.db,
    db_type: hosting.dbType,
    db_code: hosting.dbCode,
    program: hosting.program,
    program_version: hosting.programVersion,
    analysis_url: line.ip,
    use_flow: 512,
    flow: hosting.flow,
    ftpport: 21,
    ftp_id: hosting.id + 10_000,
    ftp_status: hosting.runStatus === 1 ? 1 : 0,
    ftp_name: hosting.ftpName,
    ftp_password: webPassword(panel, hosting.ftpPassword),
    ...webTerm(panel, hosting),
  };
}

/** Size of a database, MB: that of its product, or what comes with the hosting. */
export function databaseSize(panel: ZonkvmPanel, sql: Sql): number {
  const rows = sql.hostingId === 0 ? panel.catalog.sqlProducts : panel.catalog.hostingProducts;
  return panel.known<{ guid: string; db: number }>(rows, sql.productGuid).db;
}

const sqlShown = (panel: ZonkvmPanel, sql: Sql): Shown => ({
  id: sql.id,
  client_user_id: buyer(panel, sql),
  hosting_id: sql.hostingId,
  name: sql.name,
  product_guid: sql.productGuid,
  line_guid: sql.lineGuid,
  use_disk: 1,
  db_size: databaseSize(panel, sql),
  db_type: sql.dbType,
  db_code: sql.dbCode,
  db_name: sql.dbName,
  db_user: sql.dbName,
  db_password: webPassword(panel, sql.password),
  ...webTerm(panel, sql),
});

/** What a read of one order answers. */
export function shown(panel: ZonkvmPanel, service: Service): Shown {
  switch (service.kind) {
    case "server":
      return cloudShown(panel, service);
    case "lease":
      return leaseShown(panel, service);
    case "idc":
      return idcShown(panel, service);
    case "hosting":
      return hostingShown(panel, service);
    case "sql":
      return sqlShown(panel, service);
  }
}

/** Fields that the document's examples of lists do not have, though those of single reads do. */
const readOnly = new Set([
  "localIP",
  "in_bandwidth",
  "loginPassword",
  "snapStatus",
  "vnc_port",
  "share_type",
  "login_port",
  "share_ip",
  "append_ip",
  "securityPolicyList",
  "port",
  "cpu_max_num",
  "memory_max_num",
  "harddisk_guid",
  "harddisk_max_num",
  "raid_tips",
  "login_password",
]);
/** These are short for machines only. */
const rackReadOnly = new Set([...readOnly, "start_time", "system_guid"]);

/** What a list answers of an order. */
export function listed(panel: ZonkvmPanel, service: Service): Shown {
  const row = shown(panel, service);
  if (!panel.habits.shortRows || service.kind === "hosting" || service.kind === "sql") return row;
  const hidden = service.kind === "server" ? readOnly : rackReadOnly;
  const short = Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.has(name)));
  return service.kind === "server"
    ? short
    : { ...short, ip: JSON.stringify(service.ips.map((ip) => ({ ip }))) };
}
