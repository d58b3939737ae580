import { describe, expect, test, vi } from "vitest";
import { HttpClient } from "../../provider/src/core/http/http";
import type { ZonkvmSandbox, ZonkvmSandboxOptions } from "../../provider/src/sandbox";
import { Client } from "../../provider/src/zonkvm/api/client";
import { zonkvmUrl } from "../../provider/src/zonkvm/api/transport";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

/* Nothing of ours comes back with an order: after a yes the only one that is new is taken; what is in doubt, a person decides. */

type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const bought = ({ sandbox }: ZonkvmScene): number =>
  sandbox.ledger().orders.filter(({ kind }) => kind === "create").length;
const fleet = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`db${index + 1}`, lease]));
const idsOf = async ({ stack }: ZonkvmScene): Promise<string[]> =>
  (await stack.resources()).flatMap(({ id, type }) => (type.endsWith(":LeaseServer") ? [id ?? ""] : []));

const open = async (options: ZonkvmSandboxOptions = {}): Promise<ZonkvmScene> => {
  const scene = await Scene.inProcess(zonkvmPanel, {}, options);
  scene.stack.set({ RESELLER_SETTLE_SECONDS: "2" });
  return scene;
};

test.each(["id", "object", "list", "invoice", "clientOrder", "empty", "nothing"] as const)(
  "the reply to an order may be %s: each is in state once",
  async (orderReply) => {
    const scene = await open({ habits: { orderReply } });
    scene.sandbox.panel.setInvoices(1_000);
    scene.declare(fleet(3), "LeaseServer");
    await scene.up("--parallel", "3");
    expect(bought(scene)).toBe(3);
    expect(new Set(await idsOf(scene)).size).toBe(3);
    await scene.unchanged();
  },
);

test.each([
  { rackEcho: true },
  { numbersAsText: true, emptyList: "missing", emptyData: "null" },
  { plainJson: true, shortRows: false, masksPasswords: "none" },
] as const)("a panel may say it as %o", async (habits) => {
  const scene = await open({ habits });
  scene.stack.declare({
    db: { type: "LeaseServer", args: lease },
    place: { type: "IdcServer", args: idc },
  });
  await scene.up();
  expect(bought(scene)).toBe(2);
  await scene.unchanged();
  await scene.refresh();
  await scene.unchanged();
});

test("twenty at once, and a lost reply on the third: twenty orders in the end", async () => {
  const scene = await open({ balance: "100000.00" });
  const { sandbox, stack } = scene;
  sandbox.fault({ action: "create_order", kind: "lostAfter", skip: 2 });
  scene.declare(fleet(20), "LeaseServer");
  const first = await stack.up("--continue-on-error", "--parallel", "20");
  expect(first.code).not.toBe(0);
  expect(bought(scene)).toBe(20);
  const held = new Set(await idsOf(scene));
  const lost = sandbox.ledger().services.find(({ id }) => !held.has(String(id)));
  expect(first.text).toContain(`new of the same product, and no other resource's, is ${lost?.id ?? ""} (`);
  const again = await stack.up("--continue-on-error");
  expect(again.code).not.toBe(0);
  expect(again.text).toContain('Set `adopt: "<id>"` to the one that it is');
  expect(bought(scene)).toBe(20);
  const doubtful = (await stack.resources()).find(({ id }) => id?.startsWith("order:") === true);
  const name = doubtful?.urn.split("::").at(-1) ?? "";
  scene.declare({ ...fleet(20), [name]: { ...lease, adopt: String(lost?.id) } }, "LeaseServer");
  await scene.up();
  scene.declare(fleet(20), "LeaseServer");
  await scene.up();
  await scene.unchanged();
  expect(bought(scene)).toBe(20);
  expect(new Set(await idsOf(scene)).size).toBe(20);
});

test("an order that was lost on its way is made again once a person says so", async () => {
  const scene = await open();
  const { sandbox, stack } = scene;
  sandbox.fault({ action: "create_order", kind: "lostBefore" });
  scene.declare({ db: lease }, "LeaseServer");
  expect((await stack.up()).code).not.toBe(0);
  const { code, text } = await stack.up();
  expect(code).not.toBe(0);
  expect(text).toContain("nothing new of the same product is listed");
  expect(bought(scene)).toBe(0);
  scene.declare({ db: { ...lease, purchaseTriggers: ["again"] } }, "LeaseServer");
  await scene.up();
  expect(bought(scene)).toBe(1);
  await scene.unchanged();
});

test("somebody else's order at the same moment is not taken", async () => {
  const scene = await open({ habits: { orderReply: "nothing" } });
  const { sandbox, stack } = scene;
  const hold = sandbox.hold("create_order");
  scene.declare({ db: lease }, "LeaseServer");
  const running = stack.up();
  await hold.arrived;
  const { appId, appKey, url } = sandbox;
  const { leaseServers } = new Client({
    http: new HttpClient({ endpoint: zonkvmUrl(url) }),
    ...{ appId, appKey },
  });
  await leaseServers.create({
    ...{ lineGuid: "20250409132657673528", productGuid: "1721941250649658", imageGuid: "1659170791658717" },
    ...{ bandwidthMbps: 30, defenseGbps: 100, clientUserId: 0, clientOrderId: "somebody-else" },
  });
  hold.release();
  const { code, text } = await running;
  expect(code).not.toBe(0);
  expect(text).toContain("it was accepted, and the reply does not tell which one it is");
  const ours = sandbox.ledger().services.find(({ clientUserId }) => clientUserId !== 0)?.id ?? 0;
  expect(text).toMatch(/are (2 \(.*, 1|1 \(.*, 2) \(/);
  expect((await stack.up()).text).toContain("nobody knows what became of the order");
  scene.declare({ db: { ...lease, adopt: String(ours) } }, "LeaseServer");
  await scene.up();
  expect(bought(scene)).toBe(2);
});

describe("a panel that counts sizes on top of the product's", () => {
  test("gives more than was asked for: that is taken, said, and never replaced", async () => {
    const scene = await open({ habits: { figuresAreAdditions: true } });
    scene.declare({ db: { ...lease, bandwidthMbps: 40 } }, "LeaseServer");
    await scene.up();
    expect((await scene.stack.resource("db")).outputs).toMatchObject({ serviceId: "1", bandwidthMbps: 70 });
    expect(await scene.unchanged()).toContain("it has 70 Mbps, and `bandwidthMbps` is 40");
    scene.declare({ db: { ...lease, bandwidthMbps: 70 } }, "LeaseServer");
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
    expect(bought(scene)).toBe(1);
  });
});

test("a server in colocation whose reply was lost is adopted, and then gets its image", async () => {
  const scene = await open();
  const { sandbox, stack } = scene;
  const wanted = { ...idc, system: "Debian 12 64位", allowReinstall: true };
  sandbox.fault({ action: "create_order", kind: "lostAfter" });
  scene.declare({ place: wanted }, "IdcServer");
  expect((await stack.up()).code).not.toBe(0);
  scene.declare({ place: { ...wanted, adopt: "1" } }, "IdcServer");
  expect(await scene.preview()).toContain("adopt 1: buys nothing; then REINSTALL Debian 12 64位");
  expect((await scene.up()).writes).toEqual(["idc_install"]);
  await scene.unchanged();
  expect(bought(scene)).toBe(1);
});
