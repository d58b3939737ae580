import { describe, expect, test, vi } from "vitest";
import type { BthostSandbox } from "../../provider/src/sandbox";
import { asLongAgo, type BthostHabits } from "../../provider/src/sandbox/bthost/habits";
import { settled } from "../support/bthost";
import { bthostPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

/* Installations answer in many ways: of each the same becomes, and the ledger shows the same. */

/** Each switch the other way, alone. */
const switches: readonly Partial<BthostHabits>[] = [
  { crashes: "json" },
  { acceptsFuture: false },
  { isStrictDatabase: false },
  { escapesApostrophes: true },
  { spoilsAddresses: false },
  { expiry: "none", quotaJob: false },
  { commas: "full" },
  { messages: "empty" },
  { messages: "null" },
  { codeAsText: true },
  { timeAsNumber: true },
  { emptyData: "[]" },
  { emptyData: "" },
  { emptyData: "missing" },
  { emptyList: "null" },
  { emptyList: "" },
  { emptyList: "{}" },
  { emptyList: "missing" },
  { numbers: "text" },
  { numbers: "number" },
  { dataAsText: true },
  { planAsText: true },
  { addresses: "text" },
  { addresses: "one" },
  { noAddresses: "null" },
  { sql: "one" },
  { noFtp: "[]" },
  { noFtp: "missing" },
  { bindingStatus: "number" },
  { bindingStatus: "word" },
  { fullUsers: false },
  { oldHostFields: true },
  { leavesOut: { host_info: ["sub_bind"], host_list: ["sub_bind", "notice"], plans_list: ["status"] } },
  { release: "1.2.0" },
  { release: "1.1.2" },
];

const nameOf = (habits: Partial<BthostHabits>): string => JSON.stringify(habits);
/** Releases before this have no users and no categories by the API. */
const hasUsers = ({ release }: Partial<BthostHabits>): boolean => release !== "1.0.2";

async function live(habits: Partial<BthostHabits>): Promise<void> {
  const settings = { settleSeconds: "0.5", pollSeconds: "0.05" };
  const scene: InProcessScene<BthostSandbox> = await Scene.inProcess(bthostPanel, settings, { habits });
  const { sandbox, stack } = scene;
  const children = hasUsers(habits);
  const program = (args: object, user: object = {}): void => {
    stack.declare({
      ...(children
        ? {
            customer: { type: "BtUser", args: { username: "customer", ...user } },
            sort: { type: "BtCategory", args: { name: "shops" } },
          }
        : {}),
      shop: {
        type: "BtHost",
        args: {
          ...settled,
          username: "shop1",
          remark: "first",
          ...(children ? { owner: { $output: "customer.serviceId" } } : {}),
          ...args,
        },
      },
      www: { type: "BtDomain", args: { host: { $output: "shop.serviceId" }, domain: "www.example.com" } },
    });
  };
  program({});
  await scene.up();
  await scene.unchanged();
  await scene.refresh();
  await scene.unchanged();
  program(
    {
      remark: "second",
      settings: { ...settled.settings, siteMaxMb: 300 },
      subdirectoryBinding: true,
      renewUntil: "2037-02-01",
      password: "Secret1234",
      powerState: "stopped",
    },
    { nickname: "Example" },
  );
  await scene.up();
  await scene.unchanged();
  const [host] = sandbox.ledger().hosts;
  expect(host).toMatchObject({ name: "shop1.bty5.com", notice: "second", status: "stop", isOn: false });
  expect(sandbox.panel.host(67)).toMatchObject({ site_max: 300, sql_max: 200, domain_max: 5, sub_bind: 1 });
  expect(sandbox.panel.passwordIs(67, "ftp", "Secret1234")).toBe(true);
  expect(sandbox.panel.passwordIs(67, "sql", "Secret1234")).toBe(true);
  expect(sandbox.ledger().done).toMatchObject({ host_build: 1, host_domain: 1, host_endtime: 1 });
  const destroyed = await stack.destroy();
  expect(destroyed.code, destroyed.text).toBe(0);
  expect(sandbox.ledger().hosts).toMatchObject([{ place: "recycled" }]);
}

describe("an installation", () => {
  test.each(switches.map((habits) => [nameOf(habits), habits] as const))(
    "with %s serves a life",
    async (_, habits) => {
      await live(habits);
    },
  );

  test.each(["1.0.2", "1.0.5"] as const)(
    "of the release %s does what it has, as long ago",
    async (release) => {
      // One that shows the first domain alone cannot show that another one is bound.
      await live({ ...asLongAgo, release, domain: "list" });
    },
  );
});

test("while its licence fails an installation says so to everything: nothing is made or lost, and it goes on afterwards", async () => {
  const settings = { settleSeconds: "0.3", pollSeconds: "0.05" };
  const scene: InProcessScene<BthostSandbox> = await Scene.inProcess(bthostPanel, settings, {});
  const { sandbox, stack } = scene;
  const shop = { ...settled, username: "shop1" };
  const program = (shopArgs: object, others: object = {}): void => {
    stack.declare({ shop: { type: "BtHost", args: { ...shop, ...shopArgs } }, ...others });
  };
  program({});
  await scene.up();
  const second = { blog: { type: "BtHost", args: { ...settled, username: "blog1" } } };
  program({ remark: "second" }, second);
  sandbox.panel.setHabits({ licence: "failed" });
  for (const outcome of [await stack.up(), await stack.refresh(), await stack.destroy()]) {
    expect(outcome.code, outcome.text).not.toBe(0);
    expect(outcome.text).toContain("授权验证失败");
  }
  expect(sandbox.ledger().hosts).toMatchObject([{ name: "shop1.bty5.com" }]);
  expect((await stack.resource("shop")).outputs).toMatchObject({ status: "ready" });
  sandbox.panel.setHabits({ licence: "valid" });
  await scene.up();
  await scene.unchanged();
  expect(sandbox.ledger().hosts).toHaveLength(2);
  expect(sandbox.ledger().done).toMatchObject({ host_build: 2 });
});
