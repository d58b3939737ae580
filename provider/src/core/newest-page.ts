import type { RowSource } from "./row-source";

/**
 * What was bought last stands together in a list of pages: on the first page, or on the last. So that those who wait for what they have
 * just bought cost one request, and neither the whole list nor one for each.
 */
export class NewestPage<Row> {
  readonly #source: RowSource<Row>;
  readonly #bought = new Set<string>();
  #isFirst = true;

  constructor(source: RowSource<Row>) {
    this.#source = source;
  }

  /** Says that a row was bought by us. */
  add(id: string): void {
    this.#bought.add(id);
  }

  /** Whether the page is worth its request for these ids: it may show several, and the list has others. */
  isWorthwhile(ids: readonly string[], pages: number): boolean {
    return (
      this.#source.page !== undefined && pages > 1 && ids.filter((id) => this.#bought.has(id)).length > 1
    );
  }

  /**
   * The rows of that page. Which end it is at shows when it has none of these ids: the next time the other end is read.
   * @param pages how many the list has, as far as is known.
   */
  async read(ids: readonly string[], pages: number): Promise<readonly Row[]> {
    const rows = (await this.#source.page?.(this.#isFirst ? 1 : pages)) ?? [];
    if (!rows.some((row) => ids.includes(this.#source.idOf(row)))) this.#isFirst = !this.#isFirst;
    return rows;
  }
}
