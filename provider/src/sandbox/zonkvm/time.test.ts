import { describe, expect, it } from "vitest";
import { addMonths, isStamp, monthsLeft, monthsUpTo, stampOf, unusedPart } from "./time";

describe("the panel's time", () => {
  it("is UTC+8", () => {
    expect(stampOf(Date.UTC(2026, 4, 25, 16, 0, 1))).toBe("2026-05-26 00:00:01");
  });

  it.each([
    ["2026-05-25 10:00:00", true],
    ["2026-02-30 10:00:00", false],
    ["2026-05-25", false],
    ["2026-05-25T10:00:00", false],
  ])("has the stamp %s: %s", (text, valid) => {
    expect(isStamp(text)).toBe(valid);
  });

  it("ends a month that is too short on its last day, and counts months up to it", () => {
    expect(addMonths("2026-01-31 10:00:00", 1)).toBe("2026-02-28 10:00:00");
    expect(monthsUpTo("2026-01-31 10:00:00", "2026-02-28 10:00:00")).toBe(1);
    expect(monthsUpTo("2026-01-31 10:00:00", "2026-02-28 10:00:01")).toBe(2);
    expect(monthsUpTo("2026-01-31 10:00:00", "2027-01-31 10:00:00")).toBe(12);
  });

  it("counts what is left in the months before the end", () => {
    expect(monthsLeft("2026-06-01 00:00:00", "2026-05-01 00:00:00").toNumber()).toBe(1);
    expect(monthsLeft("2026-07-01 00:00:00", "2026-05-16 12:00:00").toNumber()).toBe(1.5);
    expect(monthsLeft("2026-06-01 00:00:00", "2026-06-01 00:00:00").toNumber()).toBe(0);
    expect(unusedPart("2026-05-01 00:00:00", "2026-05-11 00:00:00", "2026-05-06 00:00:00").toNumber()).toBe(
      0.5,
    );
    expect(unusedPart("2026-06-01 00:00:00", "2026-07-01 00:00:00", "2026-05-06 00:00:00").toNumber()).toBe(
      1,
    );
  });
});
