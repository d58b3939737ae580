import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../provider/src/sandbox";
import { server, Stack } from "../support/stack";

describe("a purchase through the real engine", () => {
  let sandbox: ZkeysSandbox;
  let stack: Stack;

  beforeEach(async () => {
    sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.05 });
    stack = new Stack(sandbox);
  });

  afterEach(async () => {
    stack.remove();
    await sandbox.close();
  });

  test("shows the price, buys once, and is unchanged afterwards without a writing request", async () => {
    stack.declare({ web: { args: { ...server, bandwidthMbps: 10 } } });
    const preview = await stack.preview();
    expect(preview.text).toContain(
      "buy 1 month: CNY 860.00; then upgrade 5 → 10 Mbps: CNY 50.00 more a month (due now: not published)",
    );
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().orders.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["create", "860.00"],
      ["upgrade", "50.00"],
    ]);
    const writes = sandbox.writes();
    const again = await stack.preview("--expect-no-changes");
    expect(again).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(writes);
    const { outputs } = await stack.resource("web");
    expect(outputs).toMatchObject({ status: "ready", bandwidthMbps: 10, included: { bandwidthMbps: 5 } });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(sandbox.ledger().services.map((one) => one.orderStatus)).toEqual(["-2"]);
  });
});
