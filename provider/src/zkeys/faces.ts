/*
 * What a user's program must know of each kind of resource. It stands apart from the code that carries a kind out, which only the engine's
 * plugin loads.
 */

/** A bare-metal server. */
export const baremetalServerFace = {
  vendor: "zkeys",
  type: "BaremetalServer",
  // What a person or another resource looks at. The records of upgrades, the parts of the machine and the like: `getServers`.
  outputs: [
    "line",
    "product",
    "system",
    "lineId",
    "productId",
    "systemId",
    "name",
    "cabinet",
    "ipAddress",
    "ipAddresses",
    "loginName",
    "password",
    "connection",
    "bandwidthMbps",
    "defenseGbps",
    "ipCount",
    "included",
    "scheduledChange",
    "powerState",
    "monthlyPrice",
    "renewPriceSetting",
    "renewPrice",
    "renewPricesByTerm",
    "hardwareSummary",
    "bootMode",
    "stockId",
    "ipmi",
    "renewPriceNote",
    "autoRenew",
    "lockReason",
    "lockedAt",
    "sshPublicKey",
  ],
  certain: ["lineId", "productId", "systemId", "ipAddress", "loginName"],
  secretArguments: ["password", "identity"],
  secretOutputs: ["password", "identity", "ipmi", "connection"],
} as const;
