import type { CheckFailure } from "./errors";
import { say } from "./language/say";

/** Names and the ids they stand for, kept while the text is unchanged: `{ line: { text, id } }`. */
export type ResolvedNames = Readonly<Record<string, { readonly text: string; readonly id: string }>>;

/** The ids that the arguments stand for. */
export interface Resolution {
  readonly names: ResolvedNames;
  readonly faults: readonly CheckFailure[];
}

/** The ids that references stand for, by argument. */
type Ids = Readonly<Record<string, string | undefined>>;

/** An argument that names something in the vendor's catalogue. */
export interface Reference {
  readonly property: string;
  /**
   * The references that give the name its meaning: a line has its own models. It is looked up anew when one of them stands for
   * something else, and not at all while one of them stands for nothing.
   */
  readonly within?: readonly string[];
  /** @param ids what the references before this one stand for. */
  readonly find: (
    text: string,
    ids: Ids,
  ) => { readonly match?: { readonly id: string } | undefined; readonly fault?: string | undefined };
}

/**
 * Names → ids, reference by reference. A text that was resolved before keeps its id, whatever the catalogue calls it now, as long
 * as what it lies within stays the same.
 * @param kept what was resolved before; empty where something is to be bought.
 */
export function resolveNames(
  wanted: Readonly<Record<string, unknown>>,
  kept: ResolvedNames,
  references: readonly Reference[],
): Resolution {
  const names: Record<string, { text: string; id: string }> = {};
  const faults: CheckFailure[] = [];
  for (const { property, within = [], find } of references) {
    const text = wanted[property];
    if (typeof text !== "string" || within.some((other) => names[other] === undefined)) continue;
    const before = kept[property];
    if (before?.text === text && within.every((other) => kept[other]?.id === names[other]?.id)) {
      names[property] = before;
      continue;
    }
    const ids = Object.fromEntries(Object.entries(names).map(([key, { id }]) => [key, id]));
    const { match, fault = say("is not known") } = find(text, ids);
    if (match === undefined) faults.push({ property, reason: fault });
    else names[property] = { text, id: match.id };
  }
  return { names, faults };
}
