/*
 * What a user's program must know of each kind of resource. It stands apart from the code that carries a kind out, which only the engine's
 * plugin loads.
 */

/** A sub-account. */
export const proxyAccountFace = {
  vendor: "proxy911",
  type: "ProxyAccount",
  outputs: [
    "status",
    "username",
    "accountId",
    "password",
    "productType",
    "remark",
    "trafficLimitGb",
    "enabled",
    "usageKb",
    "usageGb",
    "createdAt",
    "httpProxyUrl",
    "socksProxyUrl",
  ],
  certain: ["password"],
  secretArguments: ["password"],
  secretOutputs: ["password", "httpProxyUrl", "socksProxyUrl"],
} as const;

/** A set of sub-accounts. */
export const proxyAccountSetFace = {
  vendor: "proxy911",
  type: "ProxyAccountSet",
  outputs: [
    "account",
    "onDelete",
    "tags",
    "accounts",
    "usernamePrefix",
    "count",
    "productType",
    "remark",
    "trafficLimitGb",
    "maxDeletes",
    "usernames",
    "members",
    "credentials",
    "usageGb",
  ],
  secretArguments: [],
  secretInside: { accounts: ["password"] },
  secretOutputs: ["credentials", "accounts"],
} as const;

/** An order. */
export const proxyOrderFace = {
  vendor: "proxy911",
  type: "ProxyOrder",
  outputs: [
    "status",
    "orderNumber",
    "orderStatus",
    "packageId",
    "productId",
    "packageName",
    "totalFee",
    "payFee",
    "packages",
    "staticIpIds",
    "staticIps",
  ],
  certain: ["staticIpIds", "staticIps"],
  secretArguments: [],
  secretOutputs: [],
  encryptedOutputs: ["staticIps"],
  isMarked: true,
} as const;
