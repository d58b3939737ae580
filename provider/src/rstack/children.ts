import type { Account } from "../core/account";
import type { CheckFailure } from "../core/errors";
import { Inventory } from "../core/inventory";
import type { RowSource } from "../core/row-source";
import { sessionOf, type RstackSession } from "./session";

/** The list that all things of one kind share, made once for each session. */
export function sharedList<Row>(
  source: (session: RstackSession) => RowSource<Row>,
): (account: Account) => Inventory<Row> {
  const lists = new WeakMap<RstackSession, Inventory<Row>>();
  return (account) => {
    const session = sessionOf(account);
    const list = lists.get(session) ?? new Inventory(source(session));
    lists.set(session, list);
    return list;
  };
}

/** Rows that there may be none of: an empty body is how the controller says so, but also what a broken one may answer. */
export async function trusted<Row>(session: RstackSession, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) await session.client.test();
  return rows;
}

/** Without the keys that hold nothing: what the controller does not say is not compared. */
export function withoutGaps<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

/** Why nothing can be made for a machine: the account does not have it. */
export function noVm(account: Account, vm: string): CheckFailure {
  // The `id` of a machine whose creation had an unknown outcome is that of its order.
  const advice = vm.startsWith("order:") ? "; name it by its `serviceId`" : "";
  return { property: "vm", reason: `account ${account.key} has no VM ${vm}${advice}` };
}

/** Calls for one machine are made one after the other: the controller refuses them while it is busy. */
export function laneOfVm({ vm }: { readonly vm?: string | undefined }): string | undefined {
  return vm === undefined ? undefined : `VM ${vm}`;
}

/** A value in words, also where it is not known yet. */
export function shown(value: string | number | undefined): string {
  return value === undefined ? "(not known yet)" : String(value);
}
