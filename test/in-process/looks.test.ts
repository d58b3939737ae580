import { expect, test, vi } from "vitest";
import { bthostPanel, rstackPanel, zkeysPanel, type PanelKind, type Sandbox } from "../support/panels";
import { host } from "../support/bthost";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";
import { server, type Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 900_000 });

/*
 * Who waits for the same account looks together, so that a fleet reads little however many it has. The engine works on four for each
 * processor at once; on two processors, eight.
 */

const parallel = 8;
const flags = ["--parallel", String(parallel)];

/** What is asked before anything: lists of what is for sale, and of what is there. */
const before = 12;

async function readsOf(sandbox: Sandbox, command: Promise<Outcome>): Promise<number> {
  const from = sandbox.requests.length;
  const { code, text } = await command;
  expect(code, text).toBe(0);
  return sandbox.requests.slice(from).filter((request) => !sandbox.isWrite(request)).length;
}

interface Reads {
  readonly up: number;
  readonly preview: number;
  readonly refresh: number;
  readonly destroy: number;
}

/** The requests that read, of each command, for a fleet whose polls are as far apart as most of what they wait for takes. */
async function fleet<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  type: string,
  all: readonly Readonly<Record<string, unknown>>[],
): Promise<Reads> {
  const scene = await Scene.inProcess(kind, { pollSeconds: "0.8" }, kind.lasting(0.1));
  const { sandbox, stack } = scene;
  scene.declare(Object.fromEntries(all.map((args, number) => [`web${number}`, args])), type);
  const reads = {
    up: await readsOf(sandbox, stack.up(...flags)),
    preview: await readsOf(sandbox, stack.preview("--expect-no-changes")),
    refresh: await readsOf(sandbox, stack.refresh(...flags)),
    destroy: await readsOf(sandbox, stack.destroy(...flags)),
  };
  expect(await stack.resources()).toEqual([]);
  return reads;
}

test("of servers cost one page for those that are bought together, and the list for those that go together", async () => {
  const [count, pages] = [104, 2];
  const reads = await fleet(
    zkeysPanel,
    "BaremetalServer",
    Array.from({ length: count }, () => server),
  );
  const waves = count / parallel;
  // On a busy machine some come late.
  expect(reads.up).toBeLessThanOrEqual(3 * waves + before);
  expect(reads.preview).toBeLessThanOrEqual(5);
  expect(reads.refresh).toBe(pages);
  expect(reads.destroy).toBeLessThanOrEqual(3 * waves * pages + pages);
});

test("of virtual machines cost the list", async () => {
  const count = 40;
  const reads = await fleet(
    rstackPanel,
    "HyperVm",
    Array.from({ length: count }, (_, number) => ({ ...vm, memoryMb: 512, name: `vm${number}` })),
  );
  const waves = count / parallel;
  expect(reads.up).toBeLessThanOrEqual(3 * waves + before);
  expect(reads.refresh).toBe(1);
  // Some are still there when they are looked for first.
  expect(reads.destroy).toBeLessThanOrEqual(3 * waves + before);
});

test("of web hosts cost the list, and one more for each that comes into hand", async () => {
  const count = 40;
  const reads = await fleet(
    bthostPanel,
    "BtHost",
    Array.from({ length: count }, () => host),
  );
  const waves = count / parallel;
  expect(reads.up).toBeLessThanOrEqual(count + 3 * waves + before);
  expect(reads.preview).toBeLessThanOrEqual(before);
  expect(reads.refresh).toBe(1);
  expect(reads.destroy).toBeLessThanOrEqual(count + 3 * waves + before);
});
