/** What a text stands for, or why it stands for nothing, in words for the user that list the candidates. */
export type Lookup<T> =
  { readonly match: T; readonly fault?: undefined } | { readonly match?: undefined; readonly fault: string };

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

const mostListed = 10;

/** `zone a (1)`; where a row has no name, its kind stands for it: `node 1`. */
export function called(kind: string, { id, name = "" }: Named): string {
  return name === "" ? `${kind} ${id}` : `${name} (${id})`;
}

/** The candidates; first those whose name holds the text, or is held by it. */
function listed(kind: string, candidates: readonly Named[], wanted: string): string {
  const looked = wanted.toLowerCase();
  const isNear = ({ name = "" }: Named) => {
    const known = name.toLowerCase();
    return known !== "" && (known.includes(looked) || looked.includes(known));
  };
  const sorted = [...candidates.filter(isNear), ...candidates.filter((candidate) => !isNear(candidate))];
  const more = sorted.length > mostListed ? `, and ${sorted.length - mostListed} more` : "";
  return `${sorted
    .slice(0, mostListed)
    .map((candidate) => called(kind, candidate))
    .join(", ")}${more}`;
}

/**
 * Finds the row of this id or name. A name counts as it is written; if none does, without regard to capitals.
 * @param kind for the fault: `node`.
 * @param place for the fault, where only a part of all rows is looked at: ` in the area East`.
 */
export function find<T extends Named>(
  kind: string,
  wanted: string,
  rows: readonly T[],
  place = "",
): Lookup<T> {
  const text = wanted.trim();
  const byId = rows.find(({ id }) => id === text);
  if (byId !== undefined) return { match: byId };
  const exact = rows.filter(({ name }) => name?.trim() === text);
  const loose =
    exact.length > 0 ? exact : rows.filter(({ name }) => name?.trim().toLowerCase() === text.toLowerCase());
  const [match, ...others] = loose;
  if (match !== undefined && others.length === 0) return { match };
  if (match !== undefined) {
    return {
      fault: `"${text}" is the name of ${loose.length} ${kind}s${place}; use an id: ${listed(kind, loose, text)}`,
    };
  }
  if (rows.length === 0) return { fault: `there is no ${kind}${place}` };
  return { fault: `there is no ${kind} "${text}"${place}; there are: ${listed(kind, rows, text)}` };
}
