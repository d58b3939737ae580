import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Reference from "../../scripts/reference.mjs" with { "resolution-mode": "import" };
import type * as Speech from "../../scripts/reference/speech.mjs" with { "resolution-mode": "import" };

describe("the reference", () => {
  let reference: typeof Reference;
  let speech: typeof Speech;
  let pages: ReadonlyMap<string, string>;
  let faults: readonly string[];
  let copy: string;

  beforeAll(async () => {
    reference = await import("../../scripts/reference.mjs");
    speech = await import("../../scripts/reference/speech.mjs");
    ({ pages, faults } = await reference.generate());
    copy = mkdtempSync(join(tmpdir(), "pulumi-reseller-reference-"));
  });
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it("is what the package says, in both languages: `npm run reference` writes it", () => {
    expect(reference.differences(pages)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("is found to differ by the name of each page that does", () => {
    for (const folder of ["reference", "zh/reference"])
      cpSync(join(reference.docs, folder), join(copy, folder), { recursive: true });
    expect(reference.differences(pages, copy)).toEqual([]);
    appendFileSync(join(copy, "reference", "zkeys", "BaremetalServer.md"), "More.\n");
    rmSync(join(copy, "reference", "rstack", "lookups.md"));
    writeFileSync(join(copy, "reference", "proxy911", "Gone.md"), "# Gone\n");
    appendFileSync(join(copy, "zh", "reference", "README.md"), "More.\n");
    expect(reference.differences(pages, copy)).toEqual([
      "reference/proxy911/Gone.md is of nothing",
      "reference/rstack/lookups.md is missing",
      "reference/zkeys/BaremetalServer.md differs",
      "zh/reference/README.md differs",
    ]);
  });

  it("is said in English where the tables have no Chinese, and names that, and what is of nothing", () => {
    const chinese = speech.chineseBy(
      new Map([
        ["one.json", { "The line.": "线路。", Gone: "没有", "list of {kind}": "{kind}列表" }],
        ["two.json", { "The line.": "线路。" }],
      ]),
    );
    const { say, comment } = chinese.on("zkeys/lookups.md");
    expect(comment("The\nline.\n\n```ts\n// The line.\n\nline();\n```\n\nA model.")).toBe(
      "线路。\n\n```ts\n// The line.\n\nline();\n```\n\nA model.",
    );
    expect(say("list of {kind}", { kind: "对象" })).toBe("对象列表");
    expect(chinese.faults()).toEqual([
      "zkeys/lookups.md has a text without Chinese: A model.",
      "is said nowhere: Gone",
      "is translated elsewhere too: two.json: The line.",
    ]);
  });

  it("keeps in Chinese every name, value and hole of the English", () => {
    const kept = (text: string): string[] => [...new Set(text.match(/`[^`]*`|\{\w+\}|\]\([^)]*\)/g) ?? [])];
    const texts = [...speech.readChinese().values()].flatMap((table) => Object.entries(table));
    expect(texts.length).toBeGreaterThan(1000);
    expect(
      texts.filter(
        ([english, chinese]) => kept(english).toSorted().join() !== kept(chinese).toSorted().join(),
      ),
    ).toEqual([]);
  });

  it("says of every argument and output, also inside others, what it is", () => {
    const rows = [...pages]
      .filter(([path]) => path.startsWith("reference/") && !path.endsWith("lookups.md"))
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
    expect(row("reference/zkeys/BaremetalServer.md", "line")).toMatch(
      /^\| `line` \| text, \*\*required\*\* \| replacement \| Line/,
    );
    expect(row("reference/zkeys/BaremetalServer.md", "system")).toContain("| reinstall |");
    expect(row("reference/zkeys/BaremetalServer.md", "keepPaid.months")).toContain("whole number, 1 to 120");
    expect(row("reference/zkeys/BaremetalServer.md", "bandwidthMbps")).toContain("| may cost |");
    expect(row("reference/zkeys/BaremetalServer.md", "ipmi")).toContain("**secret**");
    expect(row("reference/rstack/lookups.md", "node")).toBeDefined();
    expect(row("zh/reference/zkeys/BaremetalServer.md", "line")).toMatch(
      /^\| `line` \| 文本，\*\*必填\*\* \| 替换 \| 线路/,
    );
  });
});
