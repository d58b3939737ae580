import { DecisionNeededError } from "../core/errors";
import type { Action, Bought, CallContext } from "../core/noun";
import type { Account } from "../core/run";
import { countOf } from "./hyper-vm-addresses";
import { quotaKeys, systemDisksOf, type HyperVmArguments } from "./hyper-vm-arguments";
import { observe, type HyperVmObserved } from "./hyper-vm-observed";
import { addressKeys, type Detail, type Family, type HyperVmInput, type HyperVmStep } from "./hyper-vm-steps";
import { orderRemark } from "./remark";
import type { AddressWish, CreateOrder } from "./requests";
import { sessionOf } from "./session";

type Observed = HyperVmObserved;
type Of<K extends Detail["do"]> = Extract<Detail, { readonly do: K }>;

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
export async function createHyperVm(
  account: Account,
  input: HyperVmInput,
  context: CallContext,
): Promise<Bought<Observed>> {
  const session = sessionOf(account);
  const vm = await session.client.createVm(orderOf(input, context));
  // Whatever the reply leaves out, the machine is not there before the list says so.
  const observed: Observed = { ...observe(vm), status: "opening" };
  const { ipv4Addresses = [], ipv6Addresses = [] } = observed;
  const ipAddresses = [...ipv4Addresses, ...ipv6Addresses];
  return { observed, outputs: ipAddresses.length === 0 ? {} : { ipAddresses } };
}

/** The calls of every other step. */
export function actOnHyperVm(
  account: Account,
  step: HyperVmStep,
  observed: Observed,
  context: CallContext,
): readonly Action<Observed>[] {
  const session = sessionOf(account);
  const { client } = session;
  const id = observed.serviceId;
  const { detail } = step;
  const call = (
    send: () => Promise<void>,
    isDone: (row: Observed) => boolean = () => true,
    lags = false,
  ): Action<Observed> => ({ send: () => send().then(() => undefined), isDone, lags });
  const restarting = (action: Action<Observed>): Action<Observed> => ({
    ...action,
    isBegun: (row) => observed.powerState === "running" && row.powerState === "stopped",
  });
  switch (detail.do) {
    case "hardware":
      return [
        restarting(
          call(
            () => client.updateVm(id, detail.changes, true),
            (row) => hasHardware(row, observed, detail),
            true,
          ),
        ),
      ];
    case "record": {
      const sent = { isAccepted: false };
      const send = async () => {
        await client.updateVm(id, detail.changes, false);
        sent.isAccepted = true;
      };
      return [call(send, (row) => hasRecord(row, detail, sent.isAccepted))];
    }
    case "status":
      return [
        call(
          () => client.updateVm(id, { status: detail.to }, false),
          (row) =>
            row.locked === (detail.to === "locked") &&
            row.suspended === (detail.to === "suspended") &&
            !(detail.to === "normal" && row.stoppedForTraffic),
        ),
      ];
    case "addIps":
      return [
        call(
          () => client.addIps(id, { [detail.family]: detail.add }, true),
          (row) => (row[addressKeys[detail.family]]?.length ?? 0) >= detail.total,
        ),
      ];
    case "setIps": {
      const isSet = (row: Observed) => {
        const live = row[addressKeys[detail.family]];
        return live === undefined || live.join() === detail.addresses.join();
      };
      const record = recordAddresses(account, id, detail, isSet);
      const bind = call(() => client.rebindIps(id), isSet, true);
      // A machine that is off binds its addresses when it starts.
      return observed.powerState === "stopped" ? [record] : [record, bind];
    }
    case "bindIps":
      return [call(() => client.rebindIps(id), undefined, true)];
    case "reinstall":
      return reinstall(account, observed, detail, context);
    case "password":
      return [call(() => client.resetPassword(id, passwordOf(context)), undefined, true)];
    case "remotePort":
      return [
        call(
          () => client.setRemotePort(id, detail.port),
          (row) => detail.port === 1 || (row.remotePortInUse ?? detail.port) === detail.port,
          true,
        ),
      ];
    case "cd":
      return [
        call(
          () => client.changeCd(id, detail.cdId),
          (row) => (row.cdId ?? detail.cdId) === (detail.cdId ?? "none"),
        ),
      ];
    case "power":
      return detail.to === "stopped"
        ? [
            call(
              () => (detail.isForced ? client.forceStopVm(id) : client.stopVm(id)),
              (row) => row.powerState === "stopped",
            ),
          ]
        : [
            call(
              () => client.startVm(id),
              (row) => row.powerState === "running",
            ),
          ];
    case "reboot":
      return [
        restarting(
          call(
            () => (detail.isForced ? client.forceRestartVm(id) : client.restartVm(id)),
            (row) => row.powerState === "running",
            true,
          ),
        ),
      ];
    case "release":
      return [
        call(
          () => client.deleteVm(id, { force: detail.force }),
          (row) => row.status === "deleted",
        ),
      ];
    case "create":
      throw new TypeError(`"${step.words}" is a creation`);
  }
}

/** So many looks after its answer, at growing intervals, show whether the controller has given up the addresses. */
const mostLooksAtAddresses = 8;

/**
 * Sets the addresses of the record. That an empty list of further ones takes them away is not documented: a controller may
 * read it as "unchanged", answer well, and do nothing.
 */
function recordAddresses(
  account: Account,
  vmId: string,
  { family, addresses }: Of<"setIps">,
  isSet: (row: Observed) => boolean,
): Action<Observed> {
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

/** The controller restarts a machine that was on; it must be back. */
function hasHardware(row: Observed, before: Observed, { changes }: Of<"hardware">): boolean {
  const isRecorded = Object.entries(changes).every(([key, value]) => {
    const live: unknown = Reflect.get(row, key);
    return live === undefined || live === value;
  });
  return isRecorded && (before.powerState !== "running" || row.powerState === "running");
}

/** @param isAccepted whether the controller answered well: then a remark that it has cut is what it keeps of it. */
function hasRecord(row: Observed, { changes }: Of<"record">, isAccepted: boolean): boolean {
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

/** The vendor does not say which password a machine has after it was installed anew: it is set once more. */
function reinstall(
  account: Account,
  observed: Observed,
  detail: Of<"reinstall">,
  context: CallContext,
): readonly Action<Observed>[] {
  const { client } = sessionOf(account);
  const id = observed.serviceId;
  const { imageId, erases, systemDisksGb } = detail;
  const hasImage = (row: Observed) => row.imageId === undefined || row.imageId === imageId;
  const disks: Action<Observed> = {
    send: () => client.updateVm(id, { systemDisksGb }, false).then(() => undefined),
    isDone: () => true,
  };
  const install: Action<Observed> = {
    send: () => client.reinstallVm(id, imageId, erases).then(() => undefined),
    // Of a machine that had failed before, the record may say so a moment longer.
    isDone: (row) =>
      hasImage(row) &&
      row.status !== "opening" &&
      (row.failure === undefined || observed.failure !== undefined),
    lags: true,
  };
  const password: Action<Observed> = {
    send: () => client.resetPassword(id, passwordOf(context)).then(() => undefined),
    isDone: () => true,
    lags: true,
  };
  return [...(systemDisksGb === undefined ? [] : [disks]), install, password];
}
