import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../arguments";
import { FakeClock, hours, minutes } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

const small = { model: "small" };
const large = { model: "large", allowReplace: true };
const refunds = () => panel.sent.filter((line) => line.startsWith("release"));
const purchases = () => panel.ledger.filter((line) => line.startsWith("buy"));

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
});

describe("a delete", () => {
  it("refunds, waits until the service is gone, and drops it from state", async () => {
    await stack.up(small);
    expect(await stack.destroy()).toMatchObject({ error: "", line: "REFUND m1: done" });
    expect(refunds()).toEqual(["release m1"]);
    expect(stack.entry).toBeUndefined();
  });

  it("of what is gone already is done", async () => {
    await stack.up(small);
    panel.machines.delete("m1");
    expect(await stack.destroy()).toMatchObject({ error: "", line: "m1 is gone already" });
    expect(refunds()).toEqual([]);
    expect(stack.entry).toBeUndefined();
  });

  it("does not take what one read does not show for gone", async () => {
    await stack.up(small);
    const read = panel.read.bind(panel);
    panel.read = () => undefined;
    panel.clock.advance(minutes(1));
    const list = panel.list.bind(panel);
    panel.list = () => {
      const rows = list();
      panel.read = read;
      return rows;
    };
    await stack.destroy();
    expect(refunds()).toEqual(["release m1"]);
  });

  it("that is refused keeps the resource, quotes the panel and names the ways on", async () => {
    await stack.up(small);
    panel.fail("release", "refused");
    const { error } = await stack.destroy();
    expect(error).toMatch(/^web: .*The panel said: "不允许退款".*"keep" or "refundOrKeep"/);
    expect(stack.entry?.id).toBe("m1");
  });

  it.each(["lost after", "not sent", "lost before"] as const)(
    "that is %s refunds once in the end",
    async (fault) => {
      await stack.up(small);
      panel.fail("release", fault);
      const { error } = await stack.destroy();
      expect(error === "").toBe(fault === "lost after");
      await stack.destroy();
      expect(stack.entry).toBeUndefined();
      expect(panel.ledger.filter((line) => line === "release m1")).toHaveLength(1);
    },
  );

  it("without an answer keeps the resource until it is seen to be gone", async () => {
    await stack.up(small);
    panel.fail("release", "lost before");
    expect((await stack.destroy()).error).toContain("it is still there");
    expect(stack.entry?.id).toBe("m1");
  });
});

describe("onDelete", () => {
  it('"keep" asks nothing of the panel, and needs neither key nor network', async () => {
    await stack.up({ ...small, onDelete: "keep" });
    panel.isDown = true;
    stack.account = { key: "another account" };
    const { line, error } = await stack.destroy();
    expect(error).toBe("");
    expect(line).toMatch(/^kept m1 until it expires at 2026-04-01T\S+; it is no longer in state$/);
    expect(panel.machine("m1").status).toBe("ready");
  });

  it('"refuse" fails, and names the choices', async () => {
    await stack.up({ ...small, onDelete: "refuse" });
    const { error } = await stack.destroy();
    for (const word of ['"refuse"', '"refund"', '"keep"', '"refundOrKeep"']) expect(error).toContain(word);
    expect(stack.entry?.id).toBe("m1");
    expect(refunds()).toEqual([]);
  });

  it('"refundOrKeep" refunds', async () => {
    await stack.up({ ...small, onDelete: "refundOrKeep" });
    await stack.destroy();
    expect(panel.machine("m1").status).toBe("deleted");
  });

  it('"refundOrKeep" keeps what the panel does not take back, and warns', async () => {
    await stack.up({ ...small, onDelete: "refundOrKeep" });
    panel.fail("release", "refused");
    const { error, warnings } = await stack.destroy();
    expect(error).toBe("");
    expect(warnings[0]).toMatch(/^kept m1 until it expires: .*不允许退款/);
    expect(stack.entry).toBeUndefined();
  });

  it.each(["account refused", "not sent", "lost before"] as const)(
    '"refundOrKeep" drops nothing from state when the refund was %s',
    async (fault) => {
      await stack.up({ ...small, onDelete: "refundOrKeep" });
      panel.fail("release", fault);
      expect((await stack.destroy()).error).not.toBe("");
      expect(stack.entry?.id).toBe("m1");
    },
  );

  it("has a default for the stack, which a review can see among the inputs", async () => {
    stack.settings = { onDelete: "refuse" };
    await stack.up(small);
    expect(stack.entry?.inputs.onDelete).toBe("refuse");
    expect((await stack.destroy()).error).toContain('"refuse"');
  });

  it("changes by an update that sends nothing", async () => {
    await stack.up(small);
    panel.sent.length = 0;
    expect(await stack.up({ ...small, onDelete: "keep" })).toMatchObject({ operation: "update", error: "" });
    expect(panel.sent).toEqual([]);
    await stack.destroy();
    expect(panel.machine("m1").status).toBe("ready");
  });
});

