/** The pages of `docs/reference` as they are to be, by their path in it. */
export function generate(): Promise<ReadonlyMap<string, string>>;
/** What a folder (`docs/reference` by default) has otherwise: `zkeys/lookups.md differs`. */
export function differences(pages: ReadonlyMap<string, string>, place?: string): string[];
export const folder: string;
