import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..");
const pages = [
  "README.md",
  "README.zh-CN.md",
  "CHANGELOG.md",
  "AGENTS.md",
  ...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name).replaceAll("\\", "/")),
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

  it("have a Chinese README that shows the same programs, commands, kinds and links, in the same order", () => {
    const [english, chinese] = ["README.md", "README.zh-CN.md"].map((page) => {
      const text = readFileSync(join(repository, page), "utf8");
      return {
        blocks: text.match(/```[^]*?```/g),
        headings: text.match(/^## /gm)?.length,
        kinds: [...text.matchAll(/^\| (`.*?`) *\|/gm)].map(([, kinds]) => kinds),
        promises: text.match(/^- \*\*/gm)?.length,
        links: [...text.matchAll(/\]\(((?!https?:|README)[^)]+)\)/g)].map(([, target]) => target),
      };
    });
    expect(chinese).toEqual(english);
  });

  it("are all reached from the README, or those of the reference from its index", () => {
    const index = "docs/reference/README.md";
    const [readme, reference] = ["README.md", index].map((page) =>
      readFileSync(join(repository, page), "utf8"),
    );
    const isReached = (page: string): boolean =>
      page.startsWith("docs/reference/") && page !== index
        ? reference?.includes(`(${page.slice("docs/reference/".length)})`) === true
        : readme?.includes(`(${page})`) === true;
    expect(pages.filter((page) => page.startsWith("docs") && !isReached(page))).toEqual([]);
    expect(pages.filter((page) => page.startsWith("docs/reference/")).length).toBeGreaterThan(10);
  });
});
