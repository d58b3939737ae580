import type { z } from "zod";
import { at, record } from "../core/wire/table";
import { decimal, flag, id, integer, integers, map, money, optionalId, text, texts, word } from "./scalars";

/* The catalogue on the wire, and ours beside it: what can be bought, where, and for how much. */

/** A zone (可用区): what lines are grouped in. */
export const zone = record({
  guid: at("guid", id),
  name: at("name", text),
  maxYears: at("max_year", integer),
  /** The end customer's identity must be sent with a purchase. */
  identityRequired: at("identityStatus", flag),
  whitelistRequired: at("whiteListStatus", flag),
  icpFilingSupported: at("icp_status", flag),
});
export type Zone = z.output<typeof zone>;

/** A line (线路): a network with its prices, limits and switches, on which models are sold. */
export const line = record({
  id: at("id", text),
  origin: at("line_type", text),
  guid: at("guid", id),
  apiGuid: at("api_guid", optionalId),
  /** The wire says `line_guid` here too, where it is the line of a model or of a service. */
  zoneGuid: at("line_guid", optionalId),
  regionGuid: at("type_guid", optionalId),
  status: at("status", word({ "0": "hidden", "1": "shown", "-1": "deleted" })),
  name: at("name", text),
  code: at("code", text),
  description: at("descript", text),
  introductionUrl: at("intro_url", text),
  purchaseOpen: at("buy_status", flag),
  renewalOpen: at("renew_status", flag),
  upgradeOpen: at("upgrade_status", flag),
  defenseUpgradeOpen: at("defense_status", flag),
  maxServersPerOrder: at("buy_order_max_num", integer),
  dns: at("auto_user_dns", text),
  sortOrder: at("sort_id", integer),
  maxLifetimeYears: at("life_time", integer),
  sharedBandwidthMbps: at("bandwidth_share_size", integer),
  sharedBandwidthPrice: at("bandwidth_share_price", money),
  bandwidthUpstreamPrice: at("bandwidth_price_api", money),
  /** Per Mbit/s and month. */
  bandwidthPrice: at("bandwidth_price", money),
  maxBandwidthMbps: at("bandwidth_max_size", integer),
  minIpCount: at("ip_min_size", integer),
  maxIpCount: at("ip_max_size", integer),
  freeIpCount: at("ip_free_size", integer),
  /** Per address and month. */
  ipPrice: at("ip_price", money),
  ipUpstreamPrice: at("ip_price_api", money),
  /** The amounts in which addresses are added. */
  ipCounts: at("ip_num_list", integers),
  defenseUpstreamPrice: at("defense_price_api", money),
  /** Per Gbit/s and month. */
  defensePrice: at("defense_price", money),
  maxDefenseGbps: at("defense_max_size", integer),
  defenseOptions: at("defense_num_list", text),
  defenseStepGbps: at("defense_step", integer),
  releaseHours: at("release_hour", integer),
  /** The terms that are sold, in months. */
  months: at("months", integers),
  ipmiServerId: at("ipmi_server_id", text),
  colocationLineId: at("idc_line_id", text),
  migrated: at("move_status", flag),
  ipUpgradeKinds: at(
    "ip_upgrade_type",
    integers.transform((kinds) =>
      kinds?.flatMap((kind) => (kind === 1 ? "single" : kind === 2 ? "subnet" : [])),
    ),
  ),
  vnc: at("user_vnc", word({ "0": "none", "1": "builtIn", "2": "kvm" })),
  retentionDays: at("retention_days", integer),
  inboundBandwidthLimit: at("bandwidth_in_type", word({ "1": "fixed", "2": "equalToOutbound" })),
  inboundBandwidthMbps: at("bandwidth_in_value", integer),
  /** What the price of a term of at least one year is multiplied with; `"1"` is no discount. */
  oneYearFactor: at("discount1", decimal),
  twoYearFactor: at("discount2", decimal),
  threeYearFactor: at("discount3", decimal),
  visibleTo: at("line_auth", word({ "0": "everyone", "1": "members", "2": "agents" })),
  /** The least Mbit/s per address, over the totals of a service; `"0"` is no rule. */
  minBandwidthPerIp: at("ip_bandwidth_rate", decimal),
  degradeOpen: at("reservation_degrade_status", flag),
  degradeDaysAhead: at("reservation_degrade_valid_limit", integer),
});
export type Line = z.output<typeof line>;

