import type { z } from "zod";
import { at, record } from "../core/wire/table";
import { row, rowOrText } from "./rows";
import {
  date,
  flag,
  id,
  isThere,
  list,
  name,
  number,
  optionalId,
  plainText,
  removableId,
  secretText,
  text,
  time,
  toldList,
  word,
} from "./scalars";
import {
  backupTypes,
  byUserGroup,
  imageKinds,
  ipTypes,
  natTypes,
  nodeStatuses,
  taskStatuses,
  taskSteps,
  taskTypes,
  userStatuses,
  vmNumbers,
  vmQuotas,
  vmStatuses,
  type Quota,
} from "./wire-words";

/*
 * The schemas of what comes back. The vendor documents the rows of only a few operations: for the others the names of
 * their filters are expected, every field may be missing (but for the id), and what is not expected is kept.
 */

const quota = number.transform((value): Quota | undefined => (value === -1 ? byUserGroup : value));

/** `100,150`: the sizes for Windows and for Linux. A single one stands for both. */
const systemDisks = list.transform((parts) => {
  const [windows, linux = windows] = parts.map(Number);
  return windows === undefined || linux === undefined || Number.isNaN(windows + linux)
    ? undefined
    : { windows, linux };
});

const numbersOf = <const T extends readonly string[]>(names: T) =>
  list.transform((parts): Partial<Record<T[number], number>> => {
    const pairs = names.map((key, index) => [key, Number(parts[index])] as const);
    // The pairs hold nothing but the names that were given.
    return Object.fromEntries(pairs.filter(([, value]) => !Number.isNaN(value))) as Partial<
      Record<T[number], number>
    >;
  });

const vmSizes = {
  cpu: at(vmNumbers.cpu, number),
  cpuLimitPercent: at(vmNumbers.cpuLimitPercent, number),
  cpuWeight: at(vmNumbers.cpuWeight, number),
  memoryMinMb: at(vmNumbers.memoryMinMb, number),
  memoryMb: at(vmNumbers.memoryMb, number),
  memoryBufferPercent: at(vmNumbers.memoryBufferPercent, number),
  memoryWeight: at(vmNumbers.memoryWeight, number),
  dataDiskGb: at(vmNumbers.dataDiskGb, number),
  systemDiskIops: at(vmNumbers.systemDiskIops, number),
  dataDiskIops: at(vmNumbers.dataDiskIops, number),
  portMbps: at(vmNumbers.portMbps, number),
  trafficGb: at(vmNumbers.trafficGb, number),
  portMappings: at(vmNumbers.portMappings, number),
  natWebsites: at(vmNumbers.natWebsites, number),
  snapshots: at(vmQuotas.snapshots, quota),
  backups: at(vmQuotas.backups, quota),
  systemDisksGb: at("systemdisk", systemDisks),
};

/** Where a VM stands and what it is called: in the reply of `vm_create` and in every row of `hyper`. */
const vmPlace = {
  id: at("id", id),
  name: at("vmname", text),
  userId: at("userid", text),
  areaId: at("areaid", optionalId),
  areaName: at("areaname", text),
  nodeId: at("nodeid", optionalId),
  nodeName: at("nodename", text),
  imageId: at("osid", optionalId),
  imageName: at("os", text),
  /** Hyper-V's own id; not there before the machine is. */
  guid: at("guid", text),
  mac: at("mac", text),
  ipv4: at("ip", text),
  moreIpv4: at("additionals_ip", toldList),
  ipv6: at("ipv6", text),
  moreIpv6: at("additionals_ipv6", toldList),
  /** 0: the system's own. */
  remotePort: at("remote_port", number),
  status: at("status", word(vmStatuses)),
  remark: at("remark", plainText),
  password: at("vmpass", secretText),
};

/** What the reply of `vm_create` (with `returnjson=1`) holds. */
export const createdVm = record(vmPlace);
export type CreatedVm = z.output<typeof createdVm>;

const taskTable = {
  id: at("id", text),
  vmId: at("vmid", optionalId),
  vmName: at("vmname", text),
  nodeId: at("nodeid", optionalId),
  type: at("tasktype", word(taskTypes)),
  step: at("taskstep", word(taskSteps)),
  status: at("status", word(taskStatuses)),
  message: at("taskmsg", text),
};

const userTable = {
  /** The controller's own number: `user_update` takes it. */
  id: at("id", id),
  /** The number that the client chose: everything else takes it. */
  userId: at("userid", text),
  username: at("username", text),
  name: at("name", text),
  email: at("email", text),
  phone: at("phone", text),
  serviceCount: at("vcount", number),
  group: at("utype", number),
  status: at("status", word(userStatuses)),
  remark: at("remark", text),
  emailVerified: at("mail_verified", flag),
  phoneVerified: at("mobile_verified", flag),
  reinstallLimitedUntil: at("cvdate", date),
  reinstalls: at("rvcount", number),
  registeredFromIp: at("reg_ip", text),
  loginIp: at("login_ip", text),
};

const imageTable = {
  id: at("id", id, "osid", "cdid"),
  name: at("name", text),
  fileName: at("osname", text),
  /** `windows`, `centos`, …: as the back office names it. */
  type: at("ostype", text),
  kind: at("osfile", word(imageKinds)),
  remark: at("remark", text),
};

const ipTable = {
  id: at("id", text),
  ip: at("ip", name),
  poolId: at("ipblockid", optionalId),
  /** The VM that has it; not there for a free one. */
  vmId: at("vmid", optionalId),
  nodeId: at("nodeid", optionalId),
  type: at("iptype", word(ipTypes)),
  remark: at("remark", text),
};

