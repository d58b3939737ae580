import { describe, expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const operations = (writes: readonly string[]): string[] =>
  writes.map((action) => action.replace("whitelist-account/", ""));
type Proxies = Awaited<
  ReturnType<typeof Scene.inProcess<Awaited<ReturnType<typeof proxy911Panel.start>>, object>>
>;

const usernames = ({ sandbox }: Proxies): string[] =>
  sandbox.ledger().accounts.map(({ username }) => username);

/** Runs `up` while somebody takes a name right after the look at the list. */
async function upWhileTaken(scene: Proxies, username: string, ...flags: string[]) {
  const { sandbox, stack } = scene;
  await stack.select();
  const look = sandbox.hold("whitelist-account/list");
  const running = scene.watch(() => stack.up(...flags));
  await look.arrived;
  sandbox.panel.addAccount({ username });
  look.release();
  return running;
}

describe("an addition of many that goes wrong", () => {
  test.each(["whole", "partial"] as const)(
    "loses only the name that is refused, when the vendor refuses a batch %s: one by one and in a set",
    async (batchRefusal) => {
      const scene = await Scene.inProcess(proxy911Panel, {}, { batchRefusal });
      const { stack } = scene;
      const names = Array.from({ length: 20 }, (_, index) => `one${index + 1}`);
      const singles = Object.fromEntries(
        names.map((username) => [username, { type: "ProxyAccount", args: { productType, username } }]),
      );
      stack.declare(singles);
      const failed = await upWhileTaken(scene, "one7", "--continue-on-error", "--parallel", "30");
      expect(failed.code).not.toBe(0);
      expect(failed.text).toContain(
        "one7: one7 is taken by another account, or still being deleted: choose another one",
      );
      expect((await stack.resources()).map(({ id }) => id).toSorted()).toEqual(
        names.filter((name) => name !== "one7").toSorted(),
      );
      expect(new Set(usernames(scene)).size).toBe(20);
      expect(usernames(scene)).toHaveLength(20);

      const set = { type: "ProxyAccountSet", args: { productType, usernamePrefix: "u", count: 40 } };
      const others = Object.entries(singles).filter(([name]) => name !== "one7");
      stack.declare({ ...Object.fromEntries(others), set });
      const half = await upWhileTaken(scene, "u7");
      expect(half.code).not.toBe(0);
      expect(half.text).toContain("set: 1 account not done, 39 in state: u7: u7 is taken by another account");
      expect(half.text).toContain("Run `pulumi up` again: it looks first, and goes on with these");
      expect((await stack.resource("set")).outputs.usernames).toHaveLength(39);
      // The next run goes on, with a number that nobody has.
      expect(await scene.preview()).toContain("add 1 (u41)");
      expect(operations((await scene.up()).writes)).toEqual(["add"]);
      await scene.unchanged();
    },
  );

  test("is found in the list when only the reply of a batch was lost: nobody is there twice", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    const names = Array.from({ length: 8 }, (_, index) => `one${index + 1}`);
    stack.declare({
      ...Object.fromEntries(
        names.map((username) => [
          username,
          { type: "ProxyAccount", args: { productType, username, remark: "a" } },
        ]),
      ),
      set: { type: "ProxyAccountSet", args: { productType, usernamePrefix: "u", count: 150, remark: "b" } },
    });
    sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter", times: 2 });
    const { writes } = await scene.up("--parallel", "20");
    // A busy machine may take a moment between two of the single ones, which then go in two requests.
    expect(["add,add,add", "add,add,add,add"]).toContain(operations(writes).join());
    expect(usernames(scene)).toHaveLength(158);
    expect(new Set(usernames(scene)).size).toBe(158);
    await scene.unchanged();
  });

  test("is half-done when a limit fails after it: nobody stays unlimited in silence", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    stack.declare({
      one: { type: "ProxyAccount", args: { productType, username: "one", trafficLimitGb: 5 } },
      set: {
        type: "ProxyAccountSet",
        args: { productType, accounts: { u1: {}, u2: {}, u3: {} }, trafficLimitGb: 5 },
      },
    });
    sandbox.fault({ action: "whitelist-account/change-limit", kind: "refused", times: 4 });
    const failed = await scene.watch(() => stack.up("--continue-on-error"));
    expect(failed.code).not.toBe(0);
    expect(failed.text).toContain(
      "set: 3 accounts not done, 3 in state: u1, u2, u3: 911Proxy refused with code 400",
    );
    expect(sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([0, 0, 0, 0]);
    expect((await stack.resource("one")).outputs).toMatchObject({ trafficLimitGb: 0 });
    const preview = await scene.preview();
    expect(preview).toContain("limit unlimited → 5 GB");
    expect(preview).toContain(
      "change 3 (u1: limit unlimited → 5 GB; u2: limit unlimited → 5 GB; u3: limit unlimited → 5 GB)",
    );
    expect(new Set(operations((await scene.up()).writes))).toEqual(new Set(["change-limit"]));
    expect(sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([5, 5, 5, 5]);
    await scene.unchanged();
  });

  test("above the quota, or for a customer whose real name is not verified, is refused as a whole and says why", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    const declare = (): void => {
      stack.declare({
        one: { type: "ProxyAccount", args: { productType, username: "one" } },
        set: { type: "ProxyAccountSet", args: { productType, accounts: { u1: {}, u2: {} }, remark: "b" } },
      });
    };
    declare();
    sandbox.panel.setAccountQuota(0);
    const full = await scene.watch(() => stack.up("--continue-on-error"));
    expect(full.code).not.toBe(0);
    expect(full.text).toContain("(no more accounts of this package type are allowed)");
    expect(full.text).toContain("set: 2 accounts not done, 0 in state: u1, u2: ");
    expect(operations(full.writes)).toEqual(["add", "add"]);
    sandbox.panel.setAccountQuota(100);
    sandbox.panel.setRealName(false);
    const unverified = await scene.watch(() => stack.up("--continue-on-error"));
    expect(unverified.code).not.toBe(0);
    expect(unverified.text).toContain("Verify your real name in the personal center of 911Proxy");
    expect(await stack.resources()).toEqual([]);
    sandbox.panel.setRealName(true);
    await scene.up();
    await scene.unchanged();
  });
});
