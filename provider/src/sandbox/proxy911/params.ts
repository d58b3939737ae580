import { z } from "zod";

/** Package types that accounts and packages can have. */
export const accountTypes = [9, 11, 14, 25] as const;

/** All product types, as orders have them. */
export const orderTypes = [3, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28] as const;

const isOneOf = (values: readonly number[]) => (value: number) => values.includes(value);

/** A whole number of 0 or more in a query. */
const digits = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** A whole number of 1 or more in a query. */
export const positive = digits.refine((value) => value > 0);

/** A page size in a query. */
export const pageSize = positive.refine((value) => value <= 100, "at most 100");

export const queriedType = digits.refine(isOneOf(accountTypes));
export const queriedOrderType = digits.refine(isOneOf(orderTypes));
export const queriedStatus = (...values: number[]) => digits.refine(isOneOf(values));

/** The type of an account in a body. */
export const accountType = z.int().refine(isOneOf(accountTypes));

export const tradeNo = z.string().regex(/^\d{28}$/);
export const countryCode = z.string().regex(/^[A-Z]{2}$/);

export const username = z.string().regex(/^[A-Za-z0-9]+$/, "letters and digits only");
export const password = z.string().regex(/^[A-Za-z0-9]{6,16}$/, "6 to 16 letters and digits");

/** How much room a text takes: a Chinese character counts twice. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, letter) => width + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);

export const remark = z
  .string()
  .refine((text) => widthOf(text) <= 64, "at most 32 Chinese or 64 Latin characters");

/** A comma list, without blanks and without empty members. */
export const commaList = <Member extends z.ZodType<unknown, string>>(member: Member) =>
  z
    .string()
    .min(1)
    .transform((list) => list.split(","))
    .pipe(z.array(member));
