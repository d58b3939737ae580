import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { consentRequired, Scene, type InProcessScene } from "../support/scene";
import { cloud } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

const begin = async (
  args: object = {},
  options: Parameters<typeof zonkvmPanel.start>[0] = {},
): Promise<InProcessScene<ZonkvmSandbox>> => {
  const scene = await Scene.inProcess(zonkvmPanel, {}, options);
  scene.declare({ web: { ...cloud, ...args } }, "CloudServer");
  await scene.up();
  return scene;
};

const kinds = ({ sandbox }: InProcessScene<ZonkvmSandbox>): string[] =>
  sandbox.ledger().orders.map(({ kind }) => kind);

describe("a CloudServer that is given back", () => {
  test("too late is refused in the panel's words, with both ways on, and kept where that is allowed", async () => {
    const scene = await begin();
    const { sandbox, stack } = scene;
    sandbox.clock.advance({ days: 6 });
    const { code, text } = await stack.destroy();
    expect(code).not.toBe(0);
    expect(text).toContain('"产品超出可退款时间" (the time in which it can be refunded is over)');
    expect(text).toContain('set `onDelete` to "keep" or "refundOrKeep"');
    expect(await stack.resource("web")).toMatchObject({ id: "1001" });
    scene.declare({ web: { ...cloud, onDelete: "refundOrKeep" } }, "CloudServer");
    expect((await scene.up()).writes).toEqual([]);
    expect((await stack.destroy()).text).toContain("kept 1001 until it expires");
    expect(kinds(scene)).toEqual(["create"]);
  });

  test("and waits for staff stays in state, is asked for once, and goes when they have decided", async () => {
    const scene = await begin({ timeouts: { delete: "1s" } }, { manualRefunds: true });
    const { sandbox, stack } = scene;
    const first = await stack.destroy();
    expect(first.code).not.toBe(0);
    expect(first.text).toMatch(/REFUND 1001 was asked for at \d{4}-.*, and is not decided yet/);
    expect(await stack.resource("web")).toMatchObject({ id: "1001" });
    const again = await stack.destroy();
    expect(again.text).toContain("REFUND 1001 was asked for before, and is not decided yet");
    expect(kinds(scene)).toEqual(["create"]);
    sandbox.panel.decideRefund("server_1001", "accept");
    expect((await stack.destroy()).code).toBe(0);
    expect(await stack.resources()).toEqual([]);
    expect(kinds(scene)).toEqual(["create", "refund"]);
  });

  test("is done when the panel then says that there is no such order, and one in the recycle bin counts as gone", async () => {
    const scene = await begin({}, { habits: { deletedReads: "refused", deletedInLists: false } });
    expect((await scene.stack.destroy()).code).toBe(0);
    const other = await begin();
    other.sandbox.panel.end("server_1001", "recycled");
    await other.refresh();
    expect((await other.stack.resource("web")).outputs).toMatchObject({ status: "recycled" });
    expect(await other.watch(() => other.stack.destroy())).toMatchObject({ code: 0, writes: [] });
  });
});

describe("a CloudServer that is no longer there", () => {
  test("as before: expired it gets renewals only, and comes back", async () => {
    const scene = await begin();
    const { sandbox, stack } = scene;
    sandbox.clock.advance({ days: 33 });
    await scene.refresh();
    expect((await stack.resource("web")).outputs).toMatchObject({ status: "expired" });
    scene.declare({ web: { ...cloud, cpu: 8 } }, "CloudServer");
    expect(await scene.refused()).toContain("renew it first (`renewUntil`)");
    const renewUntil = new Date(Date.now() + 70 * 86_400_000).toISOString().slice(0, 10);
    scene.declare({ web: { ...cloud, renewUntil } }, "CloudServer");
    expect((await scene.up()).writes.filter((action) => action === "server_renew").length).toBeGreaterThan(0);
    await scene.refresh();
    expect((await stack.resource("web")).outputs.status).not.toBe("expired");
  });

  test("at all is missing, stays in state, and is bought again only when that is said", async () => {
    const scene = await begin();
    scene.sandbox.panel.erase("server_1001");
    await scene.refresh();
    expect((await scene.stack.resource("web")).outputs).toMatchObject({ status: "missing" });
    expect(await scene.refused()).toContain("is neither listed nor readable in its account");
    scene.declare({ web: { ...cloud, purchaseTriggers: [1] } }, "CloudServer");
    await scene.up();
    expect(kinds(scene)).toEqual(["create", "create"]);
  });
});

test("a CloudServer is read by its id without buying, or taken from nowhere", async () => {
  const scene = await begin({ onDelete: "keep" });
  const { stack } = scene;
  stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
  stack.declare({ seen: { type: "CloudServer", get: "1001" } });
  expect((await scene.up()).writes).toEqual([]);
  expect(await stack.resource("seen")).toMatchObject({
    id: "1001",
    outputs: {
      serviceId: "1001",
      status: "ready",
      powerState: "running",
      ipAddress: expect.any(String) as string,
    },
  });
  stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
  stack.declare({ seen: { type: "CloudServer", get: "9999" } });
  expect((await scene.watch(() => stack.up())).code).not.toBe(0);
  expect(kinds(scene)).toEqual(["create"]);
});

