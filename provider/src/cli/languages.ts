import { languageNamed, languageOf, setLanguage, type Language } from "../core/language/language";
import type { ConfigSource } from "../pulumi/config";

/** The language that `--lang` names; of several the last one counts, as of every option. What is no language commander refuses. */
function languageIn(args: readonly string[]): Language | undefined {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const names = own.flatMap((one, index) => {
    if (one === "--lang") return [own[index + 1]];
    return one.startsWith("--lang=") ? [one.slice("--lang=".length)] : [];
  });
  return languageNamed(names.at(-1));
}

/**
 * Chooses the language, before anything is said: a program of commander says what its options are while it is made.
 * @returns the environment with that choice, in which everything else runs: what it starts speaks the same language.
 */
export function chooseLanguage(args: readonly string[], environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const asked = languageIn(args);
  const own = asked === undefined ? environment : { ...environment, RESELLER_LANGUAGE: asked };
  setLanguage(languageOf(own));
  return own;
}

/** Goes over to the language of a stack's config, where the person has asked for none. */
export function followLanguageOf(source: ConfigSource, environment: NodeJS.ProcessEnv): void {
  const asked = languageNamed(source("reseller:language"));
  if (asked !== undefined && languageNamed(environment.RESELLER_LANGUAGE) === undefined) setLanguage(asked);
}
