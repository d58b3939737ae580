import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type Effect, type InProcessScene } from "../support/scene";
import { hosting } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);

const asked = ({ sent }: Effect): unknown[] => sent.map(({ action, params }) => params.operate ?? action);
const created = (scene: ZonkvmScene): number =>
  scene.sandbox.ledger().orders.filter(({ kind }) => kind === "create").length;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

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

  test("changes in place what the panel can change, and is replaced for the rest", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox } = scene;
    declare(scene);
    await scene.up();
    const changed = {
      displayName: "shop",
      programVersion: "PHP 8.0",
      trafficGb: 50,
      indexFiles: ["index.php", "home.html"],
      hotlinkProtection: { enabled: true, allowedDomains: ["example.com"] },
      ftpPassword: "Second-Password-22",
    };
    declare(scene, changed);
    expect(await scene.preview()).toContain(
      "upgrade 30 → 50 GB traffic: CNY 10.00 more a month (due now: not published)",
    );
    expect(asked(await scene.up())).toEqual([
      ...["hosting_upgrade", "hosting_edit_name", "hosting_edit_pwd", "hosting_set_php_version"],
      ...["hosting_web_set_index", "hosting_set_security"],
    ]);
    expect(sandbox.panel.service("hosting_1")).toMatchObject({
      ...{ name: "shop", programVersion: "php80", flow: 50, ftpPassword: "Second-Password-22" },
      site: {
        index: "index.php,home.html",
        hotlink: { status: 1, domains: "example.com", httpStatus: "403" },
      },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    const bigger = { ...changed, product: "防劫持IP空间-B型", trafficGb: 200, powerState: "stopped" };
    declare(scene, bigger);
    // The larger product cannot be upgraded further, by its own switch.
    expect(await scene.refused()).toContain("防劫持IP空间-B型 cannot be upgraded");
    declare(scene, { ...changed, trafficGb: 40, allowReplace: true });
    expect(await scene.preview()).toMatch(/\+-.*buy anew: .*; then REFUND 1/);
    declare(scene, { ...bigger, trafficGb: 100 });
    expect(await scene.preview()).toContain(
      "upgrade 防劫持IP空间-A型 → 防劫持IP空间-B型: CNY 80.00 more a month",
    );
    expect(asked(await scene.up())).toEqual(["hosting_upgrade", "hosting_stop"]);
    expect(sandbox.panel.service("hosting_1")).toMatchObject({ flow: 100, runStatus: -1 });
    await scene.unchanged();
    for (const [key, value] of [
      ["product", "防劫持IP空间-A型"],
      ["encoding", "gbk"],
      ["databaseType", "sqlserver"],
      ["ftpPrefix", "other"],
      ["line", "浙江专线三区"],
    ] as const) {
      declare(scene, {
        ...bigger,
        trafficGb: 100,
        allowReplace: true,
        ...(key === "product" ? { trafficGb: 50 } : {}),
        [key]: value,
      });
      expect(await scene.preview()).toMatch(/\+-.*buy anew: .*; then REFUND 1/);
    }
  });

  test("is renewed to the end of a month, expires, and is brought back", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox } = scene;
    declare(scene);
    await scene.up();
    const inTwoMonths = new Date(Date.now() + 50 * 86_400_000);
    const year = inTwoMonths.getUTCFullYear() + (inTwoMonths.getUTCMonth() > 0 ? 1 : 0);
    sandbox.panel.edit("hosting_1", { endsAt: `${year}-01-31 10:00:00` });
    declare(scene, { renewUntil: `${year}-02-15` });
    await scene.refresh();
    expect(await scene.preview()).toMatch(/renew 1 month, paid until \d{4}-02-2[89]: CNY 80\.00/);
    const renewed = await scene.up();
    expect(renewed.sent).toMatchObject([
      {
        params: {
          operate: "hosting_renew",
          newEndTimeStr: expect.stringMatching(/-02-2[89] 10:00:00$/) as string,
          renewLength: "1",
        },
      },
    ]);
    expect(paid(scene).slice(1)).toEqual(["renew hosting_1 80.00"]);
    await scene.unchanged();

    const yesterday = new Date(Date.now() - 86_400_000 + 8 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace("T", " ");
    sandbox.panel.edit("hosting_1", { endsAt: yesterday });
    declare(scene, { renewUntil: inDays(5) });
    await scene.refresh();
    expect(await scene.stack.resource("site")).toMatchObject({ outputs: { status: "expired" } });
    expect(asked(await scene.up())).toEqual(["hosting_renew", "hosting_resume_after_renew"]);
    expect(sandbox.ledger().services).toMatchObject([{ orderStatus: 1, runStatus: 1 }]);
    await scene.unchanged();

    // Renewed in the panel, and not resumed.
    sandbox.panel.edit("hosting_1", { orderStatus: 3, runStatus: -1 });
    await scene.refresh();
    expect(await scene.preview()).toContain("resume the site, which had expired and is paid until");
    expect(asked(await scene.up())).toEqual(["hosting_resume_after_renew"]);
    await scene.unchanged();
  });

  test("is adopted, read by its id, and not left to renew itself", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    declare(scene, { autoRenew: true, onDelete: "keep" });
    expect(await scene.refused()).toContain("renews by itself, month by month");
    declare(scene, { autoRenew: true });
    await scene.up();
    const other = await Scene.inProcess(zonkvmPanel);
    other.stack.remove();
    expect((await stack.run("stack", "export")).code).toBe(0);
    const adopting = { ...hosting, adopt: "1" };
    stack.declare({ again: { type: "WebHosting", args: adopting } });
    expect(await scene.refused()).toMatch(/is already the resource|is true in the panel/);
    expect(created(scene)).toBe(1);
    expect(sandbox.ledger().services).toHaveLength(1);
  });

  test("is read by its id without buying", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { stack } = scene;
    declare(scene);
    await scene.up();
    stack.declare({
      site: { type: "WebHosting", args: { ...hosting } },
      seen: { type: "WebHosting", get: "1" },
    });
    await scene.up();
    expect(created(scene)).toBe(1);
    expect((await stack.resources()).map(({ id }) => id)).toContain("1");
  });

  test("that is gone stays in state until the user decides", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox } = scene;
    for (const deletedReads of ["row", "refused"] as const) {
      sandbox.panel.setHabits({ deletedReads });
      const key = `gone-${deletedReads}`;
      declare(scene, { purchaseTriggers: [key] });
      await scene.up();
      const id = await scene.idOf("site");
      sandbox.panel.end(`hosting_${id}`, "deleted");
      await scene.refresh();
      expect(await scene.stack.resource("site")).toMatchObject({
        outputs: {
          status: deletedReads === "row" ? "deleted" : (expect.stringMatching(/deleted|missing/) as string),
        },
      });
      expect(await scene.refused()).toMatch(/was deleted at the vendor|is neither listed nor readable/);
    }
  });

  test("is refunded by staff, or refused", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    declare(scene, { timeouts: { delete: "1s" } });
    await scene.up();
    sandbox.panel.refuseRefunds("产品超出可退款时间");
    const refused = await scene.watch(() => stack.destroy());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("the time in which it can be refunded is over");
    sandbox.panel.refuseRefunds(null);
    sandbox.panel.setManualRefunds(true);
    const waiting = await scene.watch(() => stack.destroy());
    expect(waiting.code).not.toBe(0);
    expect(waiting.text).toContain("is not decided yet");
    sandbox.panel.decideRefund("hosting_1", "accept");
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: [] });
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "refund"]);
  });
});

