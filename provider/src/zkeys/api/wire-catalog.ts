import type { z } from "zod";
import { at, record } from "../../core/wire/table";
import { decimal, flag, id, integer, integers, map, money, optionalId, text, texts, word } from "./scalars";

/* The catalogue on the wire, and ours beside it: what can be bought, where, and for how much. */

/** A zone (可用区): what lines are grouped in. */
export const zone = record({
  /** GUID of the zone: what `zone` takes. */
  guid: at("guid", id),
  /** Name of the zone: what `zone` takes too. */
  name: at("name", text),
  /** Most years that a service in the zone may be kept (`max_year`). */
  maxYears: at("max_year", integer),
  /** Whether the end customer's `identity` must be sent with a purchase (`identityStatus`). */
  identityRequired: at("identityStatus", flag),
  /** Whether a whitelist must be filed (`whiteListStatus`). */
  whitelistRequired: at("whiteListStatus", flag),
  /** Whether an ICP filing (备案) can be made (`icp_status`). */
  icpFilingSupported: at("icp_status", flag),
});
export type Zone = z.output<typeof zone>;

/** A line (线路): a network with its prices, limits and switches, on which models are sold. */
export const line = record({
  /** The panel's number of the line. */
  id: at("id", text),
  /** Where it comes from: `local`, `zkeys`, `niaoyun` (`line_type`). */
  origin: at("line_type", text),
  /** GUID of the line: what `line` takes. */
  guid: at("guid", id),
  /** Its GUID at the upstream panel (`api_guid`). */
  apiGuid: at("api_guid", optionalId),
  /** GUID of its zone. On the wire it is `line_guid`, which elsewhere is the line of a model or of a service. */
  zoneGuid: at("line_guid", optionalId),
  /** GUID of its region (`type_guid`). */
  regionGuid: at("type_guid", optionalId),
  /** Whether the panel shows it (`status`). */
  status: at("status", word({ "0": "hidden", "1": "shown", "-1": "deleted" })),
  /** Name of the line: what `line` takes too. */
  name: at("name", text),
  /** The panel's short name of it (`code`). */
  code: at("code", text),
  /** The panel's text on it (`descript`). */
  description: at("descript", text),
  /** A page on the data center (`intro_url`). */
  introductionUrl: at("intro_url", text),
  /** Whether servers can be bought on it (`buy_status`). */
  purchaseOpen: at("buy_status", flag),
  /** Whether they can be renewed (`renew_status`). */
  renewalOpen: at("renew_status", flag),
  /** Whether they can be upgraded (`upgrade_status`). */
  upgradeOpen: at("upgrade_status", flag),
  /** Whether DDoS defense can be added (`defense_status`). */
  defenseUpgradeOpen: at("defense_status", flag),
  /** Most servers in one order of the panel (`buy_order_max_num`). */
  maxServersPerOrder: at("buy_order_max_num", integer),
  /** DNS server that its machines get (`auto_user_dns`). */
  dns: at("auto_user_dns", text),
  /** Where it stands in the panel's list, smaller first (`sort_id`). */
  sortOrder: at("sort_id", integer),
  /** Most years that a service may be kept (`life_time`). */
  maxLifetimeYears: at("life_time", integer),
  /** Shared bandwidth, Mbit/s by reading (`bandwidth_share_size`). */
  sharedBandwidthMbps: at("bandwidth_share_size", integer),
  /** Price of the shared bandwidth, a decimal string. */
  sharedBandwidthPrice: at("bandwidth_share_price", money),
  /** The same at the upstream panel (`bandwidth_price_api`). */
  bandwidthUpstreamPrice: at("bandwidth_price_api", money),
  /** Price of a Mbit/s a month, a decimal string (`bandwidth_price`). */
  bandwidthPrice: at("bandwidth_price", money),
  /** Most bandwidth of a server, in Mbit/s (`bandwidth_max_size`). */
  maxBandwidthMbps: at("bandwidth_max_size", integer),
  /** Fewest addresses of a server (`ip_min_size`). */
  minIpCount: at("ip_min_size", integer),
  /** Most addresses of a server (`ip_max_size`). */
  maxIpCount: at("ip_max_size", integer),
  /** Addresses that cost nothing (`ip_free_size`). */
  freeIpCount: at("ip_free_size", integer),
  /** Price of an address a month, a decimal string (`ip_price`). */
  ipPrice: at("ip_price", money),
  /** The same at the upstream panel (`ip_price_api`). */
  ipUpstreamPrice: at("ip_price_api", money),
  /** The amounts in which addresses are added (`ip_num_list`); any when it is not there. */
  ipCounts: at("ip_num_list", integers),
  /** Price of defense at the upstream panel (`defense_price_api`). */
  defenseUpstreamPrice: at("defense_price_api", money),
  /** Price of a Gbit/s of DDoS defense a month, a decimal string (`defense_price`). */
  defensePrice: at("defense_price", money),
  /** Most DDoS defense of a server, in Gbit/s (`defense_max_size`). */
  maxDefenseGbps: at("defense_max_size", integer),
  /** Options of defense; the vendor says that they may be ignored (`defense_num_list`). */
  defenseOptions: at("defense_num_list", text),
  /** DDoS defense is sold in steps of so many Gbit/s (`defense_step`). */
  defenseStepGbps: at("defense_step", integer),
  /** Hours after the end until the resources are released (`release_hour`). */
  releaseHours: at("release_hour", integer),
  /** The terms that are sold, in months (`months`). */
  months: at("months", integers),
  /** The panel's number of the room's IPMI controller. */
  ipmiServerId: at("ipmi_server_id", text),
  /** The panel's number of the colocation line that belongs to it. */
  colocationLineId: at("idc_line_id", text),
  /** Whether it was migrated (`move_status`). */
  migrated: at("move_status", flag),
  /** How addresses can be added: what `ipType` may be (`ip_upgrade_type`). */
  ipUpgradeKinds: at(
    "ip_upgrade_type",
    integers.transform((kinds) =>
      kinds?.flatMap((kind) => (kind === 1 ? "single" : kind === 2 ? "subnet" : [])),
    ),
  ),
  /** Console in the user center: none, built into the machine, or a KVM terminal (`user_vnc`). */
  vnc: at("user_vnc", word({ "0": "none", "1": "builtIn", "2": "kvm" })),
  /** Days that a service is kept after its end (`retention_days`). */
  retentionDays: at("retention_days", integer),
  /** What inbound traffic is limited to (`bandwidth_in_type`). */
  inboundBandwidthLimit: at("bandwidth_in_type", word({ "1": "fixed", "2": "equalToOutbound" })),
  /** The fixed limit of inbound traffic, Mbit/s by reading (`bandwidth_in_value`). */
  inboundBandwidthMbps: at("bandwidth_in_value", integer),
  /** What the price of a term of a year or more is multiplied with; `"1"` is no discount (`discount1`). */
  oneYearFactor: at("discount1", decimal),
  /** The same for two years or more (`discount2`). */
  twoYearFactor: at("discount2", decimal),
  /** The same for three years or more (`discount3`). */
  threeYearFactor: at("discount3", decimal),
  /** Who sees it (`line_auth`). */
  visibleTo: at("line_auth", word({ "0": "everyone", "1": "members", "2": "agents" })),
  /** The least Mbit/s per address, over the totals of a service; `"0"` is no rule (`ip_bandwidth_rate`). */
  minBandwidthPerIp: at("ip_bandwidth_rate", decimal),
  /** Whether decreases can be booked (`reservation_degrade_status`). */
  degradeOpen: at("reservation_degrade_status", flag),
  /** Days ahead that a decrease is booked for by default (`reservation_degrade_valid_limit`). */
  degradeDaysAhead: at("reservation_degrade_valid_limit", integer),
});
export type Line = z.output<typeof line>;

