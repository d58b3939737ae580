import { describe, expect, it } from "vitest";
import { Brakes } from "./brakes";
import { AccountRefusedError, RefusedError } from "./errors";
import { money } from "./money";
import { runSettings, type RunSettings } from "./run-settings";
import type { Step } from "./step";
import { FakeClock } from "../../test-support/clock";
import { fakeAccount, FakePanel } from "../../test-support/fake-panel";

const account = fakeAccount(new FakePanel(new FakeClock()));
const other = { ...account, key: "another" };
const brakes = (settings: Partial<RunSettings> = {}) => new Brakes({ ...runSettings.parse({}), ...settings });
const step = (change: Partial<Step>): Step => ({
  kind: "buy",
  words: "buy",
  applies: [],
  ...change,
});
const buy = (amount: string) => step({ spends: true, due: money(amount, "CNY") });

describe("reseller:allowSteps", () => {
  it("allows the kinds that it lists, in the preview and before the call", () => {
    const held = brakes({ allowSteps: ["renew"] });
    expect(() => held.plan("a", [buy("1")])).toThrow('add "buy" to allow it');
    expect(() => {
      held.beforeCall(step({ kind: "release", destroys: true }), account, "a");
    }).toThrow('"buy" is not allowed here');
    held.beforeCall(step({ kind: "renew", spends: true }), account, "a");
  });
});

describe("reseller:allowSpending", () => {
  it("lets a preview show prices, and no call spend", () => {
    const held = brakes({ allowSpending: false });
    expect(held.plan("a", [buy("1")])).toMatchObject({ totals: [money("1", "CNY")] });
    expect(() => {
      held.beforeCall(buy("1"), account, "a");
    }).toThrow("reseller:allowSpending is false");
    held.beforeCall(step({ kind: "power" }), account, "a");
  });
});

describe("reseller:maxSpendPerRun", () => {
  it("holds the sum of all resources, each counted once however often it is planned", () => {
    const held = brakes({ maxSpendPerRun: ["250"] });
    for (let round = 0; round < 3; round += 1) held.plan("a", [buy("100")]);
    expect(held.plan("b", [buy("100"), buy("50")])).toMatchObject({
      totals: [money("250", "CNY")],
      unpublished: 0,
    });
    expect(() => held.plan("c", [buy("0.01")])).toThrow("this run would spend CNY 250.01");
  });

  it("holds what was sent, whatever was planned", () => {
    const held = brakes({ maxSpendPerRun: ["250"] });
    held.beforeCall(buy("200"), account, "a");
    held.sent(buy("200"));
    held.beforeCall(buy("50"), account, "a");
    expect(() => {
      held.beforeCall(buy("50.01"), account, "a");
    }).toThrow("this run would spend CNY 250.01");
  });

  it.each([["not published" as const], [undefined]])(
    "cannot be held against a price that is %s, and says so",
    (due) => {
      const unpriced = step({ kind: "upgrade", words: "upgrade", spends: true, due });
      const held = brakes({ maxSpendPerRun: ["250"] });
      expect(() => held.plan("a", [unpriced])).toThrow("cannot be held");
      expect(() => {
        held.beforeCall(unpriced, account, "a");
      }).toThrow("cannot be held");
      brakes().beforeCall(unpriced, account, "a");
    },
  );

  it.each([["not published" as const], [undefined]])(
    "lets a price that is %s through where that is accepted",
    (due) => {
      const unpriced = step({ kind: "upgrade", words: "upgrade", spends: true, due });
      const held = brakes({ maxSpendPerRun: ["250"], acceptUnpublished: true });
      expect(held.plan("a", [unpriced, buy("250")])).toMatchObject({
        totals: [money("250", "CNY")],
        unpublished: 1,
      });
      held.beforeCall(unpriced, account, "a");
      expect(() => held.plan("b", [buy("0.01")])).toThrow("this run would spend CNY 250.01");
    },
  );

  it("counts the most that a step may cost where its price is not published", () => {
    const due = "not published" as const;
    const bounded = step({
      kind: "upgrade",
      words: "upgrade",
      spends: true,
      due,
      dueAtMost: money("50", "CNY"),
    });
    const held = brakes({ maxSpendPerRun: ["250"] });
    expect(held.plan("a", [buy("200"), bounded])).toEqual({
      totals: [money("250", "CNY")],
      isAtMost: true,
      unpublished: 0,
    });
    expect(() => held.plan("b", [bounded])).toThrow("this run may spend as much as CNY 300.00");
    held.sent(buy("200"));
    held.beforeCall(bounded, account, "a");
    held.sent(bounded);
    expect(() => {
      held.beforeCall(bounded, account, "b");
    }).toThrow("may spend as much as CNY 300.00");
  });

  it("holds each currency by its own limit, and one amount where one currency is spent", () => {
    const dollars = step({ spends: true, due: money("20", "USD") });
    const held = brakes({ maxSpendPerRun: [{ CNY: "250", USD: "20" }] });
    held.plan("a", [buy("250")]);
    expect(held.plan("b", [dollars])).toMatchObject({ totals: [money("250", "CNY"), money("20", "USD")] });
    expect(() => held.plan("c", [dollars])).toThrow("this run would spend USD 40.00");
    const single = brakes({ maxSpendPerRun: ["250"] });
    single.plan("a", [buy("1")]);
    expect(() => single.plan("b", [dollars])).toThrow("one amount limits one currency");
  });

  it("holds every limit that is set", () => {
    const held = brakes({ maxSpendPerRun: ["900", { CNY: "100" }] });
    expect(() => held.plan("a", [buy("101")])).toThrow("reseller:maxSpendPerRun is CNY 100");
  });

  it("does not stop what spends nothing", () => {
    const held = brakes({ maxSpendPerRun: ["0"] });
    expect(held.plan("a", [step({ kind: "reboot", interrupts: true })])).toBeUndefined();
    held.beforeCall(step({ kind: "release", destroys: true }), account, "a");
  });
});

