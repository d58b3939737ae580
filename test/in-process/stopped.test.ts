import { expect, test, vi } from "vitest";
import { zkeysPanel, zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";
import { cloud, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

/* What is delivered runs: one that is to be off is stopped after its order, and the preview says so. */

const stopped = { powerState: "stopped" };

test("a bare-metal server that is bought to be off is stopped, as the preview says", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.declare({ web: { ...server, ...stopped } });
  expect(await scene.preview()).toContain("buy 1 month: CNY 860.00; then stop the machine");
  expect((await scene.up()).writes).toEqual(["create", "stop"]);
  await scene.unchanged();
});

test("so are those of a finance system, of each kind that has a power", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  scene.stack.declare({
    cloud: { type: "CloudServer", args: { ...cloud, ...stopped } },
    lease: { type: "LeaseServer", args: { ...lease, ...stopped } },
    idc: { type: "IdcServer", args: { ...idc, ...stopped } },
    site: { type: "WebHosting", args: { ...hosting, ...stopped } },
  });
  expect((await scene.preview()).match(/create .*; then stop/g)).toHaveLength(4);
  await scene.up();
  expect(scene.sandbox.ledger().services.map(({ runStatus }) => runStatus)).toEqual([-1, -1, -1, -1]);
  await scene.unchanged();
});