const habits = [
  ...(["id", "object", "list", "invoice", "clientOrder", "empty", "nothing"] as const).map((orderReply) => ({
    orderReply,
  })),
  ...[{ echo: false }, { numbersAsText: true }, { plainJson: true }, { masksPasswords: "all" as const }],
  ...[{ emptyList: "missing" as const }, { emptyData: "{}" as const }, { longestText: 6 }],
];

test.each(habits)("is bought once from a panel with %j", async (habit) => {
  const scene = await Scene.inProcess(zonkvmPanel, {}, { habits: habit });
  const { sandbox, stack } = scene;
  declare(scene, {
    displayName: "a long name of a shop",
    indexFiles: ["index.php"],
    ftpPassword: "Only-Password-11",
  });
  await scene.up();
  expect(created(scene)).toBe(1);
  await scene.unchanged();
  await scene.refresh();
  await scene.unchanged();
  expect(stack.printed).not.toContain("Only-Password-11");
  expect(await stack.exported()).not.toContain("Only-Password-11");
  expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0 });
  expect(sandbox.ledger()).toMatchObject({ services: [{ orderStatus: -2 }] });
});

test("ten are bought side by side, each once", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  scene.declare(
    Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`site${index}`, { ...hosting }])),
    "WebHosting",
  );
  await scene.up();
  expect(created(scene)).toBe(10);
  const ids = (await scene.stack.resources()).flatMap(({ id }) => (/^\d+$/.test(id ?? "") ? [id] : []));
  expect(new Set(ids).size).toBe(10);
  await scene.unchanged();
});

test("says everything that is wrong at once, and sends nothing", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  declare(scene, {
    product: "防劫持IP空间-X型",
    program: "asp",
    programVersion: "asp_net",
    phpVersion: "81",
    indexFiles: ["a/b"],
    hotlinkProtection: { enabled: true, httpStatus: 99 },
    months: 200,
    surprise: true,
  });
  const text = await scene.refused();
  for (const property of ["product", "phpVersion", "indexFiles", "hotlinkProtection", "months", "surprise"])
    expect(text).toContain(property);
  declare(scene, { line: "浙江专线四区", product: "20250408030033590715", trafficGb: 500 });
  expect(await scene.refused()).toMatch(/out of stock|there is no product/);
  declare(scene, { trafficGb: 500 });
  expect(await scene.refused()).toContain("is 100 GB at the most");
});

test("is held by the brakes", async () => {
  const scene = await Scene.inProcess(zonkvmPanel, {}, {});
  scene.stack.set({ RESELLER_MAX_SPEND_PER_RUN: "79.99" });
  declare(scene);
  const held = await scene.watch(() => scene.stack.up());
  expect(held).toMatchObject({ writes: [] });
  expect(held.code).not.toBe(0);
  declare(scene, { maxMonthlyPrice: "79.99" });
  expect(await scene.refused()).toContain("a month would cost CNY 80.00, more than 79.99");
});
