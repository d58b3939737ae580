/** What `check` and `diff` cost per resource, which requests a fleet takes, and what it weighs, without the engine. */

import { counted, fleetsOf, startFor } from "./support/fleets.mjs";
import { createAll, inputsOf, newList, newPlugin, sideBySide } from "./support/plugin.mjs";
import { nodesOf, operationsIn, print, readsAndWrites, say } from "./support/tables.mjs";

export const defaultCounts = [1, 100, 1_000];
const openingSeconds = 0.2;

const bytesOf = (value) => Buffer.byteLength(JSON.stringify(value));
const meanNodes = (state) =>
  state.reduce((sum, { inputs, outputs }) => sum + nodesOf(inputs) + nodesOf(outputs), 0) / state.length;
const meanBytes = (state, key) => state.reduce((sum, one) => sum + bytesOf(one[key]), 0) / state.length;

async function microseconds(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1_000;
}

/** Checks and compares a whole fleet, one by one, as a preview does. */
async function preview(plugin, state) {
  const checked = [];
  const checkMicroseconds = await microseconds(async () => {
    for (const { inputs, wanted } of state) checked.push((await plugin.check(inputs, wanted)).inputs);
  });
  let changed = 0;
  const diffMicroseconds = await microseconds(async () => {
    for (const [index, { id, outputs }] of state.entries())
      if ((await plugin.diff(id, outputs, checked[index])).changes !== false) changed += 1;
  });
  if (changed > 0) throw new Error(`${changed} of ${state.length} unchanged resources are said to change`);
  return { check: checkMicroseconds / state.length, diff: diffMicroseconds / state.length };
}

/** Milliseconds of a processor that a piece of work takes. */
async function processorMilliseconds(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const repetitions = 5;

/** What a list takes of a processor, and the same list again while nothing in it has changed; the stand-in's own share is in both. */
async function reread(fleet, config) {
  const firsts = [];
  const others = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const list = await newList(fleet, config);
    firsts.push(await processorMilliseconds(() => list.allNow()));
    others.push(await processorMilliseconds(() => list.allNow()));
  }
  return { first: median(firsts), again: median(others) };
}

async function measure(fleet, count) {
  const { panel, config } = await startFor(fleet, openingSeconds);
  try {
    const news = inputsOf(fleet, count);
    const create = await counted(panel, () => createAll(fleet, config, news));
    const state = create.result;
    const plugin = newPlugin(fleet, config);
    const unchanged = await counted(panel, () => preview(plugin, state));
    // Once more, now that the catalogue is loaded.
    const again = await counted(panel, () => preview(plugin, state));
    const lists = await reread(fleet, config);
    const refresher = newPlugin(fleet, config);
    const refresh = await counted(panel, () =>
      sideBySide(state, fleet.parallel, ({ id, outputs }) => refresher.read(id, outputs)),
    );
    const destroyer = newPlugin(fleet, config);
    const destroy = await counted(panel, () =>
      sideBySide(state, fleet.parallel, ({ id, outputs }) => destroyer.delete(id, outputs)),
    );
    const { check, diff } = again.result;
    return {
      lists,
      requests: Object.fromEntries(
        Object.entries({ create, "unchanged preview": unchanged, refresh, destroy }).map(
          ([phase, { requests }]) => [phase, requests],
        ),
      ),
      weight: {
        fleet: fleet.name,
        resources: state.length,
        "check µs": Math.round(check),
        "diff µs": Math.round(diff),
        "requests meanwhile": again.requests.reads + again.requests.writes,
        "B of __provider": Buffer.byteLength(news[0].__provider),
        properties: Math.round(meanNodes(state)),
        "B of inputs": Math.round(meanBytes(state, "inputs")),
        "B of outputs": Math.round(meanBytes(state, "outputs")),
      },
    };
  } finally {
    await panel.close();
  }
}

/** @param options `vendors`: whose fleets; `operations`: whether to name the operations too. */
export async function run({ vendors, counts = defaultCounts, operations }) {
  const requests = [];
  const weights = [];
  const named = [];
  const lists = [];
  for (const fleet of fleetsOf(vendors)) {
    for (const count of counts) {
      say(`${count} × ${fleet.name}`);
      const result = await measure(fleet, count);
      const { first, again } = result.lists;
      lists.push({
        fleet: fleet.name,
        count,
        "first, ms of a processor": first,
        "again, ms": again,
        "first : again": first / again,
      });
      const phases = Object.entries(result.requests);
      requests.push({
        fleet: fleet.name,
        count,
        ...Object.fromEntries(phases.map(([phase, sent]) => [phase, readsAndWrites(sent)])),
      });
      weights.push(result.weight);
      for (const [phase, sent] of phases)
        named.push({ fleet: fleet.name, count, phase, operations: operationsIn(sent) });
    }
  }
  print("Requests, those that read + those that write, waiting included", requests);
  print(
    "Each resource, once the catalogue is loaded (aims: 2,000 µs, no request, 120 B of __provider, 70 properties)",
    weights,
  );
  print("The account's list, and the same once more while nothing has changed", lists);
  if (operations) print("Operations", named);
}
