import { setTimeout as sleep } from "node:timers/promises";
import { bulkhead, type BulkheadPolicy } from "cockatiel";

/** Decides when a request may start: so many at once, so far apart, and not while the server asked for silence. */
export class Pace {
  readonly #slots: BulkheadPolicy;
  readonly #minIntervalMs: number;
  #nextStart = 0;

  constructor(maxInFlight: number, minIntervalMs: number) {
    this.#slots = bulkhead(maxInFlight, Number.POSITIVE_INFINITY);
    this.#minIntervalMs = minIntervalMs;
  }

  /** Runs the work when its turn has come. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#slots.execute(async () => {
      const now = Date.now();
      const start = Math.max(now, this.#nextStart);
      this.#nextStart = start + this.#minIntervalMs;
      if (start > now) await sleep(start - now);
      return work();
    });
  }

  /** Lets nothing start for so long, from now on. */
  hold(durationMs: number): void {
    this.#nextStart = Math.max(this.#nextStart, Date.now() + durationMs);
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
