import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
let ensurePlugins: (folder: string) => void;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-reseller-plugins-"));
  ({ ensurePlugins } = await import("./plugins.mjs"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (name: string) => readFileSync(join(folder, name), "utf8");

describe("the programs beside an engine", () => {
  it("are copies that need nothing of this package", () => {
    ensurePlugins(folder);
    for (const program of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
      expect(statSync(join(folder, program)).mode & 0o111).toBe(0o111);
      expect(read(program)).not.toContain(__dirname);
    }
    for (const script of readdirSync(join(folder, "pulumi-reseller"))) {
      expect(read(`pulumi-reseller/${script}`)).toBe(readFileSync(join(__dirname, script), "utf8"));
    }
  });

  it("bring every script that the scripts ask for", () => {
    ensurePlugins(folder);
    const scripts = readdirSync(join(folder, "pulumi-reseller"));
    const wanted = scripts.flatMap((name) => [
      ...read(`pulumi-reseller/${name}`).matchAll(/require\("\.\/(.+?)"\)/g),
    ]);
    expect(wanted.length).toBeGreaterThan(0);
    expect(scripts).toEqual(expect.arrayContaining(wanted.map(([, script]) => script)));
  });

  it("are brought up to date when an older version of ours is there", () => {
    ensurePlugins(folder);
    const [launcher, script] = [read("pulumi-language-nodejs"), read("pulumi-reseller/language-host.cjs")];
    writeFileSync(join(folder, "pulumi-reseller/language-host.cjs"), "// older");
    writeFileSync(join(folder, "pulumi-language-nodejs"), "#!/bin/sh\nexec node pulumi-reseller/older.cjs");
    ensurePlugins(folder);
    expect([read("pulumi-language-nodejs"), read("pulumi-reseller/language-host.cjs")]).toEqual([
      launcher,
      script,
    ]);
  });

  it("stay untouched when they are the official ones, and only what is missing is added", () => {
    writeFileSync(join(folder, "pulumi-language-nodejs"), "official");
    ensurePlugins(folder);
    expect(read("pulumi-language-nodejs")).toBe("official");
    expect(read("pulumi-resource-pulumi-nodejs")).toContain("pulumi-reseller/dynamic-provider.cjs");
    writeFileSync(join(folder, "pulumi-resource-pulumi-nodejs"), "official too");
    ensurePlugins(folder);
    expect(read("pulumi-resource-pulumi-nodejs")).toBe("official too");
  });
});
