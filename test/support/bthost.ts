/** A date so many days from now, in UTC+8, the zone of the stand-in. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** The arguments of an ordinary host in the sandbox, by plan. */
export const host = { plan: "默认", expiresOn: "2037-01-01" } as const;

/** The same by settings. */
export const settled = {
  expiresOn: "2037-01-01",
  domainPool: "域名池",
  settings: {
    ...{ sql: "MySQL", ftp: true, phpVersion: "72" },
    ...{ siteMaxMb: 200, sqlMaxMb: 200, flowMaxMb: 1024, domainMax: 5, webBackups: 5, sqlBackups: 5 },
  },
} as const;
