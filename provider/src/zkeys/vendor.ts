import { baremetalServer } from "./baremetal-server/baremetal-server";
import { defineVendor } from "../core/vendor";
import { offers } from "./offers";
import { probes } from "./probes";
import { accountKey, ZkeysSession, zkeysSettings } from "./session";

/** ZKEYS (阿帕云引擎): panels that sell bare-metal servers to agents. */
export const zkeys = defineVendor({
  name: "zkeys",
  title: "ZKEYS",
  settings: zkeysSettings,
  secretSettings: ["apiKey"],
  keyOf: accountKey,
  probes,
  offers,
  begin: (settings, surroundings) => new ZkeysSession(settings, surroundings),
  operations: async () => (await import("./api/operations.js")).operations,
  kinds: [baremetalServer],
});
