import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressRow, BthostPanel } from "../../../test-support/bthost-panel";
import { redact } from "../../core/redact";

const panel = new BthostPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

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

describe("a user", () => {
  const row = {
    id: "3",
    group_id: 1,
    username: "H87eFRja",
    nickname: "H87eFRja",
    password: "MdSV8Tq2",
    avatar: "data:image/svg+xml;base64,PHN2Zw==",
    salt: "abcdef",
    prevtime: 1600003605,
    logintime: null,
    loginfailure: 0,
    createtime: 0,
    updatetime: 1601876490,
    deletetime: null,
    notice: "",
    status: "hidden",
    host_count: 18,
  };

  it("is read without picture and salt", async () => {
    expect(await panel.answering(row).users.create()).toEqual({
      id: "3",
      groupId: "1",
      username: "H87eFRja",
      nickname: "H87eFRja",
      password: "MdSV8Tq2",
      previousLoginAt: "2020-09-13T21:26:45+08:00",
      failedLogins: 0,
      updatedAt: "2020-10-05T13:41:30+08:00",
      remark: "",
      status: "disabled",
      hostCount: 18,
    });
    expect(redact("MdSV8Tq2")).toBe("[secret]");
  });
});

describe("the catalogue", () => {
  it("has plans", async () => {
    const value = {
      type: "btpanel",
      name: "默认",
      sql: "MySQL",
      ftp: "1",
      port: "88",
      domain_num: "0",
      web_back_num: "1",
      domainpools_id: "1",
      preset_procedure: "",
      phpver: "00",
      flow_max: "1",
      domain_audit: "1",
      is_dnspod: "0",
      session: "0",
      sub_bind: "1",
      sites_path: "",
    };
    const expected = {
      id: "1",
      name: "默认",
      settings: {
        type: "btpanel",
        name: "默认",
        databaseEngine: "mysql",
        hasFtp: true,
        port: 88,
        domainMax: 0,
        siteBackupMax: 1,
        domainPoolId: "1",
        phpVersion: "00",
        trafficMaxMb: 1,
        reviewsDomains: true,
        usesDnspod: false,
        isolatesSessions: false,
        allowsSubdirectories: true,
      },
      status: "disabled",
    };
    const row = { id: 1, name: "默认", value, status: "hidden" };
    expect(await panel.answering([row]).plans.list()).toEqual([expected]);
    expect(await panel.answering([{ ...row, value: JSON.stringify(value) }]).plans.list()).toEqual([
      expected,
    ]);
  });

  it("has pools and what is in them", async () => {
    const pool = { id: 1, name: "测试1", tag: "test1", content: "x\r\n", status: "normal" };
    const read = { id: "1", name: "测试1", tag: "test1", description: "x", status: "enabled" };
    expect(await panel.answering([{ ...pool, ip_count: 272, ip_sys: 272 }]).ipAddresses.listPools()).toEqual([
      { ...read, addressCount: 272 },
    ]);
    expect(await panel.answering([pool]).domains.listPools()).toEqual([read]);
    expect(await panel.answering([addressRow]).ipAddresses.list("1")).toMatchObject([
      { id: "1", address: "127.0.0.1", poolId: "1", status: "enabled" },
    ]);
  });

  it.each([
    ["0", false],
    ["1", true],
    [1, true],
  ])("has domains that DNSPod resolves where it says %j: %s", async (dnspod, expected) => {
    const row = { id: 1, domain: "bty5.com", domainpools_id: 1, dnspod, dnspod_id: 0, status: "normal" };
    expect(await panel.answering(row).domains.find("1")).toEqual({
      id: "1",
      domain: "bty5.com",
      poolId: "1",
      usesDnspod: expected,
      dnspodId: "0",
      status: "enabled",
    });
  });

  it("has categories, the built-in one with the id 0", async () => {
    expect(await panel.answering([{ id: 0, name: "默认分类" }]).categories.list()).toEqual([
      { id: "0", name: "默认分类" },
    ]);
  });

  it("has versions of PHP and programs", async () => {
    const rows = [
      { id: "00", name: "纯静态" },
      { id: 72, name: 72 },
    ];
    const expected = [
      { id: "00", name: "纯静态" },
      { id: "72", name: "72" },
    ];
    expect(await panel.answering(rows).plans.listPhpVersions()).toEqual(expected);
    expect(await panel.answering(rows).plans.listPrograms()).toEqual(expected);
  });

  it("has the load of the machine, whatever its form", async () => {
    expect(await panel.answering({ cpu: [1, 2] }).system.getServerStatus()).toEqual({ cpu: [1, 2] });
    expect(await panel.answering('{"cpu":1}').system.getServerStatus()).toEqual({ cpu: 1 });
  });
});

describe("a binding of a domain", () => {
  it.each([
    [0, "waitingForReview"],
    ["1", "active"],
    [2, "rejected"],
    ["normal", "active"],
    [9, "unknown"],
  ])("with the status %j is %s", async (status, expected) => {
    const bound = await panel
      .answering({ ...binding, id: "47", status })
      .domains.bind("82", { domain: "a.com" });
    expect(bound).toMatchObject({ id: "47", status: expected });
  });

  it("may name the domain of its pool as older versions do", async () => {
    const bound = await panel.answering({ id: 1, domainlist_id: 3 }).domains.bind("82", { domain: "a.com" });
    expect(bound).toEqual({ id: "1", poolDomainId: "3" });
  });
});

describe("addresses of a host", () => {
  it("are told as they are afterwards", async () => {
    const client = panel.answering([addressRow]);
    expect(await client.ipAddresses.bind("24", "1")).toMatchObject([{ id: "1", address: "127.0.0.1" }]);
    expect(await panel.answering(null).ipAddresses.unbind("24", "1")).toEqual([]);
  });
});
