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
