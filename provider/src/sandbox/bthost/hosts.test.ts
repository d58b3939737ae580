import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build, built, call, dataOf, info, refused, statusOf, type Form } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

const own = { endtime: "2037-01-01", username: "web1" };

describe("a new host", () => {
  it("is answered as in the document's example", async () => {
    const { site, domain, sql, ftp } = await build(sandbox, { username: "Web1" });
    expect(site).toMatchObject({
      user_id: "1",
      sort_id: "5",
      bt_id: 181,
      bt_name: "web1.bty5.com",
      site_max: "200",
      domain_max: "5",
      ip_address: [],
      endtime: 2114352000,
      id: "67",
    });
    expect(domain).toMatchObject({
      domain: "web1.bty5.com",
      vhost_id: "67",
      domain_id: 1,
      dir: "/",
      id: "20",
    });
    expect(sql).toMatchObject({ vhost_id: "67", database: "web1", username: "web1", id: "55" });
    expect(ftp).toMatchObject({ username: "web1", id: "54", password: sql?.password });
    expect(sql?.password).toMatch(/^[A-Za-z0-9]{12}$/);
  });

  it("reads back with its accounts and its domain, and is in the ledger", async () => {
    const id = await built(sandbox);
    expect(await info(sandbox, id)).toMatchObject({
      id: 67,
      user_id: 1,
      bt_name: "web1.bty5.com",
      status: "normal",
      sub_bind: "1",
      deletetime: null,
      default_analysis: "web1.bty5.com",
      sql: [{ id: 55, vhost_id: 67, type: "bt", status_text: "正常" }],
      ftp: { id: 54, status: "normal" },
      domain: [{ id: 20, domain: "web1.bty5.com", status: "1" }],
    });
    expect((await call(sandbox, "host_info", { id })).msg).toBe("请求成功 ");
    expect(sandbox.ledger()).toMatchObject({
      hosts: [{ id: 67, name: "web1.bty5.com", byApi: true, place: "live", isOn: true }],
      done: { host_build: 1 },
      straySites: [],
    });
    expect(sandbox.panel.site(67)).toMatchObject({
      path: "/www/wwwroot/web1",
      endDay: "2037-01-01",
      sort: 5,
    });
  });

  it("is made of a pack, with brackets, where no plan is named", async () => {
    const pack = {
      "pack[domainpools_id]": "2",
      "pack[sql]": "none",
      "pack[site_max]": "77",
      "pack[sites_path]": "/data",
    };
    const { site, sql, ftp } = await build(sandbox, { ...pack, plans_id: "" });
    expect([sql, ftp, site.site_max]).toEqual([null, null, "77"]);
    expect(site.bt_name).toMatch(/^web1\.(bty6\.com|yum7\.cn)$/);
    expect(await info(sandbox, site.id)).toMatchObject({ site_max: 77, sub_bind: "0", sql: [], ftp: null });
    expect(sandbox.panel.site(Number(site.id))).toMatchObject({ path: "/data/web1", phpVersion: "00" });
  });

  it("belongs to the first user and category 1 when nobody says otherwise, and has a name by chance", async () => {
    const { site } = await dataOf<{ site: Form }>(sandbox, "host_build", {
      plans_id: "3",
      endtime: "2037-01-01",
    });
    expect(site).toMatchObject({ user_id: 1, sort_id: 1 });
    expect(site.bt_name).toMatch(/^[a-z0-9]{6}\.bty5\.com$/);
    expect(sandbox.panel.site(67)?.sort).toBe(0);
  });

  it("gets addresses by chance, and limits that are not recorded", async () => {
    const { site } = await build(sandbox, { plans_id: "4" });
    expect(site.ip_address).toHaveLength(1);
    expect(await info(sandbox, site.id)).toMatchObject({ perserver: 0, limit_rate: 0, is_audit: 1 });
    expect(sandbox.panel.site(67)?.limits).toEqual({ perserver: 300, perip: 25, limitRate: 512 });
  });

  it.each<[string, Form, string]>([
    ["a date without zeros", { endtime: "2037-1-1" }, "时间格式错误,请严格按照Y-m-d格式传递"],
    ["a day that there is not", { endtime: "2037-02-30" }, "时间格式错误,请严格按照Y-m-d格式传递"],
    ["no date", { endtime: "" }, "时间格式错误,请严格按照Y-m-d格式传递"],
    ["a hidden plan", { plans_id: "5" }, ""],
    ["an unknown plan", { plans_id: "99" }, ""],
    ["neither plan nor pack", { plans_id: "" }, ""],
    ["an empty pool", { plans_id: "", "pack[domainpools_id]": "3" }, "域名池中无可用域名"],
  ])("is refused with %s", async (_, change, message) => {
    expect(await refused(sandbox, "host_build", { ...own, plans_id: "1", ...change })).toBe(message);
    expect(sandbox.ledger()).toMatchObject({ hosts: [], straySites: [] });
  });

  it("fails inside with more addresses than there are", async () => {
    const pack = { "pack[domainpools_id]": "1", "pack[ippools_id]": "1", "pack[ip_num]": "5" };
    expect(await statusOf(sandbox, "host_build", { ...own, ...pack })).toBe(500);
    expect(sandbox.panel.sites()).toEqual([]);
  });

  it("leaves a site behind when something fails after it was made, and then its name is taken", async () => {
    sandbox.panel.failNextBuild("record");
    expect(await refused(sandbox, "host_build", { ...own, plans_id: "1" })).toBe("主机信息存储失败");
    expect(sandbox.ledger()).toMatchObject({ hosts: [], straySites: ["web1.bty5.com"], done: {} });
    const again = await refused(sandbox, "host_build", { ...own, plans_id: "1" });
    expect(again).toMatch(/^主机创建失败->您添加的站点已存在!\|\{.*"password":"[A-Za-z0-9]{12}"/);
    sandbox.panel.removeSite("web1.bty5.com");
    await built(sandbox);
  });

  it("does not fit a column after 2038-01-19, and leaves its site behind then", async () => {
    await built(sandbox, { endtime: "2038-01-19" });
    const late = { ...own, username: "late", plans_id: "1", endtime: "2099-12-31" };
    expect(await statusOf(sandbox, "host_build", late)).toBe(500);
    expect(sandbox.ledger().straySites).toEqual(["late.bty5.com"]);
    sandbox.panel.setHabits({ isStrictDatabase: false });
    const id = await built(sandbox, { ...late, username: "later" });
    expect(await info(sandbox, id)).toMatchObject({ endtime: 2147483647 });
  });

  it("has no accounts where another one's are called the same", async () => {
    sandbox.panel.addLike("domains", 1, { id: 9, domain: "other.example", domainpools_id: 9 });
    await built(sandbox);
    const pack = { plans_id: "", "pack[domainpools_id]": "9", "pack[ftp]": "1", "pack[sql]": "MySQL" };
    expect(await build(sandbox, pack)).toMatchObject({ sql: null, ftp: null });
  });
});

describe("a change", () => {
  let id: string;
  beforeEach(async () => {
    id = await built(sandbox);
  });

  it("takes 0 for nothing in host_edit", async () => {
    const change = { site_max: "500", domain_max: "0", sort_id: "0", sub_bind: "0", is_audit: "0" };
    expect(await dataOf(sandbox, "host_edit", { id, ...change })).toMatchObject({
      site_max: 500,
      domain_max: 5,
      sort_id: 5,
      sub_bind: "1",
    });
    expect((await call(sandbox, "host_edit", { id })).code).toBe(1);
    expect(await refused(sandbox, "host_edit", {})).toBe("请求错误");
    expect(await refused(sandbox, "host_edit", { id: "99" })).toBe("主机不存在");
    expect(await refused(sandbox, "host_edit", { id, endtime: "2037-1-1" })).toContain("Y-m-d");
  });

  it("needs one of six limits in old releases", async () => {
    sandbox.panel.setHabits({ release: "1.1.2" });
    expect(await refused(sandbox, "host_edit", { id, sort_id: "7" })).toBe("请求错误");
    expect(await dataOf(sandbox, "host_edit", { id, sort_id: "7", sql_max: "9" })).toMatchObject({
      sort_id: 7,
    });
    expect(await statusOf(sandbox, "host_update", { id, plan_id: "2" })).toBe(404);
  });

  it("reaches the panel with status, end and category", async () => {
    await dataOf(sandbox, "host_edit", { id, status: "stop", endtime: "2036-01-01", sort_id: "7" });
    expect(sandbox.panel.site(67)).toMatchObject({ isOn: false, endDay: "2036-01-01", sort: 7 });
    expect(await statusOf(sandbox, "host_edit", { id, status: "paused" })).toBe(500);
    sandbox.panel.setHabits({ isStrictDatabase: false });
    expect(await dataOf(sandbox, "host_edit", { id, status: "paused" })).toMatchObject({ status: "" });
  });

  it("takes a plan's figures, zeros too, and nothing else", async () => {
    const reply = await dataOf(sandbox, "host_update", { id, plan_id: "2" });
    expect(reply).toMatchObject({
      site_max: 1000,
      flow_max: 0,
      domain_max: 0,
      endtime: 2114352000,
      sort_id: 5,
    });
    expect(await dataOf(sandbox, "host_update", { id, plan_id: "5" })).toMatchObject({ site_max: 200 });
    expect(await refused(sandbox, "host_update", { id, plan_id: "99" })).toBe("套餐不存在");
    sandbox.panel.refuse("limits", "not now");
    expect(await statusOf(sandbox, "host_update", { id, plan_id: "4" })).toBe(500);
    expect(await info(sandbox, id)).toMatchObject({ perserver: 0 });
  });

  it("of the end is absolute, is answered by its date, and is not believed unless the panel agrees", async () => {
    expect(await dataOf(sandbox, "host_endtime", { id, endtime: "2020-09-02" })).toBe("2020-09-02");
    expect(await info(sandbox, id)).toMatchObject({ endtime: 1598976000, status: "normal" });
    sandbox.panel.refuse("endDay", "no");
    expect(await refused(sandbox, "host_endtime", { id, endtime: "2021-09-02" })).toBeNull();
    expect(await info(sandbox, id)).toMatchObject({ endtime: 1598976000 });
  });

  it("of the remark cannot be its end", async () => {
    await dataOf(sandbox, "host_notice", { id, text: "mine" });
    expect(await refused(sandbox, "host_notice", { id, text: " " })).toBe("错误的请求");
    expect(await statusOf(sandbox, "host_notice", { id, text: "x".repeat(256) })).toBe(500);
    expect(await info(sandbox, id)).toMatchObject({ notice: "mine" });
  });

  it("of the owner looks for none", async () => {
    await dataOf(sandbox, "host_push", { host_id: id, user_id: "77" });
    expect(await dataOf(sandbox, "host_list", { user_id: "77" })).toHaveLength(1);
    expect(await refused(sandbox, "host_push", { id, user_id: "77" })).toBe("请求错误");
  });

  it("of the speed is in the panel alone, and with nginx", async () => {
    expect(await dataOf(sandbox, "host_speed", { id, perserver: "300", limit_rate: "512" })).toEqual({
      perserver: 300,
      limit_rate: 512,
    });
    expect(await info(sandbox, id)).toMatchObject({ perserver: 0 });
    expect(await refused(sandbox, "host_speed", { id, perserver: "300", limit_rate: "0" })).toBe(
      "错误的请求",
    );
    await dataOf(sandbox, "host_speedoff", { id });
    expect(sandbox.panel.site(67)?.limits).toBeNull();
    sandbox.panel.setWebServer("apache");
    expect(await refused(sandbox, "host_speedoff", { id })).toContain("Nginx");
  });

  it("of the password is one of the owner's and of FTP's, in parts", async () => {
    const { password } = await dataOf<Form>(sandbox, "host_pass", { id });
    expect(password).toMatch(/^[A-Za-z0-9]{12}$/);
    expect(await dataOf(sandbox, "user_info", { id: "1" })).toMatchObject({ password });
    expect(await info(sandbox, id)).toMatchObject({ ftp: { password } });
    await dataOf(sandbox, "host_pass", { id, type: "ftp", password: "Only-Ftp-1" });
    expect(await dataOf(sandbox, "user_info", { id: "1" })).toMatchObject({ password });
    await dataOf(sandbox, "host_push", { host_id: id, user_id: "77" });
    expect(await refused(sandbox, "host_pass", { id, password: "Half-Done-1" })).toBe("无此用户");
    expect(await info(sandbox, id)).toMatchObject({ ftp: { password: "Half-Done-1" } });
    const bare = await built(sandbox, { username: "bare", plans_id: "3" });
    expect(await statusOf(sandbox, "host_pass", { id: bare })).toBe(500);
    expect((await call(sandbox, "host_pass", { id: bare, type: "host" })).code).toBe(1);
  });
});
