import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox, type VmSummary } from "./sandbox";
import { call, create, rows, state, vmRow } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 100, taskSeconds: 50, powerSeconds: 10 });
});
afterEach(() => sandbox.close());

const machine = (vmid: string): VmSummary | undefined => sandbox.ledger().vms.find((vm) => vm.id === vmid);

async function installed(params = {}): Promise<string> {
  const vmid = await create(sandbox, params);
  sandbox.clock.advance({ seconds: 100 });
  return vmid;
}

describe("power", () => {
  it.each(["vm_stop", "vm_force_stop"])("is cut by %s after a while", async (action) => {
    const vmid = await installed();
    expect(await call(sandbox, action, { vmid })).toBe("0");
    expect(await state(sandbox, vmid)).toBe("running");
    expect(await call(sandbox, action, { vmid })).toBe("-1|the virtual machine is busy");
    sandbox.clock.advance({ seconds: 10 });
    expect(await state(sandbox, vmid)).toBe("off");
    expect(await call(sandbox, action, { vmid })).toBe("-1|the virtual machine is already in this state");
    expect(await call(sandbox, "vm_start", { vmid })).toBe("0");
    sandbox.clock.advance({ seconds: 10 });
    expect(await state(sandbox, vmid)).toBe("running");
  });

  it.each(["vm_restart", "vm_force_restart"])("goes off and on with %s", async (action) => {
    const vmid = await installed();
    expect(await call(sandbox, action, { vmid })).toBe("0");
    expect(await state(sandbox, vmid)).toBe("off");
    sandbox.clock.advance({ seconds: 10 });
    expect(await state(sandbox, vmid)).toBe("running");
    expect(machine(vmid)?.restarts).toBe(1);
  });

  it("cannot be changed while the machine is being installed", async () => {
    const vmid = await create(sandbox);
    expect(await call(sandbox, "vm_start", { vmid })).toBe("-1|the virtual machine is busy");
  });

  it.each(["paused", "saved"] as const)("shows as %s", async (power) => {
    const vmid = await installed();
    sandbox.panel.setPower(vmid, power);
    expect(await state(sandbox, vmid)).toBe(power);
    expect(await call(sandbox, "vm_start", { vmid })).toBe("0");
  });
});

describe("traffic", () => {
  it("stops the machine above its limit, until the next month", async () => {
    const vmid = await installed({ bwlimit: "500" });
    sandbox.panel.useTraffic(vmid, 500);
    expect(await state(sandbox, vmid)).toBe("running");
    sandbox.panel.useTraffic(vmid, 1);
    expect(await state(sandbox, vmid)).toBe("overbw");
    expect(await vmRow(sandbox, vmid)).toMatchObject({ status: "-3", bwusage: "501" });
    expect(await call(sandbox, "vm_start", { vmid })).toBe("-1|the virtual machine is over its traffic");
    sandbox.clock.advance({ days: 31 });
    expect(await vmRow(sandbox, vmid)).toMatchObject({ status: "2", bwusage: "0" });
    expect(await state(sandbox, vmid)).toBe("off");
  });
});

describe("a reinstallation", () => {
  it("takes its time, counts, and makes new system disks effective", async () => {
    const vmid = await installed({ systemdisk: "60,40" });
    await call(sandbox, "vm_update", { id: vmid, systemdisk: "100,150" });
    expect(machine(vmid)?.applied.systemdisk).toBe("60,40");
    expect(await call(sandbox, "vm_reload", { vmid, osid: "16", rot: "0" })).toBe("0");
    expect(await state(sandbox, vmid)).toBe("setup");
    expect(await vmRow(sandbox, vmid)).toMatchObject({
      status: "0",
      osid: "16",
      os: "debian11",
      rvcount: "1",
    });
    expect(await rows(sandbox, "hypertask", { vmid, tasktype: "2" })).toMatchObject([{ status: "0" }]);
    sandbox.clock.advance({ seconds: 100 });
    expect(await state(sandbox, vmid)).toBe("running");
    expect(machine(vmid)).toMatchObject({ reinstalls: 1, dataErased: 0, applied: { systemdisk: "100,150" } });
    await call(sandbox, "vm_reload", { vmid, osid: "16", rot: "1" });
    expect(machine(vmid)).toMatchObject({ reinstalls: 2, dataErased: 1 });
  });

  it("is refused with an image of another node, when locked, and while the user is limited", async () => {
    const vmid = await installed();
    expect(await call(sandbox, "vm_reload", { vmid, osid: "20" })).toBe(
      "-1|the image does not exist on this node",
    );
    sandbox.panel.editVm(vmid, { status: "1" });
    expect(await call(sandbox, "vm_reload", { vmid, osid: "16" })).toBe(
      "-1|the virtual machine is locked or suspended",
    );
    sandbox.panel.editVm(vmid, { status: "2" });
    sandbox.panel.editUser("8080", { cvdate: "20990101" });
    expect(await call(sandbox, "vm_reload", { vmid, osid: "16" })).toBe(
      "-1|reinstalling is limited until 20990101",
    );
    expect(machine(vmid)?.reinstalls).toBe(0);
  });
});

