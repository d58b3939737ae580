import { z } from "zod";
import { registerSecret } from "../../core/redact";
import { record, wireRecord, type Fields, type RecordOf } from "../../core/wire/table";
import { text } from "./scalars";
import { inOurLanguage } from "../../core/language/zod-words";

/** For lists that may hold nothing but names: a text stands for the row that has it in this field, and nothing else. */
export function rowOrText<Row extends z.ZodType>(field: string, schema: Row) {
  return z.preprocess((value) => (typeof value === "string" ? { [field]: value } : value), schema);
}

/** A row with what the table does not name, as the controller wrote it. */
export type RowOf<F extends Fields> = RecordOf<F> & {
  /** What else the controller sends, as it writes it. */
  readonly otherFields: Readonly<Record<string, string>>;
};

const secretName = /pass|pwd|token|secret|key/i;

/** A schema for rows whose fields the vendor does not document: what the table does not name is kept in `otherFields`. */
export function row<F extends Fields>(fields: F) {
  const named = new Set<string>(Object.values(fields).flatMap(({ names }) => names));
  const known = record(fields);
  return wireRecord.transform((wire, context): RowOf<F> => {
    const read = known.safeParse(wire, inOurLanguage);
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
