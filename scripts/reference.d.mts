/** The Chinese of the pages: texts by the English, by the file that has them. */
export type Tables = ReadonlyMap<string, Readonly<Record<string, string>>>;

export interface Generated {
  /** The pages as they are to be, by their path in `docs`. */
  readonly pages: ReadonlyMap<string, string>;
  /** What the Chinese tables lack, and what they have that no page says. */
  readonly faults: readonly string[];
}

/** Writes nothing. Without tables: those of `scripts/reference/chinese`. */
export function generate(tables?: Tables): Promise<Generated>;
/** What a folder (`docs` by default) has otherwise: `zh/reference/zkeys/lookups.md differs`. */
export function differences(pages: ReadonlyMap<string, string>, place?: string): string[];
export const docs: string;
