import { describe, expect, test, vi } from "vitest";
import { Killer } from "../support/killer";
import { zonkvmPanel } from "../support/panels";
import { database, hosting, idc } from "../support/zonkvm";

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
