import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Proxy911Sandbox } from "../../provider/src/sandbox";
import { Killer, victims, type Moment, type Victim } from "../support/killer";
import { proxy911Panel } from "../support/panels";

/*
 * Nothing of ours comes back with an order of 911Proxy: what a fault leaves open only a person can settle. So these orders are
 * not repeated and not found again; the promise is that nothing is ordered twice, and that the way on is named.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const traffic = { packageId: 101, paymentMethodId: 1 };
const madeOf = (sandbox: Proxy911Sandbox): string[] =>
  sandbox.ledger().orders.map(({ trade_no }) => trade_no);

describe.each(victims)("kill -9 of the %s", (victim: Victim) => {
  let killer: Killer<Proxy911Sandbox>;

  beforeEach(async () => {
    killer = await Killer.on(proxy911Panel, {});
  });
  afterEach(() => killer.close());

  const declare = (args: Readonly<Record<string, unknown>>): void => {
    killer.stack.declare({ traffic: { type: "ProxyOrder", args: { ...traffic, ...args } } });
  };
  const moments: readonly Moment[] = ["before it is carried out", "after it was carried out"];

  test.each(moments)(
    "during the order, %s: nothing is ordered again until a person has decided",
    async (moment) => {
      declare({});
      await killer.killDuring("order/create", victim, moment);
      const made = madeOf(killer.sandbox);
      expect(made).toHaveLength(moment === "after it was carried out" ? 1 : 0);
      for (const { code, text } of [await killer.previewHere(), await killer.stack.up()]) {
        expect(code, text).not.toBe(0);
        expect(text).toMatch(/may have ordered it|nobody knows what became of the order/);
        for (const tradeNo of made) expect(text).toContain(tradeNo);
      }
      expect(madeOf(killer.sandbox)).toEqual(made);
      const [lost] = made;
      declare(lost === undefined ? { purchaseTriggers: ["again"] } : { adopt: lost });
      await killer.settle();
      expect(madeOf(killer.sandbox)).toHaveLength(1);
      expect(killer.sandbox.ledger().balance).toBe("985.00");
      expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    },
  );

  test("during a replacing order: the first one stays, and no third is ordered", async () => {
    declare({});
    await killer.settle();
    const [first = ""] = madeOf(killer.sandbox);
    declare({ amount: 2 });
    await killer.killDuring("order/create", victim, "after it was carried out");
    const { code, text } = await killer.stack.up();
    expect(code, text).not.toBe(0);
    const [, second = "none"] = madeOf(killer.sandbox);
    expect(text).toContain(second);
    expect(madeOf(killer.sandbox)).toEqual([first, second]);
    const ids = (await killer.stack.resources()).map(({ id }) => id);
    expect(ids).toContain(first);
  });
});

test("Ctrl-C during the order lets it come to its end, which is saved", async () => {
  const killer = await Killer.on(proxy911Panel, {});
  try {
    killer.stack.declare({ traffic: { type: "ProxyOrder", args: traffic } });
    await killer.interruptDuring("order/create");
    expect(madeOf(killer.sandbox)).toHaveLength(1);
    expect((await killer.stack.resource("traffic")).id).toBe(madeOf(killer.sandbox)[0]);
    await killer.settle();
    expect(madeOf(killer.sandbox)).toHaveLength(1);
    expect(await killer.stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  } finally {
    await killer.close();
  }
});
