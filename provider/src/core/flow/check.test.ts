import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../arguments";
import { FakeClock } from "../../../test-support/clock";
import { fakeLifecycle } from "../../../test-support/fake-kind";
import { FakePanel } from "../../../test-support/fake-panel";
import { newRun, Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

const small = { model: "small" };

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
});

describe("the faults of a resource", () => {
  it("are all there at once, each with its property", async () => {
    const { faults } = await stack.preview({
      model: "huge",
      size: 51,
      months: 0.5,
      onDelete: "burn",
      identity: { mobile: "1" },
      renewUntil: "tomorrow",
      tags: { a: 1 },
      timeouts: { create: "soon" },
      colour: "red",
    });
    expect(faults.map((fault) => fault.split(":")[0]).sort()).toEqual([
      "colour",
      "identity.mobile",
      "model",
      "months",
      "onDelete",
      "renewUntil",
      "size",
      "tags.a",
      "timeouts.create",
    ]);
    expect(faults).toContain("model: there is no huge; there are: small, large");
    expect(faults).toContain('onDelete: must be one of "refund", "delete", "keep", "refundOrKeep", "refuse"');
  });

  it("include what arguments exclude each other, what is not sold, and what is missing", async () => {
    const both = { renewUntil: "2026-06-30", keepPaid: { whenDaysLeft: 7, months: 1 } };
    expect((await stack.preview({ ...small, ...both })).faults).toEqual([
      "keepPaid: excludes `renewUntil`: one says a date, the other a rolling term",
    ]);
    expect((await stack.preview({ ...small, months: 5 })).faults[0]).toMatch(
      /^months: 5 months is not sold: the terms on offer are 1, 3, 6, 12/,
    );
    expect((await stack.preview({ size: 8 })).faults).toEqual(["model: is required"]);
  });

  it("are not hidden by values that are not known yet", async () => {
    const { faults } = await stack.preview({ model: UNKNOWN, size: 51, identity: { mobile: UNKNOWN } });
    expect(faults).toEqual(["size: must be at most 50"]);
  });

  it("are one fault when the config is not usable", async () => {
    const { run } = newRun(panel);
    const broken = Object.assign(Object.create(Object.getPrototypeOf(run) as object) as typeof run, run, {
      openAccount: () => {
        throw new Error("zkeys:endpoint is missing");
      },
    });
    const { faults } = await fakeLifecycle.check(broken, undefined, stack.inputsOf(small));
    expect(faults).toEqual([{ property: "", reason: "zkeys:endpoint is missing" }]);
  });
});

describe("the inputs that check adds", () => {
  it("show what a delete will do", async () => {
    await stack.up(small);
    expect(stack.entry?.inputs.onDelete).toBe("refund");
    panel.place("old");
    const adopted = new Stack(panel, `${stack.urn}-2`);
    await adopted.up({ ...small, adopt: "old" });
    expect(adopted.entry?.inputs.onDelete).toBe("keep");
    await adopted.up(small);
    expect(adopted.entry?.inputs.onDelete).toBe("keep");
  });

  it("show the estimate, which a new price alone does not change", async () => {
    await stack.up({ ...small, size: 8, months: 3 });
    const estimate = stack.entry?.inputs.estimate;
    expect(estimate).toMatchObject({ purchasePrice: "300.00", monthlyPrice: "130.00" });
    const { run } = newRun(panel);
    const olds = {
      ...stack.entry?.inputs,
      estimate: { purchasePrice: "1.00", monthlyPrice: "1.00", words: "" },
    };
    const same = await fakeLifecycle.check(run, olds, stack.inputsOf({ ...small, size: 8, months: 3 }));
    expect(same.inputs.estimate).toEqual(olds.estimate);
    const other = await fakeLifecycle.check(run, olds, stack.inputsOf({ ...small, size: 9, months: 3 }));
    expect(other.inputs.estimate).toMatchObject({ monthlyPrice: "140.00" });
  });

  it("keep the recorded token while purchaseTriggers are unchanged, so that aliases and moves survive", async () => {
    await stack.up({ ...small, purchaseTriggers: [{ a: 1, b: 2 }] });
    const { __token: token } = stack.entry?.inputs ?? {};
    const { run } = newRun(panel);
    const moved = { ...small, __urn: `${stack.urn}-moved`, __token: "rs-another" };
    const same = await fakeLifecycle.check(run, stack.entry?.inputs, {
      ...moved,
      purchaseTriggers: [{ b: 2, a: 1 }],
    });
    expect(same.inputs.__token).toBe(token);
    const other = await fakeLifecycle.check(run, stack.entry?.inputs, {
      ...moved,
      purchaseTriggers: [{ a: 2 }],
    });
    expect(other.inputs.__token).toBe("rs-another");
  });

  it("keep the id of a name while its text is unchanged, and never make a diff alone", async () => {
    await stack.up(small);
    const { run } = newRun(panel);
    const olds = { ...stack.entry?.inputs, __names: { model: { text: "small", id: "1" } } };
    expect((await fakeLifecycle.check(run, olds, stack.inputsOf(small))).inputs.__names).toEqual(
      olds.__names,
    );
    expect(await stack.preview({ model: "1" })).toMatchObject({ operation: "none", line: "" });
  });
});

