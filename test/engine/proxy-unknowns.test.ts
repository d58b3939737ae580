import { expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const set = "ProxyAccountSet";
const names = Array.from({ length: 15 }, (_, index) => `u${index + 1}`);

test("one value that is not known yet hides no deletion, and what turns out to be missing is not left out", async () => {
  const scene = await Scene.on(proxy911Panel, {});
  const { sandbox, stack } = scene;
  const fleet = (accounts: object, more: object = {}) => ({
    type: set,
    args: { productType, accounts, ...more },
  });
  const all = Object.fromEntries(names.map((name) => [name, {}]));
  stack.declare({ fleet: fleet({ ...all, u1: { password: { $secret: "First11111" } } }) });
  await scene.up();
  expect(await stack.exported()).not.toContain("First11111");

  // Known only when `other` is there.
  const other = { type: "ProxyAccount", args: { productType, username: "other" } };
  const remark = { $output: "other.createdAt" };
  const accounts = { u1: { remark, password: "First11111" } };
  // An output that is never there: `ProxyAccount` has no order number.
  const regions = { US: 1, JP: { $output: "other.orderId" } };
  const addresses = { type: "ProxyOrder", args: { packageId: 251, paymentMethodId: 1, regions } };
  stack.declare({ other, fleet: fleet(accounts), addresses });
  const preview = await scene.preview();
  expect(preview).toMatch(/delete 14 \(u2, u3, .*, u15: they work.*not known yet: accounts\.u1\.remark/);
  expect(preview).toMatch(/order package 251 \(price not published\) \(not known yet: regions\)/);

  stack.declare({ other, fleet: fleet(all), addresses });
  const { code, text, writes } = await scene.watch(() => stack.up());
  expect(code).not.toBe(0);
  expect(text).toContain("regions.JP: is missing: the output that it comes from turned out to have no value");
  expect(writes.filter((action) => action.startsWith("order/"))).toEqual([]);
  expect(sandbox.ledger().accounts).toHaveLength(16);
  expect(stack.printed).not.toContain("First11111");
});
