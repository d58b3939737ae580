import { z } from "zod";
import type { UserChanges } from "./api/requests";
import type { User } from "./api/wire";
import { trusted } from "./children";
import type { Account } from "../core/account";
import { childArguments, childKind, type ChildChange } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { ResellerError } from "../core/errors";
import { isSame, type Properties } from "../core/flow/resource";
import { withoutGaps } from "../core/gaps";
import { listed } from "../core/language/lists";
import { sharedList } from "../core/listed-by";
import { statuses } from "../core/observed";
import { randomPassword } from "../core/password";
import type { Change } from "../core/plan";
import { shown } from "../core/shown";
import { sessionOf, type RstackSession } from "./session";
import { say } from "./language/say";

const text = z.string().min(1).optional();
const count = z.int().min(0).optional();

/** What only a `HyperUser` takes. By itself, because editors show its doc comments. */
export const hyperUserOnly = {
  /** Your number of the user, by which VMs name their owner: must be unique. A change goes on with the VMs that are the user's. */
  userId: z.string().min(1),
  /** Login name (`username`): must be unique. Changes in place (`user_update`). */
  username: z.string().min(1),
  /** Secret. At least 6 characters, and 7 when it is changed. A change sets it in place. Unset: made at random and kept as a secret output. It cannot be read back. */
  password: z
    .string()
    .min(6, { error: () => say("must have at least 6 characters") })
    .optional(),
  /** E-mail address (`email`). Changes in place (`user_update`). */
  email: z.string().regex(/^\S+@\S+$/, { error: () => say("is not an e-mail address") }),
  /** Name of the person (`name`). Default none. Changes in place (`user_update`). */
  name: text,
  /** Mobile number (`phone`). Default none. Changes in place (`user_update`). */
  phone: text,
  /** Number of services (`vcount`), which the controller counts by itself: set when it is changed here, not compared. */
  serviceCount: count,
  /** 0 ordinary user (default), 10 administrator, others: groups of the back office (`utype`). Changes in place (`user_update`). */
  group: count,
  /** Whether the user may not log in (`status` 1). Default false. Changes in place (`user_update`). */
  disabled: z.boolean().optional(),
  /** Whether the e-mail address counts as verified (`mail_verified`). Default false. Changes in place (`user_update`). */
  emailVerified: z.boolean().optional(),
  /** Whether the mobile number counts as verified (`mobile_verified`). Default false. Changes in place (`user_update`). */
  phoneVerified: z.boolean().optional(),
  /** Date (`YYYY-MM-DD`) until which the user may not reinstall (`cvdate`). Default none. Changes in place (`user_update`). */
  reinstallLimitedUntil: z.iso.date({ error: () => say("is not a date such as 2027-06-30") }).optional(),
  /** Reinstalls done (`rvcount`), which the controller counts by itself: set when it is changed here, not compared. */
  reinstalls: count,
  /** Address that the user registered from (`reg_ip`). Changes in place (`user_update`). */
  registeredFromIp: text,
  /** Address of the last login (`login_ip`), which the controller keeps by itself: set when it is changed here, not compared. */
  loginIp: text,
  /** Remark for the panel's staff. Used when creating; a change is recorded and does nothing. */
  remark: text,
};

/** The arguments of a `HyperUser`. All but `remark` change in place (`user_update`); what is left out is not managed. */
export const hyperUserArguments = z.strictObject({ ...childArguments, ...hyperUserOnly });
export type HyperUserArguments = z.output<typeof hyperUserArguments>;

/** What is observed of a `HyperUser`. */
export const hyperUserObserved = documentedObject({
  /** The controller's own number: what `HyperUser.get` takes. */
  serviceId: z.string(),
  /** `ready`, or `locked` when disabled. */
  status: z.enum(statuses),
  /** Your number of the user (`userid`): what `HyperVm` takes as `user`. */
  userId: z.string().optional(),
  /** Login name (`username`). */
  username: z.string().optional(),
  /** E-mail address (`email`). */
  email: z.string().optional(),
  /** Name of the person (`name`). */
  name: z.string().optional(),
  /** Mobile number (`phone`). */
  phone: z.string().optional(),
  /** 0 ordinary, 10 administrator, others: groups of the back office (`utype`). */
  group: z.number().optional(),
  /** Whether the user may not log in. */
  disabled: z.boolean().optional(),
  /** Whether the e-mail address counts as verified (`mail_verified`). */
  emailVerified: z.boolean().optional(),
  /** Whether the mobile number counts as verified (`mobile_verified`). */
  phoneVerified: z.boolean().optional(),
  /** Date (`YYYY-MM-DD`) until which the user may not reinstall (`cvdate`). */
  reinstallLimitedUntil: z.string().optional(),
  /** Address that the user registered from (`reg_ip`). */
  registeredFromIp: z.string().optional(),
  /** Number of services, as the controller counts them now (`vcount`). */
  servicesCounted: z.number().optional(),
  /** Reinstalls done, as the controller counts them now (`rvcount`). */
  reinstallsCounted: z.number().optional(),
  /** Address of the last login (`login_ip`). */
  lastLoginIp: z.string().optional(),
  /** The remark as the panel has it: it cannot be changed here. */
  panelRemark: z.string().optional(),
});
export type HyperUserObserved = z.output<typeof hyperUserObserved>;

/** Outputs of a `HyperUser` that no row of the controller has. */
export interface HyperUserDerived {
  /** Secret. The password that was set last. */
  readonly password: string;
}

