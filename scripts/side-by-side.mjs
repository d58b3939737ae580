/** What is looked at besides tests, and how several such things are run side by side: each of them keeps one processor busy. */

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const cache = join(root, "node_modules", ".cache");

/** Types, lint and formatting of everything. */
export const lint = {
  types: ["typescript/bin/tsc", "--noEmit"],
  lint: ["eslint/bin/eslint.js", ".", "--max-warnings", "0"],
  formatting: ["prettier/bin/prettier.cjs", "--check", "."],
};

/** The same, without what was looked at before and has not changed itself since. */
export function lintOfChanges() {
  mkdirSync(cache, { recursive: true });
  const eslintCache = [
    "--cache",
    "--cache-strategy",
    "content",
    "--cache-location",
    join(cache, "eslint", "/"),
  ];
  return {
    types: [...lint.types, "--incremental", "--tsBuildInfoFile", join(cache, "types.tsbuildinfo")],
    lint: [...lint.lint, ...eslintCache],
    formatting: [
      ...lint.formatting,
      "--cache",
      "--cache-strategy",
      "content",
      "--cache-location",
      // Not Prettier's own place: it removes that file whenever it is run without a cache.
      join(cache, "formatting"),
    ],
  };
}

/** Runs a part; resolves to its name, its exit code, what it printed and how long it took. */
function run(name, [file, ...args]) {
  const start = Date.now();
  const child = spawn(process.execPath, [join(root, "node_modules", file), ...args], { cwd: root });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const seconds = (Date.now() - start) / 1_000;
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(0)} s)`);
      resolve({ name, code: code ?? 1, output });
    });
  });
}

/** Runs parts, files of `node_modules` with their arguments. Resolves to whether all are well; what failed is printed at the end. */
export async function sideBySide(parts) {
  const results = await Promise.all(Object.entries(parts).map(([name, words]) => run(name, words)));
  for (const { name, code, output } of results) if (code !== 0) console.log(`\n${name}:\n${output}`);
  return results.every(({ code }) => code === 0);
}
