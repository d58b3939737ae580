import Big from "big.js";
import { z } from "zod";

/** One movement of money. */
export const Order = z.object({
  orderNo: z.string(),
  kind: z.enum(["create", "upgrade", "renew", "refund"]),
  serviceGuid: z.string(),
  /** Two decimals; negative when the account gets money back. */
  amount: z.string(),
  months: z.number().optional(),
  clientOrderNo: z.string().optional(),
  /** ISO 8601, by the panel's clock. */
  at: z.string(),
});
export type Order = z.infer<typeof Order>;

export const LedgerState = z.object({ balance: z.string(), orders: z.array(Order) });
export type LedgerState = z.infer<typeof LedgerState>;

/** The account's money: a balance that is never below zero, and every order that moved it. */
export class Ledger {
  constructor(private readonly state: LedgerState) {}

  /** Decimal string, two digits. */
  get balance(): string {
    return this.state.balance;
  }

  set balance(amount: string) {
    this.state.balance = new Big(amount).toFixed(2);
  }

  /** Copies, oldest first. */
  get orders(): Order[] {
    return structuredClone(this.state.orders);
  }

  covers(amount: Big): boolean {
    return amount.lte(this.state.balance);
  }

  /** Books an order: its amount leaves the balance (or comes back to it, when negative). */
  book(order: Order): void {
    const balance = new Big(this.state.balance).minus(order.amount);
    if (balance.lt(0)) throw new RangeError(`Order ${order.orderNo} exceeds the balance.`);
    this.state.balance = balance.toFixed(2);
    this.state.orders.push(order);
  }
}
