import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BthostPanel, no, WithStatus, yes } from "../../../test-support/bthost-panel";
import { ArgumentError } from "../../core/errors";
import { redact } from "../../core/redact";
import type { BthostClient } from "./client";
import type { HostChanges, HostSettings } from "./hosts";

const panel = new BthostPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

/** All of what can be chosen without a plan. */
const settings: Required<HostSettings> = {
  domainPoolId: "1",
  ipPoolId: "2",
  databaseEngine: "mysql",
  hasFtp: true,
  port: 80,
  domainMax: 0,
  siteBackupMax: 0,
  databaseBackupMax: 0,
  ipCount: 0,
  program: "wordpress",
  phpVersion: "72",
  connectionMax: 0,
  rateLimitKb: 0,
  siteMaxMb: 0,
  databaseMaxMb: 0,
  trafficMaxMb: 0,
  reviewsDomains: false,
  isolatesSessions: false,
  usesVsftpd: false,
  sitesPath: "/www/wwwroot",
  allowsSubdirectories: true,
};

const changes: Required<HostChanges> = {
  siteMaxMb: 200,
  trafficMaxMb: 1024,
  databaseMaxMb: 200,
  domainMax: 5,
  siteBackupMax: 5,
  databaseBackupMax: 5,
  categoryId: "8",
  reviewsDomains: true,
  endsOn: "2020-12-31",
  status: "running",
  allowsSubdirectories: true,
};

type Row = readonly [
  operation: string,
  call: (client: BthostClient) => Promise<unknown>,
  fields: Readonly<Record<string, string>>,
  data?: unknown,
];

const one = { id: 1 };

