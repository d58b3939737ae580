import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  startProxy911Sandbox,
  startRstackSandbox,
  startZkeysSandbox,
  type Proxy911Sandbox,
  type RstackSandbox,
  type ZkeysSandbox,
} from "../../provider/src/sandbox";
import { Echo } from "../support/echo";
import { Parrot } from "../support/parrot";
import { vm } from "../support/rstack";
import { filesIn, leaks, passwordOf, secretsOf } from "../support/secrets";
import { server, Stack, type Outcome } from "../support/stack";

/*
 * What the engine prints and keeps: property by property, as JSON, of errors that quote a secret, in the files of its state. One stack
 * has the resources of all vendors. Every operation and every way to quote, in process, is in `test/faults`.
 */

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** With letters that a URL writes otherwise. */
const keys = {
  zkeys: "ENGINE/Secret+0001==&x",
  rstack: "ENGINE/Key+0002==&x",
  proxy911: "ENGINE/KEY+0003=ENGINE&KEY0003",
} as const;
const passwords = ["Engine/P@ss+word=1", "Second/Engine word&2", "Third-Engïne?wörd/3"] as const;
const accountPasswords = ["EngineFirst1", "EngineSecond2", "EngineThird3"] as const;
const userPassword = "Engine/User+word=4";
const identity = {
  clientUserId: "customer-88234",
  name: "李四四",
  mobile: "13987654321",
  idNumber: "110101199003071234",
  fromIp: "203.0.113.88",
  qq: "876543219",
};
const productType = "dynamicResidentialTraffic";