describe("a change of a CloudServer", () => {
  test("that would erase, shrink or replace is said, and needs what it needs", async () => {
    const scene = await begin({ password: "First-Password-11" });
    const { sandbox, stack } = scene;
    const declare = (args: object): void => {
      scene.declare({ web: { ...cloud, password: "First-Password-11", ...args } }, "CloudServer");
    };
    declare({ system: "Ubuntu 22.04 64位" });
    expect(await scene.refused()).toContain("needs `allowReinstall: true`");
    declare({ diskSizesGb: [40] });
    expect(await scene.refused()).toContain("a disk of 80 GB cannot be taken away in place");
    declare({ diskSizesGb: [40, 60] });
    expect(await scene.refused()).toContain("disk 2 has 80 GB and cannot shrink to 60");
    declare({ autoRenew: true });
    expect(await scene.refused()).toContain("autoRenew: is chosen at the purchase");
    stack.set(consentRequired);
    declare({ bandwidthMbps: 10 });
    expect(await scene.refused()).toContain("bandwidthMbps: cannot be changed in place");
    declare({ bandwidthMbps: 10, allowReplace: true });
    expect(await scene.preview()).toContain("then REFUND 1001");
    declare({ ipCount: 2, allowReplace: true });
    expect(await scene.preview()).toContain("then REFUND 1001");
    declare({ system: "Ubuntu 22.04 64位", allowReinstall: true, vncPassword: "Vnc-Password-9" });
    expect((await scene.up()).writes).toEqual(["server_install", "server_setvnc"]);
    expect(sandbox.panel.passwordIs("server_1001", "First-Password-11")).toBe(true);
    await scene.unchanged();
    expect(JSON.stringify(await stack.resources())).not.toContain("Vnc-Password-9");
    expect(kinds(scene)).toEqual(["create"]);
  });

  test("made in the panel meanwhile stops what the preview did not show", async () => {
    const scene = await begin();
    scene.sandbox.panel.edit("server_1001", { memory: 16 });
    scene.declare({ web: { ...cloud, cpu: 8 } }, "CloudServer");
    const { code, text, writes } = await scene.watch(() => scene.stack.up());
    expect([code === 0, writes]).toEqual([false, []]);
    expect(text).toContain("changed in the panel since the last refresh");
  });
});

describe("the arguments of a CloudServer", () => {
  test("are all checked in the preview, and nothing is sent", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const text = async (args: object): Promise<string> => {
      scene.declare({ web: args as Record<string, unknown> }, "CloudServer");
      return scene.refused();
    };
    const faults = await text({
      line: "德阳",
      system: "Debian 12 64位",
      cpu: 0,
      memoryGb: 1.5,
      diskSizesGb: [],
    });
    for (const part of [
      "cpu: must be at least 1",
      "memoryGb: must be a whole number",
      "diskSizesGb",
      "bandwidthMbps: is required",
    ])
      expect(faults).toContain(part);
    expect(faults).toContain('line: there is no line "德阳"; there are: 德阳电信');
    expect(await text({ ...cloud, bandwidthMbps: 5, defenseGbps: 500 })).toMatch(
      /bandwidthMbps: is 10 to 300.*\n.*defenseGbps: is 5 to 100/,
    );
    expect(await text({ ...cloud, line: "德阳电信(售罄)" })).toContain("is not open for purchase");
    expect(
      await text({
        line: "绍兴BGP",
        system: cloud.system,
        ...{ cpu: 4, memoryGb: 8, bandwidthMbps: 20, diskSizesGb: [40, 100] },
      }),
    ).toContain("sells packages only: 绍兴BGP- A型");
    expect(await text({ ...cloud, package: "绍兴BGP- A型" })).toContain(
      "is said by the `package`: leave it out",
    );
    expect(await text({ ...cloud, maxMonthlyPrice: "300.00" })).toContain("maxMonthlyPrice");
    expect(await text({ ...cloud, autoRenew: true, keepPaid: { whenDaysLeft: 5, months: 1 } })).toContain(
      "keepPaid: excludes `autoRenew`",
    );
    expect(await text({ ...cloud, autoRenew: true, onDelete: "keep" })).toContain(
      "would leave a service that the panel renews by itself",
    );
    scene.stack.set({ RESELLER_ON_DELETE: "keep" });
    expect(await text({ ...cloud, autoRenew: true })).toContain(
      "would leave a service that the panel renews by itself",
    );
    expect(scene.sandbox.writes()).toBe(0);
  });

  test("have a price where you say your own, which holds", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const prices = { 德阳电信: { cpu: "10", memoryGb: "5", bandwidthMbps: "9" } };
    scene.stack.set({ ZONKVM_PRICES: JSON.stringify(prices) });
    scene.declare({ web: { ...cloud, maxMonthlyPrice: "229.99" } }, "CloudServer");
    expect(await scene.refused()).toContain("maxMonthlyPrice");
    scene.declare({ web: { ...cloud, maxMonthlyPrice: "230.00" } }, "CloudServer");
    expect(await scene.preview()).toContain("for 1 month: CNY 230.00");
    await scene.up();
    expect(scene.sandbox.ledger().orders).toMatchObject([{ amount: "230.00" }]);
    scene.stack.set({ RESELLER_ALLOW_SPENDING: "false" });
    scene.declare({ web: { ...cloud, cpu: 8 } }, "CloudServer");
    expect(await scene.preview()).toContain("upgrade 4 → 8 CPU: CNY 40.00 more a month");
    expect(await scene.watch(() => scene.stack.up())).toMatchObject({ writes: [] });
  });
});
