import { clockDifferenceMs, type Journey } from "../../core/http/clock-difference";
import { say } from "../language/say";

/** A difference up to so many seconds is no reason for a refused signature: it is valid for ten. */
const fewSeconds = 3;

/**
 * A reply to a request that was taken is no proof of a clock that is further away than a day: a panel may write anything there.
 */
const mostLearnedMs = 24 * 3_600_000;

/** Reads the panel's clock: ours, and how far the panel's was found to be from it. */
export class PanelClock {
  readonly #now: () => Date;
  #offsetMs = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Our own clock, in milliseconds. */
  get ownMs(): number {
    return this.#now().getTime();
  }

  /** The panel's Unix time, in whole seconds, as far as it is known. */
  get panelSeconds(): number {
    return Math.floor((this.ownMs + this.#offsetMs) / 1000);
  }

  /** The correction in force: for {@link restore}. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Takes a correction back that did not help. */
  restore(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /**
   * Learns from the time in a reply.
   * @param seconds the panel's Unix time.
   * @param isRefused whether the panel refused the signature, which makes any time believable.
   */
  learn(seconds: number, journey: Journey, isRefused: boolean): void {
    const found = clockDifferenceMs(seconds, journey, this.#offsetMs);
    if (isRefused || Math.abs(found) <= mostLearnedMs) this.#offsetMs = found;
  }
}

/** Whether a signature was refused because of its time. @param signed the time that was signed, in seconds. */
export function explainsRefusal(signed: number, panelSeconds: number): boolean {
  return Math.abs(signed - panelSeconds) > fewSeconds;
}

/** Both clocks, for who has to set one of them. */
export function clocksInWords(ownMs: number, panelSeconds: number | undefined): string {
  const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  const own = iso(ownMs);
  return panelSeconds === undefined || Number.isNaN(new Date(panelSeconds * 1000).getTime())
    ? say("This machine's clock says {own}; the panel does not say what its own is", { own })
    : say("This machine's clock says {own}, the panel's {panel}", { own, panel: iso(panelSeconds * 1000) });
}
