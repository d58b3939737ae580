// cli-table3: columns that fit wide letters too, which most of the names here are written in.
import Table from "cli-table3";

export const formats = ["table", "json", "csv"] as const;
export type Format = (typeof formats)[number];

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
  /** How many letters a line of it has in a table, where it may be long. Default: as many as it takes. */
  readonly width?: number;
}

/** Letters that are twice as wide as others in a terminal. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

const shownLength = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** How wide a column with a limit becomes, its margins included; `null` for one without. */
function widthOf<Row>({ title, of, width }: Column<Row>, rows: readonly Row[]): number | null {
  if (width === undefined) return null;
  const longest = Math.max(title.length, ...rows.map((row) => shownLength(of(row))));
  return Math.min(width, longest) + 2;
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
  const table = new Table({
    head: titles,
    style: { head: [], border: [], compact: true },
    colWidths: columns.map((column) => widthOf(column, rows)),
    wordWrap: true,
  });
  table.push(...cells);
  return table.toString();
}
