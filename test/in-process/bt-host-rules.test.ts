import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { startBthostSandbox, type BthostSandbox } from "../../provider/src/sandbox";
import { shippedToken } from "../../provider/src/bthost/api/sign";
import { host, inDays, settled } from "../support/bthost";
import { InProcessStack } from "../support/in-process/stack";
import { bthostPanel, environmentOf } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { secretsOf } from "../support/secrets";

vi.setConfig({ testTimeout: 400_000 });

type BthostScene = InProcessScene<BthostSandbox>;

const open = (): Promise<BthostScene> =>
  Scene.inProcess(bthostPanel, { settleSeconds: "0.5", pollSeconds: "0.05" });
const declare = (scene: BthostScene, args: object): void => {
  scene.declare({ shop: { ...args } }, "BtHost");
};
const hostsOf = ({ sandbox }: BthostScene) => sandbox.ledger().hosts;

describe("hosts side by side", () => {
  test("are ten in the ledger when the reply to the third create is lost, and ten in state", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const all = Array.from({ length: 10 }, (_, number) => [`host${number}`, host] as const);
    scene.declare(Object.fromEntries(all), "BtHost");
    sandbox.fault({ action: "host_build", kind: "lostAfter", skip: 2 });
    await scene.up();
    expect(hostsOf(scene)).toHaveLength(10);
    const ids = (await stack.resources()).map(({ outputs }) => outputs.serviceId).filter(Boolean);
    expect(new Set(ids).size).toBe(10);
    expect(new Set(hostsOf(scene).map(({ name }) => name)).size).toBe(10);
    await scene.unchanged();
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed.writes).toHaveLength(10);
    expect(hostsOf(scene).every(({ place }) => place === "recycled")).toBe(true);
  });

  test("never share a name, nor take over one of another's", async () => {
    const scene = await open();
    const named = { ...host, username: "shop1" };
    scene.declare({ one: named, two: named }, "BtHost");
    expect(await scene.refused()).toMatch(/host shop1 is the resource (one|two) already/);
    scene.declare({ one: named }, "BtHost");
    await scene.up();
    // Found by its name in the list, and it is another resource's.
    scene.declare({ one: { ...host, username: "shop1" }, other: { ...host, adopt: "67" } }, "BtHost");
    expect(await scene.refused()).toMatch(/adopt: 67 is already the resource one/);
  });
});

describe("a BtHost leaves state", () => {
  test("and stays at the panel with `onDelete: keep`, by itself or by the stack's default, and by `reseller:keep`", async () => {
    const scene = await open();
    const { stack } = scene;
    const settings = [
      { args: { onDelete: "keep" }, environment: {} },
      { args: {}, environment: { RESELLER_ON_DELETE: "keep" } },
      { args: {}, environment: { RESELLER_KEEP: "BtHost:67" } },
      { args: {}, environment: { RESELLER_ON_DELETE: "refuse" } },
    ];
    const outcomes = [];
    for (const { args, environment } of settings) {
      stack.set({ RESELLER_ON_DELETE: undefined, RESELLER_KEEP: undefined, ...environment });
      declare(scene, { ...host, ...args });
      // What was kept is found by its name, and is this resource again.
      const { writes } = await scene.up();
      const destroyed = await scene.watch(() => stack.destroy());
      outcomes.push([writes.length, destroyed.code === 0, destroyed.writes.length]);
    }
    expect(outcomes).toEqual([
      [1, true, 0],
      [0, true, 0],
      [0, true, 0],
      [0, false, 0],
    ]);
    expect(hostsOf(scene).map(({ place }) => place)).toEqual(["live"]);
    stack.set({ RESELLER_ON_DELETE: undefined });
    await scene.up();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["host_recycle"] });
  });

  test("by an interrupted run, and is found again, with the passwords that it has or the one that is asked for", async () => {
    for (const [args, writes] of [
      [{}, []],
      [{ password: "Secret1234" }, ["ftp_pass", "sql_pass"]],
    ] as const) {
      const scene = await open();
      declare(scene, host);
      await scene.up();
      const before = await secretsOf(scene.stack, "shop");
      const next = new InProcessStack(
        undefined,
        {},
        { environment: environmentOf(bthostPanel, scene.sandbox) },
      );
      next.declare({ shop: { type: "BtHost", args: { ...host, ...args } } });
      expect(await next.preview()).toMatchObject({ code: 0 });
      expect(await scene.watch(() => next.up())).toMatchObject({ code: 0, writes });
      const { ftpPassword } = await secretsOf(next, "shop");
      expect(ftpPassword).toBe(writes.length === 0 ? before.ftpPassword : "Secret1234");
      expect(await next.preview("--expect-no-changes")).toMatchObject({ code: 0 });
      expect(hostsOf(scene)).toHaveLength(1);
      next.remove();
    }
  });

  test("when the program takes it out, and comes back by `adopt` with `recover` under its name", async () => {
    const scene = await open();
    declare(scene, { ...host, username: "shop1" });
    await scene.up();
    scene.stack.declare({});
    expect((await scene.up()).writes).toEqual(["host_recycle"]);
    declare(scene, { ...host, username: "shop1", adopt: "67", recover: true });
    expect((await scene.up()).writes).toEqual(["host_recovery"]);
    expect(hostsOf(scene)).toMatchObject([{ place: "live", isOn: true }]);
    expect(scene.sandbox.ledger().filesLost).toEqual([]);
  });
});

