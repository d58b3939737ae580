import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startBthostSandbox, type BthostSandbox } from "../sandbox";
import { build } from "../sandbox/bthost/caller";
import * as lookups from "./lookups";

let sandbox: BthostSandbox;
let made: Awaited<ReturnType<typeof build>>;
beforeAll(async () => {
  sandbox = await startBthostSandbox();
  vi.stubEnv("BTHOST_ENDPOINT", sandbox.url);
  vi.stubEnv("BTHOST_ACCESS_TOKEN", sandbox.accessToken);
  made = await build(sandbox);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

const names = (rows: readonly { readonly name?: string | undefined }[]) => rows.map(({ name }) => name);

describe("the lookups", () => {
  it("find plans, those that are no longer offered too, by name or id", async () => {
    expect(names(await lookups.getPlans())).toEqual(expect.arrayContaining(["默认", "large", "retired"]));
    expect(await lookups.getPlan({ plan: "large" })).toMatchObject({ id: "2" });
    await expect(lookups.getPlan({ plan: "none" })).rejects.toThrow(/there is no plan "none"; there are: /);
    await expect(lookups.getPlan({})).rejects.toThrow("plan: is required");
  });

  it("find pools and what is in them", async () => {
    const [pool] = await lookups.getDomainPools();
    expect((await lookups.getPoolDomains({ pool: pool?.name })).length).toBeGreaterThan(0);
    const [ips] = await lookups.getIpPools();
    expect((await lookups.getIpAddresses({ pool: ips?.id })).length).toBeGreaterThan(0);
    expect(names(await lookups.getCategories())).toContain("vip");
    expect((await lookups.getPhpVersions()).map(({ id }) => id)).toEqual(["00", "56", "72", "74"]);
    expect(await lookups.getPrograms()).toMatchObject([{ id: "wordpress" }]);
  });

  it("find hosts, users, databases and FTP accounts without their passwords", async () => {
    const [sql, ftp] = [String(made.sql?.id), String(made.ftp?.id)];
    const all = await Promise.all([
      lookups.getHosts(),
      lookups.getHosts({ owner: "1", category: "5" }),
      lookups.getHost({ host: "67" }),
      lookups.getUsers(),
      lookups.getDatabase({ id: sql }),
      lookups.getFtpAccount({ id: ftp }),
    ]);
    expect(all).toMatchObject([
      [{ serviceId: "67", username: "web1" }],
      [{ serviceId: "67" }],
      { id: "67", ftp: { username: "web1" }, databases: [{ database: "web1" }] },
      [{ serviceId: "1", username: "admin" }],
      { database: "web1" },
      { username: "web1" },
    ]);
    const shown = JSON.stringify(all);
    for (const password of [String(made.ftp?.password), String(made.sql?.password), "Admin-Password-1"])
      expect(shown).not.toContain(password);
    expect(await lookups.getHosts({ owner: "2" })).toEqual([]);
    await expect(lookups.getHost({ host: "99" })).rejects.toThrow("there is no host 99");
    await expect(lookups.getFtpAccount({ id: "999" })).rejects.toThrow("there is no FTP account 999");
  });

  it("tell the state of a host and what it uses, and measure nothing", async () => {
    expect(await lookups.getHostState({ host: "67" })).toEqual({ status: "running", site: "running" });
    expect(await lookups.getHostUsage({ host: "67" })).toMatchObject({ siteMb: [0, 200] });
    expect(await lookups.getServerStatus()).toBeDefined();
    expect(sandbox.ledger().done).toEqual({ host_build: 1 });
  });

  it("give a login of the owner, which nothing is sent for", async () => {
    const form = await lookups.getLoginForm({ host: "67" });
    expect(JSON.stringify(form)).toContain("Admin-Password-1");
    expect(sandbox.requests.map(({ action }) => action)).not.toContain("host_login");
    expect(Object.keys(lookups)).not.toContain("getLoginFormOutput");
  });
});
