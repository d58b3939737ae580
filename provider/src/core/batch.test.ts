import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Batcher, type BatchOptions, type Verdict } from "./batch";
import {
  AccountRefusedError,
  NotSentError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "./errors";

/** A vendor that knows names, refuses batches with a bad one, and remembers each request. */
class Shop {
  readonly there = new Set<string>();
  readonly requests: string[][] = [];
  looks = 0;
  bad = new Set<string>();
  /** Whether good names before a bad one are taken although the request is refused. */
  isPartial = false;
  latencyMs = 0;
  failure: (() => Error) | undefined;
  /** Names of a request that is carried out although its reply is lost. */
  doneUnseen: (name: string) => boolean = () => false;

  batcher(options: Partial<BatchOptions<string>> = {}): Batcher<string> {
    return new Batcher<string>({
      send: (names) => this.send(names),
      look: (names) => this.look(names),
      maxItems: 100,
      inFlight: 8,
      ...options,
    });
  }

  private async send(names: readonly string[]): Promise<void> {
    this.requests.push([...names]);
    if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
    if (this.failure !== undefined) {
      for (const name of names) if (this.doneUnseen(name)) this.there.add(name);
      throw this.failure();
    }
    const good = names.filter((name) => !this.bad.has(name));
    if (good.length === names.length || this.isPartial) for (const name of good) this.there.add(name);
    if (good.length < names.length)
      throw new RefusedError("the vendor refused", { vendorMessage: "a bad name" });
  }

  private look(names: readonly string[]): Promise<Verdict[]> {
    this.looks += 1;
    return Promise.resolve(names.map((name) => (this.there.has(name) ? "done" : "open")));
  }
}

const names = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `n${from + index}`);

