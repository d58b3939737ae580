import type { Degrade, Service, Upgrade } from "../api/wire";
import type { Status } from "../../core/observed";
import {
  sizeKinds,
  type BaremetalServerObserved,
  type BaremetalServerRow,
  type DowngradeRecord,
  type Hardware,
  type SizeKind,
  type UpgradeRecord,
} from "./shape";
import { say, type Sentence } from "../language/say";

export * from "./shape";

/** The machine in one line, which stays the same in state whoever runs: `Intel Xeon E5-2670 2.6GHz × 2 (16 cores), 64 GB, 3 disks`. `undefined` when the panel says nothing of it. */
function hardwareWords(machine: Hardware): string | undefined {
  const { cpuModel, cpuCount = 1, cpuCores, memoryGb, memoryModel, harddiskIds = [] } = machine;
  const cores = cpuCores === undefined ? "" : ` (${cpuCores} cores)`;
  const words = [
    cpuModel === undefined ? undefined : `${cpuModel}${cpuCount > 1 ? ` × ${cpuCount}` : ""}${cores}`,
    memoryGb === undefined
      ? memoryModel
      : `${memoryGb} GB${memoryModel === undefined ? "" : ` (${memoryModel})`}`,
    harddiskIds.length === 0
      ? undefined
      : `${harddiskIds.length} ${harddiskIds.length === 1 ? "disk" : "disks"}`,
    machine.mainBoard,
    machine.rackUnits === undefined ? undefined : `${machine.rackUnits} U`,
  ].filter(isPresent);
  return words.length === 0 ? undefined : words.join(", ");
}

const sizeOf: Readonly<Record<string, SizeKind>> = {
  bandwidth: "bandwidthMbps",
  defense: "defenseGbps",
  ip: "ipCount",
};

const activities: Readonly<Record<string, Sentence>> = {
  restarting: "restarting",
  reinstalling: "reinstalling",
  resettingPassword: "resetting its password",
  upgrading: "upgrading",
  startingUp: "starting up",
  shuttingDown: "shutting down",
};

function statusOf(service: Service): Status {
  switch (service.orderStatus) {
    case "deleted":
      return "deleted";
    case "expired":
      return "expired";
    case "normal":
      if (service.runStatus === "locked" || service.locked === true) return "locked";
      return service.runStatus === "stopped" ? "stopped" : "ready";
    default:
      // A status that the vendor does not document is not ready.
      return "opening";
  }
}

function busyWith(service: Service): string | undefined {
  if (service.pushing === true) return say("being pushed to another account");
  if (service.activity === "none" || service.activityCode === undefined) return undefined;
  const activity = activities[service.activity];
  return activity === undefined
    ? say("an operation that is not documented (act_status {code})", { code: service.activityCode })
    : say(activity);
}

function countOf(value: string | undefined): number {
  return (value ?? "").split(",").reduce((count, part) => {
    const [, first, last] = /\.(\d+)-(\d+)$/.exec(part) ?? [];
    if (first !== undefined && last !== undefined) return count + Number(last) - Number(first) + 1;
    return part.includes(".") ? count + 1 : count;
  }, 0);
}

function upgradeOf(record: Upgrade): UpgradeRecord | undefined {
  const size = sizeOf[record.kind];
  if (size === undefined) return undefined;
  const { amount, value, active, orderNo, createdAt, degradeGuid } = record;
  return { size, amount, value, active, orderNo, createdAt, degradeId: degradeGuid };
}

