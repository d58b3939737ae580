import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { rstackPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { vm } from "../support/rstack";

vi.setConfig({ testTimeout: 400_000 });

test("the brakes of a stack hold for VMs: kinds of steps, machines away at once, the journal; what costs nothing is no spending", async () => {
  const scene = await Scene.inProcess(rstackPanel);
  const { sandbox, stack } = scene;
  const names = ["one", "two", "three"];
  const declare = (change: object = {}): void => {
    const all = names.map((name) => [name, { ...vm, name, ...change }] as const);
    scene.declare(Object.fromEntries(all), "HyperVm");
  };
  const journal = join(stack.folder, "journal.jsonl");
  declare();
  stack.set({ RESELLER_JOURNAL: journal, RESELLER_ALLOW_STEPS: "renew,settings" });
  const kept = await scene.watch(() => stack.up());
  expect([kept.code === 0, kept.writes]).toEqual([false, []]);
  expect(kept.text).toMatch(
    /"create VM \w+ with 2 cores, 2048 MB \(not priced by this panel\)" is not allowed here\. reseller:allowSteps is \["renew","settings"\]; add "create" to allow it/,
  );
  stack.set({
    RESELLER_ALLOW_STEPS: undefined,
    RESELLER_ALLOW_SPENDING: "false",
    RESELLER_MAX_SPEND_PER_RUN: "1.00",
  });
  expect((await scene.up()).writes).toEqual(["vm_create", "vm_create", "vm_create"]);

  declare({ trafficGb: 600 });
  expect(await scene.preview()).toContain("traffic 500 → 600 GB a month");
  declare({ rebootTriggers: [1] });
  sandbox.fault({ action: "vm_restart", kind: "refused" });
  const failed = await scene.watch(() => stack.up());
  expect(failed.code).not.toBe(0);
  expect(failed.text).toContain("not begun: another machine of the account did not come back");
  expect(failed.writes).toEqual(["vm_restart"]);
  const from = sandbox.requests.length;
  expect((await scene.up()).writes).toEqual(["vm_restart", "vm_restart", "vm_restart"]);
  const order = sandbox.requests.slice(from).map(({ action }) => action);
  const [, second = 0] = order.flatMap((action, index) => (action === "vm_restart" ? [index] : []));
  // The first machine is seen to be back before the second one goes.
  expect(order.slice(order.indexOf("vm_restart"), second)).toContain("vm_state");
  expect(
    readFileSync(journal, "utf8")
      .split("\n")
      .filter((line) => line.includes('"step":"create"')),
  ).toHaveLength(6);
  await scene.unchanged();

  // Many VMs are observed with one list, and the state of each is asked only where its power is managed.
  const before = sandbox.requests.length;
  await scene.refresh();
  const reads = sandbox.requests.slice(before).map(({ action }) => action);
  expect(reads).toEqual(["hyper"]);
});
