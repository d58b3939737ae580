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
