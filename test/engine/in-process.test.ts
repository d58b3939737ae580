import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { driverNames, drivers, saidOf, withoutChance, type Driver } from "../support/drivers";
import { environmentOf, proxy911Panel, rstackPanel, zkeysPanel } from "../support/panels";
import { server, type Commands, type Declaration, type Outcome } from "../support/stack";

/*
 * The commands of a stack with resources of all vendors, through the real engine and in process: what is asked of the panels, said and
 * kept in state is the same. So what is tried in process alone (`test/in-process`, `test/faults`) holds for the engine too.
 */

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const productType = "dynamicResidentialTraffic";
const machine = {
  user: "8080",
  node: "5",
  image: "centos7.6",
  name: "web1",
  cpu: 2,
  memoryMb: 2_048,
  portMbps: 10,
  trafficGb: 500,
  quotas: { backups: 0, snapshots: 0, portMappings: 1, natWebsites: 0 },
} as const;
const all = {
  web: { type: "BaremetalServer", args: { ...server } },
  vm: { type: "HyperVm", args: { ...machine } },
  ssh: { type: "PortMapping", args: { vm: { $output: "vm.serviceId" }, privatePort: 22 } },
  traffic: { type: "ProxyOrder", args: { packageId: 101, paymentMethodId: 1 } },
  plain: { type: "ProxyAccount", args: { productType, username: "shop1" } },
  set: { type: "ProxyAccountSet", args: { productType, accounts: { u1: {}, u2: {} } } },
} satisfies Record<string, Declaration>;

/** What one command came to. */
interface Fact {
  readonly command: string;
  readonly hasFailed: boolean;
  /** What was said of each resource. */
  readonly said: Readonly<Record<string, readonly string[]>>;
  /** The operations that change something, by vendor: what goes out side by side has no order. */
  readonly writes: Readonly<Record<string, readonly string[]>>;
  /** What is in state, without chance. */
  readonly state: Readonly<Record<string, unknown>>;
}

interface Story {
  readonly facts: readonly Fact[];
  readonly orders: readonly string[];
  close(): Promise<void>;
}

async function tell(driver: Driver): Promise<Story> {
  const zkeys = await zkeysPanel.start(zkeysPanel.quick);
  const rstack = await rstackPanel.start(rstackPanel.quick);
  const proxy911 = await proxy911Panel.start({ deleteSeconds: 600 });
  const panels = { zkeys, rstack, proxy911 };
  const stack: Commands = drivers[driver]({
    ...environmentOf(zkeysPanel, zkeys),
    ...environmentOf(rstackPanel, rstack),
    ...environmentOf(proxy911Panel, proxy911),
  });
  const facts: Fact[] = [];
  const note = async (command: string, run: () => Promise<Outcome>): Promise<void> => {
    const before = Object.entries(panels).map(([name, panel]) => [name, panel.requests.length] as const);
    const { code, text } = await run();
    const writes = before.map(([name, count]) => {
      const panel = panels[name as keyof typeof panels];
      const sent = panel.requests.slice(count).filter((request) => panel.isWrite(request));
      // Those that agree may go out in one request or in two.
      return [name, [...new Set(sent.map(({ action }) => action))].toSorted()] as const;
    });
    const state = (await stack.resources()).map(({ urn, inputs, outputs, ...entry }) => {
      const name = `${urn.split("::").at(-1) ?? ""}${entry.delete === true ? " (waits to be deleted)" : ""}`;
      return [name, steadyOf({ id: entry.id, inputs, outputs })] as const;
    });
    facts.push({
      command,
      hasFailed: code !== 0,
      said: Object.fromEntries(
        Object.entries(all).map(([name, { type }]) => [name, saidOf(text, type, name)] as const),
      ),
      writes: Object.fromEntries(writes),
      state: Object.fromEntries(state.toSorted()),
    });
  };
  const declare = (changes: Readonly<Record<string, object | undefined>> = {}): void => {
    const declared = Object.entries(all).flatMap(([name, { type, args }]): [string, Declaration][] => {
      if (name in changes && changes[name] === undefined) return [];
      return [[name, { type, args: { ...args, ...changes[name] } }]];
    });
    stack.declare(Object.fromEntries(declared));
  };

  declare();
  await note("preview", () => stack.preview());
  await note("up", () => stack.up());
  await note("preview of no change", () => stack.preview("--expect-no-changes"));
  declare({ web: { colour: "red", months: 0 } });
  await note("preview of faults", () => stack.preview());
  const larger = { web: { bandwidthMbps: 10 }, plain: { trafficLimitGb: 5 } };
  declare({ ...larger, set: { accounts: { u1: {}, u3: {} } } });
  await note("preview of updates", () => stack.preview());
  await note("up with updates", () => stack.up());
  proxy911.panel.editAccount("shop1", { limit_flow: 50 });
  await note("refresh of what differs", () => stack.refresh());
  await note("up after it", () => stack.up());
  zkeys.panel.refuseRefunds("该业务不允许退款");
  const replaced = { ...larger, web: { purchaseTriggers: [1], allowPowerCycle: true } };
  declare({ ...replaced, set: { accounts: { u1: {}, u3: {} } } });
  await note("up that replaces, and cannot delete", () => stack.up("--continue-on-error"));
  zkeys.panel.refuseRefunds(undefined);
  await note("up that can", () => stack.up());
  const { urn } = await stack.resource("web");
  await note("up --replace", () => stack.up("--replace", urn));
  proxy911.panel.removeAccount("shop1");
  await note("refresh of what is gone", () => stack.refresh());
  declare({ ...replaced, plain: undefined, set: { accounts: { u1: {}, u3: {} }, onDelete: "refuse" } });
  await note("up without it", () => stack.up());
  await note("destroy that is refused for one", () => stack.destroy("--continue-on-error"));
  stack.declare({
    seen: { type: "ProxyAccount", get: "u1" },
    set: { type: "ProxyAccountSet", args: { productType, accounts: { u1: {}, u3: {} } } },
  });
  await note("up that reads", () => stack.up());
  await note("destroy", () => stack.destroy());
  return {
    facts,
    orders: zkeys.ledger().orders.map(({ kind, amount }) => `${kind} ${amount}`),
    close: async () => {
      stack.remove();
      for (const panel of Object.values(panels)) await panel.close();
    },
  };
}

