import { z } from "zod";

const text = z.string();
const maybe = z.string().nullable();

/** Rows of the panel's tables, by their wire names; all values are text, as the panel sends them. */
export const ZoneRow = z.object({
  guid: text,
  name: text,
  max_year: text,
  identityStatus: text,
  whiteListStatus: text,
  icp_status: text,
});
export type ZoneRow = z.infer<typeof ZoneRow>;

export const LineRow = z.object({
  id: text,
  line_type: text,
  guid: text,
  api_guid: text,
  /** The zone's guid, in spite of its name. */
  line_guid: text,
  type_guid: text,
  status: text,
  name: text,
  code: maybe,
  descript: maybe,
  intro_url: text,
  buy_status: text,
  renew_status: text,
  upgrade_status: text,
  defense_status: text,
  buy_order_max_num: text,
  auto_user_dns: maybe,
  sort_id: text,
  life_time: text,
  bandwidth_share_size: text,
  bandwidth_share_price: text,
  bandwidth_price_api: text,
  bandwidth_price: text,
  bandwidth_max_size: text,
  ip_min_size: text,
  ip_max_size: text,
  ip_free_size: text,
  ip_price: text,
  ip_price_api: text,
  ip_num_list: text,
  defense_price_api: text,
  defense_price: text,
  defense_max_size: text,
  defense_num_list: maybe,
  defense_step: text,
  release_hour: text,
  months: text,
  ipmi_server_id: text,
  idc_line_id: text,
  move_status: text,
  ip_upgrade_type: text,
  user_vnc: text,
  retention_days: text,
  bandwidth_in_type: text,
  bandwidth_in_value: text,
  discount1: text,
  discount2: text,
  discount3: text,
  line_auth: text,
  ip_bandwidth_rate: text,
  reservation_degrade_status: text,
  reservation_degrade_valid_limit: text,
});
export type LineRow = z.infer<typeof LineRow>;

export const ProductRow = z.object({
  id: text,
  product_type: text,
  guid: text,
  api_guid: text,
  name: text,
  line_guid: text,
  line_guid_api: maybe,
  cpu_value: text,
  cpu: text,
  cpu_num: text,
  cpu_max_num: text,
  memory: text,
  memory_num: text,
  memory_max_num: text,
  harddisk_guid: text,
  harddisk_max_num: text,
  system_partition_size: text,
  system_partition_support: text,
  raid_tips: text,
  ipnum: text,
  bandwidth: text,
  defense: text,
  sort_id: text,
  main_board: text,
  price: text,
  price_api: text,
  size: text,
  description: text,
  status: text,
  upgrade_status: text,
  recommend_status: text,
  stock_type: text,
  cpu_ids: maybe,
  memory_ids: maybe,
  harddisk_ids: maybe,
  cpu_threads: maybe,
});
export type ProductRow = z.infer<typeof ProductRow>;

const keyedText = z.union([text, z.record(text, text)]);

export const SystemRow = z.object({
  distinct_id: text,
  id: text,
  guid: text,
  class_guid: text,
  name: text,
  login_name: text,
  port: text,
  mirror_name: text,
  cpu_limit: text,
  ram_limit: text,
  /** Uses, comma-separated: `create`, `install`. */
  type: text,
  system_harddisk: text,
  /** Businesses, comma-separated: `server`, `idc`, `baremetal`. */
  support: text,
  boot_menu_contents: keyedText,
  ghost_url: keyedText,
  lines: z.array(z.union([text, z.array(text)])),
});
export type SystemRow = z.infer<typeof SystemRow>;

export const DiskRow = z.object({
  id: text,
  line_type: text,
  guid: text,
  api_guid: text,
  type: text,
  size: text,
  status: text,
});
export type DiskRow = z.infer<typeof DiskRow>;

export const Catalog = z.object({
  zones: z.array(ZoneRow),
  lines: z.array(LineRow),
  products: z.array(ProductRow),
  systems: z.array(SystemRow),
  disks: z.array(DiskRow),
});
export type Catalog = z.infer<typeof Catalog>;

/** The members of a comma-separated list. */
export const listed = (list: string): string[] => list.split(",").filter((member) => member !== "");
