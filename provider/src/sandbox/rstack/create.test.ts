import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, rows, smallest, state, vmRow, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 100, taskSeconds: 0, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

const without = (form: Form, ...names: string[]): Form =>
  Object.fromEntries(Object.entries(form).filter(([key]) => !names.includes(key)));

describe("a new machine", () => {
  it("is answered with its id and addresses", async () => {
    expect(await call(sandbox, "vm_create", { ...smallest, ip: "2" })).toBe(
      "0|341|192.168.1.30,192.168.1.31",
    );
  });

  it("is answered with the object of the vendor's sample", async () => {
    const body = await call(sandbox, "vm_create", {
      ...smallest,
      returnjson: "1",
      remark: "rs-abc",
      ip: "192.168.1.40",
      additionals_ip: "192.168.1.41,192.168.1.42",
      ipv6: "1",
    });
    expect(body.startsWith("0|{")).toBe(true);
    expect(JSON.parse(body.slice(2))).toEqual({
      additionals_ip: "192.168.1.41,192.168.1.42",
      additionals_ipv6: "",
      areaid: "1",
      areaname: "华东区域",
      guid: "",
      id: "341",
      ip: "192.168.1.40",
      ipv6: "2607:fcd0:100:5600::1030",
      mac: "00:15:5d:2b:03:41",
      nodeid: "1",
      nodename: "可用区 a",
      os: "centos7.6",
      osid: "15",
      remark: "rs-abc",
      remote_port: "0",
      status: "0",
      userid: "8080",
      vmname: "web1",
      vmpass: "Aa535029279",
    });
  });

  it("is installed step by step, with a percentage", async () => {
    const vmid = await create(sandbox);
    const task = async (): Promise<Form | undefined> => (await rows(sandbox, "hypertask", { vmid }))[0];
    expect(await task()).toMatchObject({ tasktype: "1", taskstep: "1", status: "0" });
    sandbox.clock.advance({ seconds: 50 });
    expect(await task()).toMatchObject({ taskstep: "1", status: "1", taskmsg: "50" });
    const body = await call(sandbox, "vm_state", { vmid });
    expect(body.startsWith("setup|{")).toBe(true);
    expect(JSON.parse(body.slice(6))).toMatchObject({
      taskmsg: "50",
      taskstatus: "1",
      tasktype: "1",
      vmname: "web1",
    });
    sandbox.clock.advance({ seconds: 30 });
    expect(await task()).toMatchObject({ taskstep: "2", status: "2" });
    expect(await vmRow(sandbox, vmid)).toMatchObject({ status: "0", guid: "" });
    sandbox.clock.advance({ seconds: 20 });
    expect(await task()).toMatchObject({ taskstep: "3", status: "3" });
    expect(await state(sandbox, vmid)).toBe("running");
    expect((await vmRow(sandbox, vmid))?.guid).toMatch(/^138d0073-/);
    expect(sandbox.panel.passwordIs(vmid, "Aa535029279")).toBe(true);
  });

  it("stays in installation when that fails", async () => {
    sandbox.panel.failNextInstall("copy error");
    const vmid = await create(sandbox);
    sandbox.clock.advance({ seconds: 100 });
    expect(await call(sandbox, "vm_state", { vmid })).toMatch(/^setupfailed\|.*"taskmsg":"copy error"/);
    expect(await vmRow(sandbox, vmid)).toMatchObject({ status: "0" });
    expect(await call(sandbox, "vm_start", { vmid })).toBe("-1|the virtual machine is not installed");
    expect(await call(sandbox, "vm_reload", { vmid, osid: "16", rot: "1" })).toBe("0");
    sandbox.clock.advance({ seconds: 100 });
    expect(await state(sandbox, vmid)).toBe("running");
  });

  it("goes to the nodes of an area in turn, past those that cannot", async () => {
    const inArea = async (areaid: string): Promise<string | undefined> => {
      const vmid = await create(sandbox, { ...without(smallest, "nodeid"), nodeid: "", areaid });
      return (await vmRow(sandbox, vmid))?.nodeid;
    };
    expect([await inArea("1"), await inArea("1"), await inArea("1")]).toEqual(["1", "2", "1"]);
    expect([await inArea("2"), await inArea("2")]).toEqual(["3", "3"]);
  });

  it("can have an id of the caller's choice, once", async () => {
    expect(await create(sandbox, { id: "777" })).toBe("777");
    expect(await call(sandbox, "vm_create", { ...smallest, id: "777" })).toBe("-1|the id already exists");
  });

  it("may have the name of another one", async () => {
    await create(sandbox);
    await create(sandbox);
    expect(sandbox.ledger().vms.map((vm) => vm.name)).toEqual(["web1", "web1"]);
  });
});

