import { AccountRefusedError, RefusedError } from "../../core/errors";
import type { CommonObserved } from "../../core/observed";

/**
 * What only requests of their own tell of an order: asked for those that manage it. A panel that refuses one tells nothing; an order that
 * is not in operation has nothing to tell.
 */
export class Details<Row extends CommonObserved, Part extends string> {
  readonly #wanted = new Map<string, Set<Part>>();

  /** @param readers each part, with the request that tells it. */
  constructor(readonly readers: Readonly<Record<Part, (id: string) => Promise<Partial<Row>>>>) {}

  /** Asks for parts of this order whenever it is read. */
  ask(id: string, parts: readonly Part[]): void {
    this.#wanted.set(id, new Set([...(this.#wanted.get(id) ?? []), ...parts]));
  }

  /** The row with what is asked for; itself when that is nothing. */
  async complete(row: Row): Promise<Row> {
    const wanted = [...(this.#wanted.get(row.serviceId) ?? [])];
    if (wanted.length === 0 || (row.status !== "ready" && row.status !== "stopped")) return row;
    const told = await Promise.all(wanted.map((part) => this.#told(part, row.serviceId)));
    return told.reduce<Row>((whole, part) => ({ ...whole, ...part }), row);
  }

  async #told(part: Part, id: string): Promise<Partial<Row>> {
    try {
      return await this.readers[part](id);
    } catch (error) {
      if (error instanceof AccountRefusedError || !(error instanceof RefusedError)) throw error;
      return {};
    }
  }
}