describe("the brakes of a stack", () => {
  test("hold a BtHost: kinds of steps in the preview and before each call", async () => {
    const scene = await open();
    const { stack } = scene;
    stack.set({ RESELLER_ALLOW_STEPS: "renew,power" });
    declare(scene, host);
    const kept = await scene.watch(() => stack.up());
    expect([kept.code === 0, kept.writes]).toEqual([false, []]);
    expect(kept.text).toContain(
      'is not allowed here. reseller:allowSteps is ["renew","power"]; add "create" to allow it',
    );
    stack.set({ RESELLER_ALLOW_STEPS: "create,renew,power" });
    await scene.up();
    declare(scene, { ...host, remark: "shop" });
    // What is not allowed is left for another run, and stops nothing.
    const left = await scene.up();
    expect(left.writes).toEqual([]);
    expect(left.text).toContain('add "settings" to allow it');
    declare(scene, { ...host, renewUntil: "2037-02-01", powerState: "stopped" });
    expect((await scene.up()).writes).toEqual(["host_endtime", "host_stop"]);
    const destroyed = await scene.watch(() => stack.destroy());
    expect([destroyed.code === 0, destroyed.writes]).toEqual([false, []]);
    expect(destroyed.text).toContain('add "release" to allow it');
    stack.set({ RESELLER_ALLOW_STEPS: undefined, RESELLER_ALLOW_SPENDING: "false" });
    // It costs nothing here, so that a pipeline which may not spend may create: the kinds of steps hold it.
    declare(scene, { ...host, renewUntil: "2037-03-01", powerState: "stopped" });
    expect((await scene.watch(() => stack.up())).writes).toEqual(["host_endtime"]);
  });
});

describe("the end of a BtHost", () => {
  test("is moved by `keepPaid` when few days are left, and by nothing before", async () => {
    const scene = await open();
    const keepPaid = { whenDaysLeft: 20, months: 2 };
    declare(scene, { plan: "默认", keepPaid });
    expect(await scene.preview()).toMatch(/until \d{4}-\d\d-\d\d/);
    await scene.up();
    await scene.unchanged();
    const [made] = hostsOf(scene);
    expect((made?.endsAt ?? 0) * 1_000).toBeGreaterThan(Date.now() + 50 * 86_400_000);
    const soon = Math.floor(Date.parse(`${inDays(10)}T00:00:00+08:00`) / 1_000);
    scene.sandbox.panel.editHost(67, { endtime: soon });
    await scene.refresh();
    expect(await scene.preview()).toContain("renew until");
    expect((await scene.up()).writes).toEqual(["host_endtime"]);
    expect((hostsOf(scene)[0]?.endsAt ?? 0) * 1_000).toBeGreaterThan(Date.now() + 60 * 86_400_000);
    await scene.unchanged();
    declare(scene, { plan: "默认", keepPaid, renewUntil: "2037-01-01" });
    expect(await scene.refused()).toContain("keepPaid");
  });

  test("in 2038 is refused in the preview, by rolling too", async () => {
    const scene = await open();
    declare(scene, { plan: "默认", expiresOn: "2038-01-19" });
    await scene.up();
    expect(hostsOf(scene)[0]?.endsAt).toBe(2_147_443_200);
    await scene.unchanged();
    declare(scene, { plan: "默认", expiresOn: "2038-01-20" });
    expect(await scene.refused()).toContain("expiresOn: 2038-01-20 is later than the panel can keep");
    declare(scene, { plan: "默认", expiresOn: "2038-01-19", renewUntil: "2099-12-31" });
    expect(await scene.refused()).toContain("renewUntil: 2099-12-31 is later than the panel can keep");
    scene.sandbox.panel.editHost(67, { endtime: Math.floor(Date.now() / 1_000) + 86_400 });
    await scene.refresh();
    declare(scene, { plan: "默认", keepPaid: { whenDaysLeft: 20, months: 120 } });
    expect(await scene.preview()).toContain("renew until 2036-");
  });
});

