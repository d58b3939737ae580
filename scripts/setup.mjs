/** From a bare clone to something that runs: packages, build, engine. What is done already is not done again. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "../provider/engine/install.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url));
const OLDEST_NODE = 20;

/** Runs a command of the repository's in its root, its output passed on unless it is wanted. Returns its exit code. */
export function command(program, args, { quiet = false } = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
    shell: process.platform === "win32" && program === "npm",
  });
  if (error) throw error;
  return { code: status ?? 1, output: quiet ? stdout + stderr : "" };
}

/** Whether node_modules is what package-lock.json says, but for optional packages (other platforms' binaries). */
function packagesAreThere() {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const [wanted, there] = [join(root, "package-lock.json"), installed].map(
    (file) => JSON.parse(readFileSync(file, "utf8")).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, integrity, optional }]) =>
      path === "" || optional || (there[path]?.version === version && there[path]?.integrity === integrity),
  );
}

function installPackages(log) {
  if (packagesAreThere()) return;
  log("packages: npm ci");
  const { code, output } = command("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    quiet: true,
  });
  if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
}

function build(log) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const record = join(root, "provider", "dist", ".tsbuildinfo");
  const builtAt = () => statSync(record, { throwIfNoEntry: false })?.mtimeMs;
  const before = builtAt();
  const { code } = command(process.execPath, [compiler, "--build", "provider"]);
  if (code !== 0) throw new Error("the build failed: see above");
  if (builtAt() !== before) log("build: compiled provider/src into provider/dist");
}

/** Ends the process with an error's message: what scripts do when the set-up fails. */
export function fail(error) {
  console.error(error.message);
  process.exit(1);
}

/** Sets everything up; `log` gets a line per step that was needed. Returns the engine (see `ensureEngine`). */
export async function setup({ log = console.log } = {}) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new Error(
      `Node ${OLDEST_NODE} or newer is needed; this is ${process.version} (https://nodejs.org).`,
    );
  }
  installPackages(log);
  build(log);
  return ensureEngine({ log });
}
