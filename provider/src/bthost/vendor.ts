import { shippedToken } from "./api/sign";
import { btCategory } from "./bt-category";
import { btDomain } from "./bt-domain";
import { btHost } from "./bt-host/bt-host";
import { btUser } from "./bt-user";
import { defineVendor } from "../core/vendor";
import { offers } from "./offers";
import { probes } from "./probes";
import { accountKey, BthostSession, bthostSettings } from "./session";
import { say } from "./language/say";

/** BThost: installations that sell the sites of a BaoTa panel as hosts. They know no prices. */
export const bthost = defineVendor({
  name: "bthost",
  title: "BThost",
  settings: bthostSettings,
  secretSettings: ["accessToken"],
  keyOf: accountKey,
  cautions: ({ accessToken }) =>
    accessToken === shippedToken
      ? [
          say(
            "bthost:accessToken is the one that every installation ships with: whoever has read the vendor's sample can do everything here. Set another one in the panel's console (常规管理, 系统配置, 安全配置), and here",
          ),
        ]
      : [],
  probes,
  offers,
  begin: (settings, surroundings) => new BthostSession(settings, surroundings),
  operations: async () => (await import("./api/operations.js")).operations,
  kinds: [btHost, btUser, btDomain, btCategory],
});
