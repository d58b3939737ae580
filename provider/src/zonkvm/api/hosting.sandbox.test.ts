import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOf, doneBy, manners, monthsLater } from "../../../test-support/zonkvm-client";
import { startZonkvmSandbox, type ZonkvmSandbox } from "../../sandbox/zonkvm/sandbox";
import type { Client } from "./client";
import type { Hosting } from "./hosting";

/* All that can be asked of hosting, as a panel does it: what one method changes, another one shows. */

let sandbox: ZonkvmSandbox;
let client: Client;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 100 });
});
afterEach(() => sandbox.close());

const pass = (span: { seconds?: number; days?: number }) => {
  sandbox.clock.advance(span);
};
const line = "20250409132657673528";
const hostingOrder = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: line,
  productGuid: "20250408030033590712",
  program: "php",
  programVersion: "php81",
  databaseKind: "mysql",
  encoding: "utf8",
  ftpPrefix: "web",
  ftpPassword: "Pw-ftp-1",
};
async function hostingOf(id: string): Promise<Hosting> {
  const hosting = await client.hosting.getOrder(id);
  if (hosting === null) throw new Error("there is no such order");
  return hosting;
}

async function businessOf(id: string): Promise<void> {
  const { hosting, databases } = client;
  await hosting.rename(id, "shop");
  await hosting.setFtpPassword(id, "Pw-ftp-2");
  await hosting.setPhpVersion(id, "php74");
  await hosting.stop(id);
  expect(await hostingOf(id)).toMatchObject({ name: "shop", programVersion: "php74", runStatus: "stopped" });
  expect(sandbox.panel.passwordIs("hosting_1", "Pw-ftp-2")).toBe(true);
  await hosting.start(id);
  await hosting.addDatabase(id, "Pw-free-1");
  expect(await databases.listAllOrders()).toMatchObject([{ hostingId: id, databaseMb: 100 }]);
  await hosting.upgrade(id, { monthlyTrafficGb: 50, productGuid: "20250408030033590714" });
  expect(await hostingOf(id)).toMatchObject({ monthlyTrafficGb: 100, runStatus: "running" });
}

async function endOf(id: string): Promise<void> {
  const { hosting } = client;
  pass({ days: 32 });
  const { expiresAt, orderStatus } = await hostingOf(id);
  expect(orderStatus).toBe("expired");
  const newEnd = monthsLater(expiresAt, 2);
  await hosting.renew(id, { expiresAt: newEnd, months: 2 });
  await hosting.resumeAfterRenewal(id);
  expect(await hostingOf(id)).toMatchObject({
    orderStatus: "normal",
    runStatus: "running",
    expiresAt: newEnd,
  });
  await expect(hosting.refund(id)).rejects.toThrow("the time in which it can be refunded is over");
  pass({ days: 62 });
  await hosting.refund(id);
  expect(await hosting.getOrder(id)).toMatchObject({ orderStatus: "deleted" });
  expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual([
    "create",
    "upgrade",
    "upgrade",
    "renew",
    "refund",
  ]);
}

async function domainsOf(id: string): Promise<void> {
  const { hosting } = client;
  await hosting.addDomain(id, { name: "www.example.com" }, { name: "例子.cn", port: 8080 });
  expect(await hosting.listDomains(id)).toMatchObject([
    { name: "web1.jhgf.gyhost.cn", port: 80 },
    { name: "www.example.com", port: 80 },
    { name: "例子.cn", port: 8080 },
  ]);
  await hosting.deleteDomain(id, { name: "例子.cn", port: 8080 });
  expect((await hostingOf(id)).boundDomains).toEqual(["www.example.com"]);
  await hosting.createBackup(id);
  expect(await hosting.listBackups(id)).toEqual([]);
  pass({ seconds: 100 });
  const [backup] = await hosting.listBackups(id);
  expect(backup).toMatchObject({ parentId: id, kindCode: "0", sizeBytes: 1_048_576 });
  await hosting.deleteBackup(id, backup?.id ?? "", "bak_guid");
  expect(await hosting.listBackups(id)).toEqual([]);
}

