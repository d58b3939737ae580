import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type Effect, type InProcessScene } from "../support/scene";
import { database, hosting, inDays } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type ZonkvmScene = InProcessScene<ZonkvmSandbox>;
type Args = Readonly<Record<string, unknown>>;

const open = async (): Promise<ZonkvmScene> => {
  const scene = await Scene.inProcess(zonkvmPanel);
  scene.stack.set({ RESELLER_SETTLE_SECONDS: "2" });
  return scene;
};
const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);
const created = (scene: ZonkvmScene): number => paid(scene).filter((one) => one.startsWith("create")).length;
const asked = ({ sent }: Effect): unknown[] => sent.map(({ action, params }) => params.operate ?? action);
const declare = (scene: ZonkvmScene, args: Args = {}): void => {
  scene.declare({ db: { ...database, ...args } }, "CloudDatabase");
};

describe("the term of a CloudDatabase", () => {
  test("is bought in one call or two, at the product's discount, and renewed up to a day", async () => {
    const scene = await open();
    declare(scene, { months: 12 });
    expect(await scene.preview()).toContain("buy 云数据库1G-A型 for 12 months: CNY 285.60");
    declare(scene, { months: 13 });
    expect(await scene.refused()).toContain("13 months is not sold: the terms on offer are 1, 2");
    declare(scene, { renewUntil: inDays(380) });
    expect(await scene.preview()).toMatch(
      /buy 云数据库1G-A型 for 12 months: CNY 285\.60; then renew 1 month/,
    );
    expect(asked(await scene.up())).toEqual(["create_order", "sql_renew"]);
    expect(paid(scene)).toEqual(["create sql_1 285.60", "renew sql_1 28.00"]);
    await scene.unchanged();
    declare(scene, { renewUntil: inDays(440) });
    expect(await scene.preview()).toMatch(/renew 2 months, paid until [\d-]+: CNY 56\.00/);
    const { sent } = await scene.up();
    expect(sent).toMatchObject([{ params: { operate: "sql_renew", renewLength: "2" } }]);
    expect(paid(scene).at(-1)).toBe("renew sql_1 56.00");
    await scene.unchanged();
  });

  test("ends: it is expired, says so, and comes back by a renewal; a free one by that of its hosting", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const declared = (more: Args): void => {
      stack.declare({
        site: { type: "WebHosting", args: { ...hosting, ...more } },
        free: { type: "CloudDatabase", args: { hosting: { $output: "site.id" } } },
        own: { type: "CloudDatabase", args: { ...database, ...more } },
      });
    };
    declared({});
    await scene.up();
    sandbox.clock.advance({ days: 33 });
    await scene.refresh();
    for (const name of ["free", "own"])
      expect((await stack.resource(name)).outputs).toMatchObject({ status: "expired" });
    declared({ renewUntil: inDays(45) });
    const back = await scene.up();
    expect(asked(back).sort()).toEqual(["hosting_renew", "hosting_resume_after_renew", "sql_renew"]);
    expect(sandbox.ledger().services.map(({ orderStatus }) => orderStatus)).toEqual([1, 1, 1]);
    await scene.refresh();
    await scene.unchanged();
    expect((await stack.resource("free")).outputs).toMatchObject({ status: "ready" });
    expect(created(scene)).toBe(2);
  });

  test("of which the time of refunds is over stays in state; what is gone stays until the user decides", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    declare(scene, { onDelete: "refundOrKeep" });
    await scene.up();
    sandbox.panel.refuseRefunds("产品超出可退款时间");
    declare(scene);
    await scene.up();
    const refused = await stack.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("the time in which it can be refunded is over");
    sandbox.panel.end("sql_1", "deleted");
    await scene.refresh();
    expect((await stack.resource("db")).outputs).toMatchObject({ status: "deleted" });
    expect(await scene.refused()).toContain("change `purchaseTriggers`");
    declare(scene, { purchaseTriggers: ["again"] });
    await scene.up();
    expect(created(scene)).toBe(2);
    await scene.unchanged();
  });
});

