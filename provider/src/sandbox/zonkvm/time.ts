import Big from "big.js";
import { DateTime } from "luxon";

const zone = "UTC+8";
const format = "yyyy-MM-dd HH:mm:ss";

const parse = (stamp: string): DateTime => DateTime.fromFormat(stamp, format, { zone });

/** A time as the panel writes it: `YYYY-MM-DD HH:MM:SS` in UTC+8. Stamps sort as text. */
export const stampOf = (atMs: number): string => DateTime.fromMillis(atMs, { zone }).toFormat(format);

/** The time in a chart: `YYYY-MM-DD HH:MM`. */
export const minuteOf = (atMs: number): string =>
  DateTime.fromMillis(atMs, { zone }).toFormat("yyyy-MM-dd HH:mm");

export const millisOf = (stamp: string): number => parse(stamp).toMillis();

/** Whether the text is a stamp of a time that exists. */
export const isStamp = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) && parse(text).isValid;

/** The same day of a later month, or that month's last day. */
export const addMonths = (stamp: string, months: number): string =>
  parse(stamp).plus({ months }).toFormat(format);

export const addDays = (stamp: string, days: number): string => parse(stamp).plus({ days }).toFormat(format);

/** How many months must be added to reach a later stamp; the last one may reach beyond it. */
export function monthsUpTo(start: string, end: string): number {
  let months = 0;
  while (addMonths(start, months) < end) months += 1;
  return months;
}

/** Months left of a term, counted from its end; the first of them by the part that is left. */
export function monthsLeft(end: string, now: string): Big {
  if (end <= now) return new Big(0);
  let whole = 0;
  while (addMonths(end, -whole - 1) >= now) whole += 1;
  const [from, to, at] = [
    parse(end).minus({ months: whole + 1 }),
    parse(end).minus({ months: whole }),
    parse(now),
  ];
  return new Big(to.toMillis() - at.toMillis()).div(to.toMillis() - from.toMillis()).plus(whole);
}

/** Which part of a span lies after `now`, 0 to 1. */
export function unusedPart(from: string, to: string, now: string): Big {
  if (to <= now || to <= from) return new Big(0);
  const [start, end, at] = [millisOf(from), millisOf(to), millisOf(now > from ? now : from)];
  return new Big(end - at).div(end - start);
}
