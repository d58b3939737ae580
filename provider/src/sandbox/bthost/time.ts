import { DateTime } from "luxon";

/** The zone that installations have unless somebody changes it. */
const zone = "UTC+8";
const format = "yyyy-MM-dd";

/** The day of a time in Unix seconds. */
export const dayOf = (seconds: number): string => DateTime.fromSeconds(seconds, { zone }).toFormat(format);

/** The start of a day, Unix seconds. */
export const secondsOf = (day: string): number => DateTime.fromFormat(day, format, { zone }).toSeconds();

/** Whether PHP reads and writes the text as the same day: zeros in front, and a day that exists. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromFormat(text, format, { zone }).isValid;
