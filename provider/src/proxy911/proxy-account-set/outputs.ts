import type { Member } from "./state";

/** Outputs of a `ProxyAccountSet`. */
export interface ProxyAccountSetDerived {
  /** Our number of the set, which is also its `id`: the token of the resource. */
  readonly serviceId: string;
  /** All accounts. */
  readonly usernames: string[];
  /** Secret. The password of each account, by username. */
  readonly credentials: Record<string, string>;
  /** Each account as the vendor listed it last, by username: type, remark, limit, traffic, when it was added. */
  readonly members: Record<string, Member>;
  /** Traffic used by all accounts that are there, in GB (of 1024² KB), a decimal string. */
  readonly usageGb: string;
  /** Which packages they draw on. */
  readonly productType: string;
}
