import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultKind } from "../../provider/src/sandbox";
import { diagnosticsOf } from "./diagnostics";
import { faultKinds, isCarriedOut } from "./faults";
import { InProcessStack } from "./in-process/stack";
import { Panels, type PanelKind, type Sandbox } from "./panels";
import type { Outcome } from "./stack";

type Arguments = Readonly<Record<string, unknown>>;

/** An order of which nothing of ours comes back. */
interface UntraceableOrder<Panel extends Sandbox, Options> {
  readonly kind: PanelKind<Panel, Options>;
  readonly options: Options;
  /** The Pulumi type: `ProxyOrder`. */
  readonly type: string;
  /** The vendor's name of the order. */
  readonly action: string;
  readonly args: Arguments;
  /** The ids of what was ordered. */
  readonly madeOf: (panel: Panel) => readonly string[];
  /** What the account has after one. */
  readonly balanceAfter: string;
  /** What may stand nowhere. */
  readonly secretOf: (panel: Panel) => string;
}

/** Such an order, struck by every fault: it is not repeated and not found again, and the way on is named. The ledger is the judge. */
export function describeUntraceable<
  Panel extends Sandbox & { ledger(): { readonly balance: string } },
  Options,
>(order: UntraceableOrder<Panel, Options>): void {
  const { type, args, action, madeOf } = order;

  describe(`${action} of a ${type}, struck by a fault`, () => {
    let panels: Panels<FaultKind, Panel>;
    let stack: InProcessStack;
    const runs: { readonly outcome: Outcome; readonly ids: ReadonlyMap<string, string> }[] = [];

    const declare = (argsOf: (name: FaultKind) => Arguments): void => {
      const all = faultKinds.map(
        (name) => [name, { type, args: { ...args, account: name, ...argsOf(name) } }] as const,
      );
      stack.declare(Object.fromEntries(all));
    };
    const up = async (): Promise<void> => {
      const outcome = await stack.up("--continue-on-error", "--parallel", "50");
      const resources = (await stack.resources()).filter((one) => one.type.endsWith(`:${type}`));
      runs.push({
        outcome,
        ids: new Map(resources.map(({ urn, id = "" }) => [urn.split("::").at(-1) ?? "", id])),
      });
    };

    beforeAll(async () => {
      panels = await Panels.start(order.kind, faultKinds, order.options);
      stack = new InProcessStack(undefined, {}, { environment: panels.environment });
      declare(() => ({}));
      for (const kind of faultKinds) panels.of(kind).fault({ action, kind });
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
      const panel = panels.of(kind);
      const made = isCarriedOut(kind) ? 1 : 0;
      const said = diagnosticsOf(first?.outcome.text ?? "", type, kind);
      const again = diagnosticsOf(second?.outcome.text ?? "", type, kind);
      if (kind === "slow") {
        expect(madeOf(panel)).toEqual([first?.ids.get(kind)]);
        expect(again).not.toContain("error:");
      } else if (kind === "refused") {
        expect(said).toContain('The panel said: "系统繁忙，请稍后再试"');
        expect(again).toContain("nothing was bought");
        expect(again).toContain("change `purchaseTriggers`");
      } else {
        expect(first?.ids.get(kind)).toMatch(/^order:/);
        expect(said).toContain("no trustworthy answer came; it may have been carried out: ");
        expect(again).toContain("nobody knows what became of the order of");
        for (const text of [said, again])
          for (const id of madeOf(panel).slice(0, made)) expect(text).toContain(id);
      }
      expect(third?.outcome.code, third?.outcome.text).toBe(0);
      expect(panel.count(action)).toBe(made === 1 ? 1 : 2);
      expect(panel.ledger().balance).toBe(order.balanceAfter);
      expect(madeOf(panel)).toHaveLength(1);
      expect(stack.printed).not.toContain(order.secretOf(panel));
    });

    test("leaves nothing to do", async () => {
      const { code, text } = await stack.preview("--expect-no-changes");
      expect(code, text).toBe(0);
    });
  });
}
