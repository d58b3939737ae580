import { ArgumentError } from "../../core/errors";
import { joined, type Fields } from "./requests";
import {
  backupTypes,
  codeOf,
  imageKinds,
  ipTypes,
  natTypes,
  nodeStatuses,
  taskStatuses,
  taskSteps,
  taskTypes,
  vmStatuses,
  type BackupType,
  type ImageKind,
  type IpType,
  type NatType,
  type NodeStatus,
  type TaskStatus,
  type TaskStep,
  type TaskType,
  type VmStatus,
} from "./wire-words";
import { say } from "../language/say";

/*
 * What the lists can be asked for, and the wire's names of it. The controller may match parts of texts: a caller compares
 * what comes back.
 */

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

export type UserFilter = Optional<{
  /** The controller's own number (`id`): the resource's `serviceId`. */
  id: string;
  /** Your number of the user (`userid`). */
  userId: string;
  /** Login name (`username`). */
  username: string;
  /** Name of the person (`name`). */
  name: string;
  /** E-mail address (`email`). */
  email: string;
  /** Mobile number (`phone`). */
  phone: string;
  /** Group (`utype`): 0 ordinary user, 10 administrator, others: groups of the back office. */
  group: number;
  /** Address of the last login or of the registration (`login_ip`). */
  loginIp: string;
  /** Text in the remark (`remark`): a part of it is enough. */
  remark: string;
}>;

export type VmFilter = Optional<{
  /** Number of the VM (`id`): the resource's `serviceId`. */
  id: string;
  /** Area, by id (`areaid`). */
  areaId: string;
  /** Node, by id (`nodeid`). */
  nodeId: string;
  /** Name of the machine (`vmname`). */
  name: string;
  /** Hyper-V's own id (`guid`). */
  guid: string;
  /** IPv4 address of the VM (`ip`). */
  ip: string;
  /** IPv6 address of the VM (`ipv6`). */
  ipv6: string;
  /** Installed image, by id (`osid`). */
  imageId: string;
  /** CD image in the drive, by id (`cdid`). */
  cdId: string;
  /** Where it stands (`status`): `installing`, `locked`, `normal`, `suspended`, `overTrafficRunning`, `overTrafficStopped`. */
  status: VmStatus;
  /** Remark (`remark`), as the panel has it: with the token of the order. */
  remark: string;
}>;

export type FreeIpFilter = Optional<{
  /** Shows the addresses of this VM too (`vmid`). */
  vmId: string;
  /** Kinds of address (`iptype`): `publicIpv4`, `ipv6`, `privateIpv4`. Default all. */
  types: readonly IpType[];
  /** In random order (`iprandom`). Default false: in their order. */
  random: boolean;
  /** Most rows (`limits`). Default all. */
  limit: number;
}>;

export type NatFilter = Optional<{
  /** Owner of the VM, by your number (`userid`). */
  userId: string;
  /** Node, by id (`nodeid`). */
  nodeId: string;
  /** VM, by its `serviceId` (`vmid`). */
  vmId: string;
  /** The machine's own address (`ip`), not the shared one. */
  ip: string;
  /** Domain of a website (`domainname`). */
  domain: string;
  /** Port mappings (`portMapping`) or websites (`website`) only (`nattype`). Default both. */
  type: NatType;
}>;

export type AreaFilter = Optional<{
  /** Number of the area (`id`). */
  id: string;
  /** Name of the area (`name`). */
  name: string;
  /** Remark in the back office (`remark`). */
  remark: string;
}>;

export type BackupFilter = Optional<{
  /** Owner of the VM, by your number (`userid`). */
  userId: string;
  /** VM, by its `serviceId` (`vmid`). */
  vmId: string;
  /** Snapshots (`snapshot`) or full backups (`full`) only (`backuptype`). Default both. */
  type: BackupType;
  /** Name that the controller gave it (`name`). */
  name: string;
  /** Only those that were completed (`status` 1). Default: unfinished ones too. */
  completed: true;
}>;

export type PoolFilter = Optional<{
  /** Number of the pool (`id`). */
  id: string;
  /** Name of the pool (`name`). */
  name: string;
  /** Node, by id (`nodeid`). */
  nodeId: string;
  /** An address (`ip`): its pool. */
  ip: string;
  /** Kind of its addresses (`iptype`): `publicIpv4`, `ipv6`, `privateIpv4`. Default all. */
  type: IpType;
}>;

export type IpFilter = Optional<{
  /** Pool, by id (`ipblockid`). */
  poolId: string;
  /** VM that has them, by its `serviceId` (`vmid`). */
  vmId: string;
  /** Shows the free addresses beside those of `vmId`. */
  withFree: boolean;
  /** The address itself (`ip`). */
  ip: string;
  /** Kind of address (`iptype`): `publicIpv4`, `ipv6`, `privateIpv4`. Default all. */
  type: IpType;
  /** Remark of the address (`remark`). */
  remark: string;
}>;

export type ImageFilter = Optional<{
  /** Number of the image (`id`). */
  id: string;
  /** Name of the image (`name`): `windows2008r2`. */
  name: string;
  /** Name of its file (`osname`): `windows.208r2.vhdx`. */
  fileName: string;
  /** System (`ostype`): `windows`, `centos`, `debian`, `ubuntu` or another one that the back office knows. */
  type: string;
  /** `system` or `cd` (`osfile`). Required together with `vmId` or `nodeId`. */
  kind: ImageKind;
  /** Description of the image (`remark`). */
  remark: string;
  /** Images that are allowed for this VM. */
  vmId: string;
  /** Images that are usable on this node. */
  nodeId: string;
}>;

