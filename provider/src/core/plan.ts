import type { Account } from "./account";
import type { CheckFailure } from "./errors";
import { exceeds, sum, type Money, type Price } from "./money";
import type { CommonObserved } from "./observed";
import { isGuarded, type Step, type StepKind } from "./step";

/** What a call needs besides what its step knows. */
export interface CallContext {
  readonly account: Account;
  /** The token of the purchase, to be put where the vendor echoes it. */
  readonly token: string;
  /** The password in force, or the one to set. */
  readonly password: string | undefined;
  /** A decimal number of up to 18 digits, unique for each call. */
  readonly orderNumber: string;
  readonly now: Date;
  /** Outputs that belong to the kind alone, as they are so far. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The password of a call that sets one. */
export function passwordIn({ password }: CallContext): string {
  if (password !== undefined) return password;
  throw new TypeError("a call that sets a password was made without one");
}

/** What a look for the effect of a call found; `unseen` when the panel never shows one of this kind. */
export type Sight = "nothing" | "begun" | "done" | "unseen";

/** One call to the vendor and how to tell that it took effect. */
export interface Call<O = CommonObserved> {
  /** Makes the call, once. What it returns is merged into the outputs. */
  send(): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Whether the record shows the effect. */
  isDone(observed: O): boolean;
  /** Whether the record shows that it is under way, other than by being busy. */
  isBegun?(observed: O): boolean;
  /** Whether the record shows nothing of the effect but being busy, perhaps a moment later: then one pause comes before the first look. */
  readonly lags?: boolean;
  /**
   * Looks for the effect where the record does not tell it, or not all of it: then this decides, and `isDone` is asked afterwards.
   * @param isAnswered whether the vendor answered that it does it.
   */
  look?(isAnswered: boolean): Promise<Sight>;
}

/** What the reply to an order tells of what it made. */
export interface Placed<O = CommonObserved> {
  /** Left out where the vendor only says that it is done: then what is new is looked for. */
  readonly observed?: O | undefined;
  /** Its id, where the reply tells no more than that. */
  readonly serviceId?: string | undefined;
  /** What only the reply tells, for the outputs. */
  readonly outputs?: Readonly<Record<string, unknown>> | undefined;
}

/** The step that makes a service. */
export interface Order<O = CommonObserved> extends Step {
  /** Sends the order, once. */
  place(context: CallContext): Promise<Placed<O>>;
}

/** A step that changes a service which is there. */
export interface Change<O = CommonObserved> extends Step {
  /** Its calls: one, or several that only make sense one after the other (stop, set, start). None: nothing can be done at the vendor. */
  calls(observed: O, context: CallContext): readonly Call<O>[];
}

/** What is to be done, what forbids it, and what the user should know. */
export interface Plan<O = CommonObserved> {
  /** Comes before all steps. */
  readonly order?: Order<O> | undefined;
  readonly steps: readonly Change<O>[];
  readonly faults: readonly CheckFailure[];
  /** What is not sent for now because the outcome of an earlier call is unknown: `up` looks, and sends none of it. */
  readonly held?: readonly CheckFailure[];
  readonly warnings: readonly string[];
  /** Where the live record and what we confirmed ourselves do not agree: nothing that depends on it may be sent. */
  readonly disagreements?: readonly string[];
  /** Arguments whose change only a new service can carry out. */
  readonly replaces: readonly string[];
}

/** A plan in which nothing is to be done. */
export const emptyPlan = { steps: [], faults: [], warnings: [], replaces: [] } as const satisfies Plan;

/** Everything that a plan does, in the order in which it is done. */
export function stepsOf({
  order,
  steps,
}: {
  readonly order?: Step | undefined;
  readonly steps: readonly Step[];
}): readonly Step[] {
  return order === undefined ? steps : [order, ...steps];
}

interface Allowance {
  limits: Map<string, number>;
  targets: Set<string>;
  /** What steps of this kind cost in all, by currency; "not published" as soon as one price is not. */
  due: Bill;
  monthlyMore: Bill;
}

type Bill = ReadonlyMap<string, Money> | "not published";

function billWith(bill: Bill, price: Price | undefined): Bill {
  if (price === undefined) return bill;
  if (bill === "not published" || price === "not published") return "not published";
  const { currency } = price;
  const before = bill.get(currency);
  return new Map([...bill, [currency, before === undefined ? price : sum([before, price], currency)]]);
}

/** Whether more is asked for than was shown. A price that was shown as not published bounds nothing; one that is no longer published is held by none. */
function isDearer(shown: Bill, live: Bill): boolean {
  if (shown === "not published") return false;
  if (live === "not published") return true;
  return [...live].some(([currency, money]) => exceeds(money, shown.get(currency)?.amount ?? "0"));
}

function allowancesOf(steps: readonly Step[]): Map<StepKind, Allowance> {
  const byKind = new Map<StepKind, Allowance>();
  for (const step of steps) {
    const allowance = byKind.get(step.kind) ?? {
      limits: new Map<string, number>(),
      targets: new Set<string>(),
      due: new Map(),
      monthlyMore: new Map(),
    };
    for (const [name, amount] of Object.entries(step.limits ?? {})) {
      allowance.limits.set(name, (allowance.limits.get(name) ?? 0) + amount);
    }
    allowance.targets.add(step.target ?? "");
    allowance.due = billWith(allowance.due, step.due);
    allowance.monthlyMore = billWith(allowance.monthlyMore, step.monthlyMore);
    byKind.set(step.kind, allowance);
  }
  return byKind;
}

/**
 * The guarded steps among `live` that the preview did not show, or showed smaller or cheaper. An empty list means that `live` may
 * be run: doing less than was shown is fine, more never is.
 * @param isHeld which of them count. Default: those that are guarded.
 */
export function beyondPlan(
  shown: readonly Step[],
  live: readonly Step[],
  isHeld: (step: Step) => boolean = isGuarded,
): readonly Step[] {
  const allowed = allowancesOf(shown);
  const asked = allowancesOf(live.filter(isHeld));
  const isBeyond = (step: Step): boolean => {
    const allowance = allowed.get(step.kind);
    const wish = asked.get(step.kind);
    if (allowance === undefined || wish === undefined) return true;
    if (!allowance.targets.has(step.target ?? "")) return true;
    if (isDearer(allowance.due, wish.due) || isDearer(allowance.monthlyMore, wish.monthlyMore)) return true;
    return Object.keys(step.limits ?? {}).some(
      (name) => (wish.limits.get(name) ?? 0) > (allowance.limits.get(name) ?? 0),
    );
  };
  return live.filter((step) => isHeld(step) && isBeyond(step));
}
