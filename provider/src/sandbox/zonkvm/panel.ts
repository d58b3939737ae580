import type Big from "big.js";
import type { SandboxClock } from "../clock";
import { Ledger, type Order } from "../ledger";
import type { Catalog } from "./catalog-rows";
import type { ZonkvmHabits } from "./habits";
import { busy, expired, locked, opening, refused, ZonkvmRefusal } from "./refusal";
import {
  isMachine,
  refOf,
  type Kind,
  type Machine,
  type Service,
  type ServiceOf,
  type Work,
} from "./service";
import type { ZonkvmState } from "./state";
import { stampOf } from "./time";

/** How long things take, and the panel's own rules. */
export interface ZonkvmManners {
  /** Seconds until a purchase is open. */
  openingSeconds: number;
  /** Seconds that power, reinstallation and a new password take. */
  busySeconds: number;
  /** Seconds until a purchase is in the reads and lists. */
  visibleAfterSeconds: number;
  /** Days after the purchase in which it can be given back. */
  refundDays: number;
  /** Days that a recycled cloud server is kept. */
  recycleDays: number;
  /** Whether a refund is an application that staff decide. */
  manualRefunds: boolean;
}

/** The panel's tables and what every operation needs of them. */
export class ZonkvmPanel {
  readonly ledger: Ledger;

  constructor(
    readonly state: ZonkvmState,
    readonly manners: ZonkvmManners,
    public habits: ZonkvmHabits,
    private readonly clock: SandboxClock,
  ) {
    this.ledger = new Ledger(state.money);
  }

  get catalog(): Catalog {
    return this.state.catalog;
  }

  nowMs(): number {
    return this.clock.now().getTime();
  }

  stamp(): string {
    return stampOf(this.nowMs());
  }

  /** The next number of a sequence, from 1 unless the state says otherwise. */
  next(sequence: string): number {
    const number = (this.state.sequences[sequence] ?? 0) + 1;
    this.state.sequences[sequence] = number;
    return number;
  }

  /** A name as far as it is kept. */
  kept(text: string): string {
    return text.slice(0, this.habits.longestText);
  }

  /** The orders of a kind that can be seen. */
  all<K extends Kind>(kind: K): ServiceOf<K>[] {
    const nowMs = this.nowMs();
    return this.state.services.filter(
      (one): one is ServiceOf<K> => one.kind === kind && one.visibleAtMs <= nowMs,
    );
  }

  /** @throws ZonkvmRefusal when there is no such order, or it is deleted and the panel hides that */
  seen<K extends Kind>(kind: K, id: number): ServiceOf<K> {
    const service = this.all(kind).find((one) => one.id === id);
    if (service === undefined) throw refused.notFound;
    if (service.orderStatus === -2 && this.habits.deletedReads === "refused") throw refused.notFound;
    return service;
  }

  /** @throws ZonkvmRefusal when there is no such order, or it is deleted or recycled */
  own<K extends Kind>(kind: K, id: number): ServiceOf<K> {
    const service = this.seen(kind, id);
    if (service.orderStatus < 0) throw refused.notFound;
    return service;
  }

  /** @throws ZonkvmRefusal unless the order is there, open, not expired and not locked */
  usable<K extends Kind>(kind: K, id: number): ServiceOf<K> {
    const service = this.own(kind, id);
    if (service.orderStatus === 0) throw opening;
    if (service.orderStatus === 3) throw expired;
    if (service.runStatus === -2) throw locked;
    return service;
  }

  /** @throws ZonkvmRefusal unless the machine is usable and nothing is being done to it */
  idle<K extends Machine["kind"]>(kind: K, id: number): ServiceOf<K> {
    const machine = this.usable(kind, id);
    const anyMachine: Service = machine;
    if (isMachine(anyMachine) && anyMachine.work !== null) throw busy;
    return machine;
  }

  /** Begins something that ends after a while. */
  begin(machine: Machine, work: Omit<Work, "endsAtMs">): void {
    machine.work = { ...work, endsAtMs: this.nowMs() + this.manners.busySeconds * 1000 };
  }

  /** @throws ZonkvmRefusal when the balance does not cover the amount */
  require(amount: Big): void {
    if (!this.ledger.covers(amount)) throw refused.balance;
  }

  /** Books an order; what the account gets back is negative. */
  charge(
    service: Service,
    kind: Order["kind"],
    amount: Big,
    more: Pick<Order, "months" | "clientOrderNo"> = {},
  ): void {
    this.ledger.book({
      orderNo: `ZK${String(this.next("order")).padStart(8, "0")}`,
      kind,
      serviceGuid: refOf(service),
      amount: amount.toFixed(2),
      ...more,
      at: this.clock.now().toISOString(),
    });
  }

  /** A row of the catalogue by its GUID. */
  find<Row extends { guid: string }>(rows: readonly Row[], guid: string, otherwise: ZonkvmRefusal): Row {
    const row = rows.find((one) => one.guid === guid);
    if (row === undefined) throw otherwise;
    return row;
  }

  /** @throws Error when an order's line or product has been taken out of the catalogue altogether */
  known<Row extends { guid: string }>(rows: readonly Row[], guid: string): Row {
    return this.find(rows, guid, new ZonkvmRefusal(`目录中没有${guid}`));
  }
}