async function certificateOf(id: string): Promise<void> {
  const { hosting } = client;
  expect(await hosting.getCertificate(id)).toMatchObject({ deployed: false });
  await hosting.setCertificate(id, {
    kindCode: 1,
    privateKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
    certificate: "-----BEGIN CERTIFICATE-----\nBBBB\n-----END CERTIFICATE-----",
  });
  expect(await hosting.getCertificate(id)).toMatchObject({ deployed: true, issuer: "Let's Encrypt" });
  await hosting.forceHttps(id);
  expect(sandbox.panel.service("hosting_1")).toMatchObject({ site: { forcesHttps: true } });
  await hosting.stopForcingHttps(id);
  expect(sandbox.panel.service("hosting_1")).toMatchObject({ site: { forcesHttps: false } });
  await hosting.closeSsl(id);
  expect(await hosting.getCertificate(id)).toMatchObject({ deployed: false });
  await expect(hosting.getIisCertificates(id)).rejects.toThrow("仅支持IIS节点");
  sandbox.panel.edit("hosting_1", { program: "asp" });
  const pfx = "/www/wwwroot/web1/a.pfx";
  await hosting.createFile(id, pfx);
  expect(JSON.stringify(await hosting.listIisCertificateFiles(id))).toContain(pfx);
  await hosting.setIisCertificate(id, "www.example.com", pfx);
  expect(await hosting.getIisCertificates(id)).toEqual({ status: true });
  await hosting.unsetCertificate(id, "a", "Pw-pfx-1");
  expect(await hosting.getIisCertificates(id)).toEqual({ status: false });
  sandbox.panel.edit("hosting_1", { program: "php" });
}

async function rulesOf(id: string): Promise<void> {
  const { hosting } = client;
  const proxy = {
    name: "api",
    enabled: true,
    directory: "/api",
    directoryEnabled: true,
    targetUrl: "https://api.example.com",
    targetDomain: "api.example.com",
    caching: false,
    cacheHours: 0,
    replacements: [{ from: "旧文本", to: "" }],
  };
  await hosting.createProxy(id, proxy);
  await expect(hosting.createProxy(id, proxy)).rejects.toThrow("代理名称已存在");
  expect(await hosting.listProxies(id)).toMatchObject([proxy]);
  await hosting.modifyProxy(id, { ...proxy, enabled: false });
  expect(await hosting.listProxies(id)).toMatchObject([{ name: "api", enabled: false }]);
  expect((await hosting.getProxyFile(id, "api")).text).toContain("proxy_pass https://api.example.com;");
  await hosting.deleteProxy(id, "api");
  expect(await hosting.listProxies(id)).toEqual([]);
  await expect(hosting.getProxyFile(id, "api")).rejects.toThrow("规则不存在");

  const redirect = {
    enabled: true,
    kind: "permanent",
    matches: "domain",
    domains: ["a.example.com", "b.example.com"],
    keepsPath: true,
    targetUrl: "https://example.com",
  } as const;
  await hosting.createRedirect(id, redirect);
  const [made] = await hosting.listRedirects(id);
  expect(made).toMatchObject(redirect);
  const name = made?.name ?? "";
  const byPath = { ...redirect, matches: "path", domains: [], path: "/old", kind: "temporary" } as const;
  await hosting.modifyRedirect(id, name, { ...byPath, targetPath: "/new", errorPage: false });
  expect(await hosting.listRedirects(id)).toMatchObject([{ name, kind: "temporary", path: "/old" }]);
  await hosting.saveRedirectFile(id, name, "# mine\n");
  expect((await hosting.getRedirectFile(id, name)).text).toBe("# mine\n");
  await hosting.deleteRedirect(id, name);
  expect(await hosting.listRedirects(id)).toEqual([]);
}

async function guardOf(id: string): Promise<void> {
  const { hosting } = client;
  const hotlink = {
    enabled: true,
    allowedDomains: ["a.com", "b.com"],
    fileSuffixes: [".jpg", ".png"],
    httpStatus: 404,
  };
  await hosting.setHotlinkProtection(id, hotlink);
  expect(await hosting.getHotlinkProtection(id)).toMatchObject(hotlink);
  await hosting.setTamperProtection(id, true);
  expect(sandbox.panel.service("hosting_1")).toMatchObject({ site: { tamperProtection: 1 } });
  await hosting.setFirewallFunction(id, "user-agent", true);
  await hosting.setCcProtection(id, {
    mode: "enhanced",
    periodSeconds: 60,
    limit: 120,
    banSeconds: 300,
    global: false,
    increase: 1,
    privateBrowsingIncrease: 0,
    increaseKindCode: 0,
    kindStatusCode: 0,
    blocksUrls: true,
    connections: { enabled: true, maxConnections: 50, static: false },
  });
  await hosting.setAttackLimit(id, { maxAttacks: 10, periodSeconds: 60, banSeconds: 600 });
  expect(await hosting.getFirewall(id)).toMatchObject({
    cc: { enabled: true, mode: "enhanced" },
    userAgent: { enabled: true },
    retry: { enabled: true, count: 10 },
  });
  const statistics = await hosting.getStatistics(id, {
    kind: "site_total",
    from: "2026-05-25",
    to: "2026-05-25",
  });
  expect(statistics.total).toBe(24);
  expect(statistics.points[1]).toEqual({ at: "2026-05-25T01:00:00+08:00", count: 160 });
}

