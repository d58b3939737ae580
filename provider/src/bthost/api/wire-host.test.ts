import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressRow, BthostPanel, yes } from "../../../test-support/bthost-panel";
import { UnknownOutcomeError } from "../../core/errors";
import { redact } from "../../core/redact";

const panel = new BthostPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

const ftp = {
  id: 55,
  vhost_id: 67,
  username: "xkzs501",
  password: "pw-of-xkzs501",
  createtime: 1599984234,
  updatetime: 1599996774,
  deletetime: null,
  status: "normal",
  status_text: "正常",
};

const binding = {
  id: 20,
  domain: "dasjdikasjkdajs.com",
  vhost_id: 67,
  domain_id: null,
  dnspod_record: null,
  dnspod_record_id: null,
  dnspod_domain_id: null,
  dir: "/",
  createtime: 1599996970,
  updatetime: 1599996970,
  deletetime: null,
  status: "1",
  audit_text: "",
  status_text: "",
};

/** The sample of `host_info`. */
const hostInfo = {
  id: 67,
  user_id: 1,
  sort_id: 0,
  bt_id: 9,
  bt_name: "xkzs501.xxx.com",
  site_size: 43,
  site_max: 200,
  flow_size: 0,
  flow_max: 1024,
  sql_size: 0,
  sql_max: 0,
  ip_address: [],
  domain_max: 5,
  is_audit: 0,
  check_time: 1602573543,
  web_back_num: 5,
  sql_back_num: 5,
  is_vsftpd: "0",
  notice: "admin Site:100 Sql:100 Flow:100",
  createtime: 1599984234,
  updatetime: 1602573543,
  deletetime: null,
  endtime: 1598630400,
  status: "stop",
  default_analysis: "xkzs501.xxx.com",
  sql: [],
  ftp,
  domain: [binding],
};

