import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../arguments";
import { FakeClock, minutes } from "../../../test-support/clock";
import { fakeLifecycle } from "../../../test-support/fake-kind";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;
const small = { model: "small" };
const large = { model: "large", allowDeleteBeforeReplace: true };

beforeEach(async () => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
  await stack.up(small);
  panel.ledger.length = 0;
  panel.sent.length = 0;
});

describe("a replacement with the option deleteBeforeReplace", () => {
  beforeEach(() => (stack.options = { deleteBeforeReplace: true }));

  it("asks for consent, because what is paid and holds data goes before there is another", async () => {
    const reason =
      "allowDeleteBeforeReplace: REFUND m1 would come before another machine is bought (the option `deleteBeforeReplace` is set): " +
      "what is on it is lost, and if the purchase fails there is none. It needs `allowDeleteBeforeReplace: true`";
    expect((await stack.preview({ model: "large" })).error).toBe(`web: ${reason}`);
    expect((await stack.up({ model: "large" })).error).toBe(`web: ${reason}`);
    expect(panel.sent).toEqual([]);
  });

  it("is no difference by itself", async () => {
    expect(await stack.preview(small)).toMatchObject({ operation: "none", line: "" });
  });

  it("says the real order, and happens in it", async () => {
    const { line, warnings } = await stack.preview(large);
    expect(line).toBe(
      "first REFUND m1 (if refused, it stays, and nothing is bought); then buy anew: 1 months: CNY 100.00",
    );
    expect(warnings).toEqual([
      "the option `deleteBeforeReplace` is set, so machine m1 is deleted before another one is there",
    ]);
    expect(await stack.up(large)).toMatchObject({ error: "", operation: "replace" });
    expect(panel.ledger).toEqual(["release m1", "buy m2"]);
    expect(stack.output("lost")).toBeUndefined();
    expect(await stack.preview(large)).toMatchObject({ operation: "none", line: "" });
  });

  it("buys nothing when the refund is refused", async () => {
    panel.fail("release", "refused");
    expect((await stack.up(large)).error).toContain("the panel refuses");
    expect(panel.ledger).toEqual([]);
    expect(stack.entry?.id).toBe("m1");
  });

  it.each(["refused", "not sent", "account refused"] as const)(
    "names what is lost, in state and in the next preview, when the purchase fails: %s",
    async (fault) => {
      panel.fail("buy", fault);
      const { error } = await stack.up(large);
      expect(error).not.toBe("");
      expect(panel.ledger).toEqual(["release m1"]);
      expect(stack.entry?.outputs).toMatchObject({
        status: "ordering",
        lost: { serviceId: "m1", what: "REFUND m1" },
      });
      expect((await stack.preview(large)).line).toMatch(
        /^m1 is gone \(REFUND m1, \S+\), and nothing has taken its place yet; buy 1 months: CNY 100\.00$/,
      );
      await stack.refresh();
      expect((await stack.preview(small)).line).toContain("m1 is gone (REFUND m1, ");
      expect(await stack.up(large)).toMatchObject({ error: "" });
      expect(panel.ledger).toEqual(["release m1", expect.stringMatching(/^buy m\d$/)]);
      expect(stack.output("lost")).toBeUndefined();
      expect(await stack.preview(large)).toMatchObject({ operation: "none", line: "" });
    },
  );

  it("names it also when the reply to the purchase is lost, and buys once", async () => {
    panel.fail("buy", "lost before");
    await stack.up(large);
    expect((await stack.preview(large)).line).toMatch(
      /^m1 is gone \(.*\), and nothing has taken its place yet; order of unknown outcome: look for rs-\w+; it is not ordered again/,
    );
    panel.clock.advance(minutes(31));
    expect(await stack.up(large)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["release m1", "buy m3"]);
  });

  it("names it also when the catalogue is gone by then", async () => {
    panel.fail("release", "lost after");
    const call = panel.call.bind(panel);
    panel.call = (...args) => {
      panel.hasNoCatalog = true;
      call(...args);
    };
    expect((await stack.up(large)).error).toContain("the catalogue does not answer");
    expect(stack.output("lost")).toMatchObject({ serviceId: "m1" });
  });

  it("needs no consent where nothing is lost: a service that is kept, or gone", async () => {
    await stack.up({ ...small, onDelete: "keep" });
    const { line, faults } = await stack.preview({ model: "large", onDelete: "keep" });
    expect(faults).toEqual([]);
    expect(line).toMatch(/^first keep m1 until it expires at .*; then buy anew/);
    await stack.up(small);
    panel.change("m1", { status: "deleted" });
    await stack.refresh();
    expect((await stack.preview({ ...small, purchaseTriggers: [1] })).error).toBe("");
  });

  it("stops before it deletes when a transform set it, so that no preview could say it", async () => {
    stack.options = { deleteBeforeReplace: true, isTransformed: true };
    expect((await stack.preview(large)).line).toMatch(/^buy anew: .*; then REFUND m1/);
    expect((await stack.up(large)).error).toContain(
      "m1 would be deleted before there is another one, which the preview did not say",
    );
    expect(panel.sent).toEqual([]);
    expect(stack.entry?.id).toBe("m1");
    stack.options = { deleteBeforeReplace: true };
    expect(await stack.up(large)).toMatchObject({ error: "" });
  });

  it("with --replace takes the same service over, and gives nothing back", async () => {
    const args = { ...small, allowPowerCycle: true };
    expect(await stack.upReplacing(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["password m1"]);
    expect(stack.entry).toMatchObject({ id: "m1", outputs: { origin: "takenOver", status: "ready" } });
  });

  it("can be repeated by the engine: each call once", async () => {
    stack.retries = 2;
    panel.fail("release", "refused");
    panel.fail("buy", "refused");
    expect(await stack.up(large)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["release m1", "buy m3"]);
  });
});

describe("a replacement that only the program wants (replaceOnChanges)", () => {
  beforeEach(() => (stack.options = { isReplacedOnChanges: true }));

  it("says what it buys and what becomes of the old service", async () => {
    const { line } = await stack.preview({ ...small, size: 8 });
    expect(line).toContain(
      "REPLACED as a whole: buy anew: 1 months: CNY 100.00; then upgrade 5 → 8: CNY 30.00; then REFUND m1 (if refused, both stay paid)",
    );
    panel.fail("release", "refused");
    await stack.up({ ...small, size: 8 });
    expect(stack.output("supersedes")).toEqual(["m1"]);
    expect(panel.ledger).toEqual(["buy m2", "upgrade m2 +3"]);
  });

  it("asks for the same consent where the old one goes first", async () => {
    stack.options = { isReplacedOnChanges: true, deleteBeforeReplace: true };
    expect((await stack.up({ ...small, size: 8 })).faults[0]).toContain(
      "allowDeleteBeforeReplace: REFUND m1",
    );
    expect(panel.sent).toEqual([]);
    const consented = { ...small, size: 8, allowDeleteBeforeReplace: true };
    expect((await stack.preview(consented)).line).toContain("REPLACED as a whole: first REFUND m1");
    expect(await stack.up(consented)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["release m1", "buy m2", "upgrade m2 +3"]);
  });
});

describe("services that were replaced and could not be given back", () => {
  it("are named in every line until they are gone", async () => {
    panel.fail("release", ...Array.from({ length: 9 }, () => "refused" as const));
    await stack.up({ ...small, purchaseTriggers: [2] });
    await stack.up({ ...small, purchaseTriggers: [3] });
    const both =
      /replaced before and still there: m2 \(ready, until \S+\), m1 \(ready, until \S+\); as long as state has them, each `pulumi up` asks for their refund again; they stay paid until then/;
    expect((await stack.preview({ ...small, purchaseTriggers: [3] })).line).toMatch(both);
    expect((await stack.preview({ ...small, purchaseTriggers: [3], size: 8 })).line).toMatch(both);
    const { line } = await stack.preview({ ...small, purchaseTriggers: [4] });
    expect(line).toContain("then REFUND m3 (if refused, all 4 stay paid)");
    expect(line).toMatch(both);
    panel.change("m2", { status: "deleted" });
    expect((await stack.preview({ ...small, purchaseTriggers: [3] })).line).toMatch(
      /^replaced before and still there: m1 \(ready, until \S+\); as long as state has it, each `pulumi up` asks for its refund again; it stays paid/,
    );
  });

  it("are not named when they are to be left until they expire, or are gone", async () => {
    await stack.up({ ...small, onDelete: "keep" });
    await stack.up({ model: "large", onDelete: "keep" });
    expect(stack.output("serviceId")).toBe("m2");
    expect((await stack.preview({ model: "large", onDelete: "keep" })).line).toBe("");
    await stack.up({ model: "large", allowReplace: true });
    await stack.up({ ...small, allowReplace: true });
    expect(panel.ledger).toContain("release m2");
    expect((await stack.preview({ ...small, allowReplace: true })).line).toBe("");
  });

  it("are named while an order is open, too", async () => {
    panel.fail("release", "refused", "refused");
    await stack.up({ ...small, purchaseTriggers: [2] });
    panel.fail("buy", "lost before");
    await stack.up({ ...small, purchaseTriggers: [3] });
    expect((await stack.preview({ ...small, purchaseTriggers: [3] })).line).toMatch(
      /order of unknown outcome: .*; replaced before and still there: m2 \(.*\), m1 \(/,
    );
  });
});

describe("a resource that depends on one that is replaced and deleted first", () => {
  /** As the engine asks: the outputs that will change are unknown, and `check` has not run for it yet. */
  const asked = (key: string, isInUp = true) => {
    const { run, said } = stack.begin();
    if (isInUp) run.checked.add("urn:of:the:other");
    const inputs = { ...stack.entry?.inputs, [key]: UNKNOWN };
    return { run, said, difference: fakeLifecycle.diff(run, stack.entry?.outputs ?? {}, inputs) };
  };
  const consented = { ...small, allowDeleteBeforeReplace: true };

  it("is replaced when what only another service can carry out comes from there", async () => {
    await stack.up(consented);
    for (const key of ["model", "purchaseTriggers"])
      expect(await asked(key).difference).toMatchObject({ replaces: [key] });
    expect(await asked("size").difference).toEqual({ changes: undefined, replaces: [] });
  });

  it("does not go without consent; in a destroy, which asks too, it is meant to go", async () => {
    await expect(asked("model").difference).rejects.toThrow(
      "web: allowDeleteBeforeReplace: REFUND m1 would come before another machine is bought (model comes from a resource that is replaced and deleted first)",
    );
    expect(await asked("model", false).difference).toMatchObject({ replaces: ["model"] });
  });

  it("says so when it is checked, and buys one for the one that goes", async () => {
    await stack.up(consented);
    panel.ledger.length = 0;
    const { run, said, difference } = asked("model");
    await difference;
    const old = stack.entry;
    // In the preview, and in `up`, the engine deletes it with the other, and has it checked as one that is to be created.
    const inputs = await stack.check(run, consented);
    expect(said.at(-1)?.words).toBe(
      "REPLACED as a whole: first REFUND m1 (if refused, it stays, and nothing is bought); then buy anew: 1 months: CNY 100.00",
    );
    await fakeLifecycle.delete(run, "m1", old?.outputs ?? {});
    expect(await stack.create(run, inputs)).toBe("");
    expect(panel.ledger).toEqual(["release m1", "buy m2"]);
  });

  it("is not looked at in a refresh", async () => {
    const { run } = stack.begin();
    expect(await fakeLifecycle.diff(run, stack.entry?.outputs ?? {}, stack.entry?.inputs ?? {})).toEqual({
      changes: undefined,
      replaces: [],
    });
  });
});
