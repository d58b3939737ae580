import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { build } from "../../provider/src/sandbox/bthost/caller";
import { bthostPanel, environmentOf, zkeysPanel } from "../support/panels";
import { silence } from "../support/ports";

const main = join(__dirname, "..", "..", "provider", "dist", "cli", "main.js");

/** Runs the command line. */
function reseller(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { PATH: process.env.PATH, ...environment };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { out: "", error: "" };
  child.stdout.on("data", (chunk: Buffer) => (printed.out += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (printed.error += chunk.toString("utf8")));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, printed, ended };
}

async function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { printed, ended } = reseller(args, environment);
  return { code: await ended, ...printed };
}

async function panels() {
  const [zkeys, bthost] = await Promise.all([
    zkeysPanel.start(zkeysPanel.quick),
    bthostPanel.start(bthostPanel.quick),
  ]);
  onTestFinished(async () => {
    await Promise.all([zkeys.close(), bthost.close()]);
  });
  const environment = { ...environmentOf(zkeysPanel, zkeys), ...environmentOf(bthostPanel, bthost) };
  return { zkeys, bthost, environment };
}

test("services lists what all accounts have, for people and for programs, and never a key", async () => {
  const { zkeys, bthost, environment } = await panels();
  const id = zkeys.panel.addService({
    lineName: "Hangzhou BGP",
    productName: "E5-2670 x2 / 64G",
    systemName: "CentOS 7.9 x64",
  });
  await build(bthost);
  const table = await run(["services"], environment);
  expect(table).toMatchObject({ code: 0, error: "" });
  expect(table.out).toContain("BaremetalServer");
  expect(table.out).toContain("web1.bty5.com");
  const json = await run(["services", "--vendor", "zkeys", "--format", "json"], environment);
  expect(JSON.parse(json.out)).toMatchObject([
    { account: "zkeys", type: "BaremetalServer", id, status: "ready" },
  ]);
  const csv = await run(["services", "--vendor", "bthost", "--format", "csv"], environment);
  expect(csv.out).toMatch(
    /^account,type,id,name,status,expires,days left,a month\nbthost,BtHost,67,web1\.bty5\.com,ready,/,
  );
  for (const { out, error } of [table, json, csv])
    for (const secret of [zkeys.apiSecret, bthost.accessToken]) expect(out + error).not.toContain(secret);
});

test("expiring names what ends soon, and ends with another code when anything does", async () => {
  const { bthost, environment } = await panels();
  await build(bthost);
  expect(await run(["expiring", "--within", "14d"], environment)).toMatchObject({
    code: 0,
    out: "nothing\n",
  });
  bthost.panel.editHost(67, { endtime: Math.floor(Date.now() / 1000) + 5 * 86_400 });
  const { code, out } = await run(["expiring", "--within", "14d"], environment);
  expect(code).toBe(2);
  expect(out).toContain("web1.bty5.com");
  await bthost.close();
  const down = await run(["expiring"], environment);
  expect(down.code).toBe(4);
  expect(down.error).toMatch(/^bthost could not be asked: /);
});

test("what is wrong is said before anything is asked", async () => {
  expect(await run(["services"])).toMatchObject({
    code: 1,
    error: expect.stringMatching(/no account of .* is configured/) as string,
  });
  expect(await run(["services", "--vendor", "nobody"])).toMatchObject({
    code: 1,
    error: expect.stringContaining("there are: zkeys") as string,
  });
  expect(await run(["expiring", "--within", "soon"])).toMatchObject({
    code: 1,
    error: expect.stringContaining("such as 14d") as string,
  });
  expect((await run(["--help"])).out).toContain("Exit codes:");
});

test("sandbox runs all stand-ins, prints what a stack must know of them, and keeps what is in them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reseller-sandbox-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const { child, printed, ended } = reseller(["sandbox", "--state", folder]);
  await expect.poll(() => printed.out, { timeout: 60_000 }).toContain("Ready.");
  const environment: Record<string, string> = {};
  for (const [, key = "", value] of printed.out.matchAll(/^export (\w+)=(.*)$/gm))
    environment[key] = value ?? "";
  expect(Object.keys(environment)).toEqual(
    expect.arrayContaining([
      "ZKEYS_ENDPOINT",
      "RSTACK_API_KEY",
      "ZONKVM_APP_KEY",
      "BTHOST_ACCESS_TOKEN",
      "PROXY911_APP_KEY",
    ]),
  );
  expect(printed.out).toMatch(/^pulumi config set --secret bthost:accessToken /m);
  const { code, out, error } = await run(["services", "--format", "json"], environment);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  expect(z.array(z.unknown()).parse(JSON.parse(out))).toBeInstanceOf(Array);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(readFileSync(join(folder, "bthost.json"), "utf8")).toContain("bthost-sandbox");
});

test("doctor ends when it has said what it found, whatever is still asked of a panel that says nothing", async () => {
  const silent = await silence();
  onTestFinished(silent.close);
  const { code, out } = await run(["doctor", "--timeout", "0.5", "--format", "csv"], {
    ZKEYS_ENDPOINT: `http://127.0.0.1:${silent.port}`,
    ZKEYS_USER_ID: "1001",
    ZKEYS_API_KEY: "some-secret-key",
  });
  expect(code).toBe(4);
  expect(out).toContain("no answer within 0.5 s");
  // The next try of the same question would have come, had it been waited for.
  expect(silent.taken()).toBe(1);
});
