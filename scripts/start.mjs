/** `npm start`: sets everything up, starts the sandbox, and runs the quickstart stack through the real engine. */

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fail, root, setup } from "./setup.mjs";

const folder = join(root, ".reseller", "quickstart");
const stack = "dev";
const require = createRequire(import.meta.url);
const later = join(root, "scripts", "later.cjs");

const usage = `npm start -- [options]

  --bandwidth 20                 upgrade (or book a decrease to) so many Mbps
  --defense 10                   the same, Gbps of DDoS defense
  --system "Ubuntu 22.04 x64"    another image: refused without --allow-reinstall
  --allow-reinstall              consent to erase the disks
  --renew-until 2027-06-30       renew until that day
  --days 20                      let so many days pass in the sandbox first
  --preview                      only preview
  --destroy                      give the server back
  --reset                        forget the sandbox and the stack, and begin anew
  --help`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        bandwidth: { type: "string" },
        defense: { type: "string" },
        system: { type: "string" },
        "allow-reinstall": { type: "boolean" },
        "renew-until": { type: "string" },
        days: { type: "string" },
        preview: { type: "boolean" },
        destroy: { type: "boolean" },
        reset: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`, { cause: error });
  }
}

/** What is wrong with the options, before anything of them is kept. */
function faultsIn(options) {
  const whole = (option, least) => {
    const text = options[option];
    if (text === undefined || (/^\d{1,4}$/.test(text) && Number(text) >= least)) return [];
    return [`--${option} takes a whole number from ${least}, not ${JSON.stringify(text)}`];
  };
  const day = options["renew-until"];
  const isDay = day === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)));
  return [
    ...whole("bandwidth", 1),
    ...whole("defense", 0),
    ...whole("days", 1),
    ...(isDay ? [] : [`--renew-until takes a day such as 2027-06-30, not ${JSON.stringify(day)}`]),
    ...(options.system === "" ? ["--system takes the name of an image"] : []),
  ];
}

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

/** Puts the clock of this process ahead, the sandbox in it included, by all the days that were asked for so far. */
function letPass(days) {
  const file = join(folder, "days");
  const before = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const all = before + days;
  writeFileSync(file, String(all));
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
function run(pulumi, args, env, stdio = "inherit") {
  return new Promise((resolve, reject) => {
    const child = spawn(
      pulumi,
      [...args, "--stack", stack, "--config-file", join(folder, "stack.yaml"), "--non-interactive"],
      { cwd: root, env, stdio },
    );
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });
}

async function select(pulumi, env) {
  const code = await new Promise((resolve) => {
    const child = spawn(pulumi, ["stack", "select", "--create", stack, "--non-interactive"], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("exit", (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error("the stack could not be made: see above");
}

async function printLedger(sandbox) {
  const { default: Table } = await import("cli-table3");
  const { orders, services, balance } = sandbox.ledger();
  const orderTable = new Table({
    head: ["order", "kind", "server", "CNY"],
    colAligns: ["left", "left", "left", "right"],
    style: { head: [], border: [] },
  });
  for (const order of orders) orderTable.push([order.orderNo, order.kind, order.serviceGuid, order.amount]);
  const statuses = { 0: "opening", 1: "normal", 3: "expired", "-2": "refunded" };
  const serviceTable = new Table({
    head: ["server", "model", "image", "Mbps", "paid until", "status"],
    style: { head: [], border: [] },
  });
  for (const service of services) {
    const row = [
      service.guid,
      service.product,
      service.system,
      service.bandwidth,
      service.endTime,
      statuses[service.orderStatus] ?? service.orderStatus,
    ];
    serviceTable.push(row.map(String));
  }
  console.log(
    `\nWhat the sandbox's panel has booked (nothing here is real money):\n${orderTable}\n${serviceTable}\nBalance left: CNY ${balance}`,
  );
}

/** The options that change the stack; each is kept for the next run. */
function configChanges(options) {
  const keys = { bandwidth: "bandwidth", defense: "defense", system: "system", "renew-until": "renewUntil" };
  const wanted = Object.entries(keys).flatMap(([option, key]) =>
    options[option] === undefined ? [] : [["--plaintext", `${key}=${options[option]}`]],
  );
  return [...wanted, ["--plaintext", `allowReinstall=${options["allow-reinstall"] === true}`]].flat();
}

const nextAfterDestroy = `
What to try next:
  npm start                                          buy another one
  npm start -- --reset                               forget the sandbox and the stack, and begin anew`;

const next = `
What to try next:
  npm start                                          again: unchanged, nothing is bought
  npm start -- --bandwidth 20                        an upgrade in place, with its price
  npm start -- --bandwidth 10                        back: booked for later, as the panel does it
  npm start -- --renew-until 2027-06-30              renew until that day
  npm start -- --system "Ubuntu 22.04 x64"           refused: it would erase the disks
  npm start -- --system "Ubuntu 22.04 x64" --allow-reinstall
  npm start -- --destroy                             give the server back`;

async function main() {
  const options = readOptions();
  if (options.help) return console.log(usage);
  const faults = faultsIn(options);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  const { pulumi } = await setup();
  mkdirSync(folder, { recursive: true });
  letPass(Number(options.days ?? 0));
  const sandbox = await startSandbox();
  // The child gets the signal as well and winds up; without a listener this process would leave it alone.
  process.on("SIGINT", () => undefined);
  try {
    console.log(`sandbox: a ZKEYS panel that is not real, at ${sandbox.url}`);
    const env = environmentFor(sandbox, pulumi);
    await select(pulumi, env);
    if (options.destroy) {
      process.exitCode = await run(pulumi, ["destroy", "--yes", "--skip-preview"], env);
    } else {
      await run(pulumi, ["config", "set-all", ...configChanges(options)], env);
      process.exitCode = await run(pulumi, ["preview"], env);
      if (process.exitCode === 0 && !options.preview)
        process.exitCode = await run(pulumi, ["up", "--yes", "--skip-preview"], env);
    }
    await printLedger(sandbox);
    if (process.exitCode === 0) console.log(options.destroy ? nextAfterDestroy : next);
  } finally {
    await sandbox.close();
  }
}

main().catch(fail);
