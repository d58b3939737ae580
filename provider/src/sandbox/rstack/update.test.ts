import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox, type VmSummary } from "./sandbox";
import { call, create, rows, state, vmRow, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 60, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

const update = (id: string, params: Form): Promise<string> => call(sandbox, "vm_update", { id, ...params });
const machine = (vmid: string): VmSummary | undefined => sandbox.ledger().vms.find((vm) => vm.id === vmid);

describe("an update of the hardware", () => {
  it("restarts a machine that is on", async () => {
    const vmid = await create(sandbox);
    expect(await update(vmid, { update_vm: "1", ram: "4096" })).toBe("0");
    expect(machine(vmid)).toMatchObject({
      restarts: 1,
      power: "running",
      applied: { ram: "4096", cpu: "2" },
    });
    expect(await vmRow(sandbox, vmid)).toMatchObject({ ram: "4096", cpu: "2", ram_min: "1024" });
  });

  it("does not restart a machine that is off, nor for nothing", async () => {
    const vmid = await create(sandbox);
    await update(vmid, { update_vm: "1", ram: "2048" });
    sandbox.panel.setPower(vmid, "off");
    await update(vmid, { update_vm: "1", cpu: "4" });
    expect(machine(vmid)).toMatchObject({ restarts: 0, power: "off", applied: { cpu: "4" } });
  });

  it("only changes the record without update_vm", async () => {
    const vmid = await create(sandbox);
    await update(vmid, { cpu: "4" });
    expect(await vmRow(sandbox, vmid)).toMatchObject({ cpu: "4" });
    expect(machine(vmid)).toMatchObject({ restarts: 0, applied: { cpu: "2" } });
    await update(vmid, { update_vm: "1", remark: "now" });
    expect(machine(vmid)).toMatchObject({ restarts: 1, applied: { cpu: "4" } });
  });

  it.each<[Form, string]>([
    [{ disk: "19" }, "the data disk can only grow, not shrink"],
    [{ cpu: "65" }, "not enough resources on the node"],
    [{ ram: "2000000" }, "not enough resources on the node"],
    [{ ram_min: "4096" }, "invalid parameter ram_min"],
    [{ cpu_weight: "101" }, "invalid parameter cpu_weight"],
    [{ nodeid: "2" }, "the machine cannot be moved"],
    [{ userid: "1" }, "the user does not exist"],
    [{ status: "3" }, "invalid parameter status"],
    [{ vmname: "other" }, "unknown parameter vmname"],
    [{ osid: "16" }, "unknown parameter osid"],
    [{ bwdate: "tomorrow" }, "invalid parameter bwdate"],
  ])("is refused with %j", async (params, message) => {
    const vmid = await create(sandbox, { disk: "20" });
    expect(await update(vmid, { update_vm: "1", ...params })).toBe(`-1|${message}`);
    expect(machine(vmid)?.restarts).toBe(0);
  });

  it("takes from the node what it adds", async () => {
    const vmid = await create(sandbox, { nodeid: "3", disk: "20", iptype: "0" });
    await update(vmid, { update_vm: "1", disk: "120", ram: "4096" });
    const [node] = await rows(sandbox, "hypernode", { id: "3" });
    expect(node).toMatchObject({ allowram: "28672", allowdisk: "1928" });
  });
});

describe("an update of the record", () => {
  it("changes quotas, owner and remark, and nothing else", async () => {
    const vmid = await create(sandbox, { remark: "old" });
    await call(sandbox, "user_add", {
      userid: "9",
      username: "other",
      password: "secret1",
      email: "a@b.cn",
      status: "0",
    });
    const before = await vmRow(sandbox, vmid);
    await update(vmid, { bwlimit: "500", backup_snapshot: "-1", portmap: "3", userid: "9", remark: "new" });
    expect(await vmRow(sandbox, vmid)).toEqual({
      ...before,
      bwlimit: "500",
      backup_snapshot: "-1",
      portmap: "3",
      userid: "9",
      remark: "new",
    });
  });

  it("locks and suspends, which keeps everything else from being done", async () => {
    const vmid = await create(sandbox);
    await update(vmid, { status: "-1" });
    expect(await state(sandbox, vmid)).toBe("overdue");
    expect(await call(sandbox, "vm_stop", { vmid })).toBe("-1|the virtual machine is suspended");
    await update(vmid, { status: "1" });
    expect(await state(sandbox, vmid)).toBe("locked");
    expect(await call(sandbox, "vm_stop", { vmid })).toBe("-1|the virtual machine is locked");
    await update(vmid, { status: "2" });
    expect(await state(sandbox, vmid)).toBe("running");
  });

  it("takes the date of the next traffic month in both forms", async () => {
    const vmid = await create(sandbox);
    await update(vmid, { bwdate: "4102444800" });
    expect((await vmRow(sandbox, vmid))?.bwdate).toBe("4102444800");
    await update(vmid, { bwdate: "2100-01-01 08:00:00" });
    expect((await vmRow(sandbox, vmid))?.bwdate).toBe("4102444800");
  });
});

describe("addresses", () => {
  it("are replaced in the record, and work after they are bound", async () => {
    const vmid = await create(sandbox, { ip: "2" });
    await update(vmid, { ip: "192.168.1.50", additionals_ip: "192.168.1.51,192.168.1.30" });
    expect(machine(vmid)).toMatchObject({
      ips: ["192.168.1.50", "192.168.1.51", "192.168.1.30"],
      boundIps: ["192.168.1.30", "192.168.1.31"],
    });
    expect(await rows(sandbox, "hyperip", { ip: "192.168.1.31" })).toMatchObject([{ vmid: "0" }]);
    expect(await call(sandbox, "vm_setips", { vmid })).toBe("0");
    expect(await rows(sandbox, "hypertask", { vmid, tasktype: "5" })).toMatchObject([{ status: "0" }]);
    sandbox.clock.advance({ minutes: 1 });
    expect(machine(vmid)?.boundIps).toEqual(["192.168.1.50", "192.168.1.51", "192.168.1.30"]);
  });

  it("lose their further ones when those are empty beside a main one, and keep them otherwise", async () => {
    const vmid = await create(sandbox, { ip: "2" });
    await update(vmid, { remark: "x", additionals_ip: "" });
    expect(machine(vmid)?.ips).toEqual(["192.168.1.30", "192.168.1.31"]);
    await update(vmid, { ip: "192.168.1.30", additionals_ip: "" });
    expect(machine(vmid)?.ips).toEqual(["192.168.1.30"]);
  });

  it("of IPv6 stay when the further ones are empty, as the document says", async () => {
    const vmid = await create(sandbox, { ipv6: "2" });
    const before = await vmRow(sandbox, vmid);
    await update(vmid, { ipv6: before?.ipv6 ?? "", additionals_ipv6: "" });
    expect(await vmRow(sandbox, vmid)).toEqual(before);
    expect(before?.additionals_ipv6).not.toBe("");
  });

  it("are added in numbers, bound at once or not", async () => {
    const vmid = await create(sandbox);
    expect(await call(sandbox, "vm_addip", { vmid, ip_num: "1", ipv6_num: "1", binding_ip: "1" })).toBe("0");
    expect(machine(vmid)?.boundIps).toEqual(["192.168.1.30", "192.168.1.31", "2607:fcd0:100:5600::1030"]);
    await call(sandbox, "vm_addip", { vmid, ip_num: "2" });
    expect(machine(vmid)?.boundIps).toHaveLength(3);
    expect(machine(vmid)?.ips).toHaveLength(5);
    await update(vmid, { addipnumber: "1" });
    expect(machine(vmid)?.ips).toHaveLength(6);
    sandbox.panel.bindIps(vmid);
    expect(machine(vmid)?.boundIps).toHaveLength(6);
  });

  it.each<[string, Form, string]>([
    ["no number", {}, "missing parameter ip_num"],
    ["0", { ip_num: "0" }, "invalid parameter ip_num"],
    ["more than there are", { ip_num: "200" }, "not enough free IP addresses"],
  ])("are not added with %s", async (_, params, message) => {
    const vmid = await create(sandbox);
    expect(await call(sandbox, "vm_addip", { vmid, ...params })).toBe(`-1|${message}`);
    expect(machine(vmid)?.ips).toHaveLength(1);
  });

  it("are not replaced by those of another machine", async () => {
    const first = await create(sandbox);
    const second = await create(sandbox, { vmname: "web2" });
    expect(await update(second, { ip: "192.168.1.30" })).toBe("-1|the IP 192.168.1.30 is in use");
    expect([machine(first)?.ips, machine(second)?.ips]).toEqual([["192.168.1.30"], ["192.168.1.31"]]);
  });
});

describe("a deletion", () => {
  it("is refused for a locked or busy machine unless it is forced", async () => {
    const vmid = await create(sandbox);
    await update(vmid, { status: "1" });
    expect(await call(sandbox, "vm_delete", { vmid })).toBe("-1|the virtual machine is locked");
    await update(vmid, { status: "2" });
    await call(sandbox, "vm_setips", { vmid });
    expect(await call(sandbox, "vm_delete", { vmid })).toBe("-1|the virtual machine is busy");
    expect(await call(sandbox, "vm_delete", { vmid, forcedelete: "1" })).toBe("0");
    expect(sandbox.ledger()).toMatchObject({ vms: [], events: [{ kind: "create" }, { kind: "delete" }] });
  });

  it("takes a while, and then nothing knows the machine", async () => {
    const slow = await startRstackSandbox({ installSeconds: 0, powerSeconds: 60 });
    const vmid = await create(slow);
    expect(await call(slow, "vm_delete", { vmid, returnmsg: "1" })).toBe(
      `0|{"id":"${vmid}","vmname":"web1"}`,
    );
    expect(await vmRow(slow, vmid)).toBeDefined();
    expect(await call(slow, "vm_delete", { vmid })).toBe("-1|the virtual machine does not exist");
    slow.clock.advance({ minutes: 1 });
    expect(await call(slow, "hyper", { id: vmid })).toBe("");
    await slow.close();
  });
});
