import { setTimeout as pause } from "node:timers/promises";
import { say } from "./language/say";

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The form of a duration: a number and its unit, `"90s"`, `"30m"`, `"2h"`, `"1d"`. */
export const durationPattern = /^(\d+(?:\.\d+)?)(s|m|h|d)$/;

/** `"2h"` in milliseconds. Throws a `TypeError` on anything that {@link durationPattern} does not match. */
export function parseDuration(text: string): number {
  const [, amount, unit] = durationPattern.exec(text) ?? [];
  const factor = unit === undefined ? undefined : units[unit];
  if (amount === undefined || factor === undefined)
    throw new TypeError(`"${text}" is not a duration such as "30m"`);
  return Number(amount) * factor;
}

/** For people: `40s`, `12m`, `3h`, `5d`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 120) return say("{seconds}s", { seconds });
  if (seconds < 7_200) return say("{minutes}m", { minutes: Math.round(seconds / 60) });
  if (seconds < 172_800) return say("{hours}h", { hours: Math.round(seconds / 3_600) });
  return say("{days}d", { days: Math.round(seconds / 86_400) });
}

/** A pause that can be replaced in tests. */
export type Sleep = (milliseconds: number) => Promise<void>;

export const sleep: Sleep = async (milliseconds) => {
  await pause(milliseconds);
};
