import { z } from "zod";
import { malformed, refused, type ZonkvmRefusal } from "./refusal";
import { isStamp } from "./time";

/* How the panel reads single parameters. All of a form is text; an empty one counts as not sent. Inside a JSON object a number may be one. */

const nothing = z.literal("").transform(() => undefined);

/** May be left out or be empty: both are `undefined`. */
export const optional = <Shape extends z.ZodType>(shape: Shape) => z.union([nothing, shape]).optional();

export const text = z.string().min(1);
/** Text that may be empty, but must be sent. */
export const anyText = z.string();

/** A whole number within bounds, without sign or leading zeros. */
export const integer = (least: number, most: number) =>
  z
    .union([z.string().regex(/^(0|[1-9]\d{0,9})$/), z.int()])
    .transform(Number)
    .refine((value) => value >= least && value <= most);

/** The number of an order. A prefix with an underscore is taken off: `server_1001` is 1001. */
export const guid = z
  .string()
  .regex(/^([A-Za-z]+_)*[1-9]\d{0,9}$/)
  .transform((value) => Number(value.replace(/^.*_/, "")));

/** The GUID of something in the catalogue: digits that no number holds. */
export const catalogGuid = z.string().regex(/^(\d{16}|\d{20})$/);

export const page = integer(1, 1e6);
export const months = integer(1, 120);
export const flag = integer(0, 1).transform((value) => value === 1);
export const clientUserId = integer(0, 2_147_483_647);
export const clientOrderNo = z.string().regex(/^[\w-]{1,64}$/);
export const newPassword = z.string().min(6).max(64);
export const port = integer(1, 65_535);
export const stamp = z.string().refine(isStamp);
export const millis = z
  .string()
  .regex(/^\d{13}$/)
  .transform(Number);

/** Disk sizes in GB: `40,80`. */
export const disks = z
  .string()
  .regex(/^[1-9]\d{0,5}(,[1-9]\d{0,5})*$/)
  .transform((value) => value.split(",").map(Number));

/** A JSON object or array: as one text, or by PHP's brackets, in which every single value is a text. */
export const json = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((given) => (typeof given === "string" && given !== "" ? parsed(given) : given), shape);

function parsed(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return given;
  }
}

/** The first fault of parameters, in the panel's words. */
export function complaint(error: z.ZodError): ZonkvmRefusal {
  const [issue] = error.issues;
  if (issue?.input === undefined || issue.input === "") return refused.missing;
  const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
  return malformed([...issue.path.map(String), ...keys].join("."));
}
