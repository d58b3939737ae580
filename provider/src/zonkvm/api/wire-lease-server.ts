import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { at, record, type With } from "../../core/wire/table";
import { decimal, flag, guid, integer, integers, money, text, texts, word } from "./scalars";
import {
  physicalLineFields,
  physicalOrderFields,
  physicalProductFields,
  type PhysicalLine,
  type PhysicalProduct,
} from "./wire-physical";

/* Physical servers on the wire, and ours beside them. The vendor shows many fields of theirs without a word on what they mean. */

/** A line (线路): a network with its prices, limits and switches, on which machines are sold. */
export const leaseLine = record({
  ...physicalLineFields,
  /** A page on the data center (`intro_url`). */
  introductionUrl: at("intro_url", text),
  /** Whether servers can be renewed (`renew_status`). */
  renewalOpen: at("renew_status", flag),
  /** Whether they can be upgraded (`upgrade_status`). */
  upgradeOpen: at("upgrade_status", flag),
  /** Whether DDoS defense can be added, by its name (`defense_status`). */
  defenseUpgradeOpen: at("defense_status", flag),
  /** Most servers in one order of the panel, by its name (`buy_order_max_num`). */
  maxServersPerOrder: at("buy_order_max_num", integer),
  /** As the panel has it, in a unit that is not documented (`life_time`). */
  lifeTime: at("life_time", integer),
  /** Shared bandwidth, in Mbit/s by reading (`bandwidth_share_size`). */
  sharedBandwidthMbps: at("bandwidth_share_size", integer),
  /** Price of the shared bandwidth, a decimal string (`bandwidth_share_price`). */
  sharedBandwidthPrice: at("bandwidth_share_price", money),
  /** Bandwidth is sold in steps of so many Mbit/s (`bandwidth_step`). */
  bandwidthStepMbps: at("bandwidth_step", integer),
  /** What inbound traffic is limited to (`bandwidth_in_type`). */
  inboundBandwidthLimit: at("bandwidth_in_type", word({ "1": "fixed", "2": "equalToOutbound" })),
  /** The fixed limit of inbound traffic, in Mbit/s (`bandwidth_in_value`). */
  inboundBandwidthMbps: at("bandwidth_in_value", integer),
  /** How addresses can be added, in numbers that the vendor does not explain (`ip_upgrade_type`). */
  ipUpgradeCodes: at("ip_upgrade_type", integers),
  /** A ratio that the vendor does not explain, a decimal string (`ip_bandwidth_rate`). */
  ipBandwidthRate: at("ip_bandwidth_rate", decimal),
  /** Hours after the end until the resources are released, by its name (`release_hour`). */
  releaseHours: at("release_hour", integer),
  /** Console in the user center, in a number that the vendor does not explain (`user_vnc`). */
  vncCode: at("user_vnc", text),
});
export type LeaseLine = With<PhysicalLine, z.output<typeof leaseLine>>;

/** A model of disk: what the GUIDs of disks mean. None can be bought. */
export const leaseDisk = record({
  /** GUID of the disk. */
  guid: at("guid", guid),
  /** `SSD`, `HDD`, `SATA` or `SAS` (`type`). */
  kind: at("type", text),
  /** Size in GB (`size`). */
  sizeGb: at("size", integer),
  /** Whether the panel shows it (`status`). */
  status: at("status", word({ "0": "hidden", "1": "shown" })),
});
export type LeaseDisk = z.output<typeof leaseDisk>;

/** What a machine consists of. */
const machine = {
  /** Model of its processors (`cpu`). */
  cpuModel: at("cpu", text),
  /** Cores in all (`cpu_value`). */
  cpuCores: at("cpu_value", integer),
  /** Number of processors (`cpu_num`). */
  cpuCount: at("cpu_num", integer),
  /** Most processors (`cpu_max_num`). */
  maxCpuCount: at("cpu_max_num", integer),
  /** Kind of memory (`memory`). */
  memoryModel: at("memory", text),
  /** Memory in GB (`memory_num`). */
  memoryGb: at("memory_num", integer),
  /** Most memory, in GB by reading (`memory_max_num`). */
  maxMemoryGb: at("memory_max_num", integer),
  /** GUIDs of its disks (`harddisk_guid`). */
  diskGuids: at("harddisk_guid", texts),
  /** Most disks (`harddisk_max_num`). */
  maxDiskCount: at("harddisk_max_num", integer),
  /** The panel's text on RAID (`raid_tips`). */
  raid: at("raid_tips", text),
  /** Model of the main board (`main_board`). */
  mainBoard: at("main_board", text),
  /** Height of the chassis, in rack units (`size`). */
  rackUnits: at("size", integer),
};

/** A model of machine. */
export const leaseProduct = record({
  ...physicalProductFields,
  ...machine,
  /** Where it comes from: `local`, `zkeys`, `niaoyun` (`product_type`). */
  origin: at("product_type", text),
  /** Threads in all (`cpu_threads`). */
  cpuThreads: at("cpu_threads", integer),
  /** Graphics processor (`gpu`). */
  gpu: at("gpu", text),
  /** Whether servers of this model can be upgraded (`upgrade_status`). */
  upgradeOpen: at("upgrade_status", flag),
  /** Whether the panel recommends it (`recommend_status`). */
  recommended: at("recommend_status", flag),
  /** Size of the first partition, in GB by reading (`system_partition_size`). */
  systemPartitionGb: at("system_partition_size", integer),
  /** Whether it can be chosen, by its name (`system_partition_support`). */
  systemPartitionSupported: at("system_partition_support", flag),
});
export type LeaseProduct = With<PhysicalProduct, z.output<typeof leaseProduct>>;

/** An order of a physical server. @param timeZone the IANA zone of the panel's wall. */
export function createLeaseServerSchema(timeZone: string) {
  return remembered(
    record({ ...machine, ...physicalOrderFields(timeZone), cabinet: at("cabinet_sn", text) }),
  );
}
export type LeaseServer = z.output<ReturnType<typeof createLeaseServerSchema>>;
