import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { idc, inDays, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

/* What machines cost by the preview, held against what the panel then takes; and what a stack may spend on them. */

type Args = Readonly<Record<string, unknown>>;
type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const taken = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, amount }) => `${kind} ${amount}`);

const terms: readonly (readonly [type: string, args: Args, words: string, taken: string])[] = [
  ["LeaseServer", { ...lease, months: 12 }, "CNY 5,940.00", "create 5940.00"],
  ["LeaseServer", { ...lease, months: 24 }, "CNY 11,220.00", "create 11220.00"],
  ["LeaseServer", { ...lease, months: 36 }, "CNY 15,840.00", "create 15840.00"],
  // 40 Mbps more at 16.00, 3 addresses more at 100.00, 100 Gbps more at 1.00.
  [
    "LeaseServer",
    { ...lease, bandwidthMbps: 70, ipCount: 4, defenseGbps: 200, months: 2 },
    "CNY 3,180.00",
    "create 3180.00",
  ],
  // A factor of 0 is none.
  ["IdcServer", { ...idc, months: 12 }, "CNY 9,600.00", "create 9600.00"],
  [
    "IdcServer",
    { ...idc, power: "1A/220V", ipCount: 4, bandwidthMbps: 60 },
    "CNY 1,950.00",
    "create 1950.00",
  ],
];

test.each(terms)("a %s of %j costs what the preview says", async (type, args, words, order) => {
  const scene = await Scene.inProcess(zonkvmPanel, {}, { balance: "100000.00" });
  scene.declare({ one: args }, type);
  expect(await scene.preview()).toContain(words);
  await scene.up();
  expect(taken(scene)).toEqual([order]);
  await scene.unchanged();
});

describe("bandwidth that is sold by tiers, of which the form is not documented", () => {
  const tiers = [{ start: 1, end: 50, price: "12.00" }];

  test.each([
    ["LeaseServer", lease, "leaseLines", "CNY 2,050.00"],
    ["IdcServer", idc, "idcLines", "CNY 1,300.00"],
  ] as const)(
    "has no price in the preview of a %s, and is held by no limit",
    async (type, args, table, sum) => {
      const scene = await Scene.inProcess(zonkvmPanel, {}, { balance: "100000.00" });
      const { sandbox, stack } = scene;
      sandbox.panel.editCatalog(table, () => true, { bandwidth_stairs_price: JSON.stringify(tiers) });
      const wider = { ...args, bandwidthMbps: 60 };
      scene.declare({ one: wider }, type);
      expect(await scene.preview()).toMatch(/with 60 Mbps.* \(price not published\)/);
      stack.set({ RESELLER_MAX_SPEND_PER_RUN: "99999.00" });
      expect(await scene.refused()).toContain("has no published price, so reseller:maxSpendPerRun");
      stack.set({ RESELLER_MAX_SPEND_PER_RUN: undefined });
      scene.declare({ one: { ...wider, maxMonthlyPrice: "99999.00" } }, type);
      expect(await scene.refused()).toContain("maxMonthlyPrice");
      // What comes with the product has a price all the same.
      scene.declare({ one: { ...args, maxMonthlyPrice: "800.00" } }, type);
      expect(await scene.preview()).toMatch(/CNY (?:550|800)\.00/);
      // Your own price is one.
      stack.set({ ZONKVM_PRICES: JSON.stringify({ [args.line]: { bandwidthMbps: "50.00" } }) });
      scene.declare({ one: wider }, type);
      expect(await scene.preview()).toContain(`1 IP for 1 month: ${sum}`);
    },
  );
});

test("the brakes hold a LeaseServer: its purchase, renewals and upgrades, by run and by month", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  const { stack } = scene;
  const held = async (settings: NodeJS.ProcessEnv, words: string): Promise<void> => {
    stack.set(settings);
    const { code, text, writes } = await scene.watch(() => stack.up());
    expect(code, text).not.toBe(0);
    expect(writes).toEqual([]);
    expect(text).toContain(words);
  };
  const declare = (more: Args, count = 1): void => {
    const all = Array.from({ length: count }, (_, index) => [`db${index}`, { ...lease, ...more }] as const);
    scene.declare(Object.fromEntries(all), "LeaseServer");
  };
  const forbidden = { RESELLER_ALLOW_SPENDING: "false" };
  stack.set(forbidden);
  declare({});
  expect(await scene.preview()).toContain("`pulumi up` will refuse this: reseller:allowSpending is false");
  stack.set({ RESELLER_ALLOW_SPENDING: undefined, RESELLER_MAX_SPEND_PER_RUN: "1000.00" });
  declare({}, 2);
  expect(await scene.refused()).toContain(
    "this run would spend CNY 1,100.00. reseller:maxSpendPerRun is 1000.00",
  );
  declare({});
  await scene.up();
  stack.set({ RESELLER_MAX_SPEND_PER_RUN: undefined });
  declare({ renewUntil: inDays(45) });
  await held(forbidden, "reseller:allowSpending is false in this stack");
  declare({ bandwidthMbps: 50 });
  await held(forbidden, "reseller:allowSpending is false in this stack");
  declare({ bandwidthMbps: 50, maxMonthlyPrice: "869.99" });
  await held({ RESELLER_ALLOW_SPENDING: undefined }, "a month would cost CNY 870.00, more than 869.99");
  declare({ renewUntil: inDays(45) });
  await held({ RESELLER_MAX_SPEND_PER_RUN: "549.99" }, "this run would spend CNY 550.00");
  // A renewal that is not allowed here is left for another run, and stops nothing.
  scene.stack.set({ RESELLER_MAX_SPEND_PER_RUN: undefined, RESELLER_ALLOW_STEPS: "buy" });
  const left = await scene.up();
  expect(left).toMatchObject({ writes: [] });
  expect(left.text).toContain('add "renew" to allow it');
  expect(taken(scene)).toEqual(["create 550.00"]);
});
