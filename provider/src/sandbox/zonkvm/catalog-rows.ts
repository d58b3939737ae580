import { z } from "zod";

/* The rows of the catalogue, with the fields of the document's examples. */

const text = z.string();
const int = z.number();

export const Zone = z.object({
  status: int,
  guid: text,
  name: text,
  identityStatus: int,
  whiteListStatus: int,
  sort: int,
});
export type Zone = z.infer<typeof Zone>;

export const SystemRow = z.object({
  type_id: int,
  status: int,
  guid: text,
  name: text,
  login_name: text,
  login_password: text,
  port: text,
  mirror_name: text,
  cpu_limit: int,
  ram_limit: int,
  type: text,
  system_harddisk: int,
  /** Absent in one of the document's rows, like the three below. */
  support: text.optional(),
  /** GUIDs of zones, in spite of its name; JSON text. */
  lines: text.optional(),
  sort: int,
  create_time: text.optional(),
  update_time: text.optional(),
  type_name: text,
  zone_names: text,
});
export type SystemRow = z.infer<typeof SystemRow>;

export const CloudLine = z.object({
  guid: text,
  /** The zone. */
  line_guid: text,
  name: text,
  descript: text,
  introUrl: text,
  buyStatus: int,
  upgradeStatus: int,
  renewStatus: int,
  harddiskMinNum: int,
  harddiskMaxNum: int,
  harddiskMinSize: int,
  harddiskMaxSize: int,
  harddiskStep: int,
  harddiskPrice: text,
  harddisk_free_size: int,
  bandwidthMinSize: int,
  bandwidthMaxSize: int,
  bandwidth_free_size: int,
  bandwidth_in_type: int,
  bandwidth_in_value: int,
  bandwidth6Price: text,
  bandwidth_stairs_price: text,
  defenseMinSize: int,
  defenseMaxSize: int,
  defenseFreeSize: int,
  defensePrice: text,
  months: text,
  status: int,
  markup: text,
  discount: text,
  lines_product_type: text,
});
export type CloudLine = z.infer<typeof CloudLine>;

export const PackageRow = z.object({
  name: text,
  cpu: int,
  memory: int,
  systemdisk: int,
  harddisk: int,
  ipnum: int,
  bandwidth: int,
  defense: int,
  price: text,
  description: text.nullable(),
  sort: int,
  status: int,
  lines_guid: text,
});
export type PackageRow = z.infer<typeof PackageRow>;

/** What lines of physical servers and of colocation have in common. */
const rackLine = {
  guid: text,
  /** The zone. */
  line_guid: text,
  status: int,
  name: text,
  descript: text,
  buy_status: int,
  bandwidth_price: text,
  bandwidth_stairs_price: text,
  bandwidth_max_size: int,
  ip_price: text,
  ip_min_size: int,
  ip_max_size: int,
  ip_free_size: int,
  ip_num_list: text,
  defense_price: text,
  defense_max_size: int,
  defense_num_list: text,
  defense_step: int,
  months: text,
  retention_days: int,
  discount1: text,
  discount2: text,
  discount3: text,
};

export const LeaseLine = z.object({
  ...rackLine,
  intro_url: text,
  renew_status: int,
  upgrade_status: int,
  defense_status: int,
  buy_order_max_num: int,
  life_time: int,
  bandwidth_share_size: int,
  bandwidth_share_price: text,
  bandwidth_step: int,
  bandwidth_in_type: int,
  bandwidth_in_value: int,
  ip_upgrade_type: text,
  ip_bandwidth_rate: text,
  release_hour: int,
  user_vnc: int,
});
export type LeaseLine = z.infer<typeof LeaseLine>;

export const IdcLine = z.object({ ...rackLine, sort: int });
export type IdcLine = z.infer<typeof IdcLine>;

export const DiskRow = z.object({ guid: text, type: text, size: int, status: int });
export type DiskRow = z.infer<typeof DiskRow>;

export const LeaseProduct = z.object({
  product_type: text,
  guid: text,
  name: text,
  line_guid: text,
  cpu_value: int,
  cpu: text,
  cpu_num: int,
  cpu_max_num: int,
  memory: text,
  memory_num: int,
  memory_max_num: int,
  harddisk_guid: text,
  harddisk_max_num: int,
  system_partition_size: int,
  system_partition_support: text,
  raid_tips: text,
  ipnum: text,
  bandwidth: int,
  defense: int,
  main_board: text,
  price: text,
  size: int,
  description: text,
  status: int,
  upgrade_status: int,
  recommend_status: int,
  stock_type: int,
  cpu_threads: int,
  gpu: text,
  line_names: text,
});
export type LeaseProduct = z.infer<typeof LeaseProduct>;

export const IdcProduct = z.object({
  product_type: int,
  guid: text,
  name: text,
  line_guid: text,
  power: text,
  bandwidth: int,
  defense: int,
  ipnum: text,
  price: text,
  size: text,
  description: text,
  status: int,
  market_status: int,
  stock_type: int,
  sort: int,
  server_group: text,
  line_names: text,
});
export type IdcProduct = z.infer<typeof IdcProduct>;

export const HostingLine = z.object({
  guid: text,
  name: text,
  domain: text,
  ip: text,
  status: int,
  stock: int,
  descript: text,
  cname: text,
  sort: int,
  white: int,
  renew: int,
  retention_days: int,
});
export type HostingLine = z.infer<typeof HostingLine>;

/** What products of hosting and of databases have in common. */
const webProduct = {
  guid: text,
  name: text,
  /** Several with commas. */
  lines_guid: text,
  desc: text,
  price: text,
  months: text,
  discount: text,
  /** Size of a database, MB. */
  db: int,
  buy_limit: int,
  timeout: int,
  sort: int,
  stock: int,
  status: int,
  suggest: int,
  upgradation: int,
  line_names: text,
};

export const HostingProduct = z.object({
  ...webProduct,
  disk: int,
  domain: int,
  domainsub: int,
  flow: int,
  max_flow: int,
  up_flow: int,
  up_flow_price: text,
  def: int,
  is_limit_rate: int,
  perserver: int,
  perip: int,
  limit_rate: int,
});
export type HostingProduct = z.infer<typeof HostingProduct>;

export const SqlProduct = z.object(webProduct);
export type SqlProduct = z.infer<typeof SqlProduct>;

/** Everything that is for sale. */
export const Catalog = z.object({
  zones: z.array(Zone),
  systems: z.array(SystemRow),
  cloudLines: z.array(CloudLine),
  packages: z.array(PackageRow),
  leaseLines: z.array(LeaseLine),
  leaseProducts: z.array(LeaseProduct),
  disks: z.array(DiskRow),
  idcLines: z.array(IdcLine),
  idcProducts: z.array(IdcProduct),
  hostingLines: z.array(HostingLine),
  hostingProducts: z.array(HostingProduct),
  sqlProducts: z.array(SqlProduct),
});
export type Catalog = z.infer<typeof Catalog>;
