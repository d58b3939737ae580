import { z } from "zod";
import { orderArguments } from "../../core/arguments";
import { documentedStrictObject } from "../../core/documented";
import { say } from "../language/say";

const flag = z.boolean().optional();
const count = z.int().min(0).max(2_147_483_647).optional();
const date = z.iso.date({ error: () => say("is not a date such as 2027-06-30") }).optional();

/** What a host has where no plan says it (`pack`). */
export const hostSettings = documentedStrictObject({
  /** Kind of the database: `MySQL`, `SQLServer` or `none` (default). A change is a replacement. */
  sql: z.enum(["none", "MySQL", "SQLServer"]).optional(),
  /** Whether it has an FTP account. Default false. A change is a replacement. */
  ftp: flag,
  /** Addresses that it gets from `ipPool`, drawn at random. Default 0. Used when creating; a change is recorded and does nothing. */
  ipCount: count,
  /** Port of the site, 1–65535. Default 80. A change is a replacement. */
  port: z.int().min(1).max(65_535).optional(),
  /** Web space in MB, 0 for as much as there is. Default 0. Changes in place. */
  siteMaxMb: count,
  /** Database space in MB, 0 for as much as there is. Default 0. Changes in place. */
  sqlMaxMb: count,
  /** Traffic a month in MB, 0 for as much as there is. Default 0. Changes in place. */
  flowMaxMb: count,
  /** Domains that may be bound, 0 for any number. Default 0. Changes in place. */
  domainMax: count,
  /** Backups of the site that are kept, 0 for any number. Default 0. Changes in place. */
  webBackups: count,
  /** Backups of the database that are kept, 0 for any number. Default 0. Changes in place. */
  sqlBackups: count,
  /** Version of PHP, by its id: `"72"`, or `"00"` for a static site (`getPhpVersions`). Default: the panel's. A change is a replacement. */
  phpVersion: z.string().min(1).optional(),
  /** Program that is installed, by its id (`getPrograms`). Default none. A change is a replacement. */
  program: z.string().min(1).optional(),
  /** Whether its PHP sessions are kept apart. Default false. A change is a replacement. */
  sessionIsolation: flag,
  /** Whether its FTP account is one of vsftpd, which needs that plug-in of the panel. Default false. A change is a replacement. */
  vsftpd: flag,
  /** Directory under which the site's own is made. Default: the panel's. A change is a replacement. */
  sitesPath: z.string().min(1).optional(),
});
export type HostSettings = z.output<typeof hostSettings>;

