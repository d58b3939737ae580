import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Caller } from "../support/call";
import { zonkvmPanel } from "../support/panels";

const keyPair = {
  key: "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----",
  csr: "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkq\n-----END CERTIFICATE-----",
};
const password = "Secret-Word-77";
const debian = "1659170791658717";
const buyer = { user_id: 7, order_id: "web-1" };
const hostingLine = "20250409132657673528";
const product = "20250408030033590712";

async function started() {
  const panel = await zonkvmPanel.start({ ...zonkvmPanel.quick, balance: "1000000.00" });
  onTestFinished(() => panel.close());
  const caller = new Caller(zonkvmPanel, panel);
  const pass = (): void => {
    panel.clock.advance({ seconds: 10 });
  };
  /** Buys, and waits until it is open. @returns its id. */
  const buy = async (kind: string, rest: Readonly<Record<string, unknown>>): Promise<number> => {
    await caller.call(`create_order.${kind}`, { ...buyer, ...rest });
    pass();
    return panel.ledger().services.at(-1)?.id ?? 0;
  };
  const call = async (name: string, parameters = {}): Promise<unknown> => {
    const data = await caller.call(name, parameters);
    pass();
    return data;
  };
  return { panel, caller, call, buy };
}

const lists = [
  ...["getzones", "getsystems", "getlines", "getproduct", "lease_lines", "lease_harddisk", "lease_product"],
  ...["idc_lines", "idc_product", "hosting_lines", "hosting_product", "sql_product"],
];

const from = Date.parse("2026-07-01T00:00:00Z");
const moments = { start_time: String(from), end_time: String(from + 3_600_000) };
const numbers = { client_order_id: "web-2", client_user_id: 7 };

test("every operation of Zonkvm is called by its name", async () => {
  const began = await started();
  const { panel, caller, call, buy } = began;
  for (const name of lists) expect(await call(name)).not.toEqual([]);
  for (const name of ["getservers", "lease_orders", "idc_orders"]) await call(name, { page: 1 });
  for (const name of ["hosting_orders", "sql_orders"]) await call(name);
  await call("get_php_version", { line_guid: hostingLine });
  await call("hosting_get_soft_find", { line_guid: hostingLine, sNname: "phpmyadmin" });

  const machines = {
    server: await buy("create_server", {
      line_guid: "1696808021765605",
      system_guid: debian,
      content: {
        cpu: 4,
        ram: 8,
        bandwidth: 10,
        harddisksValues: "40,80",
        defense: 5,
        loginPassword: password,
      },
    }),
    lease: await buy("create_lease", {
      line_guid: hostingLine,
      product_guid: "1721941250649658",
      system_guid: debian,
      content: { bandwidth: 30, defense: 100, ip_num: 1 },
    }),
    idc: await buy("create_idc", {
      line_guid: "20250409132657673520",
      product_guid: "20250409132727581219",
      content: { bandwidth: 50, power: "0.5A/220V", defense: 5, ipnum: 1 },
    }),
  };
  expect(panel.ledger().orders).toHaveLength(3);
  for (const [kind, guid] of Object.entries(machines)) {
    expect(await call(`get${kind}`, { guid })).toMatchObject({ id: guid });
    for (const verb of ["stop", "start", "restart", "getvncurl"]) await call(`${kind}_${verb}`, { guid });
    await call(`${kind}_setpsw`, { guid, password });
    await call(`get_${kind}_chart`, { guid, ...moments });
    const port = kind === "server" ? {} : { port: 22 };
    await call(`${kind}_install`, { guid, systemID: debian, password, ...port });
  }
  const { server, lease, idc } = machines;
  await call("server_setvnc", { guid: server, password });
  const rule = {
    name: "http",
    weight: 100,
    direction: "Inbound",
    operation: "allow",
    protocol: "tcp",
    remote_ip: "0.0.0.0/0",
    local_port: "80",
  };
  await call("server_add_hardpolicy", { guid: server, ...rule });
  await call("get_security_policy", { guid: server });
  await call("server_del_hardpolicy", { guid: server, policy_guid: panel.ledger().policies[0]?.guid });
  const target = { cpu: 8, memory: 8, bandwidth: 20, defense: 5, harddisks: "40,80" };
  await call("server_upgrade", { guid: server, ...target });
  await call("server_renew", { guid: server, renewLength: 1, ...numbers });
  await call("lease_upgrade", { guid: lease, bandwidthAdd: 10, ipnumAdd: 0, defenseAdd: 0, ...numbers });
  await call("lease_renew", { guid: lease, months: 1, ...numbers });
  await call("idc_upgrade", { guid: idc, bandwidthAdd: 10, ipnumAdd: 0, defenseAdd: 0 });
  await call("idc_renew", { guid: idc, months: 1 });
  for (const [kind, guid] of Object.entries(machines)) await call(`${kind}_refund`, { guid });
  expect(panel.ledger().services.every(({ orderStatus }) => orderStatus < 0)).toBe(true);

  const web = { line_guid: hostingLine, product_guid: product, prefix: "web", pwd: password };
  const php = { program: "php", program_version: "php81", db: "mysql", code: "utf8" };
  const hosting = await buy("create_hosting", { ...web, content: php });
  expect(await call("gethosting", { guid: hosting })).toMatchObject({ id: hosting });
  await site(began, hosting);
  await database(began);
  await iis(began);
  caller.insistOnSecrecy(panel.appKey, password, "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC");
  await caller.insistOnAll(61 + 67 + 14);
});

