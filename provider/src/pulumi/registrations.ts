import * as pulumi from "@pulumi/pulumi";
import { isProgramOfEngine } from "./program";
import { say } from "../core/language/say";
import { listed } from "../core/language/lists";

/*
 * A program whose resources wait for each other simply ends, and its SDK then tells the engine that all was registered: the engine
 * deletes what was not, and with it paid servers, before the SDK says that anything is wrong.
 */

/** Resources that the engine has not registered yet. */
const open = new Set<string>();
let isWatching = false;
let endsSeen = 0;

/** Remembers a resource until it is registered: a program that ends before that is ended as failed, and nothing is deleted. */
export function watchRegistration(resource: pulumi.Resource, name: string): void {
  open.add(name);
  resource.urn.apply(() => open.delete(name));
  // Elsewhere a program's end is not the process's.
  if (isWatching || !isProgramOfEngine()) return;
  isWatching = true;
  process.on("beforeExit", endAsFailed);
}

function endAsFailed(code: number): void {
  endsSeen += 1;
  // Others may still begin work when the loop is empty for the first time, as the SDK itself does.
  if (endsSeen < 2 || code !== 0 || open.size === 0) return;
  // Without a monitor the run was over before: the engine has said why.
  if (!pulumi.runtime.hasMonitor() || pulumi.log.hasErrors()) return;
  console.error(
    say(
      "error: {names}: never registered, because resources wait for each other: one depends on its own parent, or on something that depends on it. Nothing is deleted",
      { names: listed([...open]) },
    ),
  );
  process.exit(1);
}
