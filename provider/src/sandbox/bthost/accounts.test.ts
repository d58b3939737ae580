import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build, built, dataOf, info, refused, statusOf, type Form } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
let id: string;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
  id = await built(sandbox);
});
afterEach(() => sandbox.close());

describe("a database", () => {
  it("is read with the address of its console, and gets a new password", async () => {
    const row = await dataOf<Form>(sandbox, "sql_info", { sql_id: "55" });
    expect(row).toMatchObject({ id: 55, vhost_id: 67, database: "web1", type: "bt" });
    expect(row.console).toMatch(/^http:\/\/.*phpmyadmin/);
    expect(await dataOf(sandbox, "sql_pass", { sql_id: "55", password: "New-1" })).toMatchObject({
      password: "New-1",
    });
    expect(await dataOf(sandbox, "sql_pass", { sql_id: "55", password: "" })).toMatchObject({
      password: "New-1",
    });
    const { password = "" } = await dataOf<Form>(sandbox, "sql_pass", { sql_id: "55" });
    const works = (["sql", "ftp", "owner"] as const).map((of) => sandbox.panel.passwordIs(67, of, password));
    expect(works).toEqual([true, false, false]);
    expect(password).toMatch(/^[A-Za-z0-9]{8}$/);
  });

  it("that is not there, and a panel that refuses, are failures inside", async () => {
    expect(await refused(sandbox, "sql_info", {})).toBe("错误的请求");
    expect(await statusOf(sandbox, "sql_info", { sql_id: "99" })).toBe(500);
    expect(await statusOf(sandbox, "sql_pass", { sql_id: "99" })).toBe(500);
    sandbox.panel.refuse("sqlPassword", "no");
    expect(await statusOf(sandbox, "sql_pass", { sql_id: "55", password: "New-1" })).toBe(500);
    expect(await dataOf(sandbox, "sql_info", { sql_id: "55" })).not.toMatchObject({ password: "New-1" });
  });

  it("cannot be made alone", async () => {
    expect(await refused(sandbox, "sql_build", { id })).toBe("接口停用");
  });
});

describe("an FTP account", () => {
  it("gets a new password, and vanishes from its host when it is off", async () => {
    expect(await dataOf(sandbox, "ftp_pass", { ftp_id: "54", password: "New-1" })).toMatchObject({
      password: "New-1",
    });
    expect(await dataOf(sandbox, "ftp_status", { ftp_id: "54", status: "hidden" })).toMatchObject({
      status: "hidden",
    });
    expect(await info(sandbox, id)).toMatchObject({ ftp: null });
    expect(await dataOf(sandbox, "ftp_info", { ftp_id: "54" })).toMatchObject({ status: "hidden" });
    await dataOf(sandbox, "ftp_status", { ftp_id: "54", status: "whatever" });
    expect(await info(sandbox, id)).toMatchObject({ ftp: { id: 54 } });
  });

  it("that is not there is nothing, or is said not to be", async () => {
    expect(await dataOf(sandbox, "ftp_info", { ftp_id: "99" })).toBeNull();
    expect(await refused(sandbox, "ftp_pass", { ftp_id: "99" })).toBe("ftp不存在");
    expect(await refused(sandbox, "ftp_status", {})).toBe("请求错误");
    sandbox.panel.refuse("ftpPassword", "no");
    expect(await statusOf(sandbox, "ftp_pass", { ftp_id: "54", password: "New-1" })).toBe(500);
  });
});

describe("a domain", () => {
  it("is bound once, without regard to how many a host may have", async () => {
    await dataOf(sandbox, "host_edit", { id, domain_max: "1" });
    const bound = await dataOf<Form>(sandbox, "host_domain", { id, domain: "www.example.com" });
    expect(bound).toMatchObject({ vhost_id: 67, dir: "/", status: 1, id: "21" });
    expect(await refused(sandbox, "host_domain", { id, domain: "www.example.com" })).toBe(
      "指定域名已绑定过!",
    );
    expect(await refused(sandbox, "host_domain", { id })).toBe("错误的请求");
    expect(await refused(sandbox, "host_domain", { id: "99", domain: "a.example" })).toBe("没有找到有效主机");
    expect(await info(sandbox, id)).toMatchObject({
      domain: [{ id: 20 }, { id: 21, status: "1", domain_id: null }],
    });
    expect(sandbox.panel.site(67)?.domains).toHaveLength(2);
  });

  it("waits for somebody when it is to be reviewed", async () => {
    await dataOf(sandbox, "host_domain", { id, domain: "www.example.com", is_audit: "1" });
    expect(await info(sandbox, id)).toMatchObject({ domain: [{}, { status: "0" }] });
    expect(sandbox.panel.site(67)?.domains).toHaveLength(1);
    sandbox.panel.edit("bindings", 21, { status: 2 });
    expect(await info(sandbox, id)).toMatchObject({ domain: [{}, { status: "2" }] });
  });

  it("needs a host that may for another directory", async () => {
    const form = { domain: "blog.example.com", dirs: "/blog" };
    expect(await dataOf(sandbox, "host_domain", { id, ...form })).toMatchObject({ dir: "/blog" });
    const pack = { plans_id: "", "pack[domainpools_id]": "1" };
    const { site } = await build(sandbox, { username: "bare", ...pack });
    expect(await refused(sandbox, "host_domain", { id: site.id, ...form, domain: "b.example" })).toBe(
      "绑定的目录错误",
    );
  });
});

describe("an address", () => {
  const bind = (ip: string): Promise<Form[]> => dataOf(sandbox, "host_bindip", { id, ip_id: ip });

  it("is said to be bound and is not, and takes those behind it along when it goes", async () => {
    expect(await bind("2")).toEqual([]);
    sandbox.panel.editHost(67, { ips: [1, 2, 3] });
    expect(await refused(sandbox, "host_bindip", { id, ip_id: "2" })).toBe("已绑定");
    expect(await dataOf(sandbox, "host_unbindip", { id, ip_id: "2" })).toMatchObject([{ id: 1 }]);
    expect(await info(sandbox, id)).toMatchObject({ ip_address: [{ id: 1, ip: "192.168.0.159" }] });
    expect(await refused(sandbox, "host_unbindip", { id, ip_id: "2" })).toBe("未绑定该IP");
    expect(await refused(sandbox, "host_bindip", { id, ip_id: "99" })).toBe("IP不存在");
    expect(await refused(sandbox, "host_bindip", { id })).toBe("错误的请求");
  });

  it("is bound and unbound alone where that is mended", async () => {
    sandbox.panel.setHabits({ spoilsAddresses: false });
    await bind("1");
    expect(await bind("2")).toMatchObject([{ id: 1 }, { id: 2 }]);
    expect(await dataOf(sandbox, "host_unbindip", { id, ip_id: "1" })).toMatchObject([{ id: 2 }]);
  });
});
