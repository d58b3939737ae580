import { expect, test } from "vitest";
import { lease } from "../support/zonkvm";
import { nightOf } from "../support/nightly";
import { zkeysPanel, zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";

test("under `reseller:allowSteps` one service that is gone, too dear or to be changed stops no other's renewal", async () => {
  await nightOf(await Scene.inProcess(zkeysPanel), true);
});

test("an order that is not allowed leaves no mark that would stand in the way of the next", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  const { stack, sandbox } = scene;
  stack.declare({ db: { type: "LeaseServer", args: lease } });
  for (const brake of [{ RESELLER_ALLOW_STEPS: "renew" }, { RESELLER_ALLOW_SPENDING: "false" }]) {
    stack.set(brake);
    expect((await stack.up("--skip-preview")).code).not.toBe(0);
    expect(await stack.resources()).toEqual([]);
    stack.set({ RESELLER_ALLOW_STEPS: undefined, RESELLER_ALLOW_SPENDING: undefined });
  }
  expect((await scene.up()).writes).toEqual(["create_order"]);
  expect(sandbox.ledger().orders).toHaveLength(1);
  await scene.unchanged();
});
