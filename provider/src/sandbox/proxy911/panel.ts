import type { SandboxClock } from "../clock";
import { deliver, release } from "./delivery";
import { Proxy911Refusal } from "./refusal";
import type { Account, Order, Proxy911State } from "./state";
import { stampOf } from "./time";

/** How the vendor behaves beyond what its users can see. */
export interface Proxy911Manners {
  deleteSeconds: number;
  disableSeconds: number;
  disableFlag: "atOnce" | "late";
  oldPasswordSeconds: number;
  usageLagSeconds: number;
  paymentSeconds: number;
  deliverySeconds: number;
  packageRows: "each" | "one";
  rowGapSeconds: number;
  orderTypeFilter: "heeded" | "ignored";
  batchRefusal: "whole" | "partial";
  orderReply: "order" | "none";
  productIds: "pid" | "own";
  userInfoOpen: boolean;
  emptyList: unknown;
  pagesOfNothing: number;
}

/** The vendor's tables and what every operation needs of them. */
export class Proxy911Panel {
  constructor(
    readonly state: Proxy911State,
    readonly manners: Proxy911Manners,
    private readonly clock: SandboxClock,
  ) {}

  /** The vendor's time, milliseconds. */
  now(): number {
    return this.clock.now().getTime();
  }

  /** A number not given out before. */
  nextNumber(): number {
    this.state.sequence += 1;
    return this.state.sequence;
  }

  /** 28 digits: more than a double can hold. */
  nextTradeNo(): string {
    const stamp = stampOf(this.now()).replaceAll(/\D/g, "");
    return stamp + String(this.nextNumber()).padStart(14, "0");
  }

  account(username: string): Account | undefined {
    return this.state.accounts.find((account) => account.username === username);
  }

  /** @throws Proxy911Refusal when there is no such account, or it is being deleted */
  own(username: string): Account {
    const account = this.account(username);
    if (account === undefined) throw new Proxy911Refusal(`账号不存在：${username}`);
    if (account.goneAtMs !== null) throw new Proxy911Refusal(`账号正在删除中：${username}`);
    return account;
  }

  order(tradeNo: string): Order {
    const order = this.state.orders.find((one) => one.trade_no === tradeNo);
    if (order === undefined) throw new Proxy911Refusal("订单不存在");
    return order;
  }

  /** What an account has used, as far as it shows by now, KB. */
  shownUsage(account: Account): number {
    const shown = this.now() - this.manners.usageLagSeconds * 1_000;
    return this.state.usage
      .filter((usage) => usage.accountId === account.id && usage.atMs <= shown)
      .reduce((total, usage) => total + usage.kb, 0);
  }

  /** Does what time has brought: deletions, lapsed orders, deliveries. Returns whether there was anything. */
  settle(): boolean {
    const now = this.now();
    const { accounts, orders } = this.state;
    const left = accounts.filter((account) => account.goneAtMs === null || account.goneAtMs > now);
    const lapsed = orders.filter((order) => order.status === 0 && order.deadlineMs <= now);
    for (const order of lapsed) release(this, order);
    const due = orders.filter(
      (order) =>
        order.status === 1 &&
        !order.delivered &&
        (order.paidMs ?? 0) + this.manners.deliverySeconds * 1_000 <= now,
    );
    for (const order of due) deliver(this, order);
    const changed = left.length < accounts.length || lapsed.length > 0 || due.length > 0;
    this.state.accounts = left;
    return changed;
  }
}
