import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { commandLine } from "../support/command-line";
import { environmentOf, zkeysPanel } from "../support/panels";

test("report writes one page with what the accounts have, names what is down, and has no key in it", async () => {
  const zkeys = await zkeysPanel.start(zkeysPanel.quick);
  const folder = mkdtempSync(join(tmpdir(), "reseller-report-"));
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true });
    await zkeys.close();
  });
  const id = zkeys.panel.addService();
  const file = join(folder, "report.html");
  const environment = environmentOf(zkeysPanel, zkeys);
  expect(await commandLine(["report", "--html", file], environment)).toMatchObject({
    code: 0,
    out: `${file}: 1 service of 1 account\n`,
  });
  const page = readFileSync(file, "utf8");
  expect(page).toContain(id);
  expect(page).not.toContain(zkeys.apiSecret);
  const wrong = { ...environment, ZKEYS_API_KEY: "EXAMPLE-wrong-key-4711" };
  expect((await commandLine(["report", "--html", file], wrong)).code).toBe(4);
  const without = readFileSync(file, "utf8");
  expect(without).toContain("<dt>zkeys</dt>");
  expect(without).not.toMatch(/EXAMPLE-wrong-key/);
});
