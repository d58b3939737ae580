import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { openSite } from "./caller";

let sandbox: ZonkvmSandbox;
let site: Awaited<ReturnType<typeof openSite>>;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 100 });
  site = await openSite(sandbox);
});
afterEach(() => sandbox.close());

describe("hotlink protection", () => {
  it("is there from the start, and takes settings", async () => {
    const before = { domains: "web1.jhgf.gyhost.cn", status: 0, http_status: "403", none: "403" };
    expect(await site.seen("hosting_get_security")).toMatchObject(before);
    const settings = { fix: ".jpg|.png", domains: "a.com\nb.com", statusSecurity: "1", http_status: "404" };
    expect(await site.said("hosting_set_security", settings)).toBe("操作成功");
    expect(await site.seen("hosting_get_security")).toEqual({
      domains: "a.com\nb.com",
      fix: ".jpg|.png",
      status: 1,
      http_status: "404",
      none: "404",
    });
    expect(await site.said("hosting_set_security", { ...settings, fix: "jpg,png" })).toBe(
      "缺少必要参数（fix）",
    );
  });
});

describe("the firewall", () => {
  const config = () =>
    site.seen("hosting_get_index", { name: "get_site_config_byname", s: "get_site_config_byname" });

  it("is there from the start", async () => {
    expect(await config()).toEqual({
      cc: { status: 1, mode: "hard" },
      user_agent: { status: 0 },
      retry: { status: 1, count: 300 },
    });
    expect(await site.seen("hosting_get_index", { name: "get_index", s: "get_index" })).toEqual({
      siteName: "web1.jhgf.gyhost.cn",
      index: "index.html,index.php",
      runPath: "/",
    });
    expect(await site.said("hosting_get_index", { name: "get_index", s: "get_site_config_byname" })).toBe(
      "缺少必要参数（s）",
    );
  });

  it("switches its functions", async () => {
    const open = { name: "set_site_obj_open", s: "set_site_obj_open", status: "1" };
    expect(await site.said("hosting_set_site_status", open)).toBe("缺少必要参数");
    await site.operate("hosting_set_site_status", { ...open, obj: "user-agent" });
    await site.operate("hosting_set_site_status", { ...open, obj: "cc", status: "0" });
    expect(await config()).toMatchObject({ cc: { status: 0 }, user_agent: { status: 1 } });
    await site.operate("hosting_set_site_status", {
      name: "set_site_status",
      s: "set_site_status",
      status: "1",
    });
    expect(sandbox.panel.service("hosting_1")).toMatchObject({ site: { tamperProtection: 1 } });
  });

  it("takes limits as one object", async () => {
    const post = {
      name: "set_site_cc_conf",
      s: "set_site_cc_conf",
      cc_mode: 1,
      cycle: 60,
      limit: 120,
      endtime: 300,
      is_open_global: 0,
      increase: 1,
      increase_wu_heng: 0,
      cc_increase_type: 0,
      cc_type_status: 0,
      is_cc_url: 1,
      cc_ip_max: { open: 1, ip_max: 50, static: 0 },
    };
    await site.operate("hosting_set_site_cc_conf", { post: JSON.stringify(post) });
    await site.operate("hosting_set_site_retry", {
      post: JSON.stringify({
        name: "set_site_retry",
        s: "set_site_retry",
        retry: 10,
        retry_time: 600,
        retry_cycle: 60,
      }),
    });
    expect(await config()).toMatchObject({
      cc: { status: 1, mode: "enhanced", cycle: 60, cc_ip_max: { ip_max: 50 } },
      retry: { count: 10, retry_time: 600 },
    });
    expect(
      await site.said("hosting_set_site_cc_conf", { post: JSON.stringify({ ...post, cc_mode: 3 }) }),
    ).toBe("缺少必要参数（post.cc_mode）");
    expect(await site.said("hosting_set_site_retry", { post: "{" })).toBe("缺少必要参数（post）");
  });
});

describe("statistics", () => {
  it("have an hour a row", async () => {
    const day = { part_type: "site_total", start_date: "2026-05-25", end_date: "2026-05-25" };
    const data = await site.seen("hosting_get_site_total_list_custom", day);
    expect(data).toMatchObject({ total: 24 });
    expect(data).toHaveProperty("list.0", { time: "2026-05-25 00:00", count: 150 });
    expect(data).toHaveProperty("list.23", { time: "2026-05-25 23:00", count: 380 });
    expect(await site.said("hosting_get_site_total_list_custom", { ...day, end_date: "2026-05-24" })).toBe(
      "缺少必要参数（end_date）",
    );
  });
});
