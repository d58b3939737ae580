import type { RstackClient } from "../api/client";
import type { AddressWish, CreateOrder, VmChanges } from "../api/requests";
import { quotaKeys, systemDisksOf, type HardwareKey, type HyperVmArguments } from "./arguments";
import { DecisionNeededError } from "../../core/errors";
import type { Call, CallContext, Change, Placed } from "../../core/plan";
import { observe, type HyperVmObserved } from "./observed";
import { orderRemark } from "./remark";
import { sessionOf } from "../session";
import { countOf, addressKeys, type Family, type HyperVmInput } from "./steps";

type Observed = HyperVmObserved;
type Calls = Change<Observed>["calls"];

function passwordOf(context: CallContext): string {
  if (context.password !== undefined) return context.password;
  throw new TypeError("a call that sets a password was made without one");
}

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new TypeError(`a VM was to be created without ${name}`);
}

function addressWish(wanted: Partial<HyperVmArguments>, family: Family): AddressWish | undefined {
  const wish = wanted[family];
  if (wish !== undefined && "addresses" in wish) return wish;
  const count = countOf(wanted, family);
  return count === 0 ? undefined : { count };
}

/** The order in the client's words. Every size is said, because the vendor does not say what it does without. */
function orderOf(input: HyperVmInput, context: CallContext): CreateOrder {
  const { wanted, names, account } = input;
  const memoryMb = required(wanted.memoryMb, "memory");
  const ipTypes = { public: "publicIpv4", private: "privateIpv4" } as const;
  return {
    userId: required(wanted.user, "an owner"),
    nodeId: names.node?.id,
    areaId: names.area?.id,
    imageId: required(names.image?.id, "an image"),
    name: required(wanted.name, "a name"),
    cpu: required(wanted.cpu, "cores"),
    cpuLimitPercent: wanted.cpuLimitPercent ?? 100,
    cpuWeight: wanted.cpuWeight ?? 10,
    memoryMb,
    memoryMinMb: wanted.memoryMinMb ?? memoryMb,
    memoryBufferPercent: wanted.memoryBufferPercent ?? 20,
    memoryWeight: wanted.memoryWeight ?? 50,
    systemDisksGb: systemDisksOf(wanted),
    dataDiskGb: wanted.dataDiskGb ?? 0,
    systemDiskIops: wanted.systemDiskIops ?? 0,
    dataDiskIops: wanted.dataDiskIops ?? 0,
    portMbps: required(wanted.portMbps, "a speed"),
    trafficGb: required(wanted.trafficGb, "traffic"),
    snapshots: wanted.quotas?.snapshots ?? 0,
    backups: wanted.quotas?.backups ?? 0,
    portMappings: wanted.quotas?.portMappings ?? 0,
    natWebsites: wanted.quotas?.natWebsites ?? 0,
    password: passwordOf(context),
    ipv4: addressWish(wanted, "ipv4") ?? { count: 1 },
    ipv6: addressWish(wanted, "ipv6"),
    ipType: wanted.ipType === undefined ? undefined : ipTypes[wanted.ipType],
    randomIps: wanted.randomIps,
    remotePort: wanted.remotePort ?? 0,
    remark: orderRemark(wanted.remark, context.token, context.now, account.timeZone),
  };
}

/** Creates one VM (`vm_create`). */
export function creation(input: HyperVmInput) {
  return async (context: CallContext): Promise<Placed<Observed>> => {
    const vm = await sessionOf(context.account).client.createVm(orderOf(input, context));
    // Whatever the reply leaves out, the machine is not there before the list says so.
    const observed: Observed = { ...observe(vm), status: "opening" };
    const { ipv4Addresses = [], ipv6Addresses = [] } = observed;
    const ipAddresses = [...ipv4Addresses, ...ipv6Addresses];
    return { observed, outputs: ipAddresses.length === 0 ? {} : { ipAddresses } };
  };
}

/** A call of the client's. */
function call(
  { account }: CallContext,
  send: (client: RstackClient) => Promise<void>,
  isDone: (row: Observed) => boolean = () => true,
  lags = false,
): Call<Observed> {
  return { send: () => send(sessionOf(account).client).then(() => undefined), isDone, lags };
}

