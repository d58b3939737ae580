import { describe, expect, test, vi } from "vitest";
import { Killer } from "../support/killer";
import { zonkvmPanel } from "../support/panels";
import { database, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

describe.each([
  ["WebHosting", hosting],
  ["CloudDatabase", database],
] as const)("a %s", (type, args) => {
  test("whose plugin is killed during its order is one, taken over by the next run", async () => {
    const killer = await Killer.on(zonkvmPanel, zonkvmPanel.quick);
    const { sandbox, stack } = killer;
    stack.declare({ it: { type, args } });
    const killed = await killer.killDuring("create_order", "plugin", "after it was carried out");
    expect(killed.code).not.toBe(0);
    await killer.settle();
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create"]);
    expect((await stack.resource("it")).outputs).toMatchObject({ origin: "takenOver", status: "ready" });
    expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    await killer.close();
  });
});

test("an IdcServer whose engine is killed during its order is not ordered again, and adopting ends with one order", async () => {
  const killer = await Killer.on(zonkvmPanel, zonkvmPanel.quick);
  const { sandbox, stack } = killer;
  stack.declare({ rack: { type: "IdcServer", args: idc } });
  await killer.killDuring("create_order", "engine", "after it was carried out");
  const { code, text } = await stack.up();
  expect(code, text).not.toBe(0);
  expect(text).toContain("may have ordered it");
  expect(sandbox.ledger().orders).toHaveLength(1);
  stack.declare({ rack: { type: "IdcServer", args: { ...idc, adopt: "1" } } });
  await killer.settle();
  expect(sandbox.ledger().orders).toHaveLength(1);
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
  await killer.close();
});

test("twenty LeaseServers, a reply lost at the third order and the engine killed during the tenth: twenty orders in the end", async () => {
  const killer = await Killer.on(zonkvmPanel, { ...zonkvmPanel.quick, balance: "20000.00" });
  const { sandbox, stack } = killer;
  const names = Array.from({ length: 20 }, (_, index) => `db-${index}`);
  const declare = (more: Readonly<Record<string, object>>): void => {
    stack.declare(
      Object.fromEntries(
        names.map((name) => [name, { type: "LeaseServer", args: { ...lease, ...more[name] } }]),
      ),
    );
  };
  const orders = () => sandbox.ledger().orders;
  declare({});
  sandbox.fault({ action: "create_order", kind: "lostAfter", skip: 2 });
  await killer.killDuring("create_order", "engine", "after it was carried out", 9);
  const before = orders().length;
  expect(before).toBeGreaterThanOrEqual(10);

  const { code, text } = await stack.up();
  expect(code, text).not.toBe(0);
  // What nobody knows is not ordered again: a person says which order is whose, and which were never made.
  const ids = sandbox.ledger().services.map(({ id }) => String(id));
  const kept = (await stack.resources()).filter(({ id }) => id !== undefined && ids.includes(id));
  const free = ids.filter((id) => !kept.some((one) => one.id === id));
  const doubtful = names.filter((name) => !kept.some(({ urn }) => urn.endsWith(`::${name}`)));
  expect(doubtful.length).toBeGreaterThanOrEqual(free.length);
  for (const id of free) expect(text).toContain(`${id} (`);
  declare(
    Object.fromEntries(
      doubtful.map((name, index) => {
        const id = free[index];
        return [name, id === undefined ? { purchaseTriggers: ["never ordered"] } : { adopt: id }];
      }),
    ),
  );
  await killer.settle();
  expect(orders().filter(({ kind }) => kind === "create")).toHaveLength(20);
  const owned = await Promise.all(names.map(async (name) => (await stack.resource(name)).id));
  expect(new Set(owned).size).toBe(20);
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
  await killer.close();
});
