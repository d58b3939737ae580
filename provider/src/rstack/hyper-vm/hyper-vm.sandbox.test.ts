import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ordinaryVm, RstackStack } from "../../../test-support/rstack-stack";
import { RstackClient } from "../api/client";
import { UNKNOWN } from "../../core/arguments";
import type { Properties } from "../../core/flow/resource";
import { startRstackSandbox, type RstackSandbox } from "../../sandbox/index";

let sandbox: RstackSandbox;
let stack: RstackStack;
const quick = { installSeconds: 0.2, taskSeconds: 0.05, powerSeconds: 0.05 };
const newStack = (name = "web"): RstackStack => {
  const made = new RstackStack(sandbox, "HyperVm", name);
  made.settings = { pollSeconds: 0.1, settleSeconds: 0.3 };
  return made;
};
beforeEach(async () => {
  sandbox = await startRstackSandbox(quick);
  stack = newStack();
});
afterEach(() => sandbox.close());

/** Another controller, on which something takes long enough to be seen on a busy machine. */
async function restartSandbox(slower: Partial<typeof quick>): Promise<void> {
  await sandbox.close();
  sandbox = await startRstackSandbox({ ...quick, ...slower });
  stack = newStack();
}

const args: Properties = { ...ordinaryVm, remark: "shop" };

const vms = () => sandbox.ledger().vms;

