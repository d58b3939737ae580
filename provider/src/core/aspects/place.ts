import type { Aspect } from "./aspect";
import type { Reference, ResolvedNames } from "../names";
import { say } from "../language/say";

/**
 * A name that only another service can have: a line, a node, a model.
 * @param liveOf the id that the service has, as far as it is told.
 */
export function place<A, O, C>({
  property,
  liveOf,
  find,
  within,
}: {
  readonly property: keyof A & string;
  readonly liveOf: (observed: O) => string | undefined;
  readonly find: (
    catalog: C,
    text: string,
    ids: Parameters<Reference["find"]>[1],
  ) => ReturnType<Reference["find"]>;
  readonly within?: readonly string[];
}): Aspect<A, O, C> {
  const isOther = (live: string | undefined, names: ResolvedNames) => {
    const id = names[property]?.id;
    return id !== undefined && live !== undefined && id !== live;
  };
  return {
    replacedBy: [property],
    references: (catalog) => [
      {
        property,
        ...(within === undefined ? {} : { within }),
        find: (text, ids) => find(catalog, text, ids),
      },
    ],
    differences(observed, _wanted, names) {
      const live = liveOf(observed);
      const { text, id } = names[property] ?? {};
      return isOther(live, names)
        ? [
            say("its {property} is {live}, not {text} ({id})", {
              property,
              live: live ?? "",
              text: text ?? "",
              id: id ?? "",
            }),
          ]
        : [];
    },
    declares: (observed) => ({ [property]: liveOf(observed) }),
    // Where the record does not tell it, it is what it stood for when it was recorded.
    plan: ({ observed, names, recorded }) => ({
      replaces: isOther(liveOf(observed) ?? recorded?.names[property]?.id, names) ? [property] : [],
    }),
  };
}