export type NodeFilter = Optional<{
  /** Number of the node (`id`). */
  id: string;
  /** Areas, by id (`areaid`). */
  areaIds: readonly string[];
  /** The node's own address (`ip`). */
  ip: string;
  /** Nodes that offer at least so many CPU cores (`maxcpu`). */
  leastCpu: number;
  /** Nodes with at least so much free memory, in MB (`allowram`). */
  leastMemoryMb: number;
  /** Nodes with at least so much free disk, in GB (`allowdisk`). */
  leastDiskGb: number;
  /** `normal` or `maintenance` (`status`). Default both. */
  status: NodeStatus;
  /** Remark in the back office (`remark`). */
  remark: string;
  /** Most rows (`limits`). Default all. */
  limit: number;
}>;

export type TaskFilter = Optional<{
  /** VM, by its `serviceId` (`vmid`). */
  vmId: string;
  /** Name of the machine (`vmname`). */
  vmName: string;
  /** What is done (`tasktype`): `create`, `reinstall`, `backup`, `restore`, `resetIps`, `resetPassword`, `resetRemotePort`. */
  type: TaskType;
  /** How far it is (`taskstep`): `copying`, `starting`, `done`. */
  step: TaskStep;
  /** Where it stands (`status`): `waiting`, `installing`, `checkingNetwork`, `done`. */
  status: TaskStatus;
  /** Node, by id (`nodeid`). */
  nodeId: string;
}>;

/** The code of a word that may be left out. */
function code<T extends Readonly<Record<string, string>>>(
  words: T,
  given: T[keyof T] | undefined,
): string | undefined {
  return given === undefined ? undefined : codeOf(words, given);
}

export const userFilter = (filter: UserFilter): Fields => ({
  id: filter.id,
  userid: filter.userId,
  username: filter.username,
  name: filter.name,
  email: filter.email,
  phone: filter.phone,
  utype: filter.group,
  login_ip: filter.loginIp,
  remark: filter.remark,
});

export const vmFilter = (filter: VmFilter): Fields => ({
  id: filter.id,
  areaid: filter.areaId,
  nodeid: filter.nodeId,
  vmname: filter.name,
  guid: filter.guid,
  ip: filter.ip,
  ipv6: filter.ipv6,
  osid: filter.imageId,
  cdid: filter.cdId,
  status: code(vmStatuses, filter.status),
  remark: filter.remark,
});

export const freeIpFilter = (filter: FreeIpFilter): Fields => ({
  vmid: filter.vmId,
  iptype: filter.types?.map((type) => codeOf(ipTypes, type)).join(","),
  iprandom: filter.random === true ? 1 : undefined,
  limits: filter.limit,
});

export const natFilter = (filter: NatFilter): Fields => ({
  userid: filter.userId,
  nodeid: filter.nodeId,
  vmid: filter.vmId,
  ip: filter.ip,
  domainname: filter.domain,
  nattype: code(natTypes, filter.type),
});

export const backupFilter = (filter: BackupFilter): Fields => ({
  userid: filter.userId,
  vmid: filter.vmId,
  backuptype: code(backupTypes, filter.type),
  name: filter.name,
  status: filter.completed === true ? 1 : undefined,
});

export const poolFilter = (filter: PoolFilter): Fields => ({
  id: filter.id,
  name: filter.name,
  nodeid: filter.nodeId,
  ip: filter.ip,
  iptype: code(ipTypes, filter.type),
});

export const ipFilter = (filter: IpFilter): Fields => ({
  ipblockid: filter.poolId,
  vmid: filter.vmId !== undefined && filter.withFree === true ? `0|${filter.vmId}` : filter.vmId,
  ip: filter.ip,
  // This operation, unlike the others, knows 0 and 1 only: private addresses are picked from its reply.
  iptype: filter.type === "privateIpv4" ? undefined : code(ipTypes, filter.type),
  remark: filter.remark,
});

/** @throws {ArgumentError} for a combination that the vendor excludes. */
export function imageFilter(filter: ImageFilter): Fields {
  const { vmId, nodeId, kind } = filter;
  if ((vmId ?? nodeId) !== undefined && kind === undefined) {
    throw new ArgumentError([
      { property: "kind", reason: say("is required together with `vmId` or `nodeId`") },
    ]);
  }
  return {
    id: filter.id,
    name: filter.name,
    osname: filter.fileName,
    ostype: filter.type,
    osfile: code(imageKinds, kind),
    remark: filter.remark,
    vmid: vmId,
    nodeid: nodeId,
  };
}

export const nodeFilter = (filter: NodeFilter): Fields => ({
  id: filter.id,
  areaid: filter.areaIds === undefined ? undefined : joined("areaIds", filter.areaIds),
  ip: filter.ip,
  maxcpu: filter.leastCpu,
  allowram: filter.leastMemoryMb,
  allowdisk: filter.leastDiskGb,
  status: code(nodeStatuses, filter.status),
  remark: filter.remark,
  limits: filter.limit,
});

export const taskFilter = (filter: TaskFilter): Fields => ({
  vmid: filter.vmId,
  vmname: filter.vmName,
  tasktype: code(taskTypes, filter.type),
  taskstep: code(taskSteps, filter.step),
  status: code(taskStatuses, filter.status),
  nodeid: filter.nodeId,
});
