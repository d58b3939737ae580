import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Gathering } from "./gathering";

const pollMs = 500;
const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

let gathering: Gathering;
/** When each look was, in milliseconds, and how many looked. */
let looks: Map<number, number>;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  gathering = new Gathering({ inFlight: 8, now: Date.now, sleep: later });
  looks = new Map();
});
afterEach(() => {
  vi.useRealTimers();
});

async function look(intervalMs: number, how: { isAgain?: boolean; arrive?: () => void } = {}): Promise<void> {
  await gathering.join({ intervalMs, pollMs, ...how });
  const now = Date.now();
  looks.set(now, (looks.get(now) ?? 0) + 1);
}

describe("who waits alone", () => {
  it("waits for nobody, however many come one after the other", async () => {
    const chain = async (): Promise<void> => {
      for (let number = 0; number < 5; number += 1) {
        await later(100);
        await look(0);
      }
      await look(pollMs);
    };
    const done = chain();
    await vi.runAllTimersAsync();
    await done;
    expect([...looks.keys()]).toEqual([100, 200, 300, 400, 500, 1_000]);
  });

  it("joins a moment that comes sooner than its own", async () => {
    const both = Promise.all([look(100), look(400)]);
    await vi.runAllTimersAsync();
    await both;
    expect([...looks.values()]).toEqual([2]);
  });
});

describe("who is on the way", () => {
  it("is waited for", async () => {
    const arrive = gathering.approach();
    const first = look(0);
    await vi.advanceTimersByTimeAsync(300);
    const second = look(0, { arrive });
    await vi.runAllTimersAsync();
    await Promise.all([first, second]);
    expect([...looks.values()]).toEqual([2]);
  });

  it("is not waited for any more when it does not come, nor for longer than a poll", async () => {
    const never = gathering.approach();
    const first = look(0);
    await vi.advanceTimersByTimeAsync(100);
    never();
    never();
    await vi.runAllTimersAsync();
    await first;
    expect([...looks.keys()][0]).toBeLessThan(150);
    gathering.approach();
    const begun = Date.now();
    const second = look(0);
    await vi.runAllTimersAsync();
    await second;
    expect([...looks.keys()].map((at) => at - begun)[1]).toBeLessThanOrEqual(pollMs + 20);
  });
});

/** An engine that begins so many at once, and another one after each that has ended and was saved: each is sent and then looked at. */
async function fleet(count: number, saveMs: number, parallel: number): Promise<void> {
  let free = parallel;
  const running: Promise<void>[] = [];
  for (let number = 0; number < count; number += 1) {
    while (free === 0) await later(1);
    if (number >= parallel) await later(saveMs);
    free -= 1;
    const arrive = gathering.approach();
    running.push(
      later(20)
        .then(() => look(0, { arrive }))
        .then(() => {
          free += 1;
        }),
    );
  }
  await Promise.all(running);
}

describe("a fleet", () => {
  it.each([5, 40, 100, 400, 900])(
    "whose state takes %d ms to save looks as many at a time as there can be",
    async (save) => {
      const all = fleet(80, save, 8);
      await vi.runAllTimersAsync();
      await all;
      expect([...looks.values()].reduce((sum, together) => sum + together, 0)).toBe(80);
      // The first of them come to know that there are others, and after the last no more come.
      expect(looks.size).toBeLessThanOrEqual(80 / 8 + 8);
    },
  );

  it("of fewer at a time than there can be is not held for long", async () => {
    const all = fleet(30, 10, 3);
    await vi.runAllTimersAsync();
    await all;
    expect(looks.size).toBeLessThanOrEqual(10 + 3);
    expect(Date.now()).toBeLessThan(10 * 500);
  });

  it("that looks again does so at its interval", async () => {
    const each = async (): Promise<void> => {
      await look(pollMs);
      for (let round = 0; round < 3; round += 1) await look(pollMs, { isAgain: true });
    };
    const all = Promise.all([each(), each(), each()]);
    await vi.runAllTimersAsync();
    await all;
    expect([...looks]).toEqual([500, 1_000, 1_500, 2_000].map((at) => [at, 3]));
  });
});
