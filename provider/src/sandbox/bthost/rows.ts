import { z } from "zod";

/* The tables of the host control program. Times are Unix seconds. A row with a `deletetime` is in the recycle bin. */

const stamps = { createtime: z.number(), updatetime: z.number(), deletetime: z.number().nullable() };

export const hostStatuses = ["normal", "stop", "locked", "expired", "excess", "error"] as const;

export const Host = z.object({
  id: z.number(),
  user_id: z.number(),
  sort_id: z.number(),
  bt_id: z.number(),
  bt_name: z.string(),
  site_size: z.number(),
  site_max: z.number(),
  flow_size: z.number(),
  flow_max: z.number(),
  sql_size: z.number(),
  sql_max: z.number(),
  /** Ids of addresses; 0 is an entry that names none. */
  ips: z.array(z.number()),
  domain_max: z.number(),
  is_audit: z.number(),
  check_time: z.number().nullable(),
  web_back_num: z.number(),
  sql_back_num: z.number(),
  perserver: z.number(),
  limit_rate: z.number(),
  is_vsftpd: z.number(),
  sub_bind: z.number(),
  notice: z.string().nullable(),
  is_api: z.number(),
  ...stamps,
  endtime: z.number(),
  /** Empty where a lax database was given a word that it does not know. */
  status: z.enum([...hostStatuses, ""]),
  /** When it was deleted for good; only the ledger has it then. */
  purgedAt: z.number().nullable(),
});
export type Host = z.infer<typeof Host>;

export const Sql = z.object({
  id: z.number(),
  vhost_id: z.number(),
  username: z.string(),
  database: z.string(),
  password: z.string(),
  console: z.string(),
  type: z.enum(["bt", "custom"]),
  ...stamps,
  status: z.enum(["normal", "hidden"]),
});
export type Sql = z.infer<typeof Sql>;

export const Ftp = z.object({
  id: z.number(),
  vhost_id: z.number(),
  username: z.string(),
  password: z.string(),
  ...stamps,
  status: z.enum(["normal", "hidden"]),
});
export type Ftp = z.infer<typeof Ftp>;

export const Binding = z.object({
  id: z.number(),
  domain: z.string(),
  vhost_id: z.number(),
  /** The pool's domain that the name was made from. */
  domain_id: z.number().nullable(),
  dir: z.string(),
  /** 0 waits for review, 1 works, 2 rejected. */
  status: z.number(),
  ...stamps,
});
export type Binding = z.infer<typeof Binding>;

export const User = z.object({
  id: z.number(),
  group_id: z.number(),
  username: z.string(),
  nickname: z.string(),
  password: z.string(),
  email: z.string(),
  avatar: z.string(),
  prevtime: z.number().nullable(),
  logintime: z.number().nullable(),
  loginfailure: z.number(),
  ...stamps,
  notice: z.string().nullable(),
  status: z.string(),
  /** Deleted for good; only the ledger has it then. */
  isErased: z.boolean(),
});
export type User = z.infer<typeof User>;

const pool = {
  id: z.number(),
  name: z.string(),
  tag: z.string(),
  content: z.string(),
  ...stamps,
  status: z.enum(["normal", "hidden"]),
};
export const Pool = z.object(pool);
export type Pool = z.infer<typeof Pool>;

export const IpAddress = z.object({
  id: z.number(),
  ip: z.string(),
  ippools_id: z.number(),
  mask: z.string(),
  gateway: z.string(),
  ...stamps,
  status: z.enum(["normal", "hidden", "locked"]),
});
export type IpAddress = z.infer<typeof IpAddress>;

export const PoolDomain = z.object({
  id: z.number(),
  domain: z.string(),
  domainpools_id: z.number(),
  dnspod: z.enum(["0", "1"]),
  dnspod_id: z.number(),
  ...stamps,
  status: z.enum(["normal", "hidden", "locked"]),
});
export type PoolDomain = z.infer<typeof PoolDomain>;

export const Plan = z.object({
  id: z.number(),
  name: z.string(),
  value: z.record(z.string(), z.string()),
  ...stamps,
  status: z.enum(["normal", "hidden"]),
});
export type Plan = z.infer<typeof Plan>;

/** Something that happened to a host, by whom. */
export const HostEvent = z.object({
  hostId: z.number(),
  kind: z.enum([
    "create",
    "recycle",
    "recover",
    "purge",
    "endtime",
    "status",
    "plan",
    "edit",
    "owner",
    "password",
    "ftpPassword",
    "sqlPassword",
    "userPassword",
    "domain",
  ]),
  /** The day of `endtime`, the word of `status`, the name of `domain`; the fields of `edit`. */
  detail: z.string(),
  by: z.enum(["api", "job", "staff"]),
  /** Unix seconds, by the panel's clock. */
  at: z.number(),
});
export type HostEvent = z.infer<typeof HostEvent>;
