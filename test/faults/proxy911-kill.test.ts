import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Proxy911Sandbox } from "../../provider/src/sandbox";
import { Killer, victims, type Moment, type Victim } from "../support/killer";
import { proxy911Panel } from "../support/panels";
import { secretsOf } from "../support/secrets";
import type { Declaration } from "../support/stack";

/*
 * One stack has every shape: an account named by its token, one with a chosen name, one with a chosen password, and a set. Those
 * that agree go out in the same requests, so that a kill strikes them all at once.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const password = { $secret: "Chosen1111" };

interface Wanted {
  readonly count: number;
  readonly trafficLimitGb?: number;
  readonly enabled?: boolean;
  /** Whether the account with a chosen name is there. */
  readonly hasNamed?: boolean;
}

function declarations({ count, hasNamed = true, ...args }: Wanted): Record<string, Declaration> {
  const { trafficLimitGb } = args;
  const set = { productType, usernamePrefix: "u", count, trafficLimitGb };
  return {
    plain: { type: "ProxyAccount", args: { productType, ...args } },
    ...(hasNamed
      ? { named: { type: "ProxyAccount", args: { productType, username: "named", ...args } } }
      : {}),
    chosen: { type: "ProxyAccount", args: { productType, username: "chosen", password, ...args } },
    set: { type: "ProxyAccountSet", args: set },
  };
}

const begin = (): Promise<Killer<Proxy911Sandbox>> => Killer.on(proxy911Panel, { deleteSeconds: 300 });

const staying = ({ sandbox }: Killer<Proxy911Sandbox>) =>
  sandbox.ledger().accounts.filter(({ goneAtMs }) => goneAtMs === null);

/** Expects that panel and state tell the same, with the passwords in state, and that nothing is left to do. */
async function expectAgreement(
  killer: Killer<Proxy911Sandbox>,
  { count, trafficLimitGb = 0 }: Wanted,
): Promise<void> {
  const { stack } = killer;
  const accounts = staying(killer);
  const resources = await stack.resources();
  for (const { outputs } of resources) expect(outputs).not.toHaveProperty("passwordLost");
  const singles = resources.flatMap(({ id = "", type }) => (type.endsWith(":ProxyAccount") ? [id] : []));
  const members = Array.from({ length: count }, (_, index) => `u${index + 1}`);
  expect(accounts.map(({ username }) => username).toSorted()).toEqual([...singles, ...members].toSorted());
  expect(new Set(accounts.map(({ limit_flow }) => limit_flow))).toEqual(new Set([trafficLimitGb]));
  const passwords = new Map(accounts.map((account) => [account.username, account.password]));
  expect((await secretsOf(stack, "set")).credentials).toEqual(
    Object.fromEntries(members.map((name) => [name, passwords.get(name)])),
  );
  const plain = resources.find(({ urn }) => urn.endsWith("::plain"));
  expect((await secretsOf(stack, "plain")).password).toBe(passwords.get(plain?.id ?? ""));
  expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
}

