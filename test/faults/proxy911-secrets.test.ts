import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../../provider/src/sandbox";
import { Parrot, tones } from "../support/parrot";
import { InProcessStack } from "../support/in-process/stack";
import { leaks, secretsOf } from "../support/secrets";
import type { Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

/** With letters that a URL writes otherwise. */
const appKey = "EXAMPLE/KEY+0001=EXAMPLE&KEY0001";
const passwords = ["First11111", "Second2222", "Third33333"] as const;
const productType = "dynamicResidentialTraffic";
const outputs = z.record(z.string(), z.unknown());

/* What this provider says and keeps. What the engine prints and keeps besides is in `test/engine/secrets.test.ts`. */

describe("secrets of proxy accounts, through changes, failures and answers that quote them", () => {
  let sandbox: Proxy911Sandbox;
  let parrot: Parrot;
  let stack: InProcessStack;
  let journal: string;
  /** What was printed, by what was run. */
  const printed: Record<string, string> = {};
  const values: Record<string, string> = {
    "the app key": appKey,
    ...Object.fromEntries(passwords.map((password, index) => [`password ${index + 1}`, password])),
  };

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
    if (parrot.waiting > 0) throw new Error(`${name}: ${parrot.waiting} answers were not asked for`);
  };
  const declare = (password: unknown, own: object = {}): void => {
    const one = { productType, proxyEndpoint: "gate.example.com:1000" };
    stack.declare({
      one: { type: "ProxyAccount", args: { ...one, username: "one", password, ...own } },
      made: { type: "ProxyAccount", args: { ...one, username: "made" } },
      set: {
        type: "ProxyAccountSet",
        args: { productType, accounts: { u1: { password }, u2: {} }, remark: "set", ...own },
      },
    });
  };

  beforeAll(async () => {
    sandbox = await startProxy911Sandbox({ appKey });
    parrot = await Parrot.before(sandbox.url);
    stack = new InProcessStack(undefined);
    journal = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: journal });
    await stack.config("proxy911:endpoint", parrot.url);
    await stack.config("proxy911:appKey", appKey, "--secret");

    declare(passwords[0]);
    note("preview", await stack.preview(), "succeeds");
    for (const tone of tones) {
      parrot.answer("whitelist-account/list", tone);
      const outcome = await stack.preview();
      // What cannot be read is read again; a refusal is not.
      note(`preview, its list answered with ${tone}`, outcome, outcome.code === 0 ? "succeeds" : "fails");
      parrot.answer("whitelist-account/add", tone);
      // Alone in its request, so that nothing is left to be split.
      const alone = { productType, username: `alone${tone}`, password: passwords[0], remark: tone };
      stack.declare({ [tone]: { type: "ProxyAccount", args: alone } });
      note(`add, answered with ${tone}`, await stack.up(), "fails");
      declare(passwords[0]);
    }
    note("add", await stack.up(), "succeeds");
    declare(passwords[1], { trafficLimitGb: 5 });
    note("preview of a new password", await stack.preview(), "succeeds");
    for (const tone of tones) {
      for (let times = 0; times < 2; times += 1) parrot.answer("whitelist-account/change-password", tone);
      note(`change-password, answered with ${tone}`, await stack.up("--continue-on-error"), "fails");
    }
    note("change-password", await stack.up(), "succeeds");
    sandbox.panel.editAccount("one", { password: passwords[2] });
    sandbox.panel.editAccount("u2", { password: passwords[2] });
    parrot.answer("whitelist-account/list", "raw");
    note("refresh, refused", await stack.refresh(), "fails");
    note("refresh", await stack.refresh(), "succeeds");
    declare({ $secret: passwords[1] }, { mistake: { $secret: passwords[2] } });
    note("an unknown argument with the password", await stack.preview(), "fails");
    declare(123_456_789);
    note("a password of a wrong type", await stack.preview(), "fails");
    note("stack export", await stack.run("stack", "export"), "succeeds");

    const made = outputs.parse(await secretsOf(stack, "made"));
    const { credentials } = outputs.parse(await secretsOf(stack, "set"));
    Object.assign(values, {
      "the password of a wrong type": "123456789",
      "the made password": String(made.password),
      "the made password of a set": String(sandbox.panel.account("u2")?.password),
      "the URL of the made account": String(made.httpProxyUrl),
      "the credentials of the set": JSON.stringify(credentials),
    });
  });

  afterAll(async () => {
    stack.remove();
    await parrot.close();
    await sandbox.close();
  });

  const found = (texts: Readonly<Record<string, string>>): string[] => leaks(values, texts);

  test("were in the requests, so that the search can fail", () => {
    const heard = { requests: parrot.heard.join("\n") };
    for (const name of ["the app key", "password 1", "password 2", "the made password"])
      expect(found(heard)).toContain(`${name} in requests`);
    expect(values["the made password"]).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(values["the URL of the made account"]).toContain("@gate.example.com:1000");
    expect(printed["add, answered with raw"]).toContain("参数错误");
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
  });

  test("are not in the journal, which names every addition and what became of it", () => {
    const text = readFileSync(journal, "utf8");
    expect(text).toContain('"outcome":"unknown"');
    expect(text).toContain('"outcome":"refused"');
    expect(found({ journal: text })).toEqual([]);
  });
});
