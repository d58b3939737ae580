import Table from "cli-table3";

const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const textOf = (value) => (typeof value === "number" ? decimal.format(value) : (value ?? ""));

/** Prints rows of one shape as a table under a title; the keys are the heads of its columns. */
export function print(title, rows) {
  if (rows.length === 0) return;
  const head = Object.keys(rows[0]);
  const colAligns = Object.values(rows[0]).map((value) => (typeof value === "number" ? "right" : "left"));
  const table = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  table.push(...rows.map((row) => head.map((key) => textOf(row[key]))));
  console.log(`\n${title}\n${table.toString()}`);
}

/** Requests as a cell. */
export const readsAndWrites = ({ reads, writes }) => `${decimal.format(reads)} + ${decimal.format(writes)}`;

/** Which operations, as a cell. */
export const operationsIn = ({ operations }) =>
  Object.entries(operations)
    .map(([name, times]) => (times === 1 ? name : `${name} × ${times}`))
    .join(", ");

/** Properties at any depth: the engine's time grows with their number more than with bytes. */
export const nodesOf = (value) =>
  typeof value === "object" && value !== null
    ? Object.values(value).reduce((sum, inner) => sum + nodesOf(inner), 1)
    : 1;

/** What is being measured, while it is. */
export const say = (words) => console.error(`measuring ${words}`);
