/** `npm run bench`: set-up, then the benchmarks of `bench/`, or those that are named. */

import { parseArgs } from "node:util";
import { fail, setup } from "./setup.mjs";

const benchmarks = ["calls", "engine"];
const vendors = ["zkeys", "rstack", "proxy911", "zonkvm", "bthost"];

const usage = `npm run bench -- [calls|engine] [zkeys|rstack|proxy911|zonkvm|bthost] [options]

  calls                what check and diff cost, the requests of a fleet, the bytes of each resource: without the engine
  engine               wall time against a resource that does nothing, and requests, through the real engine

  --counts 1,100,1000  how many to measure (default: calls 1, 100 and 1,000; engine 100)
  --operations         also say which operations the requests were
  --properties         engine: also against a resource that does nothing and has as many properties: the engine's time grows with them
  --without-plain      engine: not against what people would write instead, which takes many minutes for 1,000
  --help`;

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        counts: { type: "string" },
        operations: { type: "boolean", default: false },
        properties: { type: "boolean", default: false },
        "without-plain": { type: "boolean", default: false },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`, { cause: error });
  }
}

function countsIn(text) {
  const counts = text?.split(",").map(Number);
  if (counts?.every((count) => Number.isInteger(count) && count > 0 && count <= 1_000) === false)
    throw new Error(`--counts takes whole numbers from 1 to 1000, such as 1,100\n\n${usage}`);
  return counts;
}

async function main() {
  const { values, positionals } = readOptions();
  if (values.help) return console.log(usage);
  const counts = countsIn(values.counts);
  const unknown = positionals.filter((word) => ![...benchmarks, ...vendors].includes(word));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}\n\n${usage}`);
  /** Those of a list that are named, or all of it. */
  const chosen = (names) => {
    const some = names.filter((name) => positionals.includes(name));
    return some.length > 0 ? some : names;
  };
  await setup();
  for (const name of chosen(benchmarks)) {
    const { run } = await import(`../bench/${name}.mjs`);
    const { operations, properties, "without-plain": isWithoutPlain } = values;
    await run({ vendors: chosen(vendors), counts, operations, properties, isWithoutPlain });
  }
}

await main().catch(fail);