export const user = row(userTable);
export type User = z.output<typeof user>;
export const image = row(imageTable);
export type Image = z.output<typeof image>;
export const ip = rowOrText("ip", row(ipTable));
export type Ip = z.output<typeof ip>;
export const task = row(taskTable);
export type Task = z.output<typeof task>;

export const area = row({ id: at("id", id), name: at("name", text, "areaname"), remark: at("remark", text) });
export type Area = z.output<typeof area>;

export const node = row({
  id: at("id", id),
  name: at("name", text, "nodename"),
  areaId: at("areaid", optionalId),
  ip: at("ip", text),
  /** Most CPU cores of one VM, by reading. */
  maxCpu: at("maxcpu", number),
  freeMemoryMb: at("allowram", number),
  freeDiskGb: at("allowdisk", number),
  status: at("status", word(nodeStatuses)),
  remark: at("remark", text),
});
export type Node = z.output<typeof node>;

export const pool = row({
  id: at("id", id),
  name: at("name", text),
  nodeId: at("nodeid", optionalId),
  type: at("iptype", word(ipTypes)),
  gateway: at("gateway", text),
  netmask: at("netmask", text),
});
export type Pool = z.output<typeof pool>;

export const natRule = row({
  id: at("id", id, "portid", "domainid"),
  userId: at("userid", text),
  nodeId: at("nodeid", optionalId),
  vmId: at("vmid", optionalId),
  ip: at("ip", text),
  domain: at("domainname", text),
  type: at("nattype", word(natTypes)),
  privatePort: at("privateport", number),
  publicPort: at("publicport", number),
});
export type NatRule = z.output<typeof natRule>;

export const backup = rowOrText(
  "name",
  row({
    name: at("name", name, "snapshotname"),
    userId: at("userid", text),
    vmId: at("vmid", optionalId),
    type: at("backuptype", word(backupTypes)),
    /** Whether it was completed. */
    completed: at("status", flag),
  }),
);
export type Backup = z.output<typeof backup>;

export const consoleState = (timeZone: string) =>
  record({
    state: at("state", text),
    vmName: at("vmname", text),
    guid: at("guid", text),
    nodeIp: at("nodeip", text),
    serverUrl: at("vncserver", text),
    /** Secret; not there before the console is opened. */
    token: at("vnctoken", secretText),
    expiresAt: at("expiretime", time(timeZone)),
  });
export type ConsoleState = z.output<ReturnType<typeof consoleState>>;

/** A sample of a minute. */
export const sample = (timeZone: string) =>
  record({
    at: at("time", time(timeZone)),
    vmName: at("vmname", text),
    cpuPercent: at("cpu", number),
    disk: at("disk", numbersOf(["systemRead", "systemWrite", "dataRead", "dataWrite"])),
    memory: at("memory", numbersOf(["usedMb", "totalMb", "percent"])),
    network: at("network", numbersOf(["up", "down"])),
    systemVersion: at("systemversion", text),
  });
export type Sample = z.output<ReturnType<typeof sample>>;

const traffic = (timeZone: string) => ({
  trafficGb: at("bwlimit", number),
  trafficUsedGb: at("bwusage", number),
  trafficResetsAt: at("bwdate", time(timeZone)),
});

/** A row of `hyper`. */
export const vm = (timeZone: string) =>
  row({
    ...vmPlace,
    ...vmSizes,
    ...traffic(timeZone),
    ipType: at("iptype", word(ipTypes)),
    imageType: at("ostype", text),
    publicIp: at("publicip", text),
    /** Whether it has a shared address, where the list tells. */
    sharesAddress: at("publicip", isThere),
    cdId: at("cdid", removableId),
    reinstalls: at("rvcount", number),
    reinstalledOn: at("cvdate", date),
  });
export type Vm = z.output<ReturnType<typeof vm>>;

/** What stands behind the state in the reply of `vm_state`. */
export const vmActivity = (timeZone: string) =>
  record({
    ...traffic(timeZone),
    name: at("vmname", text),
    imageId: at("osid", optionalId),
    imageType: at("ostype", text),
    imageFile: at("os", text),
    /** Whether a backup is running. */
    backingUp: at("backuptask", flag),
    taskType: at("tasktype", word({ ...taskTypes, "0": "none" })),
    taskStep: at("taskstep", word(taskSteps)),
    taskStatus: at("taskstatus", word(taskStatuses)),
    /** Words, or a percentage. */
    taskMessage: at("taskmsg", text),
  }).transform(({ taskType, taskStep, taskStatus, ...rest }) => ({
    ...rest,
    // Zeros throughout are no task, rather than one of no type that waits.
    ...(taskType === "none" ? {} : { taskType, taskStep, taskStatus }),
  }));
export type VmActivity = z.output<ReturnType<typeof vmActivity>>;

/** What `vm_exinfo` answers. */
export const vmDetails = (timeZone: string) =>
  record({
    ...traffic(timeZone),
    id: at("id", id),
    name: at("vmname", text),
    guid: at("guid", text),
    mac: at("mac", text),
    ip: at("ip", text),
    ipType: at("iptype", word(ipTypes)),
    imageName: at("os", text),
    imageType: at("ostype", text),
    /** The shared address; not there when the machine has none, and then no NAT rules either. */
    publicIp: at("publicip", text),
    sharesAddress: at("publicip", isThere),
    remotePort: at("remote_port", number),
    reinstalls: at("rvcount", number),
  });
export type VmDetails = z.output<ReturnType<typeof vmDetails>>;
