import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..");
const pages = [
  "README.md",
  "CHANGELOG.md",
  "AGENTS.md",
  ...readdirSync(join(repository, "docs")).map((name) => join("docs", name)),
];

describe("the pages", () => {
  it("begin with a README of nine kilobytes at most", () => {
    expect(statSync(join(repository, "README.md")).size).toBeLessThanOrEqual(9 * 1024);
  });

  it.each(pages)("lead somewhere: every link within %s", (page) => {
    const text = readFileSync(join(repository, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target = ""]) => target,
    );
    const broken = links.filter((target) => !existsSync(join(repository, dirname(page), target)));
    expect(broken).toEqual([]);
  });

  it("are all reached from the README", () => {
    const readme = readFileSync(join(repository, "README.md"), "utf8");
    const unreached = pages.filter((page) => page.startsWith("docs") && !readme.includes(`(${page})`));
    expect(unreached).toEqual([]);
  });
});
