import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock, minutes } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";

let panel: FakePanel;
let stack: Stack;

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel);
  // An error hook of the program asks the engine to repeat every call that fails.
  stack.retries = 3;
});

const sent = (verb: string) => panel.sent.filter((line) => line.startsWith(verb));
const small = { model: "small" };

describe("a create that the engine repeats in the same run", () => {
  it("goes on with the server that was bought, when what follows the purchase failed", async () => {
    panel.fail("upgrade", "refused");
    expect(await stack.up({ ...small, size: 8 })).toMatchObject({ error: "", operation: "create" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
    expect(stack.entry).toMatchObject({ id: "m1", hasFailed: false, outputs: { size: 8, origin: "bought" } });
    expect(panel.machine("m1").password).toBe(stack.output("password"));
    expect(await stack.preview({ ...small, size: 8 })).toMatchObject({ operation: "none" });
  });

  it("waits on for the server that was bought, when it was not delivered in time", async () => {
    panel.deliveryMs = minutes(90);
    expect(await stack.up({ ...small, timeouts: { create: "30m" } })).toMatchObject({ error: "" });
    expect(sent("buy")).toEqual(["buy m1"]);
    expect(stack.entry).toMatchObject({ id: "m1", outputs: { status: "ready" } });
  });

  it("keeps what it has in hand when all that fails after it fails before anything is known", async () => {
    panel.fail("upgrade", "refused");
    const call = panel.call.bind(panel);
    panel.call = (...args) => {
      panel.isDown = true;
      call(...args);
    };
    const { error } = await stack.up({ ...small, size: 8 });
    expect(error).not.toBe("");
    expect(stack.entry).toMatchObject({ id: "m1", hasFailed: true, outputs: { serviceId: "m1" } });
    expect(sent("buy")).toEqual(["buy m1"]);
  });

  it.each(["lost before", "lost late"] as const)(
    "orders nothing again when the reply was %s",
    async (fault) => {
      panel.fail("buy", fault);
      const { error } = await stack.up(small);
      expect(error).toMatch(
        /nothing with the token rs-\w+ is listed yet; .* It is not ordered again for \d+m/,
      );
      expect(sent("buy")).toEqual(["buy m1"]);
      expect(stack.entry).toMatchObject({ outputs: { status: "ordering" } });
      expect(stack.output("orderedAt")).toBeDefined();
    },
  );

  it("orders once in a run also without a quarantine", async () => {
    stack.settings = { quarantineMinutes: 0, settleSeconds: 0 };
    panel.fail("buy", "lost late");
    expect((await stack.up(small)).error).toContain("it was ordered in this run already");
    expect(sent("buy")).toEqual(["buy m1"]);
    panel.clock.advance(minutes(15));
    expect(await stack.up(small)).toMatchObject({ error: "", operation: "update" });
    expect(sent("buy")).toEqual(["buy m1"]);
    expect(stack.output("serviceId")).toBe("m1");
  });

  it("orders again what was refused or not sent, which is certain", async () => {
    panel.fail("buy", "refused", "not sent");
    expect(await stack.up(small)).toMatchObject({ error: "", operation: "create" });
    expect(panel.ledger).toEqual(["buy m3"]);
  });

  it("gives what is there, when it had succeeded", async () => {
    const { run } = stack.begin();
    const inputs = await stack.check(run, { ...small, size: 8 });
    expect(await stack.create(run, inputs)).toBe("");
    const { entry } = stack;
    expect(await stack.create(run, inputs)).toBe("");
    expect(stack.entry).toEqual(entry);
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3"]);
  });
});

describe("an update that the engine repeats in the same run", () => {
  beforeEach(async () => {
    stack.retries = 0;
    await stack.up(small);
    panel.ledger.length = 0;
    panel.sent.length = 0;
    stack.retries = 3;
  });

  const renewed = { ...small, renewUntil: "2026-06-15" };

  it.each(["lost before", "lost late"] as const)(
    "sends no renewal again whose reply was %s",
    async (fault) => {
      panel.fail("renew", fault);
      const { error } = await stack.up(renewed);
      expect(error).toContain("reseller:quarantineMinutes");
      expect(sent("renew")).toHaveLength(1);
      expect(stack.output("pendingChange")).toMatchObject({ what: "renew" });
      // State keeps it for the next run too.
      stack.retries = 0;
      await stack.up(renewed);
      expect(sent("renew")).toHaveLength(1);
    },
  );

  it("does not do again what was done before the step that failed", async () => {
    panel.fail("reboot", "refused");
    const args = { ...small, size: 8, rebootTriggers: [1] };
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["upgrade m1 +3", "reboot m1"]);
    expect(panel.machine("m1").size).toBe(8);
    expect(await stack.preview(args)).toMatchObject({ operation: "none" });
  });

  it("spends no more than was shown, whatever happens between the calls", async () => {
    panel.fail("reboot", "refused");
    const { expiresAt } = panel.machine("m1");
    // What the renewal bought is gone again when the engine tries the rest.
    panel.at(1, () => undefined);
    const work = stack.up({ ...renewed, rebootTriggers: [1] });
    const take = panel.call.bind(panel);
    panel.call = (operation, id, words, change) => {
      if (operation === "reboot") panel.change("m1", { expiresAt });
      take(operation, id, words, change);
    };
    expect((await work).error).toContain("which the preview did not show");
    expect(sent("renew").length).toBe(1);
  });
});

describe("a delete that the engine repeats in the same run", () => {
  it.each(["lost after", "lost before", "refused"] as const)(
    "ends with the server gone: %s",
    async (fault) => {
      stack.retries = 0;
      await stack.up(small);
      stack.retries = 3;
      panel.fail("release", fault);
      expect(await stack.destroy()).toMatchObject({ error: "" });
      expect(panel.ledger.filter((line) => line.startsWith("release"))).toEqual(["release m1"]);
      expect(stack.entry).toBeUndefined();
    },
  );
});
