import { setTimeout as sleep } from "node:timers/promises";
import { bulkhead, type BulkheadPolicy } from "cockatiel";

/** Decides when a request may start: so many at once, so far apart, and not while the server asked for silence. */
export class Pace {
  readonly #slots: BulkheadPolicy;
  readonly #minIntervalMs: number;
  #notBefore = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(maxInFlight: number, minIntervalMs: number) {
    this.#slots = bulkhead(maxInFlight, Number.POSITIVE_INFINITY);
    this.#minIntervalMs = minIntervalMs;
  }

  /** Runs the work when its turn has come. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#slots.execute(async () => {
      await (this.#queue = this.#queue.then(() => this.#takeTurn()));
      return work();
    });
  }

  /** Lets nothing start for so long, from now on. */
  hold(durationMs: number): void {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + durationMs);
  }

  async #takeTurn(): Promise<void> {
    // A hold may come while another one is waited for, and a timer may fire a moment early.
    for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs()) await sleep(wait);
    this.#notBefore = performance.now() + this.#minIntervalMs;
  }

  #waitMs(): number {
    return this.#notBefore - performance.now();
  }
}

/**
 * The wait that a `Retry-After` header asks for, in milliseconds: seconds or an HTTP date. `undefined` when there is none
 * or it cannot be read; 0 when the date has passed.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
