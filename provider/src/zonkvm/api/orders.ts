import { z } from "zod";
import { RefusedError, UnavailableError, type ErrorFacts } from "../../core/errors";
import { readAllPages, rowsOfPage, type Page } from "../../core/wire/pages";
import { at, record } from "../../core/wire/table";
import { saysOrderIsGone } from "./messages";
import { integer, jsonOf, listed } from "./scalars";
import type { Transport } from "./transport";
import { say } from "../language/say";

/* What is read of orders of every kind: one by its id, a page of them, and all of them. */

/** A page of orders on the wire: `{ pages, servers }`. An empty array is how PHP writes an object without keys. */
export function orderPage<S extends z.ZodType>(row: S) {
  return z
    .unknown()
    .transform((data): unknown => {
      const value = jsonOf(data);
      if (value === undefined || value === null || value === "") return { servers: [] };
      if (Array.isArray(value)) return { servers: value };
      return typeof value === "object" && Object.keys(value).length === 0 ? { servers: [] } : value;
    })
    .pipe(record({ pages: at("pages", integer), servers: at("servers", listed(row)) }))
    .transform(({ pages, servers }, context): Page<z.output<S>> => {
      const rows = rowsOfPage(servers, { pages });
      if (rows !== undefined) return { rows, pages };
      const message = say("has neither rows nor a number that says 0");
      context.addIssue({ code: "custom", message, path: ["servers"] });
      return z.NEVER;
    });
}

/**
 * One order by its id (`guid` on the wire), or `null` when the panel says that there is none: deleted, or another user's.
 * @param action `getserver`.
 */
export async function readOrder<T>(
  transport: Transport,
  action: string,
  id: string,
  order: z.ZodType<T>,
): Promise<T | null> {
  try {
    return await transport.read(action, { guid: id }, order);
  } catch (error) {
    if (error instanceof RefusedError && saysOrderIsGone(error.facts.vendorMessage ?? "")) return null;
    throw error;
  }
}

/**
 * All orders of a kind: whole, or an error.
 * @param action `getservers`.
 * @param readPage reads a page, counted from 1.
 */
export function readAllOrders<Row extends { readonly id: string }>(
  transport: Transport,
  action: string,
  readPage: (page: number) => Promise<Page<Row>>,
): Promise<Row[]> {
  const facts = transport.facts(action);
  return readAllPages({
    // The panel says how many pages there are, not how many rows: to the reader, all pages are one.
    readPage: async (page) => (page === 1 ? await readPages(readPage, facts) : { rows: [] }),
    keyOf: (row) => row.id,
    pageSize: 1,
    facts,
  });
}

/**
 * All orders of a kind, in one pass: one that is shifted from one page to another meanwhile may slip through.
 * @param readPage reads a page, counted from 1.
 */
export async function glanceAtOrders<Row extends { readonly id: string }>(
  readPage: (page: number) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  return (await readPages(readPage, {})).rows;
}

/** Of a panel that shows ever new rows, no list is whole. */
const mostPages = 1_000;

/**
 * All pages as one. With a total only where there was a single reply: between two, rows may come and go and shift the others, and then
 * the reader insists on a second reading.
 */
async function readPages<Row extends { readonly id: string }>(
  readPage: (page: number) => Promise<Page<Row>>,
  facts: ErrorFacts,
): Promise<Page<Row>> {
  const first = await readPage(1);
  if (first.rows.length === 0) return first;
  const rows = new Map<string, Row>();
  const add = (page: Page<Row>) => {
    const before = rows.size;
    for (const row of page.rows) rows.set(row.id, row);
    return rows.size > before;
  };
  let count = Math.max(first.pages ?? 1, 1);
  if (count > mostPages) throw new UnavailableError(say("the list has {count} pages", { count }), facts);
  const others = await Promise.all(Array.from({ length: count - 1 }, (_, index) => readPage(index + 2)));
  for (const page of [first, ...others]) add(page);
  let last = others.at(-1) ?? first;
  // The list may grow meanwhile, and a panel may not tell its pages: then it ends where nothing new comes.
  while ((last.pages ?? 0) === 0 || (last.pages ?? 0) > count) {
    if (count >= mostPages)
      throw new UnavailableError(say("the list does not end after {count} pages", { count }), facts);
    count += 1;
    last = await readPage(count);
    if (!add(last)) break;
  }
  return count === 1 ? { rows: [...rows.values()], total: rows.size } : { rows: [...rows.values()] };
}
