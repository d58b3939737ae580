import { z } from "zod";
import { UNKNOWN } from "../core/arguments";
import type { Properties } from "../core/flow/resource";

/*
 * What a resource is in state. The engine saves the whole state at every step, and its time grows with the number of properties rather
 * than with their bytes: so what only the flow needs is one text, and only what people look at stands by itself.
 */

/** The property that holds the text. Its name may never change: old states have it. */
const textKey = "__state";

/** Hidden properties that the engine or the program needs by themselves. */
const standing: ReadonlySet<string> = new Set(["__provider", "__urn", "__token", "__intent", "__order"]);

/** The properties of a text. By hand: it is read for every resource at every call. */
function unpacked(text: unknown): Properties {
  try {
    const value: unknown = JSON.parse(String(text));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // It is said below.
  }
  throw new TypeError("`__state` is not the text of a state");
}

/** Names and their ids (`core/names.ts`), as they stand beside the arguments that they belong to. */
const namesKey = "__names";

const nameSchema = z.object({ text: z.string(), id: z.string() });
const pairSchema = z.tuple([z.string(), z.string()]);

/**
 * Names for a text: of outputs by the id alone where the argument stands there as it was resolved. A policy may change an argument among the
 * inputs after its name was resolved: there the text stays beside the id, so that this shows.
 */
function packedName(name: unknown, argument: unknown): unknown {
  const { data } = nameSchema.safeParse(name);
  if (data === undefined) return name;
  return data.text === argument ? data.id : [data.id, data.text];
}

/** The other way round; as older versions wrote it, a name is whole already. Without its text an id says nothing. */
function unpackedName(name: unknown, argument: unknown): unknown {
  if (typeof name === "string")
    return typeof argument === "string" ? { text: argument, id: name } : undefined;
  const [id, text] = pairSchema.safeParse(name).data ?? [];
  return id === undefined ? name : { text, id };
}

function mapped(record: unknown, change: (value: unknown, key: string) => unknown): unknown {
  if (typeof record !== "object" || record === null) return record;
  const entries = Object.entries(record).map(([key, value]) => [key, change(value, key)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isKnown(value: unknown): boolean {
  if (value === UNKNOWN) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}

/**
 * Puts those properties for which `isFolded` holds into one text. What is not known yet stands by itself.
 * @param besides what the texts of names may be told from.
 */
function fold(properties: Properties, isFolded: (key: string) => boolean, besides: Properties): Properties {
  const entries = Object.entries(properties).filter(
    ([key, value]) => value !== undefined && !(key === namesKey && isEmpty(value)),
  );
  const folded = entries.filter(([key, value]) => isFolded(key) && isKnown(value));
  if (folded.length === 0) return Object.fromEntries(entries);
  const others = entries.filter((entry) => !folded.includes(entry));
  const packed = folded.map(([key, value]) => [
    key,
    key === namesKey ? mapped(value, (name, argument) => packedName(name, besides[argument])) : value,
  ]);
  return { ...Object.fromEntries(others), [textKey]: JSON.stringify(Object.fromEntries(packed)) };
}

/** Inputs for state: what `check` adds for the flow alone is one text. */
export function foldInputs(inputs: Properties): Properties {
  // In one order: the text shows as changed when only its order does.
  const { __names, __adopted, ...others } = inputs;
  return fold({ ...others, __adopted, __names }, (key) => key.startsWith("__") && !standing.has(key), {});
}

const argumentsSchema = z.array(z.string()).catch([]);

/**
 * Outputs for state.
 * @param shown the outputs that stand by themselves, besides the arguments that were given (`__arguments`); all when absent.
 */
export function foldOutputs(outputs: Properties, shown: ReadonlySet<string> | undefined): Properties {
  if (shown === undefined) return foldInputs(outputs);
  const given = new Set(argumentsSchema.parse(outputs.__arguments));
  return fold(outputs, (key) => key !== "__provider" && !shown.has(key) && !given.has(key), outputs);
}

/** Properties as the flow has them, whether they were folded or not. */
export function unfold(properties: Properties): Properties {
  const { [textKey]: text, ...others } = properties;
  if (text === undefined) return properties;
  const all: Properties = { ...unpacked(text), ...others };
  if (all[namesKey] === undefined) return all;
  return { ...all, [namesKey]: mapped(all[namesKey], (name, key) => unpackedName(name, all[key])) };
}
