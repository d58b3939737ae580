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

function isKnown(value: unknown): boolean {
  if (value === UNKNOWN) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isKnown);
}

/** Puts those properties for which `isFolded` holds into one text. What is not known yet stands by itself. */
function fold(properties: Properties, isFolded: (key: string) => boolean): Properties {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  const folded = entries.filter(([key, value]) => isFolded(key) && isKnown(value));
  if (folded.length === 0) return Object.fromEntries(entries);
  const others = entries.filter((entry) => !folded.includes(entry));
  return { ...Object.fromEntries(others), [textKey]: JSON.stringify(Object.fromEntries(folded)) };
}

/** Inputs for state: what `check` adds for the flow alone is one text. */
export function foldInputs(inputs: Properties): Properties {
  return fold(inputs, (key) => key.startsWith("__") && !standing.has(key));
}

const namesSchema = z.array(z.string()).catch([]);

/**
 * Outputs for state.
 * @param shown the outputs that stand by themselves, besides the arguments that were given (`__arguments`); all when absent.
 */
export function foldOutputs(outputs: Properties, shown: ReadonlySet<string> | undefined): Properties {
  if (shown === undefined) return foldInputs(outputs);
  const given = new Set(namesSchema.parse(outputs.__arguments));
  return fold(outputs, (key) => key !== "__provider" && !shown.has(key) && !given.has(key));
}

/** Properties as the flow has them, whether they were folded or not. */
export function unfold(properties: Properties): Properties {
  const { [textKey]: text, ...others } = properties;
  if (text === undefined) return properties;
  return { ...unpacked(text), ...others };
}
