import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startZkeysSandbox } from "../../provider/src/sandbox";
import { postgresFolder, startPostgres } from "../support/postgres";
import { server, Stack } from "../support/stack";

/** The settings of the stack, with its key, are what colleagues share beside the backend. */
const settings = "Pulumi.dev.yaml";

describe.skipIf(postgresFolder === undefined)("a state in PostgreSQL", () => {
  test("is one for all: who comes while another one buys waits, and then buys nothing", async () => {
    const database = await startPostgres(postgresFolder ?? "");
    const sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.05 });
    const [first, second] = [new Stack(sandbox), new Stack(sandbox)];
    onTestFinished(async () => {
      first.remove();
      second.remove();
      await sandbox.close();
      await database.close();
    });
    for (const stack of [first, second]) {
      stack.set({ PULUMI_BACKEND_URL: database.url });
      stack.declare({ web: { args: server } });
    }
    await first.select();
    copyFileSync(join(first.folder, settings), join(second.folder, settings));
    const hold = sandbox.hold("create");
    const buying = first.start("up", "--yes", "--skip-preview", "--stack", "dev").ended;
    await hold.arrived;
    const locked = await second.start("up", "--yes", "--skip-preview", "--stack", "dev").ended;
    expect(locked.code).not.toBe(0);
    expect(locked.text).toMatch(/currently locked/);
    hold.release();
    const bought = await buying;
    expect(bought.code, bought.text).toBe(0);
    const again = await second.start("up", "--yes", "--skip-preview", "--stack", "dev").ended;
    expect(again.code, again.text).toBe(0);
    expect(again.text).toContain("unchanged");
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create"]);
    const { text } = await second.start("stack", "export", "--stack", "dev").ended;
    expect(text).toContain("BaremetalServer");
    expect(text).not.toContain(sandbox.apiSecret);
    const destroyed = await second.start("destroy", "--yes", "--skip-preview", "--stack", "dev").ended;
    expect(destroyed.code, destroyed.text).toBe(0);
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "refund"]);
  });
});
