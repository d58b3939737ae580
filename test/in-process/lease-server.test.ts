import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type Args = Readonly<Record<string, unknown>>;
type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const open = (settings: Readonly<Record<string, string>> = {}): Promise<ZonkvmScene> =>
  Scene.inProcess(zonkvmPanel, settings);
const declare = (scene: ZonkvmScene, args: Args): void => {
  scene.declare({ db: { ...lease, ...args } }, "LeaseServer");
};
const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);

describe("a LeaseServer", () => {
  test("is bought once, unchanged, grows by what is missing, is renewed, and given back", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, {});
    expect(await scene.preview()).toContain(
      "buy 基础型 24核16G(ESSD) with 30 Mbps, 100 Gbps defense, 1 IP for 1 month: CNY 550.00",
    );
    expect((await scene.up()).writes).toEqual(["create_order"]);
    expect(paid(scene)).toEqual(["create lease_1 550.00"]);
    const { id, outputs } = await stack.resource("db");
    expect(id).toBe("1");
    expect(outputs).toMatchObject({
      ...{ status: "ready", powerState: "running", bandwidthMbps: 30, defenseGbps: 100, ipCount: 1 },
      ...{ loginName: "root", monthlyPrice: "550.00", cpuCores: 24, ipAddress: "172.16.0.11" },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    const until = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10);
    declare(scene, { bandwidthMbps: 50, ipCount: 4, renewUntil: until });
    expect(await scene.preview()).toMatch(
      /renew 1 month, paid until \d{4}-\d\d-\d\d: CNY 550\.00; then upgrade 30 → 50 Mbps, 1 → 4 IPs: CNY 620\.00 more a month/,
    );
    const { sent, writes } = await scene.up();
    expect(writes).toEqual(["lease_renew", "lease_upgrade"]);
    expect(sent[1]?.params).toMatchObject({ bandwidthAdd: "20", ipnumAdd: "3", defenseAdd: "0" });
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["lease_refund"] });
    expect(sandbox.ledger()).toMatchObject({ services: [{ orderStatus: -2 }] });
  });
});
