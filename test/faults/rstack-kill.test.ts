import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { Killer, victims, type Moment, type Victim } from "../support/killer";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";
import { passwordOf } from "../support/secrets";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const begin = (): Promise<Killer<RstackSandbox>> =>
  Killer.on(rstackPanel, { installSeconds: 0.2, taskSeconds: 0.3, powerSeconds: 0.3 });

const declare = ({ stack }: Killer<RstackSandbox>, args: object): void => {
  stack.declare({ web: { type: "HyperVm", args: { ...vm, allowPowerCycle: true, ...args } } });
};

const created = ({ sandbox }: Killer<RstackSandbox>): number =>
  sandbox.ledger().events.filter(({ kind }) => kind === "create").length;

/** Expects one VM, which is the one in state, with the password that state has, and nothing left to do. */
async function expectSettled(killer: Killer<RstackSandbox>): Promise<void> {
  const { sandbox, stack } = killer;
  const { id = "", outputs } = await stack.resource("web");
  expect(sandbox.ledger().vms.map((one) => one.id)).toEqual([id]);
  expect(outputs).toMatchObject({ serviceId: id, status: "ready" });
  expect(sandbox.panel.passwordIs(id, await passwordOf(stack, "web"))).toBe(true);
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
}

describe.each(victims)("kill -9 of the %s", (victim) => {
  describe("during a create", () => {
    test("after it was carried out: the next run takes the VM over and sets a new password", async () => {
      const killer = await begin();
      declare(killer, {});
      const killed = await killer.killDuring("vm_create", victim, "after it was carried out");
      expect(killed.code).not.toBe(0);
      expect(await killer.stack.resources()).toEqual([]);
      expect(created(killer)).toBe(1);
      await killer.settle();
      expect(created(killer)).toBe(1);
      expect((await killer.stack.resource("web")).outputs).toMatchObject({ origin: "takenOver" });
      await expectSettled(killer);
      await killer.close();
    });

    test("before it is carried out: the next run creates", async () => {
      const killer = await begin();
      declare(killer, {});
      await killer.killDuring("vm_create", victim, "before it is carried out");
      expect(created(killer)).toBe(0);
      await killer.settle();
      expect(created(killer)).toBe(1);
      await expectSettled(killer);
      await killer.close();
    });
  });

  describe("during an update", () => {
    let killer: Killer<RstackSandbox>;

    beforeAll(async () => {
      killer = await begin();
      declare(killer, {});
      await killer.settle();
    });

    afterAll(() => killer.close());

    const addresses = ["192.168.1.60", "192.168.1.61"];
    const cases: Readonly<Record<Victim, readonly (readonly [action: string, Moment, args: object])[]>> = {
      engine: [
        ["vm_update", "after it was carried out", { memoryMb: 4_096 }],
        ["vm_addip", "before it is carried out", { memoryMb: 4_096, ipv4: { count: 2 } }],
        // Killed between the record and the machine: the machine must still be told.
        ["vm_setips", "before it is carried out", { memoryMb: 4_096, ipv4: { addresses } }],
      ],
      plugin: [
        ["vm_update", "before it is carried out", { memoryMb: 8_192 }],
        ["vm_addip", "after it was carried out", { memoryMb: 8_192, ipv4: { count: 2 } }],
      ],
    };

    test.each(cases[victim])("that sends `%s`, %s: it is done once", async (action, moment, args) => {
      declare(killer, args);
      const before = killer.sandbox.ledger().events.length;
      const killed = await killer.killDuring(action, victim, moment);
      expect(killed.code).not.toBe(0);
      await killer.settle();
      // A restart for the hardware, one call for the addresses, and nothing else.
      const done = killer.sandbox
        .ledger()
        .events.slice(before)
        .map(({ kind }) => kind);
      expect(done).toEqual({ vm_update: ["restart"], vm_addip: ["addIps"] }[action] ?? []);
      const [one] = killer.sandbox.ledger().vms;
      expect(one?.boundIps).toEqual(one?.ips);
      await expectSettled(killer);
    });
  });
});

describe("Ctrl-C", () => {
  test("during a create lets it finish: the VM is in state, with its password; so does one during an update", async () => {
    const killer = await begin();
    declare(killer, {});
    const { code, text } = await killer.interruptDuring("vm_create");
    expect(code).not.toBe(0);
    expect(text).toContain("cancel");
    await expectSettled(killer);
    expect(created(killer)).toBe(1);

    declare(killer, { memoryMb: 4_096 });
    expect((await killer.interruptDuring("vm_update")).code).not.toBe(0);
    await expectSettled(killer);
    expect(await killer.stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(killer.sandbox.ledger().vms).toMatchObject([{ applied: { ram: "4096" }, restarts: 1 }]);
    await killer.close();
  });
});
