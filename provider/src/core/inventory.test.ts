import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../test-support/clock";
import { Inventory } from "./inventory";

interface Row {
  readonly id: string;
  readonly value: number;
}

const rowsPerRequest = 10;
let clock: FakeClock;
let rows: Map<string, Row>;
/** Requests: a list costs one for each page. */
let requests: number;
let reads: string[];
let lists: number;
/** Set: lists and reads answer when this resolves. */
let gate: Promise<void> | undefined;

beforeEach(() => {
  clock = new FakeClock();
  rows = new Map();
  requests = lists = 0;
  reads = [];
  gate = undefined;
});

function inventory(): Inventory<Row> {
  return new Inventory<Row>(
    {
      list: async () => {
        lists += 1;
        requests += Math.max(1, Math.ceil(rows.size / rowsPerRequest));
        const answer = [...rows.values()];
        await gate;
        return answer;
      },
      read: (id) => {
        requests += 1;
        reads.push(id);
        return Promise.resolve(rows.get(id));
      },
      idOf: (row) => row.id,
      rowsPerRequest,
    },
    clock,
  );
}

function put(id: string, value = 0): Row {
  const row = { id, value };
  rows.set(id, row);
  return row;
}

const fill = (count: number) => Array.from({ length: count }, (_, index) => put(`r${index}`).id);

describe("a glance at the list", () => {
  const glancing = () => {
    const glances = { count: 0, hidden: new Set<string>() };
    const source = {
      list: () => {
        lists += 1;
        return Promise.resolve([...rows.values()]);
      },
      glance: () => {
        glances.count += 1;
        return Promise.resolve([...rows.values()].filter(({ id }) => !glances.hidden.has(id)));
      },
      read: (id: string) => {
        reads.push(id);
        return Promise.resolve(rows.get(id));
      },
      idOf: (row: Row) => row.id,
      rowsPerRequest,
    };
    return { glances, shared: new Inventory<Row>(source, { now: clock.now }) };
  };

  it("answers those who ask by ids, and what it lacks is read by itself", async () => {
    const ids = fill(30);
    const { glances, shared } = glancing();
    glances.hidden.add("r7");
    expect((await Promise.all(ids.map((id) => shared.get(id)))).map((row) => row?.id)).toEqual(ids);
    expect([glances.count, lists, reads]).toEqual([1, 0, ["r7"]]);
  });

  it("is not enough for those who ask for all, nor to say that something is gone", async () => {
    fill(30);
    const { glances, shared } = glancing();
    glances.hidden.add("r7");
    await shared.get("r1");
    expect((await shared.all(Infinity)).map(({ id }) => id)).toContain("r7");
    expect([glances.count, lists]).toEqual([1, 1]);
    expect(await shared.get("r99")).toBeUndefined();
  });

  it("is made again for the next ones, where one has served more than it took requests", async () => {
    const ids = fill(30);
    const { glances, shared } = glancing();
    for (const id of ids) {
      expect((await shared.once(id, 10_000))?.id).toBe(id);
      clock.advance(1_000);
    }
    expect([glances.count, lists, reads]).toEqual([3, 0, []]);
  });
});

describe("a list that is good for each row once", () => {
  it("serves readers that come one after the other, however long they take", async () => {
    const ids = fill(25);
    const shared = inventory();
    for (const id of ids) {
      expect(await shared.once(id, 900_000)).toMatchObject({ id });
      await clock.sleep(20_000);
    }
    expect([lists, reads]).toEqual([1, []]);
  });

  it("is not good for the same row again, nor for one that was changed since, nor for ever", async () => {
    const [first = "", second = "", third = ""] = fill(3);
    const shared = inventory();
    await shared.once(first, 900_000);
    await clock.sleep(20_000);
    put(first, 1);
    expect(await shared.once(first, 900_000)).toMatchObject({ value: 1 });
    const [before] = [requests];
    put(second, 1);
    shared.markStale(second);
    expect(await shared.once(second, 900_000)).toMatchObject({ value: 1 });
    await clock.sleep(901_000);
    put(third, 1);
    expect(await shared.once(third, 900_000)).toMatchObject({ value: 1 });
    expect(requests).toBeGreaterThan(before + 1);
  });

  it("is asked again for a row that it lacks", async () => {
    fill(2);
    const shared = inventory();
    await shared.once("r0", 900_000);
    expect(await shared.once("gone", 900_000)).toBeUndefined();
    put("late");
    expect(await shared.once("late", 900_000)).toMatchObject({ id: "late" });
  });
});

