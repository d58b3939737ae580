import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../core/arguments";
import { Brakes } from "../core/brakes";
import { ArgumentError, HalfDoneError, messageOf } from "../core/errors";
import { Journal } from "../core/journal";
import type { Properties } from "../core/flow/resource";
import { Run, runSettings, type Account } from "../core/run";
import { purchaseToken } from "../core/token";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../sandbox";
import { proxyAccountSet as flow } from "./proxy-account-set";
import { sessionOf } from "./session";
import { proxy911 } from "./vendor";

const traffic = "dynamicResidentialTraffic";
const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller:ProxyAccountSet::s";

interface Saved {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly hasFailed: boolean;
}

let sandbox: Proxy911Sandbox;
let said: string[];
let saved: Saved | undefined;
let settings: Record<string, unknown>;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  said = [];
  saved = undefined;
  settings = {};
};
beforeEach(() => start());
afterEach(() => sandbox.close());

/** A run as a new process begins it. */
function newRun(): Run {
  const all = runSettings.parse(settings);
  const opened = new Map<string, Account>();
  const surroundings = { now: () => sandbox.clock.now(), sleep: () => Promise.resolve() };
  const open = (): Account => {
    const given = { endpoint: sandbox.url, appKey: sandbox.appKey };
    const account = opened.get("default") ?? proxy911.open(given, "default", surroundings);
    opened.set("default", account);
    return account;
  };
  const voice = {
    say: (_urn: string, words: string, kind: string) => {
      if (kind !== "progress") said.push(words);
    },
  };
  const { now, sleep } = surroundings;
  return new Run(all, new Brakes(all), new Journal(all.journal), voice, open, now, sleep);
}

const inputsOf = (args: Properties): Properties => ({
  ...args,
  __urn: urn,
  __token: purchaseToken({ organization: "organization", urn, namespace: "", purchaseTriggers: undefined }),
});

/** As state has it: JSON, nothing undefined, keys in the order of the alphabet. */
const stored = (properties: Properties): Properties =>
  JSON.parse(JSON.stringify(properties), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) as Properties;

type Change = "create" | "update" | "none";

/** The first half of an `up`, which is a whole preview. Throws the faults. */
async function decide(run: Run, args: Properties): Promise<{ change: Change; inputs: Properties }> {
  const { inputs, faults } = await flow.check(run, saved?.inputs, inputsOf(args));
  if (faults.length > 0) throw new ArgumentError(faults);
  if (saved === undefined) return { change: "create", inputs };
  const { changes, replaces } = await flow.diff(run, saved.outputs, inputs);
  expect(replaces).toEqual([]);
  const isChanged = changes ?? JSON.stringify(inputs) !== JSON.stringify(saved.inputs);
  return { change: isChanged || saved.hasFailed ? "update" : "none", inputs };
}

/** One `up`, as the engine drives it. Returns what was done, or the words of its failure. */
async function up(args: Properties, run = newRun()): Promise<string> {
  said = [];
  try {
    const { change, inputs } = await decide(run, args);
    if (change === "none") return change;
    const old = saved;
    try {
      const { id, outputs } =
        old === undefined
          ? await flow.create(run, inputs)
          : { id: old.id, outputs: await flow.update(run, old.outputs, inputs) };
      saved = { id, inputs: stored(inputs), outputs: stored(outputs), hasFailed: false };
      return change;
    } catch (error) {
      if (error instanceof HalfDoneError)
        saved = { id: error.id, inputs: stored(inputs), outputs: stored(error.outputs), hasFailed: true };
      throw error;
    }
  } catch (error) {
    return messageOf(error);
  }
}

const preview = async (args: Properties): Promise<string> => {
  said = [];
  const outcome = await decide(newRun(), args).then(({ change }) => change, messageOf);
  return said.length === 0 ? outcome : said.join();
};

async function refresh(): Promise<void> {
  if (saved === undefined) return;
  const live = await flow.read(newRun(), saved.id, saved.outputs);
  if (live === undefined) saved = undefined;
  else saved = { id: live.id, inputs: stored(live.inputs), outputs: stored(live.outputs), hasFailed: false };
}

