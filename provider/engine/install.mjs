#!/usr/bin/env node
/**
 * Makes sure that this machine has a Pulumi engine: the user's own, the one that `npx pulumi` has cached, its official
 * download, or the same engine built from its Go module. The command `pulumi-reseller-engine` does just that.
 */

import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, download } from "./obtain.mjs";
import { ensurePlugins } from "./plugins.mjs";
import { cacheFolder, checkEngine, engineFile, usersEngine, versions, wantedVersion } from "./usable.mjs";

/**
 * Finds an engine, or gets one into `$PULUMI_HOME/versions/<version>/bin`, where `npx pulumi` finds it from then on.
 * The version is the one that `npx pulumi` would ask for: `PULUMI_VERSION`, or that of the npm package `pulumi`.
 *
 * `log` gets a line per step: one, when nothing is to be done. Returns the program, where it came from (`user`,
 * `cached`, `downloaded` or `built`), and its version. Throws one sentence with the ways out when there is no way.
 */
export async function ensureEngine({ log = console.log } = {}) {
  const version = wantedVersion();
  const passedOver = [];
  const found = (engine) => {
    const notes = passedOver.map((problem) => `; passed over: ${problem}`).join("");
    log(`engine: pulumi v${engine.version}, ${engine.source} (${engine.pulumi})${notes}`);
    return engine;
  };

  const users = await usersEngine(version, passedOver);
  if (users) return found({ ...users, source: "user" });

  const cached = join(cacheFolder(version), engineFile);
  const checked = await checkEngine(cached);
  if (!checked.problem) {
    ensurePlugins(dirname(cached));
    return found({ pulumi: cached, source: "cached", version: checked.version });
  }

  log(`engine: ${cached} ${checked.problem}: getting it`);
  const problems = [];
  for (const [source, obtain] of Object.entries({ downloaded: download, built: build })) {
    try {
      return found({ pulumi: await obtain(version, log), source, version });
    } catch (error) {
      problems.push(error.message);
      log(`engine: not ${source}: ${error.message}`);
    }
  }
  throw new Error(
    `There is no Pulumi engine v${version} here, and no way to get it: ${problems.join("; ")}. Ways out: install ` +
      `pulumi (https://www.pulumi.com/docs/install) and have it on PATH; or install Go ${versions.oldestGo} or newer ` +
      `(https://go.dev/dl) with a module proxy that can be reached (GOPROXY, HTTPS_PROXY); or set PULUMI_HOME to a ` +
      `folder that has versions/${version}/bin/${engineFile} from another machine.`,
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await ensureEngine();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
