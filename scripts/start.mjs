/** `npm start`: sets everything up, starts the sandbox, and runs the quickstart stack through the real engine. */

import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { configChanges, faultsIn, readOptions, usage } from "./quickstart/options.mjs";
import { beside, say } from "./quickstart/words.mjs";
import { fail, root, setup } from "./setup.mjs";

const stack = "dev";
let folder = join(root, ".reseller", "quickstart");
let config = join(folder, "stack.yaml");
const require = createRequire(import.meta.url);
const later = join(root, "scripts", "later.cjs");

/** The sandbox, on the port that it had before where that is still free. */
async function startSandbox() {
  const { startZkeysSandbox } = await import("../provider/dist/sandbox/index.js");
  const portFile = join(folder, "port");
  const before = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  const options = { stateFile: join(folder, "sandbox.json"), openingSeconds: 3, busySeconds: 1 };
  const sandbox = await startZkeysSandbox({ ...options, port: before }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return startZkeysSandbox(options);
  });
  writeFileSync(portFile, String(sandbox.port));
  return sandbox;
}

/** The days that were let pass so far. */
function daysPassed() {
  const file = join(folder, "days");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
}

/** Puts the clock of this process ahead, the sandbox in it included. */
function letPass(all) {
  writeFileSync(join(folder, "days"), String(all));
  process.env.SANDBOX_CLOCK_AHEAD_MS = String(all * 86_400_000);
  if (all > 0) require(later);
}

/** Lets the provider live as late as the sandbox does. */
function laterToo() {
  if (process.env.SANDBOX_CLOCK_AHEAD_MS === "0") return {};
  return { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(later)}`.trim() };
}

function environmentFor(sandbox, pulumi) {
  const state = join(folder, "state");
  mkdirSync(state, { recursive: true });
  return {
    ...process.env,
    PATH: `${join(pulumi, "..")}:${process.env.PATH}`,
    // Without the sidecars of attributes, which a killed run may leave half written.
    PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "quickstart",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // The example's types are checked by the build's own lint: no need to do it again at every start.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ZKEYS_ENDPOINT: sandbox.url,
    ZKEYS_USER_ID: sandbox.userId,
    ZKEYS_API_KEY: sandbox.apiSecret,
    // The sandbox may get another port tomorrow and is still the same panel.
    ZKEYS_PANEL_NAME: "sandbox",
    RESELLER_POLL_SECONDS: "1",
    ...laterToo(),
  };
}

/** Runs pulumi in the foreground; resolves to its exit code. Ctrl-C reaches it too, so it is the one to end. */
function run(pulumi, args, env, configFile = config) {
  return new Promise((answer, reject) => {
    const child = spawn(
      pulumi,
      [...args, "--stack", stack, "--config-file", configFile, "--non-interactive"],
      { cwd: root, env, stdio: "inherit" },
    );
    child.on("error", reject);
    child.on("exit", (code, signal) => answer(code ?? (signal === null ? 1 : 130)));
  });
}

/** Makes the stack, from the folder: in the root pulumi would write a file for it, or read one that somebody else has made. */
async function select(pulumi, env) {
  copyFileSync(join(root, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  const code = await new Promise((answer) => {
    const child = spawn(pulumi, ["stack", "select", "--create", stack, "--non-interactive"], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("exit", (status) => answer(status ?? 1));
  });
  if (code !== 0) throw new Error(say("the stack could not be made: see above"));
}

async function printLedger(sandbox) {
  const { default: Table } = await import("cli-table3");
  const { orders, services, balance } = sandbox.ledger();
  const orderTable = new Table({
    head: [say("order"), say("kind"), say("server"), "CNY"],
    colAligns: ["left", "left", "left", "right"],
    style: { head: [], border: [] },
  });
  for (const order of orders)
    orderTable.push([order.orderNo, say(order.kind), order.serviceGuid, order.amount]);
  const statuses = { 0: "opening", 1: "normal", 3: "expired", "-2": "refunded" };
  const serviceTable = new Table({
    head: [say("server"), say("model"), say("image"), "Mbps", say("paid until"), say("status")],
    style: { head: [], border: [] },
  });
  for (const service of services) {
    const row = [
      service.guid,
      service.product,
      service.system,
      service.bandwidth,
      service.endTime,
      say(statuses[service.orderStatus] ?? String(service.orderStatus)),
    ];
    serviceTable.push(row.map(String));
  }
  const heading = say("What the sandbox's panel has booked (nothing here is real money):");
  const rest = say("Balance left: CNY {balance}", { balance });
  console.log(["", heading, orderTable.toString(), serviceTable.toString(), rest].join("\n"));
}

function next(isDestroyed) {
  const lines = isDestroyed
    ? {
        "npm start": say("buy another one, with the options that were kept"),
        "npm start -- --reset": say("forget the sandbox and the stack, and begin anew"),
      }
    : {
        "npm start": say("again: unchanged, nothing is bought"),
        "npm start -- --bandwidth 20": say("an upgrade in place, with its price"),
        "npm start -- --bandwidth 10": say("back: booked for later, as the panel does it"),
        "npm start -- --renew-until 2027-06-30": say("renew until that day"),
        'npm start -- --system "Ubuntu 22.04 x64"': say("refused: it would erase the disks"),
        'npm start -- --system "Ubuntu 22.04 x64" --allow-reinstall': "",
        "npm start -- --destroy": say("give the server back"),
      };
  return ["", say("What to try next:"), ...beside(lines, 50)].join("\n");
}

/** Previews what the options ask for, which are kept when that succeeds. Resolves to its exit code. */
async function previewAndKeep(pulumi, options, env) {
  const trial = join(folder, "stack.trial.yaml");
  if (existsSync(config)) copyFileSync(config, trial);
  else rmSync(trial, { force: true });
  const code =
    (await run(pulumi, ["config", "set-all", ...configChanges(options)], env, trial)) ||
    (await run(pulumi, ["preview"], env, trial));
  if (code === 0) renameSync(trial, config);
  else console.log(`\n${say("The preview failed: nothing was done, and of these options nothing is kept.")}`);
  return code;
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(usage());
  if (options.folder !== undefined) folder = resolve(options.folder);
  config = join(folder, "stack.yaml");
  const days = (options.reset ? 0 : daysPassed()) + Number(options.days ?? 0);
  const now = Number.isFinite(days) ? Date.now() + days * 86_400_000 : Date.now();
  const faults = faultsIn(options, new Date(now).toISOString().slice(0, 10));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  const { pulumi } = await setup();
  mkdirSync(folder, { recursive: true });
  letPass(days);
  const sandbox = await startSandbox();
  // The child gets the signal as well and winds up; without a listener this process would leave it alone.
  process.on("SIGINT", () => undefined);
  try {
    console.log(say("sandbox: a ZKEYS panel that is not real, at {url}", { url: sandbox.url }));
    const env = environmentFor(sandbox, pulumi);
    await select(pulumi, env);
    if (options.destroy) {
      const how = options.preview ? ["--preview-only"] : ["--yes", "--skip-preview"];
      process.exitCode = await run(pulumi, ["destroy", ...how], env);
    } else {
      process.exitCode = await previewAndKeep(pulumi, options, env);
      if (process.exitCode === 0 && !options.preview)
        process.exitCode = await run(pulumi, ["up", "--yes", "--skip-preview"], env);
    }
    await printLedger(sandbox);
    if (process.exitCode === 0) console.log(next(options.destroy === true && options.preview !== true));
  } finally {
    await sandbox.close();
  }
}

main().catch(fail);
