import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../core/flow/resource";
import { startRstackSandbox, type RstackSandbox } from "../../sandbox/index";
import { ordinaryVm, RstackStack } from "../../../test-support/rstack-stack";

let sandbox: RstackSandbox;
let stack: RstackStack;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0.05, taskSeconds: 0.02, powerSeconds: 0.02 });
  stack = new RstackStack(sandbox);
});
afterEach(() => sandbox.close());

const vm: Properties = ordinaryVm;
const shared = { ...vm, node: "5" };
const events = () => sandbox.ledger().events.map(({ kind }) => kind);
const vms = () => sandbox.ledger().vms;

describe("the connection", () => {
  const sides = [
    ["tells all of a VM", {}],
    ["tells the shared address in the details alone", { hyper: ["publicip", "remote_port", "iptype"] }],
  ] as const;

  it.each(sides)(
    "of a shared address has host and port of one side, where the list %s",
    async (_, leavesOut) => {
      sandbox.panel.answer({ leavesOut });
      await stack.up(shared);
      expect(stack.outputs.connection).toMatchObject({ host: "172.16.3.3", port: 22 });
      expect(await stack.up({ ...shared, remotePort: 33890 })).toBe("update");
      expect(stack.outputs.connection).toMatchObject({ host: "192.168.1.202", port: 33890 });
      await stack.refresh();
      expect(stack.outputs.connection).toMatchObject({ host: "192.168.1.202", port: 33890 });
      expect(await stack.up({ ...shared, remotePort: 33890 })).toBe("none");
    },
  );

  it("of an address of its own has its own port", async () => {
    await stack.up({ ...vm, remotePort: 33890 });
    expect(stack.outputs.connection).toMatchObject({ host: "192.168.1.30", port: 33890 });
  });

  it("is that of the machine's own side where the details are refused, which are then asked once", async () => {
    sandbox.panel.answer({ leavesOut: { hyper: ["publicip", "remote_port"] } });
    sandbox.fault({ action: "vm_exinfo", kind: "refused", message: "not supported", times: 9 });
    await stack.up({ ...vm, rebootTriggers: [1] });
    expect(stack.outputs.connection).toMatchObject({ host: "192.168.1.30", port: 22 });
    expect(sandbox.count("vm_exinfo")).toBe(1);
  });

  it("is not there while nothing tells on which side the port is", async () => {
    sandbox.panel.answer({ leavesOut: { hyper: ["publicip"], vm_exinfo: ["publicip"] } });
    await stack.up({ ...shared, remotePort: 33890 });
    expect(stack.outputs).toMatchObject({ ipAddress: "172.16.3.3" });
    expect(stack.outputs).not.toHaveProperty("connection");
  });
});

describe("outputs that one read tells and another does not", () => {
  it("stay", async () => {
    await stack.up(vm);
    const told = stack.outputs;
    sandbox.panel.answer({
      leavesOut: {
        hyper: ["vmname", "userid", "mac", "guid", "os", "ostype", "areaname", "nodename", "ip", "bwdate"],
      },
    });
    await stack.refresh();
    const keys = ["name", "userId", "macAddress", "guid", "imageName", "imageType", "areaName", "ipAddress"];
    for (const key of [...keys, "nodeName", "ipAddresses", "trafficResetsAt", "connection"])
      expect(stack.outputs[key], key).toEqual(told[key]);
    expect(await stack.up(vm)).toBe("none");
  });
});

describe("`.get`", () => {
  it("shows what the panel tells of a VM: its state, password, details and console", async () => {
    const id = sandbox.panel.addVm({ vmname: "other", nodeid: "5", remote_port: 33890 });
    expect(await stack.get(id)).toMatchObject({
      ...{ status: "ready", powerState: "running", imageFile: "centos7.6.vhdx", ipType: "privateIpv4" },
      ...{ password: "Panel-Password-1", publicIp: "192.168.1.202", sharesAddress: true },
      console: { state: "enabled", serverUrl: "http://192.168.5.23:8001", nodeIp: "192.168.5.23" },
      connection: { host: "192.168.1.202", port: 33890, user: "root", password: "Panel-Password-1" },
    });
    expect(sandbox.writes()).toBe(0);
  });

  it("shows what is left where the controller tells less", async () => {
    const id = sandbox.panel.addVm({ vmname: "other" });
    sandbox.panel.answer({ leavesOut: { hyper: ["vmpass"] } });
    sandbox.fault({ action: "vm_console", kind: "refused", message: "not supported" });
    const shown = await stack.get(id);
    expect(shown).toMatchObject({ status: "ready", name: "other" });
    for (const key of ["password", "console", "connection"]) expect(shown).not.toHaveProperty(key);
  });
});

describe("`purchaseTriggers` of a VM whose addresses are named", () => {
  const named = { ...vm, ipv4: { addresses: ["192.168.1.50"] } };

  it("deletes the old one first, and says so", async () => {
    await stack.up(named);
    const again = { ...named, purchaseTriggers: [1] };
    const shown = await stack.preview(again);
    expect(shown).toContain("first DELETE VM 341 with its disks");
    expect(shown).toContain(
      "the addresses are named, so virtual machine 341 is deleted before another one is there",
    );
    expect(await stack.up(again)).toBe("delete, create");
    expect(events()).toEqual(["create", "delete", "create"]);
    expect(vms()).toMatchObject([{ ips: ["192.168.1.50"] }]);
  });

  it("makes the new one first where they are counted", async () => {
    await stack.up(vm);
    expect(await stack.up({ ...vm, purchaseTriggers: [1] })).toBe("replace");
    expect(events()).toEqual(["create", "create", "delete"]);
  });
});

describe("power, addresses and disks", () => {
  it("are cut, bound again and erased by the operations for it", async () => {
    await stack.up({ ...vm, dataDiskGb: 20 });
    const forced = { ...vm, dataDiskGb: 20, forcePower: true };
    expect(await stack.up({ ...forced, rebootTriggers: [1], bindTriggers: [1] })).toBe("update");
    expect(await stack.up({ ...forced, rebootTriggers: [1], bindTriggers: [1], powerState: "stopped" })).toBe(
      "update",
    );
    const counts = ["vm_force_restart", "vm_setips", "vm_force_stop", "vm_restart", "vm_stop"];
    expect(counts.map((action) => sandbox.count(action))).toEqual([1, 1, 1, 0, 0]);
    expect(vms()).toMatchObject([{ power: "off", restarts: 1 }]);
    const anew = { ...forced, rebootTriggers: [1], bindTriggers: [1], powerState: "running" };
    const all = { ...anew, reinstallTriggers: [1], reinstallErases: "allDisks" };
    expect(await stack.preview(all)).toContain(
      "REINSTALL centos7.6: erases ALL disks: it needs `allowReinstall",
    );
    expect(await stack.up({ ...all, allowReinstall: true })).toBe("update");
    expect(vms()).toMatchObject([{ power: "running", dataErased: 1, reinstalls: 1 }]);
  });
});
