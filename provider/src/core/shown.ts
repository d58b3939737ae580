import { say } from "./language/say";

/** A value in words, also where it is not known yet. */
export function shown(value: string | number | undefined): string {
  return value === undefined ? say("(not known yet)") : String(value);
}
