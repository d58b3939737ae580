/** A real Pulumi project in a folder of its own, with its own local state. */

import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ensureEngine } from "../../provider/engine/install.mjs";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const support = join(root, "bench", "support");

const ticksPerSecond = 100;

/** Processor seconds of all child processes that have ended, and theirs; `undefined` where the system does not tell. */
function processorSeconds() {
  if (!existsSync("/proc/self/stat")) return undefined;
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const [user, system] = fields.slice(13, 15).map(Number);
  return (user + system) / ticksPerSecond;
}

/**
 * Makes a project and its stack.
 * @param program what fleet.cjs declares: `type` (or the `file` of a class), `resources`, and the `padding` of each that does nothing.
 */
export async function newProject(program, environment = {}) {
  const { pulumi } = await ensureEngine({ log: () => undefined });
  const folder = mkdtempSync(join(tmpdir(), "reseller-bench-"));
  mkdirSync(join(folder, "state"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  cpSync(join(support, "fleet.cjs"), join(folder, "index.js"));
  const fleet = { ...program, noop: join(support, "noop.cjs") };
  writeFileSync(join(folder, "fleet.json"), JSON.stringify(fleet));
  writeFileSync(join(folder, "package.json"), '{"main":"index.js","dependencies":{"@pulumi/pulumi":"*"}}');
  const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: bench\n${runtime}`);
  const env = {
    ...process.env,
    ...environment,
    PATH: `${join(pulumi, "..")}:${process.env.PATH}`,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "1",
  };
  const run = async (...args) => {
    const start = process.hrtime.bigint();
    const worked = processorSeconds();
    await execute(pulumi, [...args, "--non-interactive"], { cwd: folder, env, maxBuffer: 1 << 28 });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return { seconds, processor: worked === undefined ? undefined : processorSeconds() - worked };
  };
  await run("stack", "init", "dev");
  return {
    /** Runs a command; resolves to its seconds, and to those of a processor that it took. */
    run,
    stateText: () => readFileSync(join(folder, "state/.pulumi/stacks/bench/dev.json"), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
