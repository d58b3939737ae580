import { UnavailableError, type ErrorFacts } from "../errors";
import { say } from "../language/say";

/** What a reply says about the whole list, as far as it says it. */
export interface Totals {
  /** How many rows there are. */
  readonly total?: number | undefined;
  /** On how many pages. A vendor's text may have the two exchanged. */
  readonly pages?: number | undefined;
}

/** One page of a list. */
export interface Page<T> extends Totals {
  readonly rows: readonly T[];
}

export interface PagedList<T> {
  /** @param page counted from 1. */
  readonly readPage: (page: number, pageSize: number) => Promise<Page<T>>;
  readonly keyOf: (row: T) => string;
  /** Rows to ask for at once. The panel may give fewer. */
  readonly pageSize: number;
  /** The most rows to ask for at once, where more may be refused. Default: no limit. */
  readonly largestPageSize?: number | undefined;
  /** For errors. */
  readonly facts: ErrorFacts;
}

/** The list as one reading found it. */
interface Reading<T> {
  readonly rows: ReadonlyMap<string, T>;
  /** What the first page said the number of rows is. */
  readonly total: number | undefined;
  /** Every page said the same total, and there were as many rows. */
  readonly consistent: boolean;
  /** It ended where a list ends, not with a full page that had been seen already. */
  readonly ended: boolean;
}

const mostReadings = 4;
const mostPages = 1_000;

/**
 * The rows of a page whose reply may lack them: none where a number says that there are none. `undefined` where nothing says so:
 * such a reply may as well be a refusal.
 */
export function rowsOfPage<T>(rows: readonly T[] | undefined, totals: Totals): readonly T[] | undefined {
  return rows ?? (isSaidToBeNone(totals) ? [] : undefined);
}

/** Whether the numbers say that there is nothing. Pagers count the pages of nothing as 0 or as 1. */
function isSaidToBeNone(totals: Totals): boolean {
  const said = numbersOf(totals);
  return said.includes(0) && Math.max(...said) <= 1;
}

/** Whether a first page whose rows are there, and are none, is an empty list: the numbers agree. */
function isEmptyList({ total, pages }: Totals): boolean {
  return isSaidToBeNone({ total, pages }) || (total === undefined && pages === 1);
}

/**
 * Reads a list whole: a row that is missed may be bought a second time. One reading is enough when it is consistent in
 * itself. Rows that come and go between two pages shift the others, so otherwise the list is read again, until a reading
 * contains everything that the one before contained; a row would have to slip through both.
 * @throws {UnavailableError} when the panel keeps showing fewer rows than it says there are, or the list does not rest.
 */
export async function readAllPages<T>(list: PagedList<T>): Promise<T[]> {
  let pageSize = list.pageSize;
  let before: Reading<T> | undefined;
  for (let readings = 0; readings < mostReadings; readings++) {
    const now = await readOnce(list, pageSize);
    const whole = now.ended && now.rows.size >= (now.total ?? 0);
    const confirmed = now.consistent || (before !== undefined && contains(now, before));
    if (whole && confirmed) return [...now.rows.values()];
    // A panel that does not heed the page number may still heed the page size.
    const wider = Math.max(pageSize * (now.ended ? 1 : 10), now.total ?? 0);
    pageSize = Math.min(wider, list.largestPageSize ?? Infinity);
    before = now;
  }
  const found = before?.rows.size ?? 0;
  const what =
    before?.total === undefined
      ? say("the list cannot be read whole: {found} were found", { found })
      : say("the list cannot be read whole: the panel says that there are {total} rows; {found} were found", {
          total: before.total,
          found,
        });
  throw new UnavailableError(what, list.facts);
}

function contains<T>(now: Reading<T>, before: Reading<T>): boolean {
  return [...before.rows.keys()].every((key) => now.rows.has(key));
}

async function readOnce<T>(list: PagedList<T>, pageSize: number): Promise<Reading<T>> {
  const rows = new Map<string, T>();
  const totals = new Set<number | undefined>();
  /** Returns how many rows of the page are new. */
  const add = (page: Page<T>): number => {
    const before = rows.size;
    for (const row of page.rows) rows.set(list.keyOf(row), row);
    totals.add(totalOf(page));
    return rows.size - before;
  };

  const first = await list.readPage(1, pageSize);
  if (first.rows.length === 0 && isEmptyList(first)) return { rows, total: 0, consistent: true, ended: true };
  add(first);
  const total = totalOf(first);
  // The panel may give fewer rows to a page than asked for: what it gives is what counts.
  const said = first.rows.length === 0 ? 1 : Math.ceil((total ?? 1) / first.rows.length);
  const pages = Math.min(Math.max(said, 1), mostPages);
  const others = Array.from({ length: pages - 1 }, (_, index) => list.readPage(index + 2, pageSize));
  for (const page of await Promise.all(others)) add(page);

  let ended = rows.size === total;
  for (let page = pages + 1, more = !ended; more && page <= mostPages; page++) {
    const next = await list.readPage(page, pageSize);
    more = add(next) > 0;
    ended = !more && next.rows.length < pageSize;
  }
  return { rows, total, ended, consistent: totals.size === 1 && rows.size === total };
}

/** There are never more pages than rows, so the larger of the two numbers is the rows. */
function totalOf(totals: Totals): number | undefined {
  const said = numbersOf(totals);
  return said.length === 0 ? undefined : Math.max(...said);
}

function numbersOf({ total, pages }: Totals): number[] {
  return [total, pages].filter((number) => number !== undefined);
}
