import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "../sandbox";
import * as lookups from "./lookups";

let sandbox: RstackSandbox;
let vm: string;
beforeAll(async () => {
  sandbox = await startRstackSandbox();
  vi.stubEnv("RSTACK_ENDPOINT", sandbox.url);
  vi.stubEnv("RSTACK_API_KEY", sandbox.apiKey);
  vm = sandbox.panel.addVm({ vmname: "looked", nodeid: "5" });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
});

describe("the lookups", () => {
  it("find areas and the nodes of one, by name", async () => {
    expect((await lookups.getAreas()).map(({ id }) => id)).toEqual(["1", "2", "3"]);
    const nodes = await lookups.getNodes({ area: "South China", status: "normal" });
    expect(nodes.map(({ name }) => name)).toEqual(["可用区 a"]);
    await expect(lookups.getNodes({ area: "Nowhere" })).rejects.toThrow('area: there is no area "Nowhere"');
  });

  it("find images, also those of a node or a VM", async () => {
    expect(await lookups.getImages()).toHaveLength(8);
    expect((await lookups.getImages({ node: "3" })).map(({ id }) => id)).toEqual(["15", "20"]);
    expect((await lookups.getImages({ vm, kind: "cd" })).map(({ name }) => name)).toContain("rescue");
  });

  it("find pools and addresses, also free ones alone", async () => {
    expect((await lookups.getPools({ nodeId: "5" })).map(({ gateway }) => gateway)).toEqual(["172.16.3.1"]);
    const all = await lookups.getAddresses({ poolId: "5" });
    const free = await lookups.getAddresses({ poolId: "5", onlyFree: true });
    expect(all.length - free.length).toBe(1);
  });

  it("find tasks, samples, VMs, users, rules and snapshots", async () => {
    expect(await lookups.getTasks({ vmId: vm })).toMatchObject([{ type: "create" }]);
    expect(Array.isArray(await lookups.getMonitoring({ vm }))).toBe(true);
    expect(await lookups.getVms()).toMatchObject([{ serviceId: vm, name: "looked" }]);
    expect((await lookups.getUsers()).map(({ userId }) => userId)).toContain("8080");
    expect(await lookups.getNatRules({ vmId: vm })).toEqual([]);
    expect(await lookups.getSnapshots({ vm })).toEqual([]);
    await expect(lookups.getSnapshots()).rejects.toThrow("vm: is required");
    expect(sandbox.writes()).toBe(0);
  });

  it("open the console when told so, but not in a preview", async () => {
    expect(await lookups.getConsole({ vm })).not.toHaveProperty("token");
    const preview = vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(true);
    expect(await lookups.getConsole({ vm, open: true })).not.toHaveProperty("token");
    expect(sandbox.writes()).toBe(0);
    preview.mockReturnValue(false);
    const { token, expiresAt } = await lookups.getConsole({ vm, open: true });
    expect(token).toMatch(/./);
    expect(expiresAt).toMatch(/\+08:00$/);
    preview.mockRestore();
  });
});
