import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock, hours, minutes } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
});

const purchases = () => panel.ledger.filter((line) => line.startsWith("buy"));
const small = { model: "small" };

describe("a purchase", () => {
  it("is shown with its price, and nothing is sent in the preview", async () => {
    const { line } = await stack.preview({ ...small, months: 3, size: 8 });
    expect(line).toBe("buy 3 months: CNY 300.00; then upgrade 5 → 8: CNY 30.00");
    expect(panel.sent).toEqual([]);
  });

  it("buys once, waits for delivery, and then upgrades", async () => {
    expect(await stack.up({ ...small, size: 8 })).toMatchObject({ operation: "create", error: "" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
    expect(stack.entry?.id).toBe("m1");
    expect(stack.entry?.outputs).toMatchObject({
      serviceId: "m1",
      status: "ready",
      size: 8,
      origin: "bought",
    });
  });

  it("is unchanged afterwards", async () => {
    const args = {
      ...small,
      months: 3,
      size: 8,
      rebootTriggers: ["a"],
      passwordTriggers: ["b"],
      purchaseTriggers: ["c"],
      tags: { team: "x" },
    };
    await stack.up(args);
    expect(await stack.preview(args)).toMatchObject({ operation: "none", line: "", faults: [] });
    await stack.refresh();
    expect(await stack.up(args)).toMatchObject({ operation: "none", line: "" });
    expect(panel.ledger).toHaveLength(2);
  });

  it("sets the password that was asked for, or a random one that is kept", async () => {
    await stack.up({ ...small, password: "my own password" });
    expect(panel.machine("m1").password).toBe("my own password");
    const other = new Stack(panel, "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Machine::db");
    await other.up(small);
    expect(panel.machine("m2").password).toMatch(/^random-/);
    expect(other.output("password")).toBe(panel.machine("m2").password);
  });

  it("returns as soon as it is confirmed with skipAwait, and a later up does what is outstanding", async () => {
    await stack.up({ ...small, size: 8, skipAwait: true });
    expect(stack.output("status")).toBe("opening");
    expect(panel.ledger).toEqual(["buy m1"]);
    panel.clock.advance(minutes(5));
    expect(await stack.up({ ...small, size: 8 })).toMatchObject({ error: "", operation: "update" });
    expect(stack.entry?.outputs).toMatchObject({ status: "ready", size: 8 });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });

  it("keeps the resource when delivery takes longer than its timeout", async () => {
    panel.deliveryMs = hours(3);
    const args = { ...small, timeouts: { create: "30m" } };
    expect((await stack.up(args)).error).toContain("not done within 30m, but ");
    expect(stack.entry).toMatchObject({ id: "m1", outputs: { status: "opening" } });
    panel.clock.advance(hours(3));
    expect(await stack.up(args)).toMatchObject({ operation: "update", error: "" });
    expect(stack.output("status")).toBe("ready");
    expect(purchases()).toHaveLength(1);
  });

  it("keeps the resource when a later step fails, and the next up goes on from there", async () => {
    panel.fail("upgrade", "refused");
    const args = { ...small, size: 8 };
    expect((await stack.up(args)).error).toContain("the panel refuses");
    expect(stack.entry).toMatchObject({ id: "m1", hasFailed: true });
    expect((await stack.preview(args)).line).toContain("upgrade 5 → 8");
    expect(await stack.up(args)).toMatchObject({ error: "", operation: "update" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });

  it("stops before anything is sent when it would take more than was shown", async () => {
    const { run } = stack.begin();
    const checked = await stack.check(run, { ...small, months: 1 });
    const error = await stack.create(run, { ...checked, months: 3 });
    expect(error).toContain("which the preview did not show");
    expect(panel.sent).toEqual([]);
    expect(stack.entry).toBeUndefined();
  });
});

describe("an order that certainly did not take place", () => {
  it.each(["refused", "account refused", "not sent"] as const)(
    "leaves nothing in state when it was %s",
    async (fault) => {
      panel.fail("buy", fault);
      expect((await stack.up(small)).error).not.toBe("");
      expect(stack.entry).toBeUndefined();
      expect(panel.sent).toHaveLength(fault === "not sent" ? 0 : 1);
      expect(await stack.up(small)).toMatchObject({ error: "", operation: "create" });
      expect(purchases()).toHaveLength(1);
    },
  );
});

describe("an order without an answer", () => {
  const triggered = {
    ...small,
    size: 8,
    purchaseTriggers: ["first"],
    onDelete: "refundOrKeep",
    passwordTriggers: ["a"],
  };

  it("goes on with the service that shows the token", async () => {
    panel.fail("buy", "lost after");
    expect(await stack.up(triggered)).toMatchObject({ error: "", operation: "create" });
    expect(stack.entry?.id).toBe("m1");
    expect(stack.output("password")).toBe(panel.machine("m1").password);
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });

  it("is kept as an order of unknown outcome when nothing shows", async () => {
    panel.fail("buy", "lost before");
    const { error } = await stack.up(triggered);
    expect(error).toContain("no trustworthy answer came");
    expect(error).toContain("reseller:quarantineMinutes");
    expect(stack.entry?.id).toMatch(/^order:rs-/);
    expect(stack.entry?.outputs).toMatchObject({ status: "ordering", onDelete: "refundOrKeep" });
    expect(panel.sent).toHaveLength(1);
  });

  it("is kept also when the panel does not answer any more", async () => {
    panel.fail("buy", "lost after");
    const { run } = stack.begin();
    const inputs = await stack.check(run, triggered);
    panel.isDown = true;
    expect(await stack.create(run, inputs)).toContain("no trustworthy answer came");
    expect(stack.entry?.id).toMatch(/^order:rs-/);
    panel.isDown = false;
    expect(await stack.up(triggered)).toMatchObject({ error: "", operation: "update" });
    expect(purchases()).toHaveLength(1);
    expect(stack.output("serviceId")).toBe("m1");
  });

  it("is not sent again while the quarantine lasts", async () => {
    panel.fail("buy", "lost before");
    await stack.up(triggered);
    panel.clock.advance(minutes(10));
    const { line } = await stack.preview(triggered);
    expect(line).toMatch(/order of unknown outcome: look for rs-\w+; it is not ordered again for 1\dm/);
    expect((await stack.up(triggered)).error).toContain("It is not ordered again for");
    expect(panel.sent).toHaveLength(1);
    expect(stack.entry?.id).toMatch(/^order:rs-/);
  });

  it("is sent again, once, after the quarantine", async () => {
    panel.fail("buy", "lost before");
    await stack.up(triggered);
    panel.clock.advance(minutes(31));
    expect((await stack.preview(triggered)).line).toContain("if it is not there: buy 1 month");
    expect(await stack.up(triggered)).toMatchObject({ error: "", operation: "update" });
    expect(panel.ledger).toEqual(["buy m2", "upgrade m2 +3"]);
    expect(stack.output("serviceId")).toBe("m2");
    expect(await stack.preview(triggered)).toMatchObject({ operation: "none", line: "" });
  });

  it("takes what shows late, without another order", async () => {
    panel.fail("buy", "lost late");
    await stack.up(triggered);
    panel.clock.advance(minutes(15));
    expect(await stack.up(triggered)).toMatchObject({ error: "", operation: "update" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
    expect(stack.output("password")).toBe(panel.machine("m1").password);
    expect(await stack.preview(triggered)).toMatchObject({ operation: "none", line: "" });
  });

  it("takes what a refresh finds, without another order or another verb", async () => {
    panel.fail("buy", "lost late");
    await stack.up(triggered);
    panel.clock.advance(minutes(15));
    await stack.refresh();
    expect(stack.output("serviceId")).toBe("m1");
    expect(await stack.up(triggered)).toMatchObject({ error: "", operation: "update" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });

  it("is sent again at once when purchaseTriggers say that it did not take place", async () => {
    panel.fail("buy", "lost before");
    await stack.up(triggered);
    expect(await stack.up({ ...triggered, purchaseTriggers: ["second"] })).toMatchObject({ error: "" });
    expect(purchases()).toEqual(["buy m2"]);
  });

  it("is settled by adopting what it bought", async () => {
    panel.fail("buy", "lost before");
    await stack.up(small);
    panel.place("found", { remark: "somebody wrote over it" });
    expect(await stack.up({ ...small, adopt: "found" })).toMatchObject({ error: "", operation: "update" });
    expect(stack.output("serviceId")).toBe("found");
    expect(purchases()).toEqual([]);
  });

  it("stays in state when the second order is refused", async () => {
    panel.fail("buy", "lost before", "refused");
    await stack.up(small);
    panel.clock.advance(minutes(31));
    expect((await stack.up(small)).error).toContain("refuses");
    expect(stack.entry?.id).toMatch(/^order:rs-/);
    expect(await stack.up(small)).toMatchObject({ error: "" });
    expect(purchases()).toHaveLength(1);
  });
});

describe("a create that was killed after its order", () => {
  it("is taken over, shown as such, and its lost password is set anew", async () => {
    const args = { ...small, allowPowerCycle: true };
    await stack.upKilled(args);
    const lost = panel.machine("m1").password;
    const { line } = await stack.preview(args);
    expect(line).toMatch(
      /^take over m1, found by its token rs-\w+ \(ready, bought \S+\): buys nothing; then set a new password$/,
    );
    expect(await stack.up(args)).toMatchObject({ error: "", operation: "create" });
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
    expect(panel.machine("m1").password).not.toBe(lost);
    expect(stack.output("passwordLost")).toBeUndefined();
    expect(stack.entry?.outputs).toMatchObject({
      origin: "takenOver",
      password: panel.machine("m1").password,
    });
  });

  it("is stopped for a new password by consent only, when it is delivered and runs: somebody may be using it", async () => {
    await stack.upKilled(small);
    const consent =
      "password: set a new password: it needs `allowPowerCycle: true`, the consent to stop and start the machine";
    expect((await stack.preview(small)).faults).toEqual([consent]);
    expect((await stack.up(small)).faults).toEqual([consent]);
    expect(panel.sent).toEqual(["buy m1"]);
    panel.change("m1", { powerState: "stopped" });
    expect(await stack.up(small)).toMatchObject({ error: "", operation: "create" });
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
    expect(stack.output("foundDelivered")).toBeUndefined();
  });

  it("keeps on asking for the consent when the run that took it over failed", async () => {
    const args = { ...small, allowPowerCycle: true };
    await stack.upKilled(args);
    panel.fail("password", "refused");
    expect((await stack.up(args)).error).toContain("the panel refuses");
    expect(await stack.up(small)).toMatchObject({
      error: expect.stringContaining("allowPowerCycle") as string,
    });
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
  });

  it("is taken over while it is still opening: nobody has the use of it, and no consent is asked for", async () => {
    panel.deliveryMs = hours(1);
    await stack.upKilled({ ...small, skipAwait: true });
    expect(await stack.up(small)).toMatchObject({ error: "", operation: "create" });
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
  });

  it("keeps the password that the arguments have", async () => {
    await stack.upKilled({ ...small, password: "my own password" });
    expect(await stack.up({ ...small, password: "my own password" })).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1"]);
    expect(panel.machine("m1").password).toBe(stack.output("password"));
  });

  it("does the upgrade that was outstanding, and no second one", async () => {
    panel.fail("upgrade", "refused");
    await stack.upKilled({ ...small, size: 8, password: "my own password" });
    await stack.up({ ...small, size: 8, password: "my own password" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });

  it.each([
    ["is older than reseller:claimHours", { boughtAt: "2026-02-27T12:00:00.000Z" }, "is older than 24 hours"],
    ["is another model", { modelId: "2" }, "its model is 2, not small"],
  ])("stops when what it finds %s, and names the ways on", async (_name, change, reason) => {
    await stack.upKilled(small);
    panel.change("m1", change);
    const { faults } = await stack.preview(small);
    expect(faults).toHaveLength(1);
    for (const words of ["m1", reason, "`adopt:", "`purchaseTriggers`", "refund it in the panel"])
      expect(faults[0]).toContain(words);
    await stack.up(small);
    expect(purchases()).toHaveLength(1);
    expect(stack.entry).toBeUndefined();
  });

  it("stops when two services carry its token", async () => {
    await stack.upKilled(small);
    panel.place("copy", { remark: panel.machine("m1").remark });
    expect((await stack.up(small)).faults[0]).toMatch(/2 services carry the token .*m1.*copy/);
    expect(purchases()).toHaveLength(1);
  });

  it("buys another one when purchaseTriggers ask for it", async () => {
    await stack.upKilled(small);
    await stack.up({ ...small, purchaseTriggers: [2] });
    expect(purchases()).toEqual(["buy m1", "buy m2"]);
  });

  it("does not count one that was refunded since", async () => {
    await stack.upKilled(small);
    panel.change("m1", { status: "deleted" });
    await stack.up(small);
    expect(stack.entry?.id).toBe("m2");
  });

  it("finds a token only as a whole word", async () => {
    await stack.upKilled(small);
    panel.change("m1", { remark: `x${panel.machine("m1").remark}` });
    await stack.up(small);
    expect(stack.entry?.id).toBe("m2");
  });

  it("does not find that of another namespace", async () => {
    await stack.upKilled(small);
    stack.settings = { namespace: "other" };
    await stack.up(small);
    expect(stack.entry?.id).toBe("m2");
  });
});

describe("adopting", () => {
  beforeEach(() => {
    panel.place("old", { size: 8 });
  });

  it("takes over and buys nothing, sets no password, and is kept by default when it is deleted", async () => {
    const args = { ...small, adopt: "old" };
    expect((await stack.preview(args)).line).toBe("adopt old: buys nothing");
    expect(await stack.up(args)).toMatchObject({ error: "", operation: "create" });
    expect(stack.entry).toMatchObject({
      id: "old",
      outputs: { origin: "adopted", onDelete: "keep", size: 8 },
    });
    expect(stack.output("password")).toBeUndefined();
    expect(await stack.up(small)).toMatchObject({ operation: "none", error: "" });
    await stack.destroy();
    expect(panel.sent).toEqual([]);
    expect(stack.entry).toBeUndefined();
  });

  it("goes on to what the arguments want", async () => {
    const { line } = await stack.preview({ ...small, adopt: "old", size: 10 });
    expect(line).toBe("adopt old: buys nothing; then upgrade 8 → 10: CNY 20.00");
    await stack.up({ ...small, adopt: "old", size: 10 });
    expect(panel.ledger).toEqual(["upgrade old +2"]);
  });

  it("refuses what is not there, and what is another model", async () => {
    expect((await stack.up({ ...small, adopt: "none" })).faults).toEqual([
      "adopt: account fake://panel.example#7 has no machine none",
    ]);
    expect((await stack.up({ model: "large", adopt: "old" })).faults[0]).toMatch(
      /^adopt: old is not what the arguments say .*its model is 1, not large/,
    );
    expect(stack.entry).toBeUndefined();
  });

  it("refuses one service as two resources", async () => {
    const { run } = stack.begin();
    await stack.check(run, { ...small, adopt: "old" });
    const twin = new Stack(panel, `${stack.urn}-twin`);
    await expect(twin.check(run, { ...small, adopt: "old" })).rejects.toThrow(
      "old is already the resource web",
    );
  });

  it("cannot be changed, only removed", async () => {
    panel.place("other");
    await stack.up({ ...small, adopt: "old" });
    expect((await stack.up({ ...small, adopt: "other" })).error).toContain(
      "`adopt` cannot be changed, only removed",
    );
  });

  it("never replaces while it is set", async () => {
    await stack.up({ ...small, adopt: "old" });
    expect((await stack.up({ model: "large", adopt: "old" })).error).toContain(
      "remove `adopt` first if you mean it",
    );
    expect(panel.sent).toEqual([]);
  });
});
