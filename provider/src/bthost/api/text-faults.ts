import { DateTime } from "luxon";
import { say } from "../language/say";

/*
 * What the panel does to every value before it uses it: it cuts blanks off, takes tags out, writes some letters as entities, and puts a
 * blank behind a value that is a word of its query language. What comes back then is not what was sent.
 */

/** A value that is nothing but one of these gets a blank behind it. */
const queryWord =
  /^(?:exp|eq|neq|gt|egt|lt|elt|or|xor|in|not ?in|like|not ?like|between|not ?between|(?:not ?)?between time|(?:not ?)?exists|(?:not ?)?null)$/i;

/** Why a text cannot be sent as it is; `undefined` when it can. The text itself is not quoted: it may be a password. */
export function textFault(value: string): string | undefined {
  if (value !== value.trim()) return say("must not begin or end with a blank: the panel cuts it off");
  if (/[&<>"']/.test(value))
    return say("must not hold any of & < > \" ': the panel stores something else instead");
  if (value.includes("\0")) return say("must not hold a zero byte: the panel takes it out");
  if (queryWord.test(value))
    return say(
      "must not be a word of the panel's query language (such as in, or, like, null): the panel changes it",
    );
  return undefined;
}

/** The last day that the panel's column can hold. */
export const lastDay = "2038-01-19";

/** Why a text is no day that the panel can store, as `YYYY-MM-DD`; `undefined` when it is one. */
export function dayFault(value: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || !DateTime.fromISO(value, { zone: "utc" }).isValid)
    return say("must be a day as YYYY-MM-DD, such as 2030-09-02");
  return value > lastDay
    ? say("must be {lastDay} at the latest: the panel cannot store a later day", { lastDay })
    : undefined;
}
