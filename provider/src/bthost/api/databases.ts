import { filled, passwordField } from "../../core/wire/fields";
import { given, idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { database, type Database } from "./wire-common";

export type { Database } from "./wire-common";

/** A database to be made. What is left out, the panel makes up. */
export interface NewDatabase {
  readonly username?: string | undefined;
  /** Default: the user name. */
  readonly database?: string | undefined;
  readonly password?: string | undefined;
  /** Address of what manages it. */
  readonly consoleUrl?: string | undefined;
}

const inPanel = { worksInPanel: true };

/** Databases of hosts. They are made, and deleted, with their host. */
export class DatabasesClient {
  readonly #transport: Transport;
  readonly #database: ReturnType<typeof database>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#database = database(timeZone);
  }

  /** Makes a database in the server's panel (`sql_build`). The vendor calls this suspended: all known versions refuse it. */
  async create(hostId: string, wanted: NewDatabase = {}): Promise<Database> {
    const fields = {
      id: idField("hostId", hostId),
      username: given(wanted.username, (text) => filled("username", text)),
      database: given(wanted.database, (text) => filled("database", text)),
      password: given(wanted.password, passwordField),
      console: given(wanted.consoleUrl, (text) => filled("consoleUrl", text)),
      type: "btpanel",
    };
    return this.#transport.write("sql_build", fields, inPanel, this.#database);
  }

  /**
   * A database (`sql_info`). Of one that is not there the panel answers like of a fault of its own: whether it is there, its host shows,
   * as far as it is enabled.
   */
  async get(id: string): Promise<Database> {
    return this.#transport.read("sql_info", { sql_id: idField("id", id) }, this.#database);
  }

  /** Sets the password (`sql_pass`). A refusal of the server's panel is of unknown outcome. @param password default: random. */
  async setPassword(id: string, password?: string): Promise<Database> {
    const fields = {
      sql_id: idField("id", id),
      password: given(password, passwordField),
    };
    return this.#transport.write("sql_pass", fields, inPanel, this.#database);
  }
}
