import { DateTime } from "luxon";
import { say } from "./language/say";
import { listed } from "./language/lists";

/** A rolling renewal: when fewer than `whenDaysLeft` days are left, renew `months` (more where that is not enough). */
export interface KeepPaid {
  readonly whenDaysLeft: number;
  readonly months: number;
}

/** What decides how long a service is to be paid for. Dates are `YYYY-MM-DD` in the vendor's zone. */
export interface TermWish {
  readonly months?: number | undefined;
  readonly renewUntil?: string | undefined;
  readonly keepPaid?: KeepPaid | undefined;
}

/** What the vendor sells: the terms of one call, and the longest life of a service. */
export interface TermOffer {
  /** Months that one purchase or renewal may have. */
  readonly months: readonly number[];
  /** Years after its start beyond which a service cannot be paid for. */
  readonly lifeYears?: number | undefined;
  /** Where that holds, in words. Default `on this line`. */
  readonly place?: string | undefined;
  readonly timeZone: string;
}

/** Ten years: no vendor sells longer, and it bounds every search here. */
const longestTermMonths = 120;

/** The fewest months (0 or more) after `from` for which the date of expiry in the vendor's zone is not before `until`. */
export function monthsUntil(from: string, until: string, timeZone: string): number {
  const start = DateTime.fromISO(from, { zone: timeZone });
  const wanted = DateTime.fromISO(until, { zone: timeZone });
  for (let months = 0; months <= longestTermMonths; months += 1) {
    if (start.plus({ months }).startOf("day") >= wanted.startOf("day")) return months;
  }
  return longestTermMonths + 1;
}

/**
 * The terms whose sum is the smallest reachable one that is at least `months`, in the fewest calls, longest first.
 * `undefined` when nothing on offer reaches it within ten years.
 */
export function termsFor(months: number, offered: readonly number[]): readonly number[] | undefined {
  const terms = [...new Set(offered)].filter((term) => term > 0).sort((a, b) => b - a);
  const longest = terms[0];
  if (longest === undefined || months > longestTermMonths) return undefined;
  const fewest: (readonly number[] | undefined)[] = [[]];
  for (let total = 1; total < months + longest; total += 1) {
    fewest[total] = terms
      .map((term) => {
        const rest = fewest[total - term];
        return rest === undefined ? undefined : [term, ...rest];
      })
      .filter((calls) => calls !== undefined)
      .sort((a, b) => a.length - b.length)[0];
    const found = fewest[total];
    if (total >= months && found !== undefined) return [...found].sort((a, b) => b - a);
  }
  return undefined;
}

/** The expiry after `months` more. */
export function expiryAfter(expiresAt: string, months: number, timeZone: string): string {
  const later = DateTime.fromISO(expiresAt, { zone: timeZone }).plus({ months });
  return later.toISO({ suppressMilliseconds: true }) ?? expiresAt;
}

function expiryAfterCalls(expiresAt: string, calls: readonly number[], timeZone: string): string {
  return calls.reduce((end, months) => expiryAfter(end, months, timeZone), expiresAt);
}

/** The fewest calls that reach the date. Each counts from the end of the one before, where a month's last days may be lost. */
function callsUntil(from: string, until: string, offer: TermOffer): readonly number[] | undefined {
  for (let months = monthsUntil(from, until, offer.timeZone); ; months += 1) {
    const calls = termsFor(months, offer.months);
    if (calls === undefined || dateOf(expiryAfterCalls(from, calls, offer.timeZone), offer.timeZone) >= until)
      return calls;
  }
}

/** The date of an instant in the vendor's zone: `2027-06-30`. */
export function dateOf(instant: string, timeZone: string): string {
  return DateTime.fromISO(instant, { zone: timeZone }).toISODate() ?? instant;
}

/** Whole days from `now` to `expiresAt`; negative once it is past. */
export function daysLeft(expiresAt: string, now: Date): number {
  return Math.floor((Date.parse(expiresAt) - now.getTime()) / 86_400_000);
}

/** Either the calls to make, or why the wish cannot be met, with the argument that asks for it. */
export type TermPlan =
  | { readonly calls: readonly number[] }
  | { readonly property: "months" | "renewUntil" | "keepPaid"; readonly reason: string };

function ascending(offer: TermOffer): readonly number[] {
  return offer.months.toSorted((left, right) => left - right);
}

function offerText(offer: TermOffer): string {
  return say("the terms on offer are {months} months", { months: listed(offer.months) });
}

function withinLife(
  calls: readonly number[],
  expiresAt: string,
  startedAt: string,
  offer: TermOffer,
): boolean {
  if (offer.lifeYears === undefined || offer.lifeYears <= 0) return true;
  const months = calls.reduce((sum, term) => sum + term, 0);
  // Terms that follow each other lose days at the ends of months, and never gain any. To reckon in a zone is slow.
  if (expiresAt === startedAt && months <= offer.lifeYears * 12) return true;
  const end = DateTime.fromISO(expiryAfterCalls(expiresAt, calls, offer.timeZone), { zone: offer.timeZone });
  return end <= DateTime.fromISO(startedAt, { zone: offer.timeZone }).plus({ years: offer.lifeYears });
}

