import { z } from "zod";
import type { BuiltHost, Host, HostDetails } from "../api/hosts";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { statuses, type Status } from "../../core/observed";
import type { HostStatus } from "../api/wire-words";
import { limitsIn } from "./shape";

const text = z.string().optional();
const number = z.number().optional();
const flag = z.boolean().optional();

/** A host as the panel has it, in our words. What the panel does not say is not there. */
export const btHostObserved = documentedObject({
  /** Its id: what `adopt` and `BtHost.get` take. Its `id` is the same, but for a create whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`: `suspended` when it is over one of its limits, `recycled` when nothing is shown of it any more. */
  status: z.enum(statuses),
  /** Whether nothing is shown of it: it lies in the recycle bin, or is gone for good. */
  isRecycled: flag,
  /** `running` or `stopped`: as its site is where `powerState` or `locked` is managed, else as the installation has it. */
  powerState: z.enum(["running", "stopped"]).optional(),
  /** The panel's own word for it: `running`, `stopped`, `locked`, `expired`, `overQuota`, `error`. */
  panelStatus: text,
  /** When it was created, ISO 8601 with offset. */
  boughtAt: text,
  /** When it ends, ISO 8601 with offset: at the beginning of that day. */
  expiresAt: text,
  /** Its name: the first label of its default domain. */
  username: text,
  /** Its default domain, which is the site's name in the panel. */
  domain: text,
  /** Id of the site in the panel. */
  siteId: text,
  /** Id of the user who owns it. */
  owner: text,
  /** Id of its category. */
  categoryId: text,
  /** Web space in use, in MB. */
  siteUsedMb: number,
  /** Web space that it may use, in MB; 0 for as much as there is. */
  siteMaxMb: number,
  /** Traffic of this month, in MB. */
  flowUsedMb: number,
  /** Traffic that it may have a month, in MB; 0 for as much as there is. */
  flowMaxMb: number,
  /** Database space in use, in MB. */
  sqlUsedMb: number,
  /** Database space that it may use, in MB; 0 for as much as there is. */
  sqlMaxMb: number,
  /** Domains that may be bound; 0 for any number. */
  domainMax: number,
  /** Backups of the site that are kept; 0 for any number. */
  webBackups: number,
  /** Backups of the database that are kept; 0 for any number. */
  sqlBackups: number,
  /** The most connections at once that its plan set; 0 for no limit. What `speedLimit` sets does not show here. */
  connections: number,
  /** The most that a request gets by its plan, in KB a second; 0 for no limit. */
  rateKb: number,
  /** Whether domains that are bound wait for a review. */
  domainReview: flag,
  /** Whether domains may be bound to its subdirectories. */
  subdirectoryBinding: flag,
  /** Remark. */
  remark: text,
  /** Ids of the addresses that are bound to it. */
  ipAddresses: z.array(z.string()).optional(),
  /** Those addresses. */
  boundAddresses: z.array(z.string()).optional(),
  /** What domains are to be pointed at. */
  dnsTarget: text,
  /** Id of its FTP account. */
  ftpId: text,
  /** Name of its FTP account. */
  ftpUsername: text,
  /** Secret. Password of its FTP account. */
  ftpPassword: text,
  /** Whether it has an FTP account that may be used. */
  ftpEnabled: flag,
  /** Id of its database. */
  databaseId: text,
  /** Name of its database. */
  databaseName: text,
  /** Name of its database's user. */
  databaseUsername: text,
  /** Secret. Password of its database. */
  databasePassword: text,
  /** Address of the console of its database. */
  databaseConsole: text,
});
export type BtHostObserved = z.output<typeof btHostObserved>;

const statusOfWord = {
  running: "ready",
  stopped: "stopped",
  locked: "locked",
  expired: "expired",
  overQuota: "suspended",
  error: "stopped",
} as const satisfies Readonly<Record<HostStatus, Status>>;

/** What only a read tells that looks at one host alone. */
function ofDetails({ databases, ftp }: Pick<HostDetails, "databases" | "ftp">) {
  const [database] = databases;
  return {
    ftpId: ftp?.id,
    ftpUsername: ftp?.username,
    ftpPassword: ftp?.password,
    ftpEnabled: ftp !== undefined,
    databaseId: database?.id,
    databaseName: database?.database,
    databaseUsername: database?.username,
    databasePassword: database?.password,
    databaseConsole: database?.consoleUrl,
  };
}

/** The ids of addresses, where the version tells that of each. */
function idsOf(addresses: Host["addresses"]): string[] | undefined {
  const ids = addresses.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return ids.length === addresses.length ? ids : undefined;
}

/** A row of the installation as what is observed of the resource. */
export function observeHost(host: Host, details?: Pick<HostDetails, "databases" | "ftp">): BtHostObserved {
  const status: Status =
    host.status === undefined || host.status === "unknown" ? "stopped" : statusOfWord[host.status];
  const { siteUsedMb, remark, dnsTarget } = host;
  return withoutGaps({
    serviceId: host.id,
    status,
    powerState:
      status === "ready" ? ("running" as const) : status === "stopped" ? ("stopped" as const) : undefined,
    panelStatus: host.status,
    boughtAt: host.createdAt,
    expiresAt: host.endsAt,
    username: host.siteName?.split(".")[0],
    domain: host.siteName,
    siteId: host.siteId,
    owner: host.userId,
    categoryId: host.categoryId,
    ...limitsIn(host),
    ...{ siteUsedMb, remark, dnsTarget },
    flowUsedMb: host.trafficUsedMb,
    sqlUsedMb: host.databaseUsedMb,
    connections: host.connectionMax,
    rateKb: host.rateLimitKb,
    domainReview: host.reviewsDomains,
    subdirectoryBinding: host.allowsSubdirectories,
    ipAddresses: idsOf(host.addresses),
    boundAddresses: host.addresses.flatMap(({ address }) => (address === undefined ? [] : [address])),
    ...(details === undefined ? {} : ofDetails(details)),
  });
}

/** A host that is said to run, to be stopped or locked, as its site shows: what the panel behind has refused, the installation does not know. */
export function asServed(row: BtHostObserved, isServed: boolean): BtHostObserved {
  if (isServed === (row.status === "ready")) return row;
  return isServed
    ? { ...row, status: "ready", powerState: "running" }
    : row.status === "ready"
      ? { ...row, status: "stopped", powerState: "stopped" }
      : row;
}

/** What the reply to a create tells, which is not believed before the list shows it. */
export function observeBuilt({ host, database, ftp }: BuiltHost): BtHostObserved {
  const details = {
    databases: database === undefined ? [] : [database],
    ...(ftp === undefined ? {} : { ftp }),
  };
  return { ...observeHost(host, details), status: "opening" };
}
