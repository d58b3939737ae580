import { describe, expect, it } from "vitest";
import { Inventory } from "./inventory";
import { FakeClock } from "../../test-support/clock";

interface Row {
  readonly id: string;
  readonly isReady: boolean;
}

const rowsPerRequest = 10;

/** A panel with pages, that shows what was bought last first, or last. */
class Panel {
  readonly clock = new FakeClock();
  readonly rows: Row[] = [];
  requests: string[] = [];
  readonly shared: Inventory<Row>;

  constructor(private readonly order: "newest first" | "newest last") {
    this.shared = new Inventory<Row>(
      {
        list: () => {
          const pages = Math.max(1, Math.ceil(this.rows.length / rowsPerRequest));
          for (let page = 1; page <= pages; page += 1) this.requests.push(`page ${page}`);
          return Promise.resolve(this.#ordered());
        },
        page: (number) => {
          this.requests.push(`page ${number}`);
          return Promise.resolve(
            this.#ordered().slice((number - 1) * rowsPerRequest, number * rowsPerRequest),
          );
        },
        read: (id) => {
          this.requests.push(id);
          return Promise.resolve(this.rows.find((row) => row.id === id));
        },
        idOf: (row) => row.id,
        rowsPerRequest,
      },
      this.clock,
    );
  }

  #ordered(): Row[] {
    return this.order === "newest first" ? this.rows.toReversed() : [...this.rows];
  }

  buy(isListed = true): string {
    const row = { id: `r${this.rows.length}`, isReady: false };
    if (isListed) this.rows.push(row);
    this.shared.add(row);
    return row.id;
  }

  deliver(): void {
    this.rows.splice(0, Infinity, ...this.rows.map((row) => ({ ...row, isReady: true })));
  }

  /** Buys and waits for delivery, so many at once. */
  async buyTogether(count: number): Promise<(Row | undefined)[]> {
    const ids = Array.from({ length: count }, () => this.buy());
    this.deliver();
    const watch = {
      what: "delivery",
      done: (row: Row | undefined) => row?.isReady === true,
      isJustBegun: true,
      timeoutMs: 60_000,
      pollMs: 1_000,
    };
    return Promise.all(ids.map((id) => this.shared.watch(id, watch)));
  }
}

describe.each(["newest first", "newest last"] as const)("of a panel that lists the %s", (order) => {
  it("what was just bought is read from one page, however long the list is", async () => {
    const panel = new Panel(order);
    const waves = 25;
    await panel.shared.allNow();
    for (let wave = 0; wave < waves; wave += 1)
      expect((await panel.buyTogether(8)).map((row) => row?.isReady)).toEqual(Array<boolean>(8).fill(true));
    // A page may end between two of them, and those that are left are read by themselves or from a list.
    expect(panel.requests.length).toBeLessThanOrEqual(waves * 4);
  });
});

describe("the page of what was bought last", () => {
  async function long(): Promise<Panel> {
    const panel = new Panel("newest first");
    for (let number = 0; number < 35; number += 1) panel.rows.push({ id: `r${number}`, isReady: true });
    await panel.shared.allNow();
    panel.requests = [];
    return panel;
  }

  it("is not asked for one row, nor for rows that we did not buy", async () => {
    const panel = await long();
    await panel.shared.getNow(panel.buy());
    await Promise.all(["r3", "r4"].map((id) => panel.shared.getNow(id)));
    expect(panel.requests).toEqual(["r35", "r3", "r4"]);
  });

  it("proves nothing of a row that it does not show: that one is asked for by itself", async () => {
    const panel = await long();
    const shown = panel.buy();
    const hidden = panel.buy(false);
    const [one, other] = await Promise.all([shown, hidden].map((id) => panel.shared.getNow(id)));
    expect([one?.id, other]).toEqual([shown, undefined]);
    expect(panel.requests.slice(0, 2)).toEqual(["page 1", hidden]);
  });

  it("does not answer for a row that was changed since it was asked for", async () => {
    const panel = await long();
    const ids = [panel.buy(), panel.buy()];
    const early = ids.map((id) => panel.shared.getNow(id));
    await Promise.resolve();
    const [first = ""] = ids;
    panel.deliver();
    expect(await panel.shared.getNow(first)).toMatchObject({ isReady: true });
    await Promise.all(early);
    expect(await panel.shared.getNow(first)).toMatchObject({ isReady: true });
  });
});
