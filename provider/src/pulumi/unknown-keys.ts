import { environmentName } from "./environment";
import type { ConfigSource } from "./config-source";
import { distance, nearest } from "../core/find";
import { say } from "../core/language/say";

/** A variable with so many other letters is not one of ours that was mistyped. */
const mostLetters = 2;

/**
 * Keys of a namespace that nothing reads, in words: a brake with a mistyped name would be no brake. Of variables only those that look like
 * one that is read.
 * @param keys those that are read.
 */
export function unknownKeys(
  namespace: string,
  keys: readonly string[],
  source: ConfigSource,
  environment: NodeJS.ProcessEnv,
): string[] {
  const prefix = `${namespace}:`;
  const inConfig = (source.keys?.() ?? [])
    .filter((key) => key.startsWith(prefix) && !keys.includes(key.slice(prefix.length)))
    .map((key) => {
      const like = nearest(key.slice(prefix.length), keys);
      return like === undefined
        ? say("{key} is not a setting", { key })
        : say("{key} is not a setting; the nearest is {nearest}", { key, nearest: `${prefix}${like}` });
    });
  const variables = keys.map((key) => environmentName(namespace, key));
  const inEnvironment = Object.keys(environment)
    .filter((name) => name.startsWith(environmentName(namespace, "")) && !variables.includes(name))
    .flatMap((name) => {
      const like = nearest(name, variables);
      return like === undefined || distance(name, like) > mostLetters
        ? []
        : [say("the variable {name} is not read; the nearest is {like}", { name, like })];
    });
  return [...inConfig, ...inEnvironment];
}
