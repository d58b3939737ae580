import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { FaultKind, Proxy911Sandbox, RstackSandbox, ZkeysSandbox } from "../../provider/src/sandbox";
import { diagnosticsOf } from "../support/diagnostics";
import { driverNames, drivers, saidOf, type Driver } from "../support/drivers";
import { isCarriedOut } from "../support/faults";
import { proxy911Panel, rstackPanel, zkeysPanel, type Sandbox } from "../support/panels";
import { vm } from "../support/rstack";
import { server, type Outcome } from "../support/stack";
import { groupOf, resourceName, Strikes, type Operation, type Run } from "../support/strikes";

/*
 * Each kind of step of each flow, struck once by each class of fault, through the real engine and in process: what the engine makes
 * of an error that carries something, of one that carries nothing, and of a warning. Every operation and every fault, in process
 * alone, is in `test/faults`.
 */

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** Not done and no answer; done and no answer; not done, and said so. */
const faults = ["lostBefore", "lostAfter", "refused"] as const satisfies FaultKind[];

interface Step<Panel> extends Operation<Panel> {
  /** Whether an unknown outcome forbids a repetition for `reseller:quarantineMinutes`. */
  readonly isQuarantined?: boolean;
  /** Whether what is being deleted looks for a while as if it were not: asked for again, it is refused. */
  readonly isSlowToShow?: boolean;
}

const ordersOf = (kind: string) => (panel: ZkeysSandbox) =>
  panel.ledger().orders.filter((order) => order.kind === kind).length;
const servers: Readonly<Record<string, Step<ZkeysSandbox>>> = {
  buyServer: {
    type: "BaremetalServer",
    action: "create",
    wanted: server,
    isQuarantined: true,
    effects: ordersOf("create"),
  },
  upgradeServer: {
    type: "BaremetalServer",
    action: "upgrade",
    before: server,
    wanted: { ...server, bandwidthMbps: 10 },
    isQuarantined: true,
    effects: ordersOf("upgrade"),
  },
  refundServer: {
    type: "BaremetalServer",
    action: "refund",
    before: server,
    effects: ordersOf("refund"),
  },
};

const eventsOf = (kind: string) => (panel: RstackSandbox) =>
  panel.ledger().events.filter((event) => event.kind === kind).length;
const sharedVm = ({ panel }: RstackSandbox) => ({
  vm: panel.addVm({ vmname: "web1", nodeid: "5", portmap: 1, binding_domain: 1, backup_snapshot: 1 }),
});
const machines: Readonly<Record<string, Step<RstackSandbox>>> = {
  createVm: {
    type: "HyperVm",
    action: "vm_create",
    wanted: vm,
    isQuarantined: true,
    effects: eventsOf("create"),
  },
  changeVm: {
    type: "HyperVm",
    action: "vm_stop",
    before: { ...vm, powerState: "running" },
    wanted: { ...vm, powerState: "stopped" },
    effects: (panel) => panel.ledger().vms.filter(({ power }) => power === "off").length,
  },
  deleteVm: { type: "HyperVm", action: "vm_delete", before: vm, effects: eventsOf("delete") },
  addMapping: {
    type: "PortMapping",
    action: "vm_portmap/add",
    prepare: sharedVm,
    wanted: { privatePort: 22 },
    effects: (panel) => panel.ledger().natRules.length,
  },
  deleteMapping: {
    type: "PortMapping",
    action: "vm_portmap/del",
    prepare: sharedVm,
    before: { privatePort: 22 },
    effects: (panel) => (panel.ledger().natRules.length === 0 ? 1 : 0),
  },
};

const account = { productType: "dynamicResidentialTraffic", username: "u1" };
const set = { productType: "dynamicResidentialTraffic", accounts: { u1: {} } };
const accountsWith =
  (is: (account: ReturnType<Proxy911Sandbox["ledger"]>["accounts"][number]) => boolean) =>
  (panel: Proxy911Sandbox) =>
    panel.ledger().accounts.filter(is).length;
