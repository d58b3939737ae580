import { availableParallelism } from "node:os";
import { describe, expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";
import type { Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 900_000 });

/** A thousand take the engine minutes; the bounds are in proportion. More, and sets, are tried in process. */
const count = 100;
const productType = "dynamicResidentialTraffic";
/** The engine's own, where the user says nothing. */
const usual = 4 * availableParallelism();

const singles = Object.fromEntries(
  Array.from({ length: count }, (_, index) => {
    const args = { productType, username: `fleet${index + 1}`, remark: "crawler" };
    return [`a${index + 1}`, { type: "ProxyAccount", args }] as const;
  }),
);

/** Requests of one command, by operation. */
async function requestsOf(
  { sandbox }: Scene<Awaited<ReturnType<typeof proxy911Panel.start>>>,
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
  test("one by one, as the engine does it by default, take few requests", async () => {
    const most = count / usual + 10;
    const scene = await Scene.on(proxy911Panel);
    const { stack } = scene;
    stack.declare(singles);
    const added = await requestsOf(scene, () => stack.up());
    expect(added.add).toBeLessThanOrEqual(most);
    expect(added.list).toBeLessThanOrEqual(added.add + 2);
    expect(added.all).toBe(added.add + added.list);
    expect(scene.sandbox.ledger().accounts).toHaveLength(count);
    expect(await requestsOf(scene, () => stack.preview("--expect-no-changes"))).toMatchObject({ all: 0 });
    const read = await requestsOf(scene, () => stack.refresh());
    // A list serves the reads of five seconds.
    expect(read.all).toBeLessThanOrEqual(10);
    const deleted = await requestsOf(scene, () => stack.destroy());
    expect(deleted.delete).toBeLessThanOrEqual(most);
    // One list serves the looks of some seconds before the deletions.
    expect(deleted.list).toBeLessThanOrEqual(20);
    expect(await stack.resources()).toEqual([]);
  });
});
