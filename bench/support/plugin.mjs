/** The plugin as the engine uses it, without the engine: one check or diff at a time, several creates side by side. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const dist = fileURLToPath(new URL("../../provider/dist", import.meta.url));
const { Session } = require(`${dist}/pulumi/session.js`);
const { dynamicProvider } = require(`${dist}/pulumi/dynamic.js`);
const { providerText } = require(`${dist}/pulumi/resource.js`);
const { purchaseToken } = require(`${dist}/core/token.js`);
const { vendors } = require(`${dist}/vendors.js`);
export const { startZkeysSandbox } = require(`${dist}/sandbox/index.js`);

/** The engine's own limit: four times the cores of a small machine. */
const inFlight = 8;

export const provider = providerText("zkeys:BaremetalServer");

/** The inputs of the resource of this number, as its class makes them. */
export function inputsOf(number) {
  const urn = `urn:pulumi:dev::bench::pulumi-nodejs:dynamic/reseller:BaremetalServer::web${number}`;
  const token = purchaseToken({
    organization: "organization",
    urn,
    namespace: "",
    purchaseTriggers: undefined,
  });
  return {
    line: "Hangzhou BGP",
    product: "E5-2670 x2 / 64G",
    system: "CentOS 7.9 x64",
    __provider: provider,
    __urn: urn,
    __token: token,
  };
}

/** A plugin process that has just been started against the sandbox. */
export function newPlugin(sandbox) {
  const config = {
    "zkeys:endpoint": sandbox.url,
    "zkeys:userId": sandbox.userId,
    "zkeys:apiKey": sandbox.apiSecret,
    "reseller:pollSeconds": "0.5",
  };
  const session = new Session(vendors, undefined);
  session.configure((key) => config[key]);
  const zkeys = vendors.find(({ name }) => name === "zkeys");
  return dynamicProvider(zkeys.resources.BaremetalServer, session);
}

/** Runs `each` for all items with as many side by side as the engine has. */
export async function sideBySide(items, each) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

/** Buys so many servers through a new plugin; resolves to what the engine would have in state. */
export async function createAll(sandbox, count) {
  const plugin = newPlugin(sandbox);
  const state = [];
  const running = new Set();
  for (let number = 0; number < count; number += 1) {
    const { inputs, failures } = await plugin.check({}, inputsOf(number));
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    if (running.size >= inFlight) await Promise.race(running);
    const create = plugin.create(inputs).then(({ id, outs }) => {
      state.push({ id, inputs, outputs: { ...outs, __provider: provider } });
      running.delete(create);
    });
    running.add(create);
  }
  await Promise.all(running);
  return state;
}

/** A row for people: a name and figures. */
export function print(name, figures) {
  const words = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
  console.log(`${name.padEnd(34)} ${words.join(", ")}`);
}
