import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "./account";
import { lifecycleOf } from "./flow/flow";
import type { Properties } from "./flow/resource";
import type { Lifecycle } from "./lifecycle";
import type { CallContext } from "./plan";
import type { RunSettings } from "./run-settings";
import { FakeClock } from "../../test-support/clock";
import { fakeKind, fakeLifecycle, type FakeArguments, type FakeObserved } from "../../test-support/fake-kind";
import { FakePanel } from "../../test-support/fake-panel";
import { newRun } from "../../test-support/stack";

/* Two kinds of things of one panel, of which each may have an `m1` of its own. */

let machines: FakePanel;
let disks: FakePanel;
const diskLifecycle = lifecycleOf({
  ...fakeKind,
  type: "Disk",
  title: () => "disk",
  inventory: (account: Account) => fakeKind.inventory({ ...account, session: sessionOf(disks) }, {}),
  release(observed: FakeObserved, given: Partial<FakeArguments>, account: Account) {
    const step = fakeKind.release(observed, given, account);
    const onDisks = ({ account, ...context }: CallContext): CallContext => ({
      ...context,
      account: { ...account, session: sessionOf(disks) },
    });
    return {
      ...step,
      calls: (row: FakeObserved, context: CallContext) => step.calls(row, onDisks(context)),
    };
  },
});

const sessions = new WeakMap<FakePanel, unknown>();
function sessionOf(panel: FakePanel): unknown {
  const session = sessions.get(panel) ?? newRun(panel).run.openAccount("fake", undefined).session;
  sessions.set(panel, session);
  return session;
}

beforeEach(() => {
  const clock = new FakeClock();
  machines = new FakePanel(clock);
  disks = new FakePanel(clock);
  machines.place("m1");
  disks.place("m1");
});

const urnOf = (name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/fake:Thing::${name}`;

/** The two kinds in one run. */
class Pair {
  readonly run;
  readonly said;
  constructor(settings: Partial<RunSettings> = {}) {
    ({ run: this.run, said: this.said } = newRun(machines, settings));
  }

  /** Takes `m1` over as a resource of this kind. Throws the faults. */
  async adopt(lifecycle: Lifecycle, name: string, more: Properties = {}): Promise<Properties> {
    const args = { model: "small", adopt: "m1", ...more, __urn: urnOf(name), __token: `rs-${name}` };
    const { inputs, faults } = await lifecycle.check(this.run, undefined, args);
    if (faults.length > 0) throw new Error(faults.map(({ reason }) => reason).join("; "));
    return (await lifecycle.create(this.run, inputs)).outputs;
  }
}

describe("two kinds of things with the same id", () => {
  it("are two services: both can be adopted, and both are known", async () => {
    const { run } = new Pair();
    const machine = await new Pair().adopt(fakeLifecycle, "web");
    const disk = await new Pair().adopt(diskLifecycle, "data");
    // Another run meets both in state, in whatever order.
    for (const [lifecycle, outputs] of [
      [fakeLifecycle, machine],
      [diskLifecycle, disk],
      [fakeLifecycle, machine],
    ] as const) {
      const news = { model: "small", __urn: outputs.__urn, __token: outputs.__token };
      const { inputs } = await lifecycle.check(run, { ...news }, news);
      expect(await lifecycle.diff(run, outputs, inputs)).toMatchObject({ replaces: [] });
    }
    const pair = new Pair();
    await pair.adopt(fakeLifecycle, "web");
    await pair.adopt(diskLifecycle, "data");
    await expect(pair.adopt(fakeLifecycle, "other")).rejects.toThrow("m1 is already the resource web");
  });

  it("are given back each by itself, whatever the other one's claim is", async () => {
    const disk = await new Pair().adopt(diskLifecycle, "data", { onDelete: "refund" });
    disks.clock.advance(1_000);
    const pair = new Pair();
    await pair.adopt(fakeLifecycle, "web");
    await diskLifecycle.delete(pair.run, "m1", disk);
    expect(disks.ledger).toEqual(["release m1"]);
    expect(machines.ledger).toEqual([]);
  });

  it.each([
    { keep: ["m1"], kept: ["machine", "disk"] },
    { keep: ["Machine:m1"], kept: ["machine"] },
    { keep: ["Disk:m1"], kept: ["disk"] },
    { keep: ["Machine:m2"], kept: [] },
  ])("are kept by reseller:keep $keep: $kept", async ({ keep, kept }) => {
    const pair = new Pair({ keep });
    const machine = await new Pair().adopt(fakeLifecycle, "web", { onDelete: "refund" });
    const disk = await new Pair().adopt(diskLifecycle, "data", { onDelete: "refund" });
    await fakeLifecycle.delete(pair.run, "m1", machine);
    await diskLifecycle.delete(pair.run, "m1", disk);
    const gone = (panel: FakePanel) => panel.ledger.includes("release m1");
    expect({ machine: gone(machines), disk: gone(disks) }).toEqual({
      machine: !kept.includes("machine"),
      disk: !kept.includes("disk"),
    });
  });
});
