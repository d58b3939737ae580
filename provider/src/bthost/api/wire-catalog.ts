import { z } from "zod";
import { jsonOf, one } from "../../core/wire/php";
import { flag, id, number, optionalWord, text } from "../../core/wire/scalars";
import { at, record, type With } from "../../core/wire/table";
import { ipAddress, limits, recordOrNone, records, stamps, type Limits, type Stamped } from "./wire-common";
import { databaseEngines, enabledStatuses, settingFlags, settingNumbers, settingTexts } from "./wire-words";
import { say } from "../language/say";

/* What the panel's administrator maintains, on the wire, and ours beside it. */

/** A site category; 0 is the built-in one. */
export const category = record({
  /** Its id; 0 is the built-in one. */
  id: at("id", id),
  /** Its name. */
  name: at("name", text),
});
export type Category = z.output<typeof category>;

const poolFields = (timeZone: string) => ({
  /** Its id. */
  id: at("id", id),
  /** Its name. */
  name: at("name", text),
  /** What the administrator tagged it with. */
  tag: at("tag", text),
  /** What the administrator wrote of it. */
  description: at("content", text),
  /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
  status: at("status", optionalWord(enabledStatuses)),
  ...stamps(timeZone),
});

/** A pool of domains that hosts get their first one from. */
export const domainPool = (timeZone: string) => record(poolFields(timeZone));
export type DomainPool = With<Stamped, z.output<ReturnType<typeof domainPool>>>;

/** A pool of addresses. */
export const ipPool = (timeZone: string) =>
  record({
    ...poolFields(timeZone),
    /** All of them. What the vendor calls those that are left is the same number, and not read. */
    addressCount: at("ip_count", number),
  });
export type IpPool = With<Stamped, z.output<ReturnType<typeof ipPool>>>;

/** A domain of a pool. */
export const poolDomain = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    /** The domain, without the name of a host before it. */
    domain: at("domain", text),
    /** The pool that it is of, by its id. */
    poolId: at("domainpools_id", text),
    /** Whether DNSPod resolves it: 1 is yes, other than the vendor writes. */
    usesDnspod: at("dnspod", flag),
    /** Its id at DNSPod; empty where there is none. */
    dnspodId: at("dnspod_id", text),
    /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type PoolDomain = With<Stamped, z.output<ReturnType<typeof poolDomain>>>;

/** What a host of a plan gets. Sizes in MB, traffic of a month; 0 is unlimited, or none. */
export const planSettings = record({
  ...limits,
  /** What the plan is for: `btpanel`. */
  type: at("type", text),
  /** The name of what the plan is for. */
  name: at("name", text),
  /** The database that comes with a host: `none`, `mysql` or `sqlServer`; `unknown` for a word that this version does not know. */
  databaseEngine: at("sql", optionalWord(databaseEngines)),
  /** The pool that the first domain comes from, by its id. */
  domainPoolId: at("domainpools_id", text),
  /** The pool that addresses come from, by its id. */
  ipPoolId: at("ippools_id", text),
  /** Domains that may be bound. */
  domainMax: at(settingNumbers.domainMax, number),
  /** The port that the site listens at; 0 is the usual one. */
  port: at(settingNumbers.port, number),
  /** Addresses that come with it. */
  ipCount: at(settingNumbers.ipCount, number),
  /** Connections at once. */
  connectionMax: at(settingNumbers.connectionMax, number),
  /** In KB. */
  rateLimitKb: at(settingNumbers.rateLimitKb, number),
  /** Whether a host gets an FTP account. */
  hasFtp: at(settingFlags.hasFtp, flag),
  /** Whether domains that are bound wait for the administrator. */
  reviewsDomains: at(settingFlags.reviewsDomains, flag),
  /** Whether each site keeps its PHP sessions apart. */
  isolatesSessions: at(settingFlags.isolatesSessions, flag),
  /** Whether FTP is served by vsftpd, a plug-in of the server's panel. */
  usesVsftpd: at(settingFlags.usesVsftpd, flag),
  /** Whether domains may be bound to subdirectories. */
  allowsSubdirectories: at(settingFlags.allowsSubdirectories, flag),
  /** What is installed. */
  program: at(settingTexts.program, text),
  /** `72`; `00` is static. */
  phpVersion: at(settingTexts.phpVersion, text),
  /** The folder of the machine that sites are made in; empty for the usual one. */
  sitesPath: at(settingTexts.sitesPath, text),
  /** What DNS records are to point at; of older versions. */
  dnsTarget: at("default_analysis", text),
  /** What kind of DNS record is made: `CNAME`, `A`. */
  dnsKind: at("analysis_type", text),
  /** Whether DNSPod makes that record. */
  usesDnspod: at("is_dnspod", flag),
});
export type PlanSettings = With<Limits, z.output<typeof planSettings>>;

/** A plan (资源组, 套餐). Disabled ones are listed too. */
export const plan = (timeZone: string) =>
  record({
    /** Its id. */
    id: at("id", id),
    /** Its name. */
    name: at("name", text),
    /** What a host of this plan gets. */
    settings: at("value", one(planSettings)),
    /** `enabled`, `disabled` or `locked`; `unknown` for a word that this version does not know. */
    status: at("status", optionalWord(enabledStatuses)),
    ...stamps(timeZone),
  });
export type Plan = With<PlanParts & Stamped, z.output<ReturnType<typeof plan>>>;

interface PlanParts {
  /** What a host of this plan gets. */
  readonly settings: PlanSettings;
}

/** What can be chosen for own settings: a version of PHP, or a program to install. */
export const choice = record({
  /** What the setting takes. `00` is no PHP. */
  id: at("id", text.pipe(z.string({ error: () => say("must be there") }))),
  /** What the panel calls it. */
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