describe("a VM", () => {
  it("is created, followed with its percentage, and unchanged afterwards", async () => {
    await restartSandbox({ installSeconds: 2 });
    expect(await stack.preview(args)).toBe("create VM web1 with 2 cores, 2048 MB (not priced by this panel)");
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up(args)).toBe("create");
    expect(stack.said.join("\n")).toMatch(/waiting for .*: installing: [a-z ]+, \d+% \(/);
    expect(vms()).toMatchObject([
      { name: "web1", power: "running", remark: expect.stringMatching(/^rs-\S+ \S+ shop$/) as unknown },
    ]);
    expect(stack.outputs).toMatchObject({
      status: "ready",
      ipAddress: "192.168.1.30",
      nodeId: "1",
      remark: "shop",
    });
    expect(stack.outputs.connection).toMatchObject({ host: "192.168.1.30", port: 22, user: "root" });
    expect(sandbox.panel.passwordIs(String(stack.outputs.serviceId), String(stack.outputs.password))).toBe(
      true,
    );
    expect(stack.outputs.boughtAt).toMatch(/\+08:00$/);
    expect(await stack.up(args)).toBe("none");
    await stack.refresh();
    expect(await stack.up(args)).toBe("none");
    expect(sandbox.ledger().events.map(({ kind }) => kind)).toEqual(["create"]);
  });

  it("is changed in place, in as few calls as there are kinds of changes", async () => {
    await stack.up(args);
    const before = sandbox.writes();
    expect(
      await stack.up({
        ...args,
        trafficGb: 0,
        quotas: { snapshots: 2 },
        remark: "new",
        cd: "rescue",
        ipv4: { count: 2 },
      }),
    ).toBe("update");
    expect(sandbox.writes() - before).toBe(3);
    expect(vms()).toMatchObject([
      {
        remark: expect.stringMatching(/^rs-[0-9a-z]{12} \d\S+ new$/) as unknown,
        boundIps: ["192.168.1.30", "192.168.1.31"],
        restarts: 0,
      },
    ]);
    expect(stack.outputs).toMatchObject({
      cdId: "91",
      quotas: { snapshots: 2 },
      ipAddresses: ["192.168.1.30", "192.168.1.31"],
    });
    expect(
      await stack.up({ ...args, trafficGb: 0, quotas: { snapshots: 2 }, remark: "new", ipv4: { count: 1 } }),
    ).toBe("update");
    expect(vms()).toMatchObject([{ ips: ["192.168.1.30"], boundIps: ["192.168.1.30"] }]);
    expect(stack.outputs).toMatchObject({ cdId: "none" });
  });

  it("gets no other hardware while it runs, without consent", async () => {
    await stack.up(args);
    const more = { ...args, memoryMb: 4096 };
    expect(await stack.preview(more)).toContain(
      "memoryMb: change memory 2048 → 4096 MB (may restart the machine): it needs `allowPowerCycle: true`",
    );
    expect(await stack.up(more)).toContain("allowPowerCycle");
    expect(vms()).toMatchObject([{ restarts: 0, applied: { ram: "2048" } }]);
    expect(await stack.up({ ...more, allowPowerCycle: true })).toBe("update");
    expect(vms()).toMatchObject([
      { restarts: 1, power: "running", applied: { ram: "4096", ram_min: "4096" } },
    ]);
  });

  it("is installed anew by consent, with the same password", async () => {
    await stack.up(args);
    const { password } = stack.outputs;
    expect(await stack.up({ ...args, image: "debian11" })).toContain("REINSTALL debian11");
    expect(
      await stack.up({ ...args, image: "debian11", systemDisksGb: 80, allowReinstall: "debian11" }),
    ).toBe("update");
    expect(vms()).toMatchObject([
      { image: "debian11", reinstalls: 1, dataErased: 0, applied: { systemdisk: "80,80" } },
    ]);
    expect(stack.outputs.password).toBe(password);
    expect(sandbox.panel.passwordIs(String(stack.outputs.serviceId), String(password))).toBe(true);
  });

  it("is stopped, started, given a password and a port", async () => {
    await stack.up({ ...args, powerState: "stopped" });
    expect(vms()).toMatchObject([{ power: "off" }]);
    expect(
      await stack.up({ ...args, powerState: "running", password: "New-Password-1", remotePort: 33890 }),
    ).toBe("update");
    expect(vms()).toMatchObject([{ power: "running" }]);
    expect(sandbox.panel.passwordIs(String(stack.outputs.serviceId), "New-Password-1")).toBe(true);
    expect(stack.outputs).toMatchObject({ powerState: "running", connection: { port: 33890 } });
    expect(
      await stack.up({ ...args, powerState: "running", password: "New-Password-1", remotePort: 33890 }),
    ).toBe("none");
  });

  it("goes to another owner", async () => {
    await stack.up(args);
    sandbox.panel.editUser("8080", { userid: "8081" });
    expect(await stack.up({ ...args, user: "8081" })).toBe("update");
    expect(vms()).toMatchObject([{ userid: "8081" }]);
  });

  it("is deleted, by force when told so", async () => {
    await stack.up({ ...args, locked: true, forceDelete: true });
    expect(vms()).toMatchObject([{ status: "1" }]);
    expect(await stack.destroy()).toBe("deleted");
    expect(vms()).toEqual([]);
  });

  it("is replaced for another name", async () => {
    await stack.up(args);
    expect(await stack.preview({ ...args, name: "web12" })).toContain("then DELETE VM 341 with its disks");
    stack.settings = { requireReplaceConsent: true };
    expect(await stack.preview({ ...args, name: "web12" })).toContain("needs `allowReplace: true`");
    const consented = { ...args, name: "web12", allowReplace: true };
    expect(await stack.preview(consented)).toContain("then DELETE VM 341 with its disks");
  });

  it.each([{ name: "web12", allowReplace: true }, { purchaseTriggers: [1] }])(
    "goes first where the addresses are named: %j",
    async (change) => {
      const named = { ...args, ipv4: { addresses: ["192.168.1.50"] } };
      await stack.up(named);
      const shown = await stack.preview({ ...named, ...change });
      expect(shown).toMatch(
        /first DELETE VM 341 with its disks \(if refused, it stays, and nothing is created\); then create anew: VM/,
      );
      expect(shown).toContain(
        "the addresses are named, so virtual machine 341 is deleted before another one is there",
      );
      expect(await stack.isDeletedFirst({ ...named, ...change })).toBe(true);
      expect(await stack.isDeletedFirst({ ...args, ...change })).toBe(false);
      expect(await stack.preview({ ...named, ...change, __deleteBeforeReplace: false })).toContain(
        "deleteBeforeReplace: is false, but the addresses are named",
      );
      expect(await stack.isDeletedFirst({ ...args, ...change, __deleteBeforeReplace: true })).toBe(true);
      // Which addresses they are is known in `up`: until then the worst is said.
      expect(await stack.preview({ ...args, ...change, ipv4: UNKNOWN })).toContain("first DELETE VM 341");
    },
  );
});

describe("a failed installation", () => {
  it("is an error that keeps the VM, and can be installed again", async () => {
    sandbox.panel.failNextInstall("copy error");
    expect(await stack.up(args)).toContain("the installation failed (copy error)");
    expect(stack.outputs).toMatchObject({ serviceId: "341", failure: "copy error" });
    expect(await stack.up(args)).toContain("the installation failed");
    expect(sandbox.count("vm_create")).toBe(1);
    expect(await stack.up({ ...args, reinstallTriggers: [1], allowReinstall: true })).toBe("update");
    expect(vms()).toMatchObject([{ setupFailed: false, power: "running" }]);
    expect(stack.outputs).not.toHaveProperty("failure");
  });
});

