import type { ProxyAccountArguments } from "./arguments";
import { ArgumentError } from "../../core/errors";
import { randomPassword } from "../../core/password";
import type { CallContext, Change } from "../../core/plan";
import type { ProxyAccountObserved } from "./observed";
import { passwordLength } from "./sealed-password";
import { sessionOf, type Proxy911Session } from "../session";
import { say } from "../language/say";

type Observed = ProxyAccountObserved;

type Calls = Change<Observed>["calls"];

/** A name that holds the token: the same resource always gets the same one. */
export function usernameOf(token: string): string {
  return token.replaceAll(/[^A-Za-z0-9]/g, "");
}

/** An account that is to be added. */
export interface Addition {
  /** Default: one that is made of the token. */
  readonly username?: string | undefined;
  readonly productType?: ProxyAccountArguments["productType"] | undefined;
  readonly remark?: string | undefined;
}

/** Adds an account (`whitelist-account/add`). */
export function addition({ username: named, productType, remark }: Addition) {
  return async ({ account, token, password }: CallContext): Promise<{ readonly observed: Observed }> => {
    const session = sessionOf(account);
    const username = named ?? usernameOf(token);
    if (productType === undefined || password === undefined)
      throw new TypeError("an account needs a type and a password");
    if (session.deleted.has(username)) {
      const reason = say(
        "{username} was deleted in this run, and the name of a deleted account must not be reused",
        { username },
      );
      throw new ArgumentError([{ property: "username", reason }]);
    }
    await session.writes.add({ username, password, productType, remark });
    return {
      // The reply tells nothing: this is what an accepted addition makes, until the list shows it.
      observed: {
        serviceId: username,
        status: "ready",
        username,
        password,
        productType,
        remark: remark ?? "",
        trafficLimitGb: 0,
        enabled: true,
        usageKb: 0,
        usageGb: "0",
      },
    };
  };
}

function one(
  send: (session: Proxy911Session, username: string, context: CallContext) => Promise<void>,
  isDone: (row: Observed, context: CallContext) => boolean,
): Calls {
  return ({ username }, context) => [
    {
      send: () => send(sessionOf(context.account), username, context).then(() => undefined),
      isDone: (row) => isDone(row, context),
    },
  ];
}

/** Limits the traffic (`whitelist-account/change-limit`), in GB; 0 for no limit. */
export const changeLimit = (toGb: number): Calls =>
  one(
    ({ client }, username) => client.changeLimit(username, toGb),
    ({ trafficLimitGb }) => trafficLimitGb === toGb,
  );

/** Changes the remark (`whitelist-account/change-remark`). */
export const changeRemark = (to: string): Calls =>
  one(
    ({ client }, username) => client.changeRemark(username, to),
    ({ remark }) => remark === to,
  );

/** Enables or disables (`whitelist-account/enable`, `whitelist-account/disable`). */
export const changeEnabled = (to: boolean): Calls =>
  one(
    ({ writes }, username) => (to ? writes.enable(username) : writes.disable(username)),
    ({ enabled }) => enabled === to,
  );

/** Sets the password (`whitelist-account/change-password`). */
export const changePassword: Calls = (observed, context) => {
  const password = context.password ?? randomPassword(passwordLength);
  return one(
    ({ client }, username) => client.changePassword(username, password),
    (row) => row.password === password,
  )(observed, context);
};

/** Deletes the account (`whitelist-account/delete`), which goes some minutes later. */
export const deleteAccount: Calls = one(
  async ({ deleted, writes }, username) => {
    deleted.add(username);
    await writes.delete(username);
  },
  () => true,
);
