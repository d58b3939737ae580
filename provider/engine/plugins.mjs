/** The two programs that the engine needs beside it for TypeScript stacks with dynamic resources. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const windows = process.platform === "win32";

/** The program that the engine starts → our script behind it. */
const PROGRAMS = {
  "pulumi-language-nodejs": "language-host.cjs",
  "pulumi-resource-pulumi-nodejs": "dynamic-provider.cjs",
};
/** What the scripts need of each other. */
const SHARED = ["packages.cjs", "lazy.cjs"];
/** The folder of the scripts, beside the engine; also how our launchers are told from official programs. */
const OURS = "pulumi-reseller";

const launcher = (script) =>
  windows
    ? `@node "%~dp0${OURS}\\${script}" %*\r\n`
    : `#!/bin/sh\nexec node "\${0%/*}/${OURS}/${script}" "$@"\n`;

/** Byte for byte: an official program is no text. */
const read = (file) => readFileSync(file, "latin1");

function writeAtomically(file, text, mode) {
  if (existsSync(file) && read(file) === text) return;
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text, { encoding: "latin1", mode });
  renameSync(half, file);
}

/**
 * Puts our stand-ins beside an engine that came without these programs, as copies that need nothing of this package
 * any more, and brings older copies up to date. What is there and is not ours (the official archive's) stays.
 */
export function ensurePlugins(folder) {
  const file = (program) => join(folder, windows ? `${program}.cmd` : program);
  const isOfficial = (program) =>
    existsSync(join(folder, `${program}.exe`)) ||
    (existsSync(file(program)) && !read(file(program)).includes(OURS));
  const missing = Object.entries(PROGRAMS).filter(([program]) => !isOfficial(program));
  if (missing.length === 0) return;
  // The scripts first: a launcher never lies there without them.
  mkdirSync(join(folder, OURS), { recursive: true });
  for (const script of [...SHARED, ...missing.map(([, name]) => name)]) {
    writeAtomically(join(folder, OURS, script), read(new URL(script, import.meta.url)), 0o644);
  }
  for (const [program, script] of missing) writeAtomically(file(program), launcher(script), 0o755);
}
