/** The two ways to get an engine that is not there: the official download, and building it from its Go module. */

import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePlugins } from "./plugins.mjs";
import { run } from "./run.mjs";
import { cacheFolder, checkEngine, compareVersions, engineFile, npmPackage, versions } from "./usable.mjs";

const DOWNLOAD_HOST = "https://get.pulumi.com/install.sh";
const REACH_TIMEOUT_MS = 8_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const MODULE_TIMEOUT_MS = 15 * 60_000;
const BUILD_TIMEOUT_MS = 45 * 60_000;
/** Longer than everything above: what lies in a staging folder of this age was left behind by a kill. */
const LEFTOVER_MS = 2 * 60 * 60_000;

const MODULE = "github.com/pulumi/pulumi/pkg/v3";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const lastLine = (output) => output.split("\n").at(-1);

/**
 * Has `make` put programs into a folder of its own, on the same disk as the cache, and moves them into the cache once
 * the engine among them runs: each in one step, the engine last, when what it needs beside it is there. So neither a
 * kill nor a second set-up at the same time leaves half an engine where `npx pulumi` looks.
 */
async function stage(version, make) {
  const target = cacheFolder(version);
  const parent = join(target, "..");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(".staging-"))) {
    const leftover = join(parent, name);
    if (Date.now() - statSync(leftover).mtimeMs > LEFTOVER_MS)
      rmSync(leftover, { recursive: true, force: true });
  }
  const staging = mkdtempSync(join(parent, ".staging-"));
  const clean = () => rmSync(staging, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", clean);
  try {
    const bin = await make(staging);
    const { problem } = await checkEngine(join(bin, engineFile));
    if (problem) throw new Error(`it came, but ${problem}`);
    const move = (program) => renameSync(join(bin, program), join(target, program));
    readdirSync(bin)
      .filter((program) => program !== engineFile)
      .forEach(move);
    ensurePlugins(target);
    move(engineFile);
    return join(target, engineFile);
  } finally {
    process.off("exit", clean);
    clean();
  }
}

/** Lets the official npm package `pulumi` download the engine and its language hosts. Throws why it could not. */
export async function download(version, log) {
  const official = npmPackage();
  if (official === undefined)
    throw new Error("the npm package `pulumi`, which downloads it, is not installed");
  // The package itself would wait for an unreachable host as long as the system does.
  await fetch(DOWNLOAD_HOST, { method: "HEAD", signal: AbortSignal.timeout(REACH_TIMEOUT_MS) }).then(
    (response) => {
      if (!response.ok) throw new Error(`${DOWNLOAD_HOST} answered ${response.status}`);
    },
    (error) => {
      throw new Error(`get.pulumi.com cannot be reached (${error.cause?.code ?? error.name})`);
    },
  );
  log(`engine: downloading pulumi v${version} from get.pulumi.com`);
  return stage(version, async (staging) => {
    const script =
      "require(process.argv[1]).resolve().catch((e) => { console.error(e.message); process.exit(1); })";
    const { code, output } = await run(
      process.execPath,
      ["-e", script, join(official.folder, "lib", "resolve.js")],
      {
        env: { PULUMI_HOME: staging, PULUMI_VERSION: version },
        timeoutMs: DOWNLOAD_TIMEOUT_MS,
        tick: (seconds) => log(`engine: downloading, ${seconds} s`),
      },
    );
    if (code !== 0) throw new Error(`the download failed: ${lastLine(output)}`);
    return join(staging, "versions", version, "bin");
  });
}

/** Builds the engine from its Go module, as the download has it but for the language hosts. Throws why it could not. */
export async function build(version, log) {
  return stage(version, async (staging) => {
    const go = (args, timeoutMs, doing) =>
      run("go", args, {
        cwd: staging,
        // A workspace or flags of the user's would change what this module is.
        env: { GOWORK: "off", GOFLAGS: "" },
        timeoutMs,
        tick: (seconds) => log(`engine: ${doing}, ${seconds} s`),
      });
    // The module has `replace` lines, so `go install module@version` refuses it: a module that requires it does not.
    writeFileSync(join(staging, "go.mod"), `module engine\n\ngo ${versions.oldestGo}\n`);
    // Run here, `go version` is the toolchain that this go.mod selects, which Go may fetch by itself.
    const toolchain = await go(["version"], MODULE_TIMEOUT_MS, "fetching a Go toolchain");
    const found = /go version go(\S+)/.exec(toolchain.output)?.[1];
    if (found === undefined || compareVersions(found, versions.oldestGo) < 0) {
      const reason = toolchain.output.includes("ENOENT")
        ? "there is no Go"
        : (found ?? lastLine(toolchain.output));
      throw new Error(`building it needs Go ${versions.oldestGo} or newer (found: ${reason})`);
    }
    log(`engine: building pulumi v${version} with Go ${found}, once; this takes some minutes`);
    const got = await go(
      ["get", `${MODULE}/cmd/pulumi@v${version}`],
      MODULE_TIMEOUT_MS,
      "fetching its modules",
    );
    if (got.code !== 0) throw new Error(`its Go modules cannot be fetched: ${lastLine(got.output)}`);
    const bin = join(staging, "bin");
    const flags = [
      "-trimpath",
      "-ldflags",
      `-s -w -X ${VERSION_VARIABLE}=v${version}`,
      "-o",
      join(bin, engineFile),
    ];
    const built = await go(["build", ...flags, `${MODULE}/cmd/pulumi`], BUILD_TIMEOUT_MS, "building");
    if (built.code !== 0) throw new Error(`the build failed: ${lastLine(built.output)}`);
    return bin;
  });
}
