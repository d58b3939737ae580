// cli-table3: columns that fit wide letters too, which most of the names here are written in.
import Table from "cli-table3";
import { say, type Sentence } from "./language/say";
import { shownLength, wrapped } from "./letters";

export const formats = ["table", "json", "csv"] as const;
export type Format = (typeof formats)[number];

/** A column of a table. */
export interface Column<Row> {
  /** What heads it: in CSV as it is, because programs read that; in a table it is said. */
  readonly title: Sentence | "";
  readonly of: (row: Row) => string;
  /** The same for people, where it is a word of ours that programs read as it is. */
  readonly shown?: (row: Row) => string;
  /** How many letters a line of it has in a table, where it may be long. Default: as many as it takes. */
  readonly width?: number;
}

const titleOf = ({ title }: Pick<Column<never>, "title">): string => (title === "" ? "" : say(title));

/** A cell for people. Between wide letters cli-table3 breaks no line: what has any is broken before. */
function cellOf<Row>({ of, shown = of, width }: Column<Row>, row: Row): string {
  const text = shown(row);
  return width === undefined || shownLength(text) === text.length ? text : wrapped(text, width);
}

/** How wide a column with a limit becomes, its margins included; `null` for one without. */
function widthOf<Row>(column: Column<Row>, rows: readonly Row[]): number | null {
  const { of, shown = of, width } = column;
  if (width === undefined) return null;
  const longest = Math.max(shownLength(titleOf(column)), ...rows.map((row) => shownLength(shown(row))));
  return Math.min(width, longest) + 2;
}

/** A value of CSV, where it needs that in quotation marks (RFC 4180). */
function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Rows for people, for a program, or for a spreadsheet. */
export function printed<Row>(rows: readonly Row[], columns: readonly Column<Row>[], format: Format): string {
  if (format === "json") return JSON.stringify(rows, undefined, 2);
  if (format === "csv") {
    const titles = columns.map(({ title }) => title);
    const lines = rows.map((row) => columns.map(({ of }) => of(row)));
    return [titles, ...lines].map((line) => line.map(quoted).join(",")).join("\n");
  }
  if (rows.length === 0) return say("nothing");
  // Without colours: what is printed is read by programs and logs too.
  const table = new Table({
    head: columns.map(titleOf),
    style: { head: [], border: [], compact: true },
    colWidths: columns.map((column) => widthOf(column, rows)),
    wordWrap: true,
  });
  table.push(...rows.map((row) => columns.map((column) => cellOf(column, row))));
  return table.toString();
}
