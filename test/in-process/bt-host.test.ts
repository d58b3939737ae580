import { describe, expect, test, vi } from "vitest";
import type { BthostSandbox } from "../../provider/src/sandbox";
import { host, inDays, settled } from "../support/bthost";
import { bthostPanel } from "../support/panels";
import { consentRequired, Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

type BthostScene = InProcessScene<BthostSandbox>;

const declare = (scene: BthostScene, args: object = host): void => {
  scene.declare({ shop: { ...args } }, "BtHost");
};
const opened = () => Scene.inProcess(bthostPanel, { settleSeconds: "1", pollSeconds: "0.05" });
const hosts = ({ sandbox }: BthostScene) => sandbox.ledger().hosts;
const rowOf = (scene: BthostScene, id = 67) => scene.sandbox.panel.host(id);

describe("a BtHost", () => {
  test("is created once, with what no create can do, unchanged, and put into the recycle bin", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    declare(scene, { ...host, remark: "the shop", speedLimit: { connections: 300, rateKb: 512 } });
    const preview = await scene.preview();
    expect(preview).toContain(
      "create host (a name of its own) by plan 默认 (1), until 2037-01-01; then set its remark; then limit it to 300 connections of 512 KB a second",
    );
    expect((await scene.up()).writes).toEqual(["host_build", "host_notice", "host_speed"]);
    const [made] = hosts(scene);
    expect(made).toMatchObject({ id: 67, notice: "the shop", byApi: true, place: "live", isOn: true });
    expect(made?.name).toMatch(/^r[0-9a-z]{15}\.bty5\.com$/);
    const { outputs } = await stack.resource("shop");
    expect(outputs).toMatchObject({
      ...{ serviceId: "67", status: "ready", domain: made?.name, username: made?.name.split(".")[0] },
      ...{ siteMaxMb: 200, flowMaxMb: 1024, domainMax: 5, ftpEnabled: true, powerState: "running" },
      expiresAt: "2037-01-01T00:00:00+08:00",
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["host_recycle"] });
    expect(hosts(scene)).toMatchObject([{ place: "recycled" }]);
    expect(sandbox.ledger().filesLost).toEqual([]);
  });

  test("says once in a run that there are no prices", async () => {
    const scene = await opened();
    scene.declare({ shop: host, blog: host }, "BtHost");
    // As a line beside the resource, and again in the diagnostics.
    expect((await scene.preview()).split("this panel knows no prices")).toHaveLength(3);
  });

  test("keeps the credentials that the panel has made, as secrets", async () => {
    const scene = await opened();
    declare(scene);
    await scene.up();
    const { outputs } = await scene.stack.resource("shop");
    expect(outputs).toMatchObject({ ftpUsername: outputs.username, databaseUsername: outputs.username });
    // Encrypted in state, where they stand under the engine's mark of a secret.
    for (const key of ["ftpPassword", "databasePassword"] as const)
      expect(JSON.stringify(outputs[key])).toContain("4dabf18193072939515e22adb298388d");
  });

  test("is found again when the reply to its create was lost, and is one", async () => {
    const scene = await opened();
    declare(scene);
    scene.sandbox.fault({ action: "host_build", kind: "lostAfter" });
    expect((await scene.up()).writes).toEqual(["host_build"]);
    expect(hosts(scene)).toHaveLength(1);
    await scene.unchanged();
  });

  test("changes in place what the panel can change", async () => {
    const scene = await opened();
    declare(scene, settled);
    await scene.up();
    const changed = {
      ...settled,
      settings: { ...settled.settings, siteMaxMb: 500, webBackups: 9 },
      category: "默认分类",
      domainReview: true,
      subdirectoryBinding: true,
      remark: "second",
      ftpEnabled: false,
      password: "Secret1234",
      ipAddresses: ["1", "2"],
      powerState: "stopped",
    };
    scene.sandbox.panel.setHabits({ spoilsAddresses: false });
    declare(scene, changed);
    const preview = await scene.preview();
    expect(preview).toContain("siteMaxMb 200 → 500, webBackups 5 → 9, review domains");
    const { writes } = await scene.up();
    expect(new Set(writes)).toEqual(
      new Set(["host_edit", "host_notice", "ftp_status", "ftp_pass", "sql_pass", "host_bindip", "host_stop"]),
    );
    expect(rowOf(scene)).toMatchObject({
      ...{ site_max: 500, web_back_num: 9, is_audit: 1, sub_bind: 1, notice: "second", status: "stop" },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
  });

  test("is moved to a plan that differs in limits, and replaced for what it was made with", async () => {
    const scene = await opened();
    declare(scene);
    await scene.up();
    declare(scene, { ...host, plan: "large" });
    expect(await scene.preview()).toContain("move to plan large (2): siteMaxMb 200 → 1000");
    expect((await scene.up()).writes).toEqual(["host_update"]);
    expect(rowOf(scene)).toMatchObject({ site_max: 1000, sql_max: 500, flow_max: 0, domain_max: 0 });
    await scene.unchanged();
    scene.stack.set(consentRequired);
    declare(scene, { ...host, plan: "static" });
    expect(await scene.refused()).toContain("needs `allowReplace: true`");
    declare(scene, { ...host, plan: "static", allowReplace: true });
    expect(await scene.preview()).toMatch(/\+-.*RECYCLE BIN/s);
    await scene.up();
    expect(hosts(scene)).toMatchObject([{ place: "recycled" }, { place: "live" }]);
    const [old, young] = hosts(scene);
    expect(young?.name.split(".")[0]).not.toBe(old?.name.split(".")[0]);
    expect(scene.sandbox.ledger().filesLost).toEqual([]);
  });

  test("sets 0 by a plan that has it, and says so where there is none", async () => {
    const scene = await opened();
    declare(scene, settled);
    await scene.up();
    declare(scene, { ...settled, settings: { ...settled.settings, flowMaxMb: 0 } });
    expect((await scene.up()).writes).toEqual(["host_update", "host_edit"]);
    expect(rowOf(scene)).toMatchObject({ site_max: 200, sql_max: 200, flow_max: 0, domain_max: 5 });
    await scene.unchanged();
    declare(scene, { ...settled, settings: { ...settled.settings, flowMaxMb: 0, sqlBackups: 0 } });
    expect(await scene.refused()).toMatch(
      /settings\.sqlBackups: cannot be taken back: the panel's `host_edit`/,
    );
  });

  test("is renewed to a date, expires, and is brought back out of the recycle bin", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    declare(scene, { plan: "默认", expiresOn: inDays(20) });
    await scene.up();
    declare(scene, { plan: "默认", expiresOn: inDays(20), renewUntil: inDays(40) });
    expect(await scene.preview()).toContain(`renew until ${inDays(40)}`);
    expect((await scene.up()).writes).toEqual(["host_endtime"]);
    await scene.unchanged();
    sandbox.panel.editHost(67, { endtime: Math.floor(Date.now() / 1000) - 3600 });
    await scene.refresh();
    sandbox.panel.runExpiryJob();
    expect(hosts(scene)).toMatchObject([{ place: "recycled" }]);
    await scene.refresh();
    expect((await stack.resource("shop")).outputs).toMatchObject({ status: "expired", isRecycled: true });
    expect((await scene.up()).writes).toEqual(["host_recovery", "host_endtime", "host_start"]);
    expect(hosts(scene)).toMatchObject([{ place: "live", status: "normal", isOn: true }]);
    await scene.unchanged();
  });

  test("that was deleted by hand stays in state, and is recovered when that is asked for", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    declare(scene);
    await scene.up();
    sandbox.panel.recycle(67);
    await scene.refresh();
    expect((await stack.resource("shop")).outputs).toMatchObject({ status: "recycled" });
    expect(await scene.preview()).toContain("lies in the recycle bin");
    declare(scene, { ...host, recover: true });
    expect(await scene.preview()).toContain("take host 67 out of the recycle bin");
    expect((await scene.up()).writes).toEqual(["host_recovery"]);
    expect(hosts(scene)).toMatchObject([{ place: "live" }]);
    await scene.unchanged();
  });

  test("is adopted, out of the recycle bin too", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    declare(scene);
    await scene.up();
    await stack.destroy();
    declare(scene, { ...host, adopt: "67" });
    expect(await scene.refused()).toContain("has no host 67");
    declare(scene, { ...host, adopt: "67", recover: true });
    expect(await scene.preview()).toContain(
      "adopt 67: creates nothing; then take host 67 out of the recycle bin",
    );
    expect((await scene.up()).writes).toEqual(["host_recovery"]);
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    // What was adopted is kept.
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ writes: [] });
    expect(sandbox.ledger().hosts).toHaveLength(1);
  });

  test("never gets the name of a host that waits for its purge", async () => {
    const scene = await opened();
    declare(scene, { ...settled, username: "shop1" });
    await scene.up();
    expect(hosts(scene)).toMatchObject([{ name: "shop1.bty5.com" }]);
    declare(scene, { ...settled, username: "shop1", settings: { ...settled.settings, phpVersion: "74" } });
    expect(await scene.refused()).toMatch(
      /username: "shop1" is the name of host 67, which lies in the recycle bin until its purge on/,
    );
    expect(hosts(scene)).toHaveLength(1);
    // In a later run, when nothing in state tells of it.
    await scene.stack.destroy();
    declare(scene, { ...settled, username: "shop1" });
    expect(await scene.refused()).toMatch(
      /username: "shop1" is the name of host 67, .* until its purge on \d{4}-\d\d-\d\d at the latest: .*`adopt: "67"`, `recover: true`/,
    );
    scene.sandbox.panel.purge(67);
    await scene.up();
    expect(hosts(scene).at(-1)).toMatchObject({ name: "shop1.bty5.com", place: "live" });
  });

  test("is held back by what its plan has and nothing can take away", async () => {
    const scene = await opened();
    declare(scene, { ...host, subdirectoryBinding: false });
    expect(await scene.refused()).toContain(
      "subdirectoryBinding: the plan has it, and it cannot be taken back",
    );
    declare(scene, { ...host, plan: "limited", domainReview: false });
    expect(await scene.refused()).toContain("domainReview: the plan has it");
    declare(scene, { ...host, plan: "static", ftpEnabled: true, password: "Secret1234" });
    expect(await scene.refused()).toMatch(/ftpEnabled: it gets no FTP account[^]*password: it gets neither/);
  });

  test("tells what to do about a site that a create has left behind", async () => {
    const scene = await opened();
    scene.sandbox.panel.failNextBuild("record");
    declare(scene, { ...host, username: "shop1" });
    const failed = await scene.watch(() => scene.stack.up());
    expect(failed.code).not.toBe(0);
    expect(failed.text).toMatch(/host could not be made/);
    const again = await scene.watch(() => scene.stack.up());
    expect(again.text).toMatch(/has a site of this name already/);
    expect(hosts(scene)).toHaveLength(0);
  });

  test("is held back in the preview by what cannot be carried out", async () => {
    const scene = await opened();
    declare(scene, {
      ...{
        plan: "nothing",
        owner: "99",
        category: "no such",
        expiresOn: "2039-01-01",
        username: "Shop!",
        remark: "a & b",
      },
    });
    const text = await scene.refused();
    for (const words of [
      /plan: there is no plan "nothing"; there are: /,
      /category: there is no category "no such"/,
      /expiresOn: 2039-01-01 is later than the panel can keep: 2038-01-19 is the last day/,
      /username: is not 3 to 16 small letters and digits/,
      /remark: must not hold any of/,
    ])
      expect(text).toMatch(words);
    declare(scene, { ...host, owner: "99" });
    expect(await scene.refused()).toContain("owner: there is no user 99");
    declare(scene, { expiresOn: "2037-01-01" });
    expect(await scene.refused()).toContain("exactly one of `plan` and `settings` is required");
    declare(scene, { ...settled, settings: { ...settled.settings, phpVersion: "99" } });
    expect(await scene.refused()).toMatch(
      /settings\.phpVersion: the server has no PHP 99 .*: 00, 56, 72, 74/,
    );
    declare(scene, { plan: "默认" });
    expect(await scene.refused()).toContain("expiresOn: is required, or `renewUntil`, or `keepPaid`");
    declare(scene, { plan: "默认", expiresOn: "2020-01-01" });
    expect(await scene.refused()).toContain("expiresOn: 2020-01-01 is over");
    expect(hosts(scene)).toEqual([]);
  });

  test("signs by the clock of the installation", async () => {
    for (const seconds of [60, -60]) {
      const scene = await opened();
      scene.sandbox.panel.setClockSkew(seconds);
      scene.sandbox.panel.setHabits({ acceptsFuture: false });
      declare(scene);
      await scene.up();
      expect(hosts(scene)).toHaveLength(1);
    }
  });
});
