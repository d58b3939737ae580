import { find as findIn, type Lookup } from "../core/find";

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

/**
 * Finds the row of this id or name.
 * @param kind for the fault: `node`.
 * @param place for the fault, where only a part of all rows is looked at: ` in the area East`.
 */
export function find<T extends Named>(
  kind: string,
  wanted: string,
  rows: readonly T[],
  place = "",
): Lookup<T> {
  return findIn(wanted, { kind, rows, idOf: ({ id }) => id, nameOf: ({ name }) => name, place });
}
