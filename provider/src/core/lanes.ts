import { bulkhead, type BulkheadPolicy } from "cockatiel";
import type { Account } from "./account";

// Of cockatiel only the queue of one at a time is used: it keeps the order in which the work came.
const lanes = new WeakMap<Account, Map<string, BulkheadPolicy>>();

/** Runs what may not go on beside anything else of its lane. */
export function inLane<T>(account: Account, lane: string | undefined, work: () => Promise<T>): Promise<T> {
  if (lane === undefined) return work();
  const ofAccount = lanes.get(account) ?? new Map<string, BulkheadPolicy>();
  lanes.set(account, ofAccount);
  const policy = ofAccount.get(lane) ?? bulkhead(1, Number.MAX_SAFE_INTEGER);
  ofAccount.set(lane, policy);
  return policy.execute(work);
}
