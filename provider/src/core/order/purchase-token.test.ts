import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../arguments";
import { tokenOf } from "./purchase-token";
import { FakeClock } from "../../../test-support/clock";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";
import { purchaseToken } from "./token";

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Machine::web";
const renamed = urn.replace(/web$/, "front");
const small = { model: "small" };

let panel: FakePanel;
let stack: Stack;

beforeEach(() => {
  panel = new FakePanel(new FakeClock());
  stack = new Stack(panel, urn);
});

/** The resource has another name from now on, and an alias to the old one. */
function rename(): void {
  stack.formerUrns = [stack.urn];
  stack.urn = renamed;
}

describe("the token of a purchase", () => {
  const parts = { organization: "acme", urn, namespace: "" };
  const asWritten = purchaseToken({ ...parts, purchaseTriggers: undefined });
  const news = { __organization: "acme", __urn: urn, __token: asWritten };

  it("is made of the triggers that arrive, whatever the program wrote", () => {
    const { run } = stack.begin();
    expect(tokenOf(run, undefined, news)).toBe(asWritten);
    const changed = { ...news, purchaseTriggers: ["by a transform"] };
    const token = purchaseToken({ ...parts, purchaseTriggers: ["by a transform"] });
    expect(tokenOf(run, undefined, changed)).toBe(token);
    expect(tokenOf(run, { ...news, __token: "rs-before" }, changed)).toBe(token);
    expect(tokenOf(run, undefined, { ...news, purchaseTriggers: [UNKNOWN] })).toBe(UNKNOWN);
  });

  it("is the recorded one while the triggers stay, and the program's own where it says no more", () => {
    const { run } = stack.begin();
    expect(tokenOf(run, { __token: "rs-before" }, { ...news, __urn: renamed })).toBe("rs-before");
    expect(tokenOf(run, undefined, { __urn: urn, __token: "rs-own" })).toBe("rs-own");
  });
});

describe("a resource with another name than it was bought under", () => {
  it("is unchanged, and refreshed", async () => {
    await stack.up(small);
    rename();
    expect(await stack.up(small)).toMatchObject({ error: "", operation: "none" });
    await stack.refresh();
    expect(await stack.up({ ...small, size: 8 })).toMatchObject({ error: "", operation: "update" });
    expect(await stack.destroy()).toMatchObject({ error: "" });
    expect(panel.ledger).toEqual(["buy m1", "upgrade m1 +3", "release m1"]);
  });

  it("finds what a killed run bought under the old name", async () => {
    const args = { ...small, allowPowerCycle: true };
    await stack.upKilled(args);
    rename();
    expect((await stack.preview(args)).line).toContain("take over m1");
    expect(await stack.up(args)).toMatchObject({ error: "" });
    expect(stack.entry?.id).toBe("m1");
    expect(await stack.up(args)).toMatchObject({ error: "", operation: "none" });
    // Nobody has the password that went with the killed run.
    expect(panel.ledger).toEqual(["buy m1", "password m1"]);
  });

  it("goes on with an order of unknown outcome", async () => {
    panel.fail("buy", "lost late");
    stack.settings = { settleSeconds: 0 };
    expect((await stack.up(small)).error).not.toBe("");
    rename();
    panel.clock.advance(600_000);
    expect(await stack.up(small)).toMatchObject({ error: "" });
    expect(stack.output("serviceId")).toBe("m1");
    expect(panel.ledger).toEqual(["buy m1"]);
  });

  it("that is replaced by force is taken over, not bought again", async () => {
    await stack.up(small);
    rename();
    expect(await stack.upReplacing(small)).toMatchObject({ error: "" });
    expect(stack.entry?.id).toBe("m1");
    expect(panel.ledger.filter((line) => line.startsWith("buy") || line.startsWith("release"))).toEqual([
      "buy m1",
    ]);
  });

  it("that is replaced on purpose buys one, and gives the old one back", async () => {
    await stack.up(small);
    rename();
    expect(await stack.up({ ...small, purchaseTriggers: ["another"] })).toMatchObject({
      operation: "replace",
    });
    expect(await stack.up({ ...small, purchaseTriggers: ["another"] })).toMatchObject({ operation: "none" });
    expect(panel.ledger).toEqual(["buy m1", "buy m2", "release m1"]);
  });
});
