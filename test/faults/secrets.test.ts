import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../provider/src/sandbox";
import { Echo, manners } from "../support/echo";
import { InProcessStack } from "../support/in-process/stack";
import { leaks, passwordOf } from "../support/secrets";
import { server, type Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const apiSecret = "EXAMPLE/Secret+0001==&x";
const passwords = ["First/P@ss+word=1", "Second/P@ss word&2", "Third-Päss?wörd/3"] as const;
const identity = {
  clientUserId: "customer-77123",
  name: "张三",
  mobile: "13912345678",
  idNumber: "110101199003071234",
  fromIp: "203.0.113.77",
  qq: "987654321",
};

/* What this provider says and keeps. What the engine prints and keeps besides is in `test/engine/secrets.test.ts`. */

describe("secrets, through purchases, failures and errors that quote them", () => {
  let sandbox: ZkeysSandbox;
  let echo: Echo;
  let stack: InProcessStack;
  let journal: string;
  /** What was printed, by what was run. */
  const printed: Record<string, string> = {};
  let generated = "";

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
  };
  const web = { ...server, line: "Shenzhen BGP", identity, password: passwords[0], allowPowerCycle: true };

  const declare = (servers: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void => {
    const all = { ...servers, other: server };
    stack.declare(Object.fromEntries(Object.entries(all).map(([name, args]) => [name, { args }])));
  };

  beforeAll(async () => {
    sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.3, apiSecret });
    echo = await Echo.before(sandbox.url);
    stack = new InProcessStack(undefined, { quarantineMinutes: "0" });
    journal = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: journal });
    await stack.config("zkeys:endpoint", echo.url);
    await stack.config("zkeys:userId", sandbox.userId);
    await stack.config("zkeys:apiKey", apiSecret, "--secret");

    declare({ web });
    note("preview", await stack.preview(), "succeeds");
    for (const manner of manners) echo.answer("create", manner);
    declare(Object.fromEntries(manners.map((manner) => [manner, web])));
    note("create, answered by quoting it", await stack.up("--continue-on-error"), "fails");
    declare({ web });
    note("create", await stack.up(), "succeeds");
    declare({ web: { ...web, password: passwords[1] } });
    note("preview of a new password", await stack.preview(), "succeeds");
    for (const manner of manners) {
      echo.answer("setpass", manner);
      note(`setpass, answered with ${manner}`, await stack.up(), "fails");
    }
    echo.answer("sync_baremetal", "form");
    note("refresh, refused with form", await stack.refresh(), "fails");
    note("refresh", await stack.refresh(), "succeeds");
    note("setpass", await stack.up(), "succeeds");
    declare({ web: { ...web, password: { $secret: passwords[2] }, mistake: { $secret: passwords[2] } } });
    note("an unknown argument with the password", await stack.preview(), "fails");
    declare({ web: { ...web, password: 123456789 } });
    note("a password of a wrong type", await stack.preview(), "fails");
    note("stack export", await stack.run("stack", "export"), "succeeds");
    generated = await passwordOf(stack, "other");
  });

  afterAll(async () => {
    stack.remove();
    await echo.close();
    await sandbox.close();
  });

  const values = (): Readonly<Record<string, string>> => ({
    "the API key": apiSecret,
    "the first password": passwords[0],
    "the second password": passwords[1],
    "the third password": passwords[2],
    "the password of a wrong type": "123456789",
    "the password of a wrong type, as the engine writes numbers": "1.23456789e+08",
    "the generated password": generated,
    ...Object.fromEntries(Object.entries(identity).map(([key, value]) => [`identity.${key}`, value])),
    ...Object.fromEntries([...echo.signatures].map((signature, index) => [`signature ${index}`, signature])),
  });

  const found = (texts: Readonly<Record<string, string>>): string[] => leaks(values(), texts);

  test("were in the requests, so that the search can fail", () => {
    expect(echo.signatures.size).toBeGreaterThan(3);
    expect(generated).toMatch(/^\w{20}$/);
    expect(printed["create, answered by quoting it"]).toContain("参数错误");
    expect(found({ nothing: apiSecret })).toEqual(["the API key in nothing"]);
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
  });

  test("are not in the journal, which names every purchase and what became of it", () => {
    const text = readFileSync(journal, "utf8");
    expect(text).toContain('"outcome":"unknown"');
    expect(text).toContain('"outcome":"refused"');
    expect(found({ journal: text })).toEqual([]);
  });
});
