import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock, hours, minutes } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

const small = { model: "small" };

beforeEach(async () => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
  await stack.up(small);
  panel.ledger.length = 0;
  panel.sent.length = 0;
});

describe("what was shown", () => {
  it("is what is done", async () => {
    const args = { ...small, size: 8, renewUntil: "2026-06-30" };
    const { line } = await stack.preview(args);
    expect(line).toBe("renew 3 months, paid until 2026-07-01: CNY 300.00; then upgrade 5 → 8: CNY 30.00");
    expect(panel.sent).toEqual([]);
    expect(await stack.up(args)).toMatchObject({ operation: "update", error: "", line });
    expect(panel.ledger).toEqual(["renew m1 +3", "upgrade m1 +3"]);
    expect(await stack.up(args)).toMatchObject({ operation: "none", line: "" });
  });

  it("may be less when someone has done it in the panel already", async () => {
    panel.change("m1", { size: 8, expiresAt: "2027-01-01T00:00:00.000+08:00" });
    expect(await stack.up({ ...small, size: 8, renewUntil: "2026-06-30" })).toMatchObject({ error: "" });
    expect(panel.sent).toEqual([]);
    expect(stack.output("size")).toBe(8);
  });

  it("pays no more for a renewal than was shown, and shows the new price after a refresh", async () => {
    await stack.up(small);
    panel.change("m1", { size: 7 });
    const wanted = { ...small, renewUntil: "2026-04-30" };
    const { error } = await stack.up(wanted);
    expect(error).toContain(
      "it would now take: renew 1 month, paid until 2026-05-01: CNY 120.00, which the preview did not show (it showed: renew 1 month, paid until 2026-05-01: CNY 100.00)",
    );
    expect(panel.sent).toEqual([]);
    await stack.refresh();
    expect((await stack.preview(wanted)).line).toContain("CNY 120.00");
    expect(await stack.up(wanted)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["renew m1 +1"]);
  });

  it.each([
    ["a larger increment", { size: 7 }, { size: 5 }, { size: 10 }],
    ["a longer term", {}, { expiresAt: "2026-03-15T00:00:00.000+08:00" }, { renewUntil: "2026-04-30" }],
    ["a renewal that costs more", {}, { size: 7 }, { renewUntil: "2026-04-30" }],
    [
      "a step of another kind",
      { size: 7, note: "a" },
      { size: 5 },
      { size: 7, note: "b", rebootTriggers: [1] },
    ],
    [
      "a start that was not shown",
      { powerState: "running" },
      { powerState: "stopped" },
      { powerState: "running", rebootTriggers: [1] },
    ],
  ])("is never more: it stops before sending %s", async (_name, first, inThePanel, second) => {
    await stack.up({ ...small, ...first });
    panel.ledger.length = 0;
    panel.change("m1", inThePanel as object);
    const { error } = await stack.up({ ...small, ...second });
    expect(error).toContain("changed in the panel since the last refresh");
    expect(error).toContain("which the preview did not show");
    expect(error).toContain("Run `pulumi refresh` and review the preview");
    expect(panel.ledger).toEqual([]);
    await stack.refresh();
    expect(await stack.up({ ...small, ...second })).toMatchObject({ error: "" });
    expect(panel.ledger).not.toEqual([]);
  });

  it("is nothing at all for an unchanged resource, whatever became of the panel", async () => {
    panel.change("m1", { size: 9 });
    expect(await stack.up({ ...small })).toMatchObject({ operation: "none" });
    expect(panel.reads + panel.lists).toBeGreaterThan(0);
    expect(panel.sent).toEqual([]);
  });

  it("asks the panel nothing when something is only to be recorded", async () => {
    const before = panel.lists + panel.reads;
    expect(await stack.up({ ...small, tags: { team: "a" }, note: "x", onDelete: "keep" })).toMatchObject({
      operation: "update",
      error: "",
    });
    expect(panel.lists + panel.reads).toBe(before);
    expect(stack.entry?.outputs).toMatchObject({ tags: { team: "a" }, note: "x", onDelete: "keep" });
    expect(await stack.up({ ...small, tags: { team: "a" }, note: "x", onDelete: "keep" })).toMatchObject({
      operation: "none",
    });
  });
});

