import Big from "big.js";
import { DateTime } from "luxon";

const zone = "UTC+8";
const format = "yyyy-MM-dd HH:mm:ss";
const aheadMs = 8 * 3_600_000;

/** A time as the panel writes it: `YYYY-MM-DD HH:MM:SS` in UTC+8. Stamps sort as text. */
export const stampOf = (time: Date): string =>
  new Date(time.getTime() + aheadMs).toISOString().slice(0, 19).replace("T", " ");

/** The day of a time in UTC+8, `YYYYMMDD`. */
export const dayOf = (time: Date): string => stampOf(time).slice(0, 10).replaceAll("-", "");

/** Whether the text is a stamp of a time that exists. */
export const isStamp = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) && DateTime.fromFormat(text, format, { zone }).isValid;

const parse = (stamp: string): DateTime => DateTime.fromFormat(stamp, format, { zone });

/** The same day of a later month, or that month's last day. */
export const addMonths = (stamp: string, months: number): string =>
  parse(stamp).plus({ months }).toFormat(format);

export const addDays = (stamp: string, days: number): string => parse(stamp).plus({ days }).toFormat(format);

/** Months from one stamp to a later one, the last month by the part of it that is over. */
function monthsSince(start: string, stamp: string): Big {
  const [first, at] = [parse(start), parse(stamp)];
  const whole = Math.floor(at.diff(first, "months").months);
  const monthStart = first.plus({ months: whole });
  const monthMs = first.plus({ months: whole + 1 }).toMillis() - monthStart.toMillis();
  return new Big(at.toMillis() - monthStart.toMillis()).div(monthMs).plus(whole);
}

/** Months left of a term, counted in the months that its start gives: a term of three is 3 at its start. */
export const monthsLeft = (start: string, end: string, now: string): Big =>
  end <= now ? new Big(0) : monthsSince(start, end).minus(monthsSince(start, now));

/** Which part of a span lies after `now`, 0 to 1. */
export function unusedPart(from: string, to: string, now: string): Big {
  if (to <= now || to <= from) return new Big(0);
  const [start, end, at] = [parse(from), parse(to), parse(now > from ? now : from)];
  return new Big(end.toMillis() - at.toMillis()).div(end.toMillis() - start.toMillis());
}
