import { defineVendor } from "../core/vendor";
import { hyperUser } from "./hyper-user";
import { hyperVm } from "./hyper-vm/hyper-vm";
import { natWebsite } from "./nat-website";
import { portMapping } from "./port-mapping";
import { offers } from "./offers";
import { probes } from "./probes";
import { accountKey, RstackSession, rstackSettings } from "./session";
import { snapshot } from "./snapshot";

/** RStack: controllers of Hyper-V nodes, with an administration API that knows no prices. */
export const rstack = defineVendor({
  name: "rstack",
  title: "RStack Hyper-V",
  settings: rstackSettings,
  secretSettings: ["apiKey"],
  keyOf: accountKey,
  probes,
  offers,
  begin: (settings, surroundings) => new RstackSession(settings, surroundings),
  operations: async () => (await import("./api/operations.js")).operations,
  kinds: [hyperVm, hyperUser, portMapping, natWebsite, snapshot],
});
