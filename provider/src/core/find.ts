import { say } from "./language/say";
import { listed } from "./language/lists";

/** What a text stands for, or why it stands for nothing, in words for the user that list the candidates. */
export type Lookup<T> =
  { readonly match: T; readonly fault?: undefined } | { readonly match?: undefined; readonly fault: string };

/** What is looked through. */
export interface Choice<T> {
  /** For the fault: `node`. */
  readonly kind: string;
  /** What an id may stand for. */
  readonly rows: readonly T[];
  /** What a name may stand for: a service may still be on a line that is no longer sold. Default: all rows. */
  readonly named?: readonly T[];
  readonly idOf: (row: T) => string;
  readonly nameOf: (row: T) => string | undefined;
  /** For the fault, where only a part of all rows is looked at: ` in the area East`, in Chinese `（区域 East）`: it stands behind what is meant. */
  readonly place?: string;
}

/** Finds the row of this id or name. A name counts as it is written; if none does, without regard to capitals. */
export function find<T>(wanted: string, choice: Choice<T>): Lookup<T> {
  const { kind, rows, named = rows, idOf, nameOf, place = "" } = choice;
  const text = wanted.trim();
  const byId = rows.find((row) => idOf(row) === text);
  if (byId !== undefined) return { match: byId };
  const exact = named.filter((row) => nameOf(row)?.trim() === text);
  const loose =
    exact.length > 0
      ? exact
      : named.filter((row) => nameOf(row)?.trim().toLowerCase() === text.toLowerCase());
  const [match, ...others] = loose;
  if (match !== undefined && others.length === 0) return { match };
  if (match !== undefined) {
    return {
      fault: say('"{text}" is the name of {count} {kind}s{place}; use an id: {candidates}', {
        text,
        count: loose.length,
        kind,
        place,
        candidates: wordsOfCandidates(loose, text, choice),
      }),
    };
  }
  if (named.length === 0) return { fault: say("there is no {kind}{place}", { kind, place }) };
  return {
    fault: say('there is no {kind} "{text}"{place}; there are: {candidates}', {
      kind,
      text,
      place,
      candidates: wordsOfCandidates(named, text, choice),
    }),
  };
}

/** `zone a (1)`; where a row has no name, its kind stands for it: `node 1`. */
export function called(kind: string, id: string, name = ""): string {
  return name === "" ? `${kind} ${id}` : `${name} (${id})`;
}

const mostListed = 10;

/** The candidates, those that look most like the text first: they contain it or are contained in it, or differ in few letters. */
function wordsOfCandidates<T>(
  candidates: readonly T[],
  text: string,
  { kind, idOf, nameOf }: Choice<T>,
): string {
  const looked = text.toLowerCase();
  const nearest = candidates
    .map((row) => ({
      words: called(kind, idOf(row), nameOf(row)),
      name: (nameOf(row) ?? "").toLowerCase(),
    }))
    .map(({ words, name }) => ({ words, far: isPartOf(looked, name) ? 0 : distance(name, looked) }))
    .sort((a, b) => a.far - b.far)
    .map(({ words }) => words);
  const names = listed(nearest.slice(0, mostListed));
  return nearest.length > mostListed
    ? say("{names}, and {count} more", { names, count: nearest.length - mostListed })
    : names;
}

/** The name that a text looks most like; `undefined` where there is none. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const looked = text.toLowerCase();
  const far = (name: string): number => distance(name.toLowerCase(), looked);
  return [...names].sort((a, b) => far(a) - far(b))[0];
}

function isPartOf(looked: string, name: string): boolean {
  return name !== "" && (name.includes(looked) || looked.includes(name));
}

/** How many letters must be put in, taken out or replaced to make one text of the other (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
