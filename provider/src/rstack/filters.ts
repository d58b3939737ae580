import { ArgumentError } from "../core/errors";
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

/*
 * What the lists can be asked for, and the wire's names of it. The controller may match parts of texts: a caller compares
 * what comes back.
 */

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

export type UserFilter = Optional<{
  id: string;
  userId: string;
  username: string;
  name: string;
  email: string;
  phone: string;
  group: number;
  loginIp: string;
  remark: string;
}>;

export type VmFilter = Optional<{
  id: string;
  areaId: string;
  nodeId: string;
  name: string;
  guid: string;
  ip: string;
  ipv6: string;
  imageId: string;
  cdId: string;
  status: VmStatus;
  remark: string;
}>;

export type FreeIpFilter = Optional<{
  /** Shows the addresses of this VM too. */
  vmId: string;
  types: readonly IpType[];
  random: boolean;
  /** Most rows. */
  limit: number;
}>;

export type NatFilter = Optional<{
  userId: string;
  nodeId: string;
  vmId: string;
  ip: string;
  domain: string;
  type: NatType;
}>;

export type AreaFilter = Optional<{ id: string; name: string; remark: string }>;

export type BackupFilter = Optional<{
  userId: string;
  vmId: string;
  type: BackupType;
  name: string;
  completed: true;
}>;

export type PoolFilter = Optional<{
  id: string;
  name: string;
  nodeId: string;
  /** An address: its pool. */
  ip: string;
  type: IpType;
}>;

export type IpFilter = Optional<{
  poolId: string;
  vmId: string;
  /** Shows the free addresses beside those of `vmId`. */
  withFree: boolean;
  ip: string;
  type: IpType;
  remark: string;
}>;

export type ImageFilter = Optional<{
  id: string;
  name: string;
  fileName: string;
  type: string;
  /** Required together with `vmId` or `nodeId`. */
  kind: ImageKind;
  remark: string;
  /** Images that are allowed for this VM. */
  vmId: string;
  /** Images that are usable on this node. */
  nodeId: string;
}>;

export type NodeFilter = Optional<{
  id: string;
  areaIds: readonly string[];
  ip: string;
  /** Nodes that offer at least so many CPU cores. */
  leastCpu: number;
  leastMemoryMb: number;
  leastDiskGb: number;
  status: NodeStatus;
  remark: string;
  /** Most rows. */
  limit: number;
}>;

export type TaskFilter = Optional<{
  vmId: string;
  vmName: string;
  type: TaskType;
  step: TaskStep;
  status: TaskStatus;
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
    throw new ArgumentError([{ property: "kind", reason: "is required together with `vmId` or `nodeId`" }]);
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
