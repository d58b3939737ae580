import { ArgumentError } from "../core/errors";
import type { Action, Noun } from "../core/noun";
import { randomPassword } from "../core/password";
import { proxyAccountArguments, type ProxyAccountArguments } from "./proxy-account-arguments";
import { proxyAccountObserved, type ProxyAccountObserved } from "./proxy-account-observed";
import { deletion, planProxyAccount, type Detail } from "./proxy-account-plan";
import { sessionOf } from "./session";

/** The most that a sibling brand with the same API takes; this vendor states no length. */
export const passwordLength = 16;

/** A name that holds the token: the same resource always gets the same one. */
export function usernameOf(token: string): string {
  return token.replaceAll(/[^A-Za-z0-9]/g, "");
}

/** A sub-account of 911Proxy. It costs nothing by itself: it draws on the packages of its type. */
export const proxyAccount: Noun<ProxyAccountArguments, ProxyAccountObserved, null, Detail> = {
  vendor: "proxy911",
  type: "ProxyAccount",
  title: "proxy account",
  schemaVersion: 1,
  arguments: proxyAccountArguments,
  observed: proxyAccountObserved,
  secretArguments: ["password"],
  secretOutputs: ["password", "httpProxyUrl", "socksProxyUrl"],
  isPrecious: false,
  defaultOnDelete: "delete",
  replacedBy: ["username", "productType"],
  reinstalledBy: [],

  catalog: () => Promise.resolve(null),
  services: (account) => sessionOf(account).accounts,
  rules: () => [],
  resolve: () => ({ names: {}, faults: [] }),
  estimate: () => undefined,
  plan: planProxyAccount,

  carries: (observed, token) => observed.username === usernameOf(token),

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