describe("a row that a single read does not show", () => {
  const silent = (): Inventory<Row> =>
    new Inventory<Row>(
      {
        list: () => {
          lists += 1;
          return Promise.resolve([...rows.values()]);
        },
        read: (id) => {
          reads.push(id);
          return Promise.resolve(undefined);
        },
        idOf: (row) => row.id,
        rowsPerRequest,
      },
      clock,
    );

  it("is there when the list has it", async () => {
    const [first = ""] = fill(3);
    const shared = silent();
    expect(await shared.get(first)).toEqual(rows.get(first));
    expect(await shared.getNow(first)).toEqual(rows.get(first));
    expect({ reads, lists }).toEqual({ reads: [first], lists: 2 });
  });

  it("is not there when a list of now does not have it either", async () => {
    const ids = fill(50);
    const shared = silent();
    await Promise.all(ids.map((id) => shared.get(id)));
    clock.advance(60_000);
    rows.delete("r7");
    expect(await shared.get("r7")).toBeUndefined();
    expect({ reads, lists }).toEqual({ reads: ["r7"], lists: 2 });
    // Both are of now: neither is asked again.
    expect(await shared.get("r51")).toBeUndefined();
    expect({ reads, lists }).toEqual({ reads: ["r7", "r51"], lists: 2 });
  });
});

