/**
 * `npm run reference [-- --check]`: writes `docs/reference` and `docs/zh/reference` from the built package, or says which of their pages
 * differ. Either way it says what the tables of `reference/chinese` lack.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { writePages } from "./reference/pages.mjs";
import { chineseBy, english, readChinese } from "./reference/speech.mjs";
import { root } from "./setup.mjs";

export const docs = join(root, "docs");

/** The pages as they are to be, by their path in `docs`, and what is wrong with the tables. */
export async function generate(tables = readChinese()) {
  const options = await resolveConfig(join(docs, "README.md"));
  const languages = [english, chineseBy(tables)];
  const written = await writePages(languages);
  const pages = languages.flatMap(({ folder }, index) =>
    [...written[index]].map(async ([path, text]) => [
      `${folder}/${path}`,
      await format(text, { ...options, parser: "markdown" }),
    ]),
  );
  return { pages: new Map(await Promise.all(pages)), faults: languages[1].faults() };
}

const folders = ["reference", "zh/reference"];

function pagesIn(place) {
  if (statSync(place, { throwIfNoEntry: false }) === undefined) return [];
  const files = readdirSync(place, { recursive: true }).filter((path) => path.endsWith(".md"));
  return files.map((path) => [path.replaceAll(sep, "/"), readFileSync(join(place, path), "utf8")]);
}

/** What a folder has otherwise than the pages: `reference/zkeys/BaremetalServer.md is missing`. */
export function differences(pages, place = docs) {
  const there = new Map(
    folders.flatMap((folder) =>
      pagesIn(join(place, folder)).map(([path, text]) => [`${folder}/${path}`, text]),
    ),
  );
  return [
    ...[...pages.keys()].filter((path) => !there.has(path)).map((path) => `${path} is missing`),
    ...[...there.keys()].filter((path) => !pages.has(path)).map((path) => `${path} is of nothing`),
    ...[...pages].flatMap(([path, text]) =>
      there.has(path) && there.get(path) !== text ? [`${path} differs`] : [],
    ),
  ].sort();
}

function write(pages) {
  for (const folder of folders) rmSync(join(docs, folder), { recursive: true, force: true });
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(docs, path)), { recursive: true });
    writeFileSync(join(docs, path), text);
  }
}

function complain(title, lines) {
  if (lines.length === 0) return;
  console.error(`${title}:\n  ${lines.join("\n  ")}`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { pages, faults } = await generate();
  if (process.argv.includes("--check"))
    complain("docs are not what the package says (npm run reference)", differences(pages));
  else write(pages);
  complain("the Chinese of scripts/reference/chinese/*.json is not that of the package's comments", faults);
}
