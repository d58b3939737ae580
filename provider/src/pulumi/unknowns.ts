import { UNKNOWN } from "../core/arguments";

/** How the engine writes a value that it does not know yet, whatever its type, at any depth. */
const unknownOnTheWire = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties as the engine sends them, with unknown values marked. */
export function fromEngine(value: unknown): unknown {
  if (value === unknownOnTheWire) return UNKNOWN;
  if (Array.isArray(value)) return value.map(fromEngine);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromEngine(inner)]));
  }
  return value;
}

/** Properties as the engine takes them: unknown values in its writing, nothing undefined. */
export function toEngine(value: unknown): unknown {
  if (value === UNKNOWN) return unknownOnTheWire;
  if (Array.isArray(value)) return value.map(toEngine);
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [key, toEngine(inner)]));
  }
  return value;
}
