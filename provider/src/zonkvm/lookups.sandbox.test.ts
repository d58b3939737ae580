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
});
