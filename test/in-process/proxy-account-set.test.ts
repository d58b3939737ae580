import { describe, expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";
import { secretsOf } from "../support/secrets";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const slowly = "they work, and cost, for about five minutes more";
const operations = (writes: readonly string[]): string[] =>
  writes.map((action) => action.replace("whitelist-account/", ""));
const open = (deleteSeconds = 300) => Scene.inProcess(proxy911Panel, {}, { deleteSeconds });
type Proxies = Awaited<ReturnType<typeof open>>;

const staying = ({ sandbox }: Proxies): string[] =>
  sandbox
    .ledger()
    .accounts.filter(({ goneAtMs }) => goneAtMs === null)
    .map(({ username }) => username);
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `u${from + index}`);

describe("a set of proxy accounts", () => {
  test("says add 40, delete 3, change 12, does just that, and nothing afterwards", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const declare = (names: readonly string[], limitOf: (name: string) => number | undefined): void => {
      const accounts = Object.fromEntries(names.map((name) => [name, { trafficLimitGb: limitOf(name) }]));
      scene.declare({ fleet: { productType, accounts, remark: "crawler" } }, "ProxyAccountSet");
    };
    declare(numbers(1, 20), () => undefined);
    expect(await scene.preview()).toContain("add 20 (u1, u2, u3, …)");
    expect(operations((await scene.up()).writes)).toEqual(["add"]);
    await scene.unchanged();

    declare(numbers(4, 60), (name) => (Number(name.slice(1)) <= 15 ? 5 : undefined));
    expect(await scene.preview()).toContain(
      `add 40 (u21, u22, u23, …), delete 3 (u1, u2, u3: ${slowly}), ` +
        "change 12 (u4: limit unlimited → 5 GB; u5: limit unlimited → 5 GB; u6: limit unlimited → 5 GB; …)",
    );
    const { writes } = await scene.up();
    expect(operations(writes).toSorted()).toEqual([
      "add",
      ...Array.from({ length: 12 }, () => "change-limit"),
      "delete",
    ]);
    expect(operations(writes).at(-1)).toBe("delete");
    expect(staying(scene)).toEqual(numbers(4, 60));
    const { outputs } = await stack.resource("fleet");
    expect(outputs.usernames).toEqual(numbers(4, 60));
    const { credentials } = await secretsOf(stack, "fleet");
    const passwords = sandbox.ledger().accounts.filter(({ goneAtMs }) => goneAtMs === null);
    expect(credentials).toEqual(Object.fromEntries(passwords.map((one) => [one.username, one.password])));
    await scene.unchanged();
  });

  test("changes what is an account's own in place: password, remark, limit, state", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const declare = (own: object, common: object = {}): void => {
      const accounts = { a: { password: { $secret: "First11111" } }, b: {}, c: {}, ...own };
      scene.declare({ fleet: { productType, accounts, ...common } }, "ProxyAccountSet");
    };
    declare({});
    await scene.up();
    declare(
      {
        a: { password: { $secret: "Second2222" }, enabled: false },
        c: { remark: "mine", trafficLimitGb: 1 },
      },
      { trafficLimitGb: 9 },
    );
    const preview = await scene.preview();
    expect(preview).toContain(
      "change 3 (a: limit unlimited → 9 GB; then disable (it works, and costs, for about five minutes more); " +
        "then set the password (the old one works for five more minutes); b: limit unlimited → 9 GB; " +
        'c: limit unlimited → 1 GB; then remark "mine")',
    );
    const { writes } = await scene.up();
    expect(operations(writes).toSorted()).toEqual([
      "change-limit",
      "change-limit",
      "change-limit",
      "change-password",
      "change-remark",
      "disable",
    ]);
    expect(sandbox.panel.account("a")).toMatchObject({
      password: "Second2222",
      enabled: false,
      limit_flow: 9,
    });
    expect(sandbox.panel.account("c")).toMatchObject({ remark: "mine", limit_flow: 1 });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(stack.printed).not.toMatch(/First11111|Second2222/);
  });

  test("deletes no more than `maxDeletes`, and uses no number twice", async () => {
    const scene = await open();
    const declare = (args: object): void => {
      scene.declare({ fleet: { productType, usernamePrefix: "u", ...args } }, "ProxyAccountSet");
    };
    declare({ count: 30 });
    await scene.up();
    declare({ count: 5 });
    const refused = await scene.refused();
    expect(refused).toMatch(
      /maxDeletes: 25 accounts would be deleted, more than 20: u6, u7, .*, u30\. Set it to 25 if that is meant/,
    );
    const up = await scene.watch(() => scene.stack.up());
    expect(up.code).not.toBe(0);
    expect(up.writes).toEqual([]);
    declare({ count: 5, maxDeletes: 25 });
    expect(await scene.preview()).toMatch(/delete 25 \(u6, u7, .*, u30: they work/);
    expect(operations((await scene.up()).writes)).toEqual(["delete"]);
    expect(staying(scene)).toEqual(numbers(1, 5));
    declare({ count: 7 });
    expect(await scene.preview()).toContain("add 2 (u31, u32)");
    await scene.up();
    expect(staying(scene)).toEqual([...numbers(1, 5), "u31", "u32"]);
    // Another type is other accounts.
    declare({ count: 7, productType: "staticResidentialIp" });
    expect(await scene.preview()).toContain(
      `add 7 (u33, u34, u35, …), delete 7 (u1, u2, u3, u4, u5, u31, u32: ${slowly})`,
    );
    await scene.up();
    expect(staying(scene)).toEqual(numbers(33, 39));
    await scene.unchanged();
  });

  test("shows in a refresh what was done in the dashboard, and mends it", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const declare = (args: object): void => {
      const accounts = { a: {}, b: {}, c: {} };
      scene.declare({ fleet: { productType, accounts, trafficLimitGb: 5, ...args } }, "ProxyAccountSet");
    };
    declare({});
    await scene.up();
    sandbox.panel.editAccount("a", { limit_flow: 50 });
    sandbox.panel.removeAccount("b");
    declare({ remark: "x" });
    const drifted = await scene.watch(() => stack.up());
    expect(drifted.code).not.toBe(0);
    expect(drifted.writes).toEqual([]);
    expect(drifted.text).toContain(
      "it would now take what the preview did not show: add account b. Nothing was sent. Run `pulumi refresh` and review the preview",
    );
    declare({});
    await scene.refresh();
    expect((await stack.resource("fleet")).outputs.usernames).toEqual(["a", "c"]);
    expect(await scene.preview()).toContain("add 1 (b), change 1 (a: limit 50 GB → 5 GB)");
    await scene.up();
    expect(sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([5, 5, 5]);
    await scene.unchanged();

    for (const name of ["a", "b", "c"]) sandbox.panel.removeAccount(name);
    await scene.refresh();
    expect(await scene.preview()).toContain("add 3 (a, b, c)");
    await scene.up();
    await scene.unchanged();
  });

  test("is deleted or left as `onDelete` and `reseller:keep` say, and leaves names blocked for a while", async () => {
    const scene = await open();
    const { sandbox, stack } = scene;
    const declare = (onDelete?: string): void => {
      scene.declare(
        { fleet: { productType, accounts: { a: {}, b: {}, c: {} }, onDelete } },
        "ProxyAccountSet",
      );
    };
    declare("refuse");
    await scene.up();
    const refused = await scene.watch(() => stack.destroy());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(
      'the accounts are not deleted: `onDelete` is "refuse". Set `onDelete` to "delete" or "keep" and run `pulumi up` before deleting them',
    );
    declare();
    expect((await scene.up()).writes).toEqual([]);
    stack.set({ RESELLER_KEEP: "b" });
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed.text).toContain(`deleted 2 accounts (${slowly}); kept 1`);
    expect(staying(scene)).toEqual(["b"]);
    expect(await stack.resources()).toEqual([]);
    stack.set({ RESELLER_KEEP: undefined });

    const blocked = await scene.watch(() => stack.up());
    expect(blocked.code).not.toBe(0);
    // The list does not tell who is on the way out: none is touched until that is over.
    expect(blocked.text).toContain(
      "take over 3 that an interrupted run added, unless they are still being deleted (a, b, c)",
    );
    expect(blocked.text).toContain("it is still being deleted, which takes about five minutes");
    expect(staying(scene)).toEqual(["b"]);
    sandbox.clock.advance({ minutes: 6 });
    await scene.up();
    expect(staying(scene)).toEqual(["b", "a", "c"]);
    await scene.unchanged();
  });
});
