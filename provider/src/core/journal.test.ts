import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../test-support/clock";
import { FakePanel } from "../../test-support/fake-panel";
import { Stack } from "../../test-support/stack";
import { Journal } from "./journal";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  path = join(folder, "journal.jsonl");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const lines = () =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function journaled(): Stack {
  const stack = new Stack(new FakePanel(new FakeClock()));
  stack.settings = { journal: path };
  return stack;
}

describe("the journal", () => {
  it("has every call that spends or destroys, before and after it, and who it was for", async () => {
    const stack = journaled();
    await stack.up({ model: "small", size: 8 });
    await stack.destroy();
    expect(lines().map(({ phase, step, outcome }) => [phase, step, outcome])).toEqual([
      ["before", "buy", undefined],
      ["after", "buy", "done"],
      ["before", "upgrade", undefined],
      ["after", "upgrade", "done"],
      ["before", "release", undefined],
      ["after", "release", "done"],
    ]);
    expect(lines()[1]).toMatchObject({
      urn: stack.urn,
      account: "fake://panel.example#7",
      serviceId: "m1",
      words: "buy 1 months: CNY 100.00",
    });
    expect(Date.parse(String(lines()[0]?.at))).not.toBeNaN();
    // The token of the purchase finds the order at the vendor: it is no secret.
    expect(JSON.stringify(lines()[0])).toContain(String(stack.inputsOf({}).__token));
  });

  it.each([
    ["refused", "refused"],
    ["not sent", "not sent"],
    ["lost before", "unknown"],
  ] as const)("says what became of a call that was %s", async (fault, outcome) => {
    const stack = journaled();
    stack.panel.fail("buy", fault);
    await stack.up({ model: "small" });
    expect(lines().at(-1)).toMatchObject({ phase: "after", step: "buy", outcome });
  });

  it("is for the eyes of its owner, and has no secrets", async () => {
    const stack = journaled();
    await stack.up({ model: "small", password: "a very secret password" });
    await stack.up({
      model: "small",
      password: "a very secret password",
      passwordTriggers: [1],
      allowPowerCycle: true,
    });
    expect(readFileSync(path, "utf8")).not.toContain("a very secret password");
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it("that cannot be written stops the call before it is sent", async () => {
    const stack = journaled();
    stack.settings = { journal: join(folder, "none", "journal.jsonl") };
    expect((await stack.up({ model: "small" })).error).toContain("ENOENT");
    expect(stack.panel.sent).toEqual([]);
    expect(stack.entry).toBeUndefined();
  });

  it("that cannot be written any more after a purchase loses nothing from state", async () => {
    const stack = journaled();
    const buy = stack.panel.buy.bind(stack.panel);
    stack.panel.buy = (order) => {
      rmSync(folder, { recursive: true });
      return buy(order);
    };
    const { error } = await stack.up({ model: "small" });
    expect(error).toContain("ENOENT");
    expect(stack.entry?.id).toBe("m1");
    folder = mkdtempSync(join(tmpdir(), "journal-"));
  });

  it("is not kept without a path", () => {
    new Journal(undefined).write({
      phase: "before",
      urn: "",
      account: "",
      step: "buy",
      type: "Machine",
      words: "",
    });
  });
});
