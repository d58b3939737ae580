import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { idc, inDays } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type Args = Readonly<Record<string, unknown>>;
type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const open = (settings: Readonly<Record<string, string>> = {}): Promise<ZonkvmScene> =>
  Scene.inProcess(zonkvmPanel, settings);
const declare = (scene: ZonkvmScene, args: Args = {}): void => {
  scene.declare({ place: { ...idc, ...args } }, "IdcServer");
};
const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);

describe("an IdcServer", () => {
  test("is bought without an image and a password, grows, is renewed, and given back", async () => {
    const scene = await open();
    const { stack } = scene;
    declare(scene);
    expect(await scene.preview()).toContain(
      "buy 1U (0.5A/220V) with 50 Mbps, 5 Gbps defense, 1 IP for 1 month: CNY 800.00",
    );
    const bought = await scene.up();
    expect(bought.writes).toEqual(["create_order"]);
    expect(bought.sent[0]?.params).not.toHaveProperty("system_guid");
    expect(JSON.parse(bought.sent[0]?.params.content ?? "")).toEqual({
      ...{ bandwidth: 50, power: "0.5A/220V", defense: 5, ipnum: 1, months: 1, number: 1, renew_auto: 0 },
    });
    expect(paid(scene)).toEqual(["create idc_1 800.00"]);
    const { outputs } = await stack.resource("place");
    expect(outputs).toMatchObject({ status: "ready", power: "0.5A/220V", size: "1U", ipCount: 1 });
    expect(outputs).not.toHaveProperty("password");
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    declare(scene, { defenseGbps: 100, bandwidthMbps: 60 });
    expect(await scene.preview()).toContain(
      "upgrade 50 → 60 Mbps, 5 → 100 Gbps defense: CNY 100.00 more a month",
    );
    const { sent, writes } = await scene.up();
    expect(writes).toEqual(["idc_upgrade"]);
    expect(sent[0]?.params).toMatchObject({ bandwidthAdd: "10", defenseAdd: "95", ipnumAdd: "0" });
    expect(sent[0]?.params).not.toHaveProperty("client_user_id");
    const until = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10);
    declare(scene, { defenseGbps: 100, bandwidthMbps: 60, renewUntil: until });
    expect(await scene.preview()).toMatch(/renew 1 month, paid until [\d-]+: CNY 900\.00/);
    expect((await scene.up()).writes).toEqual(["idc_renew"]);
    expect(paid(scene).at(-1)).toBe("renew idc_1 900.00");
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["idc_refund"] });
  });

  test("gets its image and its password after delivery, with consent, once", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const system = "Debian 12 64位";
    declare(scene, { system, remotePort: 2222 });
    expect(await scene.refused()).toContain("needs `allowReinstall: true`");
    declare(scene, { system, remotePort: 2222, allowReinstall: true });
    expect(await scene.preview()).toMatch(/buy 1U .* CNY 800\.00; then REINSTALL Debian 12 64位/);
    const bought = await scene.up();
    expect(bought.writes).toEqual(["create_order", "idc_install"]);
    expect(bought.sent[1]?.params).toMatchObject({ port: "2222" });
    expect(bought.sent[1]?.params).not.toHaveProperty("system_partition");
    const { outputs } = await stack.resource("place");
    expect(outputs).toHaveProperty("password");
    expect(sandbox.panel.service("idc_1")).toMatchObject({ reinstalls: 1, port: 2222 });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    declare(scene, { system, remotePort: 2222, allowReinstall: true, password: "Another-1-password" });
    expect((await scene.up()).writes).toEqual(["idc_setpsw"]);
    expect(sandbox.panel.passwordIs("idc_1", "Another-1-password")).toBe(true);
    await scene.unchanged();
  });

  test("takes a password of its own after delivery", async () => {
    const scene = await open();
    declare(scene, { password: "Of-my-own-1" });
    expect(await scene.preview()).toContain("; then set a new password");
    expect((await scene.up()).writes).toEqual(["create_order", "idc_setpsw"]);
    expect(scene.sandbox.panel.passwordIs("idc_1", "Of-my-own-1")).toBe(true);
    await scene.unchanged();
  });

  test("expires, comes back by a renewal, and is not given back when the time for it is over", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene);
    await scene.up();
    sandbox.clock.advance({ days: 33 });
    await scene.refresh();
    expect((await stack.resource("place")).outputs).toMatchObject({ status: "expired" });
    declare(scene, { renewUntil: inDays(45) });
    expect((await scene.up()).writes).toEqual(["idc_renew"]);
    expect(sandbox.panel.service("idc_1")).toMatchObject({ orderStatus: 1, runStatus: 1 });
    await scene.unchanged();
    const refused = await scene.watch(() => stack.destroy());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("the time in which it can be refunded is over");
    expect(refused.text).toContain('set `onDelete` to "keep" or "refundOrKeep"');
    expect((await stack.resource("place")).id).toBe("1");
    declare(scene, { renewUntil: inDays(45), onDelete: "refundOrKeep" });
    await scene.up();
    expect((await stack.destroy()).code).toBe(0);
    expect(paid(scene)).toEqual(["create idc_1 800.00", "renew idc_1 800.00"]);
    expect(sandbox.ledger().services).toMatchObject([{ orderStatus: 1 }]);
  });

  test("is read by its id without buying, adopted where it is what is said, and kept in state when it is gone", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, { onDelete: "keep" });
    await scene.up();
    stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
    stack.declare({ seen: { type: "IdcServer", get: "1" } });
    await scene.up();
    expect((await stack.resource("seen")).outputs).toMatchObject({
      ...{ serviceId: "1", power: "0.5A/220V", bandwidthMbps: 50, status: "ready" },
    });
    stack.declare({ seen: { type: "IdcServer", get: "7" } });
    stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
    expect((await stack.up()).code).not.toBe(0);
    scene.declare({ taken: { ...idc, adopt: "1", power: "1A/220V" } }, "IdcServer");
    expect(await scene.refused()).toContain("its power is 0.5A/220V, not 1A/220V");
    scene.declare({ taken: { ...idc, adopt: "1" } }, "IdcServer");
    expect(await scene.preview()).toContain("adopt 1: buys nothing");
    await scene.up();
    await scene.unchanged();
    sandbox.panel.erase("idc_1");
    await scene.refresh();
    expect((await stack.resource("taken")).outputs).toMatchObject({ status: "missing" });
    expect(await scene.refused()).toContain("change `purchaseTriggers`");
    expect(paid(scene)).toHaveLength(1);
  });

  test("of which something is wrong is refused in the preview, all at once, and nothing is sent", async () => {
    const scene = await open();
    const wrong: Args = {
      ...{ bandwidthMbps: 5_000, defenseGbps: 900, ipCount: 0, months: 5_000, remotePort: 70_000 },
      ...{ renewUntil: "soon", surprise: true },
    };
    declare(scene, wrong);
    const text = await scene.refused();
    for (const property of Object.keys(wrong)) expect(text, property).toContain(property);
    const cases: readonly (readonly [Args, string])[] = [
      [{ line: "温州BGP(停售)" }, "there is no product"],
      [{ product: "3U" }, "1U"],
      [{ power: "3A/220V" }, "0.5A/220V"],
      [{ maxMonthlyPrice: "799.99" }, "a month would cost CNY 800.00, more than 799.99"],
    ];
    for (const [more, words] of cases) {
      declare(scene, more);
      expect(await scene.refused()).toContain(words);
    }
    expect(scene.sandbox.ledger().orders).toEqual([]);
  });
});
