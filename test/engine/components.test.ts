import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import type { Proxy911Sandbox } from "../../provider/src/sandbox";
import { environmentOf, proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";
import { server, type Stack } from "../support/stack";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** The head of a program as people write them: what it declares is in components. */
const head = `
"use strict";
const pulumi = require("@pulumi/pulumi");
const { BaremetalServer, proxy911 } = require("pulumi-reseller");
const args = ${JSON.stringify(server)};
const goods = { packageId: 101, paymentMethodId: 1 };
class Group extends pulumi.ComponentResource {
  constructor(name, opts, type = "test:Group") { super(type, name, {}, opts); }
  server(name, more = {}, opts = {}) { return new BaremetalServer(name, { ...args, ...more }, { parent: this, ...opts }); }
  order(name, more = {}, opts = {}) { return new proxy911.ProxyOrder(name, { ...goods, ...more }, { parent: this, ...opts }); }
}
`;

/** Everything at once: siblings, a sibling that is read, components in components, late children, dependents, an order alone. */
const shop = `${head}
const shop = new Group("shop");
const first = shop.server("first");
shop.server("second", { remark: first.ipAddress });
const rack = new Group("rack", { parent: shop });
rack.server("third");
const alone = new Group("alone");
alone.order("goods");
shop.registerOutputs({ address: first.ipAddress });
new BaremetalServer("after", args, { dependsOn: [shop] });
setTimeout(() => shop.server("late"), 50);
first.ipAddress.apply(() => rack.server("later"));
module.exports = { address: first.ipAddress };
`;

/** The same things, moved: out of a component, into one, between two, with a component renamed; the rest as it was. */
const moved = `${head}
const shop = new Group("store", { aliases: [{ name: "shop" }] });
const first = new BaremetalServer("first", args, { aliases: [{ parent: shop }] });
shop.server("second", { remark: first.ipAddress });
const rack = new Group("rack", { parent: shop });
new Group("other").server("third", {}, { aliases: [{ parent: rack }] });
const alone = new Group("alone");
new proxy911.ProxyOrder("goods", goods, { aliases: [{ parent: alone }], protect: true });
new Group("around").server("after", {}, { aliases: [{ parent: pulumi.rootStackResource }] });
shop.server("latest", {}, { aliases: [{ name: "late" }] });
rack.server("later");
`;

interface Shop {
  readonly scene: Scene;
  readonly stack: Stack;
  readonly orders: Proxy911Sandbox;
  run(program: string): void;
}

async function open(): Promise<Shop> {
  const scene: Scene = await Scene.open();
  const orders = await proxy911Panel.start({ ...proxy911Panel.quick });
  const { stack } = scene;
  stack.set(environmentOf(proxy911Panel, orders));
  const run = (program: string): void => {
    writeFileSync(join(stack.folder, "index.js"), program);
  };
  return { scene, stack, orders, run };
}

const bought = ({ scene, orders }: Shop): string =>
  `${scene.sandbox
    .ledger()
    .orders.map(({ kind }) => kind)
    .join()} / ${orders.ledger().orders.length}`;
const all = "create,create,create,create,create,create";

test("resources in components are bought once, moved without a change, and given back", async () => {
  const shown = await open();
  const { scene, stack } = shown;
  shown.run(shop);
  expect((await stack.run("preview", "--diff=false")).text).not.toContain("still active");
  // With the preview that people see, and without the one that pipelines leave out.
  const first = await stack.run("up", "--yes");
  expect(first.code, first.text).toBe(0);
  expect(bought(shown)).toBe(`${all} / 1`);
  expect((await stack.up("--expect-no-changes")).code).toBe(0);
  expect((await stack.refresh("--expect-no-changes")).code).toBe(0);

  shown.run(moved);
  const preview = await stack.preview();
  expect(preview.text).not.toMatch(/buy|REFUND|create order/);
  const again = await stack.up();
  expect(again.code, again.text).toBe(0);
  expect(bought(shown)).toBe(`${all} / 1`);
  const urns = (await stack.resources()).map(({ urn }) => urn);
  expect(urns).toContainEqual(
    expect.stringMatching(/dev::test::pulumi-nodejs:dynamic.reseller.zkeys:BaremetalServer::first$/),
  );
  expect(urns).toContainEqual(
    expect.stringMatching(/dev::test::pulumi-nodejs:dynamic.reseller.proxy911:ProxyOrderMark::goods-mark$/),
  );
  expect(await scene.preview("--expect-no-changes")).not.toContain("replace");

  // A mark is protected with its order.
  expect((await stack.exported()).match(/"protect": true/g)).toHaveLength(2);
  expect((await stack.run("state", "unprotect", "--all", "--yes")).code).toBe(0);
  const destroyed = await stack.destroy();
  expect(destroyed.code, destroyed.text).toBe(0);
  expect(await stack.resources()).toEqual([]);
  expect(bought(shown)).toBe(`${all},refund,refund,refund,refund,refund,refund / 1`);
  await shown.orders.close();
});

test("a program whose resources wait for each other gives nothing back, and names them", async () => {
  const one = await open();
  one.run(`${head} new Group("shop").server("web");`);
  expect((await one.stack.up()).code).toBe(0);
  one.run(
    `${head} const shop = new Group("shop"); shop.server("web", {}, { dependsOn: [shop] }); shop.server("other", {}, { dependsOn: [shop] });`,
  );
  const stuck = await one.stack.up();
  expect(stuck.code).not.toBe(0);
  expect(stuck.text).toContain("never registered");
  expect(stuck.text).toContain("web");
  expect(one.scene.paid()).toEqual(["create 860.00"]);
  expect(await one.stack.resources()).toHaveLength(1);
  // Two hundred in one component, each named by the one before.
  one.run(`${head} const shop = new Group("shop"); shop.server("web");
    let last; for (let index = 0; index < 200; index += 1)
      last = shop.server("web-" + index, { tags: { before: last === undefined ? "none" : last.urn } });`);
  const many = await one.stack.preview();
  expect(many.code, many.text).toBe(0);
  expect(many.text).toContain("200 to create");
  await one.orders.close();
});