describe("reading", () => {
  it("by many readers at once costs one list", async () => {
    const ids = fill(8);
    const shared = inventory();
    expect(await Promise.all(ids.map((id) => shared.get(id)))).toEqual([...rows.values()]);
    expect(requests).toBe(1);
  });

  it("of N services costs as many requests as there are pages, however many ask and whenever they do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        async (count, together) => {
          rows.clear();
          requests = 0;
          const ids = fill(count);
          const shared = inventory();
          for (let from = 0; from < count; from += together) {
            const some = ids.slice(from, from + together);
            expect(await Promise.all(some.map((id) => shared.get(id)))).toEqual(
              some.map((id) => rows.get(id)),
            );
          }
          expect(requests).toBe(Math.ceil(count / rowsPerRequest));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("again a little later uses the same list, and a new one when that is old", async () => {
    const ids = fill(30);
    const shared = inventory();
    await Promise.all(ids.map((id) => shared.get(id)));
    clock.advance(4_000);
    await Promise.all(ids.map((id) => shared.get(id)));
    expect(lists).toBe(1);
    clock.advance(2_000);
    await Promise.all(ids.map((id) => shared.get(id)));
    expect(lists).toBe(2);
    expect(reads).toEqual([]);
  });

  it("of a few stale rows among many is done one by one", async () => {
    const ids = fill(50);
    const shared = inventory();
    await Promise.all(ids.map((id) => shared.get(id)));
    put("r7", 1);
    shared.markStale("r7");
    expect(await shared.get("r7")).toEqual({ id: "r7", value: 1 });
    expect(await shared.get("r8")).toEqual({ id: "r8", value: 0 });
    expect(reads).toEqual(["r7"]);
    expect(lists).toBe(1);
  });

  it("of many stale rows is one list", async () => {
    const ids = fill(50);
    const shared = inventory();
    await Promise.all(ids.map((id) => shared.get(id)));
    ids.forEach((id) => {
      shared.markStale(id);
    });
    await Promise.all(ids.map((id) => shared.get(id)));
    expect(lists).toBe(2);
    expect(reads).toEqual([]);
  });

  it("of a row that the list does not show asks for it by itself before it is absent", async () => {
    fill(3);
    const shared = inventory();
    expect(await shared.get("hidden")).toBeUndefined();
    expect(reads).toEqual(["hidden"]);
  });

  it("fails for one without failing for the others", async () => {
    fill(3);
    const shared = new Inventory<Row>(
      {
        list: () => Promise.resolve([...rows.values()]),
        read: () => Promise.reject(new Error("broken")),
        idOf: (row) => row.id,
        rowsPerRequest,
      },
      clock,
    );
    const [fine, broken] = await Promise.allSettled([shared.get("r1"), shared.get("hidden")]);
    expect(fine).toMatchObject({ status: "fulfilled" });
    expect(broken).toMatchObject({ status: "rejected", reason: new Error("broken") });
  });
});

describe("our own writes", () => {
  it("add what was bought", async () => {
    fill(2);
    const shared = inventory();
    await shared.all(Infinity);
    shared.add(put("new"));
    expect((await shared.all(Infinity)).map((row) => row.id)).toEqual(["r0", "r1", "new"]);
    expect(await shared.get("new")).toEqual({ id: "new", value: 0 });
    expect(requests).toBe(1);
  });

  it("are not undone by a list that was begun before them", async () => {
    fill(2);
    const shared = inventory();
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const listing = shared.all(0);
    await Promise.resolve();
    put("r0", 1);
    shared.markStale("r0");
    open();
    await listing;
    expect(await shared.get("r0")).toEqual({ id: "r0", value: 1 });
    expect(reads).toEqual(["r0"]);
  });

  it("stay when they were read while a list was under way that was begun before them", async () => {
    fill(20);
    const shared = inventory();
    await shared.all(0);
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    clock.advance(1_000);
    const listing = shared.all(0);
    await Promise.resolve();
    put("r0", 1);
    expect(await shared.getNow("r0")).toEqual({ id: "r0", value: 1 });
    shared.add(put("bought"));
    open();
    await listing;
    expect(await shared.get("r0")).toEqual({ id: "r0", value: 1 });
    expect((await shared.all(Infinity)).map((row) => row.id)).toContain("bought");
  });

  it("are seen by the list that decides about money, which begins after them", async () => {
    fill(2);
    const shared = inventory();
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const early = shared.all(0);
    await Promise.resolve();
    put("late");
    const now = shared.allNow();
    open();
    await early;
    expect((await now).map((row) => row.id)).toContain("late");
    expect(lists).toBe(2);
  });
});

describe("rows that are about to go", () => {
  const goes = (shared: Inventory<Row>, change: object = {}) => ({
    what: "the end",
    timeoutMs: 600_000,
    pollMs: 5_000,
    arrive: shared.approach(),
    isLeaving: true,
    done: (row: Row | undefined) => row === undefined,
    ...change,
  });

  it("are looked for in one list, which tells of all that they are gone", async () => {
    const ids = fill(25);
    const shared = inventory();
    await shared.all(Infinity);
    const some = ids.slice(0, 8);
    some.forEach((id) => rows.delete(id));
    expect(await Promise.all(some.map((id) => shared.watch(id, goes(shared))))).toEqual(
      some.map(() => undefined),
    );
    expect({ lists, reads }).toEqual({ lists: 2, reads: [] });
  });

  it("are gone when a list of now lacks them, not one that was begun before", async () => {
    fill(3);
    const shared = inventory();
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    const early = shared.all(0);
    await Promise.resolve();
    rows.delete("r0");
    const gone = shared.watch("r0", goes(shared));
    open();
    await early;
    expect(await gone).toBeUndefined();
    expect({ lists, reads }).toEqual({ lists: 2, reads: [] });
  });

  it("are looked for again as long as they are there", async () => {
    const [first = "", second = ""] = fill(2);
    const shared = inventory();
    await shared.all(Infinity);
    rows.delete(first);
    const progress = (): void => void rows.delete(second);
    await Promise.all([first, second].map((id) => shared.watch(id, goes(shared, { progress }))));
    expect({ lists, reads }).toEqual({ lists: 3, reads: [] });
  });

  it("are read by themselves where they are fewer than the pages of the list, which has the last word", async () => {
    const [first = ""] = fill(25);
    const shared = inventory();
    await shared.all(Infinity);
    rows.delete(first);
    expect(await shared.watch(first, goes(shared))).toBeUndefined();
    expect({ lists, reads }).toEqual({ lists: 2, reads: [first] });
  });

  it("are there until both say otherwise, where the vendor has not said that they go", async () => {
    const [first = ""] = fill(5);
    const shared = inventory();
    await shared.all(Infinity);
    rows.delete(first);
    expect(await shared.watch(first, goes(shared, { isLeaving: false }))).toBeUndefined();
    expect({ lists, reads }).toEqual({ lists: 2, reads: [first] });
  });
});

describe("waiting", () => {
  const until = (value: number, change: object = {}) => ({
    what: "the value",
    timeoutMs: 600_000,
    pollMs: 5_000,
    done: (row: Row | undefined) => row?.value === value,
    ...change,
  });

  it("by many shares its polls", async () => {
    const ids = fill(40);
    const shared = inventory();
    const read = inventoryTick(60_000, () => {
      ids.forEach((id) => put(id, 1));
    });
    await Promise.all(ids.map((id) => shared.watch(id, until(1, { progress: read }))));
    expect(reads).toEqual([]);
    // From 5 s growing to a quarter of what has passed: not one poll for each of the 40.
    expect(lists).toBeLessThan(14);
  });

  it("reads at growing intervals", async () => {
    put("slow");
    const shared = inventory();
    const moments: number[] = [];
    const start = clock.now().getTime();
    const waiting = shared.watch(
      "slow",
      until(1, { progress: () => void moments.push(clock.now().getTime() - start) }),
    );
    await expect(waiting).rejects.toThrow("the value was not seen within 10m");
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
    expect(gaps[0]).toBe(5_000);
    expect(gaps.at(-1)).toBe(60_000);
    expect(gaps.every((gap, index) => gap >= (gaps[index - 1] ?? 0))).toBe(true);
    expect(moments.length).toBeLessThan(30);
  });

  it("ends at its bound, however long the last pause would be", async () => {
    put("slow");
    const start = clock.now().getTime();
    await expect(inventory().watch("slow", until(1, { timeoutMs: 7_000 }))).rejects.toThrow("within 7s");
    expect(clock.now().getTime() - start).toBe(7_000);
  });

  it("looks once even without any time, and is told of a row that is not there", async () => {
    put("fast", 1);
    expect(await inventory().watch("fast", until(1, { timeoutMs: 0 }))).toEqual({ id: "fast", value: 1 });
    expect(
      await inventory().watch("none", until(1, { done: (row: Row | undefined) => row === undefined })),
    ).toBeUndefined();
  });

  /** Changes rows once so much time has passed. */
  function inventoryTick(afterMs: number, change: () => void): () => void {
    const start = clock.now().getTime();
    return () => {
      if (clock.now().getTime() - start >= afterMs) change();
    };
  }
});
