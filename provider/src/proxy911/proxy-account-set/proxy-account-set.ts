import {
  ownArguments,
  proxyAccountSetArguments,
  type ProxyAccountSetArguments,
  type WantedAccount,
} from "./arguments";
import type { CollectionKind } from "../../core/collection/collection-kind";
import { livingOf } from "./living";
import { addition } from "../proxy-account/calls";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { changes, deletion } from "../proxy-account/plan";
import { proxyAccount } from "../proxy-account/proxy-account";
import { sealedPassword } from "../proxy-account/sealed-password";
import { takenWords } from "../proxy-account/writes";
import { sessionOf } from "../session";
import { membersIn, outputsOf } from "./state";
import { say } from "../language/say";

/** Many accounts of 911Proxy as one resource. */
export const proxyAccountSet: CollectionKind<ProxyAccountSetArguments, ProxyAccountObserved, WantedAccount> =
  {
    vendor: "proxy911",
    type: "ProxyAccountSet",
    title: () => say("set of accounts"),
    words: {
      get one() {
        return say("account");
      },
      get many() {
        return say("accounts");
      },
    },
    member: proxyAccount,
    schemaVersion: 1,
    arguments: proxyAccountSetArguments,
    secretOutputs: ["credentials"],
    replacedBy: ["usernamePrefix", "productType"],

    named: {
      argument: "accounts",
      own: ownArguments,
      secrets: ["password"],
      faultOf: (name) =>
        /^[A-Za-z0-9]+$/.test(name) ? undefined : say("a username must consist of letters and digits"),
    },
    numbered: { prefix: "usernamePrefix", count: "count" },

    inventory: (account) => sessionOf(account).accounts,
    nameOf: ({ username }) => username,
    reserve: (account, username, urn) => sessionOf(account).reserve(username, urn),
    takenWords,

    // The list shows passwords: one that only this set makes is a mark, and so is a chosen one.
    carries({ password, productType }, { account, token, name, want, wanted }) {
      if (password === undefined) return false;
      if (password === want?.password) return productType === wanted.productType;
      return token !== "" && password === sealedPassword(sessionOf(account), token, name);
    },
    passwordOf: ({ account, token, name, want }) =>
      want?.password ?? sealedPassword(sessionOf(account), token, name),
    lingering: {
      ms: 5 * 60_000,
      get time() {
        return say("five minutes");
      },
      get meanwhile() {
        return say("they work, and cost, for about five minutes more");
      },
      living: (account, rows) => livingOf(sessionOf(account), rows),
    },

    addition(username, want, { productType }) {
      const { remark, password } = want;
      const fresh = { remark: remark ?? "", trafficLimitGb: 0, enabled: true, password };
      const order = {
        kind: "create",
        words: say("add account {username}", { username }),
        applies: [],
        place: addition({ username, productType, remark }),
      } as const;
      return { order, steps: changes(fresh, want) };
    },
    misfit({ username, productType: is }, { productType }) {
      if (productType === undefined || is === productType) return undefined;
      const reason = say(
        "{username} cannot become {productType}: an account of another type is a new one, and the name of a deleted account must not be reused; choose another name",
        { username, productType },
      );
      return { property: "productType", reason };
    },
    changes,
    // The list may show a switch only when the network obeys, some minutes later.
    shownLate: ["enabled"],
    deletion,

    outputsOf,
    membersIn,
    get lookupAdvice() {
      return say("`getProxyAccounts` lists the accounts that exist");
    },
  };
