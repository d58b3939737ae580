import { expect } from "vitest";

/** The ends of steps, as the engine writes them. */
const ended =
  /\b(?:created|updated|deleted|replaced|refreshed|read)\b(?: replacement| original)?(?: \([\d.]+m?s\))? /;

/** What is said while something is under way. */
const underWay = /(?:waiting|looking|adding|changing|deleting|正在).*[（(]\d+ ?\p{L}+[)）]$/u;

/**
 * Holds what everything that the engine prints has in common: no words of what is under way beside what is done, no properties that are only
 * ours, and no error of ours beside the stack besides its own place.
 */
export function expectTidy(text: string): void {
  const lines = text.split("\n");
  expect(lines.filter((line) => ended.test(line) && underWay.test(line))).toEqual([]);
  expect(lines.filter((line) => /\[diff: [^\]]*__|^\s*[~+-]? *__\w+ *:/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^ {2,}(?:pulumi:pulumi:Stack.*)?Error: /.test(line))).toEqual([]);
}
