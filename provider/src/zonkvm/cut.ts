/** Fewer letters than these are not taken for what a panel has left of a longer text. */
const shortestCut = 4;

/** Whether a text is what a panel has kept of a longer one. */
export function isCutOf(kept: string | undefined, given: string | undefined): boolean {
  if (kept === undefined || given === undefined) return false;
  return kept.length >= shortestCut && kept.length < given.length && given.startsWith(kept);
}
