import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Proxy911Sandbox } from "../../provider/src/sandbox";
import { diagnosticsOf } from "../support/diagnostics";
import { faultKinds, isCarriedOut } from "../support/faults";
import { InProcessStack } from "../support/in-process/stack";
import { Killer, victims, type Moment, type Victim } from "../support/killer";
import { Panels, proxy911Panel } from "../support/panels";
import type { Outcome } from "../support/stack";

/*
 * Nothing of ours comes back with an order of 911Proxy: what a fault leaves open only a person can settle. So these orders are
 * not repeated and not found again; the promise is that nothing is ordered twice, and that the way on is named.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const traffic = { packageId: 101, paymentMethodId: 1 };
const madeOf = (sandbox: Proxy911Sandbox): string[] =>
  sandbox.ledger().orders.map(({ trade_no }) => trade_no);

describe("order/create, struck by a fault", () => {
  type Name = (typeof faultKinds)[number];
  let panels: Panels<Name, Proxy911Sandbox>;
  let stack: InProcessStack;
  const runs: { readonly outcome: Outcome; readonly ids: ReadonlyMap<string, string> }[] = [];

  const declare = (argsOf: (name: Name) => Readonly<Record<string, unknown>>): void => {
    stack.declare(
      Object.fromEntries(
        faultKinds.map((name) => [
          name,
          { type: "ProxyOrder", args: { ...traffic, account: name, ...argsOf(name) } },
        ]),
      ),
    );
  };
  const up = async (): Promise<void> => {
    const outcome = await stack.up("--continue-on-error", "--parallel", "50");
    const resources = (await stack.resources()).filter(({ type }) => type.endsWith(":ProxyOrder"));
    runs.push({
      outcome,
      ids: new Map(resources.map(({ urn, id = "" }) => [urn.split("::").at(-1) ?? "", id])),
    });
  };

  beforeAll(async () => {
    panels = await Panels.start(proxy911Panel, faultKinds, {});
    stack = new InProcessStack(undefined, {}, { environment: panels.environment });
    declare(() => ({}));
    for (const kind of faultKinds) panels.of(kind).fault({ action: "order/create", kind });
    await up();
    stack.set({ RESELLER_QUARANTINE_MINUTES: "0" });
    await up();
    // What a person decides: adopt what is there, or say that nothing is.
    declare((name) => {
      const [made] = madeOf(panels.of(name));
      if (name === "slow") return {};
      return made === undefined ? { purchaseTriggers: ["again"] } : { adopt: made };
    });
    await up();
  });

  afterAll(async () => {
    stack.remove();
    await panels.close();
  });

  test.each(faultKinds)("%s: it is sent once, and not again without a word", (kind) => {
    const [first, second, third] = runs;
    const made = isCarriedOut(kind) ? 1 : 0;
    const said = diagnosticsOf(first?.outcome.text ?? "", "ProxyOrder", kind);
    const again = diagnosticsOf(second?.outcome.text ?? "", "ProxyOrder", kind);
    if (kind === "slow") {
      expect(first?.ids.get(kind)).toMatch(/^\d{28}$/);
      expect(again).not.toContain("error:");
    } else if (kind === "refused") {
      expect(said).toContain('The panel said: "系统繁忙，请稍后再试"');
      expect(again).toContain("nothing was bought");
      expect(again).toContain("change `purchaseTriggers`");
    } else {
      expect(first?.ids.get(kind)).toMatch(/^order:/);
      expect(said).toContain("no trustworthy answer came; it may have been carried out: ");
      expect(again).toContain("nobody knows what became of the order of");
      for (const text of [said, again]) {
        for (const tradeNo of madeOf(panels.of(kind)).slice(0, made)) expect(text).toContain(tradeNo);
      }
    }
    expect(third?.outcome.code).toBe(0);
    expect(panels.of(kind).count("order/create")).toBe(made === 1 ? 1 : 2);
    expect(panels.of(kind).ledger().balance).toBe("985.00");
    expect(madeOf(panels.of(kind))).toHaveLength(1);
    expect(stack.printed).not.toContain(panels.of(kind).appKey);
  });

  test("leaves nothing to do", async () => {
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  });
});

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
