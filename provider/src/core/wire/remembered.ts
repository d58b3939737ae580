import { z } from "zod";
import { inOurLanguage } from "../language/zod-words";

/** How many rows are remembered: twice as many at the most. */
const leastRows = 10_000;

/** The values of the latest texts. */
class Latest<Value> {
  #recent = new Map<string, Value>();
  #before = new Map<string, Value>();

  get(text: string): Value | undefined {
    const value = this.#recent.get(text) ?? this.#before.get(text);
    if (value !== undefined) this.set(text, value);
    return value;
  }

  set(text: string, value: Value): void {
    if (this.#recent.size >= leastRows && !this.#recent.has(text)) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, value);
  }
}

/**
 * A schema that reads a row once for as long as a panel repeats it letter by letter: lists are read again and again while something is
 * waited for, and hardly a row of them changes. What it returns is shared, so nobody may change it. A row that does not fit is read
 * anew each time.
 */
export function remembered<Row extends z.ZodType>(schema: Row) {
  const latest = new Latest<z.output<Row>>();
  return z.unknown().transform((wire, context): z.output<Row> => {
    const text = JSON.stringify(wire ?? null);
    const known = latest.get(text);
    if (known !== undefined) return known;
    const read = schema.safeParse(wire, inOurLanguage);
    if (read.success) {
      latest.set(text, read.data);
      return read.data;
    }
    for (const { message, path } of read.error.issues)
      context.addIssue({ code: "custom", message, path: [...path] });
    return z.NEVER;
  });
}
