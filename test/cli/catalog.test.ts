import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { commandLine } from "../support/command-line";
import {
  bthostPanel,
  environmentOf,
  proxy911Panel,
  rstackPanel,
  zkeysPanel,
  zonkvmPanel,
  type PanelKind,
  type Sandbox,
} from "../support/panels";

vi.setConfig({ testTimeout: 60_000 });

const offers = z.array(z.object({ what: z.string(), id: z.string(), name: z.string(), isSold: z.boolean() }));
const changes = z.array(z.object({ name: z.string(), change: z.string(), words: z.string() }));

async function panelOf<Panel extends Sandbox, Options>(kind: PanelKind<Panel, Options>) {
  const panel = await kind.start(kind.quick);
  onTestFinished(() => panel.close());
  const run = (...args: readonly string[]) =>
    commandLine(["catalog", kind.vendor, "--format", "json", ...args], environmentOf(kind, panel));
  return { panel, run };
}

function fileOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), "reseller-catalog-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, "catalog.json");
}

test("prices stand in a table as previews show them, and in what programs read as the panel has them", async () => {
  const panel = await zkeysPanel.start(zkeysPanel.quick);
  onTestFinished(() => panel.close());
  const run = async (format: string) =>
    (await commandLine(["catalog", "zkeys", "--format", format], environmentOf(zkeysPanel, panel))).out;
  expect(await run("table")).toContain("CNY 1,580.00");
  expect(await run("csv")).toContain("CNY 1580.00");
});

test.each([
  ["zkeys", zkeysPanel, ["zone", "line", "product", "image", "disk"]],
  ["rstack", rstackPanel, ["area", "node", "image"]],
  [
    "zonkvm",
    zonkvmPanel,
    ["zone", "image", "cloud line", "cloud package", "physical product", "hosting product"],
  ],
  ["bthost", bthostPanel, ["plan", "domain pool", "PHP version"]],
  ["proxy911", proxy911Panel, ["static residential IP", "payment method"]],
] as const)("what %s sells is listed, each with an id, by reads alone", async (_, kind, whats) => {
  const panel = await (kind as PanelKind<Sandbox, object>).start(kind.quick);
  onTestFinished(() => panel.close());
  const environment = environmentOf(kind as PanelKind<Sandbox, object>, panel);
  const { code, out } = await commandLine(["catalog", kind.vendor, "--format", "json"], environment);
  expect(code).toBe(0);
  const listed = offers.parse(JSON.parse(out));
  expect(listed.map(({ what }) => what)).toEqual(expect.arrayContaining([...whats]));
  expect(listed.filter(({ id }) => id === "")).toEqual([]);
  expect(panel.writes()).toBe(0);
});

test("words narrow it, and prices and places stand beside names", async () => {
  const { run } = await panelOf(zkeysPanel);
  const { out } = await run("e5-2670", "64g");
  const found = z
    .array(z.object({ what: z.string(), price: z.string(), place: z.string() }))
    .parse(JSON.parse(out));
  expect(found.length).toBeGreaterThan(0);
  for (const one of found)
    expect(one).toMatchObject({ what: "product", price: expect.stringMatching(/^\d+\.\d\d$/) as string });
  expect(found.map(({ place }) => place)).toContain("Hangzhou BGP");
});

test("what became dearer, cheaper, sold out, and sold again is told from what was written before", async () => {
  const { panel: sandbox, run } = await panelOf(zkeysPanel);
  const file = fileOfTest();
  expect((await run("--out", file)).code).toBe(0);
  expect(readFileSync(file, "utf8")).not.toContain(sandbox.apiSecret);
  expect(await run("--since", file)).toMatchObject({ code: 0, out: "[]\n" });
  sandbox.panel.editProduct("E5-2670 x2 / 64G", { price: "900.00" });
  sandbox.panel.editLine("Hangzhou BGP", { buy_status: "0", bandwidth_price: "1.00" });
  const { code, out } = await run("--since", file);
  expect(code).toBe(2);
  const told = changes.parse(JSON.parse(out));
  expect(told).toEqual(
    expect.arrayContaining(
      [
        { name: "E5-2670 x2 / 64G", change: "dearer", words: "price: 860.00 → 900.00" },
        {
          name: "Hangzhou BGP",
          change: "cheaper",
          words: expect.stringMatching(/^bandwidthPrice: .* → 1\.00$/) as string,
        },
        { name: "Hangzhou BGP", change: "sold out", words: "" },
      ].map((one) => expect.objectContaining(one) as unknown),
    ),
  );
});

test("stock that is used up, and a file that is no catalogue, are said", async () => {
  const { panel: sandbox, run } = await panelOf(proxy911Panel);
  const file = fileOfTest();
  await run("--out", file);
  sandbox.panel.setStock("1", "US", 0);
  const { code, out } = await run("--since", file);
  expect(code).toBe(2);
  expect(changes.parse(JSON.parse(out))).toMatchObject([{ name: "US", change: "sold out" }]);
  const wrong = await commandLine(["catalog", "zkeys", "--since", file], {
    ZKEYS_ENDPOINT: "https://a.example.com",
  });
  expect(wrong).toMatchObject({
    code: 1,
    error: expect.stringContaining("is the catalogue of proxy911") as string,
  });
});
