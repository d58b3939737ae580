import { describe, expect, it } from "vitest";
import { addMonths, dayOf, isStamp, monthsLeft, stampOf, unusedPart } from "./time";

describe("the panel's time", () => {
  it("is UTC+8, as in the vendor's sample", () => {
    expect(stampOf(new Date(1629256049_000))).toBe("2021-08-18 11:07:29");
    expect(dayOf(new Date("2026-01-01T16:00:00Z"))).toBe("20260102");
  });

  it.each([
    "2021-02-29 00:00:00",
    "2021-09-02",
    "2021-09-02T11:03:00",
    "2021-09-02 11:03",
    "2021-09-02 24:00:01",
  ])("does not take %s for a time", (text) => {
    expect(isStamp(text)).toBe(false);
  });

  it("ends a term on the same day, or on the month's last", () => {
    expect(isStamp("2021-08-17 16:57:43")).toBe(true);
    expect(addMonths("2021-08-17 16:57:43", 1)).toBe("2021-09-17 16:57:43");
    expect(addMonths("2026-01-31 00:00:00", 1)).toBe("2026-02-28 00:00:00");
  });

  it("counts the months left in those of the term, the first by its rest", () => {
    const left = (start: string, end: string, now: string): string => monthsLeft(start, end, now).toFixed(4);
    expect(left("2026-01-31 00:00:00", "2026-02-28 00:00:00", "2026-01-31 00:00:00")).toBe("1.0000");
    expect(left("2026-01-01 00:00:00", "2026-04-01 00:00:00", "2026-01-01 00:00:00")).toBe("3.0000");
    expect(left("2026-01-01 00:00:00", "2026-05-01 00:00:00", "2026-04-16 00:00:00")).toBe("0.5000");
    expect(left("2026-01-01 00:00:00", "2026-02-01 00:00:00", "2026-02-01 00:00:00")).toBe("0.0000");
  });

  it("knows which part of a span is left", () => {
    const [from, to] = ["2026-04-01 00:00:00", "2026-05-01 00:00:00"];
    expect(unusedPart(from, to, "2026-04-16 00:00:00").toString()).toBe("0.5");
    expect(unusedPart(from, to, "2026-03-01 00:00:00").toString()).toBe("1");
    expect(unusedPart(from, to, "2026-05-01 00:00:00").toString()).toBe("0");
  });
});
