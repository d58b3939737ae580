import { language } from "./language";

const joined = (english: string, chinese: string) => (parts: readonly string[]) =>
  parts.join(language() === "zh" ? chinese : english);

/** Names or other short words: `a, b, c`. */
export const listed = joined(", ", "、");

/** Clauses, which may have commas of their own: `a is gone; b is there`. */
export const clauses = joined("; ", "；");

/** Whole sentences, without a full stop behind the last. */
export const sentences = joined(". ", "。");
