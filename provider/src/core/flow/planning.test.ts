import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let stack: Stack;
const small = { model: "small" };

beforeEach(async () => {
  stack = new Stack(new FakePanel(new FakeClock()));
  await stack.up(small);
});

describe("what a step means for the money", () => {
  it("is said of a stop: the machine stays paid, and until when or by what", async () => {
    const expiresAt = String(stack.output("expiresAt"));
    const stopped = { ...small, powerState: "stopped", allowPowerCycle: true };
    expect((await stack.preview(stopped)).line).toContain(`(it stays paid until ${expiresAt})`);
    const kept = { ...stopped, keepPaid: { whenDaysLeft: 1, months: 1 } };
    expect((await stack.preview(kept)).line).toContain("(it stays paid: `keepPaid` still renews it)");
  });

  it("is said of the renewal of a machine that is stopped", async () => {
    const stopped = { ...small, powerState: "stopped", allowPowerCycle: true };
    await stack.up(stopped);
    const renewed = { ...stopped, keepPaid: { whenDaysLeft: 366, months: 1 } };
    expect((await stack.preview(renewed)).line).toContain("(it is stopped, and stays paid)");
    const running = { ...renewed, powerState: "running" };
    expect((await stack.preview(running)).line).not.toContain("stays paid");
  });

  it("is said of a reinstall: it buys nothing", async () => {
    const again = { ...small, reinstallTriggers: ["1"], allowReinstall: true };
    expect((await stack.preview(again)).line).toBe("REINSTALL: erases all disks; buys nothing");
  });
});