describe("an increment or a renewal without an answer", () => {
  const cases = [
    ["upgrade", { size: 8 }, "upgrade m1 +3"],
    ["renew", { renewUntil: "2026-06-30" }, "renew m1 +3"],
  ] as const;

  it.each(cases)("of kind %s is found in the record and not repeated", async (kind, change, line) => {
    panel.fail(kind, "lost after");
    expect(await stack.up({ ...small, ...change })).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual([line]);
    expect(panel.sent).toEqual([line]);
    expect(stack.output("pendingChange")).toBeUndefined();
  });

  it.each(cases)(
    "of kind %s is not sent again while the quarantine lasts, and once after it",
    async (kind, change, line) => {
      panel.fail(kind, "lost before");
      const args = { ...small, ...change };
      expect((await stack.up(args)).error).toContain("no effect is to be seen");
      expect(stack.output("pendingChange")).toMatchObject({ what: kind });
      expect(panel.sent).toEqual([line]);

      panel.clock.advance(minutes(5));
      expect(await stack.preview(args)).toMatchObject({ error: "", operation: "update" });
      expect((await stack.up(args)).error).toContain("reseller:quarantineMinutes");
      expect(panel.sent).toEqual([line]);
      expect(stack.output("pendingChange")).toMatchObject({ what: kind });

      panel.clock.advance(minutes(30));
      expect(await stack.up(args)).toMatchObject({ error: "" });
      expect(panel.ledger).toEqual([line]);
      expect(stack.output("pendingChange")).toBeUndefined();
      expect(await stack.up(args)).toMatchObject({ operation: "none" });
    },
  );

  it.each(cases)("of kind %s that took effect late is seen, and not repeated", async (kind, change, line) => {
    panel.fail(kind, "lost late");
    const args = { ...small, ...change };
    await stack.up(args);
    panel.clock.advance(minutes(15));
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual([line]);
    expect(panel.sent).toHaveLength(1);
    expect(stack.output("pendingChange")).toBeUndefined();
    expect(await stack.up(args)).toMatchObject({ operation: "none" });
  });

  it.each(cases)(
    "of kind %s that was accepted and does not show is no lost one, and not repeated right after the wait",
    async (kind, change, line) => {
      panel.fail(kind, "accepted late");
      const args = { ...small, ...change, timeouts: { update: "2h" } };
      const { error } = await stack.up(args);
      expect(error).toContain("the vendor accepted it, and its record does not show it yet");
      expect(stack.output("pendingChange")).toMatchObject({ what: kind, accepted: true });
      // The wait was longer than the quarantine, which begins at its end.
      const shown = await stack.preview(args);
      expect(shown.line).toContain("was accepted by the vendor, and its record does not show it yet");
      expect(shown.line).not.toContain("CNY");
      expect((await stack.up(args)).error).toContain("was accepted by the vendor");
      expect(panel.sent).toEqual([line]);
      panel.clock.advance(minutes(90));
      expect(await stack.up(args)).toMatchObject({ error: "" });
      expect(panel.ledger).toEqual([line]);
      expect(stack.output("pendingChange")).toBeUndefined();
    },
  );

  it("stays pending through a refresh that does not show it, and is settled by one that does", async () => {
    panel.fail("upgrade", "lost late");
    await stack.up({ ...small, size: 8 });
    await stack.refresh();
    expect(stack.output("pendingChange")).toMatchObject({ what: "upgrade" });
    panel.clock.advance(minutes(15));
    await stack.refresh();
    expect(stack.output("pendingChange")).toBeUndefined();
    expect(stack.output("size")).toBe(8);
  });

  it("is not forgotten because another step succeeds", async () => {
    panel.fail("upgrade", "lost before");
    await stack.up({ ...small, size: 8 });
    // The wish is taken back, and something that cannot hurt is done meanwhile.
    expect(await stack.up({ ...small, size: 5, rebootTriggers: [1] })).toMatchObject({ error: "" });
    expect((await stack.up({ ...small, size: 8, rebootTriggers: [1] })).error).toContain(
      "reseller:quarantineMinutes",
    );
    expect(panel.sent.filter((line) => line.startsWith("upgrade"))).toHaveLength(1);
  });

  it("leaves nothing pending when it was refused", async () => {
    panel.fail("upgrade", "refused");
    expect((await stack.up({ ...small, size: 8 })).error).toContain("the panel refuses");
    expect(stack.output("pendingChange")).toBeUndefined();
    expect(stack.output("size")).toBe(5);
    expect(await stack.up({ ...small, size: 8 })).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["upgrade m1 +3"]);
  });

  it("of a panel that then goes silent stays pending", async () => {
    panel.fail("upgrade", "lost late");
    const before = stack.entry;
    const call = panel.call.bind(panel);
    panel.call = (...call_) => {
      panel.isDown = true;
      call(...call_);
    };
    expect((await stack.up({ ...small, size: 8 })).error).not.toBe("");
    expect(stack.entry).not.toBe(before);
    expect(stack.output("pendingChange")).toMatchObject({ what: "upgrade" });
  });
});

