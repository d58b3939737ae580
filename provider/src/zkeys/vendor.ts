import { lifecycleOf } from "../core/lifecycle";
import { registerSecret } from "../core/redact";
import type { Vendor } from "../core/vendor";
import { baremetalServer } from "./baremetal-server";
import { accountKey, ZkeysSession, zkeysSettings } from "./session";

/** ZKEYS (阿帕云引擎): panels that sell bare-metal servers to agents. */
export const zkeys: Vendor = {
  name: "zkeys",
  title: "ZKEYS",
  settings: zkeysSettings,
  secretSettings: ["apiKey"],
  open(given, alias, surroundings) {
    const settings = zkeysSettings.parse(given);
    registerSecret(settings.apiKey);
    return {
      vendor: "zkeys",
      alias,
      key: accountKey(settings),
      currency: settings.currency,
      timeZone: settings.timeZone,
      session: new ZkeysSession(settings, surroundings),
    };
  },
  resources: { [baremetalServer.type]: lifecycleOf(baremetalServer) },
};
