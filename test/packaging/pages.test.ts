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

const read = (page: string): string => readFileSync(join(repository, page), "utf8");

/** Each page in Chinese, and the one that it is a translation of. */
const translations = [
  ["README.zh-CN.md", "README.md"] as const,
  ...pages
    .filter((page) => page.startsWith("docs/zh/"))
    .map((page) => [page, page.replace("docs/zh/", "docs/")] as const),
];

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.replaceAll(/```[^]*?```/g, "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** All that a translation has in common with what it is a translation of. */
function shapeOf(text: string) {
  const prose = text.replaceAll(/```[^]*?```/g, "");
  return {
    blocks: text.match(/```[^]*?```/g) ?? [],
    headings: [...prose.matchAll(/^(#+) /gm)].map(([, depth]) => depth),
    rows: prose.match(/^\|/gm)?.length,
    bullets: prose.match(/^- /gm)?.length,
    links: [...prose.matchAll(/\[([^\]]*)\]\((?!https?:)([^)#]*)[^)]*\)/g)]
      .filter(([, words]) => words !== "English" && words !== "中文")
      .map(([, , target = ""]) => target.replaceAll(/\.\.\/|zh\//g, ""))
      .toSorted(),
  };
}

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

  it.each(pages)("lead to headings that there are: every anchor within %s", (page) => {
    const text = read(page);
    const broken = [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]*)\)/g)].filter(
      ([, target = "", anchor]) => {
        const other = target === "" ? text : read(join(dirname(page), target));
        return anchor !== undefined && !anchorsOf(other).includes(anchor);
      },
    );
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it.each(translations)(
    "have in %s what %s has: programs, commands, tables, promises and links",
    (chinese, english) => {
      expect(shapeOf(read(chinese))).toEqual(shapeOf(read(english)));
    },
  );

  it("are all reached from the README of their language, or those of the reference from its index", () => {
    const isReached = (page: string): boolean => {
      const [docs, readme] = page.startsWith("docs/zh/")
        ? (["docs/zh/", "README.zh-CN.md"] as const)
        : (["docs/", "README.md"] as const);
      const index = `${docs}reference/README.md`;
      return page.startsWith(`${docs}reference/`) && page !== index
        ? read(index).includes(`(${page.slice(`${docs}reference/`.length)})`)
        : read(readme).includes(`(${page})`);
    };
    expect(pages.filter((page) => page.startsWith("docs") && !isReached(page))).toEqual([]);
    expect(pages.filter((page) => page.startsWith("docs/reference/")).length).toBeGreaterThan(10);
    expect(pages.filter((page) => page.startsWith("docs/zh/reference/")).length).toBeGreaterThan(10);
  });
});
