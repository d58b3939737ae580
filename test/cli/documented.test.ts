import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sow } from "../../provider/src/cli/sandbox-seed";
import type { StandIn } from "../../provider/src/sandbox";
import { commandLine } from "../support/command-line";
import { bthostPanel, environmentOf, rstackPanel, zkeysPanel } from "../support/panels";

/*
 * What docs/cli.md shows is what is printed: each command of it is run against stand-ins that have what the page speaks of.
 */

const page = readFileSync(join(__dirname, "..", "..", "docs", "cli.md"), "utf8");

/** The commands that the page shows with what they print, but for those that start an engine or end by Ctrl-C. */
const shown = [...page.matchAll(/^```\n(\$ npx reseller [^]*?)\n```$/gm)]
  .flatMap(([, block = ""]) => block.split(/^\$ npx reseller /m).slice(1))
  .map((one) => one.trimEnd().split("\n"))
  .map(([command = "", ...lines]) => ({ command, output: lines.join("\n") }))
  .filter(({ command }) => !/^(?:plan|sandbox) /.test(command));

/** The program that the page says is written. */
const adopted = /^writes\n\n```typescript\n([^]*?)```$/m.exec(page)?.[1] ?? "";

/** The accounts of a command, in the environment; other files are beside it. */
interface Scene {
  readonly environment: NodeJS.ProcessEnv;
  readonly files?: Readonly<Record<string, string>>;
}

function closing<Panel extends StandIn>(panel: Panel): Panel {
  onTestFinished(() => panel.close());
  return panel;
}

async function zkeys() {
  const panel = closing(await zkeysPanel.start(zkeysPanel.quick));
  return { panel, environment: environmentOf(zkeysPanel, panel) };
}

async function bthost() {
  const panel = closing(await bthostPanel.start(bthostPanel.quick));
  return { panel, environment: environmentOf(bthostPanel, panel) };
}

async function withHost() {
  const { panel, environment } = await bthost();
  const parameters = { username: "web1", plans_id: 1, endtime: "2037-01-01" };
  await sow("bthost", bthostPanel.settings(panel), [{ operation: "host_build", parameters }]);
  return { panel, environment };
}

async function withServer(months: number) {
  const { panel, environment } = await zkeys();
  panel.panel.addService({ months });
  return { environment, files: { "state.json": noResources } };
}

const noResources = JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [] } });

/** What there is when a command is run, by how it begins. */
const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
  "services --vendor bthost": withHost,
  "services --vendr": () => Promise.resolve({ environment: {} }),
  orphans: async () => ({ ...(await withHost()), files: { "web.json": noResources } }),
  doctor: async () => ({
    environment: {
      ...(await zkeys()).environment,
      ...(await bthost()).environment,
      ZKEYS_API_KEY: "EXAMPLE-wrong-key",
    },
  }),
  "catalog zkeys e5": zkeys,
  "catalog zkeys --out": zkeys,
  "catalog zkeys --since": async () => {
    const { panel, environment } = await zkeys();
    const folder = mkdtempSync(join(tmpdir(), "reseller-monday-"));
    const file = join(folder, "monday.json");
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    panel.panel.editLine("Shenzhen BGP", { buy_status: "0" });
    panel.panel.editProduct("1665907642749090", { price: "820.00" });
    await commandLine(["catalog", "zkeys", "--out", file], environment);
    panel.panel.editLine("Shenzhen BGP", { buy_status: "1" });
    panel.panel.editProduct("1665907642749090", { price: "860.00" });
    return { environment, files: { "monday.json": readFileSync(file, "utf8") } };
  },
  adopt: () => withServer(2),
  renew: () => withServer(2),
  report: () => withServer(2),
  "call bthost host_build": async () => {
    const { panel, environment } = await bthost();
    panel.fault({ action: "host_build", kind: "lostAfter" });
    return { environment };
  },
  "call zkeys": zkeys,
  "call rstack": async () => {
    const panel = closing(await rstackPanel.start(rstackPanel.quick));
    const parameters = {
      ...{ userid: "8080", nodeid: 1, osid: 15, vmname: "web1", cpu: 2, ram_min: 1024, ram: 1024, port: 10 },
      ...{ vmpass: "Secret-Word-77", ip: 1 },
    };
    await sow("rstack", rstackPanel.settings(panel), [{ operation: "vm_create", parameters }]);
    // It is set up by then.
    panel.clock.advance({ seconds: 5 });
    return { environment: environmentOf(rstackPanel, panel) };
  },
};

function sceneOf(command: string): Promise<Scene> {
  const found = Object.entries(scenes).find(([beginning]) => command.startsWith(beginning));
  if (found === undefined) throw new Error(`nothing is known of what ${command} is run against`);
  return found[1]();
}

/** A text without what differs from one run to the next: times, ids, ports, and the widths that follow from them. */
function lasting(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:]+\+08:00)?/g, "DATE")
    .replaceAll(/\b1\d{15}\b/g, "ID")
    .replaceAll(/panel\.example\.com|127\.0\.0\.1:\d+/g, "HOST")
    .replaceAll(/│ +\d+ +(?=│)/g, "│ N ")
    .replaceAll(/\d+ s apart/g, "N s apart")
    .replaceAll(/─+/g, "─")
    .replaceAll(/ +/g, " ")
    .trimEnd();
}

/** What a page shows, as a pattern: `…` stands for whatever it leaves out. */
function pattern(output: string): RegExp {
  const parts = output.split("…").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`);
}

test.each(shown)("$command prints what the page shows", async ({ command, output }) => {
  const { environment, files = {} } = await sceneOf(command);
  const folder = mkdtempSync(join(tmpdir(), "reseller-documented-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const [words = "", toFile] = command.split(" > ");
  const args = words.split(" ").map((word) => (/\.(?:json|html|ts)$/.test(word) ? join(folder, word) : word));
  let printed = "";
  const collect = (text: string) => void (printed += text);
  await commandLine(args, environment, { out: collect, error: collect });
  if (toFile !== undefined) return;
  const seen = lasting(printed.replaceAll(`${folder}/`, ""));
  expect(seen).toMatch(pattern(lasting(output)));
  if (command.startsWith("adopt "))
    expect(lasting(readFileSync(join(folder, "index.ts"), "utf8"))).toBe(lasting(adopted));
});
