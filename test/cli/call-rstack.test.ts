import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { Caller } from "../support/call";
import { rstackPanel } from "../support/panels";

const password = "Secret-Word-77";
const machine = {
  userid: "8080",
  osid: 15,
  vmname: "web1",
  cpu: 2,
  ram_min: 1024,
  ram: 2048,
  port: 10,
  vmpass: password,
  ip: 1,
  backup_snapshot: 2,
  portmap: 1,
  binding_domain: 1,
};

test("every action of RStack is called by its name", async () => {
  const panel = await rstackPanel.start({ installSeconds: 100, taskSeconds: 50, powerSeconds: 10 });
  onTestFinished(() => panel.close());
  const caller = new Caller(rstackPanel, panel);
  const call = async (name: string, parameters = {}): Promise<unknown> => {
    const data = await caller.call(name, parameters);
    panel.clock.advance({ seconds: 100 });
    return data;
  };
  await call("test");
  for (const name of ["area", "hypernode", "hyperos", "hyperipblock", "hyperip"])
    expect(await call(name)).not.toEqual([]);
  expect(await call("vm_freeip", { nodeid: 3, iptype: "2", limits: 2 })).toHaveLength(2);

  const user = { userid: "9001", username: "bob", password, email: "bob@example.com", status: 0 };
  const id = z.string().parse(await call("user_add", user));
  await call("user_update", { id, name: "Bob", password1: "Other-Word-88", password2: "Other-Word-88" });
  expect(await call("user_info", { userid: "9001" })).toMatchObject([{ id, name: "Bob" }]);
  await call("user_delete", { userid: "9001" });

  const created = await call("vm_create", { ...machine, nodeid: 5, returnjson: 1 });
  const { id: vmid } = z.looseObject({ id: z.string() }).parse(created);
  expect(panel.ledger().vms).toMatchObject([{ id: vmid }]);
  expect(await call("hyper", { id: vmid })).toMatchObject([{ vmname: "web1" }]);
  expect(await call("vm_state", { vmid })).toMatchObject({ state: "running", vmname: "web1" });
  await call("hypertask", { vmid });
  await call("vm_exinfo", { vmid });
  await call("vm_monitor", { vmid });
  for (const verb of ["stop", "start", "restart", "force_restart", "force_stop", "start"])
    await call(`vm_${verb}`, { vmid });
  await call("vm_update", { id: vmid, ram: 4096, update_vm: 1 });
  await call("vm_setips", { vmid });
  await call("vm_setport", { vmid, remote_port: 44444 });
  await call("vm_addip", { vmid, ip_num: 1, binding_ip: 1 });
  await call("vm_reload", { vmid, osid: 16, rot: 0 });
  await call("vm_resetps", { vmid, vmpass: "Other-Word-88" });
  expect(panel.panel.passwordIs(vmid, "Other-Word-88")).toBe(true);
  for (const part of ["enable", "state", "logout"]) await call(`vm_console.${part}`, { vmid });

  const name = await call("vm_snapshot.create", { vmid });
  expect(await call("vm_snapshot.list", { vmid })).toMatchObject([{ name }]);
  await call("hyperbackup", { vmid });
  await call("vm_snapshot.revert", { vmid, snapshotname: name });
  await call("vm_snapshot.del", { vmid, snapshotname: name });
  await call("vm_cd_manage.list", { vmid });
  await call("vm_cd_manage.change", { vmid, cdid: 90 });
  await call("vm_cd_manage.change", { vmid, cdid: -1 });
  await call("vm_portmap.add", { vmid, privateport: 3389 });
  await call("vm_domain.add", { vmid, domainname: "www.example.com", privateport: 80 });
  const rules = z.array(z.looseObject({ id: z.string() })).parse(await call("hypernat", { vmid }));
  await call("vm_portmap.del", { portid: rules[0]?.id });
  await call("vm_domain.del", { domainid: rules[1]?.id });
  expect(await call("hypernat", { vmid })).toEqual([]);
  await call("vm_delete", { vmid, returnmsg: 1 });
  expect(panel.ledger().vms.filter(({ id: left }) => left === vmid)).toEqual([]);
  caller.insistOnSecrecy(panel.apiKey, password, "Other-Word-88");
  await caller.insistOnAll(36);
});
