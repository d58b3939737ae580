import { describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { rstackPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { passwordOf } from "../support/secrets";
import { vm } from "../support/rstack";

vi.setConfig({ testTimeout: 400_000 });

const namesOf = (scene: Scene<RstackSandbox>): string[] => scene.sandbox.ledger().vms.map(({ name }) => name);

describe("a HyperVm through the real engine", () => {
  test("is created as the preview says, with its percentage beside it, and unchanged afterwards", async () => {
    const scene = await Scene.on(rstackPanel, {}, { installSeconds: 1.5 });
    const { sandbox, stack } = scene;
    scene.declare(
      { web: { ...vm, quotas: { snapshots: 2 }, systemDisksGb: 60, tags: { team: "shop" } } },
      "HyperVm",
    );
    expect(await scene.preview()).toContain(
      "create VM web1 with 2 cores, 2048 MB (not priced by this panel)",
    );
    const { text, writes } = await scene.up();
    expect(writes).toEqual(["vm_create"]);
    expect(text).toMatch(/waiting for the service: installing: copying the image, \d+% \(\d/);
    const { id = "", outputs } = await stack.resource("web");
    expect(outputs).toMatchObject({
      serviceId: id,
      status: "ready",
      origin: "bought",
      name: "web1",
      imageId: "15",
      nodeName: "可用区 a",
      estimate: "not priced by this panel",
      quotas: { snapshots: 2 },
      quotasInForce: { snapshots: 2, backups: 0, portMappings: 0, natWebsites: 0 },
      systemDisksGb: 60,
    });
    expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
    await scene.unchanged();
    expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
    await scene.unchanged();

    stack.declare({
      web: {
        type: "HyperVm",
        args: { ...vm, quotas: { snapshots: 2 }, systemDisksGb: 60, tags: { team: "shop" } },
      },
      copy: { type: "HyperVm", get: id },
    });
    await scene.up();
    expect((await stack.resource("copy")).outputs).toMatchObject({ serviceId: id, name: "web1", cpu: 2 });
    stack.declare({ other: { type: "HyperVm", get: "34" } });
    expect(await scene.refused()).toContain(
      "has no virtual machine 34. Check the id, and which account it is in",
    );
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(namesOf(scene)).toEqual([]);
  });
});