describe("a lost creation", () => {
  it("is found by the token, and created once", async () => {
    sandbox.fault({ action: "vm_create", kind: "lostAfter" });
    expect(await stack.up(args)).toBe("create");
    expect(sandbox.ledger().events.map(({ kind }) => kind)).toEqual(["create"]);
  });

  it("is taken over by a later run, which sets the password that nobody has", async () => {
    await stack.up(args);
    stack.entry = undefined;
    expect(await stack.up(args)).toBe("create");
    expect(vms()).toHaveLength(1);
    expect(stack.outputs).toMatchObject({ origin: "takenOver", serviceId: "341" });
    expect(sandbox.panel.passwordIs("341", String(stack.outputs.password))).toBe(true);
  });

  /** How a controller may tell what a machine is busy with. */
  const tellers = [
    ["tells what it is busy with, and lists tasks", {}],
    ["tells what it is busy with, and lists no tasks", { hypertask: ["id", "vmid", "tasktype"] }],
    ["lists tasks alone", { vm_state: ["tasktype", "taskstatus", "taskstep", "taskmsg"] }],
  ] as const;

  it.each(tellers)(
    "is done when its task has ended, of a controller that %s, however short the polls are",
    async (_, leavesOut) => {
      await restartSandbox({ taskSeconds: 1 });
      sandbox.panel.answer({ leavesOut });
      stack.settings = { pollSeconds: 0.01, settleSeconds: 2 };
      await stack.up(args);
      stack.entry = undefined;
      expect(await stack.up(args)).toBe("create");
      expect(sandbox.panel.passwordIs("341", String(stack.outputs.password))).toBe(true);
      // Nothing goes on in what is said to be done: the next change is not refused for that.
      expect(await stack.up({ ...args, remotePort: 20_000, bindTriggers: [1] })).toBe("update");
      expect(sandbox.panel.vm("341")?.remote_port).toBe("20000");
      expect(await stack.up({ ...args, remotePort: 20_000, bindTriggers: [1], passwordTriggers: [1] })).toBe(
        "update",
      );
      expect(sandbox.panel.passwordIs("341", String(stack.outputs.password))).toBe(true);
    },
  );

  it("that was not carried out is not repeated at once", async () => {
    sandbox.fault({ action: "vm_create", kind: "lostBefore" });
    expect(await stack.up(args)).toContain("no trustworthy answer came");
    expect(stack.outputs).toMatchObject({ status: "ordering" });
    expect(await stack.up(args)).toContain("is listed yet");
    expect(vms()).toEqual([]);
    expect(sandbox.count("vm_create")).toBe(1);
  });

  it("is not mistaken for a VM whose name holds its own", async () => {
    await stack.up({ ...args, name: "web12" });
    const other = newStack("other");
    expect(await other.up(args)).toBe("create");
    expect(vms().map(({ name }) => name)).toEqual(["web12", "web1"]);
  });
});

describe("a VM that lost its reply", () => {
  it("gets so many addresses and no more", async () => {
    await stack.up(args);
    sandbox.fault({ action: "vm_addip", kind: "lostAfter" });
    expect(await stack.up({ ...args, ipv4: { count: 2 } })).toBe("update");
    expect(vms()[0]?.ips).toHaveLength(2);
    sandbox.fault({ action: "vm_addip", kind: "lostBefore" });
    expect(await stack.up({ ...args, ipv4: { count: 3 } })).toContain("no trustworthy answer");
    expect(await stack.up({ ...args, ipv4: { count: 3 } })).toContain("is unknown");
    expect(vms()[0]?.ips).toHaveLength(2);
    expect(sandbox.count("vm_addip")).toBe(2);
  });
});

describe("what happened in the back office", () => {
  it("over traffic keeps the VM and its state, and a higher limit brings it back", async () => {
    await stack.up(args);
    sandbox.panel.useTraffic("341", 501);
    await stack.refresh();
    expect(stack.outputs).toMatchObject({ status: "stopped", overTraffic: true, stoppedForTraffic: true });
    expect(await stack.up(args)).toBe("none");
    expect(stack.said.join()).toContain("stopped for its traffic (used 501 of 500 GB)");
    const more = { ...args, trafficGb: 900, powerState: "running" };
    expect(await stack.preview(more)).toBe(
      "traffic 500 → 900 GB a month; then bring the VM back, which was stopped for its traffic; then start the machine",
    );
    const before = sandbox.requests.length;
    expect(await stack.up(more)).toBe("update");
    const sent = sandbox.requests.slice(before).filter(({ action }) => /update|start/.test(action));
    expect(sent.map(({ action, params }) => [action, params.bwlimit, params.status])).toEqual([
      ["vm_update", "900", undefined],
      ["vm_update", undefined, "2"],
      ["vm_start", undefined, undefined],
    ]);
    expect(vms()).toMatchObject([{ status: "2", power: "running" }]);
    expect(stack.outputs).toMatchObject({ status: "ready", overTraffic: false, stoppedForTraffic: false });
    expect(await stack.up(more)).toBe("none");
  });

  it("suspended lets its record be changed", async () => {
    await stack.up(args);
    sandbox.panel.editVm("341", { status: "-1" });
    await stack.refresh();
    expect(await stack.up({ ...args, remark: "new", trafficGb: 900 })).toBe("update");
    expect(sandbox.panel.vm("341")).toMatchObject({ status: "-1", bwlimit: "900" });
    expect(stack.outputs).toMatchObject({ suspended: true, trafficGb: 900 });
  });

  it("suspended keeps the VM and its state", async () => {
    await stack.up(args);
    sandbox.panel.editVm("341", { status: "-1" });
    await stack.refresh();
    expect(stack.outputs).toMatchObject({ status: "suspended", suspended: true });
    expect(await stack.up(args)).toBe("none");
  });

  it("deleted is missing, and never created again by itself", async () => {
    await stack.up(args);
    sandbox.panel.removeVm("341");
    await stack.refresh();
    expect(stack.outputs).toMatchObject({ status: "missing" });
    expect(await stack.up(args)).toContain("is neither listed nor readable");
    expect(await stack.destroy()).toBe("deleted");
  });
});

