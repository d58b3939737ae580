import { z } from "zod";
import { registerSecret } from "../core/redact";
import { text } from "./scalars";

/** Where a field stands on the wire and how it is read. */
export interface Field<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly schema: S;
}

type Fields = Readonly<Record<string, Field>>;
type Value<F> = F extends Field<infer S> ? z.output<S> : never;
type OptionalKeys<F extends Fields> = { [K in keyof F]: undefined extends Value<F[K]> ? K : never }[keyof F];

/** The object that a table of fields reads: what may be missing is optional. */
export type RecordOf<F extends Fields> = {
  readonly [K in keyof F as K extends OptionalKeys<F> ? never : K]: Value<F[K]>;
} & {
  readonly [K in keyof F as K extends OptionalKeys<F> ? K : never]?: Exclude<Value<F[K]>, undefined>;
};

/** A row with what the table does not name, as the controller wrote it. */
export type RowOf<F extends Fields> = RecordOf<F> & {
  readonly otherFields: Readonly<Record<string, string>>;
};

/** One line of a table: our name on the left, and here the wire's name and the reading. */
export function at<S extends z.ZodType>(name: string, schema: S): Field<S> {
  return { name, schema };
}

const wireRecord = z.record(z.string(), z.unknown(), "must be an object");
const secretName = /pass|pwd|token|secret|key/i;

/** A schema that reads a wire record into ours by a table of fields. Keys without a value are left out. */
export function record<F extends Fields>(fields: F) {
  return wireRecord.transform((wire, context): RecordOf<F> => {
    const ours: Record<string, unknown> = {};
    for (const [ourName, { name, schema }] of Object.entries(fields)) {
      const read = schema.safeParse(wire[name]);
      if (!read.success) {
        for (const { message, path } of read.error.issues) {
          context.addIssue({ code: "custom", message, path: [name, ...path] });
        }
      } else if (read.data !== undefined) {
        ours[ourName] = read.data;
      }
    }
    // The loop has set every key from the schema of the same field: more than the type checker can follow.
    return ours as RecordOf<F>;
  });
}

/** The same for rows whose fields the vendor does not document: what the table does not name is kept in `otherFields`. */
export function row<F extends Fields>(fields: F) {
  const named = new Set(Object.values(fields).map(({ name }) => name));
  const known = record(fields);
  return wireRecord.transform((wire, context): RowOf<F> => {
    const read = known.safeParse(wire);
    if (!read.success) {
      for (const { message, path } of read.error.issues) context.addIssue({ code: "custom", message, path });
      return z.NEVER;
    }
    const otherFields: Record<string, string> = {};
    for (const [name, value] of Object.entries(wire)) {
      const other = named.has(name) ? undefined : text.parse(value);
      if (other === undefined) continue;
      if (secretName.test(name)) registerSecret(other);
      otherFields[name] = other;
    }
    return { ...read.data, otherFields };
  });
}
