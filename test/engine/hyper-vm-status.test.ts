import { expect, test, vi } from "vitest";
import { rstackPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { vm } from "../support/rstack";

vi.setConfig({ testTimeout: 400_000 });

test("a HyperVm that is not as it was left shows in a refresh, property by property", async () => {
  const scene = await Scene.on(rstackPanel);
  const { sandbox, stack } = scene;
  const web = { ...vm, allowPowerCycle: true, quotas: { snapshots: 1 }, remark: "shop" };
  scene.declare({ web }, "HyperVm");
  await scene.up();
  sandbox.panel.editVm(await scene.idOf("web"), {
    ram: "4096",
    ram_min: "4096",
    backup_snapshot: "3",
    remark: "mine",
  });
  const refreshed = await stack.run("refresh", "--yes", "--skip-preview", "--diff");
  expect(refreshed.text).toMatch(/~ memoryMb *: 2048 => 4096/);
  expect(refreshed.text).toMatch(/~ snapshots: 1 => 3/);
  expect(refreshed.text).not.toContain("+ backups");
  expect(await scene.preview()).toMatch(
    /HyperVm web update \[diff: [^\]]*~memoryMb[^\]]*\]; snapshots 3 → 1, set the remark; then change memory 4096 → 2048 MB/,
  );
});
