import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../provider/src/sandbox";
import { descendantsOf, kill, type Process } from "../support/processes";
import { passwordOf } from "../support/secrets";
import { server, Stack, type Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const victims = ["engine", "plugin"] as const;
type Victim = (typeof victims)[number];
/** Whether the panel carries out the request whose reply the killed process waits for. */
type Moment = "before it is carried out" | "after it was carried out";

/** Runs of one stack that are killed while a request of theirs is under way. */
class Killer {
  #left: readonly Process[] = [];

  constructor(
    readonly sandbox: ZkeysSandbox,
    readonly stack: Stack,
  ) {}

  /** Runs `up` until the panel has a request for `action`, and ends the victim there and then. */
  async killDuring(action: string, victim: Victim, moment: Moment): Promise<Outcome> {
    await this.stack.select();
    if (moment === "before it is carried out") this.sandbox.fault({ action, kind: "lostBefore" });
    const hold = this.sandbox.hold(action);
    const { child, ended } = this.stack.start("up", "--yes", "--skip-preview");
    await hold.arrived;
    const below = descendantsOf(child.pid ?? 0);
    this.#left = [...this.#left, ...below];
    const plugins = below.filter(({ command }) => command.includes("dynamic-provider"));
    expect(plugins).not.toHaveLength(0);
    if (victim === "engine") child.kill("SIGKILL");
    else await kill(plugins);
    const outcome = await ended;
    hold.release();
    if (victim === "engine") {
      // A plugin whose engine was killed lives on for a while, and now gets its reply.
      await sleep(1_500);
      await this.stack.cancel();
    }
    await this.end();
    return outcome;
  }

  /** Runs `up` until it succeeds, three times at the most. */
  async settle(): Promise<void> {
    for (let runs = 1; ; runs += 1) {
      const outcome = await this.stack.up();
      if (outcome.code === 0) return;
      if (runs === 3) throw new Error(outcome.text);
    }
  }

  kinds(): string[] {
    return this.sandbox.ledger().orders.map(({ kind }) => kind);
  }

  /** Ends what the killed runs left behind. */
  async end(): Promise<void> {
    await kill(this.#left);
    this.#left = [];
  }
}

async function begin(): Promise<Killer> {
  const sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.3 });
  return new Killer(sandbox, new Stack(sandbox));
}

async function finish(killer: Killer): Promise<void> {
  await killer.end();
  killer.stack.remove();
  await killer.sandbox.close();
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(victims)("kill -9 of the %s", (victim) => {
  describe("during a create", () => {
    let killer: Killer;

    afterEach(() => finish(killer));

    test("after it was carried out: the next run takes the server over, adds its sizes once, and sets a new password", async () => {
      killer = await begin();
      const { sandbox, stack } = killer;
      stack.declare({ web: { args: { ...server, bandwidthMbps: 10 } } });
      const killed = await killer.killDuring("create", victim, "after it was carried out");
      expect(killed.code).not.toBe(0);
      expect(await stack.resources()).toEqual([]);
      expect(killer.kinds()).toEqual(["create"]);
      await killer.settle();
      expect(killer.kinds()).toEqual(["create", "upgrade"]);
      const { id = "", outputs } = await stack.resource("web");
      expect(outputs).toMatchObject({
        serviceId: id,
        origin: "takenOver",
        status: "ready",
        bandwidthMbps: 10,
        powerState: "running",
      });
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    });

    test("before it is carried out: the next run buys", async () => {
      killer = await begin();
      const { sandbox, stack } = killer;
      stack.declare({ web: { args: server } });
      await killer.killDuring("create", victim, "before it is carried out");
      expect(killer.kinds()).toEqual([]);
      await killer.settle();
      expect(killer.kinds()).toEqual(["create"]);
      const { id = "", outputs } = await stack.resource("web");
      expect(outputs).toMatchObject({ origin: "bought", status: "ready" });
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
    });
  });

  describe("during an update", () => {
    let killer: Killer;
    const kinds = ["create"];

    beforeAll(async () => {
      killer = await begin();
      killer.stack.declare({ web: { args: server } });
      await killer.settle();
    });

    afterAll(() => finish(killer));

    const cases: readonly (readonly [action: "upgrade" | "renew", Moment, args: object])[] = [
      ["upgrade", "after it was carried out", { bandwidthMbps: 10 }],
      ["upgrade", "before it is carried out", { bandwidthMbps: 20 }],
      ["renew", "after it was carried out", { bandwidthMbps: 20, renewUntil: inDays(45) }],
      ["renew", "before it is carried out", { bandwidthMbps: 20, renewUntil: inDays(75) }],
    ];

    test.each(cases)("that sends `%s`, %s: it is done once", async (action, moment, args) => {
      const { stack } = killer;
      stack.declare({ web: { args: { ...server, ...args } } });
      const killed = await killer.killDuring(action, victim, moment);
      expect(killed.code).not.toBe(0);
      const isDone = moment === "after it was carried out";
      expect(killer.kinds()).toEqual(isDone ? [...kinds, action] : kinds);
      await killer.settle();
      kinds.push(action);
      expect(killer.kinds()).toEqual(kinds);
      expect((await stack.resource("web")).outputs).toMatchObject({ status: "ready", ...args });
    });

    test("leaves nothing to do, and the password that was set at the purchase", async () => {
      const { stack, sandbox } = killer;
      const { id = "" } = await stack.resource("web");
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    });
  });
});

describe("Ctrl-C", () => {
  test("during a create lets it finish: the server is in state, with its password", async () => {
    const killer = await begin();
    const { sandbox, stack } = killer;
    stack.declare({ web: { args: server } });
    await stack.select();
    const hold = sandbox.hold("create");
    const { child, ended } = stack.start("up", "--yes", "--skip-preview");
    await hold.arrived;
    child.kill("SIGINT");
    await sleep(500);
    hold.release();
    const { code, text } = await ended;
    expect(code).not.toBe(0);
    expect(text).toContain("cancel");
    const { id = "", outputs } = await stack.resource("web");
    expect(outputs).toMatchObject({ serviceId: id, origin: "bought", status: "ready" });
    expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(killer.kinds()).toEqual(["create"]);
    await finish(killer);
  });
});
