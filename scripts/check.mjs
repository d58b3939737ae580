/**
 * `npm run check`: types, lint and unit tests, side by side, for people at work. What was looked at before and has not changed is not
 * looked at again; `npm test` has everything.
 */

import { join } from "node:path";
import { command, root } from "./setup.mjs";
import { lintOfChanges, sideBySide } from "./side-by-side.mjs";

// Some unit tests look at the built package.
const built = command(process.execPath, [
  join(root, "node_modules", "typescript", "bin", "tsc"),
  "--build",
  "provider",
]);
const tests = ["vitest/vitest.mjs", "run", "provider/src", "--reporter=dot"];
const isWell = await sideBySide({ ...lintOfChanges(), "unit tests": tests });
process.exitCode = built.code === 0 && isWell ? 0 : 1;
