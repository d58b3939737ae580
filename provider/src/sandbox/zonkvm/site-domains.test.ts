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

describe("domains", () => {
  const names = async () =>
    ((await site.seen("hosting_domain_list")) as { name: string; port: string }[]).map(
      ({ name, port }) => `${name}:${port}`,
    );

  it("are bound by lines, all or none, and unbound by name and port", async () => {
    expect(await names()).toEqual(["web1.jhgf.gyhost.cn:80"]);
    await site.operate("hosting_add_domain", { domainText: "www.example.com\n例子.cn:8080" });
    expect(await names()).toEqual(["web1.jhgf.gyhost.cn:80", "www.example.com:80", "例子.cn:8080"]);
    expect(await site.said("hosting_add_domain", { domainText: "new.com\nwww.example.com" })).toBe(
      "域名www.example.com已被绑定",
    );
    expect(await site.said("hosting_add_domain", { domainText: "no domain" })).toBe(
      "缺少必要参数（domainText）",
    );
    expect(await site.said("hosting_add_domain", { domainText: "a.cn\nb.cn\nc.cn\nd.cn" })).toBe(
      "域名绑定数量已达上限",
    );
    expect(await site.said("hosting_del_domain", { name: "www.example.com", port: "443" })).toBe(
      "域名不存在",
    );
    await site.operate("hosting_del_domain", { name: "www.example.com", port: "80" });
    expect(await names()).toEqual(["web1.jhgf.gyhost.cn:80", "例子.cn:8080"]);
    expect(await site.said("hosting_del_domain", { name: "web1.jhgf.gyhost.cn", port: "80" })).toBe(
      "赠送域名不能删除",
    );
  });
});

describe("backups", () => {
  it("are listed when they are done, and deleted", async () => {
    await site.operate("hosting_to_backup");
    expect(await site.seen("hosting_backup_list")).toEqual([]);
    sandbox.clock.advance({ seconds: 100 });
    expect(await site.seen("hosting_backup_list")).toMatchObject([{ id: "2", pid: "1", type: "0" }]);
    expect(await site.said("hosting_del_backup")).toBe("缺少必要参数");
    await site.operate("hosting_del_backup", { bak_guid: "2" });
    expect(await site.seen("hosting_backup_list")).toEqual([]);
  });
});

describe("the certificate", () => {
  const pem = (kind: string) => `-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----`;

  it("is deployed, forces HTTPS, and is switched off", async () => {
    expect(await site.seen("hosting_get_ssl")).toMatchObject({ status: false });
    expect(await site.said("hosting_http_to_https")).toBe("请先部署SSL证书");
    const pair = { type: "1", key: pem("PRIVATE KEY"), csr: pem("CERTIFICATE") };
    expect(await site.said("hosting_set_ssl", { ...pair, csr: pem("CERTIFICATE REQUEST") })).toBe(
      "缺少必要参数（csr）",
    );
    await site.operate("hosting_set_ssl", pair);
    expect(await site.seen("hosting_get_ssl")).toMatchObject({ status: true, dns: ["web1.jhgf.gyhost.cn"] });
    await site.operate("hosting_http_to_https");
    expect(sandbox.panel.service("hosting_1")).toMatchObject({ site: { forcesHttps: true } });
    await site.operate("hosting_close_ssl_conf");
    expect(sandbox.panel.service("hosting_1")).toMatchObject({
      site: { forcesHttps: false, certificate: null },
    });
    expect(JSON.stringify(sandbox.requests)).not.toContain("AAAA");
  });

  it("has nothing to do with IIS on a node without it", async () => {
    expect(await site.said("hosting_unset_ssl", { name: "x", password: "" })).toBe("仅支持IIS节点");
    expect(await site.said("hosting_get_iis_ssl_file_list")).toBe("仅支持IIS节点");
    sandbox.panel.edit("hosting_1", { program: "asp" });
    expect(await site.seen("hosting_get_iis_ssl_file_list")).toEqual([]);
    expect(await site.seen("hosting_get_iis_ssl_bydomain")).toEqual({ status: false });
  });
});
