import { filled } from "../../core/wire/fields";
import { idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { category, type Category } from "./wire-catalog";
import { records } from "./wire-common";

export type { Category } from "./wire-catalog";

const categories = records(category);

/** They are kept in the server's panel. */
const inPanel = { worksInPanel: true };

/** Categories of sites (网站分类). What is changed in the server's panel itself may not show here. */
export class CategoriesClient {
  readonly #transport: Transport;

  constructor({ transport }: ClientOptions) {
    this.#transport = transport;
  }

  /** All categories (`sort_list`); 0 is the built-in one. */
  list(): Promise<Category[]> {
    return this.#transport.read("sort_list", {}, categories, { ...inPanel, isDocumentedByGet: true });
  }

  /** Makes a category (`sort_create`). The reply does not tell its id: {@link list} does, by the name, which is unique. */
  async create(name: string): Promise<void> {
    await this.#transport.write("sort_create", { name: filled("name", name) }, inPanel);
  }

  /** Gives a category another name (`sort_edit`). */
  async rename(id: string, name: string): Promise<void> {
    const fields = { id: idField("id", id), name: filled("name", name) };
    await this.#transport.write("sort_edit", fields, inPanel);
  }

  /** Deletes a category (`sort_delete`). */
  async delete(id: string): Promise<void> {
    await this.#transport.write("sort_delete", { id: idField("id", id) }, inPanel);
  }
}
