import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ZkeysSandbox } from "../../provider/src/sandbox";
import { diagnosticsOf } from "../support/diagnostics";
import { faultKinds, isCarriedOut } from "../support/faults";
import { InProcessStack } from "../support/in-process/stack";
import { Panels, zkeysPanel } from "../support/panels";
import { server, type Outcome } from "../support/stack";

/*
 * Every operation that spends, destroys or interrupts, struck by every fault. Each fault has a panel and a server of its own,
 * and all servers are in one stack: four commands are run per operation, whatever the number of faults.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const faults = faultKinds;
type Name = (typeof faults)[number];

interface Operation {
  /** The panel's name of the operation that is struck. */
  readonly action: string;
  /** What the preview and the errors call it. */
  readonly words: string | RegExp;
  /** The arguments that the servers have first; nothing is bought first without. */
  readonly before?: Readonly<Record<string, unknown>>;
  /** The arguments whose change takes the operation; the stack is destroyed without. */
  readonly wanted?: Readonly<Record<string, unknown>>;
  /** Whether an unknown outcome forbids a repetition for `reseller:quarantineMinutes`. */
  readonly quarantined: boolean;
  /** How often it took effect, by the panel's own record. */
  readonly effects: (panel: ZkeysSandbox, serviceId: string) => number;
  /** What the account has left of 100,000 when it took effect once. */
  readonly balance?: string;
}

const ordersOf = (kind: string) => (panel: ZkeysSandbox) =>
  panel.ledger().orders.filter((order) => order.kind === kind).length;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const newPassword = "Fresh-Password-22";

const operations: Readonly<Record<string, Operation>> = {
  create: {
    action: "create",
    words: "buy 1 month",
    wanted: {},
    quarantined: true,
    effects: ordersOf("create"),
    balance: "99140.00",
  },
  upgrade: {
    action: "upgrade",
    words: "upgrade 5 → 10 Mbps",
    before: {},
    wanted: { bandwidthMbps: 10 },
    quarantined: true,
    effects: ordersOf("upgrade"),
    balance: "99090.00",
  },
  renew: {
    action: "renew",
    words: "renew 1 month, paid until ",
    before: {},
    wanted: { renewUntil: inDays(45) },
    quarantined: true,
    effects: ordersOf("renew"),
    balance: "98280.00",
  },
  degrade: {
    action: "degrade",
    words: "decrease 10 → 5 Mbps on ",
    before: { bandwidthMbps: 10 },
    wanted: { bandwidthMbps: 5 },
    quarantined: true,
    effects: (panel, id) =>
      panel.panel.service(id)?.degrades.filter((record) => record.status === "0").length ?? 0,
    balance: "99090.00",
  },
  install: {
    action: "install",
    words: "REINSTALL Ubuntu 22.04 x64: erases all disks",
    before: {},
    wanted: { system: "Ubuntu 22.04 x64", allowReinstall: "Ubuntu 22.04 x64" },
    quarantined: false,
    effects: (panel) => panel.ledger().services.filter((one) => one.system === "Ubuntu 22.04 x64").length,
    balance: "99140.00",
  },
  setpass: {
    action: "setpass",
    words: "set a new password (stops and starts the machine)",
    before: { password: "First-Password-11" },
    wanted: { password: newPassword, allowPowerCycle: true },
    quarantined: false,
    effects: (panel, id) => (panel.panel.passwordIs(id, newPassword) ? 1 : 0),
    balance: "99140.00",
  },
  refund: {
    action: "refund",
    words: /REFUND \d{16}/,
    before: {},
    quarantined: false,
    effects: ordersOf("refund"),
  },
};

/** What there is after a run, for one fault. */
interface Seen {
  readonly sent: number;
  readonly effects: number;
  /** Ids in state: one, or none. */
  readonly ids: readonly string[];
}

interface Run extends Outcome {
  readonly seen: ReadonlyMap<Name, Seen>;
}

const together = ["--continue-on-error", "--parallel", String(faults.length)];