/** A call for which the controller may restart the machine: seeing it off is seeing that it has begun. */
function restarting({ powerState }: Observed, restart: Call<Observed>): Call<Observed> {
  return { ...restart, isBegun: (row) => powerState === "running" && row.powerState === "stopped" };
}

/** Changes hardware (`vm_update`). The controller restarts a machine that was on; it must be back. */
export function changeHardware(changes: Readonly<Partial<Record<HardwareKey, number>>>): Calls {
  return (observed, context) => {
    const hasHardware = (row: Observed): boolean => {
      const isRecorded = Object.entries(changes).every(([key, value]) => {
        const live: unknown = Reflect.get(row, key);
        return live === undefined || live === value;
      });
      return isRecorded && (observed.powerState !== "running" || row.powerState === "running");
    };
    const { serviceId } = observed;
    return [
      restarting(
        observed,
        call(context, (client) => client.updateVm(serviceId, changes, true), hasHardware, true),
      ),
    ];
  };
}

/** Changes the controller's record alone (`vm_update`). */
export function changeRecord(changes: VmChanges): Calls {
  return ({ serviceId }, context) => {
    const sent = { isAccepted: false };
    const send = async (client: RstackClient) => {
      await client.updateVm(serviceId, changes, false);
      sent.isAccepted = true;
    };
    return [call(context, send, (row) => hasRecord(row, changes, sent.isAccepted))];
  };
}

/** Suspends, locks, or brings back (`vm_update` with `status`). */
export function setStatus(to: "normal" | "locked" | "suspended"): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.updateVm(serviceId, { status: to }, false),
      (row) =>
        row.locked === (to === "locked") &&
        row.suspended === (to === "suspended") &&
        !(to === "normal" && row.stoppedForTraffic),
    ),
  ];
}

/** Adds addresses (`vm_addip`). @param total how many there are then. */
export function addAddresses(family: Family, add: number, total: number): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.addIps(serviceId, { [family]: add }, true),
      (row) => (row[addressKeys[family]]?.length ?? 0) >= total,
    ),
  ];
}

/** Sets which addresses it has (`vm_update`), and binds them in the machine (`vm_setips`). */
export function setAddresses(family: Family, addresses: readonly string[]): Calls {
  return (observed, context) => {
    const isSet = (row: Observed) => {
      const live = row[addressKeys[family]];
      return live === undefined || live.join() === addresses.join();
    };
    const record = recordAddresses(context, observed.serviceId, family, addresses, isSet);
    const bind = call(context, (client) => client.rebindIps(observed.serviceId), isSet, true);
    // A machine that is off binds its addresses when it starts.
    return observed.powerState === "stopped" ? [record] : [record, bind];
  };
}

/** Binds the addresses in the machine (`vm_setips`). */
export const bindAddresses: Calls = ({ serviceId }, context) => [
  call(context, (client) => client.rebindIps(serviceId), undefined, true),
];

function setPassword({ serviceId }: Observed, context: CallContext): Call<Observed> {
  return call(context, (client) => client.resetPassword(serviceId, passwordOf(context)), undefined, true);
}

/** Sets the password (`vm_password`). */
export const resetPassword: Calls = (observed, context) => [setPassword(observed, context)];

/** Sets the port of SSH or remote desktop (`vm_setport`). */
export function setRemotePort(port: number): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.setRemotePort(serviceId, port),
      (row) => port === 1 || (row.remotePortInUse ?? port) === port,
      true,
    ),
  ];
}

/** Puts a CD into the drive, or ejects the one that is in it (`vm_cd_manage`). */
export function changeCd(cdId: string | undefined): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.changeCd(serviceId, cdId),
      (row) => (row.cdId ?? cdId) === (cdId ?? "none"),
    ),
  ];
}

