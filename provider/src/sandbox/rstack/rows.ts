import { z } from "zod";

/*
 * The controller's tables. What clients see is text under the vendor's names, as in its samples; what the sandbox itself
 * needs beside it is in words.
 */

const text = z.string();
const shape = <Name extends string>(...names: Name[]): z.ZodObject<Record<Name, z.ZodString>> =>
  z.object(Object.fromEntries(names.map((name) => [name, text])) as Record<Name, z.ZodString>);

export const UserRow = shape(
  "id",
  "userid",
  "username",
  "name",
  "email",
  "phone",
  "vcount",
  "utype",
  "status",
  "remark",
  "mail_verified",
  "mobile_verified",
  "cvdate",
  "rvcount",
  "reg_ip",
  "login_ip",
);
export type UserRow = z.infer<typeof UserRow>;
export const User = z.object({ row: UserRow, password: text });
export type User = z.infer<typeof User>;

export const VmRow = shape(
  "id",
  "userid",
  "areaid",
  "areaname",
  "nodeid",
  "nodename",
  "osid",
  "os",
  "ostype",
  "vmname",
  "guid",
  "mac",
  "cpu",
  "cpu_limit",
  "cpu_weight",
  "ram_min",
  "ram",
  "ram_buffer",
  "ram_weight",
  "systemdisk",
  "disk",
  "disk_sys_iops",
  "disk_data_iops",
  "port",
  "bwlimit",
  "bwusage",
  "bwdate",
  "backup_snapshot",
  "backup_full",
  "portmap",
  "binding_domain",
  "vmpass",
  "remote_port",
  "ip",
  "additionals_ip",
  "ipv6",
  "additionals_ipv6",
  "iptype",
  "publicip",
  "cdid",
  "status",
  "rvcount",
  "cvdate",
  "remark",
);
export type VmRow = z.infer<typeof VmRow>;

/** The columns that only count on the node once they are applied there. */
export const hardwareColumns = [
  "cpu",
  "cpu_limit",
  "cpu_weight",
  "ram_min",
  "ram",
  "ram_buffer",
  "ram_weight",
  "disk",
  "disk_sys_iops",
  "disk_data_iops",
  "port",
] as const;

export const Vm = z.object({
  row: VmRow,
  power: z.enum(["running", "off", "paused", "saved"]),
  /** What the machine turns to, and when, by the panel's clock. */
  powerChange: z.object({ to: z.enum(["running", "off"]), atMs: z.number() }).nullable(),
  deletesAtMs: z.number().nullable(),
  setupFailed: z.boolean(),
  /** What the node gives the machine, under the columns' names; the record may be ahead of it. */
  applied: z.record(text, text),
  /** The addresses that work inside the machine. */
  boundIps: z.array(text),
  /** The password that works inside the machine. */
  password: text,
  restarts: z.number(),
  /** How often the data disk was erased. */
  dataErased: z.number(),
  console: z.object({ token: text, expiresAtMs: z.number() }).nullable(),
});
export type Vm = z.infer<typeof Vm>;

export const Task = z.object({
  id: text,
  vmid: text,
  vmname: text,
  nodeid: text,
  tasktype: z.enum(["1", "2", "3", "4", "5", "6", "7"]),
  startMs: z.number(),
  endMs: z.number(),
  finished: z.boolean(),
  /** Why it will fail, if it will. */
  failure: text.nullable(),
  /** What it was asked to do: an image, a password, a name. */
  order: z.record(text, text),
});
export type Task = z.infer<typeof Task>;

export const SnapshotRow = shape("id", "vmid", "userid", "backuptype", "name", "status", "times");
export type SnapshotRow = z.infer<typeof SnapshotRow>;

export const NatRow = shape(
  "id",
  "userid",
  "nodeid",
  "vmid",
  "ip",
  "domainname",
  "nattype",
  "privateport",
  "publicport",
);
export type NatRow = z.infer<typeof NatRow>;

export const AreaRow = shape("id", "name", "remark");
export type AreaRow = z.infer<typeof AreaRow>;

export const NodeRow = shape(
  "id",
  "name",
  "areaid",
  "ip",
  "maxcpu",
  "allowram",
  "allowdisk",
  "status",
  "remark",
);
export type NodeRow = z.infer<typeof NodeRow>;
export const Node = z.object({
  row: NodeRow,
  /** Ids of the images that are on it. */
  images: z.array(text),
  /** The shared address of its machines; empty when they have none. */
  publicip: text,
});
export type Node = z.infer<typeof Node>;

export const ImageRow = shape("id", "name", "osname", "ostype", "osfile", "remark");
export type ImageRow = z.infer<typeof ImageRow>;

export const PoolRow = shape("id", "name", "nodeid", "iptype", "gateway", "netmask");
export type PoolRow = z.infer<typeof PoolRow>;

/** An address; `vmid` is `0` when it is free. */
export const IpRow = shape("id", "ip", "ipblockid", "vmid", "iptype", "remark");
export type IpRow = z.infer<typeof IpRow>;

/** What happened, for tests: the truth about machines made, lost and interrupted. */
export const Event = z.object({
  kind: z.enum(["create", "delete", "reinstall", "restart", "snapshot", "revert", "addIps", "resetPassword"]),
  vmid: text,
  /** ISO 8601, by the panel's clock. */
  at: text,
});
export type Event = z.infer<typeof Event>;
