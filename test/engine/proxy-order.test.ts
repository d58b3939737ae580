import { expect, test, vi } from "vitest";
import type { Proxy911Sandbox, Proxy911SandboxOptions } from "../../provider/src/sandbox";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 300_000 });

const traffic = { packageId: 101, paymentMethodId: 1 };

type OrderScene = Scene<Proxy911Sandbox>;
type Args = Readonly<Record<string, unknown>>;

const open = (settings: Readonly<Record<string, string>> = {}, options: Proxy911SandboxOptions = {}) =>
  Scene.on(proxy911Panel, settings, options);
const declare = (scene: OrderScene, args: Args, name = "traffic"): void => {
  scene.declare({ [name]: args }, "ProxyOrder");
};
const orders = ({ sandbox }: OrderScene): string[] =>
  sandbox.ledger().orders.map(({ product_id, status }) => `${product_id}:${status}`);

test("an order is previewed, sent once, unchanged, refreshed, and left to expire", async () => {
  const scene = await open();
  declare(scene, traffic);
  expect(await scene.preview()).toMatch(
    /ProxyOrder traffic create order package 101 \(price not published\)/,
  );
  expect((await scene.up()).writes).toEqual(["order/create"]);
  expect(scene.sandbox.ledger().balance).toBe("985.00");
  await scene.unchanged();
  const { code, text } = await scene.stack.refresh("--expect-no-changes");
  expect(code, text).toBe(0);
  await scene.unchanged();
  const destroyed = await scene.watch(() => scene.stack.destroy());
  expect(destroyed).toMatchObject({ code: 0, writes: [] });
  expect(destroyed.text).toMatch(
    /leave order \d{28}, which is paid until it expires at .+: 911Proxy takes nothing back/,
  );
  expect(await scene.stack.resources()).toEqual([]);
  expect(orders(scene)).toEqual(["101:1"]);
});

test("static IPs are outputs, secret but for their ids, and renewed by another order", async () => {
  const scene = await open();
  const addresses = {
    type: "ProxyOrder",
    args: { packageId: 251, paymentMethodId: 1, regions: { US: 2, JP: 1 } },
  };
  scene.stack.declare({ addresses });
  await scene.up();
  const { outputs } = await scene.stack.resource("addresses");
  expect(outputs.staticIpIds).toHaveLength(3);
  const exported = await scene.stack.exported();
  for (const { ip } of scene.sandbox.ledger().staticIps) expect(exported).not.toContain(ip);
  const renewIds = { $output: "addresses.staticIpIds" };
  scene.stack.declare({
    addresses,
    renewal: { type: "ProxyOrder", args: { packageId: 191, paymentMethodId: 1, renewIds, renewDuration: 2 } },
  });
  await scene.up();
  expect(orders(scene)).toEqual(["251:1", "191:1"]);
  await scene.unchanged();
});

test("--replace alone orders nothing: it cannot be told from an interrupted order", async () => {
  const scene = await open();
  declare(scene, traffic);
  await scene.up();
  const { urn, id = "" } = await scene.stack.resource("traffic");
  const { code, text, writes } = await scene.watch(() => scene.stack.up("--replace", urn));
  expect(code).not.toBe(0);
  expect(writes).toEqual([]);
  expect(text).toContain(id);
  expect(text).toContain("change `purchaseTriggers`");
  // Left out of the run, the mark is named, so that it can be targeted too.
  const mark = urn.replace("ProxyOrder::traffic", "ProxyOrderMark::traffic-mark");
  const forced = await scene.watch(() => scene.stack.up("--target-replace", urn));
  declare(scene, { ...traffic, purchaseTriggers: ["another"] });
  const alone = await scene.watch(() => scene.stack.up("--target", urn));
  for (const one of [forced, alone]) {
    expect(one).toMatchObject({ writes: [] });
    expect(one.code).not.toBe(0);
    expect(one.text).toContain(`\`--target '${mark}'\``);
    expect(one.text).not.toMatch(/nothing was bought|no resource's/);
  }
  expect(await scene.idOf("traffic")).toBe(id);
  expect((await scene.up("--target", urn, "--target", mark)).writes).toEqual(["order/create"]);
  expect(orders(scene)).toEqual(["101:1", "101:1"]);
  await scene.unchanged();
});