function downgradeOf(record: Degrade): DowngradeRecord | undefined {
  const size = sizeOf[record.item];
  if (size === undefined) return undefined;
  const { guid, status, oldValue, applyAt, createdAt } = record;
  // For addresses the panel may name them instead of counting them.
  const named = countOf(record.value);
  const amount = size === "ipCount" && named > 0 ? named : (record.amount ?? 0);
  return { id: guid, size, amount, oldValue, status, applyAt, createdAt };
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** The total of a size: what came with the model and the upgrades in effect. */
function totalOf(size: SizeKind, included: number, upgrades: readonly UpgradeRecord[]): number {
  return upgrades
    .filter((record) => record.size === size && record.active)
    .reduce((sum, record) => sum + record.amount, included);
}

function scheduledOf(
  totals: Readonly<Record<SizeKind, number>>,
  downgrades: readonly DowngradeRecord[],
): NonNullable<BaremetalServerObserved["scheduledChange"]> | undefined {
  const waiting = downgrades.filter((record) => record.status === "waiting");
  if (waiting.length === 0) return undefined;
  const targets = sizeKinds.flatMap((size) => {
    const amount = waiting
      .filter((record) => record.size === size)
      .reduce((sum, record) => sum + record.amount, 0);
    return amount === 0 ? [] : [[size, totals[size] - amount] as const];
  });
  return { ...Object.fromEntries(targets), at: waiting[0]?.applyAt };
}

function told(word: string | undefined): string | undefined {
  return word === "unknown" ? undefined : word;
}

/** What the document shows in the reply to a purchase only, wherever the panel tells it. */
function detailsOf(service: Service): Partial<Omit<BaremetalServerObserved, "addresses">> {
  const { ipmiAddress, ipmiUser, ipmiPassword, lockReason, lockedAt } = service;
  const renewalTold = {
    setting: told(service.renewPriceSetting),
    price: "renewPrice" in service ? service.renewPrice : undefined,
    pricesByTerm: "renewPricesByTerm" in service ? service.renewPricesByTerm : undefined,
    note: service.renewPriceRemark,
  };
  const isRenewalTold = Object.values(renewalTold).some((value) => value !== undefined);
  return {
    ipmi:
      ipmiAddress === undefined
        ? undefined
        : { address: ipmiAddress, user: ipmiUser, password: ipmiPassword },
    renewal: isRenewalTold ? renewalTold : undefined,
    bootMode: told(service.bootMode),
    stockId: service.stockId,
    autoRenew: service.autoRenew,
    lockReason,
    lockedAt,
    sshPublicKey: service.sshPublicKey,
  };
}

/** How renewals are priced, as outputs: only what is told. */
export function renewalOutputs({ renewal: terms = {} }: BaremetalServerObserved): Record<string, string> {
  const all = {
    renewPriceSetting: terms.setting,
    renewPrice: terms.price,
    renewPricesByTerm: terms.pricesByTerm,
    renewPriceNote: terms.note,
  };
  const given = Object.entries(all).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return Object.fromEntries(given);
}

/** A service of the panel as what is observed of the resource. */
export function observe(service: Service): BaremetalServerRow {
  const upgrades = service.upgrades.map(upgradeOf).filter(isPresent);
  const downgrades = service.degrades.map(downgradeOf).filter(isPresent);
  const included = {
    bandwidthMbps: service.bandwidthMbps ?? 0,
    defenseGbps: service.defenseGbps ?? 0,
    ipCount: service.ipCount ?? 0,
  };
  const totals = {
    bandwidthMbps: totalOf("bandwidthMbps", included.bandwidthMbps, upgrades),
    defenseGbps: totalOf("defenseGbps", included.defenseGbps, upgrades),
    ipCount: totalOf("ipCount", included.ipCount, upgrades),
  };
  const usable = service.addresses.filter(
    (one) => one.status !== "released" && (one.kind === "usable" || one.kind === "unknown"),
  );
  const main = usable.find((one) => one.main) ?? usable[0];
  const hardware: Hardware = {
    cpuModel: service.cpuModel,
    cpuCores: service.cpuCores,
    cpuCount: service.cpuCount,
    maxCpuCount: service.maxCpuCount,
    memoryModel: service.memoryModel,
    memoryGb: service.memoryGb,
    maxMemoryGb: service.maxMemoryGb,
    mainBoard: service.mainBoard,
    rackUnits: service.rackUnits,
    raidNote: service.raidNote,
    harddiskIds: service.harddiskGuids,
    maxHarddiskCount: service.maxHarddiskCount,
  };
  return {
    serviceId: service.guid,
    status: statusOf(service),
    busyWith: busyWith(service),
    powerState: service.runStatus,
    startedAt: service.startedAt,
    expiresAt: service.expiresAt,
    boughtAt: service.boughtAt,
    name: service.name,
    cabinet: service.cabinet,
    lineId: service.lineGuid,
    productId: service.productGuid,
    systemId: service.systemGuid,
    loginName: service.loginName,
    purchaseRemark: service.buyRemarks,
    included,
    ...totals,
    upgrades,
    downgrades,
    scheduledChange: scheduledOf(totals, downgrades),
    addresses: usable.map(({ address, mask, gateway, main: isMain }) => ({ address, mask, gateway, isMain })),
    addedRanges: upgrades
      .filter((record) => record.size === "ipCount" && record.active)
      .map((record) => record.value)
      .filter(isPresent),
    ipAddress: main?.address,
    hardware,
    hardwareSummary: hardwareWords(hardware),
    panelClientUserId: service.clientUserId,
    ...detailsOf(service),
    stock: told(service.stock),
    vncLocked: service.vncLocked,
    selfServiceUpgrade: service.selfServiceUpgrade,
    boughtByAgent: service.boughtByAgent,
    renewalReminders: service.renewalReminders,
    systemPartition: service.systemPartition,
    systemPartitionSize: service.systemPartitionSize,
  };
}
