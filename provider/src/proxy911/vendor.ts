import { defineVendor } from "../core/vendor";
import { proxyAccount } from "./proxy-account";
import { proxyAccountSet } from "./proxy-account-set";
import { proxyOrder } from "./proxy-order";
import { accountKey, Proxy911Session, proxy911Settings } from "./session";

/** 911Proxy: proxy sub-accounts, and the packages that they draw on. */
export const proxy911 = defineVendor({
  name: "proxy911",
  title: "911Proxy",
  settings: proxy911Settings,
  secretSettings: ["appKey"],
  keyOf: accountKey,
  begin: (settings, surroundings) => new Proxy911Session(settings, surroundings),
  kinds: [proxyAccount, proxyOrder],
  others: { ProxyAccountSet: proxyAccountSet },
});
