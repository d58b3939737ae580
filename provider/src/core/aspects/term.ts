import type { Aspect, Part, Situation } from "./aspect";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { dateOf, daysLeft, expiryAfter, planRenewal, type TermOffer, type TermWish } from "../term";
import { say } from "../language/say";

/** A renewal is shown for so many days before the end, where nothing else makes one. */
const warningDays = 7;

/** `1 month`, `2 months`. */
export function monthsOf(count: number): string {
  return count === 1 ? say("{count} month", { count }) : say("{count} months", { count });
}

/** `1 day`, `2 days`. */
export function daysOf(count: number): string {
  return count === 1 ? say("{count} day", { count }) : say("{count} days", { count });
}

/** What the user should know of an end that is near, and that nothing puts off. */
export function nearEnd(
  { expiresAt, status }: Pick<CommonObserved, "expiresAt" | "status">,
  { keepPaid }: TermWish,
  now: Date,
): readonly string[] {
  if (expiresAt === undefined || status === "expired" || keepPaid !== undefined) return [];
  const left = daysLeft(expiresAt, now);
  if (left > warningDays) return [];
  return [
    say("expires in {days}, and nothing will renew it: set `renewUntil` or `keepPaid`", {
      days: daysOf(Math.max(0, left)),
    }),
  ];
}

/** A day that is over is mistyped more often than meant. */
export function pastDate({ renewUntil }: TermWish, now: Date, timeZone: string): string[] {
  if (renewUntil === undefined || renewUntil >= dateOf(now.toISOString(), timeZone)) return [];
  return [say("`renewUntil` {renewUntil} is over: it renews nothing", { renewUntil })];
}

/** A renewal that covers no more days than these is said: a date a little earlier does without it. */
const fewDays = 3;

/** What the user should know of a last renewal that is bought for a day or two. @param date until when it is paid without it. */
function forFewDays({ renewUntil }: TermWish, months: number, date: string): string[] {
  if (renewUntil === undefined) return [];
  const days = Math.round((Date.parse(renewUntil) - Date.parse(date)) / 86_400_000);
  if (days > fewDays) return [];
  return [
    say("the last renewal, of {months}, is bought for {days}: without it, it is paid until {date}", {
      months: monthsOf(months),
      days: daysOf(days),
      date,
    }),
  ];
}

/** What is said where two arguments say how long a service is paid for. */
export const excludesRenewUntil = () =>
  say("excludes `renewUntil`: one says a date, the other a rolling term");

/** What a renewal costs, and its call. */
export interface Renewal<O> extends Pick<Change<O>, "due" | "calls"> {
  /** Where the price comes from, when the vendor may ask another one. */
  readonly note?: string | undefined;
}

/** The step that renews for some months. @param until the end of the term then, ISO 8601. */
export function renewStep<O>(
  months: number,
  until: string,
  timeZone: string,
  { due, calls, note }: Renewal<O>,
): Change<O> {
  const renewed = { months: monthsOf(months), date: dateOf(until, timeZone) };
  return {
    kind: "renew",
    words:
      note === undefined
        ? say("renew {months}, paid until {date}", renewed)
        : say("renew {months}, paid until {date} ({note})", { ...renewed, note }),
    due,
    spends: true,
    limits: { months },
    expects: until,
    applies: ["renewUntil", "keepPaid"],
    calls,
  };
}

/**
 * How long a service is paid for, by months: renewed to a date (`renewUntil`) or again and again (`keepPaid`).
 * @param offerOf what the vendor sells; `undefined` when it could not be had.
 * @param confirmedEnd the end that the vendor has confirmed, where its record does not show it yet.
 * @param renewal the price of one call, and the call.
 */
export function term<A extends TermWish, O extends CommonObserved, C>({
  offerOf,
  confirmedEnd = () => undefined,
  refusal = () => undefined,
  renewal,
}: {
  readonly offerOf: (situation: Situation<A, O, C>) => TermOffer | undefined;
  readonly confirmedEnd?: (situation: Situation<A, O, C>) => string | undefined;
  /** Why the vendor sells no renewal, in words. */
  readonly refusal?: (situation: Situation<A, O, C>) => string | undefined;
  readonly renewal: (situation: Situation<A, O, C>, months: number) => Renewal<O>;
}): Aspect<A, O, C> {
  const renewals = (situation: Situation<A, O, C>): Part<O> => {
    const { wanted, observed, now } = situation;
    const { boughtAt, startedAt = boughtAt, status } = observed;
    const expiresAt = confirmedEnd(situation) ?? observed.expiresAt;
    if (startedAt === undefined || expiresAt === undefined) return {};
    const { timeZone } = situation.account;
    const offer = offerOf(situation);
    const plan = planRenewal(wanted, offer ?? { months: [], timeZone }, { startedAt, expiresAt }, now);
    if ("reason" in plan) {
      const reason = say("cannot be planned: the catalogue, which has the terms, cannot be had");
      return { faults: [offer === undefined ? { ...plan, reason } : plan] };
    }
    const refused = plan.calls.length === 0 ? undefined : refusal(situation);
    if (refused !== undefined)
      return {
        faults: [{ property: wanted.renewUntil === undefined ? "keepPaid" : "renewUntil", reason: refused }],
      };
    let [beforeLast, until] = [expiresAt, expiresAt];
    const steps = plan.calls.map((months) => {
      beforeLast = until;
      until = expiryAfter(until, months, timeZone);
      return renewStep(months, until, timeZone, renewal(situation, months));
    });
    if (steps.length > 1 && status === "expired")
      return {
        steps,
        warnings: [
          say(
            "it has expired: where the panel counts a renewal from today, fewer of them are made than are shown",
          ),
        ],
      };
    const last = plan.calls.at(-1);
    const warnings =
      last === undefined
        ? nearEnd({ expiresAt, status }, wanted, now)
        : forFewDays(wanted, last, dateOf(beforeLast, timeZone));
    return { steps, warnings };
  };

  return {
    pricedBy: ["renewUntil", "keepPaid"],
    rules: ({ renewUntil, keepPaid }) =>
      renewUntil === undefined || keepPaid === undefined
        ? []
        : [{ property: "keepPaid", reason: excludesRenewUntil() }],
    marks: ({ expiresAt }) => ({ renew: expiresAt ?? "" }),
    plan(situation) {
      const part = renewals(situation);
      const { before, wanted, recorded } = situation;
      const isEdited =
        recorded !== undefined && before.months !== undefined && wanted.months !== before.months;
      const edited = say("`months` is the term of the purchase: editing it does nothing, use `renewUntil`");
      const warnings = [...(part.warnings ?? []), ...(isEdited ? [edited] : [])];
      return {
        ...part,
        warnings: [...warnings, ...pastDate(wanted, situation.now, situation.account.timeZone)],
      };
    },
  };
}
