import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "../../provider/src/sandbox";
import { Echo, manners } from "../support/echo";
import { InProcessStack } from "../support/in-process/stack";
import { leaks, secretsOf } from "../support/secrets";
import type { Declaration, Outcome } from "../support/stack";
import { cloud, database, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const appKey = "EXAMPLE/Key+0001==&x";
const secret = (kind: string) => ({ first: `First/${kind}+1=`, second: `Second/${kind} 2&` });
const passwords = {
  cloud: secret("Cloud"),
  vnc: { first: "VncPass1", second: "VncPass2" },
  lease: secret("Lease"),
  idc: secret("Idc"),
  ftp: secret("Ftp"),
  database: secret("Database"),
};
const keyText = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
const certificateText = "MIIFazCCA1OgAwIBAgIRAIIQz7DSQONZRGPgu2OCiwAwDQYJKoZI";
const pem = (kind: string, text: string): string =>
  `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;

/** What gives a resource each secret, and sets it anew. */
const declared = (time: "first" | "second"): Record<string, Declaration> => ({
  cloud: {
    type: "CloudServer",
    args: { ...cloud, password: passwords.cloud[time], vncPassword: passwords.vnc[time] },
  },
  lease: { type: "LeaseServer", args: { ...lease, password: passwords.lease[time] } },
  idc: { type: "IdcServer", args: { ...idc, password: passwords.idc[time] } },
  site: { type: "WebHosting", args: { ...hosting, ftpPassword: passwords.ftp[time] } },
  db: { type: "CloudDatabase", args: { ...database, password: passwords.database[time] } },
  free: { type: "CloudDatabase", args: { hosting: { $output: "site.id" } } },
  random: { type: "CloudServer", args: { ...cloud } },
  certificate: {
    type: "HostingCertificate",
    args: {
      hosting: { $output: "site.serviceId" },
      certificate: pem("CERTIFICATE", `${certificateText}${time}`),
      privateKey: pem("PRIVATE KEY", `${keyText}${time}`),
    },
  },
});

const setters = [
  ...["server_setpsw", "server_setvnc", "lease_setpsw", "idc_setpsw", "sql_operate/sql_reset_password"],
  ...["hosting_operate/hosting_edit_pwd", "hosting_operate/hosting_set_ssl"],
];

/* What this provider says and keeps, of a panel that shows all passwords. What the engine prints and keeps besides is in `test/engine/secrets.test.ts`. */

describe("secrets of what Zonkvm sells, through purchases, failures and errors that quote them", () => {
  let sandbox: ZonkvmSandbox;
  let echo: Echo;
  let stack: InProcessStack;
  let journal: string;
  /** What was printed, by what was run. */
  const printed: Record<string, string> = {};
  const generated: Record<string, string> = {};

  const note = (name: string, outcome: Outcome, code: "succeeds" | "fails"): void => {
    printed[name] = outcome.text;
    if ((outcome.code === 0) !== (code === "succeeds")) throw new Error(`${name}: ${outcome.text}`);
  };

  beforeAll(async () => {
    const habits = { masksPasswords: "none" as const, shortRows: false };
    sandbox = await startZonkvmSandbox({ openingSeconds: 0.05, busySeconds: 0.05, appKey, habits });
    echo = await Echo.before(`${sandbox.url}/api/same/index`, "json0");
    stack = new InProcessStack(undefined, { quarantineMinutes: "0" });
    journal = join(stack.folder, "journal.jsonl");
    stack.set({ RESELLER_JOURNAL: journal, RESELLER_SETTLE_SECONDS: "0.3" });
    await stack.config("zonkvm:endpoint", echo.url);
    await stack.config("zonkvm:appId", sandbox.appId);
    await stack.config("zonkvm:appKey", appKey, "--secret");

    stack.declare(declared("first"));
    note("preview", await stack.preview(), "succeeds");
    // Those that can be told apart go out again by themselves; the others take a person.
    const { cloud: web, db, site } = declared("first");
    for (const manner of manners) {
      const one = Object.entries({ web, db, site }).flatMap(([name, one]) =>
        one === undefined ? [] : [[`${name}-${manner}`, one] as const],
      );
      for (const [name, declaration] of one) {
        echo.answer("create_order", manner);
        stack.declare({ [name]: declaration });
        note(`create_order of ${name}, answered by quoting it`, await stack.up(), "fails");
        stack.declare({});
        await stack.destroy();
      }
    }
    stack.declare(declared("first"));
    note("create", await stack.up(), "succeeds");
    stack.declare(declared("second"));
    note("preview of new passwords", await stack.preview(), "succeeds");
    for (const manner of manners) {
      for (const setter of setters) echo.answer(setter, manner);
      note(`new passwords, answered with ${manner}`, await stack.up("--continue-on-error"), "fails");
    }
    echo.answer("getservers", "form");
    note("refresh, refused with form", await stack.refresh(), "fails");
    note("refresh", await stack.refresh(), "succeeds");
    // What comes after a password that failed meets its own answers later.
    for (let runs = 0; (await stack.up("--continue-on-error")).code !== 0; runs += 1) {
      if (runs === 10) throw new Error("the stack does not settle");
    }
    note("new passwords", await stack.up(), "succeeds");
    stack.declare({
      ...declared("second"),
      db: { type: "CloudDatabase", args: { ...database, password: { $secret: 123456789 } } },
    });
    note("a password of a wrong type", await stack.preview(), "fails");
    stack.declare({
      ...declared("second"),
      more: { type: "LeaseServer", args: { ...lease, mistake: { $secret: passwords.lease.second } } },
    });
    note("an unknown argument with a password", await stack.preview(), "fails");
    stack.declare({ seen: { type: "WebHosting", get: "1" }, ...declared("second") });
    note("a read of another's", await stack.up(), "succeeds");
    note("stack export", await stack.run("stack", "export"), "succeeds");
    for (const name of ["free", "random"])
      for (const [key, value] of Object.entries(await secretsOf(stack, name)))
        generated[`${name}.${key}`] = String(value);
  });

  afterAll(async () => {
    stack.remove();
    await echo.close();
    await sandbox.close();
  });

  const values = (): Readonly<Record<string, string>> => ({
    "the key": appKey,
    ...Object.fromEntries(
      Object.entries(passwords).flatMap(([name, { first, second }]) => [
        [`the first password of ${name}`, first],
        [`the second password of ${name}`, second],
      ]),
    ),
    "the password of a wrong type": "123456789",
    "the private key": keyText,
    "the certificate": certificateText,
    ...generated,
  });

  const found = (texts: Readonly<Record<string, string>>): string[] => leaks(values(), texts);

  test("were in the requests and at the panel, so that the search can fail", () => {
    const hasPassword = (ref: string, { second }: { readonly second: string }) =>
      sandbox.panel.passwordIs(ref, second);
    const database = sandbox
      .ledger()
      .services.find(({ kind, productGuid }) => kind === "sql" && productGuid.startsWith("20250407"));
    expect(hasPassword("lease_1", passwords.lease)).toBe(true);
    expect(hasPassword("idc_1", passwords.idc)).toBe(true);
    expect(hasPassword(database?.ref ?? "", passwords.database)).toBe(true);
    expect(generated["free.password"]).toMatch(/^\w{20}$/);
    expect(generated["random.password"]).toMatch(/^\w{20}$/);
    expect(printed["create_order of web-form, answered by quoting it"]).toContain("参数错误");
    expect(found({ nothing: appKey })).toEqual(["the key in nothing"]);
  });

  test("are in nothing that was printed: previews, progress, diagnostics, exported state", () => {
    expect(found(printed)).toEqual([]);
    expect(found({ all: stack.printed.replaceAll(/"plaintext": .*/g, "") })).toEqual([]);
  });

  test("are not in the journal, which names every purchase and what became of it", () => {
    const text = readFileSync(journal, "utf8");
    expect(text).toContain('"outcome":"unknown"');
    expect(text).toContain('"outcome":"refused"');
    expect(found({ journal: text })).toEqual([]);
  });
});