type Began = Awaited<ReturnType<typeof started>>;

/** What can be done with a hosting, and inside its site. */
async function site({ panel, call, caller }: Began, guid: number): Promise<void> {
  const operate = (what: string, parameters = {}) => call(`hosting_operate.${what}`, { guid, ...parameters });
  const root = `/www/wwwroot/web${guid}`;
  for (const name of ["stop", "start"]) await operate(name);
  await operate("edit_name", { name: "shop" });
  await operate("edit_pwd", { ftp_password: password });
  await operate("set_php_version", { version: "php74" });
  await operate("get_security");
  await operate("set_security", { fix: ".jpg|.png", domains: "a.com", statusSecurity: 1, http_status: 403 });
  await operate("get_index", { name: "get_index", s: "get_index" });
  await operate("set_site_status", { name: "set_site_status", s: "set_site_status", status: 1 });
  const cc = {
    name: "set_site_cc_conf",
    s: "set_site_cc_conf",
    cc_mode: 1,
    cycle: 60,
    limit: 120,
    endtime: 300,
    is_open_global: 0,
    increase: 0,
    increase_wu_heng: 0,
    cc_increase_type: 0,
    cc_type_status: 0,
    is_cc_url: 0,
    cc_ip_max: { open: 1, ip_max: 50, static: 0 },
  };
  await operate("set_site_cc_conf", { post: cc });
  const retry = { name: "set_site_retry", s: "set_site_retry", retry: 3, retry_time: 60, retry_cycle: 60 };
  await operate("set_site_retry", { post: retry });
  const days = { start_date: "2026-05-25", end_date: "2026-05-25" };
  await operate("get_site_total_list_custom", { part_type: "site_total", ...days });

  const proxyData = {
    cache: 0,
    proxyname: "api",
    cachetime: 0,
    proxydir: "/api",
    proxysite: "https://api.example.com",
    todomain: "api.example.com",
    advanced: 1,
    subfilter: "[]",
    type: 1,
  };
  await operate("create_proxy", { proxyData });
  await operate("get_proxy_list");
  await operate("modify_proxy", { proxyData: { ...proxyData, type: 0 } });
  await operate("get_proxy_file", { proxyname: "api" });
  await operate("delete_proxy", { proxyname: "api" });

  const redirect = {
    redirectdomain: "old.example.com",
    redirectpath: "",
    redirecttype: 301,
    type: 1,
    domainorpath: "domain",
    holdpath: 1,
    tourl: "https://new.example.com",
  };
  await operate("create_redirect", { post: redirect });
  const [row] = (await operate("get_redirect_list")) as { redirectname: string }[];
  const redirectname = row?.redirectname ?? "";
  await operate("modify_redirect", { post: { ...redirect, redirectname, holdpath: 0 } });
  await operate("get_redirect_file", { redirectname });
  await operate("save_redirect_file", { path: redirectname, text: "# mine" });
  await operate("delete_redirect", { redirectname });

  await operate("add_domain", { domainText: "www.example.com" });
  expect(JSON.stringify(await operate("domain_list"))).toContain("www.example.com");
  await operate("del_domain", { name: "www.example.com", port: 80 });
  await operate("to_backup");
  const [backup] = (await operate("backup_list")) as { id: string }[];
  await operate("del_backup", { bak_guid: backup?.id });
  await operate("get_ssl");
  await operate("set_ssl", { type: 1, ...keyPair });
  for (const name of ["http_to_https", "close_to_https", "close_ssl_conf"]) await operate(name);

  for (const name of ["get_dir_binding", "get_dir_user_ini_switch", "get_user_ini", "get_rewrite_list"])
    await operate(name);
  await operate("set_dir_user_ini", { status: 0 });
  await operate("set_run_path", { runPath: "/public" });
  await operate("get_file_body", { rewrite: "wordpress" });
  await operate("save_file_body", { file_type: 0, path: "mine", text: "location / {}" });
  await operate("web_get_index");
  await operate("web_set_index", { indexText: "index.html,index.php" });
  await operate("create_dir", { path: `${root}/a` });
  await operate("create_file", { path: `${root}/a/one.txt` });
  await operate("get_dir_new", { path: `${root}/a` });
  await operate("get_dir_size", { path: root });
  const archive = { path: root, dfile: `${root}/a.zip` };
  await operate("zip", { filename: "a", z_type: "zip", ...archive });
  await operate("unzip", { password: "", ...archive });
  await operate("mv_file", { sfile: `${root}/a/one.txt`, dfile: `${root}/a/two.txt`, rename: "true" });
  await operate("check_exists_files", { contents_path: `${root}/a` });
  await operate("create_dir", { path: `${root}/b` });
  await operate("set_batch_data", { path: `${root}/a`, type: "Copy", arr: ["two.txt"] });
  await operate("paste_file", { type: "copy", sfile: `${root}/a/two.txt`, dfile: `${root}/b` });
  await operate("set_batch_data", { path: `${root}/a`, type: "Copy", arr: ["two.txt"] });
  await operate("batch_paste", { contents_path: `${root}/b`, type: "copy", skip: "two.txt" });
  await operate("delete_file", { path: `${root}/b` });
  await operate("upload_files_exists", { files: ["index.html"] });
  await upload({ caller }, guid, root);

  await operate("add_database", { db_password: password });
  const ends = panel.ledger().services.find(({ ref }) => ref === `hosting_${guid}`)?.endsAt ?? "";
  const later = ends.replace(/^(\d{4})/, (year) => String(Number(year) + 1));
  await operate("renew", { newEndTimeStr: later });
  await operate("resume_after_renew");
  await operate("upgrade", { flow: 40 });
  await operate("refund");
}

