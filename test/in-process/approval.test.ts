import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { approvalText, type Farewell } from "../../provider/src/core/approval";
import { planLinesIn, type PlanLine } from "../../provider/src/core/plan-file";
import { proxy911Panel, zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

interface AnyScene {
  readonly preview: () => Promise<string>;
  readonly stack: Pick<Scene["stack"], "folder" | "set">;
}
type Deletes = Readonly<Record<string, { readonly id: string; readonly does: Farewell }>>;

/** What a preview plans, by the name of the resource. */
async function plannedIn(scene: AnyScene): Promise<Record<string, PlanLine>> {
  const file = join(scene.stack.folder, "plan.jsonl");
  rmSync(file, { force: true });
  scene.stack.set({ RESELLER_PLAN_FILE: file, RESELLER_APPROVED: undefined });
  await scene.preview();
  scene.stack.set({ RESELLER_PLAN_FILE: undefined });
  // Where nothing is to be done there is none.
  const lines = [...planLinesIn(existsSync(file) ? readFileSync(file, "utf8") : "").values()];
  return Object.fromEntries(lines.map((line) => [line.urn.split("::").at(-1) ?? "", line]));
}

/** Approves what a preview plans, and these deletions. */
async function approve(scene: AnyScene, deletes: Deletes = {}): Promise<void> {
  const planned = Object.values(await plannedIn(scene));
  const urnOf = (name: string) =>
    `urn:pulumi:dev::test::pulumi-nodejs:dynamic/reseller/zkeys:BaremetalServer::${name}`;
  const dues = planned.flatMap(({ steps }) => steps.map(({ due }) => Number(due ?? 0) || 0));
  const text = approvalText({
    version: 1,
    project: "test",
    stack: "dev",
    madeAt: "2026-01-02T03:04:05.000Z",
    resources: [
      ...planned.map(({ urn, steps }) => ({ urn, steps, deletes: [] })),
      ...Object.entries(deletes).map(([name, one]) => ({ urn: urnOf(name), steps: [], deletes: [one] })),
    ],
    totals: [{ currency: "CNY", due: dues.reduce((left, right) => left + right, 0).toFixed(2) }],
  });
  const file = join(scene.stack.folder, "approved.json");
  writeFileSync(file, text);
  scene.stack.set({ RESELLER_APPROVED: file });
}

describe("the file of a plan", () => {
  test("has each resource with its steps, their prices, and what nobody publishes", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: { ...server, bandwidthMbps: 10 }, edge: server });
    const { web, edge } = await plannedIn(scene);
    expect(web).toMatchObject({
      version: 1,
      currency: "CNY",
      words: expect.stringContaining("buy 1 month: CNY 860.00; then upgrade 5 → 10 Mbps") as string,
      steps: [
        { kind: "buy", due: "860.00", currency: "CNY", isPublished: true, spends: true },
        { kind: "upgrade", due: "not published", monthlyMore: "50.00", currency: "CNY", isPublished: false },
      ],
    });
    expect(edge?.steps).toHaveLength(1);
    await scene.up();
    // What stays as it is is not in it.
    scene.declare({ web: { ...server, bandwidthMbps: 15 }, edge: server });
    const later = await plannedIn(scene);
    expect(Object.keys(later)).toEqual(["web"]);
    expect(later.web?.steps).toMatchObject([{ kind: "upgrade", words: "upgrade 10 → 15 Mbps" }]);
  });

  test("says what the brakes refuse, and why", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const file = join(scene.stack.folder, "plan.jsonl");
    scene.stack.set({ RESELLER_PLAN_FILE: file, RESELLER_MAX_SPEND_PER_RUN: "CNY=800" });
    scene.declare({ web: server });
    await scene.refused();
    const [line] = planLinesIn(readFileSync(file, "utf8")).values();
    expect(line).toMatchObject({
      steps: [{ kind: "buy" }],
      refused: "this run would spend CNY 860.00. reseller:maxSpendPerRun is CNY 800",
    });
  });
});

describe("a run under an approval", () => {
  test("does what was approved, and nothing else: no other resource, no other amount, no other kind", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { stack } = scene;
    scene.declare({ web: server });
    await approve(scene);
    scene.declare({ web: server, edge: server });
    expect(await scene.refused()).toContain(
      '"buy 1 month: CNY 860.00" is not approved: ' + join(stack.folder, "approved.json"),
    );
    scene.declare({ web: { ...server, months: 2 } });
    expect(await scene.refused()).toContain("for web it has: buy 1 month: CNY 860.00");
    // Without a preview the first resource that was not approved ends it.
    const skipped = await scene.watch(() => stack.up());
    expect(skipped).toMatchObject({ writes: [] });
    expect(skipped.code).not.toBe(0);
    scene.declare({ web: server });
    expect((await scene.up()).writes).toEqual(["create"]);
    // The same approval allows nothing that came later.
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    expect(await scene.refused()).toContain('"upgrade 5 → 10 Mbps');
    await approve(scene);
    expect((await scene.up()).writes).toEqual(["upgrade"]);
    expect(scene.paid().filter((line) => line.startsWith("create"))).toEqual(["create 860.00"]);
  });

  test("deletes nothing that was not approved, also with a destroy, and gives back nothing that was to be kept", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { stack } = scene;
    scene.declare({ web: server, edge: server });
    await scene.up();
    const id = await scene.idOf("web");
    scene.declare({ edge: server });
    await approve(scene);
    for (const command of [() => stack.up(), () => stack.destroy()]) {
      const refused = await scene.watch(command);
      expect(refused).toMatchObject({ writes: [] });
      expect(refused.text).toContain(`"the deletion of ${id}" is not approved`);
    }
    await approve(scene, { web: { id, does: "keep" } });
    const kept = await scene.watch(() => stack.up());
    expect(kept).toMatchObject({ writes: [] });
    expect(kept.text).toContain("is not approved");
    await approve(scene, { web: { id, does: "refund" } });
    expect((await scene.up()).writes).toEqual(["refund"]);
    expect(await stack.resources()).toHaveLength(1);
  });

  test("holds what is many as one resource: who is added, and who is deleted", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const declare = (...names: string[]): void => {
      const accounts = Object.fromEntries(names.map((name) => [name, {}]));
      scene.declare({ fleet: { productType: "dynamicResidentialTraffic", accounts } }, "ProxyAccountSet");
    };
    declare("u1", "u2");
    await approve(scene);
    declare("u1", "u2", "u3");
    expect(await scene.refused()).toContain("is not approved");
    declare("u1", "u2");
    await scene.up();
    declare("u1");
    expect(await scene.refused()).toContain("DELETE account u2");
    await approve(scene);
    await scene.up();
    const refused = await scene.watch(() => scene.stack.destroy());
    expect(refused).toMatchObject({ writes: [] });
    expect(refused.text).toContain("is not approved");
  });
});
