import { DateTime } from "luxon";
import type { Aspect, Part, Situation } from "./aspect";
import { excludesRenewUntil, nearEnd } from "./term";
import type { CheckFailure } from "../errors";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { dateOf, daysLeft, type KeepPaid } from "../term";
import { say } from "../language/say";

/** What decides when a service ends, where the vendor is told a date. Dates are `YYYY-MM-DD` in the vendor's zone. */
export interface EndWish {
  readonly expiresOn?: string | undefined;
  readonly renewUntil?: string | undefined;
  readonly keepPaid?: KeepPaid | undefined;
}

const properties = ["expiresOn", "renewUntil", "keepPaid"] as const;

/** The first instant of a date in a zone, ISO 8601. */
export function startOf(date: string, timeZone: string): string {
  return DateTime.fromISO(date, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? date;
}

/** The later one of two dates. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** The first date of those that terms of so many months lead to by which enough days are left. */
function rolled(from: string, { whenDaysLeft, months }: KeepPaid, now: Date, timeZone: string): string {
  const first = DateTime.fromISO(from, { zone: timeZone });
  let end = first;
  for (let count = 1; daysLeft(end.toISO() ?? from, now) < whenDaysLeft; count += 1)
    end = first.plus({ months: months * count });
  return end.toISODate() ?? from;
}

/**
 * The date on which a service is to end: never before `renewUntil`, and by `keepPaid` not too soon. `undefined` where nothing asks for one.
 * @param current the date on which it ends now, or is asked to end.
 */
export function wishedEnd(
  { renewUntil, keepPaid }: EndWish,
  current: string | undefined,
  now: Date,
  timeZone: string,
): string | undefined {
  const end = later(current, renewUntil);
  if (keepPaid === undefined) return end;
  const today = dateOf(now.toISOString(), timeZone);
  if (end !== undefined && daysLeft(startOf(end, timeZone), now) >= keepPaid.whenDaysLeft) return end;
  return rolled(later(end, today) ?? today, keepPaid, now, timeZone);
}

/**
 * When a service ends, by a date that is set as it is: to one (`expiresOn`), to one at least (`renewUntil`), again and again (`keepPaid`).
 * @param calls how the end is set.
 * @param latest the last date that the vendor can keep.
 */
export function endDate<A extends EndWish, O extends CommonObserved, C>({
  calls,
  latest,
}: {
  readonly calls: (situation: Situation<A, O, C>, date: string) => Change<O>["calls"];
  readonly latest: string;
}): Aspect<A, O, C> {
  const tooLate = (property: string, date: string): CheckFailure => ({
    property,
    reason: say("{date} is later than the panel can keep: {latest} is the last day", { date, latest }),
  });
  return {
    pricedBy: ["renewUntil", "keepPaid"],
    rules: ({ expiresOn, renewUntil, keepPaid }) => [
      ...Object.entries({ expiresOn, renewUntil }).flatMap(([property, date]) =>
        date !== undefined && date > latest ? [tooLate(property, date)] : [],
      ),
      ...(renewUntil === undefined || keepPaid === undefined
        ? []
        : [{ property: "keepPaid", reason: excludesRenewUntil() }]),
    ],
    plan(situation): Part<O> {
      const { wanted, observed, now, isChanged, account, unknown } = situation;
      if (properties.some((key) => unknown.has(key))) return {};
      const { timeZone } = account;
      const current = observed.expiresAt === undefined ? undefined : dateOf(observed.expiresAt, timeZone);
      // What a person has set in the panel since stays, until the program says another date.
      const set = isChanged("expiresOn") ? (wanted.expiresOn ?? current) : current;
      const end = wishedEnd(wanted, set, now, timeZone);
      if (end === undefined || end === current) return { warnings: nearEnd(observed, wanted, now) };
      if (end > latest)
        return { faults: [tooLate(wanted.keepPaid === undefined ? "renewUntil" : "keepPaid", end)] };
      const isShorter = current !== undefined && end < current;
      const isOver = daysLeft(startOf(end, timeZone), now) < 0;
      const step: Change<O> = {
        kind: isShorter ? "settings" : "renew",
        words: isShorter
          ? say("let it end on {end}, before {current}", { end, current })
          : say("renew until {end}", { end }),
        target: end,
        expects: end,
        // To a date that is over nothing is brought back.
        ...(isShorter ? {} : { restores: !isOver }),
        applies: properties,
        calls: calls(situation, end),
      };
      return { steps: [step], warnings: isOver ? [say("it ends on {end}, which is over", { end })] : [] };
    },
  };
}