/** Every operation with every parameter, by the vendor's names and in the values of its document. */
const operations: readonly Row[] = [
  [
    "sql_build",
    ({ databases }) =>
      databases.create("72", {
        username: "dasdasda",
        database: "dasdasda",
        password: "test123456",
        consoleUrl: "http://xxxxx.com",
      }),
    {
      id: "72",
      username: "dasdasda",
      database: "dasdasda",
      password: "test123456",
      console: "http://xxxxx.com",
      type: "btpanel",
    },
    one,
  ],
  ["sql_info", ({ databases }) => databases.get("66"), { sql_id: "66" }, one],
  [
    "sql_pass",
    ({ databases }) => databases.setPassword("27", "pw-123456"),
    { sql_id: "27", password: "pw-123456" },
    one,
  ],
  [
    "sort_edit",
    ({ categories }) => categories.rename("6", "这是新分类名"),
    { id: "6", name: "这是新分类名" },
  ],
  ["sort_create", ({ categories }) => categories.create("这是网站分类"), { name: "这是网站分类" }],
  ["sort_delete", ({ categories }) => categories.delete("6"), { id: "6" }],
  ["sort_list", ({ categories }) => categories.list(), {}],
  [
    "user_create",
    ({ users }) =>
      users.create({ username: "das1", password: "admin-000", nickname: "dasdasdas", groupId: "1" }),
    { username: "das1", password: "admin-000", nickname: "dasdasdas", group_id: "1" },
    one,
  ],
  [
    "user_edit",
    ({ users }) =>
      users.edit("13", {
        nickname: "fhjagfhjsa",
        password: "admin-001",
        status: "disabled",
        remark: "x",
        groupId: "2",
        username: "b",
        email: "a@example.com",
      }),
    {
      user_id: "13",
      "info[nickname]": "fhjagfhjsa",
      "info[password]": "admin-001",
      "info[status]": "hidden",
      "info[notice]": "x",
      "info[group_id]": "2",
      "info[username]": "b",
      "info[email]": "a@example.com",
    },
  ],
  ["user_del", ({ users }) => users.delete("11", true), { user_id: "11", delete: "1" }],
  ["user_list", ({ users }) => users.list("1"), { group_id: "1" }],
  ["user_info", ({ users }) => users.find("1"), { id: "1" }, one],
  [
    "ftp_pass",
    ({ ftpAccounts }) => ftpAccounts.setPassword("25", "pw-123456"),
    { ftp_id: "25", password: "pw-123456" },
    one,
  ],
  ["ftp_info", ({ ftpAccounts }) => ftpAccounts.find("25"), { ftp_id: "25" }, one],
  ["ftp_status", ({ ftpAccounts }) => ftpAccounts.enable("82"), { ftp_id: "82", status: "normal" }, one],
  ["ftp_status", ({ ftpAccounts }) => ftpAccounts.disable("82"), { ftp_id: "82", status: "hidden" }, one],
  [
    "host_domain",
    ({ domains }) => domains.bind("82", { domain: "a.com", directory: "/", needsReview: true }),
    { id: "82", domain: "a.com", dirs: "/", is_audit: "1" },
    one,
  ],
  [
    "host_build",
    ({ hosts }) =>
      hosts.build({
        username: "xxxx",
        planId: "1",
        endsOn: "2020-08-29",
        userId: "1",
        categoryId: "1",
      }),
    { username: "xxxx", plans_id: "1", endtime: "2020-08-29", user_id: "1", sort_id: "1" },
    { site: one },
  ],
  [
    "host_build",
    ({ hosts }) => hosts.build({ settings, endsOn: "2020-08-29" }),
    {
      endtime: "2020-08-29",
      sort_id: "1",
      "pack[sql]": "MySQL",
      "pack[ftp]": "1",
      "pack[port]": "80",
      "pack[domain_num]": "0",
      "pack[web_back_num]": "0",
      "pack[sql_back_num]": "0",
      "pack[domainpools_id]": "1",
      "pack[ippools_id]": "2",
      "pack[ip_num]": "0",
      "pack[preset_procedure]": "wordpress",
      "pack[phpver]": "72",
      "pack[perserver]": "0",
      "pack[limit_rate]": "0",
      "pack[site_max]": "0",
      "pack[sql_max]": "0",
      "pack[flow_max]": "0",
      "pack[domain_audit]": "0",
      "pack[session]": "0",
      "pack[vsftpd]": "0",
      "pack[sites_path]": "/www/wwwroot",
      "pack[sub_bind]": "1",
    },
    { site: one },
  ],
  ["host_update", ({ hosts }) => hosts.moveToPlan("99", "2"), { id: "99", plan_id: "2" }, one],
  [
    "host_edit",
    ({ hosts }) => hosts.edit("82", changes),
    {
      id: "82",
      site_max: "200",
      flow_max: "1024",
      sql_max: "200",
      domain_max: "5",
      web_back_num: "5",
      sql_back_num: "5",
      sort_id: "8",
      is_audit: "1",
      endtime: "2020-12-31",
      status: "normal",
      sub_bind: "1",
    },
    one,
  ],
  ["host_info", ({ hosts }) => hosts.find("67"), { id: "67" }, one],
  ["host_status", ({ hosts }) => hosts.getState("67"), { id: "67" }, {}],
  ["host_list", ({ hosts }) => hosts.list({ categoryId: "1", userId: "1" }), { sort_id: "1", user_id: "1" }],
  ["host_bindip", ({ ipAddresses }) => ipAddresses.bind("24", "12"), { id: "24", ip_id: "12" }],
  ["host_unbindip", ({ ipAddresses }) => ipAddresses.unbind("24", "12"), { id: "24", ip_id: "12" }],
  ["host_push", ({ hosts }) => hosts.give("23", "1"), { host_id: "23", user_id: "1" }],
  ["host_recycle", ({ hosts }) => hosts.recycle("23"), { id: "23" }],
  ["host_recovery", ({ hosts }) => hosts.recover("23"), { id: "23" }],
  ["host_speedoff", ({ hosts }) => hosts.unlimitSpeed("24"), { id: "24" }],
  [
    "host_speed",
    ({ hosts }) => hosts.limitSpeed("24", { connectionMax: 300, rateLimitKb: 512 }),
    { id: "24", perserver: "300", limit_rate: "512" },
  ],
  ["host_endtime", ({ hosts }) => hosts.setEnd("24", "2020-10-01"), { id: "24", endtime: "2020-10-01" }],
  ["host_notice", ({ hosts }) => hosts.setRemark("24", "这是备注"), { id: "24", text: "这是备注" }],
  ["host_resource", ({ hosts }) => hosts.measure("67"), { id: "67" }, { size: {}, max: {} }],
  [
    "host_pass",
    ({ hosts }) => hosts.setPassword("67", "userAndFtp", "pw-123456"),
    { id: "67", type: "all", password: "pw-123456" },
  ],
  ["host_pass", ({ hosts }) => hosts.setPassword("67", "user"), { id: "67", type: "host" }],
  ["host_pass", ({ hosts }) => hosts.setPassword("67", "ftp"), { id: "67", type: "ftp" }],
  ["host_sync", ({ hosts }) => hosts.sync("67"), { id: "67" }, {}],
  ["host_locked", ({ hosts }) => hosts.lock("24"), { id: "24" }],
  ["host_stop", ({ hosts }) => hosts.stop("24"), { id: "24" }],
  ["host_start", ({ hosts }) => hosts.start("24"), { id: "24" }],
  ["ipaddress_info", ({ ipAddresses }) => ipAddresses.find("1"), { id: "1" }, one],
  ["ipaddress_list", ({ ipAddresses }) => ipAddresses.list("1"), { ippools_id: "1" }],
  ["ippools_list", ({ ipAddresses }) => ipAddresses.listPools(), {}],
  ["index", ({ system }) => system.test(), {}],
  ["domainpools_list", ({ domains }) => domains.listPools(), {}],
  ["domain_list", ({ domains }) => domains.list("1"), { domainpools_id: "1" }],
  ["domain_info", ({ domains }) => domains.find("1"), { id: "1" }, one],
  ["plans_info", ({ plans }) => plans.find("1"), { id: "1" }, one],
  ["plans_list", ({ plans }) => plans.list(), {}],
  ["php_list", ({ plans }) => plans.listPhpVersions(), {}],
  ["deployment_list", ({ plans }) => plans.listPrograms(), {}],
  ["server_status", ({ system }) => system.getServerStatus(), {}],
];

