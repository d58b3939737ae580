import { expect, test, vi } from "vitest";
import { zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { hosting } from "../support/zonkvm";

vi.setConfig({ testTimeout: 600_000 });

test("a WebHosting with its database is bought, changed, renewed, and given back", async () => {
  const scene = await Scene.on(zonkvmPanel);
  const { sandbox, stack } = scene;
  const free = { type: "CloudDatabase", args: { hosting: { $output: "site.id" } } };
  const site = (more: object = {}) => ({ type: "WebHosting", args: { ...hosting, ...more } });
  stack.declare({ site: site(), db: free });
  const bought = await scene.up();
  expect(bought.text).toContain("buy 防劫持IP空间-A型, 30 GB traffic, for 1 month: CNY 80.00");
  expect(bought.sent.map(({ action, params }) => params.operate ?? action)).toEqual([
    "create_order",
    "hosting_add_database",
  ]);
  const exported = await stack.exported();
  expect(sandbox.panel.passwordIs("hosting_1", "")).toBe(false);
  const until = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10);
  stack.declare({
    site: site({ trafficGb: 50, displayName: "shop", renewUntil: until, ftpPassword: "Second-Password-22" }),
    db: free,
  });
  expect((await scene.up()).sent.map(({ params }) => params.operate)).toEqual([
    ...["hosting_renew", "hosting_upgrade", "hosting_edit_name", "hosting_edit_pwd"],
  ]);
  expect(sandbox.panel.passwordIs("hosting_1", "Second-Password-22")).toBe(true);
  for (const text of [stack.printed, exported, await stack.exported()])
    expect(text).not.toContain("Second-Password-22");
  await scene.unchanged();
  expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "renew", "upgrade"]);
  const gone = await scene.watch(() => stack.destroy());
  expect(gone, gone.text).toMatchObject({ code: 0 });
  expect(sandbox.ledger().services.map(({ orderStatus }) => orderStatus)).toEqual([-2, -2]);
});
