import { ArgumentError, DecisionNeededError, RefusedError } from "../core/errors";
import { nameOf } from "../core/flow/carry-out";
import type { Action, Noun } from "../core/noun";
import { randomPassword } from "../core/password";
import { saysBeingDeleted } from "./messages";
import { proxyAccountFace } from "./faces";
import { proxyAccountArguments, type ProxyAccountArguments } from "./proxy-account-arguments";
import { proxyAccountObserved, type ProxyAccountObserved } from "./proxy-account-observed";
import { deletion, planProxyAccount, type Detail } from "./proxy-account-plan";
import { passwordLength, sealedPassword } from "./sealed-password";
import { sessionOf } from "./session";
import { takenWords } from "./writes";

/** A name that holds the token: the same resource always gets the same one. */
export function usernameOf(token: string): string {
  return token.replaceAll(/[^A-Za-z0-9]/g, "");
}

/** A sub-account of 911Proxy. It costs nothing by itself: it draws on the packages of its type. */
export const proxyAccount: Noun<ProxyAccountArguments, ProxyAccountObserved, null, Detail> = {
  ...proxyAccountFace,
  title: "proxy account",
  schemaVersion: 1,
  arguments: proxyAccountArguments,
  observed: proxyAccountObserved,
  isPrecious: false,
  // The list shows it until the network obeys, some minutes later.
  waitsForRelease: false,
  defaultOnDelete: "delete",
  replacedBy: ["username", "productType"],
  reinstalledBy: [],

  catalog: () => Promise.resolve(null),
  services: (account) => sessionOf(account).accounts,
  rules: () => [],
  resolve: () => ({ names: {}, faults: [] }),
  estimate: () => undefined,
  plan: planProxyAccount,

  // A chosen name is no mark, but a password that only this resource makes is; a chosen password is one with all the rest.
  carries(observed, token, { account, wanted }) {
    if (observed.username === usernameOf(token)) return true;
    const { username, password, productType, remark = "" } = wanted;
    if (observed.username !== username || observed.password === undefined) return false;
    if (password === undefined)
      return observed.password === sealedPassword(sessionOf(account), token, username);
    return (
      observed.password === password && observed.productType === productType && observed.remark === remark
    );
  },

  sealedPassword: ({ account, token, wanted }) =>
    sealedPassword(sessionOf(account), token, wanted.username ?? usernameOf(token)),

  async holdAlive(account, observed) {
    try {
      await sessionOf(account).writes.probe(observed);
    } catch (error) {
      if (!(error instanceof RefusedError && saysBeingDeleted(error))) throw error;
      throw new DecisionNeededError(
        `${observed.username} is still being deleted, which takes about five minutes`,
        {
          cause: error,
          advice:
            "Its name should not be used again, as its traffic records would mix with the old ones: choose another `username`, " +
            "or change `purchaseTriggers` where the name is made from the token. After these minutes the same name is added again",
        },
      );
    }
  },

  async obstacles({ account, urn, token, wanted, unknown }) {
    if (unknown.has("username") || unknown.has("adopt")) return [];
    const session = sessionOf(account);
    const username = wanted.username ?? usernameOf(token);
    const other = session.reserve(username, urn);
    if (other !== undefined)
      return [{ property: "username", reason: `${username} is also that of ${nameOf(other)}` }];
    const isListed = (await session.accounts.all(Infinity)).some((row) => row.username === username);
    const reason = `${takenWords(username)}. If it is yours, take it over with \`adopt: "${username}"\``;
    return isListed ? [{ property: "username", reason }] : [];
  },

  differences(observed, wanted) {
    const pairs = [
      ["username", observed.username],
      ["productType", observed.productType],
    ] as const;
    return pairs.flatMap(([key, live]) => {
      const asked = wanted[key];
      return asked === undefined || asked === live ? [] : [`its ${key} is ${live}, not ${asked}`];
    });
  },

  argumentsOf: ({ username, password, productType, remark, trafficLimitGb, enabled }) => ({
    username,
    password,
    productType,
    remark,
    trafficLimitGb,
    enabled,
  }),

  newPassword: () => randomPassword(passwordLength),

  async buy(account, _step, { wanted }, context) {
    const session = sessionOf(account);
    const username = wanted.username ?? usernameOf(context.token);
    const { productType, remark } = wanted;
    const { password } = context;
    if (productType === undefined || password === undefined)
      throw new TypeError("an account needs a type and a password");
    if (session.deleted.has(username)) {
      const reason = `${username} was deleted in this run, and the name of a deleted account must not be reused`;
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
      outputs: {},
    };
  },

  act(account, { detail, words }, { username }, context): readonly Action<ProxyAccountObserved>[] {
    const session = sessionOf(account);
    const { client, writes } = session;
    const one = (call: () => Promise<void>, isDone: (row: ProxyAccountObserved) => boolean) => [
      { send: () => call().then(() => undefined), isDone },
    ];
    switch (detail.do) {
      case "limit":
        return one(
          () => client.changeLimit(username, detail.toGb),
          (row) => row.trafficLimitGb === detail.toGb,
        );
      case "remark":
        return one(
          () => client.changeRemark(username, detail.to),
          (row) => row.remark === detail.to,
        );
      case "enable":
        return one(
          () => writes.enable(username),
          (row) => row.enabled,
        );
      case "disable":
        return one(
          () => writes.disable(username),
          (row) => !row.enabled,
        );
      case "password": {
        const password = context.password ?? randomPassword(passwordLength);
        return one(
          () => client.changePassword(username, password),
          (row) => row.password === password,
        );
      }
      case "delete":
        return one(
          async () => {
            session.deleted.add(username);
            await writes.delete(username);
          },
          () => true,
        );
      case "add":
        throw new TypeError(`"${words}" is a purchase`);
    }
  },

  // Every change sets a value, so that repeating one does no harm.
  marks: () => ({}),
  release: deletion,

  derive(observed, recorded, account) {
    const { proxyEndpoint } = recorded.arguments;
    const { username, password } = observed;
    const urlOf = (scheme: string) =>
      proxyEndpoint === undefined || password === undefined
        ? undefined
        : `${scheme}://${username}:${password}@${proxyEndpoint}`;
    return { accountKey: account.key, httpProxyUrl: urlOf("http"), socksProxyUrl: urlOf("socks5") };
  },
};
