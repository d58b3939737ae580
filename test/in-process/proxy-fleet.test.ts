import { describe, expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import type { Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 900_000 });

const count = 200;
const productType = "dynamicResidentialTraffic";
const singles = Object.fromEntries(
  Array.from({ length: count }, (_, index) => {
    const args = { productType, username: `fleet${index + 1}`, remark: "crawler" };
    return [`a${index + 1}`, { type: "ProxyAccount", args }] as const;
  }),
);

/** Requests of one command, by operation. */
async function requestsOf(
  { sandbox }: InProcessScene<Awaited<ReturnType<typeof proxy911Panel.start>>>,
  command: () => Promise<Outcome>,
): Promise<Readonly<Record<"add" | "delete" | "list" | "all", number>>> {
  const before = sandbox.requests.length;
  const { code, text } = await command();
  expect(code, text).toBe(0);
  const sent = sandbox.requests.slice(before).map(({ action }) => action.replace("whitelist-account/", ""));
  const of = (verb: string): number => sent.filter((action) => action === verb).length;
  return { add: of("add"), delete: of("delete"), list: of("list"), all: sent.length };
}

describe(`${count} proxy accounts`, () => {
  test("one by one, with --parallel 100, take few requests", async () => {
    const [flags, most] = [["--parallel", "100"], Math.ceil(count / 40)] as const;
    const scene = await Scene.inProcess(proxy911Panel);
    const { stack } = scene;
    stack.declare(singles);
    const added = await requestsOf(scene, () => stack.up(...flags));
    expect(added.add).toBeLessThanOrEqual(most);
    expect(added.list).toBeLessThanOrEqual(added.add + 2);
    expect(added.all).toBe(added.add + added.list);
    expect(scene.sandbox.ledger().accounts).toHaveLength(count);
    expect(await requestsOf(scene, () => stack.preview("--expect-no-changes"))).toMatchObject({ all: 0 });
    const read = await requestsOf(scene, () => stack.refresh(...flags));
    // A list serves the reads of five seconds.
    expect(read.all).toBeLessThanOrEqual(10);
    const deleted = await requestsOf(scene, () => stack.destroy(...flags));
    expect(deleted.delete).toBeLessThanOrEqual(most);
    // One list serves the looks of some seconds before the deletions.
    expect(deleted.list).toBeLessThanOrEqual(20);
    expect(await stack.resources()).toEqual([]);
  });

  test("as a set take one request for each hundred, and two to read", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { stack } = scene;
    const args = { productType, usernamePrefix: "fleet", count: 1_000, remark: "crawler" };
    stack.declare({ fleet: { type: "ProxyAccountSet", args } });
    expect(await scene.preview()).toContain("add 1000 (fleet1, fleet2, fleet3, …)");
    expect(await requestsOf(scene, () => stack.up())).toEqual({ add: 10, delete: 0, list: 2, all: 12 });
    expect(await requestsOf(scene, () => stack.preview("--expect-no-changes"))).toMatchObject({ all: 0 });
    expect(await requestsOf(scene, () => stack.refresh())).toMatchObject({ list: 1, all: 1 });
    expect(await requestsOf(scene, () => stack.preview("--expect-no-changes"))).toMatchObject({ all: 0 });
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed.text).toContain(
      "deleted 1000 accounts (they work, and cost, for about five minutes more)",
    );
    expect(destroyed.writes).toHaveLength(10);
  });
});