async function settingsOf(id: string): Promise<void> {
  const { hosting } = client;
  await hosting.setIndexFiles(id, ["default.html", "index.php"]);
  await hosting.setRunPath(id, "/public");
  expect(await hosting.getIndexFiles(id)).toEqual(["default.html", "index.php"]);
  expect(await hosting.getSiteSummary(id)).toEqual({
    siteName: "web1.jhgf.gyhost.cn",
    indexFiles: ["default.html", "index.php"],
    runPath: "/public",
  });
  await hosting.setOpenBasedir(id, false);
  expect(await hosting.getSwitches(id)).toEqual({
    openBasedir: false,
    accessLog: false,
    passwordAccess: false,
  });
  expect(await hosting.getUserIni(id)).toHaveProperty("open_basedir");
  expect(await hosting.getDirectoryBindings(id)).toHaveProperty("dirs");
  expect(await hosting.listRewriteTemplates(id)).toContainEqual({ name: "laravel", title: "Laravel" });
  await hosting.saveRewriteFile(id, "wordpress", "# mine\n");
  expect((await hosting.readRewriteFile(id, "wordpress")).text).toBe("# mine\n");
}

async function filesOf(id: string): Promise<void> {
  const { hosting } = client;
  const root = (await hostingOf(id)).path ?? "";
  const names = async (path = root) => (await hosting.listDirectory(id, path)).map(({ name }) => name);
  await hosting.createDirectory(id, `${root}/src`);
  await hosting.createFile(id, `${root}/src/a.php`);
  await hosting.saveFile(id, `${root}/src/a.php`, "<?php\n");
  expect((await hosting.readRewriteFile(id, "a", `${root}/src/a.php`)).text).toBe("<?php\n");
  expect(await hosting.getDirectorySize(id, `${root}/src`)).toMatchObject({ sizeBytes: 6 });
  await hosting.renameFile(id, `${root}/src/a.php`, `${root}/src/b.php`);
  await hosting.moveFile(id, `${root}/src/b.php`, `${root}/b.php`);
  expect(await names()).toContain("b.php");
  expect(await hosting.checkFiles(id, root, "b.php")).toEqual([{ filename: "b.php" }]);
  await hosting.markFiles(id, "copy", root, ["b.php"]);
  await hosting.pasteFile(id, "copy", { source: `${root}/b.php`, directory: `${root}/src`, overwrite: true });
  await hosting.createDirectory(id, `${root}/to`);
  await hosting.markFiles(id, "cut", root, ["b.php", "src"]);
  await hosting.pasteMarkedFiles(id, "cut", `${root}/to`, ["b.php"]);
  expect(await names(`${root}/to`)).toEqual(["src"]);
  await hosting.pack(id, { directory: root, name: "to", format: "zip", archive: `${root}/to.zip` });
  await hosting.deleteFiles(id, root, ["to", "b.php"]);
  await hosting.unpack(id, { archive: `${root}/to.zip`, directory: root });
  expect(await names(`${root}/to/src`)).toEqual(["b.php"]);
  await hosting.deleteFile(id, `${root}/to`);
  // Cut in the middle of a letter.
  const bytes = Buffer.from("你好");
  const upload = { directory: root, name: "新.txt" };
  await hosting.uploadFile(id, { ...upload, content: bytes.subarray(0, 4) });
  await hosting.uploadFile(id, { ...upload, content: bytes.subarray(4), start: 4 });
  expect((await hosting.readRewriteFile(id, "a", `${root}/新.txt`)).text).toBe("你好");
  expect(await hosting.checkUploads(id, ["新.txt"])).toMatchObject([{ filename: "新.txt" }]);
}

describe.each(manners)("a panel that answers %s", (_how, manner, encoding) => {
  beforeEach(() => {
    sandbox.panel.setHabits(manner);
    client = clientOf(sandbox, encoding);
  });

  it("sells hosting, and does all 67 things with it", async () => {
    const { hosting } = client;
    expect(await hosting.getLines()).toMatchObject([{ guid: line, renewalOpen: true }, {}, {}]);
    expect(await hosting.getProducts()).toMatchObject([{ price: "80.00", discounts: [{}, {}] }, {}, {}]);
    expect(await hosting.getPhpVersions(line)).toContainEqual({ version: "php81", name: "PHP 81" });
    expect((await hosting.getTool(line, "phpmyadmin")).url).toContain("phpmyadmin");
    const id = (await hosting.create(hostingOrder)) ?? "";
    expect(await hosting.listAllOrders()).toEqual([await hostingOf(id)]);
    expect(await hostingOf(id)).toMatchObject({
      clientUserId: 900001,
      ftpName: "web1",
      ftpPassword: "Pw-ftp-1",
    });
    await domainsOf(id);
    await certificateOf(id);
    await rulesOf(id);
    await guardOf(id);
    await settingsOf(id);
    await filesOf(id);
    await businessOf(id);
    await endOf(id);
    expect(doneBy(sandbox, "hosting_operate").size).toBe(67);
  });
});
