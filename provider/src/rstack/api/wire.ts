import type { z } from "zod";
import { at, record } from "../../core/wire/table";
import { row } from "./rows";
import {
  date,
  flag,
  id,
  isThere,
  list,
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
  byUserGroup,
  ipTypes,
  taskStatuses,
  taskSteps,
  taskTypes,
  vmNumbers,
  vmQuotas,
  vmStatuses,
  type Quota,
} from "./wire-words";

export * from "./wire-lists";

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

const numbersOf = <T extends Partial<Record<keyof T, number>>>(names: readonly (keyof T & string)[]) =>
  list.transform((parts): Partial<T> => {
    const pairs = names.map((key, index) => [key, Number(parts[index])] as const);
    // The pairs hold nothing but the names that were given.
    return Object.fromEntries(pairs.filter(([, value]) => !Number.isNaN(value))) as Partial<T>;
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
  /** The VM's number: its `serviceId`. */
  id: at("id", id),
  /** Name of the machine (`vmname`). */
  name: at("vmname", text),
  /** Owner, by your number (`userid`). */
  userId: at("userid", text),
  /** Area, by id (`areaid`). */
  areaId: at("areaid", optionalId),
  /** Area, by name (`areaname`). */
  areaName: at("areaname", text),
  /** Node, by id (`nodeid`). */
  nodeId: at("nodeid", optionalId),
  /** Node, by name (`nodename`). */
  nodeName: at("nodename", text),
  /** Installed image, by id (`osid`). */
  imageId: at("osid", optionalId),
  /** Installed image, by name (`os`). */
  imageName: at("os", text),
  /** Hyper-V's own id; not there before the machine is. */
  guid: at("guid", text),
  /** Hardware address of its network adapter (`mac`). */
  mac: at("mac", text),
  /** Main IPv4 address (`ip`). */
  ipv4: at("ip", text),
  /** Its other IPv4 addresses (`additionals_ip`). */
  moreIpv4: at("additionals_ip", toldList),
  /** Main IPv6 address (`ipv6`). */
  ipv6: at("ipv6", text),
  /** Its other IPv6 addresses (`additionals_ipv6`). */
  moreIpv6: at("additionals_ipv6", toldList),
  /** 0: the system's own. */
  remotePort: at("remote_port", number),
  /** Where it stands (`status`). */
  status: at("status", word(vmStatuses)),
  /** The whole remark, with the token of the order. */
  remark: at("remark", plainText),
  /** Secret. Its password (`vmpass`). */
  password: at("vmpass", secretText),
};

/** What the reply of `vm_create` (with `returnjson=1`) holds. */
export const createdVm = record(vmPlace);
export type CreatedVm = z.output<typeof createdVm>;

export const consoleState = (timeZone: string) =>
  record({
    /** `enabled` while it is open; the vendor states no other word. */
    state: at("state", text),
    /** Name of the machine (`vmname`). */
    vmName: at("vmname", text),
    /** Hyper-V's own id of the machine. */
    guid: at("guid", text),
    /** Address of its node (`nodeip`). */
    nodeIp: at("nodeip", text),
    /** URL of the VNC server (`vncserver`). */
    serverUrl: at("vncserver", text),
    /** Secret. The token of the console (`vnctoken`); not there before it is opened. */
    token: at("vnctoken", secretText),
    /** When the token ends (`expiretime`), ISO 8601 with offset. */
    expiresAt: at("expiretime", time(timeZone)),
  });
export type ConsoleState = z.output<ReturnType<typeof consoleState>>;

/** What disks read and write, in a unit that the vendor does not state. */
export interface DiskUse {
  /** What is read from the system's disk. */
  readonly systemRead?: number;
  /** What is written to the system's disk. */
  readonly systemWrite?: number;
  /** What is read from the data disk. */
  readonly dataRead?: number;
  /** What is written to the data disk. */
  readonly dataWrite?: number;
}

/** Use of the memory. */
export interface MemoryUse {
  /** Memory in use, in MB. */
  readonly usedMb?: number;
  /** Memory that there is, in MB. */
  readonly totalMb?: number;
  /** Memory in use, in percent. */
  readonly percent?: number;
}

/** What the network sends and receives, in a unit that the vendor does not state. */
export interface NetworkUse {
  /** What is sent. */
  readonly up?: number;
  /** What is received. */
  readonly down?: number;
}

/** A sample of a minute. */
export const sample = (timeZone: string) =>
  record({
    /** When it was taken, ISO 8601 with offset. */
    at: at("time", time(timeZone)),
    /** Name of the machine (`vmname`). */
    vmName: at("vmname", text),
    /** Use of the processor, in percent (`cpu`). */
    cpuPercent: at("cpu", number),
    /** What the disks read and write, in a unit that the vendor does not state. */
    disk: at("disk", numbersOf<DiskUse>(["systemRead", "systemWrite", "dataRead", "dataWrite"])),
    /** Use of the memory. */
    memory: at("memory", numbersOf<MemoryUse>(["usedMb", "totalMb", "percent"])),
    /** What the network sends and receives, in a unit that the vendor does not state. */
    network: at("network", numbersOf<NetworkUse>(["up", "down"])),
    /** Version of the system (`systemversion`). */
    systemVersion: at("systemversion", text),
  });
export type Sample = z.output<ReturnType<typeof sample>>;

const traffic = (timeZone: string) => ({
  /** Traffic of the month in GB; 0 for no limit (`bwlimit`). */
  trafficGb: at("bwlimit", number),
  /** Traffic used this month, as the panel counts it: the vendor states no unit (`bwusage`). */
  trafficUsedGb: at("bwusage", number),
  /** When the count of the traffic begins anew, ISO 8601 with offset (`bwdate`). */
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
    /** Name of the machine (`vmname`). */
    name: at("vmname", text),
    /** Installed image, by id (`osid`). */
    imageId: at("osid", optionalId),
    /** Its system: `windows`, `centos`, … (`ostype`). */
    imageType: at("ostype", text),
    /** File of the image (`os`). */
    imageFile: at("os", text),
    /** Whether a backup is running (`backuptask`). */
    backingUp: at("backuptask", flag),
    /** The latest task (`tasktype`). */
    taskType: at("tasktype", word({ ...taskTypes, "0": "none" })),
    /** How far it is (`taskstep`). */
    taskStep: at("taskstep", word(taskSteps)),
    /** Where it stands (`taskstatus`). */
    taskStatus: at("taskstatus", word(taskStatuses)),
    /** What the controller says of it: words, or a percentage (`taskmsg`). */
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
    /** The VM's number: its `serviceId`. */
    id: at("id", id),
    /** Name of the machine (`vmname`). */
    name: at("vmname", text),
    /** Hyper-V's own id (`guid`). */
    guid: at("guid", text),
    /** Hardware address of its network adapter (`mac`). */
    mac: at("mac", text),
    /** Its own main address (`ip`). */
    ip: at("ip", text),
    /** Kind of that address (`iptype`). */
    ipType: at("iptype", word(ipTypes)),
    /** Installed image, by name (`os`). */
    imageName: at("os", text),
    /** Its system: `windows`, `centos`, … (`ostype`). */
    imageType: at("ostype", text),
    /** The shared address (`publicip`); not there when the machine has none, and then no NAT rules either. */
    publicIp: at("publicip", text),
    /** Whether it has a shared address. */
    sharesAddress: at("publicip", isThere),
    /** Port of SSH or remote desktop; 0 is the system's own (`remote_port`). */
    remotePort: at("remote_port", number),
    /** Reinstalls done (`rvcount`). */
    reinstalls: at("rvcount", number),
  });
export type VmDetails = z.output<ReturnType<typeof vmDetails>>;
