import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import type { ZonkvmHabits } from "../../provider/src/sandbox/zonkvm/habits";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import type { Declaration } from "../support/stack";
import { cloud, database, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

/* Every kind of order counts its own ids: five of them are the order 1001 of one account, in one stack, with what belongs to them. */

const orders: Readonly<Record<string, Declaration>> = {
  web: { type: "CloudServer", args: cloud },
  metal: { type: "LeaseServer", args: lease },
  rack: { type: "IdcServer", args: idc },
  site: { type: "WebHosting", args: { ...hosting, displayName: "the shop of the company" } },
  db: { type: "CloudDatabase", args: { ...database, displayName: "the orders of the shop" } },
};
const children: Readonly<Record<string, Declaration>> = {
  https: {
    type: "SecurityRule",
    args: {
      ...{ server: { $output: "web.id" }, name: "https-for-everybody", priority: 100, direction: "inbound" },
      ...{ operation: "allow", protocol: "tcp", remoteIp: "0.0.0.0/0", localPort: "443" },
    },
  },
  domain: { type: "HostingDomain", args: { hosting: { $output: "site.id" }, domain: "www.example.com" } },
  proxy: {
    type: "HostingProxy",
    args: {
      ...{ hosting: { $output: "site.id" }, name: "api-of-the-shop", directory: "/api" },
      targetUrl: "https://api.example.com",
    },
  },
  backup: { type: "DatabaseBackup", args: { database: { $output: "db.id" } } },
};

async function open(habits: Partial<ZonkvmHabits> = {}): Promise<InProcessScene<ZonkvmSandbox>> {
  const scene = await Scene.inProcess(zonkvmPanel, {}, { habits });
  scene.sandbox.panel.setSequences({ server: 1_000, lease: 1_000, idc: 1_000, hosting: 1_000, sql: 1_000 });
  return scene;
}
const statusOf = ({ sandbox }: InProcessScene<ZonkvmSandbox>, kind: string): unknown =>
  sandbox.ledger().services.find((one) => one.kind === kind)?.orderStatus;
const kindsOf = { web: "server", metal: "lease", rack: "idc", site: "hosting", db: "sql" } as const;

describe("five orders with one id", () => {
  test("are five services: made with what belongs to them, refreshed, unchanged, and one that goes leaves the others", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    stack.declare({ ...orders, ...children });
    expect(await scene.preview()).toContain(
      "create security rule https-for-everybody of cloud server (not known yet)",
    );
    await scene.up("--parallel", "20");
    for (const name of Object.keys(orders)) expect((await stack.resource(name)).id).toBe("1001");
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(Array(5).fill("create"));
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();

    const changed = {
      ...orders,
      web: { type: "CloudServer", args: { ...cloud, bandwidthMbps: 30 } },
      metal: { type: "LeaseServer", args: { ...lease, bandwidthMbps: 50 } },
    };
    stack.declare({ ...changed, ...children });
    expect([...(await scene.up()).writes].sort()).toEqual(["lease_upgrade", "server_upgrade"]);
    await scene.unchanged();

    // Without its children first, one after the other leaves.
    stack.declare(changed);
    await scene.up();
    expect(sandbox.ledger().policies).toEqual([]);
    const { urn } = await stack.resource("rack");
    expect((await scene.watch(() => stack.destroy("--target", urn))).writes).toEqual(["idc_refund"]);
    expect(Object.values(kindsOf).map((kind) => statusOf(scene, kind))).toEqual([1, 1, -2, 1, 1]);
    const left: Record<string, Declaration> = { ...changed };
    Reflect.deleteProperty(left, "rack");
    for (const [name, kind] of Object.entries(kindsOf).filter(([one]) => one in left)) {
      Reflect.deleteProperty(left, name);
      stack.declare({ ...left });
      const { sent } = await scene.up();
      expect(sent.map(({ action, params }) => params.operate ?? action)).toEqual([`${kind}_refund`]);
      expect(statusOf(scene, kind)).toBe(-2);
      for (const other of Object.keys(left)) expect((await stack.resource(other)).id).toBe("1001");
      for (const [other, of] of Object.entries(kindsOf))
        if (other in left) expect(statusOf(scene, of)).toBe(1);
      await scene.unchanged();
    }
  });

  test("may be kept one by one: a name of a kind and an id means that kind only", async () => {
    const scene = await open();
    const { stack } = scene;
    stack.set({ RESELLER_KEEP: "LeaseServer:1001" });
    stack.declare(orders);
    await scene.up();
    expect((await stack.destroy()).code).toBe(0);
    expect(Object.values(kindsOf).map((kind) => statusOf(scene, kind))).toEqual([-2, 1, -2, -2, -2]);
  });
});

const habits: readonly Partial<ZonkvmHabits>[] = [
  { emptyList: "missing", emptyData: "missing" },
  { emptyList: "null", emptyData: "{}" },
  { emptyList: "", emptyData: "null" },
  { numbersAsText: true, plainJson: true, newestFirst: false },
  { longestText: 10, masksPasswords: "all", shortRows: false },
  { deletedInLists: false, deletedReads: "refused" },
  {
    orderReply: "nothing",
    rackEcho: true,
    leavesOut: { getservers: ["osType"], lease_orders: ["cabinet_sn"] },
  },
];

test.each(habits)(
  "all kinds of an account that was empty are bought, unchanged and given back on a panel with %j",
  async (habit) => {
    const scene = await open(habit);
    const { sandbox, stack } = scene;
    // What there is of nothing, before the first order.
    stack.declare({ seen: { type: "WebHosting", get: "7" } });
    expect((await stack.up()).text).toContain("has no web hosting 7");
    stack.declare({ ...orders, ...children });
    await scene.up("--parallel", "20");
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(sandbox.ledger().orders).toHaveLength(5);
    expect(sandbox.ledger().policies).toHaveLength(1);
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0 });
    expect(sandbox.ledger().services.map(({ orderStatus }) => orderStatus)).toEqual(Array(5).fill(-2));
    expect(sandbox.ledger().policies).toEqual([]);
  },
);
