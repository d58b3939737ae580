import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../../core/arguments";
import { sessionOf } from "../session";
import {
  changesSent,
  destroy,
  named,
  newRun,
  numbered,
  numbers,
  output,
  passwords,
  preview,
  refresh,
  scene,
  start,
  staying,
  traffic,
  up,
  usernames,
} from "../../../test-support/proxy-sets";

beforeEach(() => start());
afterEach(() => scene.sandbox.close());

describe("a thousand accounts as a set", () => {
  it("take ten additions and two lists, then nothing, one list to read and ten deletions", async () => {
    const args = numbered(1_000, { remark: "crawler" });
    expect(await up(args)).toBe("create");
    expect(usernames()).toEqual(numbers(1, 1_000));
    expect(scene.sandbox.writes()).toBe(10);
    expect(scene.sandbox.count("whitelist-account/list")).toBe(2);
    expect(output("credentials")).toEqual(passwords());
    expect(new Set(Object.values(passwords())).size).toBe(1_000);

    const sent = scene.sandbox.count();
    expect(await up(args)).toBe("none");
    expect(scene.said).toEqual([]);
    expect(scene.sandbox.count()).toBe(sent);
    await refresh();
    expect(output("usernames")).toEqual(numbers(1, 1_000));
    expect(await up(args)).toBe("none");
    expect(scene.sandbox.count()).toBe(sent + 1);

    expect(await destroy()).toContain("deleted 1000 accounts (they work");
    expect(scene.sandbox.count("whitelist-account/delete")).toBe(10);
    expect(staying()).toEqual([]);
  });
});

