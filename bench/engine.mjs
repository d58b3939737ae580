/**
 * Wall time of each command through the real engine: ours, what a user would write instead (`support/plain.cjs`) and a resource that does
 * nothing, in the same run; and the requests that each makes.
 *
 * The engine writes the whole state at every step, so what a resource weighs counts: the no-op weighs what ours does.
 */

import { createRequire } from "node:module";
import { counted, fleetsOf, startFor } from "./support/fleets.mjs";
import { newProject } from "./support/project.mjs";
import { nodesOf, operationsIn, print, readsAndWrites, say } from "./support/tables.mjs";

const { environmentName } = createRequire(import.meta.url)("../provider/dist/pulumi/environment.js");

export const defaultCounts = [100];
/** How long a resource waits between two looks. */
const pollSeconds = 0.02;

const commands = {
  up: ["up", "--yes", "--skip-preview"],
  "unchanged preview": ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** What each resource of a state weighs. */
function weightOf(text) {
  const { resources = [] } = JSON.parse(text).checkpoint.latest;
  const own = resources.filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"));
  const each = (nodes) => own.reduce((sum, one) => sum + nodes(one), 0) / own.length;
  const inputs = each((one) => nodesOf(one.inputs));
  const outputs = each((one) => nodesOf(one.outputs));
  return { bytes: JSON.stringify(own).length / own.length, properties: inputs + outputs, inputs, outputs };
}

/** Runs the commands in turn; `within` runs each, and says what else is to be known of it. */
async function measure(program, parallel, environment, within) {
  const project = await newProject(program, environment);
  try {
    const figures = {};
    let weight;
    for (const [name, words] of Object.entries(commands)) {
      const { result, ...more } = await within(() => project.run(...words, "--parallel", String(parallel)));
      figures[name] = { ...result, ...more };
      if (name === "up") weight = weightOf(project.stateText());
    }
    return { figures, ...weight };
  } finally {
    project.remove();
  }
}

/** Measures a program that buys from the stand-in of a fleet. */
async function measureOnPanel(fleet, program) {
  const { panel, config } = await startFor(fleet, 0);
  const settings = {
    ...config,
    "reseller:pollSeconds": String(pollSeconds),
    [`${fleet.vendor}:pollMs`]: String(pollSeconds * 1_000),
  };
  const environment = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [environmentName(...key.split(":")), value]),
  );
  try {
    return await measure(program, fleet.parallel, environment, (work) => counted(panel, work));
  } finally {
    await panel.close();
  }
}

const measureNoop = ({ parallel }, program) =>
  measure({ type: "Noop", ...program }, parallel, {}, async (work) => ({ result: await work() }));

/** As many that do nothing and weigh as much. @param more the properties that each has besides its own. */
async function measureNothing(fleet, resources, ours, more) {
  const empty = await measureNoop(fleet, { resources: resources.slice(0, 1), padding: 0, more });
  // Inputs and outputs both carry the padding.
  const padding = Math.max(0, Math.round((ours.bytes - empty.bytes) / 2));
  return measureNoop(fleet, { resources, padding, more });
}

/** The inputs of one that does nothing: itself, its name, padding and provider, and how many outputs it has besides them. */
const ownInputs = 5;

async function measureFleet(fleet, count, isShaped, isWithoutPlain) {
  const resources = fleet.resources(count);
  say(`${count} × ${fleet.name}`);
  const ours = await measureOnPanel(fleet, { vendor: fleet.vendor, type: fleet.type, resources });
  say("as many that do nothing and weigh as much");
  const all = { ours, noop: await measureNothing(fleet, resources, ours) };
  if (isShaped) {
    say("as many that do nothing and have as many properties");
    const more = {
      inputs: Math.round(ours.inputs - ownInputs),
      outputs: Math.round(ours.outputs - ours.inputs),
    };
    all.shaped = await measureNothing(fleet, resources, ours, more);
  }
  if (fleet.plain === undefined || isWithoutPlain) return all;
  say("as many as a user would write them");
  return { ...all, plain: await measureOnPanel(fleet, { file: fleet.plain, resources }) };
}

const requestsIn = (measured, phase) =>
  measured === undefined ? undefined : readsAndWrites(measured.figures[phase].requests);
/** Of the time, and of the processor's: where others work on the same machine, the second tells more. */
const ratio = (mine, its) =>
  its === undefined
    ? undefined
    : ["seconds", "processor"].map((key) => (mine[key] / its[key]).toFixed(2)).join(" / ");

/** @param options `vendors`: whose fleets; `operations`: whether to name the operations too; the others: see the command's help. */
export async function run({
  vendors,
  counts = defaultCounts,
  operations,
  properties: isShaped,
  isWithoutPlain,
}) {
  const times = [];
  const weights = [];
  const named = [];
  for (const fleet of fleetsOf(vendors)) {
    for (const count of counts) {
      const all = await measureFleet(fleet, count, isShaped, isWithoutPlain);
      const { ours, noop, shaped, plain } = all;
      for (const phase of Object.keys(commands)) {
        const [mine, nothing, alike, its] = [ours, noop, shaped, plain].map(
          (measured) => measured?.figures[phase],
        );
        times.push({
          fleet: fleet.name,
          count,
          command: phase,
          "no-op s": nothing.seconds,
          "plain s": its?.seconds,
          "ours s": mine.seconds,
          "ours : no-op": ratio(mine, nothing),
          ...(isShaped ? { "ours : no-op with as many properties": ratio(mine, alike) } : {}),
          "ours : plain": ratio(mine, its),
          "requests of plain": requestsIn(plain, phase),
          "requests of ours": requestsIn(ours, phase),
        });
        const sent = operationsIn(ours.figures[phase].requests);
        named.push({ fleet: fleet.name, count, command: phase, operations: sent });
      }
      for (const [whose, measured] of Object.entries(all)) {
        const { bytes, properties } = measured ?? {};
        weights.push({ fleet: fleet.name, count, whose, "B of state": bytes, properties });
      }
    }
  }
  print(
    "Seconds through the real engine, and ratios of these / of processor time (aim: 1.2 × the no-op, which weighs as much); requests, those that read + those that write",
    times,
  );
  print("State of each resource", weights);
  if (operations) print("Operations", named);
}
