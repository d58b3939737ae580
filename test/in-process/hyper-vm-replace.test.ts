import { describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { environmentOf, rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { consentRequired, Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const idsOf = (scene: InProcessScene<RstackSandbox>): string[] =>
  scene.sandbox.ledger().vms.map(({ id }) => id);
const inState = async ({ stack }: InProcessScene<RstackSandbox>): Promise<(string | undefined)[]> =>
  (await stack.resources()).map(({ id }) => id);

describe("a replacement of a HyperVm", () => {
  test("creates anew and then deletes; what cannot be deleted stays in state, through another replacement", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    scene.declare({ web: vm }, "HyperVm");
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...vm, node: "2" } }, "HyperVm");
    stack.set(consentRequired);
    expect(await scene.refused()).toContain("needs `allowReplace: true`");
    scene.declare({ web: { ...vm, node: "2", allowReplace: true } }, "HyperVm");
    const shown = await scene.preview();
    expect(shown).toMatch(/\+-.*HyperVm web replace/);
    expect(shown).toContain(
      `create anew: VM web1 with 2 cores, 2048 MB (not priced by this panel); then DELETE VM ${first} with its disks (if refused, both stay)`,
    );
    sandbox.panel.editVm(first, { status: "1" });
    const refused = await scene.watch(() => stack.up());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain('The panel said: "the virtual machine is locked"');
    expect(refused.writes).toEqual(["vm_create", "vm_delete"]);
    const second = await scene.idOf("web");
    expect(await inState(scene)).toEqual(expect.arrayContaining([first, second]));
    expect((await scene.watch(() => stack.up())).writes).toEqual(["vm_delete"]);

    const elsewhere = { ...vm, node: undefined, area: "South China", name: "web2", allowReplace: true };
    scene.declare({ web: elsewhere }, "HyperVm");
    const again = await scene.watch(() => stack.up());
    expect(again.code).not.toBe(0);
    expect(again.writes.filter((action) => action === "vm_create")).toHaveLength(1);
    const third = await scene.idOf("web");
    sandbox.panel.editVm(first, { status: "2" });
    await scene.up();
    expect(idsOf(scene)).toEqual([third]);
    expect(await inState(scene)).toEqual([third]);
    await scene.unchanged();
  });

  test("for `purchaseTriggers` creates another one; with --replace the same one is taken over", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { stack } = scene;
    scene.declare({ web: vm }, "HyperVm");
    await scene.up();
    const { id: first = "", urn } = await stack.resource("web");
    const shown = await scene.preview("--replace", urn);
    expect(shown).toMatch(
      new RegExp(
        `take over ${first}, found by its token rs-\\w+ \\(ready, created \\S+\\): creates nothing; then set a new password`,
      ),
    );
    const replaced = await scene.up("--replace", urn);
    expect(replaced.writes).toEqual(["vm_resetps"]);
    expect(replaced.text).toContain(`kept ${first}: a newer entry in state holds the same service`);
    expect(await inState(scene)).toEqual([first]);
    await scene.unchanged();

    scene.declare({ web: { ...vm, purchaseTriggers: [2] } }, "HyperVm");
    expect((await scene.up()).writes).toEqual(["vm_create", "vm_delete"]);
    expect(idsOf(scene)).not.toContain(first);
    await scene.unchanged();
    // It is the way on for one that is gone, too.
    scene.sandbox.panel.removeVm(await scene.idOf("web"));
    await scene.refresh();
    scene.declare({ web: { ...vm, purchaseTriggers: [3] } }, "HyperVm");
    expect((await scene.up()).writes).toEqual(["vm_create"]);
    expect(await inState(scene)).toEqual(idsOf(scene));
    await scene.unchanged();
  });
});

describe("VMs that are hard to tell apart", () => {
  test("have names that contain each other: each has its own token, and a lost one is found by it", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    const names = ["web", "web1", "web11", "myweb1"];
    scene.declare(Object.fromEntries(names.map((name) => [name, { ...vm, name }])), "HyperVm");
    sandbox.fault({ action: "vm_create", kind: "lostAfter", times: names.length });
    expect((await scene.up("--parallel", "4")).writes).toEqual(names.map(() => "vm_create"));
    const states = await stack.resources();
    const own = states.map(({ urn, outputs }) => [urn.split("::").at(-1), outputs.serviceId]);
    expect(Object.fromEntries(own)).toEqual(
      Object.fromEntries(sandbox.ledger().vms.map(({ name, id }) => [name, id])),
    );
    await scene.unchanged();
    expect(await stack.destroy("--target", (await stack.resource("web1")).urn)).toMatchObject({ code: 0 });
    expect(
      sandbox
        .ledger()
        .vms.map(({ name }) => name)
        .toSorted(),
    ).toEqual(["myweb1", "web", "web11"]);
  });

  test("are of two states with the same names: the second one is stopped until it has a namespace", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    scene.declare({ web: vm }, "HyperVm");
    await scene.up();
    sandbox.panel.editVm(await scene.idOf("web"), { nodeid: "2" });
    const second = new InProcessStack(undefined, {}, { environment: environmentOf(rstackPanel, sandbox) });
    second.declare({ web: { type: "HyperVm", args: vm } });
    const refused = await second.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(
      /carries the token rs-\w+ of this resource, but is not what is asked for: its node is 2/,
    );
    expect(refused.text).toContain("need different `reseller:namespace`s");
    second.set({ RESELLER_NAMESPACE: "second" });
    expect(await second.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().vms).toHaveLength(2);
    expect(await second.destroy()).toMatchObject({ code: 0 });
    second.remove();
    expect(idsOf(scene)).toEqual([await scene.idOf("web")]);
    expect(await stack.destroy()).toMatchObject({ code: 0 });
  });
});
