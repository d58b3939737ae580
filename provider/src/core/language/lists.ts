import { language } from "./language";

const joined = (english: string, chinese: string) => (parts: readonly (string | number)[]) =>
  parts.join(language() === "zh" ? chinese : english);

/** Names or other short words: `a, b, c`. */
export const listed = joined(", ", "、");

/** Clauses, which may have commas of their own: `a is gone; b is there`. */
export const clauses = joined("; ", "；");

/** What is added up, or holds together: `CNY 900.00 and USD 20.00`. */
export const together = joined(" and ", " 和 ");

/** What is done one after the other. */
export const inTurn = joined("; then ", "；然后");

/** Whole sentences, without a full stop behind the last. */
export const sentences = joined(". ", "。");