/** What a panel or a clock deals out: it depends on what comes first. */
const dealt: ReadonlySet<string> = new Set([
  "accountId",
  "orderNumber",
  "claim",
  "intent",
  "__intent",
  "__claim",
]);

/** Properties without chance, their lists of keys in order, and without what is encrypted. */
function steadyOf(value: unknown): unknown {
  const steady = (inner: unknown, key = ""): unknown => {
    if (dealt.has(key) || (key === "id" && typeof inner === "number")) return "<dealt>";
    if (key === "__state" && typeof inner === "string") return steady(JSON.parse(inner));
    if (Array.isArray(inner)) {
      const items = inner.map((one) => steady(one));
      return key === "__arguments" ? items.toSorted() : items;
    }
    if (typeof inner !== "object" || inner === null) return inner;
    if ("ciphertext" in inner) return "<secret>";
    const entries = Object.entries(inner).map(([name, one]) => [name, steady(one, name)] as const);
    return Object.fromEntries(entries);
  };
  return JSON.parse(withoutChance(JSON.stringify(steady(value))));
}

const stories = new Map<Driver, Story>();
const factsOf = (driver: Driver): readonly Fact[] => stories.get(driver)?.facts ?? [];

beforeAll(async () => {
  for (const driver of driverNames) stories.set(driver, await tell(driver));
});

afterAll(async () => {
  for (const story of stories.values()) await story.close();
});

describe.each(driverNames)("the commands, %s", (driver) => {
  test("succeed and fail as they should", () => {
    const failing = factsOf(driver).filter(({ hasFailed }) => hasFailed);
    expect(failing.map(({ command }) => command)).toEqual([
      "preview of faults",
      "up that replaces, and cannot delete",
      "destroy that is refused for one",
    ]);
    for (const { command, writes } of factsOf(driver))
      if (/^(preview|refresh)/.test(command)) expect(Object.values(writes).flat()).toEqual([]);
  });

  test("buy, upgrade and give back once each", () => {
    expect(stories.get(driver)?.orders.map((order) => order.split(" ")[0])).toEqual([
      "create",
      "upgrade",
      "create",
      "refund",
      "refund",
    ]);
  });

  test("leave nothing in state", () => {
    expect(factsOf(driver).at(-1)?.state).toEqual({});
  });
});

test("what they ask of the panels, say and keep is the same", () => {
  const [through = [], inProcess = []] = driverNames.map(factsOf);
  for (const [index, fact] of inProcess.entries()) expect(fact, fact.command).toEqual(through[index]);
  expect(inProcess).toHaveLength(through.length);
});
