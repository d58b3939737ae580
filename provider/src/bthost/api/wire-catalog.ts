import { z } from "zod";
import { jsonOf, one } from "../../core/wire/php";
import { flag, id, number, optionalWord, text } from "../../core/wire/scalars";
import { at, record } from "../../core/wire/table";
import { ipAddress, limits, recordOrNone, records, stamps } from "./wire-common";
import { databaseEngines, enabledStatuses, settingFlags, settingNumbers, settingTexts } from "./wire-words";
import { say } from "../language/say";

/* What the panel's administrator maintains, on the wire, and ours beside it. */

/** A site category; 0 is the built-in one. */
export const category = record({ id: at("id", id), name: at("name", text) });
export type Category = z.output<typeof category>;

const poolFields = (timeZone: string) => ({
  id: at("id", id),
  name: at("name", text),
  tag: at("tag", text),
  description: at("content", text),
  status: at("status", optionalWord(enabledStatuses)),
  ...stamps(timeZone),
});

/** A pool of domains that hosts get their first one from. */
export const domainPool = (timeZone: string) => record(poolFields(timeZone));
export type DomainPool = z.output<ReturnType<typeof domainPool>>;

/** A pool of addresses. */
export const ipPool = (timeZone: string) =>
  record({
    ...poolFields(timeZone),
    /** All of them. What the vendor calls those that are left is the same number, and not read. */
    addressCount: at("ip_count", number),
  });
export type IpPool = z.output<ReturnType<typeof ipPool>>;

/** A domain of a pool. */
export const poolDomain = (timeZone: string) =>
  record({
    id: at("id", id),
    domain: at("domain", text),
    poolId: at("domainpools_id", text),
    /** Whether DNSPod resolves it: 1 is yes, other than the vendor writes. */
    usesDnspod: at("dnspod", flag),
    dnspodId: at("dnspod_id", text),
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type PoolDomain = z.output<ReturnType<typeof poolDomain>>;

/** What a host of a plan gets. Sizes in MB, traffic of a month; 0 is unlimited, or none. */
export const planSettings = record({
  ...limits,
  /** What the plan is for: `btpanel`. */
  type: at("type", text),
  name: at("name", text),
  databaseEngine: at("sql", optionalWord(databaseEngines)),
  domainPoolId: at("domainpools_id", text),
  ipPoolId: at("ippools_id", text),
  /** Domains that may be bound. */
  domainMax: at(settingNumbers.domainMax, number),
  port: at(settingNumbers.port, number),
  /** Addresses that come with it. */
  ipCount: at(settingNumbers.ipCount, number),
  /** Connections at once. */
  connectionMax: at(settingNumbers.connectionMax, number),
  /** In KB. */
  rateLimitKb: at(settingNumbers.rateLimitKb, number),
  hasFtp: at(settingFlags.hasFtp, flag),
  reviewsDomains: at(settingFlags.reviewsDomains, flag),
  isolatesSessions: at(settingFlags.isolatesSessions, flag),
  usesVsftpd: at(settingFlags.usesVsftpd, flag),
  allowsSubdirectories: at(settingFlags.allowsSubdirectories, flag),
  /** What is installed. */
  program: at(settingTexts.program, text),
  /** `72`; `00` is static. */
  phpVersion: at(settingTexts.phpVersion, text),
  sitesPath: at(settingTexts.sitesPath, text),
  /** Of older versions: what DNS records are to point at, by what kind of record, and whether DNSPod makes it. */
  dnsTarget: at("default_analysis", text),
  dnsKind: at("analysis_type", text),
  usesDnspod: at("is_dnspod", flag),
});
export type PlanSettings = z.output<typeof planSettings>;

/** A plan (资源组, 套餐). Disabled ones are listed too. */
export const plan = (timeZone: string) =>
  record({
    id: at("id", id),
    name: at("name", text),
    settings: at("value", one(planSettings)),
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type Plan = z.output<ReturnType<typeof plan>>;

/** What can be chosen for own settings: a version of PHP, or a program to install. */
export const choice = record({
  /** What the setting takes. `00` is no PHP. */
  id: at("id", text.pipe(z.string({ error: () => say("must be there") }))),
  name: at("name", text),
});
export type Choice = z.output<typeof choice>;

/** Load of the machine, as the server's panel sends it: its form depends on that panel's version. */
export const serverStatus = z.unknown().transform((value): unknown => jsonOf(value));

/** @param timeZone the IANA zone of the panel's days. */
export function createCatalogWire(timeZone: string) {
  return {
    domainPools: records(domainPool(timeZone)),
    poolDomains: records(poolDomain(timeZone)),
    poolDomain: recordOrNone(poolDomain(timeZone)),
    ipPools: records(ipPool(timeZone)),
    ipAddresses: records(ipAddress(timeZone)),
    ipAddress: recordOrNone(ipAddress(timeZone)),
    plans: records(plan(timeZone)),
    plan: recordOrNone(plan(timeZone)),
  };
}