describe.each(victims)("kill -9 of the %s", (victim) => {
  describe("during a create", () => {
    const wanted: Wanted = { count: 40, trafficLimitGb: 5 };

    test("after the addition: the next run takes all of them over and limits them, and adds none", async () => {
      const killer = await begin();
      const { sandbox, stack } = killer;
      stack.declare(declarations(wanted));
      const killed = await killer.killDuring("whitelist-account/add", victim, "after it was carried out");
      expect(killed.code).not.toBe(0);
      const added = staying(killer).length;
      expect(added).toBe(43);
      const { text } = await stack.preview();
      expect(text).toMatch(
        /take over chosen, found by its name \(\w+, made \S+\) \(unless it is still being deleted\): makes nothing new; then limit unlimited → 5 GB/,
      );
      expect(text).toContain(
        "take over 40 that an interrupted run added, unless they are still being deleted (u1, u2, u3, …)",
      );
      const sent = sandbox.count("whitelist-account/add");
      await killer.settle();
      expect(sandbox.count("whitelist-account/add")).toBe(sent);
      expect(await stack.resource("named")).toMatchObject({ id: "named", outputs: { origin: "takenOver" } });
      await expectAgreement(killer, wanted);
      await killer.close();
    });

    if (victim === "plugin")
      test("before the addition: the next run adds them", async () => {
        const killer = await begin();
        const { stack } = killer;
        stack.declare(declarations(wanted));
        await killer.killDuring("whitelist-account/add", victim, "before it is carried out");
        expect(staying(killer)).toEqual([]);
        await killer.settle();
        expect(await stack.resource("named")).toMatchObject({ outputs: { origin: "bought" } });
        await expectAgreement(killer, wanted);
        await killer.close();
      });

    if (victim === "engine")
      test("between the addition and a limit: none stays unlimited", async () => {
        const killer = await begin();
        const { sandbox, stack } = killer;
        stack.declare(declarations(wanted));
        await killer.killDuring("whitelist-account/change-limit", victim, "before it is carried out");
        expect(staying(killer).some(({ limit_flow }) => limit_flow === 0)).toBe(true);
        const sent = sandbox.count("whitelist-account/add");
        await killer.settle();
        expect(sandbox.count("whitelist-account/add")).toBe(sent);
        await expectAgreement(killer, wanted);
        await killer.close();
      });
  });

  describe("during an update", () => {
    let killer: Killer<Proxy911Sandbox>;

    beforeAll(async () => {
      killer = await begin();
      killer.stack.declare(declarations({ count: 20 }));
      await killer.settle();
    });

    afterAll(() => killer.close());

    const limited: Wanted = { count: 20, trafficLimitGb: 5 };
    const cases: Readonly<Record<Victim, readonly (readonly [action: string, Moment, Wanted])[]>> = {
      engine: [
        ["change-limit", "after it was carried out", limited],
        ["delete", "before it is carried out", { ...limited, count: 15 }],
      ],
      plugin: [
        ["add", "after it was carried out", { count: 30, enabled: false }],
        ["delete", "after it was carried out", { count: 20, enabled: false, hasNamed: false }],
      ],
    };

    test.each(cases[victim])("that sends `%s`, %s: it is gone on with", async (action, moment, wanted) => {
      const { stack } = killer;
      stack.declare(declarations(wanted));
      const killed = await killer.killDuring(`whitelist-account/${action}`, victim, moment);
      expect(killed.code).not.toBe(0);
      await killer.settle();
      await expectAgreement(killer, wanted);
      const off = staying(killer).filter(({ enabled }) => !enabled);
      expect(off).toHaveLength(wanted.enabled === false ? (wanted.hasNamed === false ? 2 : 3) : 0);
    });
  });
});

describe("Ctrl-C", () => {
  test("lets what is under way finish: every account is in state, with its limit and its password", async () => {
    const killer = await begin();
    const { sandbox, stack } = killer;
    const wanted: Wanted = { count: 40, trafficLimitGb: 5 };
    stack.declare(declarations(wanted));
    const { code, text } = await killer.interruptDuring("whitelist-account/add", 4);
    expect(code).not.toBe(0);
    expect(text).toContain("cancel");
    expect((await stack.resources()).map(({ outputs }) => outputs.origin)).toEqual(
      Array.from({ length: 4 }, () => "bought"),
    );
    const sent = sandbox.count("whitelist-account/add");
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.count("whitelist-account/add")).toBe(sent);
    await expectAgreement(killer, wanted);

    const changed: Wanted = { count: 45, trafficLimitGb: 6 };
    stack.declare(declarations(changed));
    const interrupted = await killer.interruptDuring("whitelist-account/change-limit");
    expect(interrupted.code).not.toBe(0);
    await killer.settle();
    await expectAgreement(killer, changed);
    expect(await killer.previewHere("--expect-no-changes")).toMatchObject({ code: 0 });
    await killer.close();
  });
});