describe("reseller:keep", () => {
  it("holds at once, whatever state says, without key or network", async () => {
    await stack.up(small);
    stack.settings = { keep: ["m1"] };
    stack.account = { key: "another account" };
    panel.isDown = true;
    expect(await stack.destroy()).toMatchObject({
      error: "",
      line: "kept m1: it is listed in reseller:keep",
    });
    expect(panel.machine("m1").status).toBe("ready");
  });
});

describe("the delete of an order of unknown outcome", () => {
  beforeEach(async () => {
    panel.fail("buy", "lost late");
    await stack.up({ ...small, onDelete: "refundOrKeep" });
  });

  it("waits for the quarantine", async () => {
    expect((await stack.destroy()).error).toContain("the outcome of its order is still unknown");
    expect(stack.entry?.id).toMatch(/^order:/);
  });

  it("gives back what it bought after all", async () => {
    panel.clock.advance(minutes(15));
    expect(await stack.destroy()).toMatchObject({ error: "" });
    expect(refunds()).toEqual(["release m1"]);
  });

  it("is done when nothing showed for the quarantine", async () => {
    panel.settle = () => undefined;
    panel.clock.advance(minutes(31));
    expect(await stack.destroy()).toMatchObject({ error: "" });
    expect(stack.entry).toBeUndefined();
    expect(refunds()).toEqual([]);
  });
});

describe("a replacement", () => {
  beforeEach(async () => {
    await stack.up(small);
  });

  it("says what it buys and what it gives back, buys first, and refunds the old one", async () => {
    const { line } = await stack.preview(large);
    expect(line).toBe("buy anew: 1 months: CNY 100.00; then REFUND m1 (if refused, both stay paid)");
    expect(await stack.up(large)).toMatchObject({ operation: "replace", error: "" });
    expect(panel.ledger).toEqual(["buy m1", "buy m2", "release m1"]);
    expect(stack.entry).toMatchObject({ id: "m2", outputs: { supersedes: ["m1"] } });
  });

  it.each([
    ["keep", /then keep m1 until it expires at 2026-04-01/],
    ["refuse", /then FAIL to delete m1 .*both stay paid/],
    ["refundOrKeep", /then REFUND m1 \(kept until it expires if refused\)/],
  ])("says what onDelete %s will do", async (onDelete, words) => {
    await stack.up({ ...small, onDelete });
    expect((await stack.preview({ ...large, onDelete })).line).toMatch(words);
  });

  it("whose refund is refused twice keeps both, buys once, and refunds in the end", async () => {
    panel.fail("release", "refused", "refused");
    expect((await stack.up(large)).error).toContain("the panel refuses");
    expect((await stack.up(large)).error).toContain("the panel refuses");
    expect(stack.entry?.id).toBe("m2");
    expect(stack.pending.map((one) => one.id)).toEqual(["m1"]);
    expect(await stack.up(large)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1", "buy m2", "release m1"]);
    expect(stack.pending).toEqual([]);
  });

  it("of a replacement whose refund was refused does not take the first for lost", async () => {
    panel.fail("release", "refused", "refused");
    await stack.up(large);
    await stack.up({ ...small, months: 3, allowReplace: true });
    expect(stack.entry?.id).toBe("m3");
    expect(stack.output("supersedes")).toEqual(["m2", "m1"]);
    await stack.up({ ...small, months: 3, allowReplace: true });
    expect(purchases()).toEqual(["buy m1", "buy m2", "buy m3"]);
    expect(panel.ledger.filter((line) => line.startsWith("release")).sort()).toEqual([
      "release m1",
      "release m2",
    ]);
  });

  it("that was killed after its order takes over what it bought, and still refunds the old one", async () => {
    const args = { ...large, allowPowerCycle: true };
    await stack.upKilled(args);
    panel.change("m1", { status: "ready" });
    panel.ledger.length = 0;
    panel.fail("release", "refused");
    expect((await stack.up(args)).error).toContain("the panel refuses");
    expect(stack.entry?.id).toBe("m2");
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["password m2", "release m1"]);
    expect(panel.machine("m2").status).toBe("ready");
  });

  it("whose order has an unknown outcome never takes the old service for the new one", async () => {
    panel.fail("buy", "lost before");
    await stack.up({ ...large, purchaseTriggers: undefined });
    expect(stack.entry?.id).toMatch(/^order:/);
    await stack.refresh();
    expect(stack.output("serviceId")).toBeUndefined();
    panel.clock.advance(minutes(31));
    expect(await stack.up(large)).toMatchObject({ error: "" });
    expect(stack.output("serviceId")).toBe("m3");
    expect(panel.ledger).toEqual(["buy m1", "buy m3", "release m1"]);
  });

  it("whose old service cannot be deleted is let go by reseller:keep", async () => {
    await stack.up({ ...small, onDelete: "refuse" });
    expect((await stack.up({ ...large, onDelete: "refuse" })).error).toContain(
      "listing its id in reseller:keep",
    );
    stack.settings = { keep: ["m1"] };
    expect(await stack.up({ ...large, onDelete: "refuse" })).toMatchObject({ error: "" });
    expect(stack.pending).toEqual([]);
    expect(refunds()).toEqual([]);
  });

  it("is asked for by purchaseTriggers", async () => {
    await stack.up({ ...small, purchaseTriggers: ["again"] });
    expect(panel.ledger).toEqual(["buy m1", "buy m2", "release m1"]);
  });

  it("that is not sure yet is shown as the worst case", async () => {
    expect((await stack.preview({ model: UNKNOWN })).line).toMatch(
      /^may be replaced \(model not known yet\): buy anew/,
    );
  });
});

