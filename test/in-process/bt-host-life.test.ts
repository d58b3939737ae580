import { describe, expect, test, vi } from "vitest";
import type { BthostSandbox } from "../../provider/src/sandbox";
import { host, inDays, settled } from "../support/bthost";
import { bthostPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

type BthostScene = InProcessScene<BthostSandbox>;
type Habits = Parameters<BthostSandbox["panel"]["setHabits"]>[0];

async function begin(args: object = host, habits: Habits = {}): Promise<BthostScene> {
  const scene = await Scene.inProcess(bthostPanel, { settleSeconds: "0.3", pollSeconds: "0.05" });
  scene.sandbox.panel.setHabits(habits);
  declare(scene, args);
  await scene.up();
  return scene;
}
const declare = (scene: BthostScene, args: object): void => {
  scene.declare({ shop: { ...args } }, "BtHost");
};
const hostsOf = ({ sandbox }: BthostScene) => sandbox.ledger().hosts;
const outputsOf = async (scene: BthostScene) => (await scene.stack.resource("shop")).outputs;
const unixDay = (days: number): number => Math.floor(Date.now() / 1_000) + days * 86_400;
/** Its end has come, whether or not a job has seen that. */
const end = ({ sandbox }: BthostScene): void => {
  sandbox.panel.editHost(67, { endtime: unixDay(-1) });
};
const failed = async (scene: BthostScene) => {
  const effect = await scene.watch(() => scene.stack.up());
  expect(effect.code, effect.text).not.toBe(0);
  return effect;
};

describe("a host that has expired", () => {
  test("and is still listed is renewed and started, to what is asked for: running, stopped or locked", async () => {
    const scene = await begin({ ...host, powerState: "running" }, { expiry: "mark" });
    for (const [args, write, status] of [
      [{ powerState: "running" }, "host_start", "normal"],
      [{ powerState: "stopped" }, "host_stop", "stop"],
      [{ locked: true }, "host_locked", "locked"],
    ] as const) {
      declare(scene, { ...host, ...args });
      await scene.up();
      end(scene);
      scene.sandbox.panel.runExpiryJob();
      await scene.refresh();
      expect(await outputsOf(scene)).toMatchObject({ status: "expired" });
      expect((await outputsOf(scene)).isRecycled).not.toBe(true);
      const renewUntil = inDays(50);
      declare(scene, { ...host, ...args, renewUntil });
      expect(await scene.preview()).toContain(`renew until ${renewUntil}`);
      expect((await scene.up()).writes).toEqual(["host_endtime", write]);
      expect(hostsOf(scene)).toMatchObject([{ place: "live", status, isOn: status === "normal" }]);
      await scene.unchanged();
      await scene.refresh();
      await scene.unchanged();
    }
  });

  test("and is neither renewed nor changed stays as it is, and goes when it is destroyed", async () => {
    const scene = await begin(host, { expiry: "mark" });
    end(scene);
    scene.sandbox.panel.runExpiryJob();
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => scene.stack.destroy())).toMatchObject({ writes: ["host_recycle"] });
  });

  test("and was purged is gone for good: what should bring it back is refused, and says so", async () => {
    const scene = await begin();
    end(scene);
    await scene.refresh();
    scene.sandbox.panel.runExpiryJob();
    scene.sandbox.panel.purge(67);
    await scene.refresh();
    expect(await outputsOf(scene)).toMatchObject({ status: "expired", isRecycled: true });
    declare(scene, { ...host, renewUntil: inDays(50) });
    const { text, writes } = await failed(scene);
    expect(writes).toEqual(["host_recovery"]);
    expect(text).toMatch(/host 67 is gone for good/);
    expect(text).toContain("purchaseTriggers");
    declare(scene, { ...host, recover: true });
    expect((await failed(scene)).text).toMatch(/host 67 is gone for good/);
    // Another one is made when that is said.
    declare(scene, { ...host, purchaseTriggers: [1] });
    expect((await scene.up()).writes).toEqual(["host_build"]);
    expect(hostsOf(scene)).toMatchObject([{ place: "purged" }, { place: "live" }]);
    expect(scene.sandbox.ledger().filesLost).toEqual([]);
    await scene.unchanged();
  });

  test("by a date in the past is stopped by nobody here, and the program that says it again brings nothing back", async () => {
    const scene = await begin();
    declare(scene, { ...host, expiresOn: inDays(-2) });
    expect(await scene.preview()).toContain(`let it end on ${inDays(-2)}, before 2037-01-01`);
    expect((await scene.up()).writes).toEqual(["host_endtime"]);
    scene.sandbox.panel.runExpiryJob();
    await scene.refresh();
    expect(await scene.watch(() => scene.stack.up())).toMatchObject({ code: 0, writes: [] });
    expect(hostsOf(scene)).toMatchObject([{ place: "recycled" }]);
  });
});

