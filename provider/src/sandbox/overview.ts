/* What people see of a stand-in at a glance. */

/** Something that an account has. */
export interface OverviewService {
  /** What it is, in the vendor's words: `vm`, `hosting`. */
  readonly kind: string;
  readonly id: string;
  /** What people know it by. */
  readonly name: string;
  readonly status: string;
  /** As the panel has it; empty where it has no end. */
  readonly ends: string;
}

/** A movement of money. */
export interface OverviewOrder {
  readonly at: string;
  readonly kind: string;
  /** Decimal; negative when the account gets money back. */
  readonly amount: string;
  /** What it is for. */
  readonly what: string;
}

/** A stand-in at a glance. */
export interface Overview {
  /** Decimal, where the panel knows money. */
  readonly balance?: string;
  readonly services: readonly OverviewService[];
  readonly orders: readonly OverviewOrder[];
}

/** The orders of a ledger of money. */
export function ordersOf(
  orders: readonly { at: string; kind: string; amount: string; serviceGuid: string }[],
): OverviewOrder[] {
  return orders.map(({ at, kind, amount, serviceGuid: what }) => ({ at, kind, amount, what }));
}

/** A moment as people read it. */
export const momentOf = (ms: number): string => new Date(ms).toISOString();
