import { describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const namesOf = (scene: InProcessScene<RstackSandbox>): string[] =>
  scene.sandbox.ledger().vms.map(({ name }) => name);

describe("a HyperVm", () => {
  test("is adopted as it is, goes on without the argument, and is left alone by a destroy", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    const id = sandbox.panel.addVm({
      vmname: "web1",
      cpu: 2,
      ram: 2_048,
      ram_min: 2_048,
      port: 10,
      bwlimit: 500,
    });
    scene.declare({ web: { ...vm, name: "web2", adopt: id } }, "HyperVm");
    expect(await scene.refused()).toContain(
      `adopt: ${id} is not what the arguments say (adopting replaces nothing): its name is web1, not web2`,
    );
    scene.declare({ web: { ...vm, adopt: id } }, "HyperVm");
    expect(await scene.preview()).toContain(`adopt ${id}: `);
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
    scene.declare({ web: vm }, "HyperVm");
    expect((await scene.up()).writes).toEqual([]);
    expect(await stack.resource("web")).toMatchObject({ id, outputs: { origin: "adopted" } });
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: [] });
    expect(namesOf(scene)).toEqual(["web1"]);
  });

  test("goes as `onDelete` says: by default it is deleted, by force where that is asked for", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    const choices = {
      gone: {},
      kept: { onDelete: "keep" },
      refused: { onDelete: "refuse" },
      either: { onDelete: "refundOrKeep", locked: true },
      forced: { forceDelete: true, locked: true },
      stuck: { locked: true },
      listed: {},
    };
    scene.declare(
      Object.fromEntries(Object.entries(choices).map(([name, one]) => [name, { ...vm, ...one, name }])),
      "HyperVm",
    );
    await scene.up();
    stack.set({ RESELLER_KEEP: await scene.idOf("listed") });
    const { code, text } = await stack.destroy("--continue-on-error");
    expect(code).not.toBe(0);
    expect(namesOf(scene).toSorted()).toEqual(["either", "kept", "listed", "refused", "stuck"]);
    const left = (await stack.resources()).map(({ urn }) => urn.split("::").at(-1));
    expect(left.toSorted()).toEqual(["refused", "stuck"]);
    expect(text).toContain('`onDelete` is "refuse". Set `onDelete` to "delete", "keep" or "refundOrKeep"');
    expect(text).toContain('The panel said: "the virtual machine is locked"');
    expect(text).toMatch(/stuck: .*It stays in state\. To keep it instead, set `onDelete` to "keep"/);
    expect(text).toContain("it is listed in reseller:keep");
    expect(text).not.toContain("stays paid");
    // What the panel has lost in the meantime counts as deleted.
    sandbox.panel.removeVm(await scene.idOf("stuck"));
    expect((await stack.destroy("--continue-on-error")).text).toContain("is gone already");
    expect((await stack.resources()).map(({ urn }) => urn.split("::").at(-1))).toEqual(["refused"]);
  });
});
