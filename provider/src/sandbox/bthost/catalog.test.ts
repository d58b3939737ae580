import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call, dataOf, refused, statusOf } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

describe("the catalogue", () => {
  it("has plans, hidden ones too, whose figures are texts", async () => {
    expect(await dataOf(sandbox, "plans_list")).toHaveLength(6);
    expect(await dataOf(sandbox, "plans_info", { id: "1" })).toMatchObject({
      name: "默认",
      value: { type: "btpanel", sql: "MySQL", ftp: "1", site_max: "200", sub_bind: "1" },
      status: "normal",
      status_text: "正常",
    });
    expect(await statusOf(sandbox, "plans_info", { id: "99" })).toBe(500);
    expect(await refused(sandbox, "plans_info", {})).toBe("请求错误");
  });

  it("has pools of addresses and of domains", async () => {
    expect(await dataOf(sandbox, "ippools_list")).toMatchObject([
      { id: 1, ip_count: 5, ip_sys: 5 },
      { id: 2, ip_count: 0 },
    ]);
    expect(await dataOf(sandbox, "ipaddress_list", { ippools_id: "1" })).toHaveLength(5);
    expect(await dataOf(sandbox, "ipaddress_list", { ippools_id: "9" })).toEqual([]);
    expect(await dataOf(sandbox, "ipaddress_info", { id: "1" })).toMatchObject({
      ip: "192.168.0.159",
      ippools_id: 1,
    });
    expect(await dataOf(sandbox, "ipaddress_info", { id: "99" })).toBeNull();
    expect(await dataOf(sandbox, "domainpools_list")).toHaveLength(3);
    expect(await dataOf(sandbox, "domain_list", { domainpools_id: "2" })).toHaveLength(2);
    expect(await dataOf(sandbox, "domain_info", { id: "1" })).toMatchObject({
      domain: "bty5.com",
      dnspod: "0",
    });
    expect(await dataOf(sandbox, "domain_info", { id: "99" })).toBeNull();
    expect(await refused(sandbox, "domain_list", {})).toBe("请求错误");
  });

  it("has what the panel has installed", async () => {
    expect(await dataOf(sandbox, "php_list")).toMatchObject([
      { id: "00" },
      { id: "56" },
      { id: "72" },
      { id: "74" },
    ]);
    expect(await dataOf(sandbox, "deployment_list")).toMatchObject([{ id: "wordpress" }]);
    expect(await dataOf(sandbox, "server_status")).toHaveProperty("mem");
    sandbox.panel.setDown(true);
    expect(await dataOf(sandbox, "php_list")).toEqual([]);
  });
});

describe("categories", () => {
  it("are made without an id in the reply, renamed and deleted", async () => {
    expect(await call(sandbox, "sort_create", { name: "new" })).toMatchObject({ code: 1, data: null });
    expect(await refused(sandbox, "sort_create", { name: "new" })).toBe("指定分类名称已存在!");
    const list = await dataOf<{ id: number; name: string }[]>(sandbox, "sort_list");
    expect(list.map(({ name }) => name)).toEqual(["默认分类", "vip", "new"]);
    const id = String(list[2]?.id);
    await dataOf(sandbox, "sort_edit", { id, name: "newer" });
    expect(await refused(sandbox, "sort_edit", { id: "0", name: "zero" })).toBe("请求错误");
    await dataOf(sandbox, "sort_delete", { id });
    expect(await refused(sandbox, "sort_delete", { id })).toBe("指定分类不存在!");
    expect(await dataOf(sandbox, "sort_list")).toHaveLength(2);
  });

  it("are remembered until an operation changes one", async () => {
    await dataOf(sandbox, "sort_list");
    sandbox.panel.addCategory("by hand");
    sandbox.panel.setDown(true);
    expect(await dataOf(sandbox, "sort_list")).toHaveLength(2);
    sandbox.panel.setDown(false);
    await dataOf(sandbox, "sort_create", { name: "new" });
    expect(await dataOf(sandbox, "sort_list")).toHaveLength(4);
  });

  it("cannot be had while the panel is away and nothing is remembered", async () => {
    sandbox.panel.setDown(true);
    expect(await refused(sandbox, "sort_list")).toBe("请求失败");
    expect(await refused(sandbox, "sort_create", { name: "new" })).toBe("服务器连接失败");
  });
});
