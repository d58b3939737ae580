import { z } from "zod";

/** `z.object`, with the doc comments of its fields in its type: zod's own loses them, and editors show nothing. */
export const documentedObject = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S> => z.object(shape);

/** `z.strictObject`, with the doc comments of its fields too. */
export const documentedStrictObject = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape);
