import type { SandboxClock } from "../src/sandbox/clock";
import type { Surroundings } from "../src/core/vendor";

/** Where sleeping moves the sandbox's clock: nobody waits, and everything that takes its time in the sandbox comes as it would. */
export const surroundingsBy = (clock: Pick<SandboxClock, "now" | "advance">): Surroundings => ({
  now: () => clock.now(),
  sleep: (milliseconds) => {
    clock.advance({ seconds: milliseconds / 1_000 });
    return new Promise((resolve) => setImmediate(resolve));
  },
});

/** A clock that only sleeping moves. */
export class FakeClock {
  #ms: number;

  constructor(start = "2026-03-01T12:00:00.000Z") {
    this.#ms = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.#ms);

  readonly sleep = (milliseconds: number): Promise<void> => {
    this.advance(milliseconds);
    return new Promise((resolve) => setImmediate(resolve));
  };

  advance(milliseconds: number): void {
    this.#ms += milliseconds;
  }
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
