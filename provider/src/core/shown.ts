/** A value in words, also where it is not known yet. */
export function shown(value: string | number | undefined): string {
  return value === undefined ? "(not known yet)" : String(value);
}
