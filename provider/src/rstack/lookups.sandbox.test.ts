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

  it("find by whatever the controller's lists can be narrowed by", async () => {
    const other = sandbox.panel.addVm({ vmname: "other", remark: "shop front" });
    const ids = async (args: lookups.GetVmsArgs) =>
      (await lookups.getVms(args)).map(({ serviceId }) => serviceId);
    expect(await ids({ remark: "shop" })).toEqual([other]);
    expect(await ids({ nodeId: "5" })).toEqual([vm]);
    expect(await ids({ name: "other", status: "normal" })).toEqual([other]);
    expect((await lookups.getAreas({ name: "South" })).map(({ id }) => id)).toEqual(["2"]);
    expect((await lookups.getNodes({ ip: "192.168.5.23" })).map(({ id }) => id)).toEqual(["5"]);
    expect((await lookups.getImages({ type: "debian" })).map(({ id }) => id)).toEqual(["16"]);
    expect(await lookups.getImages({ name: "debian", vm })).toMatchObject([{ id: "16" }]);
    sandbox.panel.addUser("9009");
    sandbox.panel.editUser("9009", { remark: "a customer" });
    expect(await lookups.getUsers({ remark: "customer" })).toMatchObject([
      { userId: "9009", panelRemark: "a customer" },
    ]);
  });

  it("find full backups, free addresses, CDs, and what one VM is and does", async () => {
    const full = sandbox.panel.addBackup(vm, "full");
    const snapshot = sandbox.panel.addBackup(vm, "snapshot");
    const names = async (args: lookups.GetBackupsArgs) =>
      (await lookups.getBackups({ vmId: vm, ...args })).map(({ name }) => name);
    expect(await names({})).toEqual([full, snapshot]);
    expect(await names({ type: "full" })).toEqual([full]);
    expect((await lookups.getSnapshots({ vm })).map(({ name }) => name)).toEqual([snapshot]);
    const free = await lookups.getFreeAddresses({ node: "shared", limit: 2 });
    expect(free.map(({ ip }) => ip)).toEqual(["172.16.3.4", "172.16.3.5"]);
    expect(await lookups.getFreeAddresses({ node: "shared", vmId: vm, limit: 1 })).toMatchObject([
      { ip: "172.16.3.3" },
    ]);
    await expect(lookups.getFreeAddresses()).rejects.toThrow("node: is required");
    expect((await lookups.getCdImages({ vm })).map(({ name }) => name)).toEqual(["virtio-win", "rescue"]);
    expect(await lookups.getVmState({ vm })).toMatchObject({ state: "running", imageFile: "centos7.6.vhdx" });
    expect(await lookups.getVmDetails({ vm })).toMatchObject({
      publicIp: "192.168.1.202",
      sharesAddress: true,
    });
    expect(sandbox.writes()).toBe(0);
  });

  it("list VMs without their passwords", async () => {
    const all = [await lookups.getVms(), await lookups.getVms({ name: "looked" })];
    expect(JSON.stringify(all)).toContain("looked");
    expect(JSON.stringify(all)).not.toContain("Panel-Password-1");
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
    preview.mockReturnValue(true);
    await lookups.closeConsole({ vm });
    expect(await lookups.getConsole({ vm })).toMatchObject({ token });
    preview.mockReturnValue(false);
    await lookups.closeConsole({ vm });
    expect(await lookups.getConsole({ vm })).not.toHaveProperty("token");
    preview.mockRestore();
  });
});
