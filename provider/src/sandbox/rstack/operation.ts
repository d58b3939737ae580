import type { z } from "zod";
import type { RstackPanel } from "./panel";
import { complaint } from "./params";

/** An operation of the controller. */
export interface RstackOperation {
  /** Changes something. */
  readonly writes: boolean;
  /** Answers rows: nothing is said when there are none. */
  readonly queries: boolean;
  /**
   * Checks everything first, then acts.
   * @returns the body of the reply
   * @throws RstackRefusal having changed nothing
   */
  run(panel: RstackPanel, params: Record<string, string>): string;
}

const operation =
  (manner: { writes: boolean; queries: boolean }) =>
  <Shape extends z.ZodType>(
    shape: Shape,
    act: (panel: RstackPanel, params: z.output<Shape>) => string,
  ): RstackOperation => ({
    ...manner,
    run: (panel, params) => {
      const parsed = shape.safeParse(params);
      if (!parsed.success) throw complaint(parsed.error, params);
      return act(panel, parsed.data);
    },
  });

/** Builds an operation that changes something. */
export const command = operation({ writes: true, queries: false });
/** Builds an operation that lists rows. */
export const query = operation({ writes: false, queries: true });
/** Builds an operation that reads one thing. */
export const reading = operation({ writes: false, queries: false });

export const done = "0";
export const doneWith = (data: string): string => `0|${data}`;

/** Rows as JSON; an empty body when there are none. */
export const rowsOf = (rows: readonly object[]): string => (rows.length === 0 ? "" : JSON.stringify(rows));

/** Whether a row has what each filter asks for; those that are not given rule nothing out. */
export function fits(row: Record<string, string>, filters: Record<string, string | undefined>): boolean {
  return Object.entries(filters).every(([name, value]) => value === undefined || row[name] === value);
}

/** The same by parts: the controller looks texts up like `%text%`. */
export function contains(row: Record<string, string>, filters: Record<string, string | undefined>): boolean {
  return Object.entries(filters).every(
    ([name, value]) => value === undefined || (row[name] ?? "").toLowerCase().includes(value.toLowerCase()),
  );
}
