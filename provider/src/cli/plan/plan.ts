import { approvalText, type ApprovalBody } from "../../core/approval";
import { formatMoney, isZero, sumsOf, type Money } from "../../core/money";
import { excessOf, wordsOfLimit, wordsOfMoney, type SpendLimit } from "../../core/spend-limit";
import { counted } from "../report/words";
import { listed, clauses } from "../../core/language/lists";
import { isChange, type Monthly, type PlanRow } from "./rows";
import { changeWords, mostWords } from "./words";
import { say } from "../language/say";

/** What a plan is held against. */
export interface Limits {
  readonly maxDueNow?: SpendLimit | undefined;
  readonly maxMonthly?: SpendLimit | undefined;
  /** Kinds of rows that are forbidden. */
  readonly failOn: readonly string[];
  /** Whether prices that nobody knows are let through. */
  readonly allowUnknown: boolean;
}

/** What `reseller plan` says, in the shape of its JSON. */
export interface Plan {
  /** Raised when the meaning of a key changes. */
  readonly version: 1;
  readonly project: string;
  readonly stack: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** All of it in one line. */
  readonly headline: string;
  /** Only what changes. */
  readonly resources: readonly PlanRow[];
  /** By currency: what is due now, and what a month of the whole stack costs before and after, unchanged resources included. */
  readonly totals: readonly Total[];
  /** Prices that nobody knows, of what changes. */
  readonly unknown: readonly {
    readonly name: string;
    readonly of: "due now" | "per month";
    readonly words: string;
  }[];
  /** How many unchanged resources are paid for at a price that nobody knows. */
  readonly unknownUnchanged: number;
  /** What is above a limit or forbidden, in words: exit code 3 when there is any. */
  readonly objections: readonly string[];
  /** Why the preview failed, in the engine's words. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  /** What changes and is not of this package: its prices are not known here. */
  readonly others: readonly { readonly urn: string; readonly operation: string }[];
}

/** The sums of one currency, as decimal strings. */
export interface Total {
  readonly currency: string;
  readonly dueNow: string;
  readonly monthlyBefore: string;
  readonly monthlyAfter: string;
}

const moneyIn = (prices: readonly Monthly[]): Money[] =>
  prices.filter((one): one is Money => one !== undefined && one !== "unknown");

function totalsOf(rows: readonly PlanRow[]): Total[] {
  const due = sumsOf(rows.flatMap(({ dueNow }) => dueNow));
  const before = sumsOf(moneyIn(rows.map(({ monthlyBefore }) => monthlyBefore)));
  const after = sumsOf(moneyIn(rows.map(({ monthlyAfter }) => monthlyAfter)));
  const currencies = new Set([...due, ...before, ...after].map(({ currency }) => currency));
  const of = (sums: readonly Money[], currency: string): string =>
    sums.find((one) => one.currency === currency)?.amount ?? "0.00";
  return [...currencies].toSorted().map((currency) => ({
    currency,
    dueNow: of(due, currency),
    monthlyBefore: of(before, currency),
    monthlyAfter: of(after, currency),
  }));
}

function unknownIn(changes: readonly PlanRow[]): Plan["unknown"][number][] {
  return changes.flatMap(({ name, unknownDue, monthlyAfter }) => [
    ...unknownDue.map((words) => ({ name, of: "due now" as const, words })),
    ...(monthlyAfter === "unknown"
      ? [{ name, of: "per month" as const, words: say("the price of a month is not published") }]
      : []),
  ]);
}

function objectionsTo(
  changes: readonly PlanRow[],
  totals: readonly Total[],
  unknown: Plan["unknown"],
  { maxDueNow, maxMonthly, failOn, allowUnknown }: Limits,
): string[] {
  const held = [
    { of: "due now" as const, option: "--max-due-now", limit: maxDueNow, key: "dueNow" as const },
    { of: "per month" as const, option: "--max-monthly", limit: maxMonthly, key: "monthlyAfter" as const },
  ];
  const overLimits = held.flatMap(({ of, option, limit, key }) => {
    if (limit === undefined) return [];
    const sums = totals.map((total) => ({ amount: total[key], currency: total.currency }));
    const excess = excessOf(sums, limit);
    const open = allowUnknown ? [] : unknown.filter((one) => one.of === of);
    return [
      ...(excess === undefined
        ? []
        : [
            say("{of}: {excess} is over {option} {limit}", {
              of: say(of),
              excess,
              option,
              limit: wordsOfLimit(limit),
            }),
          ]),
      ...open.map(({ name, words }) =>
        say("{name}: {words}: what nobody knows is over any {option} (--allow-unknown lets it through)", {
          name,
          words,
          option,
        }),
      ),
    ];
  });
  const forbidden = changes.flatMap(({ name, kinds }) =>
    kinds
      .filter((kind) => failOn.includes(kind))
      .map((kind) => say("{name}: {kind} is forbidden here (--fail-on)", { name, kind })),
  );
  const refused = changes.flatMap(({ name, refused: why }) =>
    why === undefined ? [] : [ofResource(name, why)],
  );
  return [...refused, ...forbidden, ...overLimits];
}