describe("an update that fails half-way", () => {
  it("counts only what is confirmed as applied", async () => {
    panel.fail("upgrade", "refused");
    const args = {
      ...small,
      size: 8,
      renewUntil: "2026-06-30",
      passwordTriggers: [1],
      allowPowerCycle: true,
      tags: { a: "b" },
    };
    await stack.up(args);
    expect(panel.ledger).toEqual(["renew m1 +3"]);
    expect(stack.entry?.outputs).toMatchObject({ size: 5, renewUntil: "2026-06-30", tags: { a: "b" } });
    expect(stack.output("passwordTriggers")).toBeUndefined();
    expect((await stack.preview(args)).line).toBe("upgrade 5 → 8: CNY 30.00; then set a new password");
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["renew m1 +3", "upgrade m1 +3", "password m1"]);
  });

  it("keeps the estimate of what is there", async () => {
    const before = stack.output("estimate");
    panel.fail("upgrade", "refused");
    await stack.up({ ...small, size: 8 });
    expect(stack.output("estimate")).toEqual(before);
    await stack.up({ ...small, size: 8 });
    expect(stack.output("estimate")).toMatchObject({ monthlyPrice: "130.00" });
  });

  it("says what is left also after a refresh has cleared the engine's mark", async () => {
    panel.fail("upgrade", "refused");
    await stack.up({ ...small, size: 8 });
    await stack.refresh();
    expect(await stack.preview({ ...small, size: 8 })).toMatchObject({
      operation: "update",
      line: "upgrade 5 → 8: CNY 30.00",
    });
  });
});

describe("passwords", () => {
  it("need consent to a power cycle, in the preview", async () => {
    const { error } = await stack.preview({ ...small, password: "another password" });
    expect(error).toContain("allowPowerCycle: true");
    expect(panel.sent).toEqual([]);
  });

  it("are set, and kept as an output", async () => {
    await stack.up({ ...small, password: "another password", allowPowerCycle: true });
    expect(panel.machine("m1").password).toBe("another password");
    expect(stack.output("password")).toBe("another password");
  });

  it("stay as they were in state when the call is refused", async () => {
    panel.fail("password", "refused");
    const before = stack.output("password");
    const args = { ...small, password: "another password", allowPowerCycle: true };
    await stack.up(args);
    expect(stack.output("password")).toBe(before);
    await stack.up(args);
    expect(stack.output("password")).toBe("another password");
  });

  it("are made anew by passwordTriggers", async () => {
    const before = stack.output("password");
    await stack.up({ ...small, passwordTriggers: [1], allowPowerCycle: true });
    expect(stack.output("password")).not.toBe(before);
    expect(panel.machine("m1").password).toBe(stack.output("password"));
  });

  it("and a reinstall together are one reinstall with the new password", async () => {
    await stack.up({ ...small, reinstallTriggers: [1], password: "another password", allowReinstall: true });
    expect(panel.ledger).toEqual(["reinstall m1"]);
    expect(panel.machine("m1").password).toBe("another password");
    expect(await stack.up({ ...small, reinstallTriggers: [1], password: "another password" })).toMatchObject({
      error: "",
    });
    expect(panel.ledger).toEqual(["reinstall m1"]);
  });
});

