import { expect, test, vi } from "vitest";
import { host } from "../support/bthost";
import { Killer } from "../support/killer";
import { bthostPanel } from "../support/panels";

vi.setConfig({ testTimeout: 400_000 });

test("kill -9 of the engine during a create: the next run takes the host over, with the passwords that it has", async () => {
  const killer = await Killer.on(bthostPanel, {});
  const { sandbox, stack } = killer;
  stack.declare({ shop: { type: "BtHost", args: { ...host } } });
  const killed = await killer.killDuring("host_build", "engine", "after it was carried out");
  expect(killed.code).not.toBe(0);
  expect(await stack.resources()).toEqual([]);
  expect(sandbox.ledger().hosts).toHaveLength(1);
  await killer.settle();
  expect(sandbox.ledger().done).toEqual({ host_build: 1 });
  expect(sandbox.ledger().hosts).toMatchObject([{ id: 67, place: "live", isOn: true }]);
  expect(await stack.resource("shop")).toMatchObject({
    id: "67",
    outputs: { serviceId: "67", status: "ready", origin: "takenOver" },
  });
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
  await killer.close();
});
