import { DateTime } from "luxon";
import { z } from "zod";
import { text } from "../../core/wire/scalars";
import { say } from "../language/say";

/*
 * How the controller writes single values: everything is text, nothing is `""` or not there. Ids are read strictly (a row
 * without one spoils the reply); what cannot be read elsewhere becomes `undefined`, because the vendor documents no rows.
 */

export {
  flag,
  id,
  number,
  optionalWord as word,
  plainText,
  secretText,
  text,
  unixTime as time,
} from "../../core/wire/scalars";

/** A name that must be there. */
export const name = text.pipe(z.string({ error: () => say("must be there") }));

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

/** `20190816`, or `2019-08-16` with a time or without, as `2019-08-16`; `undefined` for nothing and for what is no date. */
export const date = text.transform((value) => {
  const [, year = "", month = "", day = ""] = /^(\d{4})-?(\d\d)-?(\d\d)(?:[ T].*)?$/.exec(value ?? "") ?? [];
  const moment = DateTime.fromISO(`${year}-${month}-${day}`, { zone: "utc" });
  return moment.isValid ? moment.toISODate() : undefined;
});
