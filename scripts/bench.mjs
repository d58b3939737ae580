/** `npm run bench [-- <name>…]`: set-up, then every benchmark of `bench/`, or those whose name contains a given word. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { command, fail, root, setup } from "./setup.mjs";

const words = process.argv.slice(2);

await setup().catch(fail);
const benchmarks = readdirSync(join(root, "bench"))
  .filter((name) => name.endsWith(".mjs"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();
for (const name of benchmarks) {
  console.log(`\n== ${name}`);
  if (command(process.execPath, [join("bench", name)]).code !== 0) process.exitCode = 1;
}