let shop: Shop;
beforeEach(() => {
  vi.useFakeTimers();
  shop = new Shop();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The outcomes of all, once time has passed. */
async function outcomes(promises: Promise<void>[]): Promise<PromiseSettledResult<void>[]> {
  const settled = Promise.allSettled(promises);
  await vi.runAllTimersAsync();
  return settled;
}

describe("collecting", () => {
  it("sends together what comes within a moment", async () => {
    const batcher = shop.batcher({ quietMs: 200 });
    const first = batcher.submit("a");
    await vi.advanceTimersByTimeAsync(150);
    const second = batcher.submit("b");
    // They lay 150 apart: a moment is four times that.
    await vi.advanceTimersByTimeAsync(599);
    expect(shop.requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all([first, second]);
    expect(shop.requests).toEqual([["a", "b"]]);
  });

  it("sends at once when a batch is full", async () => {
    const batcher = shop.batcher({ maxItems: 3 });
    const written = names(7).map((name) => batcher.submit(name));
    await vi.advanceTimersByTimeAsync(0);
    expect(shop.requests.map((request) => request.length)).toEqual([3, 3]);
    await outcomes(written);
    expect(shop.requests.map((request) => request.length)).toEqual([3, 3, 1]);
  });

  it("keeps a request within its length, and sends a longer item alone", async () => {
    const batcher = shop.batcher({ maxLength: 5, lengthOf: (name) => name.length });
    await outcomes(["aa", "bb", "cc", "dddddddd", "e"].map((name) => batcher.submit(name)));
    expect(shop.requests).toEqual([["aa", "bb"], ["cc"], ["dddddddd"], ["e"]]);
  });

  it("waits only a little when all that can be in flight are waiting, once it is known how many these are", async () => {
    const batcher = shop.batcher({ inFlight: 4, quietMs: 10_000, maxWaitMs: 60_000, fullHouseMs: 30 });
    for (const momentMs of [10_000, 30]) {
      const before = shop.requests.length;
      const written = names(6, before).map((name) => batcher.submit(name));
      await vi.advanceTimersByTimeAsync(momentMs - 1);
      expect(shop.requests).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      await Promise.all(written);
      expect(shop.requests).toHaveLength(before + 1);
    }
  });

  it("waits longer where items come slowly", async () => {
    const batcher = shop.batcher({ quietMs: 200 });
    const written: Promise<void>[] = [];
    for (const name of names(5)) {
      written.push(batcher.submit(name));
      await vi.advanceTimersByTimeAsync(180);
    }
    expect(shop.requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(4 * 180);
    await Promise.all(written);
    expect(shop.requests).toEqual([names(5)]);
  });

  it("never lets an item wait longer than the bound", async () => {
    const batcher = shop.batcher({ quietMs: 200, maxWaitMs: 1_000, inFlight: 100 });
    const written: Promise<void>[] = [];
    for (let index = 0; index < 20; index += 1) {
      written.push(batcher.submit(`n${index}`));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(shop.requests.length).toBeGreaterThanOrEqual(1);
    expect(shop.requests[0]).toHaveLength(10);
    await outcomes(written);
  });

  it("keeps groups apart", async () => {
    const batcher = shop.batcher({ groupOf: (name) => name.slice(0, 1) });
    await outcomes(["a1", "b1", "a2", "b2"].map((name) => batcher.submit(name)));
    expect(shop.requests).toEqual([
      ["a1", "a2"],
      ["b1", "b2"],
    ]);
  });

  it.each([
    [8, 8, 125 + 10],
    [100, 8, 25],
    [3, 8, 334 + 10],
  ])(
    "with %i in flight and %i expected, 1,000 items take at most %i requests",
    async (inFlight, expected, most) => {
      shop.latencyMs = 40;
      const batcher = shop.batcher({ inFlight: expected });
      const queue = names(1_000);
      const worker = async (): Promise<void> => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
          // The engine checks, diffs and saves between two resources.
          await new Promise((resolve) => setTimeout(resolve, 1 + (name.length % 3) * 4));
          await batcher.submit(name);
        }
      };
      await outcomes(Array.from({ length: inFlight }, worker));
      expect(shop.there.size).toBe(1_000);
      expect(shop.requests.length).toBeLessThanOrEqual(most);
    },
  );

  it.each([
    [8, 30, 125 + 10],
    [8, 350, 125 + 10],
    [100, 30, 25],
    [100, 120, 25],
  ])(
    "with %i in flight that are started %i ms apart, 1,000 items take at most %i requests",
    async (inFlight, apartMs, most) => {
      shop.latencyMs = 40;
      const batcher = shop.batcher();
      const queue = names(1_000);
      // The engine checks and saves one resource after another, sometimes for longer.
      let turn = Promise.resolve();
      const worker = async (): Promise<void> => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
          const pauseMs = apartMs * (name.endsWith("7") ? 2 : 1);
          turn = turn.then(() => new Promise((resolve) => setTimeout(resolve, pauseMs)));
          await turn;
          await batcher.submit(name);
        }
      };
      await outcomes(Array.from({ length: inFlight }, worker));
      expect(shop.there.size).toBe(1_000);
      expect(shop.requests.length).toBeLessThanOrEqual(most);
    },
  );
});

describe("a refused batch", () => {
  it("does not sink the good items with the bad one", async () => {
    shop.bad = new Set(["n37"]);
    const batcher = shop.batcher();
    const results = await outcomes(names(100).map((name) => batcher.submit(name)));
    const refused = results.flatMap((result, index) => (result.status === "rejected" ? [index] : []));
    expect(refused).toEqual([37]);
    expect(results[37]).toMatchObject({ reason: { name: "RefusedError" } });
    expect(shop.there.size).toBe(99);
    expect(shop.requests.length).toBeLessThanOrEqual(15);
  });

  it("is looked at before anything is sent again", async () => {
    shop.isPartial = true;
    shop.bad = new Set(["n3"]);
    const batcher = shop.batcher();
    const results = await outcomes(names(10).map((name) => batcher.submit(name)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(9);
    // The nine were there after the first request: only the tenth is asked for again.
    expect(shop.requests).toEqual([names(10), ["n3"]]);
    expect(shop.looks).toBe(2);
  });

  it("gives an item the reason that the look found", async () => {
    const batcher = new Batcher<string>({
      send: () => Promise.reject(new RefusedError("the vendor refused")),
      look: (items) => Promise.resolve(items.map(() => new RefusedError("the name is somebody else's"))),
      maxItems: 10,
    });
    const [result] = await outcomes([batcher.submit("a")]);
    expect(result).toMatchObject({ reason: { what: "the name is somebody else's" } });
  });

  it("is neither split nor looked at when the account itself is refused", async () => {
    shop.failure = () => new AccountRefusedError("credentials", "the key is wrong");
    const batcher = shop.batcher();
    const results = await outcomes(names(10).map((name) => batcher.submit(name)));
    expect(results.every((result) => result.status === "rejected")).toBe(true);
    expect(shop.requests).toHaveLength(1);
    expect(shop.looks).toBe(0);
  });

  it("is not split when the caller says that the refusal concerns all", async () => {
    shop.failure = () => new RefusedError("the quota is reached");
    const batcher = shop.batcher({ concernsAll: (refusal) => refusal.what.includes("quota") });
    await outcomes(names(10).map((name) => batcher.submit(name)));
    expect(shop.requests).toHaveLength(1);
  });

  it("never writes an item twice and never loses one, whatever is bad", async () => {
    vi.useRealTimers();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(39)),
        fc.boolean(),
        async (count, bad, isPartial) => {
          const one = new Shop();
          one.bad = new Set(bad.map((index) => `n${index}`));
          one.isPartial = isPartial;
          const batcher = one.batcher({ quietMs: 0, fullHouseMs: 0 });
          const results = await Promise.allSettled(names(count).map((name) => batcher.submit(name)));
          results.forEach((result, index) => {
            expect(result.status).toBe(one.bad.has(`n${index}`) ? "rejected" : "fulfilled");
          });
          const good = names(count).filter((name) => !one.bad.has(name));
          expect([...one.there].sort()).toEqual([...good].sort());
          expect(one.requests.length).toBeLessThanOrEqual(2 * count);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a batch of unknown outcome", () => {
  it("is not repeated, and each item has the verdict of the look", async () => {
    shop.failure = () => new UnknownOutcomeError("the reply was lost");
    shop.doneUnseen = (name) => name !== "n2";
    const batcher = shop.batcher();
    const results = await outcomes(names(4).map((name) => batcher.submit(name)));
    expect(results.map((result) => result.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(results[2]).toMatchObject({ reason: { name: "UnknownOutcomeError" } });
    expect(shop.requests).toHaveLength(1);
  });

  it("stays unknown when no look is possible", async () => {
    const batcher = shop.batcher({
      send: () => Promise.reject(new UnknownOutcomeError("the reply was lost")),
      look: () => Promise.reject(new UnavailableError("no answer")),
    });
    const [result] = await outcomes([batcher.submit("a")]);
    expect(result).toMatchObject({ reason: { name: "UnknownOutcomeError" } });
  });

  it("was certainly not done when nothing was sent, so nobody looks", async () => {
    shop.failure = () => new NotSentError("no connection");
    const batcher = shop.batcher();
    const results = await outcomes(names(3).map((name) => batcher.submit(name)));
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(results[0]).toMatchObject({ reason: { name: "NotSentError" } });
    expect(shop.looks).toBe(0);
    expect(shop.requests).toHaveLength(1);
  });
});

it("takes new items after a failure", async () => {
  shop.failure = () => new NotSentError("no connection");
  const batcher = shop.batcher();
  await outcomes([batcher.submit("a")]);
  shop.failure = undefined;
  const [result] = await outcomes([batcher.submit("b")]);
  expect(result?.status).toBe("fulfilled");
});
