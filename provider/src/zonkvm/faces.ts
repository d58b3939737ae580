/*
 * What a user's program must know of each kind of resource. It stands apart from the code that carries a kind out, which only the engine's
 * plugin loads.
 */

/** A cloud server. */
export const cloudServerFace = {
  vendor: "zonkvm",
  type: "CloudServer",
  // What a person or another resource looks at. The rest of a row: `getCloudServers`.
  outputs: [
    "line",
    "system",
    "lineId",
    "systemId",
    "powerState",
    "cpu",
    "memoryGb",
    "bandwidthMbps",
    "defenseGbps",
    "diskSizesGb",
    "ipAddress",
    "ipAddresses",
    "privateIpAddress",
    "sharedIpAddress",
    "loginName",
    "loginPort",
    "password",
    "panelPassword",
    "connection",
    "monthlyPrice",
    "panelClientUserId",
  ],
  certain: ["ipAddress", "cpu", "memoryGb", "bandwidthMbps", "diskSizesGb"],
  secretArguments: ["password", "vncPassword"],
  secretOutputs: ["password", "panelPassword", "connection"],
  isMarkedWith: "clientUserId",
} as const;

/** A web hosting. */
export const webHostingFace = {
  vendor: "zonkvm",
  type: "WebHosting",
  outputs: [
    "line",
    "product",
    "lineId",
    "productId",
    "powerState",
    "displayName",
    "languageVersion",
    "trafficGb",
    "diskMb",
    "databaseMb",
    "freeDomain",
    "dnsTarget",
    "path",
    "ftpName",
    "ftpPort",
    "ftpPassword",
    "panelFtpPassword",
    "autoRenew",
    "renewalPrice",
    "monthlyPrice",
    "panelClientUserId",
  ],
  certain: ["productId", "trafficGb", "ftpName"],
  secretArguments: ["ftpPassword"],
  secretOutputs: ["ftpPassword", "panelFtpPassword", "password"],
  isMarkedWith: "clientUserId",
} as const;

/** A physical server. */
export const leaseServerFace = {
  vendor: "zonkvm",
  type: "LeaseServer",
  // What a person or another resource looks at. The rest of a row: `getLeaseServers`.
  outputs: [
    "line",
    "product",
    "system",
    "lineId",
    "productId",
    "systemId",
    "powerState",
    "name",
    "cpuModel",
    "cpuCores",
    "memoryGb",
    "bandwidthMbps",
    "defenseGbps",
    "ipCount",
    "ipAddress",
    "ipAddresses",
    "loginName",
    "loginPort",
    "password",
    "panelPassword",
    "connection",
    "monthlyPrice",
    "panelClientUserId",
  ],
  certain: ["bandwidthMbps", "defenseGbps", "ipCount"],
  secretArguments: ["password"],
  secretOutputs: ["password", "panelPassword", "connection"],
  isMarked: true,
} as const;

/** A place in colocation. */
export const idcServerFace = {
  vendor: "zonkvm",
  type: "IdcServer",
  // What a person or another resource looks at. The rest of a row: `getIdcServers`.
  outputs: [
    "line",
    "product",
    "power",
    "lineId",
    "productId",
    "systemId",
    "powerState",
    "name",
    "size",
    "bandwidthMbps",
    "defenseGbps",
    "ipCount",
    "ipAddress",
    "ipAddresses",
    "loginName",
    "loginPort",
    "password",
    "panelPassword",
    "connection",
    "monthlyPrice",
    "panelClientUserId",
  ],
  certain: ["bandwidthMbps", "defenseGbps", "ipCount", "power"],
  secretArguments: ["password"],
  secretOutputs: ["password", "panelPassword", "connection"],
  isMarked: true,
} as const;

const childOutputs = ["serviceId", "status", "account", "tags", "timeouts"] as const;

/** A rule of a cloud server's security group. */
export const securityRuleFace = {
  vendor: "zonkvm",
  type: "SecurityRule",
  outputs: [
    ...childOutputs,
    "server",
    "guid",
    "name",
    "priority",
    "direction",
    "operation",
    "protocol",
    "remoteIp",
    "localPort",
    "createdAt",
  ],
  certain: ["server", "name"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A domain of a site. */
export const hostingDomainFace = {
  vendor: "zonkvm",
  type: "HostingDomain",
  outputs: [...childOutputs, "hosting", "domain", "port", "addedAt"],
  certain: ["hosting", "domain", "port"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A reverse proxy of a site. */
export const hostingProxyFace = {
  vendor: "zonkvm",
  type: "HostingProxy",
  outputs: [
    ...childOutputs,
    "hosting",
    "name",
    "targetUrl",
    "targetDomain",
    "directory",
    "directoryEnabled",
    "enabled",
    "caching",
    "cacheHours",
    "replacements",
  ],
  certain: ["hosting", "name"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A redirect of a site. */
export const hostingRedirectFace = {
  vendor: "zonkvm",
  type: "HostingRedirect",
  outputs: [
    ...childOutputs,
    "hosting",
    "panelName",
    "targetUrl",
    "domains",
    "path",
    "kind",
    "keepsPath",
    "enabled",
  ],
  certain: ["hosting", "panelName"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** The certificate of a site. */
export const hostingCertificateFace = {
  vendor: "zonkvm",
  type: "HostingCertificate",
  outputs: [...childOutputs, "hosting", "validFrom", "validUntil", "issuer", "domains"],
  certain: ["hosting"],
  secretArguments: ["certificate", "privateKey"],
  secretOutputs: ["certificate", "privateKey"],
} as const;

/** A backup of a site. */
export const hostingBackupFace = {
  vendor: "zonkvm",
  type: "HostingBackup",
  outputs: [...childOutputs, "hosting", "backupId", "name", "fileName", "sizeBytes", "madeAt"],
  certain: ["hosting", "backupId"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A file of a site. */
export const hostingFileFace = {
  vendor: "zonkvm",
  type: "HostingFile",
  outputs: [...childOutputs, "hosting", "path", "contentSha256", "sizeBytes", "changedAt"],
  certain: ["hosting", "path"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A cloud database. */
export const cloudDatabaseFace = {
  vendor: "zonkvm",
  type: "CloudDatabase",
  outputs: [
    "hosting",
    "line",
    "product",
    "hostingId",
    "lineId",
    "productId",
    "displayName",
    "sizeMb",
    "databaseKind",
    "databaseName",
    "userName",
    "password",
    "panelPassword",
    "autoRenew",
    "renewalPrice",
    "monthlyPrice",
    "panelClientUserId",
  ],
  certain: ["databaseName", "userName"],
  secretArguments: ["password"],
  secretOutputs: ["password", "panelPassword"],
  isMarkedWith: "clientUserId",
} as const;

/** A backup of a cloud database. */
export const databaseBackupFace = {
  vendor: "zonkvm",
  type: "DatabaseBackup",
  outputs: ["database", "backupId", "name", "fileName", "sizeBytes", "madeAt"],
  certain: ["name", "fileName"],
  secretArguments: [],
  secretOutputs: [],
} as const;
