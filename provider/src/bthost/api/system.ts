import type { ClientOptions } from "./hosts";
import { nothing, type Transport } from "./transport";
import { serverStatus } from "./wire-catalog";

/** The installation itself, and the machine that it stands on. */
export class SystemClient {
  readonly #transport: Transport;

  constructor({ transport }: ClientOptions) {
    this.#transport = transport;
  }

  /** Whether the panel answers, and takes token, clock and address (`index`). */
  async test(): Promise<void> {
    await this.#transport.read("index", {}, nothing, { isDocumentedByGet: true });
  }

  /** How far the panel's clock is ahead of this machine's, in milliseconds, as far as its replies have told. Nothing is sent. */
  get clockAheadMs(): number {
    return this.#transport.clockAheadMs;
  }

  /** Load of the machine (`server_status`), as the server's panel sends it. */
  getServerStatus(): Promise<unknown> {
    return this.#transport.read("server_status", {}, serverStatus, { worksInPanel: true });
  }
}
