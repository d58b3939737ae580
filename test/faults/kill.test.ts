import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { ZkeysSandbox } from "../../provider/src/sandbox";
import { Killer, victims, type Moment, type Victim } from "../support/killer";
import { zkeysPanel } from "../support/panels";
import { passwordOf } from "../support/secrets";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const begin = (): Promise<Killer<ZkeysSandbox>> =>
  Killer.on(zkeysPanel, { openingSeconds: 0.1, busySeconds: 0.3 });

const kindsOf = ({ sandbox }: Killer<ZkeysSandbox>): string[] =>
  sandbox.ledger().orders.map(({ kind }) => kind);

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe.each(victims)("kill -9 of the %s", (victim) => {
  describe("during a create", () => {
    let killer: Killer<ZkeysSandbox>;

    afterEach(() => killer.close());

    test("after it was carried out: the next run takes the server over, adds its sizes once, and sets a new password", async () => {
      killer = await begin();
      const { sandbox, stack } = killer;
      // By then it may be delivered and running: the new password stops it.
      stack.declare({ web: { args: { ...server, bandwidthMbps: 10, allowPowerCycle: true } } });
      const killed = await killer.killDuring("create", victim, "after it was carried out");
      expect(killed.code).not.toBe(0);
      expect(await stack.resources()).toEqual([]);
      expect(kindsOf(killer)).toEqual(["create"]);
      await killer.settle();
      expect(kindsOf(killer)).toEqual(["create", "upgrade"]);
      const { id = "", outputs } = await stack.resource("web");
      expect(outputs).toMatchObject({
        serviceId: id,
        origin: "takenOver",
        status: "ready",
        bandwidthMbps: 10,
        powerState: "running",
      });
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
      expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    });

    test("before it is carried out: the next run buys", async () => {
      killer = await begin();
      const { sandbox, stack } = killer;
      stack.declare({ web: { args: server } });
      await killer.killDuring("create", victim, "before it is carried out");
      expect(kindsOf(killer)).toEqual([]);
      await killer.settle();
      expect(kindsOf(killer)).toEqual(["create"]);
      const { id = "", outputs } = await stack.resource("web");
      expect(outputs).toMatchObject({ origin: "bought", status: "ready" });
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
    });
  });

  describe("during an update", () => {
    let killer: Killer<ZkeysSandbox>;
    const kinds = ["create"];

    beforeAll(async () => {
      killer = await begin();
      killer.stack.declare({ web: { args: server } });
      await killer.settle();
    });

    afterAll(() => killer.close());

    const cases: Readonly<
      Record<Victim, readonly (readonly [action: "upgrade" | "renew", Moment, args: object])[]>
    > = {
      engine: [
        ["upgrade", "after it was carried out", { bandwidthMbps: 10 }],
        ["renew", "before it is carried out", { bandwidthMbps: 10, renewUntil: inDays(45) }],
        // The engine's twin of a lost reply: the plugin lives on and hears that it was charged, and nothing is saved.
        ["renew", "after it was carried out", { bandwidthMbps: 10, renewUntil: inDays(75) }],
      ],
      plugin: [
        ["upgrade", "before it is carried out", { bandwidthMbps: 10 }],
        ["upgrade", "after it was carried out", { bandwidthMbps: 20 }],
        ["renew", "after it was carried out", { bandwidthMbps: 20, renewUntil: inDays(45) }],
      ],
    };

    test.each(cases[victim])("that sends `%s`, %s: it is done once", async (action, moment, args) => {
      const { stack } = killer;
      stack.declare({ web: { args: { ...server, ...args } } });
      const killed = await killer.killDuring(action, victim, moment);
      expect(killed.code).not.toBe(0);
      const isDone = moment === "after it was carried out";
      expect(kindsOf(killer)).toEqual(isDone ? [...kinds, action] : kinds);
      await killer.settle();
      kinds.push(action);
      expect(kindsOf(killer)).toEqual(kinds);
      expect((await stack.resource("web")).outputs).toMatchObject({ status: "ready", ...args });
    });

    test("leaves nothing to do, and the password that was set at the purchase", async () => {
      const { stack, sandbox } = killer;
      const { id = "" } = await stack.resource("web");
      expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
      expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    });
  });
});

describe("Ctrl-C", () => {
  test("during a create lets it finish: the server is in state, with its password", async () => {
    const killer = await begin();
    const { sandbox, stack } = killer;
    stack.declare({ web: { args: server } });
    const { code, text } = await killer.interruptDuring("create");
    expect(code).not.toBe(0);
    expect(text).toContain("cancel");
    const { id = "", outputs } = await stack.resource("web");
    expect(outputs).toMatchObject({ serviceId: id, origin: "bought", status: "ready" });
    expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(kindsOf(killer)).toEqual(["create"]);
    await killer.close();
  });
});
