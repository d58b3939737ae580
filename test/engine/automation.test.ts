import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { startZkeysSandbox } from "../../provider/src/sandbox";
import { Stack } from "../support/stack";

const report = z.object({ address: z.string(), unchanged: z.record(z.string(), z.number()) });

test("an inline program of the Automation API buys once, is unchanged afterwards, and gives back", async () => {
  const sandbox = await startZkeysSandbox({ openingSeconds: 0.05, busySeconds: 0.05 });
  const stack = new Stack(sandbox, {}, { name: "automation" });
  try {
    cpSync(join(__dirname, "..", "support", "automation.cjs"), join(stack.folder, "automation.cjs"));
    const { code, text } = await stack.node("automation.cjs");
    expect([code, text]).toEqual([0, expect.stringContaining("unchanged") as string]);
    const { address, unchanged } = report.parse(JSON.parse(text.trim().split("\n").at(-1) ?? ""));
    expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(Object.keys(unchanged)).toEqual(["same"]);
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "create", "refund", "refund"]);
    expect(sandbox.ledger().services.map(({ orderStatus }) => orderStatus)).toEqual(["-2", "-2"]);
  } finally {
    stack.remove();
    await sandbox.close();
  }
});
