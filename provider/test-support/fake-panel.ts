import type { FakeClock } from "./clock";
import type { FakeObserved } from "./fake-kind";
import type { Account } from "../src/core/account";
import {
  AccountRefusedError,
  NotSentError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../src/core/errors";
import { Inventory } from "../src/core/inventory";
import { expiryAfter } from "../src/core/term";

/** What happens to the next call of an operation. */
export type FakeFault =
  | "refused"
  | "account refused"
  | "not sent"
  /** No answer, and nothing was done. */
  | "lost before"
  /** Done, but no answer came. */
  | "lost after"
  /** Done later: it shows after a while, and no answer came. */
  | "lost late"
  /** Done later, and answered at once as if it were done. */
  | "accepted late";

/** A machine at the vendor, with what the vendor never tells. */
export interface FakeMachine extends FakeObserved {
  password: string;
}

export const timeZone = "Asia/Shanghai";

/** A vendor in memory: it keeps what was sold, counts what it was asked, and fails on demand. */
export class FakePanel {
  readonly machines = new Map<string, FakeMachine>();
  /** Every call that changes something, as it was carried out: `buy m1`, `upgrade m1 +5`. */
  readonly ledger: string[] = [];
  /** Every call that changes something, whether it was carried out or not. */
  readonly sent: string[] = [];
  lists = 0;
  reads = 0;
  /** How long a new machine is opening. */
  deliveryMs = 20_000;
  /** Set: neither list nor read answer. */
  isDown = false;
  /** Set: the catalogue cannot be had. */
  hasNoCatalog = false;
  /** How much of a remark it keeps, in characters. */
  keptRemark = Infinity;
  readonly #faults = new Map<string, FakeFault[]>();
  readonly #later: { readonly at: number; readonly run: () => void }[] = [];
  #bought = 0;

  constructor(readonly clock: FakeClock) {}

  /** Lets the next call of an operation fail. */
  fail(operation: string, ...faults: FakeFault[]): void {
    this.#faults.set(operation, [...(this.#faults.get(operation) ?? []), ...faults]);
  }

  at(milliseconds: number, run: () => void): void {
    this.#later.push({ at: this.clock.now().getTime() + milliseconds, run });
  }

  machine(id: string): FakeMachine {
    const machine = this.machines.get(id);
    if (machine === undefined) throw new TypeError(`the panel has no ${id}`);
    return machine;
  }

  change(id: string, change: Partial<FakeMachine>): void {
    this.machines.set(id, { ...this.machine(id), ...change });
  }

  /** Puts a machine there that nobody of ours bought. */
  place(id: string, machine: Partial<FakeMachine> = {}): void {
    const now = this.clock.now().toISOString();
    this.machines.set(id, {
      serviceId: id,
      status: "ready",
      busyWith: undefined,
      startedAt: now,
      expiresAt: expiryAfter(now, 1, timeZone),
      boughtAt: now,
      modelId: "1",
      size: 5,
      remark: "",
      powerState: "running",
      installs: 0,
      password: "set by somebody",
      ...machine,
    });
  }

  /** Delivers a machine under way, or whatever else is due. */
  settle(): void {
    const now = this.clock.now().getTime();
    for (const due of this.#later.filter((one) => one.at <= now)) {
      this.#later.splice(this.#later.indexOf(due), 1);
      due.run();
    }
  }

  buy(order: { modelId: string; months: number; remark: string; password: string }): string {
    const id = `m${(this.#bought += 1)}`;
    const placed = this.#carryOut("buy", id, () => {
      this.place(id, {
        ...order,
        remark: order.remark.slice(0, this.keptRemark),
        status: "opening",
        expiresAt: expiryAfter(this.clock.now().toISOString(), order.months, timeZone),
      });
      this.at(this.deliveryMs, () => {
        if (this.machine(id).status === "opening") this.change(id, { status: "ready" });
      });
    });
    return placed;
  }

  call(
    operation: string,
    id: string,
    words: string,
    change: (machine: FakeMachine) => Partial<FakeMachine>,
  ): void {
    this.#carryOut(operation, `${id}${words === "" ? "" : ` ${words}`}`, () => {
      this.change(id, change(this.machine(id)));
    });
  }

  #carryOut(operation: string, words: string, effect: () => void): string {
    const fault = this.#faults.get(operation)?.shift();
    const line = `${operation} ${words}`;
    const done = (): void => {
      effect();
      this.ledger.push(line);
    };
    const facts = { operation, endpoint: "https://panel.example" };
    if (fault !== "not sent") this.sent.push(line);
    switch (fault) {
      case undefined:
        done();
        return words;
      case "refused":
        throw new RefusedError("the panel refuses", { ...facts, vendorMessage: "不允许退款" });
      case "account refused":
        throw new AccountRefusedError("balance", "the balance is too low", facts);
      case "not sent":
        throw new NotSentError("no connection", facts);
      case "lost before":
        throw new UnknownOutcomeError("no answer", facts);
      case "lost after":
        done();
        throw new UnknownOutcomeError("no answer", facts);
      case "accepted late":
        this.at(3 * 3_600_000, done);
        return words;
      case "lost late":
        this.at(10 * 60_000, done);
        throw new UnknownOutcomeError("no answer", facts);
    }
  }

  list(): FakeObserved[] {
    this.#answer();
    this.lists += 1;
    return [...this.machines.values()].map(shown);
  }

  read(id: string): FakeObserved | undefined {
    this.#answer();
    this.reads += 1;
    const machine = this.machines.get(id);
    return machine === undefined ? undefined : shown(machine);
  }

  #answer(): void {
    if (this.isDown) throw new UnavailableError("the panel does not answer");
    this.settle();
  }
}

/** What the vendor tells of a machine. */
export function shown(machine: FakeMachine): FakeObserved {
  const told: Partial<FakeMachine> & FakeObserved = { ...machine };
  delete told.password;
  return told;
}

/** What one process shares of an account. */
export class FakeSession {
  readonly services: Inventory<FakeObserved>;

  constructor(readonly panel: FakePanel) {
    this.services = new Inventory<FakeObserved>(
      {
        list: () => Promise.resolve().then(() => panel.list()),
        read: (id) => Promise.resolve().then(() => panel.read(id)),
        idOf: (row) => row.serviceId,
        rowsPerRequest: 100,
      },
      panel.clock,
    );
  }
}

/** An account of the panel, as a new process opens it. */
export function fakeAccount(panel: FakePanel, change: Partial<Account> = {}): Account {
  return {
    vendor: "fake",
    alias: "default",
    key: "fake://panel.example#7",
    currency: "CNY",
    timeZone,
    session: new FakeSession(panel),
    ...change,
  };
}
