import { defineVendor } from "../core/vendor";
import { offers } from "./offers";
import { probes } from "./probes";
import { proxyAccountSet } from "./proxy-account-set/proxy-account-set";
import { proxyAccount } from "./proxy-account/proxy-account";
import { proxyOrder } from "./proxy-order/proxy-order";
import { accountKey, Proxy911Session, proxy911Settings } from "./session";

/** 911Proxy: proxy sub-accounts, and the packages that they draw on. */
export const proxy911 = defineVendor({
  name: "proxy911",
  title: "911Proxy",
  settings: proxy911Settings,
  secretSettings: ["appKey"],
  keyOf: accountKey,
  probes,
  offers,
  begin: (settings, surroundings) => new Proxy911Session(settings, surroundings),
  operations: async () => (await import("./api/operations.js")).operations,
  kinds: [proxyAccount, proxyOrder],
  collections: [proxyAccountSet],
});