/** What is said of a resource, behind its name. */
const ofResource = (name: string, words: string): string => say("{name}: {words}", { name, words });

/** How many resources there are of each kind of change: `buy 2, refund 1`. */
function countsOf(changes: readonly PlanRow[]): string {
  const counts = new Map<string, number>();
  for (const { kinds, operation } of changes) {
    const said = kinds.filter((kind) => kind !== "delete" || kinds.length === 1);
    for (const kind of said.length === 0 ? [operation] : said) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return listed(
    [...counts].map(([kind, count]) => say("{change} {count}", { change: changeWords(kind), count })),
  );
}

/** What a month costs: `CNY 860.00 → CNY 910.00 a month`. */
function monthWords({ currency, monthlyBefore, monthlyAfter }: Total): string {
  const before = formatMoney({ amount: monthlyBefore, currency });
  const after = formatMoney({ amount: monthlyAfter, currency });
  return say("{price} a month", { price: before === after ? after : `${before} → ${after}` });
}

function headlineOf(
  where: string,
  changes: readonly PlanRow[],
  totals: readonly Total[],
  {
    unknown,
    isRefused,
    isFailed,
  }: { readonly unknown: number; readonly isRefused: boolean; readonly isFailed: boolean },
): string {
  const due = totals
    .map(({ dueNow: amount, currency }) => ({ amount, currency }))
    .filter((total) => !isZero(total));
  const monthly = totals.filter(
    ({ monthlyBefore, monthlyAfter }) => Number(monthlyBefore) + Number(monthlyAfter) > 0,
  );
  const nothing = isFailed ? say("the preview failed") : say("nothing to do");
  const parts = [
    ...(changes.length === 0
      ? [nothing]
      : [
          countsOf(changes),
          due.length === 0
            ? say("nothing due now")
            : say("{sums} due now", {
                sums: mostWords(
                  wordsOfMoney(due),
                  changes.some(({ isAtMost }) => isAtMost),
                ),
              }),
        ]),
    ...monthly.map(monthWords),
    ...(unknown === 0 ? [] : [say("{prices} not known", { prices: counted(unknown, "price") })]),
  ];
  const all = { where, parts: clauses(parts) };
  if (isRefused) return say("REFUSED: {where}: {parts}", all);
  return isFailed ? say("FAILED: {where}: {parts}", all) : say("{where}: {parts}", all);
}

/** The plan of a stack, held against limits. */
export function planOf(
  {
    project,
    stack,
    failures,
  }: { readonly project: string; readonly stack: string; readonly failures: readonly string[] },
  { rows, others }: { readonly rows: readonly PlanRow[]; readonly others: Plan["others"] },
  limits: Limits,
  now: Date,
): Plan {
  const changes = rows.filter(isChange);
  const totals = totalsOf(rows);
  const unknown = unknownIn(changes);
  const objections = objectionsTo(changes, totals, unknown, limits);
  const refusals = changes.flatMap(({ refused = [] }) => refused);
  return {
    version: 1,
    project,
    stack,
    madeAt: now.toISOString(),
    headline: headlineOf(`${project}/${stack}`, changes, totals, {
      unknown: unknown.length,
      isRefused: objections.length > 0,
      isFailed: failures.length > 0,
    }),
    resources: changes,
    totals,
    unknown,
    unknownUnchanged: rows.filter((row) => !isChange(row) && row.monthlyAfter === "unknown").length,
    objections,
    failures: failures.filter((words) => !refusals.some((refusal) => words.includes(refusal))),
    warnings: rows.flatMap(({ name, warnings }) => warnings.map((words) => ofResource(name, words))),
    others,
  };
}

/** The plan as an approval (`reseller:approved`). */
export function approvalOf({ project, stack, madeAt, resources, totals }: Plan): string {
  const byUrn = new Map<string, ApprovalBody["resources"][number]>();
  const of = (urn: string) => byUrn.get(urn) ?? { urn, steps: [], deletes: [] };
  for (const { urn, steps, leaving } of resources) {
    if (steps.length > 0) byUrn.set(urn, { ...of(urn), steps: [...steps] });
    if (leaving === undefined) continue;
    const { id, does } = leaving;
    const before = of(leaving.urn);
    byUrn.set(leaving.urn, { ...before, deletes: [...before.deletes, { id, does }] });
  }
  return approvalText({
    version: 1,
    project,
    stack,
    madeAt,
    resources: [...byUrn.values()],
    totals: totals.map(({ currency, dueNow }) => ({ currency, due: dueNow })),
  });
}
