import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./wait";

describe("durations", () => {
  it.each([
    ["90s", 90_000],
    ["30m", 1_800_000],
    ["2h", 7_200_000],
    ["1.5h", 5_400_000],
    ["1d", 86_400_000],
  ])("reads %s", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(["", "5", "5 m", "m", "-5m", "5w", "1h30m"])("does not read %j", (text) => {
    expect(() => parseDuration(text)).toThrow(TypeError);
  });

  it.each([
    [-1, "0s"],
    [40_000, "40s"],
    [720_000, "12m"],
    [3 * 3_600_000, "3h"],
    [5 * 86_400_000, "5d"],
  ])("writes %d for people", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
