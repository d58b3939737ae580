import { filled, passwordField, whole } from "../../core/wire/fields";
import { codeOf } from "../../core/wire/scalars";
import { categoryField, dayField, given, idField } from "./fields";
import { hostChangeFields, newHostFields, type HostChanges, type NewHost } from "./host-forms";
import { problemOf } from "./messages";
import type { Transport } from "./transport";
import {
  createHostWire,
  hostState,
  hostUsage,
  newPassword,
  speedLimits,
  type BuiltHost,
  type Host,
  type HostDetails,
  type HostState,
  type HostUsage,
  type SyncedHost,
} from "./wire-host";
import { passwordTargets, type PasswordTarget } from "./wire-words";

export type { HostChanges, HostSettings, NewHost } from "./host-forms";
export type { BuiltHost, Host, HostDetails, HostState, HostUsage, SyncedHost } from "./wire-host";

/** What the clients of all nouns have in common. */
export interface ClientOptions {
  readonly transport: Transport;
  /** The IANA zone of the panel's days. */
  readonly timeZone: string;
}

/** Such a call may take minutes: this panel asks the server's own before it answers. */
const inPanel = { worksInPanel: true };

/**
 * Hosts (主机): sites with an FTP account and a database, if they have them. What is in the recycle bin is not there for any operation but
 * {@link recover}.
 */
export class HostsClient {
  readonly #transport: Transport;
  readonly #wire: ReturnType<typeof createHostWire>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#wire = createHostWire(timeZone);
  }

  /**
   * Makes a host (`host_build`). Not idempotent. A failure may leave its site in the server's panel, where this API cannot remove it.
   * The reply has all passwords.
   */
  async build(host: NewHost): Promise<BuiltHost> {
    return this.#transport.write("host_build", newHostFields(host), inPanel, this.#wire.builtHost);
  }

  /** A host with its databases, FTP account and domains (`host_info`); `undefined` when there is none, or it is in the recycle bin. */
  async find(id: string): Promise<HostDetails | undefined> {
    const fields = { id: idField("id", id) };
    try {
      return await this.#transport.read("host_info", fields, this.#wire.hostDetails);
    } catch (error) {
      if (problemOf(error) === "hostIsGone") return undefined;
      throw error;
    }
  }

  /** All hosts, or those of an owner or a category (`host_list`). @param filter the category 0 is no filter. */
  async list(filter: { readonly userId?: string; readonly categoryId?: string } = {}): Promise<Host[]> {
    const { userId, categoryId } = filter;
    const fields = {
      sort_id: given(categoryId, categoryField),
      user_id: given(userId, (owner) => idField("userId", owner)),
    };
    return this.#transport.read("host_list", fields, this.#wire.hosts);
  }

  /** What this panel and the server's say of a host (`host_status`). */
  async getState(id: string): Promise<HostState> {
    return this.#transport.read("host_status", { id: idField("id", id) }, hostState, inPanel);
  }

  /** Changes limits and settings (`host_edit`). What the server's panel says to it, nobody checks. */
  async edit(id: string, changes: HostChanges): Promise<Host> {
    return this.#transport.write("host_edit", hostChangeFields(id, changes), inPanel, this.#wire.host);
  }

  /** Gives a host the limits of a plan (`host_update`), and nothing else of it. No host shows its plan. */
  async moveToPlan(id: string, planId: string): Promise<Host> {
    const fields = { id: idField("id", id), plan_id: idField("planId", planId) };
    return this.#transport.write("host_update", fields, inPanel, this.#wire.host);
  }

  /** Sets the day at the start of which a host expires (`host_endtime`). One that has expired stays stopped until {@link start}. */
  async setEnd(id: string, endsOn: string): Promise<void> {
    const fields = { id: idField("id", id), endtime: dayField("endsOn", endsOn) };
    await this.#transport.write("host_endtime", fields, inPanel);
  }

  /** Sets the remark (`host_notice`). It cannot be cleared. @param remark at most 255 characters. */
  async setRemark(id: string, remark: string): Promise<void> {
    await this.#transport.write("host_notice", { id: idField("id", id), text: filled("remark", remark) });
  }

  /** Gives a host to another user (`host_push`), whom nobody looks for. */
  async give(id: string, userId: string): Promise<void> {
    const fields = { host_id: idField("id", id), user_id: idField("userId", userId) };
    await this.#transport.write("host_push", fields);
  }

  /** Stops a host and puts it into the recycle bin (`host_recycle`), which is emptied after some days. Nothing deletes it at once. */
  async recycle(id: string): Promise<void> {
    await this.#transport.write("host_recycle", { id: idField("id", id) }, inPanel);
  }

  /** Takes a host out of the recycle bin and starts its site (`host_recovery`). Status and end stay as they were. */
  async recover(id: string): Promise<void> {
    await this.#transport.write("host_recovery", { id: idField("id", id) }, inPanel);
  }

  /** Starts the site, from any status (`host_start`). Whether it runs, {@link getState} tells. */
  async start(id: string): Promise<void> {
    await this.#transport.write("host_start", { id: idField("id", id) }, inPanel);
  }

  /** Stops the site, from any status (`host_stop`). */
  async stop(id: string): Promise<void> {
    await this.#transport.write("host_stop", { id: idField("id", id) }, inPanel);
  }

  /** Stops the site so that its owner cannot start it (`host_locked`). */
  async lock(id: string): Promise<void> {
    await this.#transport.write("host_locked", { id: idField("id", id) }, inPanel);
  }

  /** Limits connections and rate (`host_speed`), with nginx only. Nothing shows the limits afterwards. */
  async limitSpeed(
    id: string,
    limits: { readonly connectionMax: number; readonly rateLimitKb: number },
  ): Promise<void> {
    const fields = {
      id: idField("id", id),
      perserver: whole("connectionMax", limits.connectionMax, 1),
      limit_rate: whole("rateLimitKb", limits.rateLimitKb, 1),
    };
    await this.#transport.write("host_speed", fields, inPanel, speedLimits);
  }

  /** Takes those limits off (`host_speedoff`). */
  async unlimitSpeed(id: string): Promise<void> {
    await this.#transport.write("host_speedoff", { id: idField("id", id) }, inPanel);
  }

  /**
   * Measures what a host uses (`host_resource`). Stops it when that is too much, and starts it again when it was stopped for that and is
   * not any more.
   */
  async measure(id: string): Promise<HostUsage> {
    return this.#transport.write("host_resource", { id: idField("id", id) }, inPanel, hostUsage);
  }

  /**
   * Sets a password (`host_pass`): of the FTP account, of the user who owns the host (and so of all hosts of that user), or of both. A host
   * without an FTP account can have the user's only.
   * @param password default: random.
   * @returns the password, where the reply tells it.
   */
  async setPassword(id: string, target: PasswordTarget, password?: string): Promise<string | undefined> {
    const fields = {
      id: idField("id", id),
      type: codeOf(passwordTargets, target),
      password: given(password, passwordField),
    };
    const reply = await this.#transport.write("host_pass", fields, inPanel, newPassword);
    return reply?.password ?? password;
  }

  /** Brings the site's status into line with this panel's (`host_sync`). Some versions spoil the end in the server's panel by it. */
  async sync(id: string): Promise<SyncedHost> {
    return this.#transport.write("host_sync", { id: idField("id", id) }, inPanel, this.#wire.syncedHost);
  }
}
