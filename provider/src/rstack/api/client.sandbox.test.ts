import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadCatalog } from "../catalog";
import { RstackClient } from "./client";
import { RefusedError, UnknownOutcomeError } from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import type { CreateOrder } from "./requests";
import { startRstackSandbox, type RstackSandbox } from "../../sandbox/index";

let sandbox: RstackSandbox;
let client: RstackClient;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 100, taskSeconds: 50, powerSeconds: 10 });
  client = clientOf("english");
});
afterEach(() => sandbox.close());

function clientOf(language: "english" | "chinese"): RstackClient {
  const http = new HttpClient({ endpoint: sandbox.url, readAttempts: 2 });
  return new RstackClient({ http, apiKey: sandbox.apiKey, language });
}

/** Everything that comes back as it was ordered. */
const sizes = {
  userId: "8080",
  nodeId: "5",
  imageId: "15",
  name: "web1",
  cpu: 2,
  cpuLimitPercent: 90,
  cpuWeight: 20,
  memoryMb: 2048,
  memoryMinMb: 1024,
  memoryBufferPercent: 30,
  memoryWeight: 60,
  systemDisksGb: { windows: 60, linux: 40 },
  dataDiskGb: 20,
  systemDiskIops: 500,
  dataDiskIops: 600,
  portMbps: 10,
  trafficGb: 500,
  snapshots: 1,
  backups: "byUserGroup",
  portMappings: 1,
  natWebsites: 1,
  remotePort: 33890,
  remark: "shop rs-0123456789ab",
} as const;
const order: CreateOrder = { ...sizes, password: "Aa535029279", ipv4: { count: 1 } };

const pass = (seconds: number): void => {
  sandbox.clock.advance({ seconds });
};

async function installed(changes: Partial<CreateOrder> = {}): Promise<string> {
  const { id } = await client.createVm({ ...order, ...changes });
  pass(100);
  return id;
}

const machine = (id: string) => sandbox.ledger().vms.find((vm) => vm.id === id);