describe("the preview", () => {
  it("names the first few of the additions and changes, and every deletion", async () => {
    expect(await preview(numbered(40))).toBe("add 40 (u1, u2, u3, …)");
    expect(changesSent()).toEqual([]);
    await up({ ...named("a", "b", "c", "d"), trafficLimitGb: 1 });
    const args = { ...named("b", "c", "d", "e1", "e2", "e3", "e4", "e5"), trafficLimitGb: 2, remark: "x" };
    expect(await preview(args)).toBe(
      "add 5 (e1, e2, e3, …), delete 1 (a: they work, and cost, for about five minutes more), " +
        'change 3 (b: limit 1 GB → 2 GB; then remark "x"; c: limit 1 GB → 2 GB; then remark "x"; ' +
        'd: limit 1 GB → 2 GB; then remark "x")',
    );
  });

  it("fails when more than `maxDeletes` would be deleted, and names them all", async () => {
    await up(numbered(30));
    const error = await preview(numbered(5));
    expect(error).toMatch(
      /^s: maxDeletes: 25 accounts would be deleted, more than 20: u6, u7, .*u30\. Set it to 25/,
    );
    expect(await up(numbered(5))).toBe(error);
    expect(staying()).toHaveLength(30);
    expect(await up(numbered(5, { maxDeletes: 25 }))).toBe("update");
    expect(staying()).toEqual(numbers(1, 5));
  });

  it("fails when names are taken", async () => {
    scene.sandbox.panel.addAccount({ username: "b" });
    expect(await preview(named("a", "b"))).toMatch(/^accounts\.b: b is taken by another account/);
    expect(await up(named("a", "b"))).toContain("accounts.b");
    expect(changesSent()).toEqual([]);
  });

  it("plans with the names that are known, whatever is not known of the accounts", async () => {
    await up({ ...named("a", "b", "c"), remark: "old", trafficLimitGb: 1 });
    const accounts = { a: { password: UNKNOWN, trafficLimitGb: 2 }, c: UNKNOWN, d: { remark: UNKNOWN } };
    const args = { productType: traffic, accounts, remark: "new", trafficLimitGb: 3 };
    expect(await preview(args)).toBe(
      "add 1 (d), delete 1 (b: they work, and cost, for about five minutes more), " +
        'change 1 (a: limit 1 GB → 2 GB; then remark "new"); ' +
        "not known yet: accounts.a.password, accounts.c, accounts.d.remark",
    );
    expect(await preview({ ...args, maxDeletes: 0 })).toContain("1 account would be deleted, more than 0: b");
    expect(await preview({ ...args, productType: UNKNOWN })).toContain("delete 1 (b:");
    const wrong = { ...args, accounts: { a: { password: UNKNOWN, trafficLimitGb: 0.5 } } };
    expect(await preview(wrong)).toContain("accounts.a.trafficLimitGb: must be a whole number");
    expect(await preview({ ...named("a", "b", "c"), trafficLimitGb: 1, remark: UNKNOWN })).toBe(
      "not known yet: remark",
    );
  });

  it.each([
    ["accounts", { accounts: UNKNOWN, usernamePrefix: undefined, count: undefined }],
    ["count", { count: UNKNOWN }],
    ["usernamePrefix", { usernamePrefix: UNKNOWN }],
    ["productType", { productType: UNKNOWN }],
  ])("says that it may delete them all while `%s` is not known, within `maxDeletes`", async (key, part) => {
    await up(numbered(3));
    expect(await preview(numbered(3, part))).toBe(
      "may delete up to 3 (u1, u2, u3: they work, and cost, for about five minutes more); " +
        `not known yet: ${key}`,
    );
    const error = `s: maxDeletes: up to 3 accounts may be deleted (${key} not known yet), more than 2: u1, u2, u3. Set it to 3`;
    expect(await preview(numbered(3, { ...part, maxDeletes: 2 }))).toContain(error);
    expect(staying()).toEqual(["u1", "u2", "u3"]);
  });

  it("fails while `maxDeletes` is not known", async () => {
    const limited = { ...named("a", "b"), maxDeletes: UNKNOWN };
    expect(await preview(limited)).toContain("maxDeletes: must be known in the preview");
    await up(named("a", "b"));
    expect(await preview(limited)).toContain("maxDeletes: must be known in the preview");
    expect(await preview({ ...limited, accounts: UNKNOWN })).toContain("maxDeletes: must be known");
  });

  it.each([
    [{}, "accounts: is required, or `usernamePrefix` and `count`"],
    [{ usernamePrefix: "u" }, "count: is required"],
    [{ count: 3 }, "usernamePrefix: is required"],
    [{ usernamePrefix: "u1", count: 3 }, "usernamePrefix: must consist"],
    [{ accounts: {}, count: 3 }, "count: does not go together"],
    [{ accounts: { a_b: {} } }, "accounts.a_b: a username must consist"],
    [{ accounts: { a: { password: "no good" } } }, "accounts.a.password: must consist"],
    [{ accounts: { a: { limit: 1 } } }, "accounts.a.limit: is not an argument"],
    [{ accounts: { a: { remark: "中".repeat(33) } } }, "accounts.a.remark: must be at most"],
    [{ accounts: {}, trafficLimitGb: 0.5 }, "trafficLimitGb: must be a whole number"],
  ])("with %o fails", async (args, reason) => {
    const error = await preview({ productType: traffic, ...args });
    expect(error.startsWith(reason)).toBe(true);
    expect(error).not.toContain("; ");
    expect(error).not.toContain("no good");
    expect(scene.sandbox.count()).toBe(0);
  });
});

