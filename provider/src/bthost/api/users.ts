import { ArgumentError } from "../../core/errors";
import { filled, passwordField } from "../../core/wire/fields";
import { codeOf } from "../../core/wire/scalars";
import { bit, given, idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { createUserWire, type User } from "./wire-user";
import { userStatuses, type UserStatus } from "./wire-words";
import { say } from "../language/say";

export type { User } from "./wire-user";

/** A user to be made. What is left out, the panel makes up. */
export interface NewUser {
  /** At most 32 characters; unique among the users that are not deleted. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Default: the user name. */
  readonly nickname?: string | undefined;
  /** Default 1. */
  readonly groupId?: string | undefined;
}

/** What of a user changes. The vendor documents the nickname only; the panel takes every column of its table. */
export interface UserChanges {
  readonly nickname?: string | undefined;
  readonly password?: string | undefined;
  readonly status?: UserStatus | undefined;
  readonly remark?: string | undefined;
  readonly groupId?: string | undefined;
  /** Whether it is taken already, nobody checks. */
  readonly username?: string | undefined;
  readonly email?: string | undefined;
}

/** Users, who own hosts and sign in to them. */
export class UsersClient {
  readonly #transport: Transport;
  readonly #wire: ReturnType<typeof createUserWire>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#wire = createUserWire(timeZone);
  }

  /** Makes a user (`user_create`). The reply has the password. */
  async create({ username, password, nickname, groupId }: NewUser = {}): Promise<User> {
    const fields = {
      username: given(username, (text) => filled("username", text)),
      password: given(password, passwordField),
      nickname: given(nickname, (text) => filled("nickname", text)),
      group_id: given(groupId, (group) => idField("groupId", group)),
    };
    return this.#transport.write("user_create", fields, {}, this.#wire.user);
  }

  /** Changes a user (`user_edit`). @throws {ArgumentError} when nothing changes. */
  async edit(id: string, changes: UserChanges): Promise<void> {
    const { password, status, groupId } = changes;
    const info = {
      nickname: given(changes.nickname, (text) => filled("nickname", text)),
      password: given(password, passwordField),
      status: given(status, (word) => codeOf(userStatuses, word)),
      notice: changes.remark,
      group_id: given(groupId, (group) => idField("groupId", group)),
      username: given(changes.username, (text) => filled("username", text)),
      email: changes.email,
    };
    if (Object.values(info).every((value) => value === undefined))
      throw new ArgumentError([{ property: "changes", reason: say("name no change") }]);
    await this.#transport.write("user_edit", { user_id: idField("id", id), info });
  }

  /** Deletes a user (`user_del`); hosts stay. @param isForGood otherwise the row is kept as deleted, and no operation brings it back. */
  async delete(id: string, isForGood: boolean): Promise<void> {
    await this.#transport.write("user_del", { user_id: idField("id", id), delete: bit(isForGood) });
  }

  /** All users, with their passwords, or those of a group (`user_list`). */
  async list(groupId?: string): Promise<User[]> {
    const fields = { group_id: given(groupId, (group) => idField("groupId", group)) };
    return this.#transport.read("user_list", fields, this.#wire.users);
  }

  /**
   * A user (`user_info`); `undefined` when there is none. Of one that is not there the panel answers like of a fault of its own, so that
   * the list of users decides then.
   */
  async find(id: string): Promise<User | undefined> {
    const fields = { id: idField("id", id) };
    const found = await this.#transport.readOrFault("user_info", fields, this.#wire.userOrNone);
    return found ?? (await this.list()).find((user) => user.id === id);
  }
}
