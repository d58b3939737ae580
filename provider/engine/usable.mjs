/** Which `pulumi` on this machine can be used as it is. */

import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve, sep } from "node:path";
import { run } from "./run.mjs";

/** The pinned version of the engine, and the oldest versions of what may stand in for it or build it. */
export const versions = JSON.parse(readFileSync(new URL("version.json", import.meta.url), "utf8"));

const windows = process.platform === "win32";
/** The names under which a program may lie in a folder. */
const fileNames = (program) => (windows ? [`${program}.exe`, `${program}.cmd`] : [program]);
export const engineFile = windows ? "pulumi.exe" : "pulumi";

/** A version check takes a fraction of a second; a first start on a slow disk may take some. */
const CHECK_TIMEOUT_MS = 30_000;

/**
 * The official npm package `pulumi` that `npx pulumi` would run from `folder`: where it lies, and its version.
 * Undefined when there is none.
 */
export function npmPackage(folder = process.cwd()) {
  for (const from of [join(folder, "package.json"), import.meta.url]) {
    try {
      const manifest = createRequire(from).resolve("pulumi/package.json");
      return { folder: dirname(manifest), version: JSON.parse(readFileSync(manifest, "utf8")).version };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The version that `npx pulumi` will look for, decided as it decides. */
export const wantedVersion = () => process.env.PULUMI_VERSION || npmPackage()?.version || versions.pulumi;

/** Where the npm package `pulumi` and Pulumi's Automation API keep a version's programs. */
export const cacheFolder = (version) =>
  resolve(process.env.PULUMI_HOME || join(homedir(), ".pulumi"), "versions", version, "bin");

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() && statSync(file).size > 0;
  } catch {
    return false;
  }
}

const findIn = (folders, program) =>
  folders.flatMap((folder) => fileNames(program).map((name) => join(folder, name))).filter(isExecutable);

/** Negative, zero or positive, as the first version is older than, equal to or newer than the second. */
export function compareVersions(first, second) {
  const [a, b] = [first, second].map((text) => text.split(".").map((part) => parseInt(part, 10) || 0));
  return a[0] - b[0] || a[1] - b[1] || (a[2] ?? 0) - (b[2] ?? 0);
}

/** The version that a `pulumi` says it is; or why it cannot be used. */
export async function checkEngine(file) {
  if (!isExecutable(file)) return { problem: "is not there" };
  const { code, output } = await run(file, ["version"], {
    env: { PULUMI_SKIP_UPDATE_CHECK: "1" },
    timeoutMs: CHECK_TIMEOUT_MS,
  });
  const version = /^v?(\d+\.\d+\.\d+)/m.exec(output)?.[1];
  if (code !== 0 || version === undefined) return { problem: "does not run" };
  if (compareVersions(version, versions.oldestPulumi) < 0) {
    return { problem: `is ${version}, and ${versions.oldestPulumi} or newer is needed` };
  }
  return { version };
}

/**
 * The first usable `pulumi` of the user's `PATH` that has its Node language host beside it or on `PATH`; why others
 * were passed over goes to `problems`. The wrapper of the npm package is none (it needs what we are about to provide),
 * nor is the cache (looked at on its own).
 */
export async function usersEngine(version, problems) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const file of findIn(folders, "pulumi")) {
    const real = realpathSync(file);
    if ([file, real].some((path) => path.split(sep).includes("node_modules"))) continue;
    if (dirname(real) === cacheFolder(version)) continue;
    const checked = await checkEngine(file);
    if (checked.problem) {
      problems.push(`${file} ${checked.problem}`);
    } else if (findIn([dirname(file), dirname(real), ...folders], "pulumi-language-nodejs").length === 0) {
      problems.push(`${file} has no pulumi-language-nodejs beside it or on PATH`);
    } else {
      return { pulumi: file, version: checked.version };
    }
  }
  return undefined;
}
