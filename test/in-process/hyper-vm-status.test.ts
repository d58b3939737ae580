import { describe, expect, test, vi } from "vitest";
import { startRstackSandbox } from "../../provider/src/sandbox";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

describe("a HyperVm that is not as it was left", () => {
  test("shows in a refresh, and stops an `up` without one that would do what it did not show", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    const web = { ...vm, allowPowerCycle: true, quotas: { snapshots: 1 }, remark: "shop" };
    scene.declare({ web }, "HyperVm");
    await scene.up();
    const id = await scene.idOf("web");
    // Done by a person, who restarts the machine as well.
    sandbox.panel.editVm(id, { ram: "4096", ram_min: "4096", backup_snapshot: "3", remark: "mine" });
    scene.declare({ web: { ...web, trafficGb: 900 } }, "HyperVm");
    const stopped = await scene.watch(() => stack.up());
    expect(stopped.code).not.toBe(0);
    expect(stopped.writes).toEqual([]);
    expect(stopped.text).toContain(
      "changed in the panel since the last refresh: it would now take: change memory 4096 → 2048 MB (may restart the machine), which the preview did not show. Nothing was sent. Run `pulumi refresh` and review the preview",
    );
    expect(await scene.refresh()).toMatch(/diff: [^\]]*~memoryMb/);
    expect(await scene.preview()).toMatch(
      /HyperVm web update \[diff: [^\]]*~memoryMb[^\]]*\]; traffic 500 → 900 GB a month, snapshots 3 → 1, set the remark; then change memory 4096 → 2048 MB/,
    );
    expect((await scene.up()).writes).toEqual(["vm_update", "vm_update"]);
    expect(sandbox.ledger().vms).toMatchObject([
      { remark: expect.stringMatching(/^rs-\S+ (\S+ )?shop$/) as string },
    ]);
    await scene.unchanged();

    // What is not said to be managed is nobody's difference.
    sandbox.panel.editVm(id, { backup_full: "5", cpu_weight: "20" });
    sandbox.panel.editImage("15", { name: "centos7.6 (end of life)" });
    await scene.refresh();
    await scene.unchanged();
  });

  test("over its traffic, suspended, missing or of a failed installation: it stays in state and nobody makes another", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    const names = ["full", "held", "gone", "well"];
    const declare = (change: object = {}): void => {
      const all = names.map((name) => [name, { ...vm, name, ...change }] as const);
      scene.declare(Object.fromEntries(all), "HyperVm");
    };
    declare();
    await scene.up();
    const ids = Object.fromEntries(sandbox.ledger().vms.map(({ name, id }) => [name, id]));
    sandbox.panel.useTraffic(ids.full ?? "", 501);
    sandbox.panel.editVm(ids.held ?? "", { status: "-1" });
    sandbox.panel.removeVm(ids.gone ?? "");
    expect(await scene.refresh()).toContain(
      `gone (${ids.gone ?? ""}) is neither listed nor readable; it stays in state as "missing"`,
    );
    const states = (await stack.resources()).map(({ urn, outputs }) => [urn.split("::").at(-1), outputs]);
    expect(Object.fromEntries(states)).toMatchObject({
      full: { status: "stopped", overTraffic: true },
      held: { status: "suspended", suspended: true },
      gone: { status: "missing" },
      well: { status: "ready", overTraffic: false },
    });
    expect(await scene.refused()).toContain(
      `virtual machine ${ids.gone ?? ""} is neither listed nor readable in its account. It stays in state until you decide: change \`purchaseTriggers\` to create another one, or forget it with \`pulumi state delete\``,
    );
    names.splice(names.indexOf("gone"), 1);
    declare();
    expect(await scene.watch(() => stack.up())).toMatchObject({ code: 0, writes: [] });
    expect(await scene.unchanged()).toContain("stopped for its traffic (used 501 of 500 GB): ");
    declare({ rebootTriggers: [1], allowPowerCycle: true });
    expect(await scene.refused()).toContain(
      "the service is suspended; bring it back first (`suspended: false`)",
    );
    declare({ trafficGb: 900, suspended: false });
    const { sent } = await scene.up();
    const states2 = sent.map(({ params }) => [params.id, params.status, params.bwlimit]);
    expect(states2.toSorted()).toEqual(
      [
        [ids.full, undefined, "900"],
        [ids.full, "2", undefined],
        [ids.held, "2", undefined],
        [ids.held, undefined, "900"],
        [ids.well, undefined, "900"],
      ].toSorted(),
    );
    expect(sandbox.ledger().events.filter(({ kind }) => kind === "create")).toHaveLength(4);
  });

  test("failed to be installed: an error that names the reason and keeps it, until it is installed again or replaced", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    sandbox.panel.failNextInstall("no space left on the node");
    scene.declare({ web: vm }, "HyperVm");
    const failed = await scene.watch(() => stack.up());
    expect(failed.code).not.toBe(0);
    expect(failed.writes).toEqual(["vm_create"]);
    expect(failed.text).toContain("no space left on the node");
    const id = await scene.idOf("web");
    expect((await stack.resource("web")).outputs).toMatchObject({ failure: "no space left on the node" });
    const waysOn =
      "image: the installation failed (no space left on the node): install again with `reinstallTriggers` and `allowReinstall`, or ask for another VM with `purchaseTriggers`";
    expect(failed.text).toContain(waysOn);
    expect(await scene.refused()).toContain(waysOn);
    await scene.refresh();
    scene.declare({ web: { ...vm, reinstallTriggers: [1], allowReinstall: true } }, "HyperVm");
    expect((await scene.up()).writes).toEqual(["vm_reload", "vm_resetps"]);
    expect(await stack.resource("web")).toMatchObject({ id, outputs: { status: "ready" } });
    expect((await stack.resource("web")).outputs).not.toHaveProperty("failure");
    await scene.unchanged();
  });

  test("belongs to the controller that made it: another one is an error, and not a reason to make it again", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox, stack } = scene;
    scene.declare({ web: vm }, "HyperVm");
    await scene.up();
    const other = await startRstackSandbox();
    stack.set({ RSTACK_ENDPOINT: other.url });
    for (const command of [() => stack.preview(), () => stack.refresh(), () => stack.destroy()]) {
      const { code, text } = await command();
      expect(code).not.toBe(0);
      expect(text).toMatch(
        /web belongs to account rstack:\S+, but the config now names rstack:\S+\. Set rstack:endpoint/,
      );
    }
    expect(other.writes()).toBe(0);
    await other.close();
    stack.set({ RSTACK_ENDPOINT: sandbox.url });
    await scene.unchanged();
  });
});
