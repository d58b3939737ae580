import { UNKNOWN } from "../../core/arguments";
import type { Farewell } from "../../core/approval";
import { costOf } from "../../core/brakes";
import { leavingOf as leavingOfMany } from "../../core/collection/leaving";
import { messageOf, ResellerError } from "../../core/errors";
import { leavingOf, type Leaving } from "../../core/flow/leaving";
import { argumentsIn, isSame, type Properties } from "../../core/flow/resource";
import { recall } from "../../core/flow/state";
import { isPaid } from "../../core/flow/words";
import { money, type Money } from "../../core/money";
import type { PlanLine } from "../../core/plan-file";
import { isUnbounded, stepOf, type PlannedStep } from "../../core/planned-step";
import { isKept } from "../../core/run-settings";
import { lineOf } from "../../core/step";
import { nameOf } from "../../core/urn";
import { unfold } from "../../pulumi/state";
import { isMark, type Handled, type Surroundings } from "./kinds";
import type { EngineStep, Preview, State } from "./preview";
import { say } from "../language/say";

/** The price of a month: known, `unknown`, or none for what has no term. */
export type Monthly = Money | "unknown" | undefined;

/** What is to become of one resource. */
export interface PlanRow {
  readonly urn: string;
  readonly name: string;
  /** `BaremetalServer`. */
  readonly type: string;
  /** What the engine does: `create`, `update`, `replace`, `delete`, `same`. */
  readonly operation: string;
  /** The kinds of its steps, and `replace`, `delete`, `refund`, `keep`. */
  readonly kinds: readonly string[];
  readonly steps: readonly PlannedStep[];
  /** Everything in words, a line for each step. */
  readonly what: readonly string[];
  /** Which arguments changed, and how. */
  readonly why: readonly string[];
  /** What it costs when it is made, by currency, as far as that is published or bounded. */
  readonly dueNow: readonly Money[];
  /** Whether of some of that only the most is known. */
  readonly isAtMost: boolean;
  /** Steps whose price nobody knows, and arguments that may make it cost more, in words. */
  readonly unknownDue: readonly string[];
  readonly monthlyBefore: Monthly;
  readonly monthlyAfter: Monthly;
  /** What becomes of the service that leaves state. */
  readonly leaving?: (Leaving & { readonly urn: string }) | undefined;
  readonly warnings: readonly string[];
  /** Why the stack's brakes or an approval refuse it. */
  readonly refused?: string | undefined;
}