describe("the owner", () => {
  it("is looked for in one list a run, which is a warning when there is none, and nothing when it cannot be had", async () => {
    const warning = "the controller has no user 9 now";
    expect(await stack.preview({ ...args, user: "9" })).toContain(warning);
    expect(await stack.preview(args)).not.toContain("user");
    expect(sandbox.count("user_info")).toBe(2);
    sandbox.fault({ action: "user_info", kind: "refused", message: "not allowed" });
    expect(await stack.preview({ ...args, user: "9" })).not.toContain(warning);
    expect(await stack.up({ ...args, user: "9" })).toContain("vm_create");
  });
});

describe("a controller that takes an empty list of addresses for none given", () => {
  it("is found out after some looks, and nothing else is done", async () => {
    await stack.up({ ...args, ipv4: { count: 2 } });
    const set = vi.spyOn(RstackClient.prototype, "updateVm").mockResolvedValue();
    const failed = await stack.up({ ...args, ipv4: { count: 1 } });
    expect(failed).toContain(
      'the controller accepted the change and left 192.168.1.31 assigned: an empty list of further addresses seems to mean "unchanged" to it',
    );
    expect(set).toHaveBeenCalledTimes(1);
    expect(sandbox.count("vm_setips")).toBe(0);
    expect(stack.outputs).toMatchObject({
      ipv4: { count: 2 },
      ipAddresses: ["192.168.1.30", "192.168.1.31"],
    });
    set.mockRestore();
  });
});

describe("a hundred VMs", () => {
  it("are observed with one request, and their power is not asked for", async () => {
    await stack.up(args);
    for (let index = 0; index < 100; index += 1) sandbox.panel.addVm({ vmname: `vm${index}` });
    const before = sandbox.count();
    await stack.refresh();
    expect(sandbox.requests.slice(before).map(({ action }) => action)).toEqual(["hyper"]);
  });
});

describe("a reinstallation that was interrupted", () => {
  const other = { ...args, image: "debian11", allowReinstall: true };
  const isInForce = (stack: RstackStack): boolean =>
    sandbox.panel.passwordIs(String(stack.outputs.serviceId), String(stack.outputs.password));

  it("has its password set by the next run, which says so", async () => {
    await sandbox.close();
    sandbox = await startRstackSandbox({ ...quick, installSeconds: 5 });
    const stack = newStack();
    await stack.up(args);
    expect(await stack.up({ ...other, timeouts: { update: "1s" } })).toContain("not done within 1s");
    const resets = sandbox.count("vm_resetps");
    sandbox.clock.advance({ seconds: 5 });
    expect(sandbox.ledger().vms).toMatchObject([{ status: "2" }]);
    await stack.refresh();
    expect(await stack.preview(other)).toContain("set a new password");
    expect(await stack.up(other)).toBe("update");
    expect(sandbox.count("vm_reload")).toBe(1);
    expect(sandbox.count("vm_resetps")).toBe(resets + 1);
    expect(isInForce(stack)).toBe(true);
    expect(await stack.up(other)).toBe("none");
  });

  it("has its password set also when nothing of it was saved", async () => {
    const stack = newStack();
    await stack.up(args);
    const before = stack.entry;
    await stack.up(other);
    // As if the run had been killed before its end: state is that of before.
    stack.entry = before;
    const resets = sandbox.count("vm_resetps");
    expect(await stack.up(other)).toBe("update");
    expect(sandbox.count("vm_reload")).toBe(1);
    expect(sandbox.count("vm_resetps")).toBe(resets + 1);
    expect(isInForce(stack)).toBe(true);
  });
});