describe("pulumi up --replace", () => {
  const consented = { ...small, allowPowerCycle: true };

  it("is refused for a running machine without the consent to stop it: nothing is sent", async () => {
    await stack.up(small);
    const { id, outputs } = stack.entry ?? {};
    expect((await stack.upReplacing(small)).faults).toEqual([
      "password: set a new password: it needs `allowPowerCycle: true`, the consent to stop and start the machine",
    ]);
    expect(panel.sent).toEqual(["buy m1"]);
    expect(stack.entry).toMatchObject({ id, outputs });
  });

  it("takes the same service over, sets a new password, and does not give it back", async () => {
    await stack.up(small);
    expect(await stack.upReplacing(consented)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
    expect(stack.entry?.id).toBe("m1");
    expect(panel.machine("m1").status).toBe("ready");
    expect(stack.output("claim")).toBeGreaterThan(0);
  });

  it("does not give it back in a later run either, when it was killed before the delete", async () => {
    await stack.up(small);
    const old = stack.entry;
    await stack.upReplacing(consented);
    if (old !== undefined) stack.pending.push(old);
    expect(await stack.up(consented)).toMatchObject({ error: "", operation: "none" });
    expect(stack.pending).toEqual([]);
    expect(refunds()).toEqual([]);
  });

  it("leaves what it took over alone also where onDelete is refuse", async () => {
    await stack.up({ ...small, onDelete: "refuse" });
    expect(await stack.upReplacing({ ...consented, onDelete: "refuse" })).toMatchObject({ error: "" });
    expect(stack.pending).toEqual([]);
  });

  it("can be repeated", async () => {
    await stack.up(small);
    await stack.upReplacing(consented);
    panel.clock.advance(minutes(1));
    expect(await stack.upReplacing(consented)).toMatchObject({ error: "" });
    expect(purchases()).toHaveLength(1);
    expect(refunds()).toEqual([]);
    await stack.destroy();
    expect(refunds()).toEqual(["release m1"]);
  });

  it("stops for a service that is older than reseller:claimHours", async () => {
    await stack.up(small);
    panel.clock.advance(hours(25));
    expect((await stack.upReplacing(small)).faults[0]).toContain("older than 24 hours");
    expect(purchases()).toHaveLength(1);
    expect(stack.entry?.id).toBe("m1");
  });

  it("leaves an adopted service alone", async () => {
    panel.place("old");
    await stack.up({ ...small, adopt: "old", onDelete: "refund" });
    expect(await stack.upReplacing({ ...small, adopt: "old", onDelete: "refund" })).toMatchObject({
      error: "",
    });
    expect(panel.sent).toEqual([]);
    expect(stack.entry?.id).toBe("old");
  });
});
