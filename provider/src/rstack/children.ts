import type { Account } from "../core/account";
import type { CheckFailure } from "../core/errors";
import type { RstackSession } from "./session";
import { say } from "./language/say";

/** Rows that there may be none of: an empty body is how the controller says so, but also what a broken one may answer. */
export async function trusted<Row>(session: RstackSession, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) await session.client.test();
  return rows;
}

/** Why nothing can be made for a machine: the account does not have it. */
export function noVm(account: Account, vm: string): CheckFailure {
  // The `id` of a machine whose creation had an unknown outcome is that of its order.
  const reason = vm.startsWith("order:")
    ? say("account {key} has no VM {vm}; name it by its `serviceId`", { key: account.key, vm })
    : say("account {key} has no VM {vm}", { key: account.key, vm });
  return { property: "vm", reason };
}

/** Calls for one machine are made one after the other: the controller refuses them while it is busy. */
export function laneOfVm({ vm }: { readonly vm?: string | undefined }): string | undefined {
  return vm === undefined ? undefined : `VM ${vm}`;
}
