import { setTimeout as pause } from "node:timers/promises";

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
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)}h`;
  return `${Math.round(seconds / 86_400)}d`;
}

/** A pause that can be replaced in tests. */
export type Sleep = (milliseconds: number) => Promise<void>;

export const sleep: Sleep = async (milliseconds) => {
  await pause(milliseconds);
};
