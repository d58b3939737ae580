/*
 * What a user's program must know of each kind of resource. It stands apart from the code that carries a kind out, which only the engine's
 * plugin loads.
 */

/** A host. */
export const btHostFace = {
  vendor: "bthost",
  type: "BtHost",
  // What a person or another resource looks at. The rest of a row: `getHosts`.
  outputs: [
    "username",
    "domain",
    "owner",
    "categoryId",
    "powerState",
    "panelStatus",
    "isRecycled",
    "siteMaxMb",
    "siteUsedMb",
    "flowMaxMb",
    "flowUsedMb",
    "sqlMaxMb",
    "sqlUsedMb",
    "domainMax",
    "webBackups",
    "sqlBackups",
    "domainReview",
    "subdirectoryBinding",
    "remark",
    "ipAddresses",
    "boundAddresses",
    "dnsTarget",
    "ftpId",
    "ftpUsername",
    "ftpPassword",
    "ftpEnabled",
    "password",
    "databaseId",
    "databaseName",
    "databaseUsername",
    "databasePassword",
    "databaseConsole",
  ],
  certain: ["username", "domain"],
  secretArguments: ["password"],
  secretOutputs: ["password", "ftpPassword", "databasePassword"],
} as const;

/** Of what belongs to an installation every argument and all that is observed is shown. */
const childOutputs = ["serviceId", "status", "account", "tags", "timeouts"] as const;

/** A user. */
export const btUserFace = {
  vendor: "bthost",
  type: "BtUser",
  outputs: [
    ...childOutputs,
    "username",
    "password",
    "nickname",
    "group",
    "email",
    "remark",
    "access",
    "deleteForGood",
    "hostCount",
    "panelPassword",
  ],
  certain: ["username"],
  secretArguments: ["password"],
  secretOutputs: ["password", "panelPassword"],
} as const;

/** A domain. */
export const btDomainFace = {
  vendor: "bthost",
  type: "BtDomain",
  outputs: [...childOutputs, "host", "domain", "directory", "review", "reviewState", "bindingId", "boundAt"],
  certain: ["host", "domain"],
  secretArguments: [],
  secretOutputs: [],
} as const;

/** A category. */
export const btCategoryFace = {
  vendor: "bthost",
  type: "BtCategory",
  outputs: [...childOutputs, "name"],
  certain: ["name"],
  secretArguments: [],
  secretOutputs: [],
} as const;
