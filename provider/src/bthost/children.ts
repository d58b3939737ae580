import type { Account } from "../core/account";
import { Inventory } from "../core/inventory";
import type { RowSource } from "../core/row-source";
import { sessionOf, type BthostSession } from "./session";

/** The list that all things of one kind share, made once for each session. */
export function sharedList<Row>(
  source: (session: BthostSession) => RowSource<Row>,
): (account: Account) => Inventory<Row> {
  const lists = new WeakMap<BthostSession, Inventory<Row>>();
  return (account) => {
    const session = sessionOf(account);
    const list = lists.get(session) ?? new Inventory(source(session));
    lists.set(session, list);
    return list;
  };
}

/** Rows that there may be none of, from an installation that answers otherwise too. */
export async function trusted<Row>(session: BthostSession, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) await session.client.system.test();
  return rows;
}

/** A value in words, also where it is not known yet. */
export function shown(value: string | undefined): string {
  return value ?? "(not known yet)";
}
