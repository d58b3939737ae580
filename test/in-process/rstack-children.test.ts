import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";

vi.setConfig({ testTimeout: 400_000 });

describe("what belongs to a VM,", () => {
  let sandbox: RstackSandbox;
  let stack: InProcessStack;

  beforeEach(async () => {
    sandbox = await startRstackSandbox({ installSeconds: 0.2, taskSeconds: 0.05, powerSeconds: 0.05 });
    stack = new InProcessStack(
      undefined,
      {},
      { environment: { RSTACK_ENDPOINT: sandbox.url, RSTACK_API_KEY: sandbox.apiKey } },
    );
  });

  afterEach(async () => {
    stack.remove();
    await sandbox.close();
  });

  test("is checked against the panel in the preview of a replacement too, dropped when it is gone, and made again", async () => {
    const shared = (vmname: string, node: object = {}) =>
      sandbox.panel.addVm({ vmname, nodeid: "5", portmap: 1, backup_snapshot: 1, ...node });
    const [first, second, alone] = [shared("web1"), shared("web11"), shared("solo", { nodeid: "1" })];
    const declareFor = (vm: string, snapshot: object = {}): void => {
      stack.declare({
        ssh: { type: "PortMapping", args: { vm, privatePort: 22 } },
        before: { type: "Snapshot", args: { vm: second, ...snapshot } },
      });
    };
    declareFor(first);
    stack.set({ RESELLER_ALLOW_STEPS: "buy" });
    expect((await stack.preview()).text).toMatch(
      /"create (port mapping|snapshot) .*" is not allowed here\. reseller:allowSteps is \["buy"\]; add "create" to allow it/,
    );
    stack.set({ RESELLER_ALLOW_STEPS: "create" });
    expect(await stack.up()).toMatchObject({ code: 0 });
    declareFor(first, { revertTriggers: [1], allowRevert: true });
    expect((await stack.preview()).text).toContain('add "revert" to allow it');
    stack.set({ RESELLER_ALLOW_STEPS: undefined });

    for (const [vm, reason] of [
      ["999", /vm: account \S+ has no VM 999/],
      [alone, new RegExp(`vm: VM ${alone} has no shared address`)],
    ] as const) {
      declareFor(vm);
      const refused = await stack.preview();
      expect(refused.code).not.toBe(0);
      expect(refused.text).toMatch(reason);
    }
    declareFor(second);
    const { id } = await stack.resource("ssh");
    const shown = await stack.preview();
    expect(shown.text).toContain(
      `delete port mapping ${id ?? ""}; then create port mapping to port 22 of VM ${second}`,
    );
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().natRules).toMatchObject([{ vmid: second }]);

    sandbox.panel.removeVm(second);
    expect((await stack.refresh()).text).toMatch(/2 deleted/);
    expect(await stack.resources()).toEqual([]);
    const gone = await stack.preview();
    expect(gone.code).not.toBe(0);
    expect(gone.text).toMatch(new RegExp(`vm: account \\S+ has no VM ${second}`));
    declareFor(first, { vm: first });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().natRules).toHaveLength(1);
    expect(sandbox.ledger().snapshots).toHaveLength(1);
  });
});