const wordList = texts.transform((parts) => parts?.map((part) => part.toLowerCase()));

/** An operating-system image. */
export const system = record({
  /** The panel's inner number of it. */
  distinctId: at("distinct_id", text),
  /** The panel's number of it. */
  id: at("id", text),
  /** GUID of the image: what `system` takes. */
  guid: at("guid", id),
  /** GUID of its class of systems (`class_guid`). */
  classGuid: at("class_guid", optionalId),
  /** Name of the image: what `system` takes too. */
  name: at("name", text),
  /** Login name of a machine that has it. */
  loginName: at("login_name", text),
  /** Port of its login: SSH or remote desktop. */
  port: at("port", integer),
  /** Name of its file (`mirror_name`). */
  imageFile: at("mirror_name", text),
  /** Fewest cores that the machine must have; 0 for any (`cpu_limit`). */
  minCpuCores: at("cpu_limit", integer),
  /** Least memory that the machine must have, in a unit that the vendor does not state; 0 for any (`ram_limit`). */
  minMemory: at("ram_limit", integer),
  /** What it can be used for: `create` (a purchase), `install` (a reinstall). */
  uses: at("type", wordList),
  /** Size of the system disk, GB by reading (`system_harddisk`). */
  systemDiskGb: at("system_harddisk", integer),
  /** What it is offered for: `server`, `idc`, `baremetal` (`support`). */
  businesses: at("support", wordList),
  /** Boot menu, by a number that the vendor does not explain. */
  bootMenu: at("boot_menu_contents", map),
  /** Where its files are, by the same number (`ghost_url`). */
  ghostUrls: at("ghost_url", map),
  /** GUIDs of the lines that offer it; all when it is not there. */
  lineGuids: at("lines", texts),
});
export type System = z.output<typeof system>;

