import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "../sandbox";
import * as lookups from "./lookups";

let sandbox: ZonkvmSandbox;
beforeAll(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, habits: { masksPasswords: "none" } });
  vi.stubEnv("ZONKVM_ENDPOINT", sandbox.url);
  vi.stubEnv("ZONKVM_APP_ID", sandbox.appId);
  vi.stubEnv("ZONKVM_APP_KEY", sandbox.appKey);
  await lookups.client().cloudServers.create({
    ...{ lineGuid: "1696808021765605", imageGuid: "1659170791658717", cpuCores: 4, memoryGb: 8 },
    ...{ bandwidthMbps: 20, diskSizesGb: [40], defenseGbps: 5, password: "Never-Shown-77" },
    ...{ clientUserId: 77, clientOrderId: "looked-up" },
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

describe("the lookups", () => {
  it("find zones, and images by what they run on, are for, and where", async () => {
    expect((await lookups.getZones()).map(({ name }) => name)).toContain("德阳电信");
    const names = async (args: lookups.GetImagesArgs) =>
      (await lookups.getImages(args)).map(({ name }) => name);
    expect(await names({ kind: "lease" })).not.toContain("Ubuntu 22.04 64位");
    expect(await names({ use: "create" })).not.toContain("Rocky 9 64位");
    expect(await names({ zone: "1698529778685045" })).not.toContain("2016 数据中心版 64位");
    // A row that says nothing is ruled out of nothing.
    expect(await names({ kind: "idc", zone: "1698529778685045" })).toContain("CentOS 7.9 64位");
  });

  it("find lines and packages of cloud servers", async () => {
    expect((await lookups.getCloudLines()).map(({ sales }) => sales)).toContain("packages");
    expect(await lookups.getCloudPackages()).toContainEqual(
      expect.objectContaining({ name: "绍兴BGP- A型", price: "168.00" }),
    );
  });

  it("find servers without their passwords, their traffic and their console", async () => {
    const [server, ...more] = await lookups.getCloudServers();
    expect(more).toEqual([]);
    expect(server).toMatchObject({ serviceId: "1001", status: "ready", panelClientUserId: 77 });
    expect(JSON.stringify(server)).not.toContain("Never-Shown-77");
    const to = new Date().toISOString();
    const from = new Date(Date.now() - 3_600_000).toISOString();
    expect((await lookups.getTraffic({ id: "1001", from, to })).points.length).toBeGreaterThan(0);
    expect((await lookups.getVncConsole({ id: "1001" })).url).toMatch(/^(https?|wss?):/);
    await expect(lookups.getTraffic({ kind: "lease", from, to })).rejects.toThrow("id: is required");
    await expect(lookups.getVncConsole({ kind: "lease", id: "1001" })).rejects.toThrow("未找到产品记录");
  });

  it("find what web hosting and databases are made of, by their line too", async () => {
    const names = (rows: readonly { readonly name?: string | undefined }[]) => rows.map(({ name }) => name);
    expect(names(await lookups.getHostingLines())).toContain("浙江专线二区");
    const line = "浙江专线二区";
    expect(names(await lookups.getHostingProducts({ line }))).toContain("防劫持IP空间-A型");
    expect(await lookups.getDatabaseProducts({ line })).toContainEqual(
      expect.objectContaining({ name: "云数据库1G-A型", price: "28.00", databaseMb: 1_000 }),
    );
    expect(await lookups.getDatabaseProducts({ line: "浙江专线四区" })).toEqual([]);
    await expect(lookups.getHostingProducts({ line: "nowhere" })).rejects.toThrow("浙江专线二区");
    expect((await lookups.getPhpVersions({ line })).length).toBeGreaterThan(3);
  });

  it("find hostings and databases without their passwords, by where they stand and what they came with", async () => {
    const { hosting, databases } = lookups.client();
    const web = {
      ...{ lineGuid: "20250409132657673528", productGuid: "20250408030033590712", program: "php" },
      ...{ programVersion: "php81", databaseKind: "mysql", encoding: "utf8", ftpPrefix: "web" },
      ...{ ftpPassword: "Never-Shown-78", clientUserId: 78, clientOrderId: "looked-up-2" },
    };
    await hosting.create(web);
    await hosting.addDatabase("1", "Never-Shown-79");
    await databases.create({
      ...{ lineGuid: "20250409132657673528", productGuid: "20250407053315151712", sizeMb: 1_000 },
      ...{ encoding: "utf8mb4", prefix: "db", password: "Never-Shown-80" },
      ...{ clientUserId: 79, clientOrderId: "looked-up-3" },
    });
    const sites = await lookups.getWebHostings();
    expect(sites).toMatchObject([{ serviceId: "1", status: "ready", panelClientUserId: 78 }]);
    const all = await lookups.getDatabases();
    expect(all.map(({ serviceId, hostingId }) => [serviceId, hostingId])).toEqual(
      expect.arrayContaining([
        ["1", "1"],
        ["2", undefined],
      ]),
    );
    expect(JSON.stringify([sites, all])).not.toContain("Never-Shown");
    expect((await lookups.getDatabases({ hosting: "1" })).map(({ serviceId }) => serviceId)).toEqual(["1"]);
    sandbox.panel.end("sql_2", "deleted");
    const ready = async (status: "ready" | "deleted") =>
      (await lookups.getDatabases({ status })).map(({ serviceId }) => serviceId);
    expect(await lookups.getWebHostings({ status: "expired" })).toEqual([]);
    await vi.waitFor(async () => {
      expect([await ready("ready"), await ready("deleted")]).toEqual([["1"], ["2"]]);
    }, 20_000);
  });
});
