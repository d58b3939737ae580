import type { ConsoleState, CreatedVm, Vm, VmActivity, VmDetails } from "../api/wire";
import type { VmState } from "../api/wire-words";
import { systemDisksOf } from "./arguments";
import { withoutGaps } from "../../core/gaps";
import type { Status } from "../../core/observed";
import { readRemark } from "./remark";
import type { HyperVmObserved } from "./shape";
import { say, type Sentence } from "../language/say";

export * from "./shape";

/** What a VM does at the moment. */
export type Activity = VmActivity & { readonly state: VmState | "unknown" };

/** Whether only `vm_state` tells how it is: it is being installed, or that failed, or the list does not say. */
export function needsCloserLook(vm: Vm): boolean {
  return vm.status === undefined || vm.status === "installing" || vm.status === "unknown";
}

/** Why an installation failed that the controller gives no reason for. State keeps it: it is the same in every language. */
export const noReason: Sentence = "no reason given";

const taskWords: Readonly<Record<string, Sentence>> = {
  create: "installing",
  reinstall: "reinstalling",
  backup: "making a snapshot",
  restore: "going back to a snapshot",
  resetIps: "binding its addresses",
  resetPassword: "setting its password",
  resetRemotePort: "setting its remote port",
};

const stepWords: Readonly<Record<string, Sentence>> = {
  waiting: "waiting",
  installing: "copying the image",
  checkingNetwork: "starting and checking the network",
};

/** What is being done, with the percentage that a task's message is while it runs. */
function withPercentage(doing: string, message: string | undefined): string {
  const [, percent] = /^(\d{1,3})(?:\.\d+)?%?$/.exec(message ?? "") ?? [];
  const share = Number(percent ?? 0);
  // Many tasks say 0 from their beginning to their end.
  return share === 0 || share > 100 ? doing : say("{doing}, {share}%", { doing, share });
}

function busyWith(activity: Activity | undefined): string | undefined {
  if (activity === undefined) return undefined;
  const { state, taskType = "", taskStatus = "done", taskMessage } = activity;
  if (state === "installFailed") return undefined;
  if (state === "installing") {
    const step = stepWords[taskStatus];
    const task = taskType === "reinstall" ? say("reinstalling") : say("installing");
    const doing = step === undefined ? task : say("{task}: {step}", { task, step: say(step) });
    return withPercentage(doing, taskMessage);
  }
  if (activity.backingUp === true) return say("making a snapshot");
  return taskStatus in stepWords
    ? withPercentage(say(taskWords[taskType] ?? "a task"), taskMessage)
    : undefined;
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
    failure: activity?.state === "installFailed" ? (activity.taskMessage ?? noReason) : undefined,
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
