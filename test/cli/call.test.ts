import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commandLine } from "../support/command-line";
import { environmentOf, rstackPanel, zkeysPanel } from "../support/panels";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "reseller-call-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true });
  });
  return made;
}

/** A stand-in with a server, and the command line beside it. */
async function zkeys() {
  const panel = await zkeysPanel.start(zkeysPanel.quick);
  onTestFinished(() => panel.close());
  const guid = panel.panel.addService();
  const environment = environmentOf(zkeysPanel, panel);
  const call = (args: readonly string[], ask?: (question: string) => Promise<boolean>, more = {}) =>
    commandLine(["call", "zkeys", ...args], { ...environment, ...more }, { ask });
  const renewal = { guid, months: 1, clientOrderNo: "1", agent_order_no: "1" };
  return { panel, guid, call, renew: ["renew", "--json", JSON.stringify(renewal)] };
}

/** Every line of a journal. */
const linesOf = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe("the list", () => {
  test.each([
    ["zkeys", 19],
    ["rstack", 36],
    ["proxy911", 24],
    ["zonkvm", 61 + 67 + 14],
    ["bthost", 47],
  ])("of %s has all %i operations, with what each does", async (vendor, count) => {
    const { code, out } = await commandLine(["call", vendor, "--format", "json"], {});
    const rows = JSON.parse(out) as { name: string; effects: string[]; words: string }[];
    expect(code).toBe(0);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(count);
    expect(rows.every(({ words, effects }) => words !== "" && effects.length > 0)).toBe(true);
  });

  test("is a table for people", async () => {
    const { out } = await commandLine(["call", "zkeys"], {});
    expect(out).toMatch(/renew\s+│ spends\s+│ prolongs a service/);
  });
});

describe("an operation that is asked for nothing", () => {
  test.each([[["renew"]], [["renew", "--help"]]])(
    "says what it takes, and sends nothing: %j",
    async (args) => {
      const { code, out } = await commandLine(["call", "zkeys", ...args], {});
      expect(out).toMatch(/^renew: prolongs a service \(spends\)/);
      expect(out).toMatch(/months\s+│ required │/);
      expect(code).toBe(args.includes("--help") ? 0 : 1);
    },
  );

  test("says it to programs, too", async () => {
    const args = ["call", "zonkvm", "hosting_operate.set_ssl", "--help", "--format", "json"];
    const { out } = await commandLine(args, {});
    expect(JSON.parse(out)).toMatchObject([
      { name: "guid", isRequired: true },
      { name: "type", isRequired: true },
      { name: "key", isRequired: true },
      { name: "csr", isRequired: true },
    ]);
  });

  test("says its parts where a parameter decides what it does", async () => {
    const { out } = await commandLine(["call", "rstack", "vm_snapshot", "--help"], {});
    for (const part of ["create", "revert", "del", "list"]) expect(out).toContain(`vm_snapshot.${part}: `);
  });
});

describe("what is wrong", () => {
  test("is said all at once, with the nearest name, and nothing is sent", async () => {
    const { panel, call } = await zkeys();
    const { code, error } = await call(["renew", "--param", "gid=1", "--param", "months=1.5", "--yes"]);
    expect(code).toBe(1);
    expect(error).toMatch(
      /gid: is not known; did you mean guid\?.*guid: is missing.*months: must be a whole number.*clientOrderNo: is missing.*agent_order_no: is missing/,
    );
    expect(panel.count()).toBe(0);
  });

  test.each([
    ["zkeys", "renw", "did you mean renew?"],
    ["rstack", "vm_snapshot.remove", "did you mean vm_snapshot."],
    ["zonkvm", "hosting_operate.add_domian", "did you mean hosting_operate.add_domain?"],
  ])("with the name of an operation is said: %s %s", async (vendor, name, words) => {
    const { code, error } = await commandLine(["call", vendor, name, "--param", "a=1"], {});
    expect(code).toBe(1);
    expect(error).toContain(words);
  });

  test("would arrive as something else: a password that is not in base64", async () => {
    const { panel, guid, call } = await zkeys();
    const { error } = await call(["setpass", "--json", JSON.stringify({ guid, loginPassword: "Passw0rd!" })]);
    expect(error).toContain("must be the password in base64");
    expect(panel.count()).toBe(0);
  });

  test("is a number that JSON would round: it stays what it is", async () => {
    const { panel, call } = await zkeys();
    await call(["sync_baremetal", "--json", '{"guid":12345678901234567891,"page":1,"page_size":10}']);
    expect(panel.requests.at(-1)?.params.guid).toBe("12345678901234567891");
  });
});

