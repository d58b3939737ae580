// cli-table3: columns that fit wide letters too, which most of the names here are written in.
import Table from "cli-table3";

export const formats = ["table", "json", "csv"] as const;
export type Format = (typeof formats)[number];

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
}

/** A value of CSV, where it needs that in quotation marks (RFC 4180). */
function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Rows for people, for a program, or for a spreadsheet. */
export function printed<Row>(rows: readonly Row[], columns: readonly Column<Row>[], format: Format): string {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map(({ of }) => of(row)));
  if (format === "json") return JSON.stringify(rows, undefined, 2);
  if (format === "csv") return [titles, ...cells].map((line) => line.map(quoted).join(",")).join("\n");
  if (rows.length === 0) return "nothing";
  // Without colours: what is printed is read by programs and logs too.
  const table = new Table({ head: titles, style: { head: [], border: [], compact: true } });
  table.push(...cells);
  return table.toString();
}