/** A row as what is observed of the resource. */
export function observeUser(user: User): HyperUserObserved {
  const { id, status, serviceCount, reinstalls, loginIp } = user;
  const { userId, username, email, name, phone, group, emailVerified, phoneVerified } = user;
  const isDisabled = status === "disabled";
  return withoutGaps({
    serviceId: id,
    status: isDisabled ? ("locked" as const) : ("ready" as const),
    ...{ userId, username, email, name, phone, group, emailVerified, phoneVerified },
    disabled: status === "active" || isDisabled ? isDisabled : undefined,
    reinstallLimitedUntil: user.reinstallLimitedUntil,
    registeredFromIp: user.registeredFromIp,
    servicesCounted: serviceCount,
    reinstallsCounted: reinstalls,
    lastLoginIp: loginIp,
    panelRemark: user.remark,
  });
}

const users = sharedList<HyperUserObserved>((account) => {
  const session = sessionOf(account);
  return {
    list: async () => (await trusted(session, await session.client.getUsers())).map(observeUser),
    read: async (id) => {
      const rows = await trusted(session, await session.client.getUsers({ id }));
      return rows.map(observeUser).find(({ serviceId }) => serviceId === id);
    },
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: Infinity,
  };
});

const isListable = new WeakMap<RstackSession, Promise<boolean>>();

/**
 * The numbers of all users, from one list a run, with those that were made since. `undefined` when the controller refuses
 * to list them, or does not tell the number of each.
 */
export async function userIdsOf(account: Account): Promise<ReadonlySet<string> | undefined> {
  const session = sessionOf(account);
  const things = users(account);
  const first =
    isListable.get(session) ??
    things.all(Infinity).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ResellerError) return false;
        throw error;
      },
    );
  isListable.set(session, first);
  if (!(await first)) return undefined;
  const ids = (await things.all(Infinity)).map(({ userId }) => userId);
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? new Set(known) : undefined;
}

function argumentsOf(observed: HyperUserObserved): Properties {
  const isArgument = (key: string) => key in hyperUserArguments.shape;
  return Object.fromEntries(Object.entries(observed).filter(([key]) => isArgument(key)));
}

/** In the client's words. */
function fieldsOf({ disabled, ...fields }: Partial<HyperUserArguments>): UserChanges {
  return disabled === undefined ? fields : { ...fields, status: disabled ? "disabled" : "active" };
}

/** The one call that changes everything that differs (`user_update`). */
function change({ observed, target, changed }: ChildChange<HyperUserArguments, HyperUserObserved>) {
  const wanted: Properties = target;
  const isPassword = changed.includes("password");
  // This operation asks for more than 6, where a creation asks for 6 at least.
  const isShort = isPassword && target.password !== undefined && target.password.length < 7;
  const step: Change<HyperUserObserved> = {
    kind: isPassword ? "password" : "settings",
    words: say("change {changed} of user {user}", {
      changed: listed(changed),
      user: observed.username ?? observed.serviceId,
    }),
    applies: changed,
    calls: ({ serviceId }, { account, password }) => {
      const { client } = sessionOf(account);
      const changes: Partial<HyperUserArguments> = Object.fromEntries(
        changed.map((key) => [key, key === "password" ? password : wanted[key]]),
      );
      return [
        {
          send: () => client.updateUser(serviceId, fieldsOf(changes)).then(() => undefined),
          isDone: () => true,
          async look() {
            const row = await users(account).getNow(serviceId);
            const live = row === undefined ? {} : argumentsOf(row);
            // One call carries them all: what can be read back speaks for the password too.
            const visible = changed.filter((key) => live[key] !== undefined);
            if (visible.length === 0) return "unseen";
            return visible.every((key) => isSame(live[key], wanted[key])) ? "done" : "nothing";
          },
        },
      ];
    },
  };
  const reason = say("must have at least 7 characters to be changed to");
  return { step, faults: isShort ? [{ property: "password", reason }] : [] };
}

/** A user of the controller, who owns VMs. */
export const hyperUser = childKind<HyperUserArguments, HyperUserObserved>({
  vendor: "rstack",
  type: "HyperUser",
  title: () => say("user"),
  schemaVersion: 1,
  arguments: hyperUserArguments,
  observed: hyperUserObserved,
  secrets: ["password"],
  newPassword: () => randomPassword(),
  replacedBy: [],
  onlyAtFirst: ["remark"],
  onlyAfterOrder: ["reinstallLimitedUntil", "reinstalls"],

  inventory: users,
  words: ({ username, userId }) =>
    say("user {username} ({userId})", { username: shown(username), userId: shown(userId) }),
  hasNameOf: (observed, { userId, username }) => observed.userId === userId || observed.username === username,
  argumentsOf,

  create(account, { remark, reinstallLimitedUntil: _until, reinstalls: _count, password, ...wanted }) {
    if (password === undefined) throw new TypeError("a user was to be created without a password");
    const { userId, username, email } = wanted;
    return sessionOf(account).client.addUser({
      ...fieldsOf(wanted),
      userId,
      username,
      email,
      password,
      remark,
    });
  },
  change,
  async remove(account, { serviceId, userId }) {
    if (userId === undefined)
      throw new TypeError(`user ${serviceId} has no number of yours to be deleted by`);
    await sessionOf(account).client.deleteUser(userId);
  },
});