describe("every action of the vendor", () => {
  it("test, area, hypernode, hyperos, hyperipblock, hyperip, vm_freeip", async () => {
    await client.test();
    const catalog = await loadCatalog(client);
    expect(catalog.areas.map(({ name }) => name)).toEqual(["华东区域", "South China", "Shared IP"]);
    expect(catalog.nodes[2]).toMatchObject({
      id: "3",
      areaId: "2",
      maxCpu: 16,
      freeMemoryMb: 32768,
      status: "normal",
    });
    expect(catalog.images.find(({ id }) => id === "90")).toMatchObject({ name: "virtio-win", kind: "cd" });
    expect(catalog.pools[4]).toMatchObject({ nodeId: "5", type: "privateIpv4", gateway: "172.16.3.1" });
    expect(catalog.ips.every(({ vmId }) => vmId === undefined)).toBe(true);
    expect(await client.getFreeIps("3", { types: ["privateIpv4"], limit: 2 })).toMatchObject([
      { ip: "172.16.4.3" },
      { ip: "172.16.4.4" },
    ]);
    expect(await client.getNodes({ areaIds: ["1", "2"], leastCpu: 32, status: "normal" })).toHaveLength(2);
  });

  it("user_add, user_info, user_update, user_delete", async () => {
    const id = await client.addUser({
      userId: "9001",
      username: "bob",
      password: "secret77",
      email: "bob@example.com",
      emailVerified: true,
      remark: "reseller",
    });
    await client.updateUser(id, {
      name: "Bob",
      password: "secret88",
      status: "disabled",
      reinstallLimitedUntil: "2030-01-02",
    });
    expect(await client.getUsers({ userId: "9001" })).toMatchObject([
      {
        id,
        name: "Bob",
        status: "disabled",
        emailVerified: true,
        reinstallLimitedUntil: "2030-01-02",
        group: 0,
      },
    ]);
    await client.deleteUser("9001");
    expect(await client.getUsers({ userId: "9001" })).toEqual([]);
  });

  it("vm_create, hyper, hypertask, vm_state", async () => {
    const created = await client.createVm({ ...order, snapshots: "byUserGroup" });
    expect(created).toMatchObject({
      name: "web1",
      ipv4: "172.16.3.3",
      status: "installing",
      remark: order.remark,
    });
    pass(50);
    expect(await client.getTasks({ vmId: created.id })).toMatchObject([
      { type: "create", step: "copying", status: "installing", message: "50" },
    ]);
    expect(await client.getVmState(created.id)).toMatchObject({ state: "installing", taskMessage: "50" });
    pass(50);
    expect(await client.getVmState(created.id)).toMatchObject({ state: "running", taskStatus: "done" });
    const [vm] = await client.getVms({ name: "web1" });
    expect(vm).toMatchObject({
      ...sizes,
      id: created.id,
      snapshots: "byUserGroup",
      status: "normal",
      ipv4: "172.16.3.3",
    });
    expect(sandbox.panel.passwordIs(created.id, order.password)).toBe(true);
  });

  it("vm_update, vm_addip, vm_setips, vm_setport, vm_exinfo", async () => {
    const id = await installed({ nodeId: "1" });
    await client.updateVm(id, { memoryMb: 4096, dataDiskGb: 40 }, true);
    pass(10);
    expect(machine(id)).toMatchObject({ restarts: 1, applied: { ram: "4096", disk: "40" } });
    await client.addIps(id, { ipv4: 1, ipv6: 1 }, true);
    await client.updateVm(id, { ipv4: ["192.168.1.31", "192.168.1.60"], status: "suspended" }, false);
    expect(await client.getVms({ id })).toMatchObject([
      {
        ipv4: "192.168.1.31",
        moreIpv4: ["192.168.1.60"],
        ipv6: "2607:fcd0:100:5600::1030",
        status: "suspended",
      },
    ]);
    await client.updateVm(id, { status: "normal" }, false);
    await client.rebindIps(id);
    pass(50);
    expect(machine(id)?.boundIps).toEqual(["192.168.1.31", "192.168.1.60", "2607:fcd0:100:5600::1030"]);
    await client.setRemotePort(id, 44444);
    pass(50);
    expect(await client.getVmDetails(id)).toMatchObject({
      remotePort: 44444,
      ipType: "publicIpv4",
      trafficGb: 500,
    });
  });

  it("vm_start, vm_restart, vm_stop, vm_force_restart, vm_force_stop", async () => {
    const id = await installed();
    const after = async (change: Promise<void>) => {
      await change;
      pass(10);
      return (await client.getVmState(id)).state;
    };
    expect(await after(client.stopVm(id))).toBe("stopped");
    expect(await after(client.startVm(id))).toBe("running");
    expect(await after(client.restartVm(id))).toBe("running");
    expect(await after(client.forceRestartVm(id))).toBe("running");
    expect(await after(client.forceStopVm(id))).toBe("stopped");
    expect(machine(id)?.restarts).toBe(2);
  });

  it("vm_reload, vm_resetps, vm_console, vm_monitor", async () => {
    const id = await installed();
    await client.reinstallVm(id, "16", "allDisks");
    pass(100);
    expect(machine(id)).toMatchObject({ image: "debian11", reinstalls: 1, dataErased: 1 });
    await client.resetPassword(id, "Another-Password-1");
    pass(50);
    expect(sandbox.panel.passwordIs(id, "Another-Password-1")).toBe(true);
    await client.openConsole(id);
    expect((await client.getConsole(id)).token).toMatch(/^vnc/);
    await client.closeConsole(id);
    expect((await client.getConsole(id)).token).toBeUndefined();
    expect((await client.getMonitoring(id))[0]).toMatchObject({ cpuPercent: 0.1, memory: { totalMb: 2048 } });
    expect(await client.getMonitoring(id, "2019-05-01")).toEqual([]);
  });

  it("vm_snapshot, hyperbackup, vm_cd_manage", async () => {
    const id = await installed();
    const name = await client.createSnapshot(id);
    expect(await client.getBackups({ vmId: id, type: "snapshot" })).toMatchObject([
      { name, completed: false },
    ]);
    pass(50);
    expect(await client.getSnapshots(id)).toMatchObject([{ name, completed: true, vmId: id }]);
    await client.revertSnapshot(id, name);
    pass(50);
    await client.deleteSnapshot(id, name);
    expect(await client.getSnapshots(id)).toEqual([]);
    const [cd] = await client.getCdImages(id);
    await client.changeCd(id, cd?.id);
    expect(await client.getVms({ cdId: "90" })).toHaveLength(1);
    await client.changeCd(id, undefined);
    expect(await client.getVms({ cdId: "90" })).toEqual([]);
  });

  it("vm_portmap, vm_domain, hypernat", async () => {
    const id = await installed();
    await client.addPortMapping(id, 3389);
    await client.addNatWebsite(id, "www.example.com", 80);
    const rules = await client.getNatRules({ vmId: id });
    expect(rules).toMatchObject([
      { type: "portMapping", privatePort: 3389 },
      { type: "website", domain: "www.example.com", privatePort: 80 },
    ]);
    await client.deletePortMapping(rules[0]?.id ?? "");
    await client.deleteNatWebsite(rules[1]?.id ?? "");
    expect(await client.getNatRules({ vmId: id })).toEqual([]);
  });

  it("vm_delete", async () => {
    const id = await installed();
    await client.updateVm(id, { status: "locked" }, false);
    await expect(client.deleteVm(id)).rejects.toThrow(RefusedError);
    await client.deleteVm(id, { force: true });
    pass(10);
    expect(await client.getVms({ id })).toEqual([]);
  });
});

