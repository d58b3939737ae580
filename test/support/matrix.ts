import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosticsOf } from "./diagnostics";
import type { FaultKind } from "../../provider/src/sandbox";
import { faultKinds, isCarriedOut } from "./faults";
import type { PanelKind, Sandbox } from "./panels";
import type { Outcome } from "./stack";
import { resourceName, Strikes, type Operation, type Run } from "./strikes";

/** An operation that is struck, and what a user reads of it. */
export interface StruckOperation<Panel> extends Operation<Panel> {
  /** What the preview and the errors call it. */
  readonly words: string | RegExp;
  /** Whether an unknown outcome forbids a repetition for `reseller:quarantineMinutes`. */
  readonly isQuarantined?: boolean;
  /** Whether it makes what the resource is: refused, it leaves nothing in state. */
  readonly isOrder?: boolean;
  /** Whether nothing ever shows its effect, and it may be repeated: then every reply that is lost is an error, and the next run repeats it. */
  readonly isUnseen?: boolean;
  /** Whether what it makes costs nothing: what may have been made is not in state, but looked for. */
  readonly isFree?: boolean;
  /** What errors call the operation. Default: `action`. */
  readonly called?: string;
}

/** What is struck, and where. */
export interface Matrix<Panel extends Sandbox, Options> {
  readonly kind: PanelKind<Panel, Options>;
  readonly options: Options;
  /** Default: every kind of fault. */
  readonly faults?: readonly FaultKind[];
  /** Default 4. */
  readonly settleSeconds?: number;
  readonly operations: Readonly<Record<string, StruckOperation<Panel>>>;
  /** How a panel says no, with our English. */
  readonly refusal: string;
  /** The URL that errors name. */
  readonly urlOf: (panel: Panel, action: string) => string;
  /** How many there were made of what a resource is. Left out where the effects of the operations tell. */
  readonly made?: (panel: Panel) => number;
}

/**
 * Every operation, struck by every fault: sent once, carried out once in the end, and never lost from state. The ledger of the panel is the
 * judge.
 */
export function describeMatrix<Panel extends Sandbox, Options>(matrix: Matrix<Panel, Options>): void {
  const { operations, faults = faultKinds, settleSeconds = 4 } = matrix;
  let strikes: Strikes<Panel>;
  let first: Run;
  let inside: Run;
  let settled: Run;
  let unchanged: Outcome;

  beforeAll(async () => {
    strikes = await Strikes.against(matrix.kind, operations, matrix.options, faults);
    await strikes.prepare();
    strikes.strike();
    const patient = { RESELLER_SETTLE_SECONDS: String(settleSeconds) };
    first = await strikes.run(patient);
    inside = await strikes.run(patient);
    settled = await strikes.run({ ...patient, RESELLER_QUARANTINE_MINUTES: "0.0001" });
    unchanged = await strikes.unchanged();
  });

  afterAll(() => strikes.close());

  describe.each(Object.entries(operations))("%s, struck by", (name, operation) => {
    const { action, words, wanted, isQuarantined = false, isUnseen = false } = operation;
    const { called = action.replace(/\/.*/, "") } = operation;

    describe.each(faults)("%s", (fault) => {
      const isDone = isCarriedOut(fault);
      // A slow answer is one.
      const isSeen = isDone && (!isUnseen || fault === "slow");
      const isRepeatedAtOnce = !isSeen && (fault === "refused" || !isQuarantined);
      const said = (run: Run): string => diagnosticsOf(run.text, operation.type, resourceName(name, fault));

      test("is sent once in the run that it strikes, and fails only when it was not carried out", () => {
        expect(first.seen(name, fault), said(first)).toMatchObject({ sent: 1, effects: isDone ? 1 : 0 });
        expect(said(first).includes("error:")).toBe(!isSeen);
      });

      const saysWhatFailed = (): void => {
        expect(said(first)).toContain(`[${called} at ${matrix.urlOf(strikes.panel(name, fault), action)}]`);
        if (fault === "refused") {
          expect(said(first)).toContain(matrix.refusal);
          return;
        }
        expect(said(first)).toMatch(words);
        expect(said(first)).toContain("no trustworthy answer came; it may have been carried out: ");
        expect(said(first)).toMatch(
          /The next `pulumi up` (?:looks|shows it) again|Run `pulumi up` again: it looks at the record first|Run the command again: it looks first/,
        );
      };
      if (!isSeen) test("says what failed, in whose words, and what to do", saysWhatFailed);

      test(`is ${isRepeatedAtOnce ? "repeated by the next run" : "not repeated by the next run"}`, () => {
        expect(inside.seen(name, fault), said(inside)).toMatchObject({
          sent: isRepeatedAtOnce ? 2 : 1,
          effects: isDone || isRepeatedAtOnce ? 1 : 0,
        });
        if (!isDone && !isRepeatedAtOnce) expect(said(inside)).toContain("(reseller:quarantineMinutes)");
      });

      test("has taken effect exactly once when it has settled, on what was made once", () => {
        expect(settled.seen(name, fault), said(settled)).toMatchObject({ sent: isSeen ? 1 : 2, effects: 1 });
        expect(matrix.made?.(strikes.panel(name, fault)) ?? 1).toBe(1);
      });

      test("never loses from state what is there", () => {
        for (const run of [first, inside, settled]) {
          const { effects, ids } = run.seen(name, fault);
          const isGone = wanted === undefined && effects === 1;
          const isDropped = operation.isFree === true || (operation.isOrder === true && fault === "refused");
          const isNotMade = operation.before === undefined && isDropped && effects === 0;
          expect(ids).toHaveLength(isGone || isNotMade ? 0 : 1);
        }
      });
    });
  });

  test("the run that is struck fails, the last one succeeds and leaves nothing to do", async () => {
    expect(first.code).not.toBe(0);
    expect(settled, settled.text).toMatchObject({ code: 0 });
    expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
    for (const { outputs } of await strikes.states()) {
      expect(outputs).not.toHaveProperty("pendingChange");
      expect(["ready", "stopped", "suspended", "locked"]).toContain(outputs.status);
    }
  });
}
