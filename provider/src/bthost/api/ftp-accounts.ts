import { passwordField } from "../../core/wire/fields";
import { given, idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { ftpAccount, recordOrNone, type FtpAccount } from "./wire-common";

export type { FtpAccount } from "./wire-common";

const inPanel = { worksInPanel: true };

/** FTP accounts of hosts. They are made, and deleted, with their host. */
export class FtpAccountsClient {
  readonly #transport: Transport;
  readonly #account: ReturnType<typeof ftpAccount>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#account = ftpAccount(timeZone);
  }

  /** An account, disabled ones too (`ftp_info`); `undefined` when there is none. */
  async find(id: string): Promise<FtpAccount | undefined> {
    return this.#transport.read("ftp_info", { ftp_id: idField("id", id) }, recordOrNone(this.#account));
  }

  /** Sets the password (`ftp_pass`). A refusal of the server's panel is of unknown outcome. @param password default: random. */
  async setPassword(id: string, password?: string): Promise<FtpAccount> {
    const fields = {
      ftp_id: idField("id", id),
      password: given(password, passwordField),
    };
    return this.#transport.write("ftp_pass", fields, inPanel, this.#account);
  }

  /** Enables an account (`ftp_status`). */
  enable(id: string): Promise<FtpAccount> {
    return this.#setStatus(id, "normal");
  }

  /** Disables an account (`ftp_status`). Its host does not show it then: its id is to be kept. */
  disable(id: string): Promise<FtpAccount> {
    return this.#setStatus(id, "hidden");
  }

  async #setStatus(id: string, status: "normal" | "hidden"): Promise<FtpAccount> {
    const fields = { ftp_id: idField("id", id), status };
    return this.#transport.write("ftp_status", fields, inPanel, this.#account);
  }
}