describe("what spends", () => {
  test("is not sent without a yes", async () => {
    const { panel, call, renew } = await zkeys();
    const { code, error } = await call(renew);
    expect(code).toBe(5);
    expect(error).toContain("This spends: prolongs a service.");
    expect(panel.count()).toBe(0);
  });

  test("asks on a terminal", async () => {
    const { panel, call, renew } = await zkeys();
    const questions: string[] = [];
    const answer = (isYes: boolean) => (question: string) => {
      questions.push(question);
      return Promise.resolve(isYes);
    };
    expect((await call(renew, answer(false))).code).toBe(5);
    expect(panel.count()).toBe(0);
    expect((await call(renew, answer(true))).code).toBe(0);
    expect(questions).toHaveLength(2);
    expect(panel.ledger().orders).toMatchObject([{ kind: "renew" }]);
  });

  test("is journalled before and after", async () => {
    const { panel, guid, call, renew } = await zkeys();
    const journal = join(folder(), "journal.jsonl");
    await call([...renew, "--yes"], undefined, { RESELLER_JOURNAL: journal });
    expect(linesOf(journal)).toMatchObject([
      { phase: "before", step: "renew", words: expect.stringContaining(guid) as string },
      { phase: "after", step: "renew", outcome: "done" },
    ]);
    panel.fault({ action: "renew", kind: "refused", message: "线路已关闭续费" });
    const { code, error } = await call([...renew, "--yes"], undefined, { RESELLER_JOURNAL: journal });
    expect(code).toBe(1);
    expect(error).toContain("线路已关闭续费");
    expect(linesOf(journal).at(-1)).toMatchObject({ phase: "after", outcome: "refused" });
  });

  test("is sent once, and an unknown outcome says so", async () => {
    const { panel, call, renew } = await zkeys();
    const journal = join(folder(), "journal.jsonl");
    panel.fault({ action: "renew", kind: "lostAfter" });
    const { code, error } = await call([...renew, "--yes"], undefined, { RESELLER_JOURNAL: journal });
    expect(code).toBe(1);
    expect(error).toMatch(/it may have been carried out.*Do not repeat it blindly/);
    expect(panel.count("renew")).toBe(1);
    expect(panel.ledger().orders).toHaveLength(1);
    expect(linesOf(journal).at(-1)).toMatchObject({ outcome: "unknown" });
  });

  test("is forbidden where the stack forbids it, whatever is answered", async () => {
    const { panel, guid, call, renew } = await zkeys();
    const spending = await call([...renew, "--yes"], undefined, { RESELLER_ALLOW_SPENDING: "false" });
    expect(spending).toMatchObject({ code: 3, error: expect.stringContaining("allowSpending") as string });
    const refund = ["refund", "--param", `guid=${guid}`, "--param", "productType=baremetal", "--yes"];
    const kept = await call(refund, undefined, { RESELLER_KEEP: `BaremetalServer:${guid}` });
    expect(kept).toMatchObject({ code: 3, error: expect.stringContaining("reseller:keep") as string });
    expect(panel.count()).toBe(0);
  });
});

describe("parameters", () => {
  test("come by name, as JSON, from files, and nested by their documented names", async () => {
    const panel = await rstackPanel.start(rstackPanel.quick);
    onTestFinished(() => panel.close());
    const environment = environmentOf(rstackPanel, panel);
    const vmid = panel.panel.addVm();
    const file = join(folder(), "parameters.json");
    writeFileSync(file, JSON.stringify({ vmid, subvaction: "state" }));
    const { code } = await commandLine(["call", "rstack", "vm_console", "--json", `@${file}`], environment);
    expect(code).toBe(0);
    const secret = join(folder(), "password");
    writeFileSync(secret, "From-A-File-1\n");
    const args = ["call", "rstack", "vm_resetps", "--param", `vmid=${vmid}`, "--param", `vmpass=@${secret}`];
    expect((await commandLine(args, environment)).code).toBe(0);
    panel.clock.advance({ seconds: 100 });
    expect(panel.panel.passwordIs(vmid, "From-A-File-1")).toBe(true);
  });
});

test("secrets of the vendor's are in a file, and not on the screen", async () => {
  const panel = await rstackPanel.start(rstackPanel.quick);
  onTestFinished(() => panel.close());
  const environment = environmentOf(rstackPanel, panel);
  const vmid = panel.panel.addVm();
  await commandLine(["call", "rstack", "vm_console.enable", "--param", `vmid=${vmid}`], environment);
  const file = join(folder(), "console.json");
  const args = ["call", "rstack", "vm_console.state", "--param", `vmid=${vmid}`, "--out", file];
  const { out } = await commandLine(args, environment);
  const { vnctoken } = JSON.parse(readFileSync(file, "utf8")) as { vnctoken: string };
  expect(vnctoken).toMatch(/^vnc/);
  expect(out).not.toContain(vnctoken);
  expect(JSON.parse(out)).toMatchObject({ vnctoken: "[secret]" });
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("what cannot be kept is not sent", async () => {
  const { panel, call, renew } = await zkeys();
  const nowhere = join(folder(), "there", "is", "none");
  const unkept = await call([...renew, "--yes"], undefined, { RESELLER_JOURNAL: nowhere });
  expect(unkept).toMatchObject({
    code: 1,
    error: expect.stringContaining("nothing was sent: the journal") as string,
  });
  const unwritten = await call([...renew, "--yes", "--out", nowhere]);
  expect(unwritten).toMatchObject({ code: 1, error: expect.stringContaining("nothing was sent") as string });
  expect(panel.count()).toBe(0);
});

test("the tables are loaded by nothing else", () => {
  const vendor = (name: string): string => join(__dirname, "..", "..", "provider", "dist", name, "vendor.js");
  const vendors = ["zkeys", "rstack", "zonkvm", "bthost", "proxy911"].map(vendor);
  // What core says of all operations is a part of its own words.
  const program = `for (const one of ${JSON.stringify(vendors)}) require(one); console.log(Object.keys(require.cache).filter((file) => /operations/.test(file) && !/core.language/.test(file)).join());`;
  const loaded = execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }).trim().split(",");
  expect(loaded.map((file) => basename(file))).toEqual(["given-file.js"]);
});

test("one of several accounts is named", async () => {
  const { panel } = await zkeys();
  const { endpoint, userId, apiKey } = zkeysPanel.settings(panel);
  const file = join(folder(), "accounts.json");
  writeFileSync(
    file,
    JSON.stringify({ first: { endpoint, userId, apiKey }, second: { endpoint, userId, apiKey } }),
  );
  const environment = { ZKEYS_ACCOUNTS_FILE: file };
  const { error } = await commandLine(["call", "zkeys", "getzones"], environment);
  expect(error).toContain("there are first, second");
  expect((await commandLine(["call", "zkeys", "getzones", "--account", "second"], environment)).code).toBe(0);
});
