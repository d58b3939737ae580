import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { cloud, packaged } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

const paid = ({ sandbox }: InProcessScene<ZonkvmSandbox>): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);

describe("a CloudServer", () => {
  test("is bought once, unchanged, grows in place, is renewed, and given back", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    scene.declare({ web: cloud }, "CloudServer");
    const bought = "buy 4 CPU, 8 GB memory, 20 Mbps, 5 Gbps defense, 40 + 80 GB disk for 1 month";
    expect(await scene.preview()).toContain(`${bought} (price not published)`);
    expect((await scene.up()).writes).toEqual(["create_order"]);
    expect(paid(scene)).toEqual(["create server_1001 230.00"]);
    expect(await stack.resource("web")).toMatchObject({
      id: "1001",
      outputs: {
        status: "ready",
        powerState: "running",
        defenseGbps: 5,
        loginName: "root",
        loginPort: 23_543,
      },
    });
    await scene.unchanged();
    const grown = { ...cloud, cpu: 8, diskSizesGb: [40, 100, 20], renewUntil: "2099-06-30" };
    scene.declare({ web: grown }, "CloudServer");
    expect(await scene.refused()).toContain("renewUntil");
    const until = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    scene.declare({ web: { ...grown, renewUntil: until } }, "CloudServer");
    expect(await scene.preview()).toMatch(
      /renew 3 months, paid until \d{4}-\d\d-\d\d \(price not published\); then upgrade 4 → 8 CPU, disk 2: 80 → 100 GB, a disk more of 20 GB/,
    );
    expect((await scene.up()).writes).toEqual(["server_renew", "server_upgrade"]);
    expect(paid(scene).map((order) => order.split(" ")[0])).toEqual(["create", "renew", "upgrade"]);
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["server_refund"] });
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
  });

  test("of a package is priced by it, and its figures go out", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    scene.declare({ web: { ...packaged, months: 3, maxMonthlyPrice: "170.00" } }, "CloudServer");
    expect(await scene.preview()).toContain("40 + 100 GB disk for 3 months: CNY 504.00");
    expect((await scene.up()).writes).toEqual(["create_order"]);
    expect(paid(scene)).toEqual(["create server_1001 504.00"]);
    await scene.unchanged();
    scene.declare(
      { web: { ...packaged, months: 3, maxMonthlyPrice: "160.00", package: "绍兴BGP- B型" } },
      "CloudServer",
    );
    expect(await scene.refused()).toContain("maxMonthlyPrice");
    scene.declare({ web: { ...packaged, months: 3, package: "绍兴BGP- B型" } }, "CloudServer");
    expect(await scene.preview()).toContain("upgrade to the package 绍兴BGP- B型: 8 CPU, 8 GB memory");
    expect((await scene.up()).writes).toEqual(["server_upgrade"]);
    await scene.unchanged();
    scene.declare({ web: { ...packaged, months: 3, allowReplace: true } }, "CloudServer");
    expect(await scene.preview()).toMatch(/\+-.*buy anew: 4 CPU.*CNY 504\.00; then REFUND 1001/);
  });
});
