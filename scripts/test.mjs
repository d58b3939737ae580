/** `npm test [-- <arguments of vitest>]`: set-up, lint, every test. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, fail, root, setup } from "./setup.mjs";
import { lint, sideBySide } from "./side-by-side.mjs";

/** The totals of vitest's report; a test file that could not even be loaded counts as one failure. */
function totals(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

await setup().catch(fail);

const isLinted = await sideBySide(lint);

const folder = mkdtempSync(join(tmpdir(), "pulumi-reseller-test-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const tests = command(process.execPath, [vitest, "run", ...reporters, ...process.argv.slice(2)]).code;
const { passed, failed, skipped } = totals(report);
rmSync(folder, { recursive: true, force: true });

if (!isLinted) console.log("lint failed: see above");
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = tests === 0 && isLinted ? 0 : 1;
