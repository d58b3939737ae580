/*
 * What a user's program must know of each kind of resource. It stands apart from the code that carries a kind out, which only the engine's
 * plugin loads.
 */

/** A virtual machine. */
export const hyperVmFace = {
  vendor: "rstack",
  type: "HyperVm",
  // What a person or another resource looks at. Weights, limits, quotas in force and the like: `getVms`.
  outputs: [
    "name",
    "user",
    "image",
    "areaName",
    "nodeId",
    "nodeName",
    "imageId",
    "imageName",
    "guid",
    "macAddress",
    "powerState",
    "suspended",
    "locked",
    "failure",
    "quotasInForce",
    "overTraffic",
    "stoppedForTraffic",
    "cpu",
    "memoryMb",
    "dataDiskGb",
    "portMbps",
    "trafficGb",
    "trafficUsedGb",
    "trafficResetsAt",
    "ipAddress",
    "ipAddresses",
    "ipType",
    "publicIp",
    "sharesAddress",
    "remotePortInUse",
    "password",
    "panelPassword",
    "console",
    "connection",
  ],
  certain: ["name", "ipAddress", "cpu", "memoryMb", "portMbps", "trafficGb"],
  secretArguments: ["password"],
  secretOutputs: ["password", "panelPassword", "connection"],
  // Its token is a secret of its own.
  encryptedOutputs: ["console"],
} as const;

/** Of what belongs to a machine every argument and all that is observed is shown. */
const ruleOutputs = [
  "serviceId",
  "status",
  "ruleType",
  "vm",
  "domain",
  "privatePort",
  "publicPort",
  "publicIp",
  "privateIp",
  "userId",
  "nodeId",
  "account",
  "tags",
  "timeouts",
] as const;

/** A user. */
export const hyperUserFace = {
  vendor: "rstack",
  type: "HyperUser",
  outputs: [
    "serviceId",
    "status",
    "userId",
    "username",
    "email",
    "name",
    "phone",
    "group",
    "disabled",
    "emailVerified",
    "phoneVerified",
    "reinstallLimitedUntil",
    "registeredFromIp",
    "servicesCounted",
    "reinstallsCounted",
    "lastLoginIp",
    "panelRemark",
    "account",
    "tags",
    "timeouts",
    "password",
    "serviceCount",
    "reinstalls",
    "loginIp",
    "remark",
  ],
  certain: ["userId", "username", "email"],
  secretArguments: ["password"],
  secretOutputs: ["password"],
} as const;

/** A port mapping. */
export const portMappingFace = {
  vendor: "rstack",
  type: "PortMapping",
  outputs: ruleOutputs,
  certain: ["vm", "privatePort"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A NAT website. */
export const natWebsiteFace = {
  vendor: "rstack",
  type: "NatWebsite",
  outputs: ruleOutputs,
  certain: ["vm", "domain", "privatePort"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A snapshot. */
export const snapshotFace = {
  vendor: "rstack",
  type: "Snapshot",
  outputs: [
    "serviceId",
    "status",
    "vm",
    "name",
    "account",
    "tags",
    "timeouts",
    "triggers",
    "revertTriggers",
    "allowRevert",
  ],
  secretArguments: [],
  secretOutputs: [],
} as const;