describe("accounts of a set", () => {
  it("have their own password, remark, limit and state, and are changed in place where they differ", async () => {
    const accounts = {
      a: { password: "first111", remark: "mine", trafficLimitGb: 3, enabled: false },
      b: {},
      constructor: {},
    };
    const args = { productType: traffic, accounts, remark: "all", trafficLimitGb: 9 };
    expect(await up(args)).toBe("create");
    expect(scene.sandbox.ledger().accounts).toMatchObject([
      { username: "a", password: "first111", remark: "mine", limit_flow: 3, enabled: false },
      { username: "b", remark: "all", limit_flow: 9, enabled: true },
      { username: "constructor", remark: "all", limit_flow: 9, enabled: true },
    ]);
    expect(await up(args)).toBe("none");
    const before = changesSent().length;
    const changed = { ...accounts, a: { ...accounts.a, password: "second22", enabled: true } };
    expect(await up({ ...args, accounts: changed })).toBe("update");
    expect(changesSent().slice(before)).toEqual(["enable", "change-password"]);
    expect(passwords().a).toBe("second22");
    expect(output("credentials")).toEqual(passwords());
    expect(await up({ ...args, accounts: changed })).toBe("none");
  });

  it("that somebody changed or deleted are mended after a refresh", async () => {
    await up({ ...named("a", "b"), trafficLimitGb: 5 });
    scene.sandbox.panel.editAccount("a", { limit_flow: 50 });
    scene.sandbox.panel.removeAccount("b");
    await refresh();
    expect(output("usernames")).toEqual(["a"]);
    expect(await up({ ...named("a", "b"), trafficLimitGb: 5 })).toBe("update");
    expect(scene.said).toEqual(["add 1 (b), change 1 (a: limit 50 GB → 5 GB)"]);
    expect(scene.sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([5, 5]);
  });

  it("that vanished since the last refresh are not added again without a preview that says so", async () => {
    await up(named("a", "b"));
    scene.sandbox.panel.removeAccount("b");
    expect(await up({ ...named("a", "b"), remark: "x" })).toContain(
      "what the preview did not show: add account b",
    );
    expect(usernames()).toEqual(["a"]);
    await refresh();
    expect(await up({ ...named("a", "b"), remark: "x" })).toBe("update");
    expect(usernames()).toEqual(["a", "b"]);
  });

  it("show their traffic, each and in all", async () => {
    await up(named("a", "b"));
    const { client } = sessionOf(newRun().openAccount("proxy911", undefined));
    await client.createOrder({ packageId: 102, paymentMethodId: 1 });
    expect(scene.sandbox.panel.use("a", 1.5 * 1024 ** 2)).toBe(true);
    expect(scene.sandbox.panel.use("b", 0.25 * 1024 ** 2)).toBe(true);
    scene.sandbox.clock.advance({ minutes: 6 });
    await refresh();
    expect(output("usageGb")).toBe("1.75");
    expect(output("members")).toMatchObject({ a: { usageGb: "1.5" }, b: { usageGb: "0.25" } });
  });

  it("never get a number twice", async () => {
    await up(numbered(5));
    await up(numbered(3));
    expect(await up(numbered(5))).toBe("update");
    expect(staying()).toEqual(["u1", "u2", "u3", "u6", "u7"]);
    scene.sandbox.clock.advance({ minutes: 6 });
    await up(numbered(3));
    scene.sandbox.clock.advance({ minutes: 6 });
    await refresh();
    await up(numbered(4));
    expect(staying()).toEqual(["u1", "u2", "u3", "u8"]);
  });

  it("of another type get other numbers, and with given names need other names", async () => {
    await up(numbered(2));
    expect(await up(numbered(2, { productType: "staticResidentialIp" }))).toBe("update");
    expect(staying()).toEqual(["u3", "u4"]);
    scene.saved = undefined;
    await up(named("a"));
    const retyped = { ...named("a"), productType: "staticResidentialIp" };
    expect(await up(retyped)).toContain("productType: a cannot become staticResidentialIp");
  });

  it("avoid the numbers of others", async () => {
    scene.sandbox.panel.addAccount({ username: "u2" });
    await up(numbered(2));
    expect(usernames()).toEqual(["u2", "u3", "u4"]);
    await destroy();
    expect(staying()).toEqual(["u2"]);
  });
});

describe("secrets", () => {
  it("are in no message, and in no output but the credentials", async () => {
    const shown: string[] = [];
    const accounts = { a: { password: "topsecret1" }, b: {} };
    const args = { productType: traffic, accounts };
    shown.push(await up(args), ...scene.said);
    scene.sandbox.fault({
      action: "whitelist-account/change-password",
      kind: "refused",
      message: "bad topsecret2",
    });
    const changed = { ...accounts, a: { password: "topsecret2" } };
    shown.push(await up({ ...args, accounts: changed }), ...scene.said);
    expect(shown.join()).toContain("bad [secret]");
    const all = Object.values(passwords());
    expect(all).toHaveLength(2);
    shown.push(await preview({ ...args, accounts: { a: { password: "topsecret3", limit: 1 } } }));
    for (const secret of [...all, "topsecret2", "topsecret3", scene.sandbox.appKey])
      expect(shown.join()).not.toContain(secret);
    const { credentials, accounts: recorded, ...open } = scene.saved?.outputs ?? {};
    expect([credentials, recorded].every((value) => value !== undefined)).toBe(true);
    for (const secret of [...all, "topsecret2"]) expect(JSON.stringify(open)).not.toContain(secret);
  });
});
