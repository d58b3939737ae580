import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { consentRequired, Scene, type InProcessScene } from "../support/scene";
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

  test("of which something is less, or on another line, is another one; a lower wish than what was bought in the panel is none", async () => {
    const scene = await open();
    const { sandbox } = scene;
    declare(scene, { bandwidthMbps: 60 });
    await scene.up();
    sandbox.panel.edit("lease_1", { bandwidth: 80 });
    await scene.refresh();
    expect(await scene.unchanged()).toContain("it has 80 Mbps, and `bandwidthMbps` is 60");
    scene.stack.set(consentRequired);
    declare(scene, { bandwidthMbps: 40 });
    expect(await scene.refused()).toContain("needs `allowReplace: true`");
    declare(scene, { bandwidthMbps: 40, allowReplace: true });
    expect(await scene.preview()).toMatch(/\+-.*bandwidthMbps.*buy anew: .*40 Mbps.*; then REFUND 1/);
    const { writes } = await scene.up();
    expect(writes).toEqual(["create_order", "lease_refund"]);
    await scene.unchanged();
  });

  test("that grew in the panel after the preview gets only what is missing then", async () => {
    const scene = await open();
    const { sandbox } = scene;
    declare(scene, {});
    await scene.up();
    sandbox.panel.edit("lease_1", { bandwidth: 50 });
    declare(scene, { bandwidthMbps: 60 });
    const { sent } = await scene.up();
    expect(sent.map(({ params }) => params.bandwidthAdd)).toEqual(["10"]);
    expect(sandbox.panel.service("lease_1")).toMatchObject({ bandwidth: 60 });
    await scene.unchanged();
  });

  test("grows on a line that sells no new ones any more", async () => {
    const scene = await open();
    declare(scene, {});
    await scene.up();
    scene.sandbox.panel.editCatalog("leaseLines", ({ name }) => name === lease.line, { buy_status: 0 });
    declare(scene, { bandwidthMbps: 40 });
    expect((await scene.up()).writes).toEqual(["lease_upgrade"]);
    await scene.unchanged();
  });

  test("is installed anew with consent, gets a password, is restarted, stopped and started", async () => {
    const scene = await open();
    const { sandbox } = scene;
    declare(scene, {});
    await scene.up();
    const other = { system: "CentOS 7.9 64位", systemPartition: "ext4", systemPartitionSizeGb: 80 };
    declare(scene, { ...other, remotePort: 2222, reinstallReason: "new release" });
    expect(await scene.refused()).toContain("needs `allowReinstall: true`");
    const installed = { ...other, remotePort: 2222, reinstallReason: "new release", allowReinstall: true };
    declare(scene, installed);
    const { sent, writes } = await scene.up();
    expect(writes).toEqual(["lease_install"]);
    expect(sent[0]?.params).toMatchObject({
      ...{ port: "2222", system_partition: "ext4", system_partition_size: "80" },
      install_reason: "new release",
    });
    await scene.unchanged();
    declare(scene, { ...installed, password: "Of-my-own-1" });
    expect((await scene.up()).writes).toEqual(["lease_setpsw"]);
    expect(sandbox.panel.passwordIs("lease_1", "Of-my-own-1")).toBe(true);
    const all = { ...installed, password: "Of-my-own-1", rebootTriggers: [1] };
    declare(scene, all);
    expect((await scene.up()).writes).toEqual(["lease_restart"]);
    declare(scene, { ...all, powerState: "stopped" });
    expect((await scene.up()).writes).toEqual(["lease_stop"]);
    declare(scene, { ...all, powerState: "running" });
    expect((await scene.up()).writes).toEqual(["lease_start"]);
    await scene.unchanged();
    expect(sandbox.panel.service("lease_1")).toMatchObject({ reinstalls: 1, restarts: 1, port: 2222 });
  });

  test("that has expired comes back by a renewal", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, {});
    await scene.up();
    sandbox.clock.advance({ days: 33 });
    await scene.refresh();
    expect((await stack.resource("db")).outputs).toMatchObject({ status: "expired" });
    const until = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10);
    declare(scene, { renewUntil: until });
    expect((await scene.up()).writes).toEqual(["lease_renew"]);
    expect(sandbox.panel.service("lease_1")).toMatchObject({ orderStatus: 1 });
  });

  test("of which the time of refunds is over stays in state, with both ways on; refundOrKeep lets it expire", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, {});
    await scene.up();
    sandbox.panel.refuseRefunds("产品超出可退款时间");
    const { code, text } = await scene.watch(() => stack.destroy());
    expect(code).not.toBe(0);
    expect(text).toContain("产品超出可退款时间");
    expect(text).toContain("the time in which it can be refunded is over");
    expect(text).toContain('set `onDelete` to "keep" or "refundOrKeep"');
    expect((await stack.resource("db")).id).toBe("1");
    declare(scene, { onDelete: "refundOrKeep" });
    await scene.up();
    expect((await stack.destroy()).code).toBe(0);
    expect(sandbox.ledger().services).toMatchObject([{ orderStatus: 1 }]);
  });

  test("is adopted, read, and kept in state when it is gone", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, { onDelete: "keep" });
    await scene.up();
    stack.declare({ seen: { type: "LeaseServer", get: "1" } });
    await scene.up();
    expect((await stack.resource("seen")).outputs).toMatchObject({ serviceId: "1", bandwidthMbps: 30 });
    scene.declare({ taken: { ...lease, adopt: "1", bandwidthMbps: 20 } }, "LeaseServer");
    expect(await scene.refused()).toContain("its bandwidthMbps is 30, not 20");
    scene.declare({ taken: { ...lease, adopt: "1" } }, "LeaseServer");
    expect(await scene.preview()).toContain("adopt 1: buys nothing");
    await scene.up();
    await scene.unchanged();
    sandbox.panel.setHabits({ deletedReads: "refused", deletedInLists: false });
    sandbox.panel.end("lease_1", "deleted");
    await scene.refresh();
    expect((await stack.resource("taken")).outputs).toMatchObject({ status: "missing" });
    expect(await scene.refused()).toContain("change `purchaseTriggers`");
    expect(paid(scene)).toHaveLength(1);
  });

  test("names all faults at once, and sends nothing", async () => {
    const scene = await open();
    declare(scene, {
      bandwidthMbps: 5_000,
      ipCount: 0,
      months: 5_000,
      remotePort: 70_000,
      renewUntil: "soon",
    });
    const text = await scene.refused();
    for (const word of ["ipCount", "months", "remotePort", "renewUntil", "bandwidthMbps"])
      expect(text).toContain(word);
    declare(scene, { line: "德阳电信(停售)" });
    expect(await scene.refused()).toContain("there is no product");
    declare(scene, { product: "停产型" });
    expect(await scene.refused()).toContain("基础型 24核16G(ESSD)");
    declare(scene, { maxMonthlyPrice: "500.00" });
    expect(await scene.refused()).toContain("a month would cost CNY 550.00, more than 500.00");
    declare(scene, { ipCount: 5, bandwidthMbps: 45 });
    const odd = await scene.preview();
    expect(odd).toContain("the line lists 1, 4, 8, 16, 32, 64 addresses, not 5");
    expect(odd).toContain("the line sells bandwidth in steps of 10 Mbps, not 45");
    expect(scene.sandbox.ledger().orders).toEqual([]);
  });
});