function checkedLife(
  property: "months" | "renewUntil" | "keepPaid",
  calls: readonly number[],
  expiresAt: string,
  startedAt: string,
  offer: TermOffer,
): TermPlan {
  if (withinLife(calls, expiresAt, startedAt, offer)) return { calls };
  const lifeYears = offer.lifeYears ?? 0;
  const reason =
    offer.place === undefined
      ? say("a service on this line lives {lifeYears} years at most", { lifeYears })
      : say("a service {place} lives {lifeYears} years at most", { place: offer.place, lifeYears });
  return { property, reason };
}

/**
 * The term of a purchase made now: `months`, or what `renewUntil` needs if that is longer, and what `keepPaid` would renew
 * at once. The first call buys, the others renew.
 */
export function planPurchaseTerm(wish: TermWish, offer: TermOffer, now: Date): TermPlan {
  const start = now.toISOString();
  // A date says how long: without `months` the shortest term will do where it is enough.
  const asked = wish.months ?? (wish.renewUntil === undefined ? 1 : (ascending(offer)[0] ?? 1));
  if (!offer.months.includes(asked))
    return {
      property: "months",
      reason: say("{asked} months is not sold: {offer}", { asked, offer: offerText(offer) }),
    };
  const needed = wish.renewUntil === undefined ? 0 : monthsUntil(start, wish.renewUntil, offer.timeZone);
  const calls =
    needed <= asked || wish.renewUntil === undefined ? [asked] : callsUntil(start, wish.renewUntil, offer);
  if (calls === undefined) {
    return {
      property: "renewUntil",
      reason: say("{renewUntil} cannot be reached: {offer}", {
        renewUntil: wish.renewUntil ?? "",
        offer: offerText(offer),
      }),
    };
  }
  const rolling = rollingAtOnce(wish, offer, calls, now);
  if ("reason" in rolling) return rolling;
  return checkedLife(
    needed <= asked ? "months" : "renewUntil",
    [...calls, ...rolling.calls],
    start,
    start,
    offer,
  );
}

/** What `keepPaid` would renew right after a purchase by these calls. */
function rollingAtOnce(
  { keepPaid }: TermWish,
  offer: TermOffer,
  calls: readonly number[],
  now: Date,
): TermPlan {
  if (keepPaid === undefined) return { calls: [] };
  const start = now.toISOString();
  const paid = { startedAt: start, expiresAt: expiryAfterCalls(start, calls, offer.timeZone) };
  // A moment after the purchase the last day has begun already.
  return planRenewal({ keepPaid }, offer, paid, new Date(now.getTime() + 86_400_000));
}

/** No service is kept that long after its end; it bounds the search. */
const mostCallsBack = 120;

/**
 * What brings a service that has ended back into its term, counted from its old end. A vendor may as well count from today: so
 * the least that is asked for, again and again, and less of it where that is enough.
 */
function callsBack(expiresAt: string, { months }: KeepPaid, offer: TermOffer, now: Date): readonly number[] {
  const least = ascending(offer).find((term) => term >= months);
  const calls: number[] = [];
  if (least === undefined) return calls;
  while (
    calls.length < mostCallsBack &&
    Date.parse(expiryAfterCalls(expiresAt, calls, offer.timeZone)) <= now.getTime()
  )
    calls.push(least);
  return calls;
}

/** The renewals that are due: none while the arguments are met by what is paid already. */
export function planRenewal(
  wish: TermWish,
  offer: TermOffer,
  paid: { readonly startedAt: string; readonly expiresAt: string },
  now: Date,
): TermPlan {
  if (wish.renewUntil !== undefined) {
    if (monthsUntil(paid.expiresAt, wish.renewUntil, offer.timeZone) === 0) return { calls: [] };
    const calls = callsUntil(paid.expiresAt, wish.renewUntil, offer);
    if (calls === undefined)
      return {
        property: "renewUntil",
        reason: say("{renewUntil} cannot be reached: {offer}", {
          renewUntil: wish.renewUntil,
          offer: offerText(offer),
        }),
      };
    return checkedLife("renewUntil", calls, paid.expiresAt, paid.startedAt, offer);
  }
  const { keepPaid } = wish;
  if (keepPaid === undefined || daysLeft(paid.expiresAt, now) >= keepPaid.whenDaysLeft) return { calls: [] };
  const back = callsBack(paid.expiresAt, keepPaid, offer, now);
  if (back.length > 0) {
    const expiresAt = expiryAfterCalls(paid.expiresAt, back, offer.timeZone);
    const rest = planRenewal(wish, offer, { ...paid, expiresAt }, now);
    if ("reason" in rest) return rest;
    return checkedLife("keepPaid", [...back, ...rest.calls], paid.expiresAt, paid.startedAt, offer);
  }
  const enough = (months: number) =>
    daysLeft(expiryAfter(paid.expiresAt, months, offer.timeZone), now) >= keepPaid.whenDaysLeft;
  const term = ascending(offer).find((months) => months >= keepPaid.months && enough(months));
  if (term === undefined) {
    const reason = say("no single renewal keeps {whenDaysLeft} days paid: {offer}", {
      whenDaysLeft: keepPaid.whenDaysLeft,
      offer: offerText(offer),
    });
    return { property: "keepPaid", reason };
  }
  return checkedLife("keepPaid", [term], paid.expiresAt, paid.startedAt, offer);
}