describe("a reinstall", () => {
  it.each([[undefined], [false], ["another image"]])(
    "is refused in the preview with allowReinstall %s",
    async (allowReinstall) => {
      const { error } = await stack.up({ ...small, reinstallTriggers: [1], allowReinstall });
      expect(error).toContain(
        "reinstallTriggers: REINSTALL: erases all disks: it needs `allowReinstall: true`",
      );
      expect(error).toContain('allowReinstall: "image-1"');
      expect(panel.sent).toEqual([]);
    },
  );

  it.each([[true], ["image-1"]])(
    "is done with allowReinstall %s, and keeps the password",
    async (allowReinstall) => {
      const before = stack.output("password");
      expect(await stack.up({ ...small, reinstallTriggers: [1], allowReinstall })).toMatchObject({
        error: "",
      });
      expect(panel.machine("m1")).toMatchObject({ installs: 1, password: before });
    },
  );
});

describe("an expired service", () => {
  beforeEach(async () => {
    panel.clock.advance(hours(24 * 40));
    panel.change("m1", { status: "expired" });
    await stack.refresh();
  });

  it("stays in state", () => {
    expect(stack.output("status")).toBe("expired");
    expect(stack.entry?.id).toBe("m1");
  });

  it("gets nothing but renewals until it is back", async () => {
    const { error } = await stack.up({ ...small, size: 8 });
    expect(error).toContain("upgrade 5 → 8: the service is expired; renew it first");
    expect(panel.sent).toEqual([]);
  });

  it("is renewed first when both are wanted", async () => {
    const args = { ...small, size: 8, renewUntil: "2026-06-30" };
    const { line } = await stack.preview(args);
    expect(line).toMatch(/^renew 3 months.*; then upgrade 5 → 8/);
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["renew m1 +3", "upgrade m1 +3"]);
  });

  it("is not renewed by unchanged arguments", async () => {
    expect(await stack.up(small)).toMatchObject({ operation: "none" });
    expect(panel.sent).toEqual([]);
  });
});

describe("a service that is gone", () => {
  it("stays in state as missing, and planning on it names the ways on", async () => {
    panel.machines.delete("m1");
    expect((await stack.refresh()).warnings[0]).toContain('stays in state as "missing"');
    expect(stack.output("status")).toBe("missing");
    const { error } = await stack.up({ ...small, size: 8 });
    expect(error).toContain("neither listed nor readable");
    for (const way of ["`purchaseTriggers`", "`pulumi state delete`", "`pulumi refresh`"])
      expect(error).toContain(way);
    expect(panel.sent).toEqual([]);
  });

  it("stays in state as deleted", async () => {
    panel.change("m1", { status: "deleted" });
    await stack.refresh();
    expect(stack.output("status")).toBe("deleted");
    expect((await stack.up({ ...small, size: 8 })).error).toContain("was deleted at the vendor");
  });

  it("is bought again when purchaseTriggers say so, and its delete counts as done", async () => {
    panel.machines.delete("m1");
    await stack.refresh();
    expect(await stack.up({ ...small, purchaseTriggers: [2] })).toMatchObject({
      operation: "replace",
      error: "",
    });
    expect(panel.ledger).toEqual(["buy m2"]);
    expect(stack.entry?.id).toBe("m2");
    expect(stack.pending).toEqual([]);
  });

  it("is found again by a refresh when it is back", async () => {
    const machine = panel.machine("m1");
    panel.machines.delete("m1");
    await stack.refresh();
    panel.machines.set("m1", machine);
    await stack.refresh();
    expect(stack.output("status")).toBe("ready");
  });

  it("stops an update that finds it gone, and keeps it in state", async () => {
    panel.change("m1", { status: "deleted" });
    expect((await stack.up({ ...small, size: 8 })).error).toContain("gone");
    expect(stack.entry?.id).toBe("m1");
    expect(panel.sent).toEqual([]);
  });
});

describe("another account", () => {
  it("is an error in diff, update, read and delete: never gone, never a replacement", async () => {
    stack.account = { key: "fake://panel.example#8" };
    const words =
      "belongs to account fake://panel.example#7, but the config now names fake://panel.example#8";
    expect((await stack.preview(small)).error).toContain(words);
    expect((await stack.up({ ...small, size: 8 })).error).toContain(words);
    expect((await stack.refresh()).error).toContain(words);
    expect((await stack.destroy()).error).toContain(words);
    expect(stack.entry?.outputs).toMatchObject({ status: "ready" });
    expect(panel.sent).toEqual([]);
  });

  it("under another alias is nothing", async () => {
    stack.account = { alias: "renamed" };
    expect(await stack.up(small)).toMatchObject({ operation: "none", error: "" });
  });
});
