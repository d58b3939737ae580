import { argumentOf, parseArguments, UNKNOWN, type ParsedArguments } from "../arguments";
import type { CollectionArguments, CollectionKind, Want } from "./collection-kind";
import type { CheckFailure } from "../errors";
import { accountOf, argumentsIn, registerSecrets, type Properties, type Wish } from "../flow/resource";
import type { Run } from "../run";
import { say } from "../language/say";
import { together } from "../language/lists";

/** What of single members is not known yet, by name. */
export type OpenParts = ReadonlyMap<string, ReadonlySet<string>>;

interface ParsedCollection extends ParsedArguments<CollectionArguments> {
  /** Of members whose names are known: these are not among what is unknown. */
  readonly open: OpenParts;
}

/** A collection as its inputs describe it. */
export type CollectionWish = Wish<CollectionArguments> & Pick<ParsedCollection, "open">;

const isRecord = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is given for each member, as far as it is an object at all. */
function membersOf({ named }: CollectionKind, given: Properties): [name: string, own: unknown][] {
  const members = given[named.argument];
  return isRecord(members) ? Object.entries(members) : [];
}

/** The arguments among the inputs of a collection. What is not known yet of one member hides neither its name nor the other members. */
export function parse(kind: CollectionKind, inputs: Properties): ParsedCollection {
  const { argument, own, secrets } = kind.named;
  const members = membersOf(kind, inputs);
  // Also the secrets in arguments that are wrong elsewhere.
  for (const [, one] of members) if (isRecord(one)) registerSecrets(secrets, one);
  const open = new Map<string, ReadonlySet<string>>();
  const known = members.map(([name, one]): [string, unknown] => {
    const parts = Object.keys(own.shape).filter(
      (key) => one === UNKNOWN || (isRecord(one) && one[key] === UNKNOWN),
    );
    if (parts.length > 0) open.set(name, new Set(parts));
    if (one === UNKNOWN) return [name, {}];
    const isKnown = ([, value]: [string, unknown]): boolean => value !== UNKNOWN;
    return [name, isRecord(one) ? Object.fromEntries(Object.entries(one).filter(isKnown)) : one];
  });
  const given = {
    ...argumentsIn(inputs),
    ...(isRecord(inputs[argument]) ? { [argument]: Object.fromEntries(known) } : {}),
  };
  const parsed = parseArguments<CollectionArguments>(kind.arguments, given);
  const nameFaults = members.flatMap(([name]) => {
    const reason = kind.named.faultOf?.(name);
    return reason === undefined ? [] : [{ property: `${argument}.${name}`, reason }];
  });
  return { ...parsed, open, faults: [...parsed.faults, ...nameFaults] };
}

/** Reads the inputs of a collection. @throws {ConfigurationError} when its account is not configured. */
export function readWish(kind: CollectionKind, run: Run, inputs: Properties): CollectionWish {
  return {
    ...parse(kind, inputs),
    urn: typeof inputs.__urn === "string" ? inputs.__urn : "",
    token: typeof inputs.__token === "string" ? inputs.__token : "",
    names: {},
    account: accountOf(run, kind.vendor, inputs.account),
  };
}

/** Everything that is not known yet, in the words of the preview. */
export function unknownOf({ named }: CollectionKind, { unknown, open }: CollectionWish): string[] {
  const parts = [...open].flatMap(([name, keys]) =>
    keys.size === Object.keys(named.own.shape).length
      ? [`${named.argument}.${name}`]
      : [...keys].map((key) => `${named.argument}.${name}.${key}`),
  );
  return [...unknown, ...parts];
}

/** Whether the members cannot be told yet. Named ones stay or go by their names, whatever else is not known. */
export function isUndecided(kind: CollectionKind, { unknown, wanted }: CollectionWish): boolean {
  const { named, numbered, replacedBy } = kind;
  const has = (key: string | undefined): boolean => key !== undefined && unknown.has(key);
  if ([named.argument, numbered?.prefix, numbered?.count].some(has)) return true;
  return !(named.argument in wanted) && replacedBy.some(has);
}

/** The members that are named, each with what it has of its own, else with what the collection has. Absent where none are. */
export function namedWants(
  { named }: CollectionKind,
  { wanted, open }: { readonly wanted: Partial<CollectionArguments>; readonly open?: OpenParts | undefined },
): ReadonlyMap<string, Want> | undefined {
  const values: Properties = { ...wanted };
  const members = values[named.argument];
  if (!isRecord(members)) return undefined;
  const wantOf = ([name, own]: [string, unknown]): [string, Want] => {
    const isOpen = (key: string): boolean => open?.get(name)?.has(key) === true;
    return [name, wantFrom(named.own.shape, isRecord(own) ? own : {}, values, isOpen)];
  };
  return new Map(Object.entries(members).map(wantOf));
}

/** What is wanted of a member that has nothing of its own. */
export function commonWant({ named }: CollectionKind, wanted: Partial<CollectionArguments>): Want {
  return wantFrom(named.own.shape, {}, { ...wanted }, () => false);
}

function wantFrom(
  shape: object,
  own: Properties,
  common: Properties,
  isOpen: (key: string) => boolean,
): Want {
  const valueOf = (key: string): unknown => own[key] ?? (isOpen(key) ? undefined : common[key]);
  return Object.fromEntries(Object.keys(shape).map((key) => [key, valueOf(key)]));
}

/** Faults in how arguments go together. */
export function rules(
  { named, numbered }: CollectionKind,
  { wanted, unknown, faults: wrong }: ParsedArguments<CollectionArguments>,
): CheckFailure[] {
  // What is wrong or not known yet is there all the same.
  const there = new Set([...Object.keys(wanted), ...unknown, ...wrong.map(argumentOf)]);
  const { argument } = named;
  // What is to limit the deletions of `up` must do so in the preview.
  const reason = say("must be known in the preview, where deletions are held to it");
  const faults = unknown.has("maxDeletes") ? [{ property: "maxDeletes", reason }] : [];
  const numbering = numbered === undefined ? [] : [numbered.prefix, numbered.count];
  const [given] = numbering.filter((key) => there.has(key));
  const faultsIn = (keys: readonly string[], words: string): CheckFailure[] => [
    ...faults,
    ...keys.map((property) => ({ property, reason: words })),
  ];
  if (there.has(argument)) {
    const both = numbering.filter((key) => there.has(key));
    return faultsIn(both, say("does not go together with `{argument}`", { argument }));
  }
  if (given !== undefined)
    return faultsIn(
      numbering.filter((key) => !there.has(key)),
      say("is required with `{given}`", { given }),
    );
  const others = together(numbering.map((key) => `\`${key}\``));
  return faultsIn(
    [argument],
    others === "" ? say("is required") : say("is required, or {others}", { others }),
  );
}
