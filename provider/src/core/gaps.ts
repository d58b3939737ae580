/** Without the keys that hold nothing: what a vendor does not say leaves alone what was recorded, and is not compared. */
export function withoutGaps<T extends object>(given: T): T {
  // What is left of an object without keys that may be missing is one of the same type.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
