import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, smallest, state } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 0, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

describe("a state file", () => {
  it("keeps machines, users and the clock over a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rstack-"));
    const stateFile = join(folder, "state.json");
    const first = await startRstackSandbox({ stateFile, apiKey: "KEY-OF-THE-FILE", installSeconds: 0 });
    const vmid = await create(first, { remark: "kept" });
    first.clock.advance({ days: 2 });
    const before = first.ledger();
    await first.close();
    const second = await startRstackSandbox({ stateFile });
    expect(second.apiKey).toBe("KEY-OF-THE-FILE");
    expect(second.ledger()).toEqual(before);
    expect(second.clock.now().getTime()).toBeGreaterThan(Date.now() + 86_400_000);
    expect(await state(second, vmid)).toBe("running");
    await second.close();
    writeFileSync(stateFile, "{}");
    await expect(startRstackSandbox({ stateFile })).rejects.toThrow(/is not a state of this sandbox/);
    rmSync(folder, { recursive: true });
  });
});

describe("faults", () => {
  it("lose a reply before or after the machine is made", async () => {
    sandbox.fault({ action: "vm_create", kind: "lostBefore" });
    await expect(call(sandbox, "vm_create", smallest)).rejects.toThrow();
    expect(sandbox.ledger().vms).toHaveLength(0);
    sandbox.fault({ action: "vm_create", kind: "lostAfter" });
    await expect(call(sandbox, "vm_create", smallest)).rejects.toThrow();
    expect(sandbox.ledger().vms).toHaveLength(1);
  });

  it("refuse in the words that are given", async () => {
    sandbox.fault({ action: "vm_create", kind: "refused", message: "busy now" });
    expect(await call(sandbox, "vm_create", smallest)).toBe("-1|busy now");
  });

  it("never leave a half reply that looks like a success", async () => {
    sandbox.fault({ action: "*", kind: "halfJsonBefore", times: 3 });
    expect(await call(sandbox, "vm_create", smallest)).toBe("");
    expect(await call(sandbox, "hyper")).toBe("[");
    expect(await call(sandbox, "vm_snapshot", { vmid: "1", subvaction: "list" })).toBe("[");
    expect(sandbox.ledger().vms).toHaveLength(0);
    sandbox.fault({ action: "vm_create", kind: "halfJsonAfter" });
    const body = await call(sandbox, "vm_create", { ...smallest, returnjson: "1" });
    expect(body.startsWith("0|{") && !body.endsWith("}")).toBe(true);
    expect(sandbox.ledger().vms).toHaveLength(1);
  });

  it("hold a reply back", async () => {
    const hold = sandbox.hold("vm_create");
    const reply = call(sandbox, "vm_create", smallest);
    await hold.arrived;
    expect(sandbox.ledger().vms).toHaveLength(1);
    hold.release();
    expect(await reply).toMatch(/^0\|/);
  });
});

describe("the back office", () => {
  it("makes machines at once, and lets them vanish", async () => {
    const vmid = sandbox.panel.addVm({ vmname: "made", remark: "by hand" });
    expect(await state(sandbox, vmid)).toBe("running");
    expect(sandbox.panel.vm(vmid)).toMatchObject({ vmname: "made", remark: "by hand", status: "2" });
    sandbox.panel.removeVm(vmid);
    expect(sandbox.panel.vm(vmid)).toBeUndefined();
    expect(() => {
      sandbox.panel.editVm(vmid, {});
    }).toThrow(RangeError);
  });
});