describe("a host that is only read", () => {
  test("by `.get` has everything that the panel tells, and is never changed", async () => {
    const scene = await open();
    declare(scene, { ...host, username: "shop1", remark: "shop" });
    await scene.up();
    scene.stack.declare({
      shop: { type: "BtHost", args: { ...host, username: "shop1", remark: "shop" } },
      seen: { type: "BtHost", args: {}, get: "67" },
    });
    expect((await scene.up()).writes).toEqual([]);
    const { outputs } = await scene.stack.resource("seen");
    expect(outputs).toMatchObject({
      ...{ serviceId: "67", username: "shop1", remark: "shop", ftpUsername: "shop1", databaseName: "shop1" },
    });
  });
});

describe("an installation", () => {
  test("that has the token which ships with it is warned of, once a run, and the token shows nowhere", async () => {
    const scene = await open();
    scene.sandbox.panel.setToken(shippedToken);
    scene.stack.set({ BTHOST_ACCESS_TOKEN: shippedToken });
    scene.declare({ one: host, two: host }, "BtHost");
    const text = await scene.preview();
    expect(text).toContain("warning: account default: bthost:accessToken is the one that every installation");
    expect(text.split("is the one that every installation ships with")).toHaveLength(3);
    expect(text).not.toContain(shippedToken);
    await scene.up();
    expect(hostsOf(scene)).toHaveLength(2);
  });

  test("that is down stops nothing on another one, and the error names the account", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const other = await startBthostSandbox();
    const file = join(stack.folder, "accounts.json");
    const settingsOf = ({ url, accessToken }: BthostSandbox) => ({ endpoint: url, accessToken });
    writeFileSync(file, JSON.stringify({ north: settingsOf(sandbox), south: settingsOf(other) }));
    stack.set({
      ...{ BTHOST_ENDPOINT: undefined, BTHOST_ACCESS_TOKEN: undefined, BTHOST_ACCOUNTS_FILE: file },
    });
    const program = (changes: object): void => {
      stack.declare({
        ...{ first: { type: "BtHost", args: { ...settled, ...changes, account: "north" } } },
        ...{ second: { type: "BtHost", args: { ...settled, ...changes, account: "south" } } },
        ...{ sorts: { type: "BtCategory", args: { name: "shops", account: "south" } } },
      });
    };
    program({});
    await scene.up();
    expect([hostsOf(scene).length, other.ledger().hosts.length]).toEqual([1, 1]);
    expect((await stack.resource("second")).outputs.accountKey).toContain(String(other.port));

    await other.close();
    program({ remark: "while one is down" });
    for (const command of [
      () => stack.preview(),
      () => stack.up("--continue-on-error"),
      () => stack.refresh("--continue-on-error"),
    ]) {
      const { text } = await command();
      expect(text).toMatch(new RegExp(`second.*(?:127\\.0\\.0\\.1:${other.port}|account south)`, "s"));
      expect(text).not.toMatch(/first.*error:/);
    }
    expect(hostsOf(scene)).toMatchObject([{ notice: "while one is down" }]);
    expect(await stack.resource("second")).toMatchObject({ id: "67" });
  });
});
