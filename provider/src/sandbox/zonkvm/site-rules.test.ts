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

describe("reverse proxies", () => {
  const proxy = {
    cache: 1,
    proxyname: "myproxy",
    cachetime: 24,
    proxydir: "/api",
    proxysite: "https://api.example.com",
    todomain: "api.example.com",
    advanced: 1,
    subfilter: '[{"sub1":"旧文本","sub2":"新文本"}]',
    type: 1,
  };
  const sent = (patch = {}) => ({ proxyData: JSON.stringify({ ...proxy, ...patch }) });

  it("go by the name that the caller chose", async () => {
    expect(await site.said("hosting_create_proxy", sent())).toBe("操作成功");
    expect(await site.said("hosting_create_proxy", sent())).toBe("代理名称已存在");
    expect(await site.said("hosting_create_proxy", sent({ proxyname: "other" }))).toBe("代理目录已存在");
    await site.operate("hosting_modify_proxy", sent({ cache: 0 }));
    expect(await site.seen("hosting_get_proxy_list")).toEqual([
      { ...proxy, cache: 0, id: "2", sitename: "web1.jhgf.gyhost.cn" },
    ]);
    expect(await site.seen("hosting_get_proxy_file", { proxyname: "myproxy" })).toMatchObject({
      status: true,
    });
    expect(await site.seen("hosting_get_proxy_file", { proxyname: "other" })).toMatchObject({
      status: false,
    });
    await site.operate("hosting_delete_proxy", { proxyname: "myproxy" });
    expect(await site.seen("hosting_get_proxy_list")).toEqual([]);
    expect(await site.said("hosting_delete_proxy", { proxyname: "myproxy" })).toBe("规则不存在");
  });

  it("are refused when they are malformed", async () => {
    expect(await site.said("hosting_create_proxy", sent({ proxysite: "api" }))).toBe(
      "缺少必要参数（proxyData.proxysite）",
    );
    expect(await site.said("hosting_create_proxy", sent({ subfilter: "x" }))).toBe(
      "缺少必要参数（proxyData.subfilter）",
    );
    expect(await site.said("hosting_create_proxy")).toBe("缺少必要参数");
  });
});

describe("redirects", () => {
  const redirect = {
    redirectdomain: "old.com,older.com",
    redirectpath: "",
    redirecttype: 301,
    type: 1,
    domainorpath: "domain",
    holdpath: 0,
    tourl: "https://new.com",
  };
  const sent = (patch = {}) => ({ post: JSON.stringify({ ...redirect, ...patch }) });

  it("get their name from the server", async () => {
    expect((await site.operate("hosting_create_redirect", sent())).data).toBe("");
    const row = {
      ...redirect,
      id: "2",
      sitename: "web1.jhgf.gyhost.cn",
      redirectdomain: ["old.com", "older.com"],
    };
    expect(await site.seen("hosting_get_redirect_list")).toEqual([{ ...row, redirectname: "redirect_2" }]);
    const name = { redirectname: "redirect_2" };
    await site.operate("hosting_modify_redirect", sent({ ...name, redirecttype: 302, topath: "/x" }));
    expect(await site.seen("hosting_get_redirect_list")).toEqual([{ ...row, ...name, redirecttype: 302 }]);
    await site.operate("hosting_save_redirect_file", { path: "redirect_2", text: "# mine" });
    expect(await site.seen("hosting_get_redirect_file", name)).toEqual({ content: "# mine", status: true });
    await site.operate("hosting_delete_redirect", name);
    expect(await site.seen("hosting_get_redirect_list")).toEqual([]);
    expect(await site.said("hosting_delete_redirect", name)).toBe("规则不存在");
  });

  it("are refused when they match nothing or have another type", async () => {
    expect(await site.said("hosting_create_redirect", sent({ redirecttype: 1 }))).toBe(
      "缺少必要参数（post.redirecttype）",
    );
    expect(await site.said("hosting_create_redirect", sent({ redirectdomain: "" }))).toMatch(/缺少必要参数/);
    expect(await site.said("hosting_create_redirect", sent({ domainorpath: "path" }))).toBe(
      "缺少必要参数（post.redirectpath）",
    );
  });
});
