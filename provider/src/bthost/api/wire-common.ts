import { z } from "zod";
import { jsonOf, rowsIn } from "../../core/wire/php";
import { id, number, optionalWord, secretText, text, unixTime } from "../../core/wire/scalars";
import { at, record, type RecordOf } from "../../core/wire/table";
import { databaseKinds, enabledStatuses, bindingStatuses, limitNames } from "./wire-words";

/* What several replies hold, and ours beside it. Every field may be missing, but for the id: replies differ by version. */

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Records, however PHP wrote them: an array, a single one, a map by numbers, or nothing. What is no record is left out. */
export function records<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .transform((value) => rowsIn(value).filter(isObject))
    .pipe(z.array(schema));
}

/** A record, or nothing: `null`, `""`, `[]`. */
export function recordOrNone<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .transform((value): unknown => rowsIn(value).find(isObject))
    .pipe(schema.optional());
}

/** When a row was made, changed and deleted, ISO 8601 with offset; not there for never, and for what is no time. */
export function stamps(timeZone: string) {
  return {
    /** When the row was made, ISO 8601 with offset. */
    createdAt: at("createtime", unixTime(timeZone)),
    /** When it was changed last, ISO 8601 with offset; not there for never. */
    updatedAt: at("updatetime", unixTime(timeZone)),
    /** When it was deleted, ISO 8601 with offset; not there while it is not. */
    deletedAt: at("deletetime", unixTime(timeZone)),
  };
}

export type Stamped = RecordOf<ReturnType<typeof stamps>>;

/** A database of a host. */
export const database = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    /** The host that it belongs to, by its id. */
    hostId: at("vhost_id", text),
    /** The name to sign in with. */
    username: at("username", text),
    /** The name of the database. */
    database: at("database", text),
    /** Secret. */
    password: at("password", secretText),
    /** Address of phpMyAdmin, or of what else manages it. */
    consoleUrl: at("console", text),
    /** Whether it is the server's panel's own. */
    kind: at("type", optionalWord(databaseKinds)),
    /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type Database = z.output<ReturnType<typeof database>>;

/** The FTP account of a host. */
export const ftpAccount = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    /** The host that it belongs to, by its id. */
    hostId: at("vhost_id", text),
    /** The name to sign in with. */
    username: at("username", text),
    /** Secret. */
    password: at("password", secretText),
    /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type FtpAccount = z.output<ReturnType<typeof ftpAccount>>;

/** A domain that is bound to a host. */
export const binding = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    /** The domain that is bound. */
    domain: at("domain", text),
    /** The host that it belongs to, by its id. */
    hostId: at("vhost_id", text),
    /** The domain of a pool that the name was made from. */
    poolDomainId: at("domain_id", text, "domainlist_id"),
    /** The directory that it leads to; `/` is the root. */
    directory: at("dir", text),
    /** Data of its DNSPod record, where there is one. */
    dnspodRecord: at("dnspod_record", text),
    /** The id of that record at DNSPod; empty where there is none. */
    dnspodRecordId: at("dnspod_record_id", text),
    /** The id of its domain at DNSPod; empty where there is none. */
    dnspodDomainId: at("dnspod_domain_id", text),
    /** `waitingForReview`, `active` or `rejected`; `unknown` for a word that this version does not know. */
    status: at("status", optionalWord(bindingStatuses)),
    ...stamps(timeZone),
  });
export type Binding = z.output<ReturnType<typeof binding>>;

const addressFields = (timeZone: string) => ({
  /** The IP address. */
  address: at("ip", text),
  /** The pool that it is of, by its id. */
  poolId: at("ippools_id", text),
  /** Its subnet mask. */
  mask: at("mask", text),
  /** Its gateway. */
  gateway: at("gateway", text),
  /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
  status: at("status", optionalWord(enabledStatuses)),
  ...stamps(timeZone),
});

/** An address of a pool. */
export const ipAddress = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    ...addressFields(timeZone),
  });
export type IpAddress = z.output<ReturnType<typeof ipAddress>>;

/**
 * Addresses that are bound to a host: an array of records, a record, a text with commas, or nothing. Entries that are none of these
 * are left out: some versions store such.
 */
export const boundAddresses = (timeZone: string) =>
  z
    .unknown()
    .transform((value) => rowsIn(value).flatMap(addressesIn))
    .pipe(
      z.array(
        record({
          /** Its id; empty where the panel tells the address alone. */
          id: at("id", text),
          ...addressFields(timeZone),
        }),
      ),
    );
export type BoundAddress = z.output<ReturnType<typeof boundAddresses>>[number];

function addressesIn(entry: unknown): object[] {
  const inner = jsonOf(entry);
  if (typeof inner === "object" && inner !== null) return [inner];
  if (typeof inner !== "string") return [];
  const parts = inner.split(/[\s,，;|]+/).filter((part) => /[.:]/.test(part));
  return parts.map((ip) => ({ ip }));
}

/** Limits by the names that hosts and plans share. 0 is unlimited. */
export const limits = {
  /** The most web space, in MB; 0 is unlimited. */
  siteMaxMb: at(limitNames.siteMaxMb, number),
  /** The most traffic of a month, in MB; 0 is unlimited. */
  trafficMaxMb: at(limitNames.trafficMaxMb, number),
  /** The most database space, in MB; 0 is unlimited. */
  databaseMaxMb: at(limitNames.databaseMaxMb, number),
  /** The most backups of the site; 0 is unlimited. */
  siteBackupMax: at(limitNames.siteBackupMax, number),
  /** The most backups of the database; 0 is unlimited. */
  databaseBackupMax: at(limitNames.databaseBackupMax, number),
};
export type Limits = RecordOf<typeof limits>;
