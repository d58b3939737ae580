import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "../../provider/src/sandbox";
import { Echo, manners } from "../support/echo";
import { vm } from "../support/rstack";
import { InProcessStack } from "../support/in-process/stack";
import { leaks, passwordOf } from "../support/secrets";
import type { Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const apiKey = "EXAMPLE/Key+0001==&x";
const passwords = ["First/P@ss+word=1", "Second/P@ss word&2", "Third-Päss?wörd/3"] as const;
const userPassword = "User/P@ss+word=4";

/* What this provider says and keeps. What the engine prints and keeps besides is in `test/engine/secrets.test.ts`. */

describe("secrets of VMs and users, through creations, failures and errors that quote them", () => {
  let sandbox: RstackSandbox;
  let echo: Echo;
  let stack: InProcessStack;
  let journal: string;
  /** What was printed, by what was run. */
  const printed: Record<string, string> = {};
  let generated: readonly string[] = [];

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
  };
  const declare = (password: unknown, more: Readonly<Record<string, object>> = {}): void => {
    const user = { userId: "9001", username: "shop", email: "ops@example.com" };
    stack.declare({
      web: { type: "HyperVm", args: { ...vm, password } },
      other: { type: "HyperVm", args: { ...vm, name: "other" } },
      user: { type: "HyperUser", args: { ...user, password: userPassword } },
      random: { type: "HyperUser", args: { ...user, userId: "9002", username: "random" } },
      ...more,
    });
  };

  beforeAll(async () => {
    sandbox = await startRstackSandbox({ installSeconds: 0.1, taskSeconds: 0.3, apiKey });
    echo = await Echo.before(sandbox.url, "text");
    stack = new InProcessStack(undefined, { quarantineMinutes: "0" });
    journal = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: journal });
    await stack.config("rstack:endpoint", echo.url);
    await stack.config("rstack:apiKey", apiKey, "--secret");

    declare(passwords[0]);
    note("preview", await stack.preview(), "succeeds");
    for (const manner of manners) {
      echo.answer("vm_create", manner);
      echo.answer("user_add", manner);
    }
    const more = manners.map(
      (manner) =>
        [manner, { type: "HyperVm", args: { ...vm, name: manner, password: passwords[0] } }] as const,
    );
    declare(passwords[0], Object.fromEntries(more));
    note("create, answered by quoting it", await stack.up("--continue-on-error"), "fails");
    declare(passwords[0]);
    for (let runs = 0; (await stack.up("--continue-on-error")).code !== 0; runs += 1) {
      if (runs === 3) throw new Error("the stack does not settle");
    }
    note("create", await stack.up(), "succeeds");
    declare(passwords[1]);
    note("preview of a new password", await stack.preview(), "succeeds");
    for (const manner of manners) {
      echo.answer("vm_resetps", manner);
      note(`vm_resetps, answered with ${manner}`, await stack.up(), "fails");
    }
    echo.answer("hyper", "form");
    note("refresh, refused with form", await stack.refresh(), "fails");
    note("refresh", await stack.refresh(), "succeeds");
    note("vm_resetps", await stack.up(), "succeeds");
    declare({ $secret: 123456789 });
    note("a password of a wrong type", await stack.preview(), "fails");
    declare({ $secret: passwords[2] }, { more: { type: "HyperVm", args: { ...vm, mistake: passwords[2] } } });
    note("an unknown argument with the password", await stack.preview(), "fails");
    note("stack export", await stack.run("stack", "export"), "succeeds");
    generated = [await passwordOf(stack, "other"), await passwordOf(stack, "random")];
  });

  afterAll(async () => {
    stack.remove();
    await echo.close();
    await sandbox.close();
  });

  const values = (): Readonly<Record<string, string>> => ({
    "the API key": apiKey,
    "the first password": passwords[0],
    "the second password": passwords[1],
    "the third password": passwords[2],
    "the password of a wrong type": "123456789",
    "the user's password": userPassword,
    ...Object.fromEntries(generated.map((password, index) => [`generated password ${index}`, password])),
    ...Object.fromEntries([...echo.signatures].map((signature, index) => [`signature ${index}`, signature])),
  });

  const found = (texts: Readonly<Record<string, string>>): string[] => leaks(values(), texts);

  test("were in the requests, so that the search can fail", () => {
    expect(echo.signatures.size).toBeGreaterThan(20);
    for (const password of generated) expect(password).toMatch(/^\w{20}$/);
    expect(printed["create, answered by quoting it"]).toContain("参数错误");
    expect(found({ nothing: apiKey })).toEqual(["the API key in nothing"]);
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
  });

  test("are not in the journal, which names every creation and what became of it", () => {
    const text = readFileSync(journal, "utf8");
    expect(text).toContain('"outcome":"unknown"');
    expect(text).toContain('"outcome":"refused"');
    expect(found({ journal: text })).toEqual([]);
  });

  test("leave the address of a machine readable: it is no secret", async () => {
    const text = await stack.exported();
    expect(text).toContain('"ipAddress": "192.168.1.');
  });
});
