import { describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const idsOf = (scene: Scene<RstackSandbox>): string[] => scene.sandbox.ledger().vms.map(({ id }) => id);

describe("a replacement of a HyperVm", () => {
  test("deletes first where the addresses are named, and says so", async () => {
    const scene = await Scene.on(rstackPanel);
    const args = { ...vm, ipv4: { addresses: ["192.168.1.50"] } };
    scene.declare({ web: args }, "HyperVm");
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...args, name: "web2", allowReplace: true } }, "HyperVm");
    const shown = await scene.preview();
    expect(shown).toContain(
      `the addresses are named, so virtual machine ${first} is deleted before another one is there`,
    );
    expect(shown).toContain(`first DELETE VM ${first} with its disks`);
    expect((await scene.up()).writes).toEqual(["vm_delete", "vm_create"]);
    expect(scene.sandbox.ledger().vms).toMatchObject([{ name: "web2", ips: ["192.168.1.50"] }]);
    scene.declare({ web: { ...args, name: "web2", purchaseTriggers: ["another"] } }, "HyperVm");
    expect((await scene.up()).writes).toEqual(["vm_delete", "vm_create"]);
    await scene.unchanged();

    // What hangs on it goes first, and is not given up in silence.
    const declareBoth = (web: object, isProtected: boolean): void => {
      scene.stack.declare({
        web: { type: "HyperVm", args: { ...args, name: "web2", quotas: { snapshots: 2 }, ...web } },
        before: {
          type: "Snapshot",
          args: { vm: { $output: "web.serviceId" } },
          options: { protect: isProtected },
        },
      });
    };
    declareBoth({ allowPowerCycle: true }, true);
    await scene.up();
    const second = await scene.idOf("web");
    const another = { allowPowerCycle: true, purchaseTriggers: [1] };
    declareBoth(another, true);
    const kept = await scene.refused();
    expect(kept).toContain("currently marked for protection");
    const stopped = await scene.watch(() => scene.stack.up());
    expect(stopped.code).not.toBe(0);
    expect(stopped.writes).toEqual([]);
    expect(idsOf(scene)).toEqual([second]);
    expect(scene.sandbox.ledger().snapshots).toHaveLength(1);
    declareBoth({ allowPowerCycle: true }, false);
    await scene.up();
    declareBoth(another, false);
    const said = await scene.preview();
    expect(said).toContain(`first DELETE VM ${second} with its disks`);
    expect((await scene.up()).writes).toEqual(["vm_snapshot", "vm_delete", "vm_create", "vm_snapshot"]);
    expect(scene.sandbox.ledger().snapshots).toHaveLength(1);
    expect(scene.sandbox.ledger().vms).toHaveLength(1);
    await scene.unchanged();
    scene.declare(
      {
        web: { ...args, purchaseTriggers: ["another"], name: "web3", ipv4: { addresses: ["192.168.1.51"] } },
        two: { ...vm, ipv4: { addresses: ["192.168.1.50"] } },
      },
      "HyperVm",
    );
    expect(await scene.refused()).toContain("192.168.1.50 is in use by VM");
  });
});
