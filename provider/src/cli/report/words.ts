import { language } from "../../core/language/language";
import { say } from "../language/say";

/** What is counted, one of it and several. */
const things = {
  service: ["{count} service", "{count} services"],
  account: ["{count} account", "{count} accounts"],
  state: ["{count} state", "{count} states"],
  price: ["{count} price", "{count} prices"],
  day: ["{count} day", "{count} days"],
} as const;

/** `1 service`, `2 services`. */
export function counted(count: number, thing: keyof typeof things): string {
  const [one, many] = things[thing];
  return say(count === 1 ? one : many, { count });
}

/** How dates are written. */
const locales = { en: "en-GB", zh: "zh-CN" } as const;

/** A part of a date, in words. */
export function dateWords(at: Date, parts: Intl.DateTimeFormatOptions): string {
  return at.toLocaleDateString(locales[language()], { ...parts, timeZone: "UTC" });
}

/** The language of a page, as HTML names it: it also decides how letters are drawn that Chinese and Japanese share. */
export const languageTag = (): string => ({ en: "en", zh: "zh-CN" })[language()];
