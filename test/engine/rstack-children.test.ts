import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "../../provider/src/sandbox";
import { Stack } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

describe("what belongs to a VM, through the real engine", () => {
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

  const declare = (args: {
    readonly site?: object;
    readonly snapshot?: object;
    readonly owner?: object;
  }): void => {
    const vm = { $output: "vm.serviceId" };
    stack.declare({
      owner: {
        type: "HyperUser",
        args: { userId: "9001", username: "shop", email: "ops@example.com", ...args.owner },
      },
      vm: {
        type: "HyperVm",
        args: {
          user: { $output: "owner.userId" },
          node: "5",
          image: "centos7.6",
          name: "web1",
          cpu: 2,
          memoryMb: 2_048,
          portMbps: 10,
          trafficGb: 500,
          quotas: { backups: 0, snapshots: 2, portMappings: 1, natWebsites: 1 },
        },
      },
      ssh: { type: "PortMapping", args: { vm, privatePort: 22 } },
      site: { type: "NatWebsite", args: { vm, domain: "shop.example.com", privatePort: 80, ...args.site } },
      before: { type: "Snapshot", args: { vm, ...args.snapshot } },
    });
  };

  test("is made with its VM, unchanged afterwards, changed, replaced, reverted to, and deleted", async () => {
    declare({});
    const preview = await stack.preview();
    expect(preview.text).toContain("create user shop (9001)");
    expect(preview.text).toContain("create port mapping to port 22 of VM (not known yet)");
    expect(preview).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up()).toMatchObject({ code: 0 });
    const { natRules, snapshots, users, vms } = sandbox.ledger();
    expect(natRules).toHaveLength(2);
    expect(snapshots).toHaveLength(1);
    expect(vms).toMatchObject([{ userid: "9001" }]);
    expect(users.some(({ userid }) => userid === "9001")).toBe(true);
    const owner = await stack.resource("owner");
    expect(JSON.stringify(owner.outputs.password)).toContain("ciphertext");
    const writes = sandbox.writes();
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(writes);

    declare({ site: { privatePort: 8_080 }, owner: { phone: "123" } });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(
      sandbox
        .ledger()
        .natRules.map(({ privateport }) => privateport)
        .sort(),
    ).toEqual(["22", "8080"]);
    declare({ site: { privatePort: 8_080 }, owner: { phone: "123" }, snapshot: { revertTriggers: [1] } });
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("it needs `allowRevert: true`");
    declare({
      site: { privatePort: 8_080 },
      owner: { phone: "123" },
      snapshot: { revertTriggers: [1], allowRevert: true },
    });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().events.filter(({ kind }) => kind === "revert")).toHaveLength(1);
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });

    expect(await stack.up("--replace", (await stack.resource("ssh")).urn)).toMatchObject({ code: 0 });
    expect(sandbox.ledger().natRules).toHaveLength(2);
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().natRules).toEqual([]);
    expect(sandbox.ledger().users.some(({ userid }) => userid === "9001")).toBe(false);
  });
});
