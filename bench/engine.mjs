/**
 * Wall time of `pulumi up` and of an unchanged preview, against a dynamic resource that does nothing, in the same run.
 *
 * The engine writes the whole state at every step, so what a resource weighs counts: `noop` weighs nothing, `noop, as heavy`
 * weighs what a server does.
 */

import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ensureEngine } from "../provider/engine/install.mjs";
import { print, startZkeysSandbox } from "./support/plugin.mjs";

const execute = promisify(execFile);
const support = fileURLToPath(new URL("support", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const { pulumi } = await ensureEngine({ log: () => undefined });
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1_000];

async function project(environment) {
  const folder = mkdtempSync(join(tmpdir(), "reseller-bench-"));
  mkdirSync(join(folder, "state"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  cpSync(join(support, "fleet.cjs"), join(folder, "index.js"));
  writeFileSync(join(folder, "package.json"), '{"main":"index.js","dependencies":{"@pulumi/pulumi":"*"}}');
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
  );
  const env = {
    ...process.env,
    ...environment,
    PATH: `${join(pulumi, "..")}:${process.env.PATH}`,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    BENCH_NOOP: join(support, "noop.cjs"),
  };
  const run = async (...args) => {
    const start = process.hrtime.bigint();
    await execute(pulumi, [...args, "--non-interactive"], { cwd: folder, env, maxBuffer: 1 << 28 });
    return Number((process.hrtime.bigint() - start) / 1_000_000n) / 1_000;
  };
  await run("stack", "init", "dev");
  return {
    run,
    stateBytes: () => {
      const stacks = join(folder, "state", ".pulumi", "stacks", "bench");
      return readFileSync(
        join(
          stacks,
          readdirSync(stacks).find((name) => name === "dev.json"),
        ),
      ).length;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function measure(kind, count, environment) {
  const stack = await project({ ...environment, BENCH_COUNT: String(count) });
  try {
    const up = await stack.run("up", "--yes", "--skip-preview");
    const preview = await stack.run("preview", "--expect-no-changes");
    const result = { up, preview, bytes: Math.round(stack.stateBytes() / count) };
    print(`${kind}, ${count}`, {
      "up s": up.toFixed(1),
      "unchanged preview s": preview.toFixed(1),
      "bytes of state each": result.bytes,
    });
    return result;
  } finally {
    stack.remove();
  }
}

async function measureServers(count) {
  const sandbox = await startZkeysSandbox({ balance: "10000000.00", openingSeconds: 0, busySeconds: 0 });
  try {
    return await measure("servers", count, {
      BENCH_KIND: "servers",
      ZKEYS_ENDPOINT: sandbox.url,
      ZKEYS_USER_ID: sandbox.userId,
      ZKEYS_API_KEY: sandbox.apiSecret,
      RESELLER_POLL_SECONDS: "0.02",
    });
  } finally {
    await sandbox.close();
  }
}

for (const count of counts) {
  const noop = await measure("noop", count, { BENCH_KIND: "noop", BENCH_PADDING: "0" });
  const servers = await measureServers(count);
  // Inputs and outputs both carry the padding.
  const padding = String(Math.max(0, Math.round((servers.bytes - noop.bytes) / 2)));
  const heavy = await measure("noop, as heavy", count, { BENCH_KIND: "noop", BENCH_PADDING: padding });
  const ratio = (key, base) => (servers[key] / base[key]).toFixed(2);
  print(`servers / noop, ${count}`, { up: ratio("up", noop), "unchanged preview": ratio("preview", noop) });
  print(`servers / noop as heavy, ${count}`, {
    up: ratio("up", heavy),
    "unchanged preview": ratio("preview", heavy),
  });
}