test("bad input is all said in the preview, and nothing is sent", async () => {
  const scene = await open();
  const wrong: Args = {
    ...{ product: "云数据库1G-X型", months: 500, access: ["10.0.0.0/8"], prefix: "1a", sizeMb: 0.5 },
    ...{ renewUntil: "soon", displayName: "", clientUserId: 0, surprise: true },
  };
  declare(scene, wrong);
  const text = await scene.refused();
  for (const property of Object.keys(wrong)) expect(text, property).toContain(property);
  const cases: readonly (readonly [Args, string])[] = [
    [{ line: "浙江专线四区" }, "浙江专线四区"],
    [{ hosting: "7" }, "is said by the `hosting` that it comes with: leave it out"],
    [{ databaseType: "mysql" }, "is for the free database of a `hosting`"],
    [{ autoRenew: true, keepPaid: { whenDaysLeft: 7, months: 1 } }, "autoRenew"],
  ];
  for (const [more, words] of cases) {
    declare(scene, more);
    expect(await scene.refused()).toContain(words);
  }
  scene.declare({ db: {} }, "CloudDatabase");
  expect(await scene.refused()).toContain("is required, or a `hosting` that it comes with");
  scene.declare({ db: { hosting: "7" } }, "CloudDatabase");
  expect(await scene.refused()).toMatch(/hosting: account \S+ has no web hosting 7/);
  declare(scene, { sizeMb: 2_000 });
  expect(await scene.preview()).toContain("云数据库1G-A型 has 1000 MB, not 2000: the panel may refuse it");
  expect(scene.sandbox.ledger().orders).toEqual([]);
});

test("the brakes hold it: no spending, so much a run, so much a month; a free one spends nothing", async () => {
  const scene = await open();
  const { sandbox, stack } = scene;
  const held = async (settings: NodeJS.ProcessEnv, words: string): Promise<void> => {
    stack.set(settings);
    const { code, text, writes } = await scene.watch(() => stack.up());
    expect(writes).toEqual([]);
    expect(code).not.toBe(0);
    expect(text).toContain(words);
  };
  declare(scene);
  await held({ RESELLER_ALLOW_SPENDING: "false" }, "reseller:allowSpending is false in this stack");
  await held(
    { RESELLER_ALLOW_SPENDING: undefined, RESELLER_MAX_SPEND_PER_RUN: "27.99" },
    "this run would spend CNY 28.00. reseller:maxSpendPerRun is 27.99",
  );
  declare(scene, { maxMonthlyPrice: "27.99" });
  await held({ RESELLER_MAX_SPEND_PER_RUN: undefined }, "a month would cost CNY 28.00, more than 27.99");
  declare(scene, { maxMonthlyPrice: "28.00" });
  await scene.up();
  declare(scene, { maxMonthlyPrice: "28.00", renewUntil: inDays(45) });
  await held({ RESELLER_ALLOW_SPENDING: "false" }, "reseller:allowSpending is false in this stack");
  declare(scene, { product: "云数据库2G-A型" });
  await held({}, "reseller:allowSpending is false in this stack");
  declare(scene, { product: "云数据库2G-A型", maxMonthlyPrice: "47.99" });
  await held({ RESELLER_ALLOW_SPENDING: undefined }, "a month would cost CNY 48.00, more than 47.99");
  expect(paid(scene)).toEqual(["create sql_1 28.00"]);
  declare(scene);
  stack.declare({
    site: { type: "WebHosting", args: { ...hosting } },
    db: { type: "CloudDatabase", args: { ...database } },
  });
  await scene.up();
  stack.set({ RESELLER_ALLOW_SPENDING: "false" });
  stack.declare({
    site: { type: "WebHosting", args: { ...hosting } },
    db: { type: "CloudDatabase", args: { ...database } },
    free: { type: "CloudDatabase", args: { hosting: { $output: "site.id" } } },
  });
  expect(asked(await scene.up())).toEqual(["hosting_add_database"]);
  expect(sandbox.ledger().services.filter(({ kind }) => kind === "sql")).toHaveLength(2);
});

