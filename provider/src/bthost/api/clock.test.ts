import { describe, expect, it } from "vitest";
import { clocksInWords, explainsRefusal, PanelClock } from "./clock";

const startMs = Date.parse("2026-03-01T10:00:00.400Z");
const startSeconds = Math.floor(startMs / 1000);

const clockAt = (ms = startMs) => new PanelClock(() => new Date(ms));
const briefly = { sentAtMs: startMs - 50, receivedAtMs: startMs };

describe("the panel's clock", () => {
  it("is ours until a reply contradicts", () => {
    const clock = clockAt();
    expect(clock.panelSeconds).toBe(startSeconds);
    clock.learn(startSeconds, briefly, false);
    expect(clock.offsetMs).toBe(0);
  });

  it.each([60, -60, 5, -5])("is followed when it is %d seconds off", (by) => {
    const clock = clockAt();
    clock.learn(startSeconds + by, briefly, false);
    expect(Math.abs(clock.panelSeconds - (startSeconds + by))).toBeLessThanOrEqual(1);
  });

  it("is told little by a reply that took long", () => {
    const clock = clockAt();
    const long = { sentAtMs: startMs - 120_000, receivedAtMs: startMs };
    // Whether the panel read its clock at the beginning or at the end, nobody knows.
    clock.learn(startSeconds - 120, long, false);
    clock.learn(startSeconds, long, false);
    expect(clock.offsetMs).toBe(0);
  });

  it("is believed to be years off only when it refused for that", () => {
    const clock = clockAt();
    clock.learn(1_598_500_617, briefly, false);
    expect(clock.offsetMs).toBe(0);
    clock.learn(1_598_500_617, briefly, true);
    expect(Math.abs(clock.panelSeconds - 1_598_500_617)).toBeLessThanOrEqual(1);
    clock.restore(0);
    expect(clock.panelSeconds).toBe(startSeconds);
  });
});

describe("a refused signature", () => {
  it.each([
    [0, false],
    [3, false],
    [4, true],
    [-60, true],
  ])("is explained by clocks that are %d seconds apart: %s", (by, expected) => {
    expect(explainsRefusal(startSeconds, startSeconds + by)).toBe(expected);
  });

  it("comes with both clocks", () => {
    expect(clocksInWords(startMs, startSeconds + 60)).toBe(
      "This machine's clock says 2026-03-01T10:00:00Z, the panel's 2026-03-01T10:01:00Z",
    );
    expect(clocksInWords(startMs, undefined)).toContain("does not say");
  });
});
