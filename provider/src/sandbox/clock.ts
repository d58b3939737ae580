import { Duration } from "luxon";
import type { Store } from "./store";

/** What {@link SandboxClock.advance} adds. */
export interface TimeSpan {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** The time inside a panel: the real one plus an offset that tests move. */
export class SandboxClock {
  /**
   * @param offsetMs milliseconds ahead of the real time
   * @param moved called after each move, so that its owner can act on it and save it
   */
  constructor(
    private offsetMs: number,
    private readonly moved: (offsetMs: number) => void,
  ) {}

  /**
   * The clock of a panel whose state keeps how far it was moved.
   * @param settle does what is due by the new time, before that is saved
   */
  static of(store: Store<{ clockOffsetMs: number }>, settle: () => void): SandboxClock {
    return new SandboxClock(store.state.clockOffsetMs, (offsetMs) => {
      store.state.clockOffsetMs = offsetMs;
      settle();
      store.save();
    });
  }

  /** The panel's time, at which terms end and scheduled work is done. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Moves the panel's time on; a day is 24 hours. */
  advance(span: TimeSpan): void {
    this.offsetMs += Duration.fromObject(span).toMillis();
    this.moved(this.offsetMs);
  }
}