/** Starts or stops (`vm_start`, `vm_stop`, `vm_force_stop`). */
export function power(to: "running" | "stopped", isForced: boolean): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => {
        if (to === "running") return client.startVm(serviceId);
        return isForced ? client.forceStopVm(serviceId) : client.stopVm(serviceId);
      },
      (row) => row.powerState === to,
    ),
  ];
}

/** Restarts (`vm_restart`, `vm_force_restart`). */
export function reboot(isForced: boolean): Calls {
  return (observed, context) => {
    const { serviceId } = observed;
    const restart = (client: RstackClient) =>
      isForced ? client.forceRestartVm(serviceId) : client.restartVm(serviceId);
    return [
      restarting(
        observed,
        call(context, restart, (row) => row.powerState === "running", true),
      ),
    ];
  };
}

/** Deletes the VM (`vm_delete`). */
export function deletion(force: boolean): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.deleteVm(serviceId, { force }),
      (row) => row.status === "deleted",
    ),
  ];
}

/** So many looks after its answer, at growing intervals, show whether the controller has given up the addresses. */
const mostLooksAtAddresses = 8;

/**
 * Sets the addresses of the record. That an empty list of further ones takes them away is not documented: a controller may
 * read it as "unchanged", answer well, and do nothing.
 */
function recordAddresses(
  { account }: CallContext,
  vmId: string,
  family: Family,
  addresses: readonly string[],
  isSet: (row: Observed) => boolean,
): Call<Observed> {
  let isAccepted = false;
  let looks = 0;
  return {
    async send() {
      await sessionOf(account).client.updateVm(vmId, { [family]: addresses }, false);
      isAccepted = true;
      return undefined;
    },
    isDone(row) {
      if (isSet(row)) return true;
      looks += isAccepted ? 1 : 0;
      if (addresses.length > 1 || looks < mostLooksAtAddresses) return false;
      const left = row[addressKeys[family]]?.filter((address) => !addresses.includes(address)) ?? [];
      throw new DecisionNeededError(
        `the controller accepted the change and left ${left.join(", ")} assigned: an empty list of further addresses seems to mean "unchanged" to it`,
        {
          advice:
            "Take them away in its back office and run `pulumi refresh`, or ask for as many as there are",
        },
      );
    },
  };
}

/** @param isAccepted whether the controller answered well: then a remark that it has cut is what it keeps of it. */
function hasRecord(row: Observed, changes: VmChanges, isAccepted: boolean): boolean {
  const isIn = <T>(wanted: T | undefined, live: T | undefined) =>
    wanted === undefined || live === undefined || wanted === live;
  return (
    isIn(changes.trafficGb, row.trafficGb) &&
    isIn(changes.userId, row.userId) &&
    (isIn(changes.remark, row.markedRemark) ||
      (isAccepted && isBeginning(row.markedRemark, changes.remark))) &&
    !(changes.status === "normal" && row.stoppedForTraffic) &&
    quotaKeys.every((key) => isIn(changes[key], row.quotasInForce?.[key]))
  );
}

function isBeginning(text: string | undefined, whole: string | undefined): boolean {
  return text !== undefined && text !== "" && whole?.startsWith(text) === true;
}

/** What is installed. */
export interface Reinstallation {
  readonly imageId: string;
  readonly erases: "systemDisk" | "allDisks";
  readonly systemDisksGb: { readonly windows: number; readonly linux: number } | undefined;
}

/**
 * Installs anew (`vm_reload`). The vendor does not say which password a machine has after it was installed anew: it is set once more.
 */
export function reinstall({ imageId, erases, systemDisksGb }: Reinstallation): Calls {
  return (observed, context) => {
    const { serviceId, failure } = observed;
    const disks = call(context, (client) => client.updateVm(serviceId, { systemDisksGb }, false));
    const install = call(
      context,
      (client) => client.reinstallVm(serviceId, imageId, erases),
      // Of a machine that had failed before, the record may say so a moment longer.
      (row) =>
        (row.imageId === undefined || row.imageId === imageId) &&
        row.status !== "opening" &&
        (row.failure === undefined || failure !== undefined),
      true,
    );
    return [...(systemDisksGb === undefined ? [] : [disks]), install, setPassword(observed, context)];
  };
}
