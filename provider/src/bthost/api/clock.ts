/** A difference up to so many seconds is no reason for a refused signature: it is valid for ten. */
const fewSeconds = 3;

/**
 * A reply to a request that was taken is no proof of a clock that is further away than a day: a panel may write anything there.
 */
const mostLearnedMs = 24 * 3_600_000;

/** When a request left and came back, in milliseconds of our clock. */
export interface Journey {
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

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
   * Learns from the time in a reply. It was read at some moment of the journey, so that a long one tells little: what is known
   * changes only as far as it contradicts.
   * @param seconds the panel's Unix time.
   * @param isRefused whether the panel refused the signature, which makes any time believable.
   */
  learn(seconds: number, { sentAtMs, receivedAtMs }: Journey, isRefused: boolean): void {
    const least = seconds * 1000 - receivedAtMs;
    const most = (seconds + 1) * 1000 - 1 - sentAtMs;
    const found = Math.min(Math.max(this.#offsetMs, least), most);
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
  const own = `This machine's clock says ${iso(ownMs)}`;
  return panelSeconds === undefined || Number.isNaN(new Date(panelSeconds * 1000).getTime())
    ? `${own}; the panel does not say what its own is`
    : `${own}, the panel's ${iso(panelSeconds * 1000)}`;
}
