import { DateTime } from "luxon";
import { z } from "zod";
import { text, wallClock } from "../../core/wire/scalars";

/*
 * How the controller writes single values: everything is text, nothing is `""` or not there. Ids are read strictly (a row
 * without one spoils the reply); what cannot be read elsewhere becomes `undefined`, because the vendor documents no rows.
 */

export { flag, optionalWord as word, plainText, secretText, text } from "../../core/wire/scalars";

/** The id of a record: digits. Must be there. */
export const id = text.pipe(z.string("must be there").regex(/^\d+$/, "must be an id, in digits"));

/** A name that must be there. */
export const name = text.pipe(z.string("must be there"));

/** The id of another record; `undefined` for none, which the controller also writes as 0 or below. */
export const optionalId = text.transform((value) =>
  value !== undefined && /^\d+$/.test(value) && Number(value) > 0 ? value : undefined,
);

/** The id of what may be taken out: `"none"` when it is, `undefined` when the controller does not say. */
export const removableId = z
  .unknown()
  .transform((value) =>
    value === undefined || value === null ? undefined : (optionalId.parse(value) ?? "none"),
  );

/** A number, whole or not; `undefined` for nothing and for what is none. */
export const number = text.transform((value) =>
  value !== undefined && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined,
);

/** Values between commas; empty for nothing. */
export const list = text.transform((value) =>
  (value ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** The same, where the controller may not tell them: `undefined` then, which is not none. */
export const toldList = z
  .unknown()
  .transform((value) => (value === undefined ? undefined : list.parse(value)));

/** Whether something is there; `undefined` when the controller does not tell. */
export const isThere = z
  .unknown()
  .transform((value) => (value === undefined ? undefined : text.parse(value) !== undefined));

/** A time in Unix seconds, or as `2022-08-29 00:00:16` (or with a `T`) on the controller's wall, as ISO 8601 with the zone's offset. */
export function time(timeZone: string) {
  const read = wallClock(timeZone);
  return text.transform((value) => {
    if (value === undefined || value === "0") return undefined;
    if (!/^\d{9,11}$/.test(value)) return read(value);
    return (
      DateTime.fromSeconds(Number(value), { zone: timeZone }).toISO({ suppressMilliseconds: true }) ??
      undefined
    );
  });
}

/** `20190816`, or `2019-08-16` with a time or without, as `2019-08-16`; `undefined` for nothing and for what is no date. */
export const date = text.transform((value) => {
  const [, year = "", month = "", day = ""] = /^(\d{4})-?(\d\d)-?(\d\d)(?:[ T].*)?$/.exec(value ?? "") ?? [];
  const moment = DateTime.fromISO(`${year}-${month}-${day}`, { zone: "utc" });
  return moment.isValid ? moment.toISODate() : undefined;
});
