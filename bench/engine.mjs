/**
 * Wall time of `pulumi up` and of an unchanged preview, against a dynamic resource that does nothing, in the same run; and the
 * requests that the real engine makes us send.
 *
 * The engine writes the whole state at every step, so what a resource weighs counts: the no-op weighs what the resource does.
 */

import { createRequire } from "node:module";
import { counted, fleetsOf, startFor } from "./support/fleets.mjs";
import { newProject } from "./support/project.mjs";
import { operationsIn, print, readsAndWrites, say } from "./support/tables.mjs";

const { environmentName } = createRequire(import.meta.url)("../provider/dist/pulumi/config.js");

export const defaultCounts = [100];

const commands = {
  up: ["up", "--yes", "--skip-preview"],
  "unchanged preview": ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Runs the commands in turn; `within` runs each, and says what else is to be known of it. */
async function measure(program, parallel, environment, within) {
  const project = await newProject(program, environment);
  try {
    const figures = {};
    let bytes;
    for (const [name, words] of Object.entries(commands)) {
      const { result, ...more } = await within(() => project.run(...words, "--parallel", String(parallel)));
      figures[name] = { seconds: result, ...more };
      if (name === "up") bytes = project.stateBytes() / program.resources.length;
    }
    return { figures, bytes };
  } finally {
    project.remove();
  }
}

async function measureFleet(fleet, resources) {
  const { panel, config } = await startFor(fleet, 0);
  const entries = Object.entries({ ...config, "reseller:pollSeconds": "0.02" });
  const environment = Object.fromEntries(
    entries.map(([key, value]) => [environmentName(...key.split(":")), value]),
  );
  try {
    const program = { type: fleet.type, resources };
    return await measure(program, fleet.parallel, environment, (work) => counted(panel, work));
  } finally {
    await panel.close();
  }
}

const measureNoop = ({ parallel }, resources, padding) =>
  measure({ type: "Noop", resources, padding }, parallel, {}, async (work) => ({ result: await work() }));

/** @param options `vendors`: whose fleets; `operations`: whether to name the operations too. */
export async function run({ vendors, counts = defaultCounts, operations }) {
  const times = [];
  const requests = [];
  const named = [];
  for (const fleet of fleetsOf(vendors)) {
    for (const count of counts) {
      const resources = fleet.resources(count);
      say(`${count} × ${fleet.name}`);
      const ours = await measureFleet(fleet, resources);
      say(`as many that do nothing and weigh as much`);
      const empty = await measureNoop(fleet, resources.slice(0, 1), 0);
      // Inputs and outputs both carry the padding.
      const padding = Math.max(0, Math.round((ours.bytes - empty.bytes) / 2));
      const noop = await measureNoop(fleet, resources, padding);
      const compare = (phase) => {
        const [mine, its] = [ours, noop].map(({ figures }) => figures[phase].seconds);
        return `${mine.toFixed(1)} : ${its.toFixed(1)} = ${(mine / its).toFixed(2)}`;
      };
      const phases = Object.entries(ours.figures);
      times.push({
        fleet: fleet.name,
        count,
        ...Object.fromEntries(phases.map(([phase]) => [phase, compare(phase)])),
        "B of state each": Math.round(ours.bytes),
      });
      requests.push({
        fleet: fleet.name,
        count,
        ...Object.fromEntries(phases.map(([phase, figure]) => [phase, readsAndWrites(figure.requests)])),
      });
      for (const [phase, figure] of phases)
        named.push({ fleet: fleet.name, count, phase, operations: operationsIn(figure.requests) });
    }
  }
  print("Seconds, ours : no-op as heavy = ratio (aim: 1.2)", times);
  print("Requests through the real engine, those that read + those that write", requests);
  if (operations) print("Operations", named);
}
