import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { hosting } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);

const declare = (scene: ZonkvmScene, args: object = {}): void => {
  scene.declare({ site: { ...hosting, ...args } }, "WebHosting");
};

describe("a WebHosting", () => {
  test("is bought once, unchanged, and given back", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    declare(scene, { displayName: "shop", phpVersion: "8.2", trafficGb: 50, months: 12 });
    expect(await scene.preview()).toContain(
      'buy 防劫持IP空间-A型, 50 GB traffic, for 12 months: CNY 918.00; then name it "shop"',
    );
    expect((await scene.up()).sent.map(({ action, params }) => params.operate ?? action)).toEqual([
      "create_order",
      "hosting_edit_name",
    ]);
    expect(paid(scene)).toEqual(["create hosting_1 918.00"]);
    expect(await stack.resource("site")).toMatchObject({
      id: "1",
      outputs: {
        status: "ready",
        powerState: "running",
        displayName: "shop",
        trafficGb: 50,
        languageVersion: "php82",
        monthlyPrice: "90.00",
      },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0 });
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
  });
});
