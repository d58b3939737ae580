import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { Killer } from "../support/killer";
import { zonkvmPanel } from "../support/panels";
import { lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

let killer: Killer<ZonkvmSandbox>;

beforeEach(async () => {
  killer = await Killer.on(zonkvmPanel, {});
});
afterEach(() => killer.close());

test("a LeaseServer whose `up` is killed during the order is not ordered again, and adopting ends with one order", async () => {
  const { sandbox, stack } = killer;
  stack.declare({ db: { type: "LeaseServer", args: lease } });
  await killer.killDuring("create_order", "engine", "after it was carried out");
  expect(sandbox.ledger().orders).toHaveLength(1);
  const { code, text } = await stack.up();
  expect(code, text).not.toBe(0);
  expect(text).toContain("may have ordered it");
  expect(text).toContain("new of the same product, and no other resource's, is 1 (");
  expect(sandbox.ledger().orders).toHaveLength(1);
  stack.declare({ db: { type: "LeaseServer", args: { ...lease, adopt: "1" } } });
  await killer.settle();
  expect((await stack.resource("db")).id).toBe("1");
  expect(sandbox.ledger().orders).toHaveLength(1);
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
});