/** Uploads a file of this machine. */
async function upload({ caller }: Pick<Began, "caller">, guid: number, root: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "reseller-call-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "index.html");
  writeFileSync(file, "<h1>shop</h1>");
  const flags = ["--param", `file=@${file}`];
  await caller.call("hosting_operate.upload", { guid, contents_path: root, start: 0 }, flags);
}

/** What can be done with a database. */
async function database({ panel, call, buy }: Began): Promise<void> {
  const guid = await buy("create_database", {
    line_guid: hostingLine,
    product_guid: "20250407053315151712",
    prefix: "db",
    pwd: password,
    content: { db: "1000", code: "utf8mb4" },
  });
  const operate = (what: string, parameters = {}) => call(`sql_operate.${what}`, { guid, ...parameters });
  expect(await call("getsql", { guid })).toMatchObject({ id: guid });
  await operate("edit_name", { name: "shop" });
  await operate("reissue");
  await operate("get_access");
  await operate("set_access", { dataAccess: "ip", access: "192.0.2.1\n192.0.2.2" });
  await operate("reset_password", { password });
  await operate("to_backup");
  await operate("get_backup_size");
  const [backup] = (await operate("backup_list")) as { id: string; filename: string }[];
  await operate("input_backup", { file: `/www/backup/database/${backup?.filename}` });
  await operate("get_import_size");
  await operate("del_backup", { bak_guid: backup?.id });
  const ends = panel.ledger().services.find(({ ref }) => ref === `sql_${guid}`)?.endsAt ?? "";
  const later = ends.replace(/^(\d{4})/, (year) => String(Number(year) + 1));
  await operate("renew", { newEndTimeStr: later });
  await operate("upgrade", { new_product_guid: "20250407053315151713" });
  await operate("refund");
}

/** What only nodes with IIS can do. */
async function iis({ call, buy }: Began): Promise<void> {
  const asp = { program: "asp", program_version: "asp_net", db: "sqlserver", code: "utf8" };
  const web = { line_guid: hostingLine, product_guid: product, prefix: "win", pwd: password };
  const guid = await buy("create_hosting", { ...web, content: asp });
  const operate = (what: string, parameters = {}) => call(`hosting_operate.${what}`, { guid, ...parameters });
  const path = `/www/wwwroot/win${guid}/site.pfx`;
  await operate("create_file", { path });
  await operate("add_domain", { domainText: "iis.example.com" });
  await operate("get_iis_ssl_file_list");
  await operate("set_domain_iis_byfile", { domain: "iis.example.com", path });
  await operate("get_iis_ssl_bydomain");
  await operate("unset_ssl", { name: "site", password });
}