async function destroy(run = newRun()): Promise<string> {
  said = [];
  try {
    if (saved !== undefined) await flow.delete(run, saved.id, saved.outputs);
    saved = undefined;
    return said.join();
  } catch (error) {
    return messageOf(error);
  }
}

/** The engine and the plugin are killed while `up` runs: what it did is done, and state knows nothing of it. */
async function upKilled(args: Properties): Promise<void> {
  const before = saved;
  await up(args);
  saved = before;
}

const output = (key: string): unknown => saved?.outputs[key];
const changesSent = (): string[] =>
  sandbox.requests
    .map((request) => request.action.replace("whitelist-account/", ""))
    .filter((action) => action !== "list");
const usernames = (): string[] => sandbox.ledger().accounts.map((account) => account.username);
const staying = (): string[] =>
  sandbox
    .ledger()
    .accounts.filter(({ goneAtMs }) => goneAtMs === null)
    .map(({ username }) => username);
const passwords = (): Record<string, string> =>
  Object.fromEntries(sandbox.ledger().accounts.map(({ username, password }) => [username, password]));
const named = (...names: string[]): Properties => ({
  productType: traffic,
  accounts: Object.fromEntries(names.map((name) => [name, {}])),
});
const numbered = (count: number, more: Properties = {}): Properties => ({
  productType: traffic,
  usernamePrefix: "u",
  count,
  ...more,
});
const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `u${from + index}`);

