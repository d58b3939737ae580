"use strict";

/**
 * What the engine starts as `pulumi-resource-pulumi-nodejs`, in the folder of the project: the dynamic provider of the
 * project's own `@pulumi/pulumi`, in this process.
 *
 * Started as `dynamic-provider.cjs [flags] <engine address>`; the provider prints its port.
 */

require("./lazy.cjs");
const { createRequire } = require("node:module");
const path = require("node:path");
const { installAdvice } = require("./packages.cjs");

/** How long calls that are under way may go on when the engine was killed: an order's outcome may be in the air. */
const ORPHAN_GRACE_MS = 5 * 60_000;
const ENGINE_WATCH_MS = 5_000;

// An engine that was killed cannot say so: its orphan gets another parent.
const engineProcess = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === engineProcess) return;
  clearInterval(watch);
  setTimeout(() => process.exit(0), ORPHAN_GRACE_MS);
}, ENGINE_WATCH_MS);
watch.unref();

const project = createRequire(path.join(process.cwd(), "package.json"));
try {
  project.resolve("@pulumi/pulumi/cmd/dynamic-provider");
} catch {
  console.error(
    `@pulumi/pulumi is not installed in ${process.cwd()}, where the engine starts the code of dynamic resources: ` +
      `${installAdvice(process.cwd())}. With the Automation API set \`workDir\` to a folder that has the packages`,
  );
  process.exit(1);
}
project("@pulumi/pulumi/cmd/dynamic-provider");
