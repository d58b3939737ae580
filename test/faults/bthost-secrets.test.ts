import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startBthostSandbox, type BthostSandbox } from "../../provider/src/sandbox";
import { host, settled } from "../support/bthost";
import { Echo, manners } from "../support/echo";
import { InProcessStack } from "../support/in-process/stack";
import { leaks, secretsOf } from "../support/secrets";
import type { Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const accessToken = "EXAMPLE/Token+0001==&x";
const [ftpFirst, ftpSecond, userPassword] = [
  "FirstPassword11",
  "SecondPassword22",
  "User/P@ss+word=4",
] as const;

/* What this provider says and keeps of an installation, which writes passwords in the clear wherever it can. */

describe("secrets of hosts and users, through creations, failures and errors that quote them", () => {
  let sandbox: BthostSandbox;
  let echo: Echo;
  let stack: InProcessStack;
  let journal: string;
  const printed: Record<string, string> = {};
  const known: Record<string, string> = { "the token": accessToken, ftpFirst, ftpSecond, userPassword };

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
  };
  const declare = (password: string | undefined, more: object = {}): void => {
    stack.declare({
      customer: { type: "BtUser", args: { username: "customer", password: userPassword } },
      random: { type: "BtUser", args: {} },
      shop: { type: "BtHost", args: { ...settled, ...(password === undefined ? {} : { password }) } },
      planned: { type: "BtHost", args: host },
      ...more,
    });
  };

  beforeAll(async () => {
    sandbox = await startBthostSandbox({ accessToken });
    echo = await Echo.before(sandbox.url, "json0");
    stack = new InProcessStack(undefined, {
      quarantineMinutes: "0",
      settleSeconds: "0.5",
      pollSeconds: "0.05",
    });
    journal = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: journal });
    await stack.config("bthost:endpoint", echo.url);
    await stack.config("bthost:accessToken", accessToken, "--secret");
    declare(ftpFirst);
    note("preview", await stack.preview(), "succeeds");
    for (const manner of manners) {
      echo.answer("user_create", manner);
      echo.answer("host_build", manner);
    }
    note("create, answered by quoting it", await stack.up("--continue-on-error"), "fails");
    // The site is there already: the refusal has all that was to be made, in JSON, with its password.
    sandbox.panel.addSite("left.bty5.com", "/www/wwwroot/left");
    declare(ftpFirst, { left: { type: "BtHost", args: { ...settled, username: "left" } } });
    for (let runs = 0; runs < 4; runs += 1)
      note(`create ${runs}`, await stack.up("--continue-on-error"), "fails");
    declare(ftpFirst);
    note("create", await stack.up("--continue-on-error"), "succeeds");
    declare(ftpSecond);
    for (const manner of manners) {
      echo.answer("ftp_pass", manner);
      note(`ftp_pass, answered with ${manner}`, await stack.up(), "fails");
    }
    note("another password", await stack.up(), "succeeds");
    note("refresh", await stack.refresh(), "succeeds");
    note("stack export", await stack.run("stack", "export"), "succeeds");
    for (const name of ["random", "shop", "planned"])
      for (const [key, value] of Object.entries(await secretsOf(stack, name)))
        if (typeof value === "string" && value.length > 4 && !(name === "shop" && value === ftpSecond))
          known[`${key} of ${name}`] = value;
  });

  afterAll(async () => {
    stack.remove();
    await echo.close();
    await sandbox.close();
  });

  const found = (texts: Readonly<Record<string, string>>): string[] => {
    const signatures = [...echo.signatures].map((one, index) => [`signature ${index}`, one] as const);
    return leaks({ ...known, ...Object.fromEntries(signatures) }, texts);
  };

  test("were in requests and replies, so that the search can fail", () => {
    expect(Object.keys(known)).toEqual(
      expect.arrayContaining(["ftpPassword of planned", "databasePassword of planned", "password of random"]),
    );
    expect(printed["create 0"]).toMatch(/您添加的站点已存在!.*\[secret\]/s);
    expect(found({ nothing: accessToken })).toEqual(["the token in nothing"]);
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
    // What was made up for a host that could not be made is known to nobody: its name is all that shows.
    expect(printed["create 0"]).not.toMatch(/"password":"[A-Za-z0-9]{12}"/);
  });

  test("are not in the journal", () => {
    const text = readFileSync(journal, "utf8");
    expect(text.length).toBeGreaterThan(0);
    expect(found({ journal: text })).toEqual([]);
  });
});
