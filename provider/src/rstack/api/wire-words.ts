/*
 * The controller's numbers and ours words beside them: each stands once, here. Requests are written and replies are read by
 * the same tables.
 */

export { codeOf } from "../../core/wire/scalars";

/** `status` of a VM in `hyper` and `vm_update`. */
export const vmStatuses = {
  "0": "installing",
  "1": "locked",
  "2": "normal",
  "-1": "suspended",
  "-2": "overTrafficRunning",
  "-3": "overTrafficStopped",
} as const;
export type VmStatus = (typeof vmStatuses)[keyof typeof vmStatuses];

/** What `vm_state` begins with. */
export const vmStates = {
  locked: "locked",
  overdue: "suspended",
  overbw: "overTraffic",
  setupfailed: "installFailed",
  setup: "installing",
  running: "running",
  off: "stopped",
  paused: "paused",
  saved: "saved",
} as const;
export type VmState = (typeof vmStates)[keyof typeof vmStates];

/** `tasktype`. */
export const taskTypes = {
  "1": "create",
  "2": "reinstall",
  "3": "backup",
  "4": "restore",
  "5": "resetIps",
  "6": "resetPassword",
  "7": "resetRemotePort",
} as const;
export type TaskType = (typeof taskTypes)[keyof typeof taskTypes];

/** `taskstep`. */
export const taskSteps = { "1": "copying", "2": "starting", "3": "done" } as const;
export type TaskStep = (typeof taskSteps)[keyof typeof taskSteps];

/** `status` of a task, and `taskstatus`. */
export const taskStatuses = {
  "0": "waiting",
  "1": "installing",
  "2": "checkingNetwork",
  "3": "done",
} as const;
export type TaskStatus = (typeof taskStatuses)[keyof typeof taskStatuses];

/** `iptype`. */
export const ipTypes = { "0": "publicIpv4", "1": "ipv6", "2": "privateIpv4" } as const;
export type IpType = (typeof ipTypes)[keyof typeof ipTypes];

/** `nattype`. */
export const natTypes = { "1": "portMapping", "2": "website" } as const;
export type NatType = (typeof natTypes)[keyof typeof natTypes];

/** `backuptype`. */
export const backupTypes = { "1": "snapshot", "2": "full" } as const;
export type BackupType = (typeof backupTypes)[keyof typeof backupTypes];

/** `osfile`. */
export const imageKinds = { os: "system", cd: "cd" } as const;
export type ImageKind = (typeof imageKinds)[keyof typeof imageKinds];

/** `status` of a user. */
export const userStatuses = { "0": "active", "1": "disabled" } as const;
export type UserStatus = (typeof userStatuses)[keyof typeof userStatuses];

/** `status` of a node. */
export const nodeStatuses = { "0": "normal", "1": "maintenance" } as const;
export type NodeStatus = (typeof nodeStatuses)[keyof typeof nodeStatuses];

/** A quota of -1: as the settings of the user's group say. */
export const byUserGroup = "byUserGroup";
export type Quota = number | typeof byUserGroup;

/** Sizes, weights and limits of a VM that are plain numbers on both sides: ours, and the wire's name of it. */
export const vmNumbers = {
  cpu: "cpu",
  cpuLimitPercent: "cpu_limit",
  cpuWeight: "cpu_weight",
  memoryMinMb: "ram_min",
  memoryMb: "ram",
  memoryBufferPercent: "ram_buffer",
  memoryWeight: "ram_weight",
  dataDiskGb: "disk",
  systemDiskIops: "disk_sys_iops",
  dataDiskIops: "disk_data_iops",
  portMbps: "port",
  trafficGb: "bwlimit",
  portMappings: "portmap",
  natWebsites: "binding_domain",
} as const;
export type VmNumber = keyof typeof vmNumbers;

/** Quotas that may be left to the user's group. */
export const vmQuotas = { snapshots: "backup_snapshot", backups: "backup_full" } as const;
export type VmQuota = keyof typeof vmQuotas;
