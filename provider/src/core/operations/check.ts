import { ArgumentError, type CheckFailure } from "../errors";
import { nearest } from "../find";
import type { Operation, Parameters, Values } from "./operation";
import { listed } from "../language/lists";
import { say } from "../language/say";

/** The faults of something that is refused. @throws what is no such refusal. */
export function faultsOf(error: unknown): readonly CheckFailure[] {
  if (error instanceof ArgumentError) return error.faults;
  throw error;
}

/** What was read of parameters, and everything that is wrong with them. */
interface AllRead<Value> {
  readonly values: Values<Value>;
  readonly faults: readonly CheckFailure[];
}

function unknownFault(name: string, parameters: Parameters<unknown>, path: string): CheckFailure {
  const names = Object.keys(parameters);
  const like = nearest(name, names);
  const reason =
    like === undefined
      ? say("is not known: there are no parameters")
      : say("is not known; did you mean {like}? There are: {names}", { like, names: listed(names) });
  return { property: path, reason };
}

/**
 * Reads parameters, and gathers everything that is wrong: names that are not known, those that are missing, values that would be taken for
 * something else.
 * @param within the path of what they stand in: `content`.
 */
export function readAll<Value>(
  parameters: Parameters<Value>,
  given: Readonly<Record<string, unknown>>,
  within = "",
): AllRead<Value> {
  const pathOf = (name: string): string => (within === "" ? name : `${within}.${name}`);
  const faults: CheckFailure[] = [];
  const values: Record<string, Value> = {};
  for (const name of Object.keys(given))
    if (!Object.hasOwn(parameters, name)) faults.push(unknownFault(name, parameters, pathOf(name)));
  for (const [name, { isRequired, read, words }] of Object.entries(parameters)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null) {
      if (isRequired) faults.push({ property: pathOf(name), reason: say("is missing: {words}", { words }) });
      continue;
    }
    try {
      values[name] = read(pathOf(name), value);
    } catch (error) {
      faults.push(...faultsOf(error));
    }
  }
  return { values, faults };
}

/** What is sent of what was given. @throws {ArgumentError} naming every fault. */
export function checked<Value>(
  operation: Operation<Value>,
  given: Readonly<Record<string, unknown>>,
): Values<Value> {
  const { values, faults } = readAll(operation.takes, given);
  const all = faults.length > 0 ? faults : (operation.check?.(values) ?? []);
  if (all.length > 0) throw new ArgumentError(all);
  return values;
}

/** The fault of parameters of which exactly one must be given. */
export function exactlyOne(...names: readonly string[]): (values: Values<unknown>) => CheckFailure[] {
  return (values) =>
    names.filter((name) => values[name] !== undefined).length === 1
      ? []
      : [{ property: names.join(", "), reason: say("exactly one of them is needed") }];
}

/** The fault of parameters of which at least one must be given. */
export function atLeastOne(...names: readonly string[]): (values: Values<unknown>) => CheckFailure[] {
  return (values) =>
    names.some((name) => values[name] !== undefined)
      ? []
      : [{ property: names.join(", "), reason: say("at least one of them is needed") }];
}
