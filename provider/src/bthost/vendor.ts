import { btCategory } from "./bt-category";
import { btDomain } from "./bt-domain";
import { btHost } from "./bt-host/bt-host";
import { btUser } from "./bt-user";
import { defineVendor } from "../core/vendor";
import { accountKey, BthostSession, bthostSettings } from "./session";

/** BThost: installations that sell the sites of a BaoTa panel as hosts. They know no prices. */
export const bthost = defineVendor({
  name: "bthost",
  title: "BThost",
  settings: bthostSettings,
  secretSettings: ["accessToken"],
  keyOf: accountKey,
  begin: (settings, surroundings) => new BthostSession(settings, surroundings),
  kinds: [btHost, btUser, btDomain, btCategory],
});
