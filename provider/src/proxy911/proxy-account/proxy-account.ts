import { saysBeingDeleted } from "../api/messages";
import { proxyAccountArguments, type ProxyAccountArguments } from "./arguments";
import { usernameOf } from "./calls";
import { DecisionNeededError, RefusedError } from "../../core/errors";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { nameOf } from "../../core/urn";
import { proxyAccountFace } from "../faces";
import { proxyAccountObserved, type ProxyAccountObserved } from "./observed";
import { deletion, planProxyAccount } from "./plan";
import { passwordLength, sealedPassword } from "./sealed-password";
import { sessionOf } from "../session";
import { takenWords } from "./writes";
import { say } from "../language/say";

/** A sub-account of 911Proxy. It costs nothing by itself: it draws on the packages of its type. */
export const proxyAccount: Kind<ProxyAccountArguments, ProxyAccountObserved, null> = {
  ...proxyAccountFace,
  title: () => say("proxy account"),
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
  inventory: (account) => sessionOf(account).accounts,
  rules: () => [],
  resolve: () => ({ names: {}, faults: [] }),
  estimate: () => undefined,
  plan: planProxyAccount,

  ordering: {
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

    async assertAlive(account, observed) {
      try {
        await sessionOf(account).writes.probe(observed);
      } catch (error) {
        if (!(error instanceof RefusedError && saysBeingDeleted(error))) throw error;
        throw new DecisionNeededError(
          say("{username} is still being deleted, which takes about five minutes", {
            username: observed.username,
          }),
          {
            cause: error,
            advice: say(
              "Its name should not be used again, as its traffic records would mix with the old ones: choose another `username`, or change `purchaseTriggers` where the name is made from the token. After these minutes the same name is added again",
            ),
          },
        );
      }
    },
  },

  sealedPassword: ({ account, token, wanted }) =>
    sealedPassword(sessionOf(account), token, wanted.username ?? usernameOf(token)),

  async createFaults({ account, urn, token, wanted, unknown }) {
    if (unknown.has("username") || unknown.has("adopt")) return [];
    const session = sessionOf(account);
    const username = wanted.username ?? usernameOf(token);
    const other = session.reserve(username, urn);
    if (other !== undefined)
      return [
        {
          property: "username",
          reason: say("{username} is also that of {name}", { username, name: nameOf(other) }),
        },
      ];
    const isListed = (await session.accounts.all(Infinity)).some((row) => row.username === username);
    const reason = say('{taken}. If it is yours, take it over with `adopt: "{username}"`', {
      taken: takenWords(username),
      username,
    });
    return isListed ? [{ property: "username", reason }] : [];
  },

  differences(observed, wanted) {
    const pairs = [
      ["username", observed.username],
      ["productType", observed.productType],
    ] as const;
    return pairs.flatMap(([key, live]) => {
      const asked = wanted[key];
      return asked === undefined || asked === live
        ? []
        : [say("its {key} is {live}, not {asked}", { key, live, asked })];
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
