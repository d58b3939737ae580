import type { Consent } from "./consent";
import { formatMoney, type Money, type Price } from "./money";
import { say } from "./language/say";
import { inTurn } from "./language/lists";

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

/** One thing that is done at the vendor, as the preview shows it. How it is done: `plan.ts`. */
export interface Step {
  readonly kind: StepKind;
  /** The step in a few words, without its price: `upgrade 5 → 10 Mbps`. */
  readonly words: string;
  /** What it costs when it is made. Left out where a step of this kind costs nothing. */
  readonly due?: Price | undefined;
  /** The most that it may cost by the list, where what is due is not published: what is more a month, for the months that are left. */
  readonly dueAtMost?: Money | undefined;
  /** By how much the price of a month grows. */
  readonly monthlyMore?: Price | undefined;
  readonly spends?: boolean | undefined;
  readonly destroys?: boolean | undefined;
  readonly interrupts?: boolean | undefined;
  /** Whether nobody knows the password until the step is over, which sets it at its end: after an interruption it is set anew. */
  readonly losesPassword?: boolean;
  /** Whether it brings a service back that can do nothing else for now: resume, unlock. */
  readonly restores?: boolean;
  /** Whether it changes nothing but the vendor's record, which the vendor permits also while the service is suspended or locked. */
  readonly isRecordOnly?: boolean;
  /** The consent it needs. */
  readonly consent?: Consent | undefined;
  /** Amounts that must not be larger in `up` than in the preview: months, increments. */
  readonly limits?: Readonly<Record<string, number>> | undefined;
  /** What must be the same in `up` as in the preview: an image, a power state. */
  readonly target?: string | undefined;
  /** What the record shows once it is done, where more than that says that somebody else did the same. */
  readonly expects?: string | undefined;
  /** The arguments that count as applied once the step is confirmed. */
  readonly applies: readonly string[];
}

/** A verb by itself, in words: what was done. @param kind one of {@link stepKinds}, or what an older version wrote. */
export function wordOfKind(kind: string): string {
  const known = stepKinds.find((one) => one === kind);
  return known === undefined ? kind : say(known);
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
      : say("{monthlyMore} more a month", { monthlyMore: formatMoney(monthlyMore) });
  if (due === undefined) return more === undefined ? words : say("{words}: {price}", { words, price: more });
  if (due !== "not published")
    return more === undefined
      ? say("{words}: {price}", { words, price: formatMoney(due) })
      : say("{words}: {price} (then {more})", { words, price: formatMoney(due), more });
  return more === undefined
    ? say("{words} (price not published)", { words })
    : say("{words}: {more} (due now: not published)", { words, more });
}

/** All steps in one line, in the order in which they are made. */
export function lineOfAll(steps: readonly Step[]): string {
  return inTurn(steps.map(lineOf));
}

/** Whether a step spends an amount that nobody publishes. */
export function isUnpublished({ spends, due }: Step): boolean {
  return spends === true && (due === undefined || due === "not published");
}

/** What the steps cost when they are made, as far as the vendor publishes it. */
export function publishedDues(steps: readonly Step[]): readonly Money[] {
  return steps.flatMap(({ due }) => (due === undefined || due === "not published" ? [] : [due]));
}

/** What limits count: what is published, and where nothing is, the most that it may be. */
export function boundedDues(steps: readonly Step[]): readonly Money[] {
  return steps.flatMap(({ due, dueAtMost }) => {
    const most = due === undefined || due === "not published" ? dueAtMost : due;
    return most === undefined ? [] : [most];
  });
}

/** Whether any step spends money. */
export function spends(steps: readonly Step[]): boolean {
  return steps.some((step) => step.spends === true);
}
