import { availableParallelism } from "node:os";
import { sleep as realSleep, type Sleep } from "./wait";

export interface GatheringOptions {
  /** How many can be on their way at once, as far as is known. Default: Pulumi's, four for each processor. */
  readonly inFlight?: number;
  readonly now?: (() => number) | undefined;
  readonly sleep?: Sleep | undefined;
}

/** How somebody joins. */
export interface Joining {
  /** The moment comes at most so many milliseconds later, unless others are on their way. */
  readonly intervalMs: number;
  /** The first interval between two looks of the same, in milliseconds: nobody is waited for longer than this who may not come at all. */
  readonly pollMs: number;
  /** Whether this one looks again: it was here before. */
  readonly isAgain?: boolean;
  /** What {@link Gathering.approach} returned. */
  readonly arrive?: (() => void) | undefined;
}

interface Moment {
  readonly at: number;
  readonly done: Promise<void>;
  waiting: number;
  /** The longest of those who wait. */
  pollMs: number;
}

/** Others are waited for as long as they keep coming: so many times what lay between them lately, … */
const pauses = 3;
/** … this long at the least and at the most, … */
const shortestQuietMs = 200;
const longestQuietMs = 3_000;
/** … and in all. */
const longestMs = 10_000;
const stepMs = 20;

/**
 * The common moments at which those who wait look together. The engine starts a resource when another one ends, one after another, at a pace
 * that its state and the machine set: a moment is put off for those who are on their way, and where several have waited together,
 * as long as others keep coming and not as many wait as can be on their way at once. Who is alone waits for nobody.
 */
export class Gathering {
  readonly #inFlight: number;
  readonly #now: () => number;
  readonly #sleep: Sleep;
  #moment: Moment | undefined;
  #approaching = 0;
  /** How many looked together last. */
  #together = 0;
  #newest = -Infinity;
  /** When the last moment was over: then the engine can begin others. */
  #over = -Infinity;
  /** What lies between two who come, or between a moment and the next who comes: the longest of late. */
  #pauseMs = 0;

  constructor(options: GatheringOptions = {}) {
    this.#inFlight = options.inFlight ?? 4 * availableParallelism();
    this.#now = options.now ?? Date.now;
    this.#sleep = options.sleep ?? realSleep;
  }

  /** Says that somebody is on the way, who joins soon. Returns what is to be called when they do, or do not come after all. */
  approach(): () => void {
    this.#approaching += 1;
    let isHere = false;
    return () => {
      if (!isHere) this.#approaching -= 1;
      isHere = true;
    };
  }

  /** Waits for the next common moment. */
  join({ intervalMs, pollMs, isAgain, arrive }: Joining): Promise<void> {
    if (isAgain !== true) this.#count();
    arrive?.();
    const now = this.#now();
    if (this.#moment !== undefined && this.#moment.at <= now + intervalMs) {
      this.#moment.waiting += 1;
      this.#moment.pollMs = Math.max(this.#moment.pollMs, pollMs);
      return this.#moment.done;
    }
    const moment: Moment = {
      at: now + intervalMs,
      waiting: 1,
      pollMs,
      // A timer may end a little before its time: a moment has come when its sleep is over, whatever the clock says.
      done: this.#sleep(intervalMs)
        .then(() => this.#holdFor(moment))
        .finally(() => {
          this.#together = moment.waiting;
          this.#over = this.#now();
          if (this.#moment === moment) this.#moment = undefined;
        }),
    };
    this.#moment = moment;
    return moment.done;
  }

  /** Notes that somebody has come who was not here before. */
  #count(): void {
    const now = this.#now();
    const pauseMs = now - Math.max(this.#newest, this.#over);
    this.#newest = now;
    // Who comes later than anyone would be waited for does not belong to those before.
    if (pauseMs * pauses <= longestQuietMs) this.#pauseMs = Math.max(pauseMs, this.#pauseMs * 0.8);
  }

  async #holdFor(moment: Moment): Promise<void> {
    for (let heldMs = 0; heldMs < longestMs && this.#isHeld(moment, heldMs); heldMs += stepMs)
      await this.#sleep(stepMs);
  }

  #isHeld({ waiting, pollMs }: Moment, heldMs: number): boolean {
    if (waiting >= this.#inFlight) return false;
    if (this.#approaching > 0 && heldMs < pollMs) return true;
    if (Math.max(waiting, this.#together) < 2) return false;
    const quietMs = Math.max(Math.min(shortestQuietMs, pollMs), pauses * this.#pauseMs);
    return this.#now() - this.#newest < Math.min(quietMs, longestQuietMs);
  }
}
