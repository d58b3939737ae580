import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, rows, vmRow, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 50, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

describe("snapshots", () => {
  const snapshot = (vmid: string, subvaction: string, params: Form = {}): Promise<string> =>
    call(sandbox, "vm_snapshot", { vmid, subvaction, ...params });

  it("are made, completed, reverted to and deleted", async () => {
    const vmid = await create(sandbox, { backup_snapshot: "1" });
    const body = await snapshot(vmid, "create");
    expect(body).toMatch(/^0\|web1_\d{14}_\d+$/);
    const snapshotname = body.slice(2);
    expect(await rows(sandbox, "hyperbackup", { vmid, backuptype: "1" })).toMatchObject([
      { name: snapshotname, status: "0" },
    ]);
    expect(await call(sandbox, "vm_state", { vmid })).toContain('"backuptask":"1"');
    sandbox.clock.advance({ seconds: 50 });
    expect(await rows(sandbox, "hyperbackup", { name: snapshotname, status: "1" })).toHaveLength(1);
    expect(await snapshot(vmid, "revert", { snapshotname })).toBe("0");
    sandbox.clock.advance({ seconds: 50 });
    expect(sandbox.ledger().events.map((event) => event.kind)).toEqual(["create", "snapshot", "revert"]);
    expect(JSON.parse(await snapshot(vmid, "list"))).toHaveLength(1);
    expect(await snapshot(vmid, "del", { snapshotname })).toBe("0");
    expect(await snapshot(vmid, "list")).toBe("");
  });

  it("are limited by the quota, and by the group's when that is -1", async () => {
    const none = await create(sandbox);
    expect(await snapshot(none, "create")).toBe("-1|the snapshot quota is exceeded");
    const vmid = await create(sandbox, { backup_snapshot: "-1" });
    sandbox.panel.setGroupQuota(1);
    expect(await snapshot(vmid, "create")).toMatch(/^0\|/);
    sandbox.clock.advance({ seconds: 50 });
    expect(await snapshot(vmid, "create")).toBe("-1|the snapshot quota is exceeded");
  });

  it("are refused by names that are not there, or missing", async () => {
    const vmid = await create(sandbox, { backup_snapshot: "1" });
    expect(await snapshot(vmid, "revert")).toBe("-1|missing parameter snapshotname");
    expect(await snapshot(vmid, "del", { snapshotname: "x" })).toBe("-1|the snapshot does not exist");
  });
});

describe("rules of a shared address", () => {
  const shared = (params: Form = {}): Promise<string> =>
    create(sandbox, { nodeid: "5", portmap: "1", binding_domain: "1", ...params });

  it("map a port, found in the list and deleted by its id", async () => {
    const vmid = await shared();
    expect(await call(sandbox, "vm_portmap", { vmid, subvaction: "add", privateport: "3389" })).toBe("0");
    const [rule] = await rows(sandbox, "hypernat", { vmid, nattype: "1" });
    expect(rule).toMatchObject({ privateport: "3389", ip: "172.16.3.3", userid: "8080", nodeid: "5" });
    expect(Number(rule?.publicport)).toBeGreaterThan(20_000);
    expect(await call(sandbox, "vm_portmap", { vmid, subvaction: "add", privateport: "22" })).toBe(
      "-1|the port mapping quota is exceeded",
    );
    expect(await call(sandbox, "vm_domain", { domainid: rule?.id ?? "", subvaction: "del" })).toBe(
      "-1|the rule does not exist",
    );
    expect(await call(sandbox, "vm_portmap", { portid: rule?.id ?? "", subvaction: "del" })).toBe("0");
    expect(await call(sandbox, "hypernat", { vmid })).toBe("");
  });

  it("serve a website, each domain once", async () => {
    const vmid = await shared();
    const add = { subvaction: "add", domainname: "www.example.com", privateport: "80" };
    expect(await call(sandbox, "vm_domain", { vmid, ...add })).toBe("0");
    expect(await rows(sandbox, "hypernat", { nattype: "2" })).toMatchObject([
      { domainname: "www.example.com" },
    ]);
    const other = await shared({ vmname: "web2" });
    expect(await call(sandbox, "vm_domain", { vmid: other, ...add })).toBe("-1|the domain already exists");
  });

  it.each<[string, string, Form, string]>([
    ["vm_portmap", "no sub-action", { privateport: "22" }, "missing parameter subvaction"],
    ["vm_portmap", "no port", { subvaction: "add" }, "missing parameter privateport"],
    ["vm_portmap", "port 0", { subvaction: "add", privateport: "0" }, "invalid parameter privateport"],
    ["vm_portmap", "no rule", { subvaction: "del" }, "missing parameter portid"],
    ["vm_domain", "no domain", { subvaction: "add", privateport: "80" }, "missing parameter domainname"],
    [
      "vm_domain",
      "no domain's name",
      { subvaction: "add", domainname: "x", privateport: "80" },
      "invalid parameter domainname",
    ],
  ])("are refused by %s with %s", async (action, _, params, message) => {
    const vmid = await shared();
    expect(await call(sandbox, action, { vmid, ...params })).toBe(`-1|${message}`);
  });

  it("are refused for a machine with its own address", async () => {
    const vmid = await create(sandbox, { portmap: "1" });
    expect(JSON.parse(await call(sandbox, "vm_exinfo", { vmid }))).toMatchObject({
      publicip: "",
      iptype: "0",
    });
    expect(await call(sandbox, "vm_portmap", { vmid, subvaction: "add", privateport: "22" })).toBe(
      "-1|the virtual machine has no shared ip",
    );
  });

  it("go with their machine", async () => {
    const vmid = await shared();
    await call(sandbox, "vm_portmap", { vmid, subvaction: "add", privateport: "22" });
    sandbox.panel.removeVm(vmid);
    expect(sandbox.ledger()).toMatchObject({ vms: [], natRules: [] });
  });
});

describe("the CD drive", () => {
  it("takes an image of the node's, and gives it back", async () => {
    const vmid = await create(sandbox);
    expect(await rows(sandbox, "vm_cd_manage", { vmid, subvaction: "list" })).toMatchObject([
      { id: "90", osfile: "cd" },
      { id: "91" },
    ]);
    expect(await call(sandbox, "vm_cd_manage", { vmid, subvaction: "change", cdid: "91" })).toBe("0");
    expect(await rows(sandbox, "hyper", { cdid: "91" })).toMatchObject([{ id: vmid }]);
    expect(await call(sandbox, "vm_cd_manage", { vmid, subvaction: "change", cdid: "-1" })).toBe("0");
    expect((await vmRow(sandbox, vmid))?.cdid).toBe("");
    expect(await call(sandbox, "vm_cd_manage", { vmid, subvaction: "change" })).toBe(
      "-1|missing parameter cdid",
    );
    expect(await call(sandbox, "vm_cd_manage", { vmid, subvaction: "change", cdid: "15" })).toBe(
      "-1|the image does not exist on this node",
    );
  });
});