describe("a refusal", () => {
  it("comes in the language that is asked for, with a translation", async () => {
    await expect(client.createVm({ ...order, nodeId: "3", ipv6: { count: 1 } })).rejects.toMatchObject({
      facts: { vendorMessage: "not enough free IP addresses" },
    });
    await expect(
      clientOf("chinese").createVm({ ...order, nodeId: "3", ipv6: { count: 1 } }),
    ).rejects.toMatchObject({
      facts: { vendorMessage: "可用ip不足", translation: "there are not enough free addresses" },
    });
  });

  it("of a wrong key is one of the account", async () => {
    sandbox.panel.setKey("ANOTHER-KEY");
    await expect(client.getVms()).rejects.toMatchObject({ name: "AccountRefusedError" });
  });
});

describe("a creation without a trustworthy answer", () => {
  it.each(["lostAfter", "http500After", "htmlAfter", "halfJsonAfter"] as const)(
    "is sent once and of unknown outcome: %s",
    async (kind) => {
      sandbox.fault({ action: "vm_create", kind });
      await expect(client.createVm(order)).rejects.toThrow(UnknownOutcomeError);
      expect(sandbox.count("vm_create")).toBe(1);
      expect(sandbox.ledger().vms).toHaveLength(1);
      expect(await client.getVms({ remark: "rs-0123456789ab" })).toMatchObject([{ name: "web1" }]);
    },
  );

  it.each(["lostBefore", "http500Before", "htmlBefore", "halfJsonBefore", "http429"] as const)(
    "is of unknown outcome also when nothing was made: %s",
    async (kind) => {
      sandbox.fault({ action: "vm_create", kind });
      await expect(client.createVm(order)).rejects.toThrow(UnknownOutcomeError);
      expect(sandbox.count("vm_create")).toBe(1);
      expect(sandbox.ledger().vms).toHaveLength(0);
    },
  );
});

describe("a read", () => {
  it.each(["lostBefore", "http500Before", "htmlBefore", "halfJsonBefore", "http429"] as const)(
    "is repeated after %s",
    async (kind) => {
      sandbox.panel.addVm();
      sandbox.fault({ action: "hyper", kind });
      expect(await client.getVms()).toHaveLength(1);
      expect(sandbox.count("hyper")).toBe(2);
    },
  );

  it("of a hundred machines is one request", async () => {
    for (let index = 0; index < 100; index += 1) sandbox.panel.addVm({ vmname: `vm${index}` });
    expect(await client.getVms()).toHaveLength(100);
    expect(sandbox.count()).toBe(1);
  });
});