describe("secrets of all vendors, through the real engine", () => {
  let panels: { zkeys: ZkeysSandbox; rstack: RstackSandbox; proxy911: Proxy911Sandbox };
  let zkeys: Echo;
  let rstack: Echo;
  let proxy911: Parrot;
  let stack: Stack;
  /** What was printed, by what was run. */
  const printed: Record<string, string> = {};
  let generated: Readonly<Record<string, string>> = {};

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
  };
  /** @param turn which of the passwords; @param own more arguments of the first of each kind. */
  const declare = (turn: 0 | 1 | 2, own: { readonly web?: object; readonly account?: object } = {}): void => {
    const password = { $secret: passwords[turn] };
    const user = { userId: "9001", username: "shop", email: "ops@example.com", password: userPassword };
    const account = { productType, proxyEndpoint: "gate.example.com:1000" };
    const web = { ...server, line: "Shenzhen BGP", identity, password, allowPowerCycle: true };
    stack.declare({
      web: { args: { ...web, ...own.web } },
      other: { args: server },
      vm: { type: "HyperVm", args: { ...vm, password } },
      user: { type: "HyperUser", args: user },
      one: {
        type: "ProxyAccount",
        args: { ...account, username: "one", password: accountPasswords[turn], ...own.account },
      },
      made: { type: "ProxyAccount", args: { ...account, username: "made" } },
      set: {
        type: "ProxyAccountSet",
        args: { productType, accounts: { u1: { password: accountPasswords[turn] }, u2: {} }, remark: "set" },
      },
    });
  };

  beforeAll(async () => {
    panels = {
      zkeys: await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.3, apiSecret: keys.zkeys }),
      rstack: await startRstackSandbox({ installSeconds: 0.1, taskSeconds: 0.3, apiKey: keys.rstack }),
      proxy911: await startProxy911Sandbox({ appKey: keys.proxy911 }),
    };
    zkeys = await Echo.before(panels.zkeys.url);
    rstack = await Echo.before(panels.rstack.url, "text");
    proxy911 = await Parrot.before(panels.proxy911.url);
    stack = new Stack(undefined, { quarantineMinutes: "0" });
    await stack.config("zkeys:endpoint", zkeys.url);
    await stack.config("zkeys:userId", panels.zkeys.userId);
    await stack.config("zkeys:apiKey", keys.zkeys, "--secret");
    await stack.config("rstack:endpoint", rstack.url);
    await stack.config("rstack:apiKey", keys.rstack, "--secret");
    await stack.config("proxy911:endpoint", proxy911.url);
    await stack.config("proxy911:appKey", keys.proxy911, "--secret");

    declare(0);
    note("preview --diff", await stack.run("preview", "--diff"), "succeeds");
    note("preview --json", await stack.run("preview", "--json"), "succeeds");
    zkeys.answer("create", "values");
    rstack.answer("vm_create", "form");
    rstack.answer("user_add", "values");
    proxy911.answer("whitelist-account/add", "raw");
    note("create, answered by quoting it", await stack.up("--continue-on-error"), "fails");
    for (let runs = 0; ; runs += 1) {
      const outcome = await stack.up("--continue-on-error");
      printed[`create ${runs}`] = outcome.text;
      if (outcome.code === 0) break;
      if (runs === 3) throw new Error(`the stack does not settle: ${outcome.text}`);
    }
    declare(1, { account: { trafficLimitGb: 5 } });
    note("preview --diff of new passwords", await stack.run("preview", "--diff"), "succeeds");
    note("preview --json of new passwords", await stack.run("preview", "--json"), "succeeds");
    zkeys.answer("setpass", "values");
    rstack.answer("vm_resetps", "form");
    for (let times = 0; times < 2; times += 1) proxy911.answer("whitelist-account/change-password", "values");
    note("new passwords, answered by quoting them", await stack.up("--continue-on-error"), "fails");
    zkeys.answer("sync_baremetal", "form");
    rstack.answer("hyper", "form");
    proxy911.answer("whitelist-account/list", "raw");
    note("refresh, refused by quoting it", await stack.refresh(), "fails");
    panels.proxy911.panel.editAccount("one", { password: accountPasswords[2] });
    note("refresh", await stack.run("refresh", "--yes", "--skip-preview", "--diff"), "succeeds");
    note("new passwords", await stack.up("--continue-on-error"), "succeeds");
    declare(2, { web: { mistake: { $secret: passwords[2] } } });
    note("an unknown argument with the password", await stack.preview(), "fails");
    declare(1, { web: { password: 123_456_789 } });
    note("a password of a wrong type", await stack.preview(), "fails");
    note("stack export", await stack.run("stack", "export"), "succeeds");
    note("stack output", await stack.run("stack", "output"), "succeeds");
    const { credentials } = await secretsOf(stack, "set");
    generated = {
      "the generated password of a server": await passwordOf(stack, "other"),
      "the generated password of an account": await passwordOf(stack, "made"),
      "the URL of the made account": String((await secretsOf(stack, "made")).httpProxyUrl),
      "the generated password of a set": String(panels.proxy911.panel.account("u2")?.password),
      "the credentials of the set": JSON.stringify(credentials),
    };
  });

  afterAll(async () => {
    stack.remove();
    for (const one of [zkeys, rstack, proxy911, ...Object.values(panels)]) await one.close();
  });

  const values = (): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(Object.entries(keys).map(([vendor, key]) => [`the key of ${vendor}`, key])),
    ...Object.fromEntries(passwords.map((password, index) => [`password ${index + 1}`, password])),
    ...Object.fromEntries(
      accountPasswords.map((password, index) => [`account password ${index + 1}`, password]),
    ),
    "the password of a wrong type": "123456789",
    "the password of a wrong type, as the engine writes numbers": "1.23456789e+08",
    "the user's password": userPassword,
    ...generated,
    ...Object.fromEntries(Object.entries(identity).map(([key, value]) => [`identity.${key}`, value])),
    ...Object.fromEntries(
      [...zkeys.signatures, ...rstack.signatures].map((signature, index) => [
        `signature ${index}`,
        signature,
      ]),
    ),
  });
  const found = (texts: Readonly<Record<string, string>>): string[] => leaks(values(), texts);

  test("were in the requests, so that the search can fail", () => {
    expect(zkeys.signatures.size).toBeGreaterThan(3);
    expect(rstack.signatures.size).toBeGreaterThan(3);
    const heard = { requests: proxy911.heard.join("\n") };
    for (const name of ["the key of proxy911", "account password 1", "account password 2"])
      expect(found(heard)).toContain(`${name} in requests`);
    expect(generated["the generated password of a server"]).toMatch(/^\w{20}$/);
    expect(generated["the generated password of an account"]).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(printed["create, answered by quoting it"]).toContain("参数错误");
    expect(printed["new passwords, answered by quoting them"]).toContain("参数错误");
    expect(printed["refresh, refused by quoting it"]).toContain("参数错误");
    expect(found({ nothing: keys.zkeys })).toEqual(["the key of zkeys in nothing"]);
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
  });

  test("are in no file of the state, its history and its backups", () => {
    const files = filesIn(join(stack.folder, "state"));
    expect(files.length).toBeGreaterThan(5);
    expect(found(Object.fromEntries(files))).toEqual([]);
  });

  test("leave the address of a machine readable: it is no secret", () => {
    expect(printed["stack export"]).toContain('"ipAddress": "192.168.1.');
  });
});