const proxies: Readonly<Record<string, Step<Proxy911Sandbox>>> = {
  addAccount: {
    type: "ProxyAccount",
    action: "whitelist-account/add",
    wanted: account,
    effects: accountsWith(() => true),
  },
  limitAccount: {
    type: "ProxyAccount",
    action: "whitelist-account/change-limit",
    before: account,
    wanted: { ...account, trafficLimitGb: 5 },
    effects: accountsWith(({ limit_flow }) => limit_flow === 5),
  },
  deleteAccount: {
    type: "ProxyAccount",
    action: "whitelist-account/delete",
    before: account,
    isSlowToShow: true,
    effects: accountsWith(({ goneAtMs }) => goneAtMs !== null),
  },
  addSet: {
    type: "ProxyAccountSet",
    action: "whitelist-account/add",
    wanted: set,
    effects: accountsWith(() => true),
  },
};

const steps = { ...servers, ...machines, ...proxies };
const pairs = Object.entries(steps).flatMap(([name, step]) =>
  faults.map((fault) => ({ name, fault, step, title: resourceName(name, fault) })),
);

/** What all commands came to. */
interface Story {
  readonly strikes: Strikes<Sandbox>;
  readonly first: Run;
  readonly inside: Run;
  readonly settled: Run;
  readonly unchanged: Outcome;
}

async function tell(driver: Driver): Promise<Story> {
  const groups = [
    await groupOf(zkeysPanel, servers, { openingSeconds: 0.1, busySeconds: 0.1 }, faults),
    await groupOf(rstackPanel, machines, rstackPanel.quick, faults),
    // A deletion is still under way when the last command runs.
    await groupOf(proxy911Panel, proxies, { deleteSeconds: 600 }, faults),
  ];
  const environment = Object.assign({}, ...groups.map((group) => group.environment)) as NodeJS.ProcessEnv;
  const strikes = new Strikes<Sandbox>(drivers[driver](environment), groups);
  await strikes.prepare();
  strikes.strike();
  return {
    strikes,
    first: await strikes.run(),
    inside: await strikes.run(),
    settled: await strikes.run({ RESELLER_QUARANTINE_MINUTES: "0.0001" }),
    unchanged: await strikes.unchanged(),
  };
}

const stories = new Map<Driver, Story>();
const storyOf = (driver: Driver): Story => {
  const story = stories.get(driver);
  if (story === undefined) throw new Error(`nothing was run ${driver}`);
  return story;
};

beforeAll(async () => {
  for (const driver of driverNames) stories.set(driver, await tell(driver));
});

afterAll(async () => {
  for (const { strikes } of stories.values()) await strikes.close();
});

describe.each(driverNames)("%s", (driver) => {
  test.each(pairs)("$title takes effect once, whatever the answer", ({ name, fault, step, title }) => {
    const { first, inside, settled } = storyOf(driver);
    const isDone = isCarriedOut(fault);
    const isSeen = isDone && step.isSlowToShow !== true;
    const isRepeatedAtOnce = !isDone && (fault === "refused" || step.isQuarantined !== true);
    const said = (run: Run): string => diagnosticsOf(run.text, step.type, title);
    expect(first.seen(name, fault), said(first)).toMatchObject({ sent: 1, effects: isDone ? 1 : 0 });
    expect(said(first).includes("error:")).toBe(!isSeen);
    expect(inside.seen(name, fault), said(inside)).toMatchObject({
      sent: isRepeatedAtOnce || (isDone && !isSeen) ? 2 : 1,
      effects: isDone || isRepeatedAtOnce ? 1 : 0,
    });
    expect(settled.seen(name, fault), said(settled)).toMatchObject({
      sent: isSeen ? 1 : 2,
      effects: 1,
      ids: step.wanted === undefined ? [] : [expect.any(String)],
    });
  });

  test("the run that is struck fails, the last one succeeds and leaves nothing to do", () => {
    const { first, settled, unchanged } = storyOf(driver);
    expect(first.code).not.toBe(0);
    expect(settled, settled.text).toMatchObject({ code: 0 });
    expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
  });
});

test.each(pairs)("$title is the same in process as through the engine", ({ name, fault, step, title }) => {
  const facts = driverNames.map((driver) => {
    const { first, inside, settled } = storyOf(driver);
    return [first, inside, settled].map((run) => {
      const { sent, effects, ids } = run.seen(name, fault);
      return { sent, effects, count: ids.length, said: saidOf(run.text, step.type, title) };
    });
  });
  expect(facts[1]).toEqual(facts[0]);
});