describe("a password", () => {
  it("is set in the running machine, after a while", async () => {
    const vmid = await installed();
    expect(await call(sandbox, "vm_resetps", { vmid, vmpass: "New-Password-1" })).toBe("0");
    expect(sandbox.panel.passwordIs(vmid, "New-Password-1")).toBe(false);
    sandbox.clock.advance({ seconds: 50 });
    expect(sandbox.panel.passwordIs(vmid, "New-Password-1")).toBe(true);
  });

  it("is refused when it is short, when the machine is off, and for accounts outside Windows", async () => {
    const vmid = await installed();
    expect(await call(sandbox, "vm_resetps", { vmid, vmpass: "12345" })).toBe("-1|invalid parameter vmpass");
    expect(await call(sandbox, "vm_resetps", { vmid, vmpass: "123456", vmuser: "bob" })).toBe(
      "-1|accounts can be added on windows only",
    );
    sandbox.panel.setPower(vmid, "off");
    expect(await call(sandbox, "vm_resetps", { vmid, vmpass: "123456" })).toBe(
      "-1|the virtual machine must be running",
    );
  });
});

describe("the remote port", () => {
  it("is a given one, a random one, or the system's own", async () => {
    const vmid = await installed();
    const port = async (remote_port: string): Promise<number> => {
      expect(await call(sandbox, "vm_setport", { vmid, remote_port })).toBe("0");
      sandbox.clock.advance({ seconds: 50 });
      const { remote_port: shown } = JSON.parse(await call(sandbox, "vm_exinfo", { vmid })) as {
        remote_port: string;
      };
      return Number(shown);
    };
    expect(await port("33890")).toBe(33890);
    expect(await port("1")).toBeGreaterThanOrEqual(10_000);
    expect(await port("0")).toBe(0);
    expect(await call(sandbox, "vm_setport", { vmid, remote_port: "22" })).toBe(
      "-1|invalid parameter remote_port",
    );
  });
});

describe("the console", () => {
  it("has a token while it is open, for an hour", async () => {
    const vmid = await installed();
    const read = async (): Promise<unknown> =>
      JSON.parse(await call(sandbox, "vm_console", { vmid, subvaction: "state" }));
    expect(await read()).toMatchObject({ state: "enabled", vnctoken: "", expiretime: "" });
    expect(await call(sandbox, "vm_console", { vmid, subvaction: "enable" })).toBe("0");
    const open = (await read()) as { vnctoken: string; expiretime: string };
    expect(open.vnctoken).not.toBe("");
    expect(Number(open.expiretime)).toBeGreaterThan(Date.now() / 1000);
    expect(await call(sandbox, "vm_console", { vmid, subvaction: "logout" })).toBe("0");
    expect(await read()).toMatchObject({ vnctoken: "" });
    await call(sandbox, "vm_console", { vmid, subvaction: "enable" });
    sandbox.clock.advance({ hours: 2 });
    expect(await read()).toMatchObject({ vnctoken: "" });
    expect(await call(sandbox, "vm_console", { vmid, subvaction: "open" })).toBe(
      "-1|invalid parameter subvaction",
    );
  });
});
