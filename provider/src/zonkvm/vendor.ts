import { cloudDatabase } from "./cloud-database/cloud-database";
import { cloudServer } from "./cloud-server/cloud-server";
import { defineVendor } from "../core/vendor";
import { databaseBackup } from "./database-backup";
import { hostingBackup } from "./hosting-backup";
import { hostingCertificate } from "./hosting-certificate";
import { hostingDomain } from "./hosting-domain";
import { hostingFile } from "./hosting-file";
import { hostingProxy } from "./hosting-proxy";
import { hostingRedirect } from "./hosting-redirect";
import { idcServer } from "./idc-server/idc-server";
import { leaseServer } from "./lease-server/lease-server";
import { offers } from "./offers";
import { probes } from "./probes";
import { securityRule } from "./security-rule";
import { accountKey, ZonkvmSession, zonkvmSettings } from "./session";
import { webHosting } from "./web-hosting/web-hosting";

/** Zonkvm: finance systems that sell cloud and physical servers, colocation, web hosting and databases to resellers. */
export const zonkvm = defineVendor({
  name: "zonkvm",
  title: "Zonkvm",
  settings: zonkvmSettings,
  secretSettings: ["appKey"],
  keyOf: accountKey,
  probes,
  offers,
  begin: (settings, surroundings) => new ZonkvmSession(settings, surroundings),
  operations: async () => (await import("./api/operations.js")).operations,
  kinds: [
    cloudServer,
    securityRule,
    leaseServer,
    idcServer,
    webHosting,
    cloudDatabase,
    databaseBackup,
    hostingDomain,
    hostingProxy,
    hostingRedirect,
    hostingCertificate,
    hostingBackup,
    hostingFile,
  ],
});
