/** The plugin as the engine uses it, without the engine: one check or diff at a time, several other calls side by side. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const dist = fileURLToPath(new URL("../../provider/dist", import.meta.url));
const { Session } = require(`${dist}/pulumi/session.js`);
const { dynamicProvider } = require(`${dist}/pulumi/dynamic.js`);
const { providerText } = require(`${dist}/pulumi/face.js`);
const { purchaseToken } = require(`${dist}/core/order/token.js`);
const { vendorLoaders } = require(`${dist}/vendors.js`);

/** The inputs of each resource of a fleet, as its class makes them. */
export function inputsOf({ vendor, type, resources }, count) {
  return resources(count).map((args, number) => {
    const urn = `urn:pulumi:dev::bench::pulumi-nodejs:dynamic/reseller/${vendor}:${type}::web${number}`;
    const purchase = { organization: "organization", urn, namespace: "", purchaseTriggers: undefined };
    return {
      ...args,
      __provider: providerText(`${vendor}:${type}`),
      __urn: urn,
      __token: purchaseToken(purchase),
    };
  });
}

/** A plugin process that has just been started with this config. */
export function newPlugin({ vendor, type }, config) {
  const settings = { ...config, "reseller:pollSeconds": "0.5" };
  const session = new Session(vendorLoaders, undefined);
  session.configure((key) => settings[key]);
  return dynamicProvider(() => session.lifecycle(`${vendor}:${type}`), session);
}

/** The list that all resources of an account share, as a plugin that has just been started has it. */
export async function newList({ vendor, list }, config) {
  const opened = await vendorLoaders[vendor]();
  const settings = Object.entries(config).map(([key, value]) => [key.split(":")[1], value]);
  const surroundings = { now: () => new Date(), sleep: () => Promise.resolve() };
  return opened.open(Object.fromEntries(settings), "default", surroundings).session[list];
}

/** Runs `each` for all items, with so many side by side. */
export async function sideBySide(items, parallel, each) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

/** Creates a fleet through a new plugin; resolves to what the engine would have in state. */
export async function createAll(fleet, config, news) {
  const plugin = newPlugin(fleet, config);
  const running = new Set();
  const state = [];
  for (const wanted of news) {
    const { inputs, failures } = await plugin.check({}, wanted);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    if (running.size >= fleet.parallel) await Promise.race(running);
    const create = plugin.create(inputs).then(({ id, outs }) => {
      const outputs = { ...outs, __provider: wanted.__provider };
      state.push({ id, wanted, inputs, outputs });
      running.delete(create);
    });
    running.add(create);
  }
  await Promise.all(running);
  return state;
}