/** A model of disk. */
export const harddisk = record({
  /** The panel's number of it. */
  id: at("id", text),
  /** Where it comes from: `local`, `zkeys`, `niaoyun` (`line_type`). */
  origin: at("line_type", text),
  /** GUID of the model: what `harddiskGuids` of a product name. */
  guid: at("guid", id),
  /** Its GUID at the upstream panel (`api_guid`). */
  apiGuid: at("api_guid", optionalId),
  /** Kind of disk, in the panel's words. */
  type: at("type", text),
  /** Size in GB (`size`). */
  sizeGb: at("size", integer),
  /** Whether the panel shows it (`status`). */
  status: at("status", word({ "0": "hidden", "1": "shown", "-1": "deleted" })),
});
export type Harddisk = z.output<typeof harddisk>;

/** What a model and a service say alike about the machine. */
export const machine = {
  /** Main board. */
  mainBoard: at("main_board", text),
  /** Cores in all (`cpu_value`). */
  cpuCores: at("cpu_value", integer),
  /** Model of its processors (`cpu`). */
  cpuModel: at("cpu", text),
  /** Number of processors (`cpu_num`). */
  cpuCount: at("cpu_num", integer),
  /** Most processors that fit (`cpu_max_num`). */
  maxCpuCount: at("cpu_max_num", integer),
  /** Model of its memory (`memory`). */
  memoryModel: at("memory", text),
  /** Memory in GB (`memory_num`). */
  memoryGb: at("memory_num", integer),
  /** Most memory that fits, in GB (`memory_max_num`). */
  maxMemoryGb: at("memory_max_num", integer),
  /** Its disks, by the GUIDs of `getHarddisks`: a model that is fitted twice is named twice. */
  harddiskGuids: at("harddisk_guid", texts),
  /** Most disks that fit (`harddisk_max_num`). */
  maxHarddiskCount: at("harddisk_max_num", integer),
  /** The panel's note on RAID (`raid_tips`). */
  raidNote: at("raid_tips", text),
  /** Height in rack units (`size`). */
  rackUnits: at("size", integer),
  /** Addresses that are included (`ipnum`). */
  ipCount: at("ipnum", integer),
  /** Bandwidth that is included, in Mbit/s (`bandwidth`). */
  bandwidthMbps: at("bandwidth", integer),
  /** DDoS defense that is included, in Gbit/s (`defense`). */
  defenseGbps: at("defense", integer),
  /** Whether it is sold from stock, or set up by staff (`stock_type`). */
  stock: at("stock_type", word({ "0": "manual", "1": "stocked" })),
};

/** A model of machine (机型), with its monthly price and what that includes. */
export const product = record({
  ...machine,
  /** The panel's number of it. */
  id: at("id", text),
  /** Where it comes from: `local`, `zkeys`, `niaoyun` (`product_type`). */
  origin: at("product_type", text),
  /** GUID of the model: what `product` takes. */
  guid: at("guid", id),
  /** Its GUID at the upstream panel (`api_guid`). */
  apiGuid: at("api_guid", optionalId),
  /** Name of the model: what `product` takes too. */
  name: at("name", text),
  /** GUID of its line. */
  lineGuid: at("line_guid", optionalId),
  /** GUID of its line at the upstream panel (`line_guid_api`). */
  upstreamLineGuid: at("line_guid_api", optionalId),
  /** Size of the system partition in GB, which Windows needs (`system_partition_size`). */
  systemPartitionGb: at("system_partition_size", integer),
  /** Whether `systemPartitionSizeMb` can be given (`system_partition_support`). */
  partitioningSupported: at("system_partition_support", flag),
  /** Where it stands in the panel's list, smaller first (`sort_id`). */
  sortOrder: at("sort_id", integer),
  /** Price of a month, a decimal string (`price`). */
  price: at("price", money),
  /** The same at the upstream panel (`price_api`). */
  upstreamPrice: at("price_api", money),
  /** The panel's text on it. */
  description: at("description", text),
  /** Whether it is sold (`status`). */
  status: at("status", word({ "0": "disabled", "1": "normal", "-1": "deleted" })),
  /** Whether it can be upgraded (`upgrade_status`). */
  upgradeOpen: at("upgrade_status", flag),
  /** Whether the panel recommends it (`recommend_status`). */
  recommended: at("recommend_status", flag),
  /** The panel's numbers of its models of processors. */
  cpuIds: at("cpu_ids", texts),
  /** The panel's numbers of its models of memory. */
  memoryIds: at("memory_ids", texts),
  /** The panel's numbers of its models of disks. */
  harddiskIds: at("harddisk_ids", texts),
  /** Threads of its processors, in the panel's words. */
  cpuThreads: at("cpu_threads", text),
});
export type Product = z.output<typeof product>;
