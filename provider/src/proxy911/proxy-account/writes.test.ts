import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Proxy911Client } from "../api/client";
import { HttpClient } from "../../core/http/http";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { AccountWrites, takenWords, type Addition } from "./writes";

let sandbox: Proxy911Sandbox;
let writes: AccountWrites;
let pauses: number[];

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  pauses = [];
  const http = new HttpClient({ endpoint: sandbox.url });
  const client = new Proxy911Client({ http, appKey: sandbox.appKey });
  writes = new AccountWrites(client, (milliseconds) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  });
};
beforeEach(() => start());
afterEach(() => sandbox.close());

const addition = (username: string, more: Partial<Addition> = {}): Addition => ({
  username,
  password: `pw${username}`.padEnd(8, "0"),
  productType: "dynamicResidentialTraffic",
  ...more,
});
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);
const usernames = (): string[] => sandbox.ledger().accounts.map((account) => account.username);
const statuses = (results: PromiseSettledResult<void>[]): string =>
  results.map((result) => (result.status === "fulfilled" ? "+" : "-")).join("");

describe("additions", () => {
  it("that agree in type and remark share a request", async () => {
    await Promise.all([
      writes.add(addition("a1", { remark: "x" })),
      writes.add(addition("b1", { remark: "y" })),
      writes.add(addition("a2", { remark: "x" })),
      writes.add(addition("c1", { remark: "x", productType: "staticResidentialIp" })),
    ]);
    const sent = sandbox.requests.map(({ params }) => [params.accounts, params.remark, params.product_type]);
    expect(sent).toEqual([
      ["a1:…,a2:…", "x", "9"],
      ["b1:…", "y", "9"],
      ["c1:…", "x", "25"],
    ]);
  });

  it.each(["whole", "partial"] as const)(
    "with a bad name lose only that one, when a refusal is %s",
    async (batchRefusal) => {
      await sandbox.close();
      await start({ batchRefusal });
      sandbox.panel.addAccount({ username: "n3" });
      const results = await Promise.allSettled(names(8).map((name) => writes.add(addition(name))));
      expect(statuses(results)).toBe("+++-++++");
      expect(results[3]).toMatchObject({ reason: { what: takenWords("n3") } });
      expect(usernames()).toHaveLength(8);
      expect(new Set(usernames()).size).toBe(8);
    },
  );

  it("without a reply are looked for, and not repeated", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter" });
    expect(statuses(await Promise.allSettled(names(3).map((name) => writes.add(addition(name)))))).toBe(
      "+++",
    );
    sandbox.fault({ action: "whitelist-account/add", kind: "lostBefore" });
    const [result] = await Promise.allSettled([writes.add(addition("m1"))]);
    expect(result).toMatchObject({ reason: { name: "UnknownOutcomeError" } });
    expect(pauses).toEqual([1_000, 4_000]);
    expect(sandbox.count("whitelist-account/add")).toBe(2);
    expect(usernames()).toEqual(names(3));
  });

  it("above the quota are refused together, and not one by one", async () => {
    await sandbox.close();
    await start({ accountQuota: 2 });
    const results = await Promise.allSettled(names(3).map((name) => writes.add(addition(name))));
    expect(statuses(results)).toBe("---");
    expect(results[0]).toMatchObject({
      reason: { facts: { translation: "no more accounts of this package type are allowed" } },
    });
    expect(sandbox.count("whitelist-account/add")).toBe(1);
  });
});

describe("deletions", () => {
  beforeEach(() => Promise.all(names(4).map((name) => writes.add(addition(name)))));

  it("go out together, and again do no harm", async () => {
    await Promise.all(names(3).map((name) => writes.delete(name)));
    expect(sandbox.count("whitelist-account/delete")).toBe(1);
    await Promise.all(names(4).map((name) => writes.delete(name)));
    sandbox.clock.advance({ minutes: 5 });
    expect(usernames()).toEqual([]);
  });

  it("of what is gone already are done", async () => {
    sandbox.panel.removeAccount("n1");
    await Promise.all(names(4).map((name) => writes.delete(name)));
    sandbox.clock.advance({ minutes: 5 });
    expect(usernames()).toEqual([]);
  });
});

describe("disabling and enabling", () => {
  it("go out together, and are confirmed by the list when the reply is lost", async () => {
    await Promise.all(names(3).map((name) => writes.add(addition(name))));
    sandbox.fault({ action: "whitelist-account/disable", kind: "http500After" });
    await Promise.all(names(3).map((name) => writes.disable(name)));
    expect(sandbox.ledger().accounts.map((account) => account.enabled)).toEqual([false, false, false]);
    const results = await Promise.allSettled([...names(3), "m1"].map((name) => writes.enable(name)));
    expect(statuses(results)).toBe("+++-");
    expect(results[3]).toMatchObject({ reason: { what: "there is no account m1" } });
    expect(sandbox.ledger().accounts.map((account) => account.enabled)).toEqual([true, true, true]);
    expect(sandbox.count("whitelist-account/disable")).toBe(1);
  });
});
