import type { Fault } from "./errors";
import { exceeds, formatMoney, sum, type Money, type Price } from "./money";

/** The verbs of every vendor, in the words of the preview and of `reseller:allowSteps`. */
export const stepKinds = [
  "buy",
  "create",
  "upgrade",
  "downgrade",
  "cancelDowngrade",
  "renew",
  "reinstall",
  "revert",
  "password",
  "power",
  "reboot",
  "settings",
  "release",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** The arguments by which a user consents to a step that hurts. */
export type Consent = "allowReinstall" | "allowPowerCycle";

/**
 * One call to the vendor, as the preview shows it and as `up` makes it. What a noun needs to make the call is in
 * `detail`; everything else is for the flow.
 */
export interface Step<Detail = unknown> {
  readonly kind: StepKind;
  /** The step in a few words, without its price: `upgrade 5 → 10 Mbps`. */
  readonly words: string;
  /** What it costs when it is made. Left out where a step of this kind costs nothing. */
  readonly due?: Price | undefined;
  /** By how much the price of a month grows. */
  readonly monthlyMore?: Price | undefined;
  readonly spends?: boolean;
  readonly destroys?: boolean;
  readonly interrupts?: boolean;
  /** Whether nobody knows the password until the step is over, which sets it at its end: after an interruption it is set anew. */
  readonly losesPassword?: boolean;
  /** Whether it brings a service back that can do nothing else for now: resume, unlock. */
  readonly restores?: boolean;
  /** Whether it changes nothing but the vendor's record, which the vendor permits also while the service is suspended or locked. */
  readonly isRecordOnly?: boolean;
  /** The consent it needs, and the argument that asks for the step. */
  readonly consent?: { readonly by: Consent; readonly property: string; readonly image?: string } | undefined;
  /** Amounts that must not be larger in `up` than in the preview: months, increments. */
  readonly limits?: Readonly<Record<string, number>>;
  /** What must be the same in `up` as in the preview: an image, a power state. */
  readonly target?: string | undefined;
  /** What the record shows once it is done, where more than that says that somebody else did the same. */
  readonly expects?: string | undefined;
  /** The arguments that count as applied once the step is confirmed. */
  readonly applies: readonly string[];
  readonly detail: Detail;
}

/** What is to be done, what forbids it, and what the user should know. */
export interface Plan<Detail = unknown> {
  readonly steps: readonly Step<Detail>[];
  readonly faults: readonly Fault[];
  /** What is not sent for now because the outcome of an earlier call is unknown: `up` looks, and sends none of it. */
  readonly held?: readonly Fault[];
  readonly warnings: readonly string[];
  /** Where the live record and what we confirmed ourselves do not agree: nothing that depends on it may be sent. */
  readonly disagreements?: readonly string[];
  /** Arguments whose change only a new service can carry out. */
  readonly replaces: readonly string[];
}

/** Whether a step makes a new thing: it is bought, or made where nothing has a price. */
export function isOrder({ kind }: Step): boolean {
  return kind === "buy" || kind === "create";
}

/** Whether a step must have been shown before it may be run: what is paid, destroys, interrupts, or moves the power. */
export function isGuarded(step: Step): boolean {
  const isVerb = isOrder(step) || step.kind === "power";
  return isVerb || step.spends === true || step.destroys === true || step.interrupts === true;
}

/** The step with its price: `upgrade 5 → 10 Mbps: CNY 50.00 more a month (due now: not published)`. */
export function lineOf(step: Step): string {
  const { due, monthlyMore, words } = step;
  const more =
    monthlyMore === undefined || monthlyMore === "not published"
      ? undefined
      : `${formatMoney(monthlyMore)} more a month`;
  if (due === undefined) return more === undefined ? words : `${words}: ${more}`;
  if (due !== "not published")
    return `${words}: ${formatMoney(due)}${more === undefined ? "" : ` (then ${more})`}`;
  return more === undefined ? `${words} (price not published)` : `${words}: ${more} (due now: not published)`;
}

/** All steps in one line, in the order in which they are made. */
export function lineOfAll(steps: readonly Step[]): string {
  return steps.map(lineOf).join("; then ");
}

/** What the steps cost when they are made, as far as the vendor publishes it. */
export function publishedDues(steps: readonly Step[]): readonly Money[] {
  return steps.flatMap(({ due }) => (due === undefined || due === "not published" ? [] : [due]));
}

/** Whether any step spends money. */
export function spends(steps: readonly Step[]): boolean {
  return steps.some((step) => step.spends === true);
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
 */
export function beyondPlan(shown: readonly Step[], live: readonly Step[]): readonly Step[] {
  const allowed = allowancesOf(shown);
  const asked = allowancesOf(live.filter(isGuarded));
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
  return live.filter((step) => isGuarded(step) && isBeyond(step));
}

/** What a purchase with these arguments costs by the vendor's published prices. Amounts are decimal strings in the account's currency. */
export interface Estimate {
  /** What the purchase costs, a decimal string. */
  readonly purchasePrice: string;
  /** What a month of it costs, a decimal string; left out of what has no term. */
  readonly monthlyPrice?: string;
  /** Each item with its quantity, its unit price and where that comes from: one line, because the engine's time grows with properties. */
  readonly words: string;
}

/** The price of a month in an estimate. */
export function monthlyPriceOf({ monthlyPrice }: Estimate, currency: string): Money | undefined {
  return monthlyPrice === undefined ? undefined : { amount: monthlyPrice, currency };
}