describe("a host", () => {
  it("is read as the vendor's sample has it", async () => {
    expect(await panel.answering(hostInfo).hosts.find("67")).toEqual({
      id: "67",
      userId: "1",
      categoryId: "0",
      siteId: "9",
      siteName: "xkzs501.xxx.com",
      siteUsedMb: 43,
      siteMaxMb: 200,
      trafficUsedMb: 0,
      trafficMaxMb: 1024,
      databaseUsedMb: 0,
      databaseMaxMb: 0,
      addresses: [],
      domainMax: 5,
      reviewsDomains: false,
      checkedAt: "2020-10-13T15:19:03+08:00",
      siteBackupMax: 5,
      databaseBackupMax: 5,
      usesVsftpd: false,
      remark: "admin Site:100 Sql:100 Flow:100",
      createdAt: "2020-09-13T16:03:54+08:00",
      updatedAt: "2020-10-13T15:19:03+08:00",
      // What was asked for as 2020-08-29.
      endsAt: "2020-08-29T00:00:00+08:00",
      status: "stopped",
      dnsTarget: "xkzs501.xxx.com",
      databases: [],
      ftp: {
        id: "55",
        hostId: "67",
        username: "xkzs501",
        password: "pw-of-xkzs501",
        createdAt: "2020-09-13T16:03:54+08:00",
        updatedAt: "2020-09-13T19:32:54+08:00",
        status: "enabled",
      },
      domains: [
        {
          id: "20",
          domain: "dasjdikasjkdajs.com",
          hostId: "67",
          directory: "/",
          createdAt: "2020-09-13T19:36:10+08:00",
          updatedAt: "2020-09-13T19:36:10+08:00",
          status: "active",
        },
      ],
    });
    expect(redact("pw-of-xkzs501")).toBe("[secret]");
  });

  it.each([
    [[], []],
    [null, []],
    ["", []],
    [undefined, []],
    ["192.168.0.159", ["192.168.0.159"]],
    ["192.168.0.159,10.0.0.1", ["192.168.0.159", "10.0.0.1"]],
    [["192.168.0.159"], ["192.168.0.159"]],
    [[addressRow, null, false, 7], ["127.0.0.1"]],
    [addressRow, ["127.0.0.1"]],
    [{ "0": addressRow, "2": { ...addressRow, ip: "fe80::1" } }, ["127.0.0.1", "fe80::1"]],
    [JSON.stringify([addressRow]), ["127.0.0.1"]],
  ])("may have its addresses as %j", async (ip_address, expected) => {
    const host = await panel.answering({ ...hostInfo, ip_address }).hosts.find("67");
    expect(host?.addresses.map((one) => one.address)).toEqual(expected);
  });

  it.each([
    [{ sql: null, ftp: null, domain: null }, 0, false, 0],
    [{ sql: "", ftp: [], domain: "" }, 0, false, 0],
    [{ sql: undefined, ftp: "", domain: undefined }, 0, false, 0],
    [{ sql: { id: 16 }, ftp: { id: "16" }, domain: { id: 19, status: "normal" } }, 1, true, 1],
    [{ sql: [{ id: 16 }], ftp: [{ id: 16 }], domain: { "0": { id: 19, status: 1 } } }, 1, true, 1],
  ])("may have what is in it as %j", async (parts, databases, hasFtp, domains) => {
    const host = await panel.answering({ ...hostInfo, ...parts }).hosts.find("67");
    expect(host?.databases).toHaveLength(databases);
    expect(host?.ftp !== undefined).toBe(hasFtp);
    expect(host?.domains.map(({ status }) => status)).toEqual(domains === 0 ? [] : ["active"]);
  });

  it.each([
    [0, undefined],
    ["0", undefined],
    [null, undefined],
    [-1, undefined],
    ["1598630400", "2020-08-29T00:00:00+08:00"],
    [1598160664, "2020-08-23T13:31:04+08:00"],
    [4102416000, "2100-01-01T00:00:00+08:00"],
    ["2020-08-29", "2020-08-29T00:00:00+08:00"],
  ])("that ends at %j ends at %s", async (endtime, expected) => {
    const [host] = await panel.answering([{ id: 1, endtime }]).hosts.list();
    expect(host?.endsAt).toBe(expected);
  });

  it.each([
    ["normal", "running"],
    ["stop", "stopped"],
    ["locked", "locked"],
    ["expired", "expired"],
    ["excess", "overQuota"],
    ["error", "error"],
    ["busy", "unknown"],
    [undefined, undefined],
  ])("has the status %j: %s", async (status, expected) => {
    const [host] = await panel.answering([{ id: 1, status }]).hosts.list();
    expect(host?.status).toBe(expected);
  });

  it("is read in the zone of the account", async () => {
    panel.answer = () => yes([{ id: 1, endtime: 1598630400 }]);
    const [host] = await panel.client({ timeZone: "UTC" }).hosts.list();
    expect(host?.endsAt).toBe("2020-08-28T16:00:00+00:00".replace("+00:00", "Z"));
  });

  it.each([null, "", [], {}])("is in a list of none: %j", async (data) => {
    expect(await panel.answering(data).hosts.list()).toEqual([]);
  });

  it("with an id in digits is the same as one with a number", async () => {
    const hosts = await panel.answering([{ id: 1 }, { id: "2" }]).hosts.list();
    expect(hosts.map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describe("a new host", () => {
  const order = { planId: "1", endsOn: "2020-08-29" };

  it("is read as the vendor's sample has it", async () => {
    const built = await panel
      .answering({
        site: {
          user_id: "1",
          sort_id: "1",
          bt_id: 183,
          bt_name: "emgrpa.yum7.cn",
          site_max: "0",
          is_vsftpd: "0",
          domain_max: "5",
          ip_address: [],
          endtime: 1598630400,
          id: "69",
        },
        domain: {
          domain: "emgrpa.yum7.cn",
          vhost_id: "69",
          domain_id: 3,
          dnspod_record: "",
          dir: "/",
          id: "26",
        },
        sql: { vhost_id: "69", database: "emgrpa", username: "emgrpa", password: "QKk1E73oOU68", id: "58" },
        ftp: { vhost_id: "69", username: "emgrpa", password: "QKk1E73oOU68", id: "57" },
      })
      .hosts.build(order);
    expect(built).toEqual({
      host: {
        id: "69",
        userId: "1",
        categoryId: "1",
        siteId: "183",
        siteName: "emgrpa.yum7.cn",
        siteMaxMb: 0,
        usesVsftpd: false,
        domainMax: 5,
        addresses: [],
        endsAt: "2020-08-29T00:00:00+08:00",
      },
      domain: { id: "26", domain: "emgrpa.yum7.cn", hostId: "69", poolDomainId: "3", directory: "/" },
      database: { id: "58", hostId: "69", database: "emgrpa", username: "emgrpa", password: "QKk1E73oOU68" },
      ftp: { id: "57", hostId: "69", username: "emgrpa", password: "QKk1E73oOU68" },
    });
    expect(redact("QKk1E73oOU68")).toBe("[secret]");
  });

  it("may be without database and FTP account", async () => {
    const built = await panel
      .answering({ site: { id: 1 }, domain: { id: 2 }, sql: null, ftp: "" })
      .hosts.build(order);
    expect(built).toEqual({ host: { id: "1", addresses: [] }, domain: { id: "2" } });
  });

  it.each([null, {}, { site: {} }])(
    "is of unknown outcome when the reply does not tell its id: %j",
    async (data) => {
      await expect(panel.answering(data).hosts.build(order)).rejects.toThrow(UnknownOutcomeError);
    },
  );
});

describe("other replies about hosts", () => {
  it.each([
    [
      { loca: "normal", server: "1" },
      { status: "running", site: "running" },
    ],
    [
      { loca: "locked", server: 0 },
      { status: "locked", site: "stopped" },
    ],
    [
      { loca: "stop", server: false },
      { status: "stopped", site: "stopped" },
    ],
  ])("of the state: %j", async (data, expected) => {
    expect(await panel.answering(data).hosts.getState("1")).toEqual(expected);
  });

  it("of the use", async () => {
    const data = {
      size: { sqlsize: 0, websize: 42.7, total_size: "0" },
      max: { site: 200, flow: "1024", sql: 0 },
    };
    expect(await panel.answering(data).hosts.measure("1")).toEqual({
      used: { siteMb: 42.7, databaseMb: 0, trafficMb: 0 },
      limits: { siteMb: 200, databaseMb: 0, trafficMb: 1024 },
    });
  });

  it("of a synchronisation", async () => {
    const data = { bt_id: 9, endtime: "2020-12-31", status: 0, hostStatus: "stop" };
    expect(await panel.answering(data).hosts.sync("1")).toEqual({
      siteId: "9",
      endsAt: "2020-12-31T00:00:00+08:00",
      site: "stopped",
      status: "stopped",
    });
  });

  it("of a password, which is a secret", async () => {
    const client = panel.answering({ password: "pDPFnmrXflJk" });
    expect(await client.hosts.setPassword("1", "user")).toBe("pDPFnmrXflJk");
    expect(redact("pDPFnmrXflJk")).toBe("[secret]");
    expect(await panel.answering(null).hosts.setPassword("1", "user", "given-by-us")).toBe("given-by-us");
  });

  it("of limits of speed, with data or without", async () => {
    const limits = { connectionMax: 300, rateLimitKb: 512 };
    for (const data of [{ perserver: 300, limit_rate: 512 }, null, []])
      await expect(panel.answering(data).hosts.limitSpeed("1", limits)).resolves.toBeUndefined();
  });
});
