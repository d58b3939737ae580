import { beforeEach, describe, expect, it } from "vitest";
import { messageOf } from "../errors";
import type { Run } from "../run";
import { FakeClock, hours, minutes } from "../../../test-support/clock";
import { fakeLifecycle } from "../../../test-support/fake-kind";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;
let other: Stack;

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
  other = new Stack(panel, "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Machine::db");
});

const purchases = () => panel.ledger.filter((line) => line.startsWith("buy"));
const small = { model: "small" };

/** What the engine asks of a resource that is in state, before its steps begin. */
async function plan(run: Run, owner: Stack, args = small) {
  const { entry } = owner;
  if (entry === undefined) throw new TypeError("nothing is in state");
  const { inputs } = await fakeLifecycle.check(run, entry.inputs, owner.inputsOf(args));
  await fakeLifecycle.diff(run, entry.outputs, inputs);
  return inputs;
}

describe("the token of an order", () => {
  it("is whole in a panel that cuts long remarks", async () => {
    panel.keptRemark = 15;
    const args = { ...small, note: "for the web team" };
    const { warnings } = await stack.up(args);
    expect(warnings).toEqual([]);
    expect(stack.output("trace")).toBe("shown");
    // So a second one is taken over, not bought.
    panel.fail("buy", "lost after");
    await other.upKilled(args);
    expect(await other.up(args)).toMatchObject({ error: "" });
    expect(purchases()).toEqual(["buy m1", "buy m2"]);
  });

  it.each([
    ["cuts it", 6, 'the panel gives "rs-'],
    ["drops it", 0, 'the panel gives "" back'],
  ])("that a panel %s is missed at once, and the account counts as untraceable", async (_, kept, words) => {
    panel.keptRemark = kept;
    const { warnings, error } = await stack.up(small);
    expect(error).toBe("");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(words);
    expect(warnings[0]).toContain("is not repeated by itself from now on");
    expect(stack.output("trace")).toBe("missing");
    // It is said once.
    expect((await stack.up(small)).warnings).toEqual([]);
    expect(await stack.refresh()).toMatchObject({ error: "", warnings: [] });
    expect(stack.output("trace")).toBe("missing");
  });

  it("is missed at once where delivery is not waited for", async () => {
    panel.keptRemark = 0;
    expect((await stack.up({ ...small, skipAwait: true })).warnings).toHaveLength(1);
    expect(stack.output("trace")).toBe("missing");
  });

  it("that shows later makes the account traceable again", async () => {
    panel.keptRemark = 0;
    await stack.up(small);
    panel.change("m1", { remark: String(stack.entry?.inputs.__token) });
    await stack.refresh();
    expect(stack.output("trace")).toBe("shown");
  });
});

describe("a lost order of an account that does not give tokens back", () => {
  it.each(["lost before", "lost after"] as const)("(%s) is never sent again by itself", async (fault) => {
    panel.keptRemark = 0;
    await other.up(small);
    panel.fail("buy", fault);
    const first = stack.begin();
    await plan(first.run, other);
    const lost = await stack.create(first.run, await stack.check(first.run, small));
    expect(lost).toContain("the panel does not give tokens back");
    expect(lost).toContain("It is not ordered again by itself");
    panel.clock.advance(hours(3));
    const before = purchases();
    // Also in a run that meets it first.
    for (const meetsOther of [false, true]) {
      const { run, said } = stack.begin();
      if (meetsOther) await plan(run, other);
      const inputs = await plan(run, stack);
      const shown = said.filter(({ kind }) => kind === "info").map(({ words }) => words);
      expect(shown.join()).toContain("nobody knows what became of the order");
      expect(shown.join()).not.toContain("CNY");
      const failed = await fakeLifecycle
        .update(run, stack.entry?.outputs ?? {}, inputs)
        .then(() => "", messageOf);
      expect(failed).toContain("Set `adopt:");
    }
    expect(purchases()).toEqual(before);
    // A person may decide.
    expect((await stack.up({ ...small, purchaseTriggers: ["none of them"] })).error).toBe("");
    expect(purchases()).toHaveLength(before.length + 1);
  });

  it("is named when its resource is deleted", async () => {
    panel.keptRemark = 0;
    panel.fail("buy", "lost after");
    await stack.up(small);
    panel.clock.advance(hours(3));
    const { warnings, error } = await stack.destroy();
    expect(error).toBe("");
    expect(warnings.join()).toContain("it leaves state, and nothing was given back");
    expect(warnings.join()).toContain("m1 (ready");
  });
});

describe("a new purchase of an account that does not give tokens back", () => {
  const third = () =>
    new Stack(panel, "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Machine::third");

  it("stops at what an interrupted one may have bought", async () => {
    panel.keptRemark = 0;
    await other.up(small);
    await stack.upKilled(small);
    panel.clock.advance(minutes(5));
    const { run } = stack.begin();
    await plan(run, other);
    await expect(stack.check(run, small)).rejects.toThrow("is m2 (ready");
    expect(purchases()).toEqual(["buy m1", "buy m2"]);
    stack.settings = { claimHours: 0 };
    const again = stack.begin();
    await plan(again.run, other);
    expect(await stack.create(again.run, await stack.check(again.run, small))).toBe("");
  });

  it("is not stopped by what this run buys side by side, nor by what resources have", async () => {
    panel.keptRemark = 0;
    await other.up(small);
    panel.clock.advance(minutes(5));
    const { run } = stack.begin();
    await plan(run, other);
    const inputs = [await stack.check(run, small), await third().check(run, small)] as const;
    panel.clock.advance(1);
    expect(await stack.create(run, inputs[0])).toBe("");
    // In flight, as it were: bought by this run and not met yet.
    panel.place("m8");
    expect(await third().create(run, inputs[1])).toBe("");
  });
});

describe("a lost order of which no token shows", () => {
  it("is not sent again while something that fits was bought since and is nobody's", async () => {
    panel.keptRemark = 6;
    panel.fail("buy", "lost after");
    await stack.up(small);
    panel.clock.advance(minutes(60));
    const shown = await stack.preview(small);
    expect(shown.line).toContain("without a token, and no resource's that this run has met, is m1 (ready");
    const { error } = await stack.up(small);
    expect(error).toContain("m1 (ready");
    expect(purchases()).toEqual(["buy m1"]);
    expect((await stack.up({ ...small, adopt: "m1" })).error).toBe("");
    expect(purchases()).toEqual(["buy m1"]);
  });

  it.each([
    ["is another model", { modelId: "2" }],
    ["carries another purchase's token", { remark: "rs-4k9v2m7qx0ab" }],
    ["was there long before", { boughtAt: "2026-01-01T00:00:00.000Z" }],
    ["is deleted", { status: "deleted" as const }],
  ])("is sent again, once, when what is there %s", async (_, machine) => {
    panel.place("m9", machine);
    panel.fail("buy", "lost before");
    await stack.up(small);
    panel.clock.advance(minutes(60));
    expect((await stack.up(small)).error).toBe("");
    expect(purchases()).toHaveLength(1);
  });
});