function textOf(value: unknown): string {
  if (value === undefined) return say("not set");
  if (value === UNKNOWN) return say("not known yet");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The arguments that changed, as they were and as they are to be. */
function changesOf({ oldState, newState, diffReasons, replaceReasons }: EngineStep): string[] {
  const before = argumentsIn(oldState?.inputs ?? {});
  const after = argumentsIn(newState?.inputs ?? {});
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const own = [...keys].filter((key) => !isSame(before[key], after[key]));
  // What is secret looks the same on both sides.
  const told = [...(diffReasons ?? []), ...(replaceReasons ?? [])].map(
    (path) => path.split(/[.[]/)[0] ?? path,
  );
  const secret = told.filter((key) => keys.has(key) && !own.includes(key));
  return [
    ...own.map((key) =>
      say("{key}: {before} → {after}", { key, before: textOf(before[key]), after: textOf(after[key]) }),
    ),
    ...new Set(secret.map((key) => say("{key}: changed", { key }))),
  ];
}

/** Whether it was replaced in an earlier run and still waits for its deletion. */
function isCondemned({ op, oldState }: EngineStep): boolean {
  return op === "delete" && oldState?.delete === true;
}

function whyOf(step: EngineStep, line: PlanLine | undefined): string[] {
  const { op, oldState, newState } = step;
  if (op === "delete") return [isCondemned(step) ? say("replaced before") : say("not declared any more")];
  if (oldState === undefined || oldState === null) {
    const { adopt } = newState?.inputs ?? {};
    return [adopt === undefined ? say("new") : say("adopt: {id}", { id: textOf(adopt) })];
  }
  const changes = changesOf(step);
  if (changes.length > 0) return changes;
  const given = newState?.inputs ?? {};
  const applied = new Set((line?.steps ?? []).flatMap(({ applies }) => applies));
  const asked = [...applied].filter((key) => given[key] !== undefined);
  return asked.map((key) => say("{key}: {value}", { key, value: textOf(given[key]) }));
}

function monthlyIn(estimate: unknown): unknown {
  return typeof estimate === "object" && estimate !== null
    ? Reflect.get(estimate, "monthlyPrice")
    : undefined;
}

function isPriced({ kind }: Handled): boolean {
  return kind !== undefined && isPaid(kind);
}

/** What a month costs by an invoice (`estimate`). */
function monthlyBy(estimate: unknown, handled: Handled, currency: string): Monthly {
  const price = monthlyIn(estimate);
  if (typeof price === "string") return money(price, currency);
  const hasNoTerm = typeof estimate === "object" && estimate !== null;
  return hasNoTerm || !isPriced(handled) ? undefined : "unknown";
}

/** What a month of what is in state costs. */
function monthlyOf(state: State, outputs: Properties, handled: Handled, currency: string): Monthly {
  const { monthlyPrice } = outputs;
  if (typeof monthlyPrice === "string") return money(monthlyPrice, currency);
  return monthlyBy(state.inputs.estimate ?? outputs.estimate, handled, currency);
}

/** What becomes of a service, where only its arguments are known. */
function farewellOf(does: Farewell, id: string): string {
  if (does === "keep") return say("keep {id}", { id });
  if (does === "refuse") return say("refuse {id}", { id });
  return does === "refund" ? say("refund {id}", { id }) : say("delete {id}", { id });
}

/** What becomes of what leaves state. */
function leavingIn(
  step: EngineStep,
  state: State,
  outputs: Properties,
  handled: Handled,
  { accountOf, settings }: Surroundings,
): Leaving {
  const { kind, collection } = handled;
  const choice = state.inputs.onDelete;
  const plain = (does: Farewell): Leaving => ({ id: state.id, does, words: farewellOf(does, state.id) });
  try {
    if (kind !== undefined)
      return leavingOf(kind, recall(kind, outputs), state.id, accountOf(step), settings.keep);
  } catch {
    // A state of another version, or one whose secrets cannot be read here: then its arguments have to do.
  }
  if (collection === undefined) {
    const isListed = isKept(settings.keep, { kind: handled.type, id: state.id });
    if (choice === "keep" || isListed) return plain("keep");
    return plain(choice === "refuse" ? "refuse" : "delete");
  }
  const { does, keeps } = leavingOfMany(collection, state.id, choice, settings.keep);
  if (does !== "delete") return plain(does);
  const open = Object.entries(outputs).filter(([key]) => !collection.secretOutputs.includes(key));
  const members = collection.membersIn(Object.fromEntries(open));
  const kept = members.filter(keeps).length;
  const words = { count: members.length - kept, many: collection.words.many, kept };
  if (kept === 0) return { ...plain("delete"), words: say("delete all {count} {many}", words) };
  return {
    ...plain(kept === members.length ? "keep" : "delete"),
    words: say("delete {count} {many} and keep {kept} (listed in reseller:keep)", words),
  };
}

/** The resource as one row. */
function rowOf(
  step: EngineStep,
  line: PlanLine | undefined,
  handled: Handled,
  around: Surroundings,
): PlanRow {
  const { op, urn, oldState, newState } = step;
  const outputs = unfold(oldState?.outputs ?? {});
  const ownUrn = typeof outputs.__urn === "string" ? outputs.__urn : urn;
  const currency = line?.currency ?? (typeof outputs.currency === "string" ? outputs.currency : "");
  const isGoing = op === "delete" || op === "replace";
  const leaving = isGoing && oldState ? leavingIn(step, oldState, outputs, handled, around) : undefined;
  const steps = op === "delete" ? [] : (line?.steps ?? []);
  const cost = costOf(steps.map(stepOf));
  const unpriced = steps.map(stepOf).filter(isUnbounded);
  const open = (line?.priceDependsOn ?? []).map((key) => say("{key} is not known yet", { key }));
  const before = oldState ? monthlyOf(oldState, outputs, handled, currency) : undefined;
  const invoice = newState?.inputs.estimate;
  const after =
    invoice === undefined && op !== "create" && op !== "replace"
      ? before
      : monthlyBy(invoice, handled, currency);
  return {
    urn,
    name: nameOf(urn),
    type: handled.type,
    operation: op,
    kinds: [
      ...new Set([
        ...(op === "replace" ? ["replace"] : []),
        ...steps.map(({ kind }) => kind),
        ...(op === "delete" ? ["delete"] : []),
        ...(leaving === undefined ? [] : [leaving.does]),
      ]),
    ],
    steps,
    what: [
      ...(steps.length === 0 && line !== undefined && line.words !== "" && op !== "delete"
        ? [line.words]
        : []),
      ...steps.map((one) => lineOf(stepOf(one))),
      ...(leaving === undefined ? [] : [leaving.words]),
    ],
    why: whyOf(step, line),
    dueNow: cost.totals,
    isAtMost: cost.isAtMost,
    unknownDue: [...unpriced.map(lineOf), ...open],
    // What was replaced before is counted with its successor only.
    monthlyBefore: isCondemned(step) ? undefined : before,
    monthlyAfter: op === "delete" ? undefined : after,
    leaving: leaving && { ...leaving, urn: ownUrn },
    warnings: line?.warnings ?? [],
    refused: line?.refused ?? refusalOf(leaving, ownUrn, around),
  };
}

/** Why a deletion is not allowed or not approved: the engine asks nobody in a preview. */
function refusalOf(
  leaving: Leaving | undefined,
  urn: string,
  { approvals, settings: { allowSteps } }: Surroundings,
): string | undefined {
  if (leaving === undefined) return undefined;
  const isGivenBack = leaving.does === "refund" || leaving.does === "delete";
  if (isGivenBack && allowSteps?.includes("release") === false)
    return say(
      '"{farewell}" is not allowed here. reseller:allowSteps is {allowSteps}; add "release" to allow it',
      { farewell: leaving.words, allowSteps: JSON.stringify(allowSteps) },
    );
  try {
    for (const approval of approvals) approval.assertDelete(urn, leaving.id);
    return undefined;
  } catch (error) {
    if (error instanceof ResellerError) return messageOf(error);
    throw error;
  }
}

/** All resources of this package, what stays as it is too; and what is to become of those of others. */
export function rowsOf(
  { steps, lines }: Preview,
  around: Surroundings,
): {
  readonly rows: readonly PlanRow[];
  readonly others: readonly { readonly urn: string; readonly operation: string }[];
} {
  // A refresh comes first with a step of its own; of what was replaced before there are two.
  const byResource = new Map<string, EngineStep>();
  for (const step of steps)
    byResource.set(`${step.urn} ${isCondemned(step) ? (step.oldState?.id ?? "") : ""}`, step);
  const rows: PlanRow[] = [];
  const others: { urn: string; operation: string }[] = [];
  for (const step of byResource.values()) {
    const isOwn = (step.newState ?? step.oldState)?.custom === true;
    if (!isOwn || step.urn.includes("::pulumi:providers:") || step.op === "read" || isMark(step)) continue;
    const handled = around.handledOf(step);
    const isExternal = (step.newState ?? step.oldState)?.external === true;
    if (handled !== undefined && !isExternal) rows.push(rowOf(step, lines.get(step.urn), handled, around));
    else if (!isExternal && step.op !== "same") others.push({ urn: step.urn, operation: step.op });
  }
  const shown = new Set(rows.map(({ urn }) => urn));
  // What fails a check is no step of the engine's.
  const refused = [...lines.values()].filter((line) => line.refused !== undefined && !shown.has(line.urn));
  return { rows: [...rows, ...refused.map(refusedRow)], others };
}

/** A resource of which the engine has no step, because the stack's brakes or an approval refuse it. */
function refusedRow(line: PlanLine): PlanRow {
  const steps = line.steps.map(stepOf);
  return {
    urn: line.urn,
    name: nameOf(line.urn),
    type: /(\w+)::[^:]*$/.exec(line.urn)?.[1] ?? "",
    operation: "refused",
    kinds: [...new Set(steps.map(({ kind }) => kind))],
    steps: line.steps,
    what: steps.map(lineOf),
    why: [],
    dueNow: costOf(steps).totals,
    isAtMost: costOf(steps).isAtMost,
    unknownDue: steps.filter(isUnbounded).map(lineOf),
    monthlyBefore: undefined,
    monthlyAfter: undefined,
    warnings: line.warnings,
    refused: line.refused,
  };
}

/** Whether anything is to become of a resource. */
export function isChange({ operation, what }: PlanRow): boolean {
  return operation !== "same" && (operation !== "refresh" || what.length > 0);
}
