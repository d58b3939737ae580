/** The languages that this package speaks. What a panel says is always kept in the panel's own words. */
export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** The language of that name, where it is one of ours. */
export const languageNamed = (name: string | undefined): Language | undefined =>
  languages.find((one) => one === name);

/** What a machine is set to, as POSIX has it: the first of these variables that is not empty counts. */
const localeVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

/** The language of a machine: `RESELLER_LANGUAGE`, or what its locale says; English for any other. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const asked = languageNamed(environment.RESELLER_LANGUAGE);
  if (asked !== undefined) return asked;
  const locale = localeVariables.map((name) => environment[name] ?? "").find((value) => value !== "");
  return locale !== undefined && /^zh(?:[_.@-]|$)/i.test(locale) ? "zh" : "en";
}

let chosen: Language | undefined;

/** The language of this process: the chosen one, or the machine's. */
export function language(): Language {
  chosen ??= languageOf(process.env);
  return chosen;
}

/** What is said at once in another language than this process's: names that a program keeps. */
export function spokenIn<Said>(language: Language, speak: () => Said): Said {
  const before = chosen;
  chosen = language;
  try {
    return speak();
  } finally {
    chosen = before;
  }
}

/** Chooses the language of this process. What is said afterwards is said in it; `undefined` takes the machine's again. */
export function setLanguage(language: Language | undefined): void {
  chosen = language;
}

/** Whether words have Chinese letters. */
export const hasChinese = (words: string): boolean => /\p{Script=Han}/u.test(words);
