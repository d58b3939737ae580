import type { CloudDatabaseArguments } from "./arguments";
import { password as passwordAspect } from "../../core/aspects/password";
import { setting } from "../../core/aspects/setting";
import { isSame } from "../../core/flow/resource";
import { passwordIn } from "../../core/plan";
import type { NewDatabaseAccess } from "../api/databases";
import { databasesClient, type DatabaseAspect } from "./steps";
import { listed } from "../../core/language/lists";
import { say } from "../language/say";

/** The password of the database's user (`sql_reset_password`). */
export const password: DatabaseAspect = passwordAspect({
  argument: "password",
  set: () => ({
    calls: ({ serviceId }, context) => [
      {
        send: () =>
          databasesClient(context.account)
            .setPassword(serviceId, passwordIn(context))
            .then(() => undefined),
        // What is read of it may be masked: it is never compared.
        isDone: () => true,
        lags: true,
      },
    ],
  }),
});

type Access = NonNullable<CloudDatabaseArguments["access"]>;

const isSameAccess = (one: unknown, other: unknown): boolean => isSame(sorted(one), sorted(other));
const sorted = (access: unknown): unknown => (Array.isArray(access) ? access.map(String).sort() : access);

function ruleOf(access: Access): NewDatabaseAccess {
  return typeof access === "string" ? { from: access } : { from: "addresses", addresses: access };
}

/** From where it may be reached (`sql_set_access`). Always there; one that is no longer given stays as it is. */
export const access: DatabaseAspect = setting({
  property: "access",
  keeps: { accessRule: ["access"] },
  argumentsOf: ({ accessRule: live }, _names, { access: given }) =>
    live === undefined || isSameAccess(live, given) ? {} : { access: live },
  isOther: ({ wanted: { access: asked }, observed, before }) =>
    asked !== undefined && !isSameAccess(asked, observed.accessRule ?? before.access),
  words: ({ wanted }) =>
    wanted.access === "localhost"
      ? say("let nobody else in")
      : wanted.access === "everywhere"
        ? say("let in everywhere")
        : say("let in {addresses}", { addresses: listed(wanted.access ?? []) }),
  calls:
    ({ wanted: { access: asked = "localhost" } }) =>
    ({ serviceId }, { account }) => [
      {
        send: () =>
          databasesClient(account)
            .setAccess(serviceId, ruleOf(asked))
            .then(() => undefined),
        isDone: ({ accessRule: now }) => now === undefined || isSameAccess(now, asked),
      },
    ],
});

/** The size, which only a product changes. */
export const size: DatabaseAspect = {
  replacedBy: ["sizeMb"],
  argumentsOf: ({ sizeMb }, _names, given) =>
    sizeMb === undefined || given.sizeMb !== undefined ? {} : { sizeMb },
  plan({ wanted, before, observed, planned, isChanged }) {
    if (wanted.sizeMb === undefined || !isChanged("sizeMb")) return {};
    const isMoved = planned.some(({ kind }) => kind === "upgrade");
    return { replaces: isMoved || wanted.sizeMb === (observed.sizeMb ?? before.sizeMb) ? [] : ["sizeMb"] };
  },
};
