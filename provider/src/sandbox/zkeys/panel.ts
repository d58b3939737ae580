import { createHash } from "node:crypto";
import type Big from "big.js";
import type { SandboxClock } from "../clock";
import { Ledger, type Order } from "../ledger";
import type { LineRow, ProductRow, SystemRow, ZoneRow } from "./catalog";
import { Refusal } from "./refusal";
import type { Service, ServiceRow } from "./service";
import type { PanelState } from "./state";
import { stampOf } from "./time";

/** How a panel behaves beyond what its users can see. */
export interface PanelManners {
  openingSeconds: number;
  busySeconds: number;
  maxPageSize: number;
  namesDegradedAddresses: boolean;
  renewalLagSeconds: number;
  showsWholeServices: boolean;
  /** The panel cuts the rest of a remark off, without a word. */
  keptRemarkLength: number;
  clockToleranceSeconds: number;
  emptyPage: Record<string, unknown> | undefined;
}

/** The panel's tables and what every operation needs of them. */
export class ZkeysPanel {
  readonly ledger: Ledger;
  /** Ends that reads still show, of services renewed a moment ago. */
  private readonly oldEnds = new Map<string, { readonly end: string; readonly untilMs: number }>();

  constructor(
    readonly state: PanelState,
    readonly manners: PanelManners,
    private readonly clock: SandboxClock,
  ) {
    this.ledger = new Ledger(state.ledger);
  }

  /** The panel's time. */
  now(): Date {
    return this.clock.now();
  }

  /** The panel's time as it writes it. */
  stamp(): string {
    return stampOf(this.now());
  }

  /** A number not given out before. */
  nextNumber(): number {
    this.state.sequence += 1;
    return this.state.sequence;
  }

  /** 16 digits, as the panel makes them from the time. */
  nextGuid(): string {
    return this.unixSeconds() + String(this.nextNumber() % 1_000_000).padStart(6, "0");
  }

  /** 18 digits: more than a double can hold. */
  nextOrderNo(): string {
    return this.unixSeconds() + String(this.nextNumber() % 100_000_000).padStart(8, "0");
  }

  /** Lets reads show the present end of a service for a while, whatever becomes of it. */
  endAsFailed(row: ServiceRow): void {
    const { renewalLagSeconds } = this.manners;
    if (renewalLagSeconds === 0 || this.oldEnds.has(row.guid)) return;
    const untilMs = this.now().getTime() + renewalLagSeconds * 1000;
    this.oldEnds.set(row.guid, { end: row.end_time, untilMs });
  }

  /** A row as reads show it at this moment. */
  asRead(row: ServiceRow): ServiceRow {
    const old = this.oldEnds.get(row.guid);
    if (old !== undefined && old.untilMs > this.now().getTime()) return { ...row, end_time: old.end };
    this.oldEnds.delete(row.guid);
    return row;
  }

  find(guid: string): Service | undefined {
    return this.state.services.find((service) => service.row.guid === guid);
  }

  /** @throws Refusal when there is no such service, or it was deleted or is being pushed */
  own(guid: string): Service {
    const service = this.find(guid);
    if (service === undefined) throw new Refusal("业务不存在");
    if (service.row.order_status === "-2") throw new Refusal("业务已删除");
    if (service.row.push_status !== "0") throw new Refusal("业务正在push中，不能操作");
    return service;
  }

  /** @throws Refusal unless the service is delivered, in term, not locked, and no operation is running */
  idle(guid: string): Service {
    const service = this.own(guid);
    const { order_status, run_status, lock_status, act_status } = service.row;
    if (order_status === "0") throw new Refusal("业务正在开通中");
    if (order_status === "3") throw new Refusal("业务已过期");
    if (run_status === "-2" || lock_status === "1") throw new Refusal("业务已锁定");
    if (act_status !== "0") throw new Refusal("业务正在操作中，请稍后再试");
    return service;
  }

  /** Starts an operation that ends after `busySeconds`, with its changes. */
  occupy(service: Service, actStatus: string, changes: Partial<ServiceRow>): void {
    service.row.act_status = actStatus;
    service.idleAtMs = this.now().getTime() + this.manners.busySeconds * 1000;
    service.whenIdle = changes;
  }

  line(guid: string): LineRow {
    return known(this.state.catalog.lines, guid, "线路不存在");
  }

  product(guid: string): ProductRow {
    return known(this.state.catalog.products, guid, "机型不存在");
  }

  system(guid: string): SystemRow {
    return known(this.state.catalog.systems, guid, "操作系统不存在");
  }

  zoneOf(line: LineRow): ZoneRow {
    return known(this.state.catalog.zones, line.line_guid, "可用区不存在");
  }

  /** @throws Refusal when the balance is too low */
  require(amount: Big): void {
    if (!this.ledger.covers(amount)) throw new Refusal("余额不足，请先充值");
  }

  /** Books an order of this moment. */
  charge(order: Omit<Order, "amount" | "at">, amount: Big): void {
    this.ledger.book({ ...order, amount: amount.toFixed(2), at: this.now().toISOString() });
  }

  private unixSeconds(): string {
    return String(Math.floor(this.now().getTime() / 1000));
  }
}

function known<Row extends { guid: string }>(rows: Row[], guid: string, complaint: string): Row {
  const row = rows.find((one) => one.guid === guid);
  if (row === undefined) throw new Refusal(complaint);
  return row;
}

/** How the panel shows a password: opaque bytes in base64. */
export const sealed = (guid: string, password: string): string =>
  createHash("md5").update(`${guid}:${password}`).digest("base64");