/** What can be left out is. */
const bare: readonly Row[] = [
  ["user_create", ({ users }) => users.create(), {}, one],
  ["user_del", ({ users }) => users.delete("11", false), { user_id: "11", delete: "0" }],
  ["user_list", ({ users }) => users.list(), {}],
  ["host_list", ({ hosts }) => hosts.list(), {}],
  ["host_list", ({ hosts }) => hosts.list({ categoryId: "0" }), { sort_id: "0" }],
  ["host_edit", ({ hosts }) => hosts.edit("1", { siteMaxMb: 1 }), { id: "1", site_max: "1" }, one],
  [
    "host_domain",
    ({ domains }) => domains.bind("82", { domain: "a.com" }),
    { id: "82", domain: "a.com", is_audit: "0" },
    one,
  ],
  [
    "host_build",
    ({ hosts }) => hosts.build({ settings: { domainPoolId: "3" }, endsOn: "2038-01-19", categoryId: "0" }),
    { endtime: "2038-01-19", sort_id: "0", "pack[domainpools_id]": "3", "pack[sub_bind]": "1" },
    { site: one },
  ],
  ["sql_pass", ({ databases }) => databases.setPassword("1"), { sql_id: "1" }, one],
];

/** Each with the data that it is answered with. */
const rows = [...operations, ...bare].map(
  ([operation, call, fields, data = []]) => [operation, call, fields, data] as const,
);

/** These the framework takes for itself. */
const framework = ["callback", "s", "_method", "_ajax", "lang", "token"];

