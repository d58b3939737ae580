import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { Killer, victims } from "../support/killer";
import { zonkvmPanel } from "../support/panels";
import { passwordOf } from "../support/secrets";
import { cloud } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const begin = (): Promise<Killer<ZonkvmSandbox>> =>
  Killer.on(zonkvmPanel, { openingSeconds: 0.2, busySeconds: 0.3, habits: { orderReply: "nothing" } });

const declare = ({ stack }: Killer<ZonkvmSandbox>, args: object): void => {
  stack.declare({ web: { type: "CloudServer", args: { ...cloud, ...args } } });
};

const ordersOf = ({ sandbox }: Killer<ZonkvmSandbox>): string[] =>
  sandbox.ledger().orders.map(({ kind }) => kind);

describe.each(victims)("kill -9 of the %s", (victim) => {
  test("during an order and its changes: one order, each change once, and a password that state has", async () => {
    const killer = await begin();
    const { sandbox, stack } = killer;
    declare(killer, {});
    await killer.killDuring("create_order", victim, "before it is carried out");
    expect(ordersOf(killer)).toEqual([]);
    await killer.killDuring("create_order", victim, "after it was carried out");
    expect(await stack.resources()).toEqual([]);
    expect(ordersOf(killer)).toEqual(["create"]);
    await killer.settle();
    expect(ordersOf(killer)).toEqual(["create"]);
    expect((await stack.resource("web")).outputs).toMatchObject({ origin: "takenOver", status: "ready" });
    expect(sandbox.panel.passwordIs("server_1001", await passwordOf(stack, "web"))).toBe(true);

    declare(killer, { cpu: 8 });
    await killer.killDuring("server_upgrade", victim, "after it was carried out");
    await killer.settle();
    const renewUntil = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10);
    declare(killer, { cpu: 8, renewUntil });
    await killer.killDuring("server_renew", victim, "after it was carried out");
    await killer.settle();
    expect(ordersOf(killer)).toEqual(["create", "upgrade", "renew"]);
    expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    await killer.close();
  });
});
