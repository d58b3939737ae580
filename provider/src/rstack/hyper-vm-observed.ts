import { z } from "zod";
import { documentedObject } from "../core/documented";
import { statuses, type Status } from "../core/noun";
import { systemDisksOf } from "./hyper-vm-arguments";
import { readRemark } from "./remark";
import type { ConsoleState, CreatedVm, Vm, VmActivity, VmDetails } from "./wire";
import { byUserGroup, ipTypes, type VmState } from "./wire-words";

const quota = z.union([z.number(), z.literal(byUserGroup)]).optional();
const amount = z.number().optional();

/** A VM as the controller has it, in our words. What the controller does not say is not there. */
export const hyperVmObserved = z.object({
  serviceId: z.string(),
  status: z.enum(statuses),
  busyWith: z.string().optional(),
  boughtAt: z.string().optional(),
  /** Why the installation failed. */
  failure: z.string().optional(),
  /** Not there unless it was asked for. */
  powerState: z.enum(["running", "stopped", "paused", "saved"]).optional(),
  suspended: z.boolean().default(false),
  locked: z.boolean().default(false),
  /** Whether more traffic is used than the month has, by the controller's word; the machine may run on. */
  overTraffic: z.boolean().default(false),
  /** Whether the controller has stopped the machine for that. */
  stoppedForTraffic: z.boolean().default(false),
  name: z.string().optional(),
  userId: z.string().optional(),
  areaId: z.string().optional(),
  areaName: z.string().optional(),
  nodeId: z.string().optional(),
  nodeName: z.string().optional(),
  imageId: z.string().optional(),
  imageName: z.string().optional(),
  imageType: z.string().optional(),
  /** File of the image, where the machine's state was asked for. */
  imageFile: z.string().optional(),
  /** Id of the CD in the drive, or `none`. */
  cdId: z.string().optional(),
  guid: z.string().optional(),
  macAddress: z.string().optional(),
  cpu: amount,
  cpuLimitPercent: amount,
  cpuWeight: amount,
  memoryMb: amount,
  memoryMinMb: amount,
  memoryBufferPercent: amount,
  memoryWeight: amount,
  systemDisksInForceGb: z.object({ windows: z.number(), linux: z.number() }).optional(),
  dataDiskGb: amount,
  systemDiskIops: amount,
  dataDiskIops: amount,
  portMbps: amount,
  trafficGb: amount,
  /** As the controller counts it: it does not say in which unit, and nothing is decided by it. */
  trafficUsedGb: amount,
  trafficResetsAt: z.string().optional(),
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
  ipAddress: z.string().optional(),
  /** The main address first; not there when the controller does not tell all of them. */
  ipv4Addresses: z.array(z.string()).optional(),
  ipv6Addresses: z.array(z.string()).optional(),
  ipType: z.enum([...Object.values(ipTypes), "unknown"]).optional(),
  /** The shared address of a machine with a private one, and whether it has one. */
  publicIp: z.string().optional(),
  sharesAddress: z.boolean().optional(),
  /** 0: the system's own. */
  remotePortInUse: amount,
  /** The user's own text. */
  remark: z.string().optional(),
  /** The whole remark, with the token and the time of the order. */
  markedRemark: z.string().optional(),
  reinstalls: amount,
  reinstalledOn: z.string().optional(),
  /** Secret. The password of the machine as the controller lists it, which may be that of its creation. */
  panelPassword: z.string().optional(),
  /** The console, where it was asked for. Its token is secret. */
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

/** What a VM does at the moment. */
export type Activity = VmActivity & { readonly state: VmState | "unknown" };

/** Whether only `vm_state` tells how it is: it is being installed, or that failed, or the list does not say. */
export function needsCloserLook(vm: Vm): boolean {
  return vm.status === undefined || vm.status === "installing" || vm.status === "unknown";
}

const taskWords: Readonly<Record<string, string>> = {
  create: "installing",
  reinstall: "reinstalling",
  backup: "making a snapshot",
  restore: "going back to a snapshot",
  resetIps: "binding its addresses",
  resetPassword: "setting its password",
  resetRemotePort: "setting its remote port",
};

const stepWords: Readonly<Record<string, string>> = {
  waiting: "waiting",
  installing: "copying the image",
  checkingNetwork: "starting and checking the network",
};

/** The percentage that a task's message is while it runs. */
function percentOf(message: string | undefined): string {
  const [, percent] = /^(\d{1,3})(?:\.\d+)?%?$/.exec(message ?? "") ?? [];
  const share = Number(percent ?? 0);
  // Many tasks say 0 from their beginning to their end.
  return share === 0 || share > 100 ? "" : `, ${share}%`;
}

function busyWith(activity: Activity | undefined): string | undefined {
  if (activity === undefined) return undefined;
  const { state, taskType = "", taskStatus = "done", taskMessage } = activity;
  if (state === "installFailed") return undefined;
  if (state === "installing") {
    const step = stepWords[taskStatus];
    const words = taskType === "reinstall" ? "reinstalling" : "installing";
    return `${words}${step === undefined ? "" : `: ${step}`}${percentOf(taskMessage)}`;
  }
  if (activity.backingUp === true) return "making a snapshot";
  return taskStatus in stepWords ? `${taskWords[taskType] ?? "a task"}${percentOf(taskMessage)}` : undefined;
}

const powerStates = {
  running: "running",
  stopped: "stopped",
  paused: "paused",
  saved: "saved",
  // By the vendor's words (超流量停机) it is off.
  overTraffic: "stopped",
} as const;

function powerOf(state: Activity["state"] | undefined): HyperVmObserved["powerState"] {
  return state !== undefined && state in powerStates
    ? powerStates[state as keyof typeof powerStates]
    : undefined;
}

function isStoppedForTraffic(vm: Pick<CreatedVm, "status">, activity: Activity | undefined): boolean {
  return vm.status === "overTrafficStopped" || activity?.state === "overTraffic";
}

function statusOf(vm: Pick<CreatedVm, "status">, activity: Activity | undefined): Status {
  const state = activity?.state;
  if (state === "installing") return "opening";
  if (state === "installFailed") return "stopped";
  if (vm.status === "locked" || state === "locked") return "locked";
  if (vm.status === "suspended" || state === "suspended") return "suspended";
  if (isStoppedForTraffic(vm, activity)) return "stopped";
  const isInstalled = vm.status === "normal" || vm.status === "overTrafficRunning";
  const power = powerOf(state);
  // A status that the vendor does not document is not ready, unless the machine's state says that it is there.
  if (power === undefined) return isInstalled ? "ready" : "opening";
  if (vm.status === "installing") return "opening";
  return power === "running" ? "ready" : "stopped";
}

/** Without the keys that hold nothing: what the controller does not say leaves alone what was recorded. */
function withoutGaps<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

/** All addresses of a family, or `undefined` when the controller tells only a part of them, or none. */
function addressesOf(main: string | undefined, more: readonly string[] | undefined): string[] | undefined {
  return more === undefined ? undefined : [main, ...more].filter((address) => address !== undefined);
}

/** The console without the names that stand elsewhere. */
function consoleOf({ state, serverUrl, nodeIp, token, expiresAt }: ConsoleState) {
  return withoutGaps({ state, serverUrl, nodeIp, token, expiresAt });
}

/** What is asked of a VM beside the list, each where it was asked for and answered. */
export interface CloserLook {
  readonly activity?: Activity | undefined;
  readonly details?: VmDetails | undefined;
  readonly console?: ConsoleState | undefined;
}

/**
 * A row as what is observed of the resource.
 * @param activity its state, where that was asked for.
 */
export function observe(
  vm: CreatedVm & Partial<Omit<Vm, keyof CreatedVm>>,
  { activity, details, console }: CloserLook = {},
): HyperVmObserved {
  const { text, orderedAt } = readRemark(vm.remark);
  const { snapshots, backups, portMappings, natWebsites } = vm;
  const quotas = withoutGaps({ snapshots, backups, portMappings, natWebsites });
  const stoppedForTraffic = isStoppedForTraffic(vm, activity);
  return withoutGaps({
    serviceId: vm.id,
    status: statusOf(vm, activity),
    busyWith: busyWith(activity),
    boughtAt: orderedAt,
    failure: activity?.state === "installFailed" ? (activity.taskMessage ?? "no reason given") : undefined,
    powerState: powerOf(activity?.state),
    suspended: vm.status === "suspended" || activity?.state === "suspended",
    locked: vm.status === "locked" || activity?.state === "locked",
    overTraffic: stoppedForTraffic || vm.status === "overTrafficRunning",
    stoppedForTraffic,
    name: vm.name ?? activity?.name ?? details?.name,
    userId: vm.userId,
    areaId: vm.areaId,
    areaName: vm.areaName,
    nodeId: vm.nodeId,
    nodeName: vm.nodeName,
    imageId: vm.imageId ?? activity?.imageId,
    imageName: vm.imageName ?? details?.imageName,
    imageType: vm.imageType ?? activity?.imageType ?? details?.imageType,
    imageFile: activity?.imageFile,
    cdId: vm.cdId,
    guid: vm.guid ?? details?.guid,
    macAddress: vm.mac ?? details?.mac,
    cpu: vm.cpu,
    cpuLimitPercent: vm.cpuLimitPercent,
    cpuWeight: vm.cpuWeight,
    memoryMb: vm.memoryMb,
    memoryMinMb: vm.memoryMinMb,
    memoryBufferPercent: vm.memoryBufferPercent,
    memoryWeight: vm.memoryWeight,
    systemDisksInForceGb: systemDisksOf(vm),
    dataDiskGb: vm.dataDiskGb,
    systemDiskIops: vm.systemDiskIops,
    dataDiskIops: vm.dataDiskIops,
    portMbps: vm.portMbps,
    trafficGb: vm.trafficGb ?? activity?.trafficGb ?? details?.trafficGb,
    trafficUsedGb: vm.trafficUsedGb ?? activity?.trafficUsedGb ?? details?.trafficUsedGb,
    trafficResetsAt: vm.trafficResetsAt ?? activity?.trafficResetsAt ?? details?.trafficResetsAt,
    quotasInForce: Object.keys(quotas).length === 0 ? undefined : quotas,
    ipAddress: vm.ipv4 ?? details?.ip ?? vm.ipv6,
    // A machine without a main IPv4 address is one whose address is not told.
    ipv4Addresses: vm.ipv4 === undefined ? undefined : addressesOf(vm.ipv4, vm.moreIpv4),
    ipv6Addresses: addressesOf(vm.ipv6, vm.moreIpv6),
    ipType: vm.ipType ?? details?.ipType,
    publicIp: vm.publicIp ?? details?.publicIp,
    sharesAddress: vm.sharesAddress ?? details?.sharesAddress,
    // The details are where the vendor says that the port is to be read.
    remotePortInUse: details?.remotePort ?? vm.remotePort,
    remark: vm.remark === undefined ? undefined : text,
    markedRemark: vm.remark,
    reinstalls: vm.reinstalls ?? details?.reinstalls,
    reinstalledOn: vm.reinstalledOn,
    panelPassword: vm.password,
    console: console === undefined ? undefined : consoleOf(console),
  });
}
