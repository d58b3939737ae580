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