describe("a creation is refused", () => {
  const refused = async (params: Form): Promise<string> => {
    const body = await call(sandbox, "vm_create", params);
    expect(sandbox.ledger().vms).toEqual([]);
    return body;
  };

  it.each(["userid", "osid", "vmname", "cpu", "ram_min", "ram", "port", "vmpass", "ip"])(
    "without %s",
    async (name) => {
      expect(await refused(without(smallest, name))).toBe(`-1|missing parameter ${name}`);
    },
  );

  it("with neither an area nor a node, and with both", async () => {
    expect(await refused(without(smallest, "nodeid"))).toBe("-1|either areaid or nodeid is required");
    expect(await refused({ ...smallest, areaid: "1" })).toBe("-1|either areaid or nodeid is required");
  });

  it.each<[string, Form, string]>([
    ["a name of one letter", { vmname: "a" }, "invalid parameter vmname"],
    ["a name with an underscore", { vmname: "vnc_yuan" }, "invalid parameter vmname"],
    ["no core", { cpu: "0" }, "invalid parameter cpu"],
    ["a core too many", { cpu: "65" }, "not enough resources on the node"],
    ["a cap above 100 percent", { cpu_limit: "101" }, "invalid parameter cpu_limit"],
    ["more minimum than maximum memory", { ram_min: "4096" }, "invalid parameter ram_min"],
    ["more memory than is free", { ram: "2000000" }, "not enough resources on the node"],
    ["a larger disk than is free", { disk: "70000" }, "not enough resources on the node"],
    ["one size of system disks", { systemdisk: "100" }, "invalid parameter systemdisk"],
    ["a speed of 0", { port: "0" }, "invalid parameter port"],
    ["a remote port below 10000", { remote_port: "3389" }, "invalid parameter remote_port"],
    ["a password of 5 characters", { vmpass: "Aa535" }, "invalid parameter vmpass"],
    ["no address", { ip: "0" }, "invalid parameter ip"],
    ["an address of another node", { ip: "192.168.2.10" }, "the IP 192.168.2.10 is not on this node"],
    ["an address twice", { ip: "192.168.1.40", additionals_ip: "192.168.1.40" }, "an IP is named twice"],
    ["IPv6 where there is none", { nodeid: "2", ipv6: "1" }, "not enough free IP addresses"],
    [
      "further IPv6 addresses beside a number",
      { ipv6: "1", additionals_ipv6: "::1" },
      "invalid parameter additionals_ipv6",
    ],
    ["private addresses where there are none", { iptype: "2" }, "not enough free IP addresses"],
    ["an unknown user", { userid: "1" }, "the user does not exist"],
    ["an unknown node", { nodeid: "9" }, "the node does not exist"],
    ["an unknown area", { nodeid: "", areaid: "9" }, "the area does not exist"],
    ["a node in maintenance", { nodeid: "4" }, "the node is in maintenance"],
    [
      "an image that is not on the node",
      { nodeid: "3", osid: "16" },
      "the image does not exist on this node",
    ],
    ["an image that is a CD", { osid: "90" }, "the image does not exist on this node"],
  ])("with %s", async (_, change, message) => {
    expect(await refused({ ...smallest, ...change })).toBe(`-1|${message}`);
  });

  it("for a disabled user", async () => {
    sandbox.panel.editUser("8080", { status: "1" });
    expect(await refused(smallest)).toBe("-1|the user is disabled");
  });

  it("when the addresses are used up, and when one is someone else's", async () => {
    sandbox.panel.editIp("192.168.1.40", { vmid: "999" });
    expect(await refused({ ...smallest, ip: "192.168.1.40" })).toBe("-1|the IP 192.168.1.40 is in use");
    sandbox.panel.exhaustIps("1");
    expect(await refused(smallest)).toBe("-1|not enough free IP addresses");
  });
});

describe("capacity and addresses", () => {
  it("are taken by a machine and given back when it is deleted", async () => {
    const node = async (): Promise<Form | undefined> => (await rows(sandbox, "hypernode", { id: "3" }))[0];
    const free = async (): Promise<number> =>
      (await rows(sandbox, "vm_freeip", { nodeid: "3", iptype: "0" })).length;
    const before = [(await node())?.allowram, (await node())?.allowdisk, await free()];
    const vmid = await create(sandbox, { nodeid: "3", disk: "100", ip: "2", iptype: "0" });
    expect([(await node())?.allowram, (await node())?.allowdisk, await free()]).toEqual(["30720", "1948", 4]);
    expect(await call(sandbox, "vm_delete", { vmid, forcedelete: "1" })).toBe("0");
    expect([(await node())?.allowram, (await node())?.allowdisk, await free()]).toEqual(before);
  });

  it("are of the type that is asked for", async () => {
    const vmid = await create(sandbox, { nodeid: "3", iptype: "2", ip: "2" });
    expect(await vmRow(sandbox, vmid)).toMatchObject({
      ip: "172.16.4.3",
      additionals_ip: "172.16.4.4",
      iptype: "2",
    });
  });
});