describe.each(Object.entries(operations))("%s, struck by a fault", (_name, operation) => {
  const { action, words, before, wanted } = operation;
  let panels: Panels<Name, ZkeysSandbox>;
  let stack: InProcessStack;
  let first: Run;
  let inside: Run;
  let settled: Run;
  let unchanged: Outcome;

  const declare = (args: Readonly<Record<string, unknown>>): void => {
    stack.declare(
      Object.fromEntries(faults.map((name) => [name, { args: { ...server, account: name, ...args } }])),
    );
  };

  const look = async (outcome: Outcome): Promise<Run> => {
    const resources = await stack.resources();
    const seen = faults.map((name) => {
      const panel = panels.of(name);
      const serviceId = panel.ledger().services[0]?.guid ?? "";
      const ids = resources.filter((one) => one.urn.endsWith(`::${name}`)).map((one) => one.id ?? "");
      return [
        name,
        { sent: panel.count(action), effects: operation.effects(panel, serviceId), ids },
      ] as const;
    });
    return { ...outcome, seen: new Map(seen) };
  };

  const run = async (): Promise<Run> => {
    if (wanted === undefined) return look(await stack.destroy(...together));
    declare({ ...before, ...wanted });
    return look(await stack.up(...together));
  };

  beforeAll(async () => {
    panels = await Panels.start(zkeysPanel, faults, { openingSeconds: 0.1, busySeconds: 0.5 });
    stack = new InProcessStack(undefined, {}, { environment: panels.environment });
    if (before !== undefined) {
      declare(before);
      expect(await stack.up(...together)).toMatchObject({ code: 0 });
    }
    for (const kind of faults) panels.of(kind).fault({ action, kind });
    first = await run();
    inside = await run();
    stack.set({ RESELLER_QUARANTINE_MINUTES: "0.0001" });
    settled = await run();
    unchanged = await stack.preview(...(wanted === undefined ? [] : ["--expect-no-changes"]));
  });

  afterAll(async () => {
    stack.remove();
    await panels.close();
  });

  describe.each(faults)("%s", (fault) => {
    const isDone = isCarriedOut(fault);
    const isRepeatedAtOnce = !isDone && (fault === "refused" || !operation.quarantined);

    test("is sent once in the run that it strikes, and fails only when it was not carried out", () => {
      expect(first.seen.get(fault)).toMatchObject({ sent: 1, effects: isDone ? 1 : 0 });
      expect(first.code).not.toBe(0);
      expect(diagnosticsOf(first.text, "BaremetalServer", fault).includes("error:")).toBe(!isDone);
    });

    const saysWhatFailed = (): void => {
      const said = diagnosticsOf(first.text, "BaremetalServer", fault);
      expect(said).toContain(`[${action} at ${panels.of(fault).url}]`);
      if (fault === "refused") {
        expect(said).toContain('The panel said: "系统繁忙，请稍后再试" (the panel has a fault or is busy)');
        return;
      }
      expect(said).toMatch(words);
      expect(said).toContain("no trustworthy answer came; it may have been carried out: ");
      expect(said).toMatch(
        /The next `pulumi up` looks again|Run `pulumi up` again: it looks at the record first|Run the command again: it looks first/,
      );
    };
    if (!isDone) test("says what failed, in whose words, and what to do", saysWhatFailed);

    test(`is ${isRepeatedAtOnce ? "repeated by the next run" : "not repeated within the quarantine"}`, () => {
      expect(inside.seen.get(fault)).toMatchObject({
        sent: isRepeatedAtOnce ? 2 : 1,
        effects: isDone || isRepeatedAtOnce ? 1 : 0,
      });
      if (!isDone && !isRepeatedAtOnce)
        expect(diagnosticsOf(inside.text, "BaremetalServer", fault)).toContain(
          "(reseller:quarantineMinutes)",
        );
    });

    test("has taken effect exactly once when it has settled, with the ledger to prove it", () => {
      expect(settled).toMatchObject({ code: 0 });
      expect(settled.seen.get(fault)).toMatchObject({ sent: isDone ? 1 : 2, effects: 1 });
      expect(ordersOf("create")(panels.of(fault))).toBe(1);
      if (operation.balance !== undefined) expect(panels.of(fault).ledger().balance).toBe(operation.balance);
    });

    test("never loses what is paid for", () => {
      const runs = [first, inside, settled].flatMap((one) => one.seen.get(fault) ?? []);
      expect(runs).toHaveLength(3);
      const kept = runs.map(({ effects }) => {
        if (action === "refund") return effects === 0 ? 1 : 0;
        return action === "create" && fault === "refused" && effects === 0 ? 0 : 1;
      });
      expect(runs.map(({ ids }) => ids.length)).toEqual(kept);
    });
  });

  test("leaves nothing to do", async () => {
    expect(unchanged.code).toBe(0);
    if (action === "setpass") {
      expect(faults.map((name) => panels.of(name).ledger().services[0]?.runStatus)).toEqual(
        faults.map(() => "1"),
      );
    }
    if (wanted !== undefined) {
      const states = (await stack.resources()).map((one) => one.outputs);
      expect(states).toHaveLength(faults.length);
      for (const outputs of states) expect(outputs).toMatchObject({ status: "ready" });
      for (const outputs of states) expect(outputs).not.toHaveProperty("pendingChange");
    }
  });
});