describe("a host that is over a limit", () => {
  test("is suspended, stays so until its limits are high enough, and comes back by higher ones", async () => {
    const scene = await begin({ ...settled, powerState: "running" });
    const { panel } = scene.sandbox;
    panel.editSite(67, { sizeMb: 350 });
    panel.runQuotaJob();
    await scene.refresh();
    expect(await outputsOf(scene)).toMatchObject({ status: "suspended" });
    // Nothing that the program says brings it back.
    expect(await scene.watch(() => scene.stack.up())).toMatchObject({ code: 0, writes: [] });
    const withSpace = (siteMaxMb: number) => ({
      ...{ ...settled, powerState: "running", settings: { ...settled.settings, siteMaxMb } },
    });
    declare(scene, withSpace(300));
    expect((await scene.up()).writes).toEqual(["host_edit", "host_resource"]);
    expect(hostsOf(scene)).toMatchObject([{ status: "excess", isOn: false }]);
    declare(scene, withSpace(400));
    expect((await scene.up()).writes).toEqual(["host_edit", "host_resource"]);
    expect(hostsOf(scene)).toMatchObject([{ status: "normal", isOn: true }]);
    await scene.unchanged();
  });
});

describe("the site of a host", () => {
  test("is locked and unlocked, to what is asked for then", async () => {
    const scene = await begin({ ...host, locked: true });
    expect(hostsOf(scene)).toMatchObject([{ status: "locked", isOn: false }]);
    expect(await outputsOf(scene)).toMatchObject({ status: "locked" });
    await scene.unchanged();
    declare(scene, { ...host, locked: false, powerState: "stopped" });
    expect((await scene.up()).writes).toEqual(["host_stop"]);
    declare(scene, { ...host, locked: true, powerState: "running" });
    expect((await scene.up()).writes).toEqual(["host_locked"]);
    await scene.unchanged();
    declare(scene, { ...host, locked: false, powerState: "running" });
    expect(await scene.preview()).toContain("unlock the site");
    expect((await scene.up()).writes).toEqual(["host_start"]);
    expect(hostsOf(scene)).toMatchObject([{ status: "normal", isOn: true }]);
    await scene.unchanged();
  });

  test("that the panel behind does not stop, start or lock is an error, and is brought there by the next run", async () => {
    const scene = await begin({ ...host, powerState: "running" });
    const { panel } = scene.sandbox;
    const day = scene.sandbox.panel.site(67)?.endDay;
    for (const [act, args, isOn] of [
      ["stop", { powerState: "stopped" }, false],
      ["start", { powerState: "running" }, true],
      ["stop", { locked: true }, false],
    ] as const) {
      panel.refuse(act, "面板繁忙");
      declare(scene, { ...host, ...args });
      const { text } = await failed(scene);
      expect(text).toContain("the panel only said that it does it");
      expect(hostsOf(scene)).toMatchObject([{ isOn: !isOn }]);
      // What the installation believes now is not what is.
      await scene.refresh();
      expect(await scene.preview()).toMatch(/(?:stop|start|lock) the site/);
      panel.refuse(act, undefined);
      expect((await scene.up()).writes).toEqual(["host_sync", "host_endtime"]);
      expect(hostsOf(scene)).toMatchObject([{ isOn }]);
      expect(panel.site(67)?.endDay).toBe(day);
      await scene.unchanged();
    }
  });

  test("that was stopped when its host went into the recycle bin is stopped when it comes back", async () => {
    for (const [args, write] of [
      [{ powerState: "stopped" }, "host_sync"],
      [{ locked: true }, "host_sync"],
    ] as const) {
      const scene = await begin({ ...host, ...args });
      scene.sandbox.panel.recycle(67);
      await scene.refresh();
      declare(scene, { ...host, ...args, recover: true });
      expect((await scene.up()).writes).toEqual(["host_recovery", write, "host_endtime"]);
      expect(hostsOf(scene)).toMatchObject([{ place: "live", isOn: false }]);
      await scene.unchanged();
    }
  });
});
