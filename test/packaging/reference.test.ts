import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Reference from "../../scripts/reference.mjs" with { "resolution-mode": "import" };

describe("the reference", () => {
  let reference: typeof Reference;
  let pages: ReadonlyMap<string, string>;
  let copy: string;

  beforeAll(async () => {
    reference = await import("../../scripts/reference.mjs");
    pages = await reference.generate();
    copy = mkdtempSync(join(tmpdir(), "pulumi-reseller-reference-"));
  });
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it("is what the package says: `npm run reference` writes it", () => {
    expect(reference.differences(pages)).toEqual([]);
  });

  it("is found to differ by the name of each page that does", () => {
    cpSync(reference.folder, copy, { recursive: true });
    expect(reference.differences(pages, copy)).toEqual([]);
    appendFileSync(join(copy, "zkeys", "BaremetalServer.md"), "More.\n");
    rmSync(join(copy, "rstack", "lookups.md"));
    writeFileSync(join(copy, "proxy911", "Gone.md"), "# Gone\n");
    expect(reference.differences(pages, copy)).toEqual([
      "proxy911/Gone.md is of nothing",
      "rstack/lookups.md is missing",
      "zkeys/BaremetalServer.md differs",
    ]);
  });

  it("says of every argument and output, also inside others, what it is", () => {
    const rows = [...pages]
      .filter(([path]) => !path.endsWith("lookups.md"))
      .flatMap(([path, text]) =>
        text.split("\n").flatMap((line) => (line.startsWith("| `") ? [`${path} ${line}`] : [])),
      );
    expect(rows.length).toBeGreaterThan(250);
    expect(rows.filter((row) => /\| +\|$/.test(row))).toEqual([]);
  });

  it("says what a change of an argument does, what is secret and what must be given", () => {
    const row = (path: string, name: string): string | undefined =>
      pages
        .get(path)
        ?.split("\n")
        .find((line) => line.startsWith(`| \`${name}\``))
        ?.replace(/ +/g, " ");
    expect(row("zkeys/BaremetalServer.md", "line")).toMatch(
      /^\| `line` \| text, \*\*required\*\* \| replacement \| Line/,
    );
    expect(row("zkeys/BaremetalServer.md", "system")).toContain("| reinstall |");
    expect(row("zkeys/BaremetalServer.md", "keepPaid.months")).toContain("whole number, 1 to 120");
    expect(row("zkeys/BaremetalServer.md", "bandwidthMbps")).toContain("| may cost |");
    expect(row("zkeys/BaremetalServer.md", "ipmi")).toContain("**secret**");
    expect(row("rstack/lookups.md", "node")).toBeDefined();
  });
});