/** What only a `BtHost` takes. By itself, because editors show its doc comments. */
export const btHostOnly = {
  /**
   * Its name, and the first label of its default domain: small letters and digits, 3–16 of them. FTP account, database and the directory on
   * the server get it too. Default: one of its own, by which an interrupted create is known again. A change is a replacement. A name of
   * before must not be used again as long as its host lies in the recycle bin: the purge takes the files at the same path.
   */
  username: z
    .string()
    .regex(/^[a-z0-9]{3,16}$/, { error: () => say("is not 3 to 16 small letters and digits") })
    .optional(),
  /** Plan, by name or id (`getPlans`); excludes `settings`. A change to one that differs in limits only is made in place (`host_update`), any other is a replacement. */
  plan: z.string().min(1).optional(),
  /** What the host has, one by one; excludes `plan`. */
  settings: hostSettings.optional(),
  /** Pool of its default domain, by name or id (`getDomainPools`): required with `settings`; a plan has its own. A change is a replacement. */
  domainPool: z.string().min(1).optional(),
  /** Pool of the addresses that it gets, by name or id (`getIpPools`), with `settings`; a plan has its own. Used when creating; a change is recorded and does nothing. */
  ipPool: z.string().min(1).optional(),
  /** Id of the user who owns it: a `BtUser`'s `serviceId` (`getUsers`). Default: the panel's first user. A change gives it to another one (`host_push`). */
  owner: z
    .string()
    .regex(/^[1-9]\d*$/, { error: () => say("is not the id of a user") })
    .optional(),
  /** Site category, by name or id (`getCategories`). Default: the built-in one. A change sets it in place (`host_edit`), but not back to the built-in one. */
  category: z.string().min(1).optional(),
  /** The day (`YYYY-MM-DD`, in the panel's zone) at whose beginning it ends, when it is created. Editing it sets that day, also an earlier one (`host_endtime`); what was set in the panel since stays otherwise. 2038-01-19 at the latest. */
  expiresOn: date,
  /** The day that it must not end before: a create ends there at the earliest, later the end is moved there (`host_endtime`; after an expiry it is recovered and started too). 2038-01-19 at the latest. */
  renewUntil: date,
  /** Rolling: when fewer than `whenDaysLeft` days are left at an `up`, its end is moved by `months`. Excludes `renewUntil`. */
  keepPaid: documentedStrictObject({
    /** Moves it when fewer days than this are left. */
    whenDaysLeft: z.int().min(1).max(366),
    /** Moves it by so many months, as often as that takes. */
    months: z.int().min(1).max(120),
  }).optional(),
  /** Remark, up to 255 characters (`host_notice`). A change sets it in place; it cannot be cleared. Unset: not managed. */
  remark: z.string().min(1).max(255).optional(),
  /** `running` or `stopped` (`host_start`, `host_stop`); not managed when unset. */
  powerState: z.enum(["running", "stopped"]).optional(),
  /** Whether it is locked (`host_locked`; `host_start` unlocks). Unset: not managed. */
  locked: flag,
  /** Limits of the site's connections (`host_speed`), or `"off"` (`host_speedoff`). A change sets them in place; they cannot be read back. Unset: not managed. */
  speedLimit: z
    .union([
      z.literal("off"),
      documentedStrictObject({
        /** The most connections at once, 1 or more. */
        connections: z.int().min(1).max(2_147_483_647),
        /** The most that each request gets, in KB a second, 1 or more. */
        rateKb: z.int().min(1).max(2_147_483_647),
      }),
    ])
    .optional(),
  /** Ids of the addresses that are bound to it (`getIpAddresses`), all of them. A change binds and unbinds in place (`host_bindip`, `host_unbindip`). Unset: not managed. */
  ipAddresses: z
    .array(z.string().regex(/^[1-9]\d*$/, { error: () => say("is not the id of an address") }))
    .optional(),
  /** Whether its FTP account may be used (`ftp_status`). A change sets it in place. Unset: not managed. */
  ftpEnabled: flag,
  /** Secret. Password of its FTP account and of its database, letters and digits, 6 or more. A change sets both in place (`ftp_pass`, `sql_pass`). Unset: what the panel has made. */
  password: z
    .string()
    .regex(/^[A-Za-z0-9]{6,}$/, { error: () => say("is not 6 or more letters and digits") })
    .optional(),
  /** Any values; a change sets that password anew (the given one, or a random one). */
  passwordTriggers: z.array(z.unknown()).optional(),
  /** Whether domains may be bound to its subdirectories. Default: the plan's, false without one. Set in place (`host_edit`), but never taken back: the panel has no way. */
  subdirectoryBinding: flag,
  /** Whether domains that are bound to it wait for a review. Default: the plan's, false without one. Set in place (`host_edit`); taken back only by a plan without it (`host_update`). */
  domainReview: flag,
  /** Takes the host out of the recycle bin where it is in it (`host_recovery`): one that was deleted by hand, or one that `adopt` names. Default false. */
  recover: flag,
};

/**
 * The arguments of a `BtHost`. References take a name or an id; an unknown or ambiguous name fails in the preview and lists the candidates.
 */
export const btHostArguments = z.strictObject({ ...orderArguments, ...btHostOnly });

/** Arguments as checked. */
export type BtHostArguments = z.output<typeof btHostArguments>;
