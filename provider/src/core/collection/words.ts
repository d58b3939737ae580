import type { CollectionKind } from "./collection-kind";
import { messageOf } from "../errors";
import { clauses, listed } from "../language/lists";
import { say } from "../language/say";

/** How many names a line gives as examples. */
const examples = 3;

/** `1 account`, `2 accounts`. */
export function counted({ words }: CollectionKind, count: number): string {
  return `${count} ${count === 1 ? words.one : words.many}`;
}

/** The first of many, and that there are more. @param join how they stand side by side. */
export function some(parts: readonly string[], join: (parts: readonly string[]) => string = listed): string {
  return join([...parts.slice(0, examples), ...(parts.length > examples ? ["…"] : [])]);
}

/** Names that are to be deleted, all of them, and what is to be known of that. */
export function wordsOfDeleted({ lingering }: CollectionKind, names: readonly string[]): string {
  const list = listed(names);
  return lingering === undefined
    ? list
    : say("{names}: {meanwhile}", { names: list, meanwhile: lingering.meanwhile });
}

/** What went wrong with many, each reason once. */
export function reasonsOf(failures: ReadonlyMap<string, unknown>): string {
  const names = new Map<string, string[]>();
  for (const [name, error] of failures) {
    const reason = messageOf(error);
    names.set(reason, [...(names.get(reason) ?? []), name]);
  }
  return some(
    [...names].map(([reason, of]) => say("{names}: {reason}", { names: some(of), reason })),
    clauses,
  );
}
