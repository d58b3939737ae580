import { expect, test, vi } from "vitest";
import type { Proxy911Sandbox, Proxy911SandboxOptions } from "../../provider/src/sandbox";
import { proxy911Panel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 300_000 });

const traffic = { packageId: 101, paymentMethodId: 1 };

type OrderScene = InProcessScene<Proxy911Sandbox>;
type Args = Readonly<Record<string, unknown>>;

const open = (settings: Readonly<Record<string, string>> = {}, options: Proxy911SandboxOptions = {}) =>
  Scene.inProcess(proxy911Panel, settings, options);
const declare = (scene: OrderScene, args: Args, name = "traffic"): void => {
  scene.declare({ [name]: args }, "ProxyOrder");
};
const orders = ({ sandbox }: OrderScene): string[] =>
  sandbox.ledger().orders.map(({ product_id, status }) => `${product_id}:${status}`);

test("several orders of one package in one run are one order each", async () => {
  const scene = await open();
  const names = ["one", "two", "three", "four"];
  scene.declare(Object.fromEntries(names.map((name) => [name, traffic])), "ProxyOrder");
  await scene.up("--parallel", "20");
  expect(orders(scene)).toEqual(["101:1", "101:1", "101:1", "101:1"]);
  const ids = (await scene.stack.resources()).flatMap(({ id = "", type }) =>
    type.endsWith(":ProxyOrder") ? [id] : [],
  );
  expect(ids.toSorted()).toEqual(scene.sandbox.ledger().orders.map(({ trade_no }) => trade_no));
  await scene.unchanged();
});

test("other goods and purchaseTriggers are another order; how it was ordered is recorded", async () => {
  const scene = await open();
  declare(scene, traffic);
  await scene.up();
  declare(scene, { ...traffic, maxPrice: "20.00", tags: { team: "crawl" } });
  expect((await scene.up()).writes).toEqual([]);
  await scene.unchanged();
  declare(scene, { ...traffic, amount: 2 });
  expect(await scene.preview()).toMatch(
    /replace \[diff: \+amount.*\]; order anew: 2 × package 101; its last order, of \d{4}-\d\d-\d\d, cost USD 15\.00 for an unknown quantity \(price not published\); then leave order/,
  );
  expect((await scene.up()).writes).toEqual(["order/create"]);
  await scene.unchanged();
  declare(scene, { ...traffic, amount: 2, purchaseTriggers: ["december"] });
  expect((await scene.up()).writes).toEqual(["order/create"]);
  await scene.unchanged();
  expect(orders(scene)).toEqual(["101:1", "101:1", "101:1"]);
});

test("an unpaid order is waited for with progress, and closed when `up` gives up", async () => {
  const scene = await open();
  const waiting = { ...traffic, paymentMethodId: 2 };
  declare(scene, { ...waiting, timeouts: { create: "1s" } });
  const given = await scene.watch(() => scene.stack.up());
  expect(given.code).not.toBe(0);
  expect(given.writes).toEqual(["order/create", "order/close"]);
  expect(given.text).toContain("waiting for the service: to be paid (15.00, in the 911Proxy dashboard)");
  expect(given.text).toContain("is closed: nothing is bought, nothing is owed");
  expect(orders(scene)).toEqual(["101:2"]);
  declare(scene, { ...waiting, purchaseTriggers: [2], skipAwait: true });
  expect((await scene.up()).writes).toEqual(["order/create"]);
  expect((await scene.stack.resource("traffic")).outputs).toMatchObject({
    status: "opening",
    orderStatus: "unpaid",
  });
  await scene.unchanged();
  scene.sandbox.panel.payOrder(scene.sandbox.ledger().orders[1]?.trade_no ?? "");
  declare(scene, { ...waiting, purchaseTriggers: [2] });
  expect(await scene.preview()).toContain("wait for delivery");
  expect((await scene.up()).writes).toEqual([]);
  expect((await scene.stack.resource("traffic")).outputs).toMatchObject({ status: "ready" });
  await scene.unchanged();
});

test("prices are held: before by the last order, after by the order itself", async () => {
  const scene = await open();
  declare(scene, { ...traffic, maxPrice: "14.00" });
  expect(await scene.refused()).toContain("`acceptUnknownPrice: true`");
  declare(scene, { ...traffic, paymentMethodId: 2, maxPrice: "14.00", acceptUnknownPrice: true });
  const closed = await scene.watch(() => scene.stack.up());
  expect(closed.text).toContain("it costs USD 15.00, more than maxPrice 14.00");
  expect(closed.writes).toEqual(["order/create", "order/close"]);
  declare(scene, { ...traffic, maxPrice: "15.00" });
  expect(await scene.refused()).toContain("package 101 was not bought before");
  declare(scene, { ...traffic, maxPrice: "15.00", acceptUnknownPrice: true });
  expect((await scene.up()).writes).toEqual(["order/create"]);
  declare(scene, { ...traffic, maxPrice: "14.00", purchaseTriggers: ["another"] });
  expect(await scene.refused()).toContain("the last order of package 101 cost USD 15.00, more than 14.00");
  expect(orders(scene)).toEqual(["101:2", "101:1"]);
});

test("the brakes of the stack hold orders too", async () => {
  const scene = await open({ maxSpendPerRun: "20.00" });
  declare(scene, traffic);
  expect(await scene.refused()).toContain("reseller:maxSpendPerRun (20.00) cannot be held");
  scene.stack.set({ RESELLER_MAX_SPEND_PER_RUN: undefined, RESELLER_ALLOW_SPENDING: "false" });
  const { code, writes } = await scene.watch(() => scene.stack.up());
  expect(code).not.toBe(0);
  expect(writes).toEqual([]);
  // A brake leaves no doubt about what was ordered.
  scene.stack.set({ RESELLER_ALLOW_SPENDING: undefined });
  declare(scene, { ...traffic, purchaseTriggers: [1] });
  await scene.up();
  expect(orders(scene)).toEqual(["101:1"]);
});

test("an order is adopted, read with get, kept, refused to another account, and kept when it is gone", async () => {
  const scene = await open();
  declare(scene, traffic, "first");
  await scene.up();
  const id = await scene.idOf("first");
  scene.stack.declare({ seen: { type: "ProxyOrder", get: id } });
  await scene.up();
  expect((await scene.stack.resource("seen")).outputs).toMatchObject({ productId: 101, orderStatus: "paid" });
  declare(scene, { ...traffic, adopt: id }, "taken");
  expect(await scene.preview()).toContain(`adopt ${id}: buys nothing`);
  await scene.up();
  declare(scene, traffic, "taken");
  await scene.up();
  await scene.unchanged();
  expect((await scene.stack.resource("taken")).outputs).toMatchObject({ serviceId: id, origin: "adopted" });
  scene.sandbox.panel.refundOrder(id);
  await scene.refresh();
  expect((await scene.stack.resource("taken")).outputs).toMatchObject({
    status: "deleted",
    orderStatus: "refunded",
  });
  expect(await scene.refused()).toContain("change `purchaseTriggers` to buy another one");
  scene.stack.set({ PROXY911_APP_KEY: "ANOTHERKEY0000000000000000000001" });
  const other = await scene.watch(() => scene.stack.refresh());
  expect(other.code).not.toBe(0);
  expect(await scene.stack.resources()).toHaveLength(2);
  expect(orders(scene)).toEqual(["101:3"]);
});
