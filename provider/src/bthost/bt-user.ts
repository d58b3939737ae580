import { z } from "zod";
import { textFault } from "./api/text-faults";
import type { User, UserChanges } from "./api/users";
import { childArguments, childKind, type ChildChange } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import type { CheckFailure } from "../core/errors";
import { isSame, type Properties } from "../core/flow/resource";
import { withoutGaps } from "../core/gaps";
import { listed } from "../core/language/lists";
import { sharedList } from "../core/listed-by";
import { statuses } from "../core/observed";
import { randomPassword } from "../core/password";
import type { Change } from "../core/plan";
import { shown } from "../core/shown";
import { nameRoot } from "./names";
import { sessionOf } from "./session";
import { say } from "./language/say";

const text = z.string().min(1).optional();

/** What only a `BtUser` takes. By itself, because editors show its doc comments. */
export const btUserOnly = {
  /** Login name (`username`), 3–32 letters and digits: only one can have it. Default: one of its own. A change sets it in place (`user_edit`). */
  username: z
    .string()
    .regex(/^[A-Za-z0-9_-]{3,32}$/, { error: () => say("is not 3 to 32 letters, digits, `_` or `-`") })
    .regex(/^(?!1\d{10}$)/, {
      error: () => say("is a telephone number to the panel, by which nobody can log in"),
    })
    .optional(),
  /** Secret. Password, 6–30 characters: the login of all hosts of this user. A change sets it in place (`user_edit`). Unset: made at random and kept as a secret output. */
  password: z
    .string()
    .min(6, { error: () => say("must have at least 6 characters") })
    .max(30, { error: () => say("must have at most 30 characters") })
    .optional(),
  /** Name that the panel shows (`nickname`). Default: the login name. A change sets it in place (`user_edit`). */
  nickname: text,
  /** Id of the user group (`group_id`). Default 1. A change sets it in place (`user_edit`). */
  group: z
    .string()
    .regex(/^[1-9]\d*$/, { error: () => say("is not the id of a group") })
    .optional(),
  /** E-mail address, on newer panels. Unset: not managed. A change sets it in place (`user_edit`). */
  email: z
    .string()
    .regex(/^\S+@\S+$/, { error: () => say("is not an e-mail address") })
    .optional(),
  /** Remark (`notice`). Unset: not managed. A change sets it in place (`user_edit`). */
  remark: text,
  /** `active`, `disabled` or `locked`: the latter two cannot log in. Unset: not managed. A change sets it in place (`user_edit`). */
  access: z.enum(["active", "disabled", "locked"]).optional(),
  /** What a destroy does: `false` (default) marks it as deleted, so that its name is free again; `true` deletes it for good (`user_del`). Hosts stay either way. */
  deleteForGood: z.boolean().optional(),
};

/** The arguments of a `BtUser`. */
export const btUserArguments = z.strictObject({ ...childArguments, ...btUserOnly });
export type BtUserArguments = z.output<typeof btUserArguments>;

/** What is observed of a `BtUser`. */
export const btUserObserved = documentedObject({
  /** Its id: what `BtHost` takes as `owner`, and `BtUser.get`. */
  serviceId: z.string(),
  /** `ready`, `stopped` when disabled, or `locked`. */
  status: z.enum(statuses),
  /** Login name. */
  username: z.string().optional(),
  /** Name that the panel shows. */
  nickname: z.string().optional(),
  /** Id of the user group. */
  group: z.string().optional(),
  /** E-mail address. */
  email: z.string().optional(),
  /** Remark. */
  remark: z.string().optional(),
  /** Whether it may log in. */
  access: z.enum(["active", "disabled", "locked"]).optional(),
  /** How many hosts it owns, where the version tells. */
  hostCount: z.number().optional(),
  /** Secret. The password as the panel has it. */
  panelPassword: z.string().optional(),
});
export type BtUserObserved = z.output<typeof btUserObserved>;

/** Outputs of a `BtUser` that no row of the panel has. */
export interface BtUserDerived {
  /** Secret. The password that was set last. */
  readonly password: string;
}

