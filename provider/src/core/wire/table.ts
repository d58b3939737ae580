import { z } from "zod";
import { say } from "../language/say";
import { inOurLanguage } from "../language/zod-words";

/** Where a field stands on the wire, under the first of its names that is there, and how it is read. */
export interface Field<S extends z.ZodType = z.ZodType> {
  readonly names: readonly [string, ...string[]];
  readonly schema: S;
}

export type Fields = Readonly<Record<string, Field>>;
type Value<F> = F extends Field<infer S> ? z.output<S> : never;
type OptionalKeys<F extends Fields> = { [K in keyof F]: undefined extends Value<F[K]> ? K : never }[keyof F];

/** The object that a table of fields reads: what may be missing is optional. */
export type RecordOf<F extends Fields> = {
  readonly [K in keyof F as K extends OptionalKeys<F> ? never : K]: Value<F[K]>;
} & {
  readonly [K in keyof F as K extends OptionalKeys<F> ? K : never]?: Exclude<Value<F[K]>, undefined>;
};

/**
 * A record with what it shares with others, as their file says it: the declarations of another file keep no comments of what is spread into a
 * table there.
 */
export type With<Shared, T> = Omit<T, keyof Shared> & Shared;

/** One line of a table: our name on the left, and here the wire's name, the reading, and other wire names. */
export function at<S extends z.ZodType>(name: string, schema: S, ...otherNames: string[]): Field<S> {
  return { names: [name, ...otherNames], schema };
}

/** A record of the wire, whatever is in it. */
export const wireRecord = z.record(z.string(), z.unknown(), { error: () => say("must be an object") });

/** A schema that reads a wire record into ours by a table of fields. Keys without a value are left out. */
export function record<F extends Fields>(fields: F) {
  return wireRecord.transform((wire, context): RecordOf<F> => {
    const ours: Record<string, unknown> = {};
    for (const [ourName, { names, schema }] of Object.entries(fields)) {
      const name = names.find((candidate) => (wire[candidate] ?? undefined) !== undefined) ?? names[0];
      const read = schema.safeParse(wire[name], inOurLanguage);
      if (!read.success) {
        for (const issue of read.error.issues) {
          context.addIssue({ code: "custom", message: issue.message, path: [name, ...issue.path] });
        }
      } else if (read.data !== undefined) {
        ours[ourName] = read.data;
      }
    }
    // The loop has set every key from the schema of the same field: more than the type checker can follow.
    return ours as RecordOf<F>;
  });
}
