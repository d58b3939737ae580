import { UnavailableError, type ErrorFacts } from "../core/errors";

/** One page of a list, and how many rows there are in all, as far as it is said. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number | undefined;
}

/** The document lets a list be missing. That there is nothing is believed when two replies in a row have no list. */
export async function listed<T>(read: () => Promise<T | undefined>, nothing: T): Promise<T> {
  return (await read()) ?? (await read()) ?? nothing;
}

const mostPages = 1_000;

/**
 * Reads a list whole, page after page: the vendor may give fewer rows to a page than asked for.
 * @throws {UnavailableError} when it shows fewer rows than it says there are.
 */
export async function readAllPages<T>(
  readPage: (page: number) => Promise<Page<T>>,
  keyOf: (row: T) => string,
  facts: ErrorFacts,
): Promise<T[]> {
  const rows = new Map<string, T>();
  let total: number | undefined;
  for (let number = 1; number <= mostPages; number += 1) {
    const page = await readPage(number);
    const before = rows.size;
    for (const row of page.rows) rows.set(keyOf(row), row);
    total = page.total ?? total;
    const isWhole = total !== undefined && rows.size >= total;
    if (isWhole || rows.size === before) break;
  }
  if (rows.size >= (total ?? 0)) return [...rows.values()];
  const what = `the list cannot be read whole: there are ${total ?? 0} rows, and ${rows.size} were found`;
  throw new UnavailableError(what, facts);
}