/** A row as what is observed of the resource. */
export function observeUser(user: User): BtUserObserved {
  const { id, username, nickname, groupId, email, remark, status, hostCount, password } = user;
  const isKnown = status === "active" || status === "disabled" || status === "locked";
  return withoutGaps({
    serviceId: id,
    status: status === "disabled" ? ("stopped" as const) : status === "locked" ? status : ("ready" as const),
    ...{ username, nickname, group: groupId, email, remark, hostCount, panelPassword: password },
    access: isKnown ? status : undefined,
  });
}

const isThere = ({ deletedAt }: User): boolean => deletedAt === undefined;

/** All users of an installation. */
export const users = sharedList<BtUserObserved>((account) => {
  const session = sessionOf(account);
  const list = async () => (await session.trusted(await session.client.users.list())).filter(isThere);
  return {
    list: async () => (await list()).map(observeUser),
    // Of one that is not there the panel answers like of a fault of its own: the list tells.
    read: async (id) => (await list()).map(observeUser).find(({ serviceId }) => serviceId === id),
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: Infinity,
  };
});

/** In the client's words. */
function changesOf({ group, access, ...rest }: Partial<BtUserArguments>): UserChanges {
  const { username, password, nickname, email, remark } = rest;
  return { username, password, nickname, email, remark, groupId: group, status: access };
}

function argumentsOf(observed: BtUserObserved): Properties {
  const { username, nickname, group, email, remark, access } = observed;
  return { username, nickname, group, email, remark, access };
}

/** The one call that changes everything that differs (`user_edit`). */
function change({ observed, target, changed }: ChildChange<BtUserArguments, BtUserObserved>) {
  const wanted: Properties = target;
  const isPassword = changed.includes("password");
  const isShown = (row: BtUserObserved): boolean => {
    const live = argumentsOf(row);
    return changed.every(
      (key) => key === "password" || live[key] === undefined || isSame(live[key], wanted[key]),
    );
  };
  const step: Change<BtUserObserved> = {
    kind: isPassword ? "password" : "settings",
    words: say("change {changed} of user {user}", {
      changed: listed(changed),
      user: shown(observed.username ?? observed.serviceId),
    }),
    applies: changed,
    calls: ({ serviceId }, { account, password }) => {
      const changes = Object.fromEntries(
        changed.map((key) => [key, key === "password" ? password : wanted[key]]),
      );
      return [
        {
          send: () =>
            sessionOf(account)
              .client.users.edit(serviceId, changesOf(changes))
              .then(() => undefined),
          isDone: (row) => isShown(row) && (!isPassword || (row.panelPassword ?? password) === password),
        },
      ];
    },
  };
  return { step };
}

/** Values that would not arrive as they are. */
function rules(wanted: Partial<BtUserArguments>): CheckFailure[] {
  const { password, nickname, email, remark } = wanted;
  return Object.entries({ password, nickname, email, remark }).flatMap(([property, value]) => {
    const reason = value === undefined ? undefined : textFault(value);
    return reason === undefined ? [] : [{ property, reason }];
  });
}

/** A user of an installation, who owns hosts. */
export const btUser = childKind<BtUserArguments, BtUserObserved>({
  vendor: "bthost",
  type: "BtUser",
  title: () => say("user"),
  schemaVersion: 1,
  arguments: btUserArguments,
  observed: btUserObserved,
  secrets: ["password", "panelPassword"],
  newPassword: () => randomPassword(12),
  replacedBy: [],
  onlyAtFirst: ["deleteForGood"],
  onlyAfterOrder: ["email", "remark", "access"],

  inventory: users,
  named: (token) => ({ username: nameRoot(token) }),
  rules,
  words: ({ username }) =>
    username === undefined ? say("user (a name of its own)") : say("user {username}", { username }),
  nameOf: ({ username }) => (username === undefined ? undefined : say("user {username}", { username })),
  hasNameOf: (observed, { username }) => username !== undefined && observed.username === username,
  argumentsOf,

  async create(account, { username, password, nickname, group }) {
    const user = await sessionOf(account).client.users.create({
      username,
      password,
      nickname,
      groupId: group,
    });
    return user.id;
  },
  change,
  remove: (account, { serviceId }, { deleteForGood = false }) =>
    sessionOf(account).client.users.delete(serviceId, deleteForGood),
});