describe("the operation", () => {
  it.each(rows)("%s", async (operation, call, fields, data) => {
    panel.answer = () => yes(data);
    await call(panel.client());
    expect(panel.seen).toHaveLength(1);
    expect(panel.seen).toMatchObject([
      {
        method: "POST",
        path: `/api/vhost/${operation}`,
        queryNames: ["time", "random", "signature"],
        isSigned: true,
      },
    ]);
    expect(panel.seen[0]?.fields).toEqual(fields);
    expect(framework.filter((name) => name in fields)).toEqual([]);
  });

  it("is each of those that are documented, and of those that are not", () => {
    const names = new Set(operations.map(([operation]) => operation));
    // Of 47 documented ones, the login is never sent; three are not documented.
    expect(names.size).toBe(47 - 1 + 3);
  });

  it.each(["sort_list", "ippools_list", "index", "domainpools_list", "plans_list"])(
    "%s goes by GET where the server takes nothing else, as it is documented",
    async (name) => {
      const row = operations.find(([operation]) => operation === name);
      const client = panel.client();
      panel.answer = ({ method }) => (method === "GET" ? yes([]) : new WithStatus(405, ""));
      await row?.[1](client);
      await row?.[1](client);
      expect(panel.seen.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
      expect(panel.seen.every(({ isSigned }) => isSigned)).toBe(true);
      expect(new Set(panel.seen.map(({ signature }) => signature)).size).toBe(3);
    },
  );

  it("that is not there is asked for once", async () => {
    panel.answer = () => new WithStatus(404, "");
    await expect(panel.client().hosts.list()).rejects.toThrow(/404/);
    await expect(panel.client().hosts.start("1")).rejects.toThrow(/404/);
    expect(panel.seen).toHaveLength(2);
  });
});

describe("what cannot be meant", () => {
  const refused: readonly (readonly [string, (client: BthostClient) => Promise<unknown>])[] = [
    ["an id that is none", ({ hosts }) => hosts.find("12abc")],
    ["an id of 0", ({ hosts }) => hosts.start("0")],
    ["a plan and own settings", ({ hosts }) => hosts.build({ planId: "1", settings, endsOn: "2030-01-01" })],
    ["neither", ({ hosts }) => hosts.build({ endsOn: "2030-01-01" })],
    ["a date without zeros", ({ hosts }) => hosts.setEnd("1", "2030-1-1")],
    ["a day that is none", ({ hosts }) => hosts.setEnd("1", "2030-02-30")],
    ["a day that cannot be stored", ({ hosts }) => hosts.setEnd("1", "2038-01-20")],
    ["a limit of 0 as a change", ({ hosts }) => hosts.edit("1", { siteMaxMb: 0 })],
    ["0 domains as a change", ({ hosts }) => hosts.edit("1", { domainMax: 0 })],
    ["the category 0 as a change", ({ hosts }) => hosts.edit("1", { categoryId: "0" })],
    ["no change of a host", ({ hosts }) => hosts.edit("1", {})],
    ["no change of a user", ({ users }) => users.edit("1", {})],
    ["an empty remark", ({ hosts }) => hosts.setRemark("1", "")],
    ["an empty password", ({ hosts }) => hosts.setPassword("1", "ftp", "")],
    ["an empty name", ({ categories }) => categories.create("")],
    ["no limit of speed", ({ hosts }) => hosts.limitSpeed("1", { connectionMax: 0, rateLimitKb: 1 })],
    [
      "a limit that is no number",
      ({ hosts }) => hosts.build({ settings: { ...settings, port: Number.NaN }, endsOn: "2030-01-01" }),
    ],
  ];

  it.each(refused)("is not sent: %s", async (_, call) => {
    await expect(call(panel.client())).rejects.toThrow(ArgumentError);
    expect(panel.seen).toEqual([]);
  });
});

describe("what is not there", () => {
  it("is told of a host, also of one in the recycle bin", async () => {
    panel.answer = () => no("主机不存在");
    expect(await panel.client().hosts.find("1")).toBeUndefined();
  });

  it("is not taken from another refusal", async () => {
    panel.answer = () => no("错误的请求");
    await expect(panel.client().hosts.find("1")).rejects.toThrow(/a parameter is missing/);
  });

  it.each([
    ["user_info", "user_list", (client: BthostClient) => client.users.find("2")],
    ["plans_info", "plans_list", (client: BthostClient) => client.plans.find("2")],
  ])("is decided by the list where %s fails, at once", async (single, list, find) => {
    const client = panel.client();
    let rows: unknown[] = [{ id: 1 }];
    panel.answer = ({ path }) => (path.endsWith(list) ? yes(rows) : new WithStatus(500, "<html></html>"));
    expect(await find(client)).toBeUndefined();
    rows = [{ id: 1 }, { id: 2 }];
    expect(await find(client)).toMatchObject({ id: "2" });
    expect(panel.seen.map(({ path }) => path.split("/").at(-1))).toEqual([single, list, single, list]);
  });

  it.each([
    ["ftp_info", (client: BthostClient) => client.ftpAccounts.find("2")],
    ["domain_info", (client: BthostClient) => client.domains.find("2")],
    ["ipaddress_info", (client: BthostClient) => client.ipAddresses.find("2")],
  ])("is told by an empty reply of %s", async (_, find) => {
    for (const nothing of [null, [], ""]) {
      panel.answer = () => yes(nothing);
      expect(await find(panel.client())).toBeUndefined();
    }
  });
});

describe("a login", () => {
  it("is a form for a browser, and is not sent", () => {
    const form = panel.client().loginForm({ account: "ypackz1", password: "O9shMvuWFiJ5", hostId: "120" });
    expect(form).toEqual({
      url: `${panel.site}/api/vhost/host_login`,
      method: "POST",
      fields: { id: "120", account: "ypackz1", password: "O9shMvuWFiJ5" },
    });
    expect(redact("O9shMvuWFiJ5")).toBe("[secret]");
    expect(panel.seen).toEqual([]);
  });

  it("may leave the host to the user", () => {
    const { fields } = panel.client().loginForm({ account: "a", password: "O9shMvuWFiJ6" });
    expect(fields).toEqual({ account: "a", password: "O9shMvuWFiJ6" });
  });

  it("has nothing that would arrive as something else", () => {
    expect(() => panel.client().loginForm({ account: "a", password: "O9sh&MvuWFiJ6" })).toThrow(
      ArgumentError,
    );
  });
});
