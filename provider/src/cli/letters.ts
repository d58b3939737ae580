/** Letters that are twice as wide as others in a terminal, as a class of a regular expression. */
const wideLetters =
  "\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6";

const wide = new RegExp(`[${wideLetters}]`, "g");

/** How wide a text is in a terminal, in narrow letters. */
export const shownLength = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/**
 * What a line may be broken between: words, and wide letters, which are written without spaces. What closes stays with what it follows, what
 * opens with what follows it.
 */
const piece = new RegExp(
  `\\s*[（「“《]*(?:[${wideLetters}]|[^\\s${wideLetters}]+)[，。；：、）」”》！？)\\].,;:!?]*`,
  "g",
);

function wrappedLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let now = "";
  for (const one of line.match(piece) ?? []) {
    if (now === "" || shownLength(now + one) <= width) now += one;
    else {
      lines.push(now);
      now = one.trimStart();
    }
  }
  return [...lines, now];
}

/** A text in lines of so many narrow letters at the most, as far as its words let it. */
export function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .flatMap((line) => wrappedLine(line, width))
    .join("\n");
}
