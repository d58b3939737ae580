/*
 * The panel's words and numbers and our words beside them: each stands once, here. Requests are written and replies are read by the
 * same tables.
 */

/** `status` of a host. */
export const hostStatuses = {
  normal: "running",
  stop: "stopped",
  locked: "locked",
  expired: "expired",
  excess: "overQuota",
  error: "error",
} as const;
export type HostStatus = (typeof hostStatuses)[keyof typeof hostStatuses];

/** What the server's panel says of a site. */
export const siteStates = { "0": "stopped", "1": "running", false: "stopped", true: "running" } as const;
export type SiteState = (typeof siteStates)[keyof typeof siteStates];

/** `status` of FTP accounts, databases, addresses, pools, domains and plans. */
export const enabledStatuses = { normal: "enabled", hidden: "disabled", locked: "locked" } as const;
export type EnabledStatus = (typeof enabledStatuses)[keyof typeof enabledStatuses];

/** `status` of a user. */
export const userStatuses = { normal: "active", hidden: "disabled", locked: "locked" } as const;
export type UserStatus = (typeof userStatuses)[keyof typeof userStatuses];

/** `status` of a binding of a domain; older panels write a word. */
export const bindingStatuses = {
  "0": "waitingForReview",
  "1": "active",
  "2": "rejected",
  normal: "active",
} as const;
export type BindingStatus = (typeof bindingStatuses)[keyof typeof bindingStatuses];

/** `type` of a database. */
export const databaseKinds = { bt: "panel", btpanel: "panel", custom: "external" } as const;
export type DatabaseKind = (typeof databaseKinds)[keyof typeof databaseKinds];

/** `sql` of a plan or of own settings. */
export const databaseEngines = { none: "none", MySQL: "mysql", SQLServer: "sqlServer" } as const;
export type DatabaseEngine = (typeof databaseEngines)[keyof typeof databaseEngines];

/** `type` of `host_pass`: the "host's" password is that of the user who owns it. */
export const passwordTargets = { host: "user", ftp: "ftp", all: "userAndFtp" } as const;
export type PasswordTarget = (typeof passwordTargets)[keyof typeof passwordTargets];

/** Limits of a host that have the same name in hosts, plans and own settings: ours, and the wire's. 0 is unlimited. */
export const limitNames = {
  siteMaxMb: "site_max",
  trafficMaxMb: "flow_max",
  databaseMaxMb: "sql_max",
  siteBackupMax: "web_back_num",
  databaseBackupMax: "sql_back_num",
} as const;
export type LimitName = keyof typeof limitNames;

/** Further settings of a plan that are numbers, and the same in own settings. 0 is unlimited, or none. */
export const settingNumbers = {
  ...limitNames,
  /** Domains that may be bound. In a host its name is `domain_max`. */
  domainMax: "domain_num",
  port: "port",
  ipCount: "ip_num",
  connectionMax: "perserver",
  rateLimitKb: "limit_rate",
} as const;
export type SettingNumber = keyof typeof settingNumbers;

/** Those that are yes or no. */
export const settingFlags = {
  hasFtp: "ftp",
  reviewsDomains: "domain_audit",
  isolatesSessions: "session",
  usesVsftpd: "vsftpd",
  allowsSubdirectories: "sub_bind",
} as const;
export type SettingFlag = keyof typeof settingFlags;

/** Those that are text. */
export const settingTexts = {
  program: "preset_procedure",
  phpVersion: "phpver",
  sitesPath: "sites_path",
} as const;
export type SettingText = keyof typeof settingTexts;
