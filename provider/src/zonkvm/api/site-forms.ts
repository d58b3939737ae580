import { DateTime } from "luxon";
import { ArgumentError } from "../../core/errors";
import { filled } from "./forms";
import { say } from "../language/say";

/* How what stands inside a site is asked for: ours, and the wire's beside it. */

/** A switch as the panel takes it. */
export function onOff(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** A full path on a node, with `/` or a drive's letter in front. `..` would lead out of what was meant. */
export function pathField(property: string, path: string): string {
  const isFull = /^(?:\/|[A-Za-z]:[\\/])/.test(path);
  if (isFull && !path.split(/[\\/]/).includes("..")) return path;
  throw new ArgumentError([{ property, reason: say("must be a full path, without `..`") }]);
}

/** The name of a file in a directory. None, or one with slashes, would be the directory itself, or something elsewhere. */
export function fileNameField(property: string, name: string): string {
  if (name !== "" && name !== "." && name !== ".." && !/[\\/]/.test(name)) return name;
  throw new ArgumentError([{ property, reason: say("must be a name of a file, without slashes") }]);
}

/** {@link fileNameField} of several files. */
export function fileNamesField(property: string, names: readonly string[]): string[] {
  if (names.length > 0) return names.map((name) => fileNameField(property, name));
  throw new ArgumentError([{ property, reason: say("must hold a file at least") }]);
}

/** Several texts as one, with something between them that none of them may hold. */
export function joined(property: string, texts: readonly string[], separator: string): string {
  if (!texts.some((text) => filled(property, text).includes(separator))) return texts.join(separator);
  const reason = say("may hold no {separator} in one of its texts", { separator: JSON.stringify(separator) });
  throw new ArgumentError([{ property, reason }]);
}

/** A day as the panel takes it: `2026-05-25`. */
export function dayField(property: string, day: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(day) && DateTime.fromISO(day).isValid) return day;
  throw new ArgumentError([{ property, reason: say("must be a day, as in `2026-05-25`") }]);
}
