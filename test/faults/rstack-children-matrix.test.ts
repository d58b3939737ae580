import { vi } from "vitest";
import type { RstackSandbox, RstackSandboxOptions } from "../../provider/src/sandbox";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { rstackPanel } from "../support/panels";

/* Every operation that changes what belongs to a virtual machine, struck by every fault. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

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

const operations: Readonly<Record<string, StruckOperation<RstackSandbox>>> = {
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

describeMatrix<RstackSandbox, RstackSandboxOptions>({
  kind: rstackPanel,
  options: { taskSeconds: 0.5 },
  settleSeconds: 1,
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, one]) => [name, { ...one, isFree: true }]),
  ),
  refusal: 'The panel said: "系统繁忙，请稍后再试" (the controller has a fault or is busy)',
  urlOf: ({ url }) => url,
});
