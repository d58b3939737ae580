import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
});

const large = { model: "large", allowReplace: true };

describe("inputs that a policy changes after the check", () => {
  it("are what is bought: names stand for the text that arrives, and outputs say so", async () => {
    stack.policy = { model: "small" };
    expect(await stack.up(large)).toMatchObject({ error: "", operation: "create" });
    expect(panel.machine("m1").modelId).toBe("1");
    expect(stack.output("model")).toBe("small");
    expect(stack.output("__names")).toEqual({ model: { text: "small", id: "1" } });
    expect(await stack.preview(large)).toMatchObject({ error: "", operation: "none", line: "" });
    await stack.refresh();
    expect(await stack.up(large)).toMatchObject({ error: "", operation: "none" });
    stack.policy = {};
    expect((await stack.preview(large)).operation).toBe("replace");
    expect(panel.ledger).toEqual(["buy m1"]);
  });

  it("are planned and priced anew: fewer months than were shown are bought", async () => {
    stack.policy = { months: 1 };
    const { error, warnings } = await stack.up({ ...large, months: 3 });
    expect(error).toBe("");
    expect(warnings.join()).toContain(
      "a policy changed the order after its preview: buy 1 months: CNY 100.00",
    );
    expect(panel.ledger).toEqual(["buy m1"]);
    expect(stack.output("estimate")).toMatchObject({ purchasePrice: "100.00" });
    expect(stack.output("months")).toBe(1);
  });

  it("are refused where they cost more than was shown, with a way on", async () => {
    stack.policy = { months: 6 };
    const { error } = await stack.up(large);
    expect(error).toContain("a policy changed `months` after the preview");
    expect(error).toContain("Set `months` in the program as the policy wants it");
    expect(panel.sent).toEqual([]);
    expect(await stack.up({ ...large, months: 6 })).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1"]);
  });

  it.each([
    ["a name that stands for nothing", { model: "huge" }, "model: there is no huge"],
    ["arguments that exclude each other", { keepPaid: { whenDaysLeft: 7, months: 1 } }, "keepPaid: excludes"],
  ])("are held by the same rules: %s", async (_what, policy, words) => {
    stack.policy = policy;
    const { error } = await stack.up({ ...large, renewUntil: "2026-03-01" });
    expect(error).toContain(words);
    expect(panel.sent).toEqual([]);
  });

  it("are followed by a later change too", async () => {
    await stack.up(large);
    stack.policy = { note: "owned by team x", size: 8 };
    expect((await stack.preview(large)).line).toContain("upgrade 5 → 8");
    expect(await stack.up(large)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
    expect(stack.output("note")).toBe("owned by team x");
  });

  it("are held where they replace: the engine would lose them, and buy what the policy forbids", async () => {
    await stack.up(large);
    stack.policy = { model: "small" };
    const { error } = await stack.up(large);
    expect(error).toContain("a policy changed `model`, and that would be lost");
    expect(error).toContain("Set `model` in the program");
    expect(panel.ledger).toEqual(["buy m1"]);
  });

  it("that spend nothing change nothing of the order", async () => {
    stack.policy = { tags: { team: "x" }, onDelete: "keep" };
    expect(await stack.up(large)).toMatchObject({ error: "", warnings: [] });
    expect(stack.entry?.outputs).toMatchObject({ tags: { team: "x" }, onDelete: "keep" });
    expect(panel.ledger).toEqual(["buy m1"]);
  });
});