describe("the first refusal of an account", () => {
  it("stops all that spends or destroys on that account, and names the reason", () => {
    const held = brakes();
    held.failed(new AccountRefusedError("balance", "the balance is too low"), account);
    held.failed(new AccountRefusedError("blocked", "a later one"), account);
    for (const change of [{ spends: true }, { destroys: true }]) {
      expect(() => {
        held.beforeCall(step(change), account, "a");
      }).toThrow("The first refusal was: the balance is too low");
    }
    held.beforeCall(step({ kind: "power" }), account, "a");
    held.beforeCall(buy("1"), other, "a");
  });

  it("is not any other refusal", () => {
    const held = brakes();
    held.failed(new RefusedError("out of stock"), account);
    held.beforeCall(buy("1"), account, "a");
  });
});

describe("reseller:maxUnavailable", () => {
  const ticks = async (count: number) => {
    for (let tick = 0; tick < count; tick += 1) await Promise.resolve();
  };

  it.each([1, 2, 3])("lets %d machines of an account be away at once", async (maxUnavailable) => {
    const held = brakes({ maxUnavailable });
    let away = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (away += 1));
      await ticks(5);
      away -= 1;
    };
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => held.whileUnavailable(account, `urn::${index}`, work)),
    );
    expect(most).toBe(maxUnavailable);
  });

  it("counts each account by itself", async () => {
    const held = brakes();
    let away = 0;
    const both = (key: typeof account) =>
      held.whileUnavailable(key, "urn::x", async () => {
        away += 1;
        await ticks(10);
        const seen = away;
        await ticks(10);
        return seen;
      });
    expect(await Promise.all([both(account), both(other)])).toEqual([2, 2]);
  });

  it("stops the rest after the first failure, and names it", async () => {
    const held = brakes();
    const begun: string[] = [];
    const run = (name: string, fails: boolean) =>
      held.whileUnavailable(account, `urn::${name}`, async () => {
        begun.push(name);
        await ticks(3);
        if (fails) throw new Error("it did not come back");
      });
    const results = await Promise.allSettled([
      run("a", false),
      run("b", true),
      run("c", false),
      run("d", false),
    ]);
    expect(begun).toEqual(["a", "b"]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect(String((results[3] as PromiseRejectedResult).reason)).toContain("Look at b first");
    await held.whileUnavailable(other, "urn::e", () => Promise.resolve());
  });
});
