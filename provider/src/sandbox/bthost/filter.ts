import type { FormValue } from "../form";

/** Words that an injection filter looks for, as whole values. */
const injection =
  /^(exp|neq|gt|egt|lt|elt|or|xor|like|notlike|not like|not between|notbetween|between|not exists|notexists|exists|not null|notnull|null|between time|not between time|notbetween time|notin|not in|in)$/i;

/** What `<` begins, up to `>` or the end; before white space it begins nothing. */
const tags = /<(?!\s)[^>]*(>|$)/g;

/** A single value as every one is before it is used: trimmed, without tags, escaped. */
export function filtered(value: string, escapesApostrophes: boolean): string {
  const escaped = value
    .replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, "")
    .replace(tags, "")
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  const safe = escapesApostrophes ? escaped.replaceAll("'", "&#039;") : escaped;
  return injection.test(safe) ? `${safe} ` : safe;
}

/** The same for everything in a tree. */
export function filteredTree(value: FormValue, escapesApostrophes: boolean): FormValue {
  if (typeof value === "string") return filtered(value, escapesApostrophes);
  if (Array.isArray(value)) return value.map((one) => filteredTree(one, escapesApostrophes));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, filteredTree(one, escapesApostrophes)]),
  );
}