const wordList = texts.transform((parts) => parts?.map((part) => part.toLowerCase()));

/** An operating-system image. */
export const system = record({
  distinctId: at("distinct_id", text),
  id: at("id", text),
  guid: at("guid", id),
  classGuid: at("class_guid", optionalId),
  name: at("name", text),
  loginName: at("login_name", text),
  port: at("port", integer),
  imageFile: at("mirror_name", text),
  /** 0 is no limit. */
  minCpuCores: at("cpu_limit", integer),
  /** 0 is no limit. */
  minMemory: at("ram_limit", integer),
  /** `create`, `install`. */
  uses: at("type", wordList),
  systemDiskGb: at("system_harddisk", integer),
  /** `server`, `idc`, `baremetal`. */
  businesses: at("support", wordList),
  bootMenu: at("boot_menu_contents", map),
  ghostUrls: at("ghost_url", map),
  lineGuids: at("lines", texts),
});
export type System = z.output<typeof system>;

/** A model of disk. */
export const harddisk = record({
  id: at("id", text),
  origin: at("line_type", text),
  guid: at("guid", id),
  apiGuid: at("api_guid", optionalId),
  type: at("type", text),
  sizeGb: at("size", integer),
  status: at("status", word({ "0": "hidden", "1": "shown", "-1": "deleted" })),
});
export type Harddisk = z.output<typeof harddisk>;

/** What a model and a service say alike about the machine. */
export const machine = {
  mainBoard: at("main_board", text),
  cpuCores: at("cpu_value", integer),
  cpuModel: at("cpu", text),
  cpuCount: at("cpu_num", integer),
  maxCpuCount: at("cpu_max_num", integer),
  memoryModel: at("memory", text),
  memoryGb: at("memory_num", integer),
  maxMemoryGb: at("memory_max_num", integer),
  /** One per disk: a model that is fitted twice is named twice. */
  harddiskGuids: at("harddisk_guid", texts),
  maxHarddiskCount: at("harddisk_max_num", integer),
  raidNote: at("raid_tips", text),
  rackUnits: at("size", integer),
  ipCount: at("ipnum", integer),
  bandwidthMbps: at("bandwidth", integer),
  defenseGbps: at("defense", integer),
  stock: at("stock_type", word({ "0": "manual", "1": "stocked" })),
};

/** A model of machine (机型), with its monthly price and what that includes. */
export const product = record({
  ...machine,
  id: at("id", text),
  origin: at("product_type", text),
  guid: at("guid", id),
  apiGuid: at("api_guid", optionalId),
  name: at("name", text),
  lineGuid: at("line_guid", optionalId),
  upstreamLineGuid: at("line_guid_api", optionalId),
  systemPartitionGb: at("system_partition_size", integer),
  partitioningSupported: at("system_partition_support", flag),
  sortOrder: at("sort_id", integer),
  /** Per month. */
  price: at("price", money),
  upstreamPrice: at("price_api", money),
  description: at("description", text),
  status: at("status", word({ "0": "disabled", "1": "normal", "-1": "deleted" })),
  upgradeOpen: at("upgrade_status", flag),
  recommended: at("recommend_status", flag),
  cpuIds: at("cpu_ids", texts),
  memoryIds: at("memory_ids", texts),
  harddiskIds: at("harddisk_ids", texts),
  cpuThreads: at("cpu_threads", text),
});
export type Product = z.output<typeof product>;