describe("without the catalogue", () => {
  it("nothing can be ordered", async () => {
    panel.hasNoCatalog = true;
    expect((await stack.preview(small)).faults).toEqual([": the catalogue does not answer"]);
  });

  it("what is there goes on with a warning", async () => {
    await stack.up(small);
    panel.hasNoCatalog = true;
    const outcome = await stack.up({ ...small, tags: { a: "b" } });
    expect(outcome).toMatchObject({ error: "", faults: [] });
    expect(outcome.warnings[0]).toContain("the catalogue cannot be had");
    expect((await stack.preview({ model: "large" })).faults[0]).toContain(
      "the catalogue, which has the names, cannot be had",
    );
  });
});

describe("limits and brakes in the preview", () => {
  it("refuse a month that costs more than maxMonthlyPrice", async () => {
    expect((await stack.preview({ ...small, size: 8, maxMonthlyPrice: "129.99" })).faults).toEqual([
      "maxMonthlyPrice: a month would cost CNY 130.00, more than 129.99",
    ]);
    expect((await stack.preview({ ...small, size: 8, maxMonthlyPrice: "130" })).faults).toEqual([]);
  });

  it("do not hold maxMonthlyPrice against a renewal, but maxRenewalPrice", async () => {
    await stack.up(small);
    const renewal = { ...small, renewUntil: "2026-06-30" };
    expect(await stack.preview({ ...renewal, maxMonthlyPrice: "1.00" })).toMatchObject({ error: "" });
    expect((await stack.preview({ ...renewal, maxRenewalPrice: "99.99" })).error).toContain(
      "would cost CNY 300.00, more than 99.99 a month",
    );
    expect(await stack.preview({ ...renewal, maxRenewalPrice: "100.00" })).toMatchObject({ error: "" });
  });

  it("refuse a purchase that is above reseller:maxSpendPerRun", async () => {
    stack.settings = { maxSpendPerRun: ["99.99"] };
    expect((await stack.preview(small)).faults[0]).toContain("this run would spend CNY 100.00");
    await stack.up(small);
    expect(panel.sent).toEqual([]);
  });

  it("let a purchase that reseller:allowSteps forbids fail by itself", async () => {
    stack.settings = { allowSteps: ["renew"] };
    const words = 'reseller:allowSteps is ["renew"]; add "buy"';
    expect(await stack.preview(small)).toMatchObject({ faults: [], error: "" });
    expect((await stack.preview(small)).warnings.join()).toContain(words);
    expect((await stack.up(small)).error).toContain(words);
    expect(panel.sent).toEqual([]);
  });

  it("show a purchase that reseller:allowSpending forbids, and refuse to make it", async () => {
    stack.settings = { allowSpending: false };
    const { run, said } = stack.begin();
    await stack.check(run, small);
    expect(said.at(-1)).toMatchObject({
      kind: "warning",
      words: expect.stringContaining("reseller:allowSpending is false") as string,
    });
    expect((await stack.up(small)).error).toContain("reseller:allowSpending is false");
    expect(panel.sent).toEqual([]);
    expect(stack.entry).toBeUndefined();
  });

  it("add up over the resources of a run", async () => {
    const { run, said } = newRun(panel, { maxSpendPerRun: ["250.00"] });
    for (const name of ["a", "b"]) await new Stack(panel, `urn::${name}`).check(run, small);
    expect(said.map(({ words }) => words)).toEqual([
      "buy 1 months: CNY 100.00",
      "buy 1 months: CNY 100.00 [this run so far: CNY 200.00]",
    ]);
    await expect(new Stack(panel, "urn::c").check(run, small)).rejects.toThrow(
      "this run would spend CNY 300.00",
    );
  });
});

describe("a preview with values that are not known yet", () => {
  it("says so for a purchase", async () => {
    expect((await stack.preview({ ...small, note: UNKNOWN })).line).toBe(
      "buy 1 months: CNY 100.00 (not known yet: note)",
    );
  });

  it("says so for a change, and names the worst case", async () => {
    await stack.up(small);
    expect((await stack.preview({ ...small, size: UNKNOWN })).line).toBe("cost not known yet (size)");
    const tagged = { ...small, tags: UNKNOWN, timeouts: UNKNOWN };
    expect(await stack.preview(tagged)).toMatchObject({ line: "", operation: "update" });
    expect((await stack.preview({ ...tagged, size: UNKNOWN, note: UNKNOWN })).line).toBe(
      "cost not known yet (size); then not known yet: note",
    );
    expect((await stack.preview({ ...small, reinstallTriggers: [{ deep: UNKNOWN }] })).line).toBe(
      "may REINSTALL: reinstallTriggers not known yet",
    );
    expect(panel.sent).toHaveLength(1);
  });
});

describe("requests", () => {
  it("are one list for any number of resources, and none for an unchanged preview", async () => {
    const { run } = newRun(panel);
    for (let index = 0; index < 50; index += 1) await new Stack(panel, `urn::${index}`).check(run, small);
    expect(panel.lists).toBe(1);
    expect(panel.reads).toBe(0);
    await stack.up(small);
    const before = panel.lists + panel.reads;
    await stack.preview(small);
    expect(panel.lists + panel.reads).toBe(before);
  });
});
