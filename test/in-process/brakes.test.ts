import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

const journalLine = z.object({
  phase: z.string(),
  step: z.string(),
  words: z.string(),
  urn: z.string(),
  outcome: z.string().optional(),
});

describe("the brakes of a stack's config", () => {
  test("hold in the preview and before each call: spending, the sum of a run, the kinds of steps, the price of a month", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { stack } = scene;
    scene.declare({ web: server });

    stack.set({ RESELLER_ALLOW_SPENDING: "false" });
    const shown = await scene.preview();
    expect(shown).toMatch(
      /warning: buy 1 month: CNY 860\.00\. `pulumi up` will refuse this: reseller:allowSpending is false/,
    );
    const refused = await scene.watch(() => stack.up());
    expect(refused).toMatchObject({ writes: [] });
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(
      'web: "buy 1 month: CNY 860.00" would spend. Nothing was sent: reseller:allowSpending is false in this stack',
    );
    expect(await stack.resources()).toEqual([]);

    stack.set({ RESELLER_ALLOW_SPENDING: "true", RESELLER_ALLOW_STEPS: "renew,power" });
    const kept = await scene.watch(() => stack.up());
    expect([kept.code === 0, kept.writes]).toEqual([false, []]);
    expect(kept.text).toContain(
      '"buy 1 month: CNY 860.00" is not allowed here. reseller:allowSteps is ["renew","power"]; add "buy" to allow it',
    );

    stack.set({ RESELLER_ALLOW_STEPS: undefined, RESELLER_MAX_SPEND_PER_RUN: "1000.00" });
    scene.declare({ web: server, edge: server });
    expect(await scene.refused()).toContain(
      "this run would spend CNY 1,720.00. reseller:maxSpendPerRun is 1000.00",
    );
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    // What is due for an upgrade nobody publishes: it is at most the month that was bought.
    expect(await scene.preview()).toContain(
      "upgrade 5 → 10 Mbps: CNY 50.00 more a month (due now: not published)",
    );
    stack.set({ RESELLER_MAX_SPEND_PER_RUN: "900.00" });
    expect(await scene.refused()).toContain(
      "this run may spend as much as CNY 910.00. reseller:maxSpendPerRun is 900.00",
    );
    scene.declare({ web: server });
    expect((await scene.up()).writes).toEqual(["create"]);
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    stack.set({ RESELLER_MAX_SPEND_PER_RUN: "49.99" });
    expect(await scene.refused()).toContain("this run may spend as much as CNY 50.00");
    stack.set({ RESELLER_MAX_SPEND_PER_RUN: "50.00" });
    await scene.preview();

    stack.set({ RESELLER_MAX_SPEND_PER_RUN: undefined });
    scene.declare({ web: { ...server, bandwidthMbps: 10, maxMonthlyPrice: "900.00" } });
    expect(await scene.refused()).toContain(
      "maxMonthlyPrice: a month would cost CNY 910.00, more than 900.00",
    );
    scene.declare({ web: server, edge: { ...server, maxMonthlyPrice: "859.99" } });
    expect(await scene.refused()).toContain(
      "maxMonthlyPrice: a month would cost CNY 860.00, more than 859.99",
    );
    scene.declare({ web: { ...server, bandwidthMbps: 10, maxMonthlyPrice: "910.00" } });
    expect((await scene.up()).writes).toEqual(["upgrade"]);
  });

  test("the first refusal for want of money, or of the key, ends all spending of the run", async () => {
    const scene = await Scene.inProcess(zkeysPanel, {}, { balance: "1000.00" });
    const { stack, sandbox } = scene;
    const names = ["a", "b", "c", "d"];
    scene.declare(Object.fromEntries(names.map((name) => [name, server])));
    const poor = await scene.watch(() => stack.up("--continue-on-error", "--parallel", "1"));
    expect(poor.code).not.toBe(0);
    expect(poor.text).toContain('The panel said: "余额不足，请先充值" (the balance is too low)');
    expect(poor.text).toContain(
      "nothing more is sent for account default in this run. The first refusal was: ",
    );
    expect(poor.writes).toEqual(["create", "create"]);
    expect(scene.paid()).toEqual(["create 860.00"]);
    expect(await stack.resources()).toHaveLength(1);

    sandbox.panel.setBalance("5000.00");
    sandbox.fault({ action: "create", kind: "refused", message: "API秘钥错误" });
    const keyless = await scene.watch(() => stack.up("--continue-on-error", "--parallel", "1"));
    expect(keyless.text).toContain('The panel said: "API秘钥错误" (the API key is wrong)');
    expect(keyless.writes).toEqual(["create"]);
    expect((await scene.up()).writes).toEqual(["create", "create", "create"]);
  });

  test("the journal has every call that spends or destroys, before it and after it", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { stack, sandbox } = scene;
    const file = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: file });
    const lines = () =>
      readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => journalLine.parse(JSON.parse(line)))
        .map(({ phase, step, outcome }) => `${phase} ${step} ${outcome ?? ""}`.trim());
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    await scene.up();
    sandbox.panel.refuseRefunds("该业务不支持退款");
    expect((await stack.destroy()).code).not.toBe(0);
    sandbox.panel.refuseRefunds(undefined);
    sandbox.fault({ action: "refund", kind: "lostAfter" });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(lines()).toEqual([
      "before buy",
      "after buy done",
      "before upgrade",
      "after upgrade done",
      "before release",
      "after release refused",
      "before release",
      "after release unknown",
    ]);
  });
});
