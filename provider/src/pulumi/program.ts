import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { join } from "node:path";
import { say } from "../core/language/say";

/** Whether this process runs a stack's program for the engine, and nothing else (as tests and the Automation API's callers do). */
export function isProgramOfEngine(): boolean {
  return /[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "");
}

let isHeld = false;

/**
 * Holds that the engine will find this package too: it starts its code by name in a process of its own, so that a bundle, which
 * needs no `node_modules`, is not enough.
 * @throws {RunError}
 */
export function assertInstalled(): void {
  if (isHeld || !isProgramOfEngine()) return;
  if (process.versions.bun !== undefined) {
    throw new pulumi.RunError(
      say(
        "`runtime: bun` hosts no dynamic resources, which these are: set `runtime: nodejs` in Pulumi.yaml (Bun may still install the packages)",
      ),
    );
  }
  try {
    createRequire(join(process.cwd(), "package.json")).resolve("pulumi-reseller/dynamic");
  } catch {
    throw new pulumi.RunError(
      say(
        "pulumi-reseller is not installed in {cwd}: the engine starts it there by its name, so a bundled program needs it beside the bundle as well. Run `npm install pulumi-reseller` there",
        { cwd: process.cwd() },
      ),
    );
  }
  isHeld = true;
}
