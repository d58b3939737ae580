/**
 * `npm run check`: types, lint and unit tests, side by side, for people at work. What was looked at before and has not changed is not
 * looked at again (`node_modules/.cache`); `npm test` has everything.
 */

import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { command, root } from "./setup.mjs";

const cache = join(root, "node_modules", ".cache");
mkdirSync(cache, { recursive: true });

const parts = {
  types: [
    "typescript/bin/tsc",
    "--noEmit",
    "--incremental",
    "--tsBuildInfoFile",
    join(cache, "types.tsbuildinfo"),
  ],
  lint: [
    "eslint/bin/eslint.js",
    ".",
    "--max-warnings",
    "0",
    "--cache",
    "--cache-strategy",
    "content",
    "--cache-location",
    join(cache, "eslint", "/"),
  ],
  formatting: [
    "prettier/bin/prettier.cjs",
    "--check",
    ".",
    "--cache",
    "--cache-location",
    join(cache, "prettier", ".prettier-cache"),
  ],
  "unit tests": ["vitest/vitest.mjs", "run", "provider/src", "--reporter=dot"],
};

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

// Some unit tests look at the built package.
const built = command(process.execPath, [
  join(root, "node_modules", "typescript", "bin", "tsc"),
  "--build",
  "provider",
]);
const results = await Promise.all(Object.entries(parts).map(([name, words]) => run(name, words)));
for (const { name, code, output } of results) if (code !== 0) console.log(`\n${name}:\n${output}`);
process.exitCode = built.code === 0 && results.every(({ code }) => code === 0) ? 0 : 1;