describe("a thousand accounts as a set", () => {
  it("take ten additions and two lists, then nothing, one list to read and ten deletions", async () => {
    const args = numbered(1_000, { remark: "crawler" });
    expect(await up(args)).toBe("create");
    expect(usernames()).toEqual(numbers(1, 1_000));
    expect(sandbox.writes()).toBe(10);
    expect(sandbox.count("whitelist-account/list")).toBe(2);
    expect(output("credentials")).toEqual(passwords());
    expect(new Set(Object.values(passwords())).size).toBe(1_000);

    const sent = sandbox.count();
    expect(await up(args)).toBe("none");
    expect(said).toEqual([]);
    expect(sandbox.count()).toBe(sent);
    await refresh();
    expect(output("usernames")).toEqual(numbers(1, 1_000));
    expect(await up(args)).toBe("none");
    expect(sandbox.count()).toBe(sent + 1);

    expect(await destroy()).toContain("deleted 1000 accounts (they work");
    expect(sandbox.count("whitelist-account/delete")).toBe(10);
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
    sandbox.panel.addAccount({ username: "b" });
    expect(await preview(named("a", "b"))).toMatch(/^accounts\.b: b is taken by another account/);
    expect(await up(named("a", "b"))).toContain("accounts.b");
    expect(changesSent()).toEqual([]);
  });

  it("says what is not known yet, and plans no deletion of what it cannot tell", async () => {
    await up(named("a", "b"));
    const args = { productType: traffic, accounts: { a: { password: UNKNOWN } } };
    expect(await preview(args)).toBe("not known yet: accounts");
    expect(await preview({ ...named("a", "b"), remark: UNKNOWN })).toBe("not known yet: remark");
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
    expect(sandbox.count()).toBe(0);
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
    expect(sandbox.ledger().accounts).toMatchObject([
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
    sandbox.panel.editAccount("a", { limit_flow: 50 });
    sandbox.panel.removeAccount("b");
    await refresh();
    expect(output("usernames")).toEqual(["a"]);
    expect(await up({ ...named("a", "b"), trafficLimitGb: 5 })).toBe("update");
    expect(said).toEqual(["add 1 (b), change 1 (a: limit 50 GB → 5 GB)"]);
    expect(sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([5, 5]);
  });

  it("that vanished since the last refresh are not added again without a preview that says so", async () => {
    await up(named("a", "b"));
    sandbox.panel.removeAccount("b");
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
    expect(sandbox.panel.use("a", 1_500_000)).toBe(true);
    expect(sandbox.panel.use("b", 250_000)).toBe(true);
    sandbox.clock.advance({ minutes: 6 });
    await refresh();
    expect(output("usageGb")).toBe("1.75");
    expect(output("members")).toMatchObject({ a: { usageGb: "1.5" }, b: { usageGb: "0.25" } });
  });

  it("never get a number twice", async () => {
    await up(numbered(5));
    await up(numbered(3));
    expect(await up(numbered(5))).toBe("update");
    expect(staying()).toEqual(["u1", "u2", "u3", "u6", "u7"]);
    sandbox.clock.advance({ minutes: 6 });
    await up(numbered(3));
    sandbox.clock.advance({ minutes: 6 });
    await refresh();
    await up(numbered(4));
    expect(staying()).toEqual(["u1", "u2", "u3", "u8"]);
  });

  it("of another type get other numbers, and with given names need other names", async () => {
    await up(numbered(2));
    expect(await up(numbered(2, { productType: "staticResidentialIp" }))).toBe("update");
    expect(staying()).toEqual(["u3", "u4"]);
    saved = undefined;
    await up(named("a"));
    const retyped = { ...named("a"), productType: "staticResidentialIp" };
    expect(await up(retyped)).toContain("productType: a cannot become staticResidentialIp");
  });

  it("avoid the numbers of others", async () => {
    sandbox.panel.addAccount({ username: "u2" });
    await up(numbered(2));
    expect(usernames()).toEqual(["u2", "u3", "u4"]);
    await destroy();
    expect(staying()).toEqual(["u2"]);
  });
});

describe("an addition that goes wrong", () => {
  it.each(["whole", "partial"] as const)(
    "loses only the name that is refused, when a batch is refused %s",
    async (batchRefusal) => {
      await sandbox.close();
      await start({ batchRefusal });
      const run = newRun();
      const { inputs } = await decide(run, numbered(40));
      // Somebody takes a name after the look.
      sandbox.panel.addAccount({ username: "u7" });
      const error = await flow.create(run, inputs).catch((reason: unknown) => reason);
      expect(messageOf(error)).toContain("s: 1 account not done, 39 in state: u7: u7 is taken");
      if (!(error instanceof HalfDoneError)) throw new TypeError("not half-done");
      saved = { id: error.id, inputs: stored(inputs), outputs: stored(error.outputs), hasFailed: true };
      expect(output("usernames")).toHaveLength(39);
      expect(output("usernames")).not.toContain("u7");
      // The next `up` goes on, with a number that nobody has.
      expect(await up(numbered(40))).toBe("update");
      expect(said).toEqual(["add 1 (u41)"]);
      expect(usernames()).toHaveLength(41);
      await destroy();
      expect(staying()).toEqual(["u7"]);
    },
  );

  it("is found in the list when only the reply was lost", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter" });
    expect(await up(numbered(150))).toBe("create");
    expect(sandbox.count("whitelist-account/add")).toBe(2);
    expect(usernames()).toHaveLength(150);
  });

  it("is half-done when the batch was lost on its way, and is sent again by the next `up`", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostBefore" });
    const args = named(...numbers(1, 150));
    expect(await up(args)).toContain("100 accounts not done, 50 in state");
    expect(output("usernames")).toHaveLength(50);
    expect(await up(args)).toBe("update");
    expect(new Set(usernames()).size).toBe(150);
    expect(usernames()).toHaveLength(150);
  });

  it("is half-done without its limit, which follows in the next `up`", async () => {
    sandbox.fault({ action: "whitelist-account/change-limit", kind: "refused", message: "系统繁忙" });
    const args = numbered(3, { trafficLimitGb: 5 });
    expect(await up(args)).toContain("1 account not done, 3 in state: u1: 911Proxy refused");
    expect(sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([0, 5, 5]);
    expect(await up(args)).toBe("update");
    expect(said).toEqual(["change 1 (u1: limit unlimited → 5 GB)"]);
    expect(sandbox.count("whitelist-account/add")).toBe(1);
    expect(sandbox.count("whitelist-account/change-limit")).toBe(4);
  });

  it("above the quota leaves nothing in state when nothing was added", async () => {
    sandbox.panel.setAccountQuota(1);
    expect(await up(named("a", "b"))).toContain("2 accounts not done, 0 in state");
    expect(saved).toBeUndefined();
  });

  it("is remembered when the last look fails", async () => {
    sandbox.fault({ action: "whitelist-account/list", kind: "http500Before", skip: 1, times: 20 });
    const error = await up(numbered(3));
    expect(error).not.toBe("create");
    expect(saved?.hasFailed).toBe(true);
    sandbox.clearFaults();
    expect(await up(numbered(3))).toBe("update");
    expect(usernames()).toEqual(["u1", "u2", "u3"]);
    expect(output("credentials")).toEqual(passwords());
    sandbox.fault({ action: "whitelist-account/list", kind: "http500Before", skip: 1, times: 20 });
    expect(await up(numbered(2))).not.toBe("update");
    sandbox.clearFaults();
    expect(output("usernames")).toEqual(["u1", "u2"]);
    expect(await preview(numbered(3))).toBe("add 1 (u4)");
  });
});

describe("a kill in the middle", () => {
  it("of a create loses nothing: the next one takes over what is there", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostBefore", skip: 2 });
    await upKilled(numbered(250));
    const before = usernames();
    expect(before.length).toBeLessThan(250);
    expect(await preview(numbered(250))).toContain(
      `take over ${before.length} that an interrupted run added`,
    );
    expect(await up(numbered(250))).toBe("create");
    expect(usernames()).toHaveLength(250);
    expect(output("credentials")).toEqual(passwords());
    expect(await up(numbered(250))).toBe("none");
  });

  it("of an update loses nothing either", async () => {
    await up(named("a", "b"));
    await upKilled(named("a", "b", "c"));
    expect(await up(named("a", "b", "c", "d"))).toBe("update");
    expect(said).toContain("took over 1 that an interrupted run added (c)");
    expect(usernames()).toEqual(["a", "b", "c", "d"]);
    expect(output("credentials")).toEqual(passwords());
  });

  it("leaves accounts that a smaller create names before it deletes them", async () => {
    await upKilled(named("a", "b", "c"));
    expect(await up(named("a"))).toBe("create");
    expect(said[0]).toContain("take over 3 that an interrupted run added (a, b, c); delete 2 (b, c");
    expect(staying()).toEqual(["a"]);
  });

  it("is not mixed up with accounts of others, not even of the same names", async () => {
    sandbox.panel.addAccount({ username: "b" });
    expect(await up(named("a", "b"))).toContain("accounts.b: b is taken");
    expect(await up(named("a"))).toBe("create");
    await destroy();
    expect(staying()).toEqual(["b"]);
  });

  it("of `--replace` keeps what the new entry took over", async () => {
    await up(named("a", "b"));
    const old = saved;
    const run = newRun();
    saved = undefined;
    expect(await up(named("a", "b"), run)).toBe("create");
    if (old === undefined) throw new TypeError("nothing was saved");
    await flow.delete(run, old.id, old.outputs);
    expect(staying()).toEqual(["a", "b"]);
    // The delete failed in that run, and is tried again in the next one.
    const later = newRun();
    expect(await up(named("a", "b"), later)).toBe("none");
    await flow.delete(later, old.id, old.outputs);
    expect(staying()).toEqual(["a", "b"]);
  });
});

describe("a name that is still being deleted", () => {
  it("is not added again while state knows of its deletion", async () => {
    await up(named("a", "b"));
    await up(named("a"));
    const error = await preview(named("a", "b"));
    expect(error).toContain("accounts.b: it is still being deleted (since 0s)");
    expect(changesSent()).toEqual(["add", "delete"]);
    sandbox.clock.advance({ minutes: 6 });
    expect(await up(named("a", "b"))).toBe("update");
    expect(staying()).toEqual(["a", "b"]);
  });

  it("is blocked alone when it takes longer than it should", async () => {
    await sandbox.close();
    await start({ deleteSeconds: 3_600 });
    await up(named("a", "b"));
    await up(named("a"));
    sandbox.clock.advance({ minutes: 6 });
    expect(await up(named("a", "b", "c"))).toContain(
      "1 account not done, 2 in state: b: it is still being deleted",
    );
    expect(staying()).toEqual(["a", "c"]);
  });

  it("is not taken for one of an interrupted run after a destroy", async () => {
    await up(named(...numbers(1, 120)));
    await destroy();
    const before = sandbox.writes();
    expect(await up(named(...numbers(1, 120)))).toContain("u1: it is still being deleted");
    expect(saved).toBeUndefined();
    expect(sandbox.writes() - before).toBeLessThanOrEqual(10);
  });

  it("is passed over in a numbered set, and what an interrupted run added since is not", async () => {
    await up(numbered(150));
    await destroy();
    await upKilled(numbered(130));
    expect(staying()).toEqual(numbers(151, 280));
    const before = sandbox.writes();
    expect(await preview(numbered(130))).toContain(
      "those that are being deleted are gone in about five minutes",
    );
    expect(await up(numbered(130, { maxDeletes: 150 }))).toBe("create");
    expect(staying()).toEqual(numbers(151, 280));
    expect(output("usernames")).toEqual(numbers(151, 280));
    expect(sandbox.writes() - before).toBeLessThanOrEqual(20);
  });
});

describe("a deletion", () => {
  it("without a reply stays in state, and is done when it is asked for again", async () => {
    await up(numbered(3));
    sandbox.fault({ action: "whitelist-account/delete", kind: "lostAfter" });
    expect(await up(numbered(2))).toContain("1 account not done, 3 in state: u3");
    expect(await up(numbered(2))).toBe("update");
    expect(output("usernames")).toEqual(["u1", "u2"]);
  });

  it("of the whole set that is refused keeps it", async () => {
    await up(numbered(3));
    sandbox.fault({ action: "whitelist-account/delete", kind: "refused", message: "系统繁忙", times: 10 });
    expect(await destroy()).toContain("3 accounts not deleted: u1");
    expect(staying()).toHaveLength(3);
    sandbox.clearFaults();
    await destroy();
    expect(staying()).toEqual([]);
  });

  it("follows `onDelete` and `reseller:keep`", async () => {
    await up(numbered(3, { onDelete: "refuse" }));
    expect(await destroy()).toContain('`onDelete` is "refuse"');
    expect(await up(numbered(3))).toBe("update");
    settings = { keep: ["u2"] };
    expect(await destroy()).toContain("deleted 2 accounts");
    expect(staying()).toEqual(["u2"]);
    settings = {};
    await up(numbered(3, { usernamePrefix: "v", onDelete: "keep" }));
    expect(await destroy()).toContain("kept 3 accounts");
    expect(staying()).toEqual(["u2", "v1", "v2", "v3"]);
  });

  it("is written to the journal, each before and after", async () => {
    const journal = join(mkdtempSync(join(tmpdir(), "journal-")), "journal.jsonl");
    settings = { journal };
    await up(numbered(2));
    await up(numbered(1));
    const lines = readFileSync(journal, "utf8").trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('"serviceId":"u2"');
    expect(lines[1]).toContain('"outcome":"done"');
  });

  it("is not made where `reseller:allowSteps` leaves it out", async () => {
    await up(numbered(2));
    settings = { allowSteps: ["buy"] };
    expect(await preview(numbered(1))).toContain("is not allowed here");
  });
});

describe("secrets", () => {
  it("are in no message, and in no output but the credentials", async () => {
    const shown: string[] = [];
    const accounts = { a: { password: "topsecret1" }, b: {} };
    const args = { productType: traffic, accounts };
    shown.push(await up(args), ...said);
    sandbox.fault({
      action: "whitelist-account/change-password",
      kind: "refused",
      message: "bad topsecret2",
    });
    const changed = { ...accounts, a: { password: "topsecret2" } };
    shown.push(await up({ ...args, accounts: changed }), ...said);
    expect(shown.join()).toContain("bad [secret]");
    const all = Object.values(passwords());
    expect(all).toHaveLength(2);
    shown.push(await preview({ ...args, accounts: { a: { password: "topsecret3", limit: 1 } } }));
    for (const secret of [...all, "topsecret2", "topsecret3", sandbox.appKey])
      expect(shown.join()).not.toContain(secret);
    const { credentials, accounts: recorded, ...open } = saved?.outputs ?? {};
    expect([credentials, recorded].every((value) => value !== undefined)).toBe(true);
    for (const secret of [...all, "topsecret2"]) expect(JSON.stringify(open)).not.toContain(secret);
  });
});

it("of another customer is an error, and never gone", async () => {
  await up(numbered(2));
  sandbox.panel.setAppKey("EXAMPLEAPPKEY0002EXAMPLEAPPKEY02");
  expect(await preview(numbered(2))).toContain("belongs to account");
  expect(await destroy()).toContain("belongs to account");
  expect(staying()).toHaveLength(2);
});
