import { diagnosticsOf } from "./diagnostics";
import { InProcessStack } from "./in-process/stack";
import { Stack, type Commands } from "./stack";

/** The two ways to run the commands of a stack. */
export const drivers = {
  "through the real engine": (environment: NodeJS.ProcessEnv): Commands =>
    new Stack(undefined, {}, { environment }),
  "in process": (environment: NodeJS.ProcessEnv): Commands =>
    new InProcessStack(undefined, {}, { environment }),
} as const;
export type Driver = keyof typeof drivers;
// `as`: the keys of an object that is written down here.
export const driverNames = Object.keys(drivers) as readonly Driver[];

/** A text without what differs from run to run: ports, times, the panels' numbers, which resource is looked at last. */
export function withoutChance(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, "<panel>")
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?/g, "<time>")
    .replace(/\d{4}-\d\d-\d\d/g, "<day>")
    .replace(/\d{14,}/g, "<number>")
    .replace(/\d+m \(reseller:quarantineMinutes\)/g, "<minutes>")
    .replace(/ \[this run so far: [^\]]*\]/g, "");
}

/** What a command has said of a resource, in the end. */
export function saidOf(text: string, type: string, name: string): string[] {
  const lines = withoutChance(diagnosticsOf(text, type, name)).split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
