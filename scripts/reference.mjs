/** `npm run reference [-- --check]`: writes `docs/reference` from the built package, or says which of its pages differ. */

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { writePages } from "./reference/pages.mjs";
import { root } from "./setup.mjs";

export const folder = join(root, "docs", "reference");

/** The pages as they are to be, by their path in the folder. */
export async function generate() {
  const options = await resolveConfig(join(folder, "README.md"));
  const pages = [...(await writePages())].map(async ([path, text]) => [
    path,
    await format(text, { ...options, parser: "markdown" }),
  ]);
  return new Map(await Promise.all(pages));
}

function pagesIn(place) {
  if (statSync(place, { throwIfNoEntry: false }) === undefined) return new Map();
  const files = readdirSync(place, { recursive: true }).filter((path) => path.endsWith(".md"));
  return new Map(files.map((path) => [path.replaceAll(sep, "/"), readFileSync(join(place, path), "utf8")]));
}

/** What a folder has otherwise than the pages: `zkeys/BaremetalServer.md is missing`. */
export function differences(pages, place = folder) {
  const there = pagesIn(place);
  return [
    ...[...pages.keys()].filter((path) => !there.has(path)).map((path) => `${path} is missing`),
    ...[...there.keys()].filter((path) => !pages.has(path)).map((path) => `${path} is of nothing`),
    ...[...pages].flatMap(([path, text]) =>
      there.has(path) && there.get(path) !== text ? [`${path} differs`] : [],
    ),
  ].sort();
}

function write(pages) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = await generate();
  const found = differences(pages);
  if (!process.argv.includes("--check")) write(pages);
  else if (found.length > 0) {
    console.error(
      `docs/reference is not what the package says (npm run reference):\n  ${found.join("\n  ")}`,
    );
    process.exitCode = 1;
  }
}
