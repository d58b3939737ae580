import { cloudServer } from "./cloud-server/cloud-server";
import { defineVendor } from "../core/vendor";
import { idcServer } from "./idc-server/idc-server";
import { leaseServer } from "./lease-server/lease-server";
import { accountKey, ZonkvmSession, zonkvmSettings } from "./session";
import { webHosting } from "./web-hosting/web-hosting";

/** Zonkvm: finance systems that sell cloud and physical servers, colocation, web hosting and databases to resellers. */
export const zonkvm = defineVendor({
  name: "zonkvm",
  title: "Zonkvm",
  settings: zonkvmSettings,
  secretSettings: ["appKey"],
  keyOf: accountKey,
  begin: (settings, surroundings) => new ZonkvmSession(settings, surroundings),
  kinds: [cloudServer, leaseServer, idcServer, webHosting],
});
