/** When a request left and came back, in milliseconds of this machine's clock. */
export interface Journey {
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/**
 * How far a server's clock is ahead of this machine's, in milliseconds, by a time in its reply. That was read at some moment of the journey,
 * so that a long one tells little: what is known changes only as far as it contradicts.
 * @param seconds the server's Unix time, in whole seconds.
 * @param knownMs the difference as far as it was known.
 */
export function clockDifferenceMs(seconds: number, { sentAtMs, receivedAtMs }: Journey, knownMs = 0): number {
  const least = seconds * 1000 - receivedAtMs;
  const most = (seconds + 1) * 1000 - 1 - sentAtMs;
  return Math.min(Math.max(knownMs, least), most);
}
