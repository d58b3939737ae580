import { z } from "zod";
import { byUserGroup, ipTypes } from "../api/wire-words";
import { documentedObject } from "../../core/documented";
import { statuses } from "../../core/observed";

const quota = z.union([z.number(), z.literal(byUserGroup)]).optional();
const amount = z.number().optional();

/** A VM as the controller has it, in our words. What the controller does not say is not there. */
export const hyperVmObserved = documentedObject({
  /** The VM's number: what `adopt` and `HyperVm.get` take. Its `id` is the same, but for a creation whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** What it is busy with, in words. */
  busyWith: z.string().optional(),
  /** When it was ordered, ISO 8601 with offset; of a VM that was made here. */
  boughtAt: z.string().optional(),
  /** Why the installation failed. */
  failure: z.string().optional(),
  /** Whether it runs; not there unless it was asked for, as it is when `powerState` is managed. */
  powerState: z.enum(["running", "stopped", "paused", "saved"]).optional(),
  /** Whether it is suspended (`status` -1, or `overdue` by `vm_state`). */
  suspended: z.boolean().default(false),
  /** Whether it is locked (`status` 1, or `locked` by `vm_state`). */
  locked: z.boolean().default(false),
  /** Whether more traffic is used than the month has (`status` -2 or -3): the machine may run on. */
  overTraffic: z.boolean().default(false),
  /** Whether the controller has stopped the machine for its traffic (`status` -3, or `overbw` by `vm_state`). */
  stoppedForTraffic: z.boolean().default(false),
  /** Name of the machine (`vmname`). */
  name: z.string().optional(),
  /** Owner, by your number (`userid`). */
  userId: z.string().optional(),
  /** Area, by id (`areaid`). */
  areaId: z.string().optional(),
  /** Area, by name (`areaname`). */
  areaName: z.string().optional(),
  /** Node that it runs on, by id (`nodeid`). */
  nodeId: z.string().optional(),
  /** Node that it runs on, by name (`nodename`). */
  nodeName: z.string().optional(),
  /** Installed image, by id (`osid`). */
  imageId: z.string().optional(),
  /** Installed image, by the controller's name of it (`os`). */
  imageName: z.string().optional(),
  /** Its system: `windows`, `centos`, … (`ostype`). */
  imageType: z.string().optional(),
  /** File of the image, where the machine's state was asked for. */
  imageFile: z.string().optional(),
  /** Id of the CD in the drive, or `none`. */
  cdId: z.string().optional(),
  /** Hyper-V's own id (`guid`), once the machine is on its node. */
  guid: z.string().optional(),
  /** Hardware address of its network adapter (`mac`): `00:15:5d:2b:63:90`. */
  macAddress: z.string().optional(),
  /** Cores in effect (`cpu`). */
  cpu: amount,
  /** Cap of the cores' use, in percent (`cpu_limit`). */
  cpuLimitPercent: amount,
  /** Who gets CPU first when the node is short (`cpu_weight`). */
  cpuWeight: amount,
  /** Maximum of memory in effect, in MB (`ram`). */
  memoryMb: amount,
  /** Minimum of memory in effect, in MB (`ram_min`). */
  memoryMinMb: amount,
  /** Buffer of dynamic memory, in percent (`ram_buffer`). */
  memoryBufferPercent: amount,
  /** Who gets memory first when the node is short (`ram_weight`). */
  memoryWeight: amount,
  /** Size of the system disk, in GB by reading (`systemdisk`). */
  systemDisksInForceGb: documentedObject({
    /** Size under Windows. */
    windows: z.number(),
    /** Size under Linux. */
    linux: z.number(),
  }).optional(),
  /** Data disk in effect, in GB; 0 for none (`disk`). */
  dataDiskGb: amount,
  /** Limit of the system disk, as the panel counts it; 0 for none (`disk_sys_iops`). */
  systemDiskIops: amount,
  /** Limit of the data disk, as the panel counts it; 0 for none (`disk_data_iops`). */
  dataDiskIops: amount,
  /** Speed of the network in effect, in Mbit/s (`port`). */
  portMbps: amount,
  /** Traffic of the month in GB; 0 for no limit (`bwlimit`). */
  trafficGb: amount,
  /** Traffic used this month, as the panel counts it: the vendor states no unit (`bwusage`). */
  trafficUsedGb: amount,
  /** When the count of the traffic begins anew, ISO 8601 with offset (`bwdate`). */
  trafficResetsAt: z.string().optional(),
  /** What the owner may make, as it stands. */
  quotasInForce: documentedObject({
    /** Snapshots (`backup_snapshot`), or as the user's group has it. */
    snapshots: quota,
    /** Full backups (`backup_full`), or as the user's group has it. */
    backups: quota,
    /** Port mappings (`portmap`). */
    portMappings: amount,
    /** NAT websites (`binding_domain`). */
    natWebsites: amount,
  }).optional(),
  /** The main address. */
  ipAddress: z.string().optional(),
  /** The IPv4 addresses, the main one first; not there when the controller does not tell all of them. */
  ipv4Addresses: z.array(z.string()).optional(),
  /** The same for IPv6. */
  ipv6Addresses: z.array(z.string()).optional(),
  /** `publicIpv4`, `privateIpv4`, `ipv6`: what the main address is (`iptype`). */
  ipType: z.enum([...Object.values(ipTypes), "unknown"]).optional(),
  /** The shared address of a machine with a private one (`publicip`). */
  publicIp: z.string().optional(),
  /** Whether it has a shared address: only then it can have port mappings and NAT websites. */
  sharesAddress: z.boolean().optional(),
  /** Port of SSH or remote desktop; 0 is the system's own (`remote_port`). On a machine with a shared address any other is a port of that address. */
  remotePortInUse: amount,
  /** The user's own text. */
  remark: z.string().optional(),
  /** The whole remark, with the token and the time of the order. */
  markedRemark: z.string().optional(),
  /** Reinstalls done (`rvcount`). */
  reinstalls: amount,
  /** Date of the last reinstall (`cvdate`). */
  reinstalledOn: z.string().optional(),
  /** Secret. The password of the machine as the controller lists it, which may be that of its creation. */
  panelPassword: z.string().optional(),
  /** Secret. The VNC console, where it was asked for, as `get` does; its token only while it is open. */
  console: documentedObject({
    /** `enabled` while it is open; the vendor states no other word. */
    state: z.string().optional(),
    /** URL of the VNC server (`vncserver`). */
    serverUrl: z.string().optional(),
    /** Address of its node (`nodeip`). */
    nodeIp: z.string().optional(),
    /** Secret. The token of the console (`vnctoken`). */
    token: z.string().optional(),
    /** When the token ends (`expiretime`), ISO 8601 with offset. */
    expiresAt: z.string().optional(),
  }).optional(),
});
export type HyperVmObserved = z.infer<typeof hyperVmObserved>;
