import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "../../provider/src/sandbox";
import { Stack } from "../support/stack";

const vm = {
  user: "8080",
  node: "1",
  image: "centos7.6",
  name: "web1",
  cpu: 2,
  memoryMb: 2_048,
  portMbps: 10,
  trafficGb: 500,
};

describe("a HyperVm through the real engine", () => {
  let sandbox: RstackSandbox;
  let stack: Stack;

  beforeEach(async () => {
    sandbox = await startRstackSandbox({ installSeconds: 0.2, taskSeconds: 0.05, powerSeconds: 0.05 });
    stack = new Stack(
      undefined,
      {},
      { environment: { RSTACK_ENDPOINT: sandbox.url, RSTACK_API_KEY: sandbox.apiKey } },
    );
  });

  afterEach(async () => {
    stack.remove();
    await sandbox.close();
  });

  const declare = (args: Readonly<Record<string, unknown>>): void => {
    stack.declare({ vm: { type: "HyperVm", args: { ...vm, ...args } } });
  };

  test("is created once, unchanged afterwards, and deleted", async () => {
    declare({});
    const preview = await stack.preview();
    expect(preview.text).toContain("create VM web1");
    expect(preview.text).toContain("not priced by this panel");
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().vms.map(({ name }) => name)).toEqual(["web1"]);
    const writes = sandbox.writes();
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(writes);
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().vms).toEqual([]);
  });

  test("asks for consent before hardware changes that restart the machine", async () => {
    declare({});
    expect(await stack.up()).toMatchObject({ code: 0 });
    declare({ memoryMb: 4_096 });
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("allowPowerCycle: true");
    declare({ memoryMb: 4_096, allowPowerCycle: true });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect((await stack.resource("vm")).outputs).toMatchObject({ memoryMb: 4_096, status: "ready" });
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  });

  test("takes over what a lost create made, and creates nothing twice", async () => {
    sandbox.fault({ action: "vm_create", kind: "lostAfter" });
    declare({});
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().vms).toHaveLength(1);
  });

  test("stays in state when it is gone from the controller", async () => {
    declare({});
    expect(await stack.up()).toMatchObject({ code: 0 });
    const id = (await stack.resource("vm")).id ?? "";
    sandbox.panel.removeVm(id);
    expect(await stack.refresh()).toMatchObject({ code: 0 });
    expect((await stack.resource("vm")).outputs).toMatchObject({ status: "missing" });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toContain("pulumi state delete");
    expect(sandbox.ledger().vms).toEqual([]);
  });
});
