import type { Tables } from "../reference.mjs";

/** How a page is said: the words around the comments, and the comments. */
export interface Voice {
  readonly say: (sentence: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly comment: (text: string) => string;
}

export function readChinese(): Tables;
export function chineseBy(tables: Tables): {
  on(page: string): Voice;
  faults(): string[];
};
