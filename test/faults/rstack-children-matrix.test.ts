import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RstackSandbox } from "../../provider/src/sandbox";
import { diagnosticsOf } from "../support/diagnostics";
import { faultKinds, isCarriedOut } from "../support/faults";
import { rstackPanel } from "../support/panels";
import type { Outcome } from "../support/stack";
import { resourceName, Strikes, type Operation, type Run } from "../support/strikes";

/* Every operation that changes what belongs to a virtual machine, struck by every fault. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

interface BelongingOperation extends Operation<RstackSandbox> {
  /** What the preview and the errors call it. */
  readonly words: RegExp;
}

/** A machine that may have a mapping, a website and a snapshot. */
const sharedVm = ({ panel }: RstackSandbox) => ({
  vm: panel.addVm({ vmname: "web1", nodeid: "5", portmap: 1, binding_domain: 1, backup_snapshot: 1 }),
});
const user = { userId: "9001", username: "shop", email: "ops@example.com", password: "First-Password-11" };
const website = { domain: "shop.example.com", privatePort: 80 };
const rules = (sandbox: RstackSandbox) => sandbox.ledger().natRules.length;
const shops = (sandbox: RstackSandbox) =>
  sandbox.ledger().users.filter(({ userid }) => userid === "9001").length;
const isGone = (count: (sandbox: RstackSandbox) => number) => (sandbox: RstackSandbox) =>
  count(sandbox) === 0 ? 1 : 0;

const operations: Readonly<Record<string, BelongingOperation>> = {
  addMapping: {
    type: "PortMapping",
    action: "vm_portmap/add",
    words: /create port mapping to port 22 of VM \d+/,
    prepare: sharedVm,
    wanted: { privatePort: 22 },
    effects: rules,
  },
  deleteMapping: {
    type: "PortMapping",
    action: "vm_portmap/del",
    words: /delete port mapping \d+/,
    prepare: sharedVm,
    before: { privatePort: 22 },
    effects: isGone(rules),
  },
  addWebsite: {
    type: "NatWebsite",
    action: "vm_domain/add",
    words: /create NAT website shop\.example\.com on port 80 of VM \d+/,
    prepare: sharedVm,
    wanted: website,
    effects: rules,
  },
  deleteWebsite: {
    type: "NatWebsite",
    action: "vm_domain/del",
    words: /delete NAT website \d+/,
    prepare: sharedVm,
    before: website,
    effects: isGone(rules),
  },
  takeSnapshot: {
    type: "Snapshot",
    action: "vm_snapshot/create",
    words: /create snapshot of VM \d+/,
    prepare: sharedVm,
    wanted: {},
    effects: (sandbox) => sandbox.ledger().snapshots.length,
  },
  revert: {
    type: "Snapshot",
    action: "vm_snapshot/revert",
    words: /REVERT VM \d+ to snapshot web1_\w+: what was written since is lost/,
    prepare: sharedVm,
    before: {},
    wanted: { revertTriggers: [1], allowRevert: true },
    effects: (sandbox) => sandbox.ledger().events.filter(({ kind }) => kind === "revert").length,
  },
  deleteSnapshot: {
    type: "Snapshot",
    action: "vm_snapshot/del",
    words: /delete snapshot \d+\/web1_\w+/,
    prepare: sharedVm,
    before: {},
    effects: isGone((sandbox) => sandbox.ledger().snapshots.length),
  },
  addUser: {
    type: "HyperUser",
    action: "user_add",
    words: /create user shop \(9001\)/,
    wanted: user,
    effects: shops,
  },
  changeUser: {
    type: "HyperUser",
    action: "user_update",
    words: /change password, phone of user shop/,
    before: user,
    wanted: { ...user, phone: "123", password: "Second-Password-22" },
    effects: (sandbox) => sandbox.ledger().users.filter(({ phone }) => phone === "123").length,
  },
  deleteUser: {
    type: "HyperUser",
    action: "user_delete",
    words: /delete user \d+/,
    before: user,
    effects: isGone(shops),
  },
};

let strikes: Strikes<RstackSandbox>;
let first: Run;
let settled: Run;
let unchanged: Outcome;

beforeAll(async () => {
  strikes = await Strikes.against(rstackPanel, operations, { taskSeconds: 0.5 });
  await strikes.prepare();
  strikes.strike();
  first = await strikes.run();
  settled = await strikes.run();
  unchanged = await strikes.unchanged();
});

afterAll(() => strikes.close());

describe.each(Object.entries(operations))(
  "%s, struck by",
  (name, { action, words, type, before, wanted }) => {
    describe.each(faultKinds)("%s", (fault) => {
      const isDone = isCarriedOut(fault);
      const said = (run: Run): string => diagnosticsOf(run.text, type, resourceName(name, fault));

      test("is sent once in the run that it strikes, and fails only when it was not carried out", () => {
        expect(first.seen(name, fault), said(first)).toMatchObject({ sent: 1, effects: isDone ? 1 : 0 });
        expect(said(first).includes("error:")).toBe(!isDone);
      });

      const saysWhatFailed = (): void => {
        expect(said(first)).toContain(`[${action.split("/")[0] ?? ""} at ${strikes.panel(name, fault).url}]`);
        if (fault === "refused") {
          expect(said(first)).toContain(
            'The panel said: "系统繁忙，请稍后再试" (the controller has a fault or is busy)',
          );
          return;
        }
        expect(said(first)).toMatch(words);
        expect(said(first)).toContain("no trustworthy answer came; it may have been carried out: ");
        expect(said(first)).toMatch(
          /The next `pulumi up` looks again|The next `pulumi up` shows it again|Run the command again: it looks first/,
        );
      };
      if (!isDone) test("says what failed, in whose words, and what to do", saysWhatFailed);

      test("has taken effect exactly once after the next run", () => {
        expect(settled.seen(name, fault), said(settled)).toMatchObject({ sent: isDone ? 1 : 2, effects: 1 });
      });

      test("stays in state until it is gone, and gets into it when it is there", () => {
        for (const run of [first, settled]) {
          const { effects, ids } = run.seen(name, fault);
          const isThere = wanted === undefined ? effects === 0 : before !== undefined || effects === 1;
          expect(ids).toHaveLength(isThere ? 1 : 0);
        }
      });
    });
  },
);

test("the run that is struck fails, the next one succeeds and leaves nothing to do", () => {
  expect(first.code).not.toBe(0);
  expect(settled, settled.text).toMatchObject({ code: 0 });
  expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
});