test("ten are bought side by side while a reply is lost: ten in the ledger, ten in state, each once", async () => {
  const scene = await open();
  const { sandbox, stack } = scene;
  sandbox.fault({ action: "create_order", kind: "lostAfter", skip: 4 });
  const ten = Array.from({ length: 10 }, (_, index) => [`db${index}`, { ...database }] as const);
  scene.declare(Object.fromEntries(ten), "CloudDatabase");
  await scene.up("--parallel", "10");
  expect(created(scene)).toBe(10);
  const ids = (await stack.resources()).flatMap(({ id, type, outputs }) =>
    type.endsWith(":CloudDatabase") ? [outputs.serviceId ?? id] : [],
  );
  expect(new Set(ids).size).toBe(10);
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^\d+$/) as string));
  await scene.unchanged();
});

test("one that is there is adopted or read, where it is what the arguments say, and stays when it leaves", async () => {
  const scene = await open();
  const { sandbox, stack } = scene;
  declare(scene, { onDelete: "keep", password: "First-Password-11" });
  await scene.up();
  stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
  stack.declare({ seen: { type: "CloudDatabase", get: "1" } });
  await scene.up();
  expect((await stack.resource("seen")).outputs).toMatchObject({
    ...{ serviceId: "1", status: "ready", accessRule: "localhost", sizeMb: 1_000 },
    ...{ lineId: "20250409132657673528" },
  });
  for (const [args, words] of [
    [{ product: "云数据库2G-A型" }, "its product is "],
    [{ line: "浙江专线三区" }, "its line is "],
    [{ encoding: "gbk" }, "its encoding is utf8mb4, not gbk"],
  ] as const) {
    scene.declare({ taken: { ...database, ...args, adopt: "1" } }, "CloudDatabase");
    expect(await scene.refused()).toContain(words);
  }
  scene.declare({ taken: { hosting: "7", adopt: "1" } }, "CloudDatabase");
  expect(await scene.refused()).toMatch(/it was bought|has no web hosting 7/);
  const taking = { ...database, adopt: "1", access: "everywhere" };
  scene.declare({ taken: taking }, "CloudDatabase");
  expect(await scene.preview()).toContain("adopt 1: buys nothing; then let in everywhere");
  expect(asked(await scene.up())).toEqual(["sql_set_access"]);
  await scene.unchanged();
  expect(created(scene)).toBe(1);
  scene.declare({ taken: { ...taking, onDelete: "keep" } }, "CloudDatabase");
  await scene.up();
  expect((await scene.watch(() => stack.destroy())).writes).toEqual([]);
  expect(sandbox.ledger().services).toMatchObject([{ orderStatus: 1 }]);
});

describe.each([
  ["CloudDatabase", database],
  ["WebHosting", hosting],
] as const)("a number of your own of a %s", (type, args) => {
  test("goes out with the order, which is then sent under a mark and never repeated by itself", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const own = { ...args, clientUserId: 4_711 };
    scene.declare({ one: own, two: own, three: own }, type);
    await scene.up("--parallel", "3");
    expect(sandbox.ledger().services.map(({ clientUserId }) => clientUserId)).toEqual([4_711, 4_711, 4_711]);
    await scene.unchanged();
    sandbox.fault({ action: "create_order", kind: "lostAfter" });
    stack.set({ RESELLER_QUARANTINE_MINUTES: "0.0001" });
    scene.declare({ one: own, two: own, three: own, four: own }, type);
    const first = await stack.up();
    expect(first.code).not.toBe(0);
    expect((await stack.up()).text).toContain('Set `adopt: "<id>"` to the one that it is');
    expect(created(scene)).toBe(4);
    scene.declare({ one: own, two: own, three: own, four: { ...own, adopt: "4" } }, type);
    await scene.up();
    await scene.unchanged();
    expect(created(scene)).toBe(4);
    stack.set({ ZONKVM_TRACE: "required" });
    scene.declare({ one: own, two: own, three: own, five: own }, type);
    expect(await scene.refused()).toContain('`zonkvm:trace` is "required"');
  });
});
