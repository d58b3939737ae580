import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { ArgumentError, ConfigurationError, messageOf } from "../core/errors";
import { GivenFile } from "../core/operations/given-file";
import { parseExactly } from "../core/wire/json";
import { say } from "./language/say";

/** Parameters as they are given on the command line. */
export interface GivenParameters {
  /** A JSON object, `@file`, or `-` for the standard input. */
  readonly json?: string;
  /** `name=value`. */
  readonly param?: readonly string[];
}

const standardInput = 0;

function contentOf(file: string | typeof standardInput): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigurationError(
      say("the parameters cannot be read: {reason}", { reason: messageOf(error) }),
    );
  }
}

function objectIn(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    // An id of twenty digits would be another one as a number.
    value = parseExactly(json);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw new ArgumentError([
    {
      property: "--json",
      reason: say("must be a JSON object, such as {example}", { example: `'{"id":1}'` }),
    },
  ]);
}

/** `name=value`, or `name=@file` with the content of a file as the value. */
function pairOf(pair: string): [name: string, value: string | GivenFile] {
  const at = pair.indexOf("=");
  if (at < 1) throw new ArgumentError([{ property: "--param", reason: say("must be name=value") }]);
  const value = pair.slice(at + 1);
  if (!value.startsWith("@")) return [pair.slice(0, at), value];
  const path = value.slice(1);
  return [pair.slice(0, at), new GivenFile(basename(path), contentOf(path))];
}

/** The steps of a name: `pack[sql]`, `content.cpu`. */
function stepsOf(name: string): string[] {
  if (!/^[^.[\]]+(?:\.[^.[\]]+|\[[^.[\]]+\])+$/.test(name)) return [name];
  return name.split(/[.[\]]+/).filter((step) => step !== "");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof GivenFile)
  );
}

/** Puts a value where its name says. @throws {ArgumentError} when there is one already. */
function put(given: Record<string, unknown>, name: string, value: unknown): void {
  const twice = () => new ArgumentError([{ property: name, reason: say("was given twice") }]);
  const steps = stepsOf(name);
  const last = steps.pop() ?? name;
  let inner = given;
  for (const step of steps) {
    const next = Object.hasOwn(inner, step) ? inner[step] : {};
    if (!isObject(next)) throw twice();
    inner[step] = next;
    inner = next;
  }
  if (Object.hasOwn(inner, last)) throw twice();
  inner[last] = value;
}

/** The JSON text that was given, by itself, in a file, or by the standard input. */
function jsonIn(json: string): string {
  if (json === "-") return contentOf(standardInput).toString("utf8");
  return json.startsWith("@") ? contentOf(json.slice(1)).toString("utf8") : json;
}

/** Parameters by their documented names, those inside others in their places. @throws {ArgumentError} when one was given twice. */
export function nested(pairs: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [name, value] of pairs) put(given, name, value);
  return given;
}

/** All parameters that were given, by their names. @throws {ArgumentError} when one was given twice. */
export function givenParameters({ json, param = [] }: GivenParameters): Readonly<Record<string, unknown>> {
  const written = json === undefined ? {} : objectIn(jsonIn(json));
  return nested([...Object.entries(written), ...param.map(pairOf)]);
}
