import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import {
  flag,
  id,
  number,
  optionalWord,
  plainText,
  secretText,
  text,
  unixTime,
} from "../../core/wire/scalars";
import { at, record, type With } from "../../core/wire/table";
import {
  binding,
  boundAddresses,
  database,
  ftpAccount,
  limits,
  recordOrNone,
  records,
  stamps,
  type Binding,
  type BoundAddress,
  type Database,
  type FtpAccount,
  type Limits,
  type Stamped,
} from "./wire-common";
import { hostStatuses, siteStates } from "./wire-words";

/* Hosts on the wire, and ours beside it. */

const hostFields = (timeZone: string) => ({
  /** Its id. */
  id: at("id", id),
  /** Owner (`user_id`). */
  userId: at("user_id", text),
  /** Site category (`sort_id`); 0 is the built-in one. */
  categoryId: at("sort_id", text),
  /** The site's number in the server's panel (`bt_id`). */
  siteId: at("bt_id", text),
  /** The site's name there, which is the first domain: user name, dot, domain of the pool (`bt_name`). */
  siteName: at("bt_name", text),
  ...limits,
  /** Web space in use, in MB, as it was measured last. */
  siteUsedMb: at("site_size", number),
  /** Of this month. */
  trafficUsedMb: at("flow_size", number),
  /** Database space in use, in MB, as it was measured last. */
  databaseUsedMb: at("sql_size", number),
  /** Addresses that are bound; none where the panel tells none. */
  addresses: at("ip_address", boundAddresses(timeZone)),
  /** Domains that may be bound; 0 is unlimited. */
  domainMax: at("domain_max", number),
  /** What DNS records are to point at (`default_analysis`). */
  dnsTarget: at("default_analysis", text),
  /** Whether domains that are bound wait for the administrator. */
  reviewsDomains: at("is_audit", flag),
  /** When the use was measured last. */
  checkedAt: at("check_time", unixTime(timeZone)),
  /** As the latest change of the plan set it, and nothing else; 0 is none. */
  connectionMax: at("perserver", number),
  /** The same, in KB. */
  rateLimitKb: at("limit_rate", number),
  /** Whether FTP is served by vsftpd, a plug-in of the server's panel. */
  usesVsftpd: at("is_vsftpd", flag),
  /** Whether domains may be bound to subdirectories. */
  allowsSubdirectories: at("sub_bind", flag),
  /** What was written of it (`notice`). */
  remark: at("notice", plainText),
  /** Whether it was made through this API, where the version tells. */
  isMadeByApi: at("is_api", flag),
  /** When it expires: the start of the day that was asked for. */
  endsAt: at("endtime", unixTime(timeZone)),
  /** `running`, `stopped`, `locked`, `expired`, `overQuota` or `error`; `unknown` for a word that this version does not know. */
  status: at("status", optionalWord(hostStatuses)),
  ...stamps(timeZone),
});

/** A row of `host_list`, and what `host_edit` and `host_update` answer. */
export const host = (timeZone: string) => record(hostFields(timeZone));
export type Host = With<Stamped & Limits & HostParts, z.output<ReturnType<typeof host>>>;

interface HostParts {
  /** Addresses that are bound; none where the panel tells none. */
  readonly addresses: readonly BoundAddress[];
}

/** What `host_info` answers. Databases and FTP accounts that are disabled are not in it. */
export const hostDetails = (timeZone: string) =>
  record({
    ...hostFields(timeZone),
    databases: at("sql", records(database(timeZone))),
    ftp: at("ftp", recordOrNone(ftpAccount(timeZone))),
    /** Domains that are bound, the one from a pool included. */
    domains: at("domain", records(binding(timeZone))),
  });
export type HostDetails = With<
  Stamped & Limits & HostParts & HostDetailsParts,
  z.output<ReturnType<typeof hostDetails>>
>;

interface HostDetailsParts {
  /** Its databases that are not disabled. */
  readonly databases: readonly Database[];
  /** Its FTP account, where it has one that is not disabled. */
  readonly ftp?: FtpAccount;
  /** Domains that are bound, the one from a pool included. */
  readonly domains: readonly Binding[];
}

/** What `host_build` answers: the only reply with everything that was made. */
export const builtHost = (timeZone: string) =>
  record({
    /** Part of a host: without its use and status. */
    host: at("site", host(timeZone)),
    domain: at("domain", recordOrNone(binding(timeZone))),
    /** Not there when none was asked for, and when the server's panel did not make it. */
    database: at("sql", recordOrNone(database(timeZone))),
    /** The same. */
    ftp: at("ftp", recordOrNone(ftpAccount(timeZone))),
  });
export type BuiltHost = z.output<ReturnType<typeof builtHost>>;

/** What `host_status` answers. */
export const hostState = record({
  /** As this panel has it. The vendor spells it so. */
  status: at("loca", optionalWord(hostStatuses), "local"),
  /** As the server's panel has it. */
  site: at("server", optionalWord(siteStates)),
});
export type HostState = z.output<typeof hostState>;

/** What `host_resource` answers. */
export const hostUsage = record({
  used: at(
    "size",
    record({
      siteMb: at("websize", number),
      databaseMb: at("sqlsize", number),
      /** Of this month; 0 unless the server's panel counts it. */
      trafficMb: at("total_size", number),
    }),
  ),
  /** 0 is unlimited. */
  limits: at(
    "max",
    record({ siteMb: at("site", number), databaseMb: at("sql", number), trafficMb: at("flow", number) }),
  ),
});
export type HostUsage = z.output<typeof hostUsage>;

/** What `host_sync` answers. */
export const syncedHost = (timeZone: string) =>
  record({
    siteId: at("bt_id", text),
    endsAt: at("endtime", unixTime(timeZone)),
    site: at("status", optionalWord(siteStates)),
    status: at("hostStatus", optionalWord(hostStatuses)),
  });
export type SyncedHost = z.output<ReturnType<typeof syncedHost>>;

/** What `host_speed` answers. */
export const speedLimits = recordOrNone(
  record({ connectionMax: at("perserver", number), rateLimitKb: at("limit_rate", number) }),
);

/** What `host_pass` answers. */
export const newPassword = recordOrNone(record({ password: at("password", secretText) }));

/** @param timeZone the IANA zone of the panel's days. */
export function createHostWire(timeZone: string) {
  return {
    host: host(timeZone),
    hosts: records(remembered(host(timeZone))),
    hostDetails: hostDetails(timeZone),
    builtHost: builtHost(timeZone),
    syncedHost: syncedHost(timeZone),
  };
}
