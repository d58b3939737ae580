import { describe, expect, test, vi } from "vitest";
import { HttpClient } from "../../provider/src/core/http/http";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { Client } from "../../provider/src/zonkvm/api/client";
import { zonkvmUrl } from "../../provider/src/zonkvm/api/transport";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { cloud } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

/* The reply to a purchase tells nothing that can be relied on: the order is found by its number, or is not repeated. */

const bought = ({ sandbox }: InProcessScene<ZonkvmSandbox>): number =>
  sandbox.ledger().orders.filter(({ kind }) => kind === "create").length;

const fleet = (count: number, args: object = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`web${index + 1}`, { ...cloud, ...args }]));

const idsOf = async ({ stack }: InProcessScene<ZonkvmSandbox>): Promise<string[]> =>
  (await stack.resources()).flatMap(({ id, type }) => (type.endsWith(":CloudServer") ? [id ?? ""] : []));

const quick = { RESELLER_SETTLE_SECONDS: "2" };

describe("the reply to an order of a CloudServer", () => {
  test.each(["id", "object", "list", "invoice", "clientOrder", "empty", "nothing"] as const)(
    "may be %s: ten side by side are ten orders, each in state once",
    async (orderReply) => {
      const scene = await Scene.inProcess(zonkvmPanel, {}, { habits: { orderReply } });
      scene.sandbox.panel.setInvoices(1_000);
      scene.declare(fleet(10), "CloudServer");
      await scene.up("--parallel", "10");
      expect(bought(scene)).toBe(10);
      expect(new Set(await idsOf(scene)).size).toBe(10);
      await scene.unchanged();
    },
  );

  test("may be listed a while later", async () => {
    const scene = await Scene.inProcess(
      zonkvmPanel,
      {},
      { visibleAfterSeconds: 0.7, habits: { orderReply: "nothing" } },
    );
    scene.stack.set({ RESELLER_SETTLE_SECONDS: "60" });
    scene.declare(fleet(3), "CloudServer");
    await scene.up("--parallel", "3");
    expect(bought(scene)).toBe(3);
    await scene.unchanged();
  });
});

describe("a panel that does not give the number back", () => {
  const start = async (): Promise<InProcessScene<ZonkvmSandbox>> => {
    const scene = await Scene.inProcess(zonkvmPanel, {}, { habits: { echo: false, orderReply: "nothing" } });
    scene.stack.set(quick);
    return scene;
  };

  test("is said at the first order, and its servers are bought one after the other", async () => {
    const scene = await start();
    scene.declare(fleet(4), "CloudServer");
    const { text } = await scene.up("--parallel", "4");
    expect(text).toContain("does not carry the token");
    expect(text.match(/warning: .*does not carry the token/g)?.length).toBeGreaterThan(0);
    expect(bought(scene)).toBe(4);
    expect(new Set(await idsOf(scene)).size).toBe(4);
    await scene.unchanged();
  });

  test("and loses a reply: nothing is ordered again by itself, and `adopt` or `purchaseTriggers` go on", async () => {
    const scene = await start();
    const { sandbox, stack } = scene;
    scene.declare({ web1: cloud }, "CloudServer");
    await scene.up();
    sandbox.fault({ action: "create_order", kind: "lostAfter" });
    scene.declare(fleet(2), "CloudServer");
    expect((await stack.up()).code).not.toBe(0);
    expect(bought(scene)).toBe(2);
    stack.set({ RESELLER_QUARANTINE_MINUTES: "0.0001" });
    expect((await stack.up()).text).toContain("1002");
    expect(bought(scene)).toBe(2);
    scene.declare({ web1: cloud, web2: { ...cloud, adopt: "1002" } }, "CloudServer");
    await scene.up();
    await scene.unchanged();
    expect(bought(scene)).toBe(2);
  });

  test("and shows somebody else's order at the same moment: that is not taken", async () => {
    const scene = await start();
    const { sandbox, stack } = scene;
    const hold = sandbox.hold("create_order");
    scene.declare({ web1: cloud }, "CloudServer");
    const running = stack.up();
    await hold.arrived;
    const { appId, appKey, url } = sandbox;
    const http = new HttpClient({ endpoint: zonkvmUrl(url) });
    const { cloudServers } = new Client({ http, appId, appKey });
    await cloudServers.create({
      ...{ lineGuid: "1696808021765605", imageGuid: "1659170791658717", cpuCores: 4, memoryGb: 8 },
      ...{ bandwidthMbps: 20, diskSizesGb: [40, 80], defenseGbps: 5 },
      ...{ clientUserId: 0, clientOrderId: "somebody-else" },
    });
    hold.release();
    const { code, text } = await running;
    expect(code).not.toBe(0);
    expect(text).toContain("it was accepted, and the reply does not tell which one it is");
    const ours = sandbox.ledger().services.find(({ clientUserId }) => clientUserId !== 0)?.id ?? 0;
    stack.set({ RESELLER_QUARANTINE_MINUTES: "0.0001" });
    expect((await stack.up()).text).toContain("nobody knows what became of the order");
    expect(bought(scene)).toBe(2);
    scene.declare({ web1: { ...cloud, adopt: String(ours) } }, "CloudServer");
    await scene.up();
    expect(bought(scene)).toBe(2);
    expect((await stack.resource("web1")).outputs).toMatchObject({ serviceId: String(ours) });
  });
});

describe("a CloudServer with a number of your own", () => {
  const own = { ...cloud, clientUserId: 4_711 };

  test("is bought under a mark, one at a time, and goes out with that number", async () => {
    const scene = await Scene.inProcess(zonkvmPanel, {}, { habits: { orderReply: "nothing" } });
    scene.declare(fleet(3, { clientUserId: 4_711 }), "CloudServer");
    await scene.up("--parallel", "3");
    expect(scene.sandbox.ledger().services.map(({ clientUserId }) => clientUserId)).toEqual([
      4_711, 4_711, 4_711,
    ]);
    expect(new Set(await idsOf(scene)).size).toBe(3);
    await scene.unchanged();
  });

  test("is not ordered again when its reply is lost: the candidates are named", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    stack.set({ ...quick, RESELLER_QUARANTINE_MINUTES: "0.0001" });
    sandbox.fault({ action: "create_order", kind: "lostAfter" });
    scene.declare({ web: own }, "CloudServer");
    const first = await stack.up();
    expect(first.code).not.toBe(0);
    expect(first.text).toContain("1001");
    expect((await stack.up()).text).toContain('Set `adopt: "<id>"` to the one that it is');
    expect(bought(scene)).toBe(1);
    scene.declare({ web: { ...own, adopt: "1001" } }, "CloudServer");
    await scene.up();
    await scene.unchanged();
    expect(bought(scene)).toBe(1);
  });

  test("is refused where every order has to be found again", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    scene.stack.set({ ZONKVM_TRACE: "required" });
    scene.declare({ web: own }, "CloudServer");
    expect(await scene.refused()).toContain('`zonkvm:trace` is "required"');
    expect(bought(scene)).toBe(0);
  });
});
