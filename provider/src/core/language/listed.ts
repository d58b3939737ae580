import { language } from "./language";

/** Things beside each other, as a list stands in a sentence: `a, b`. */
export const listed = (things: readonly (string | number)[]): string =>
  things.join(language() === "zh" ? "、" : ", ");
