import type { CloudLine, PackageRow, SystemRow, Zone } from "./catalog-rows";

const deyang = "1696639073705350";
const meishan = "1698529778685045";
const shaoxing = "20250407014442321980";

export const zones: Zone[] = [
  { status: 1, guid: deyang, name: "德阳电信", identityStatus: 1, whiteListStatus: 0, sort: 111 },
  { status: 0, guid: meishan, name: "眉山二区", identityStatus: 1, whiteListStatus: 0, sort: 16 },
  { status: 1, guid: shaoxing, name: "绍兴BGP", identityStatus: 0, whiteListStatus: 0, sort: 10 },
  // One more than another: no number tells the two apart.
  {
    status: 1,
    guid: "20250409132657673518",
    name: "温州BGP",
    identityStatus: 0,
    whiteListStatus: 0,
    sort: 9,
  },
];

const system = (row: Pick<SystemRow, "guid" | "name" | "type_id"> & Partial<SystemRow>): SystemRow => ({
  status: 1,
  login_name: row.type_id === 1 ? "administrator" : "root",
  login_password: "***",
  port: "23543",
  mirror_name: `${row.name.replaceAll(" ", "")}_40`,
  cpu_limit: 0,
  ram_limit: 0,
  type: "create,install",
  system_harddisk: 40,
  support: "server,lease,idc",
  lines: JSON.stringify(zones.map((zone) => zone.guid)),
  sort: 10,
  create_time: "2022-07-30 14:45:26",
  update_time: "2025-03-31 14:33:41",
  type_name: row.type_id === 1 ? "Windows" : "Linux",
  zone_names: zones.map((zone) => zone.name).join("、"),
  ...row,
});

/** The row of the document that lacks four fields. */
const short = system({ type_id: 2, guid: "1659170791658716", name: "CentOS 7.9 64位" });
delete short.support;
delete short.lines;
delete short.create_time;
delete short.update_time;

export const systems: SystemRow[] = [
  system({
    type_id: 1,
    guid: "1659170726623836",
    name: "2016 数据中心版 64位",
    mirror_name: "Win2016_40",
    cpu_limit: 4,
    ram_limit: 4,
    lines: JSON.stringify([deyang]),
    sort: 16,
    zone_names: "德阳电信",
  }),
  short,
  system({ type_id: 2, guid: "1659170791658717", name: "Debian 12 64位" }),
  system({ type_id: 2, guid: "1659170791658718", name: "Ubuntu 22.04 64位", support: "server" }),
  system({ type_id: 2, guid: "1659170791658719", name: "Rocky 9 64位", type: "install" }),
  system({ type_id: 2, guid: "1659170791658720", name: "CentOS 6.9 64位", status: 0 }),
];

const months = "1,2,3,4,5,6,7,8,9,12,24,36";

export const elasticLine: CloudLine = {
  guid: "1696808021765605",
  line_guid: deyang,
  name: "德阳电信",
  descript: "电信西部工业装备数据中心,自动过白",
  introUrl: "",
  buyStatus: 1,
  upgradeStatus: 1,
  renewStatus: 1,
  harddiskMinNum: 1,
  harddiskMaxNum: 6,
  harddiskMinSize: 0,
  harddiskMaxSize: 1000,
  harddiskStep: 10,
  harddiskPrice: "0.50",
  harddisk_free_size: 0,
  bandwidthMinSize: 10,
  bandwidthMaxSize: 300,
  bandwidth_free_size: 10,
  bandwidth_in_type: 1,
  bandwidth_in_value: 10,
  bandwidth6Price: "9.00",
  bandwidth_stairs_price: "[]",
  defenseMinSize: 5,
  defenseMaxSize: 100,
  defenseFreeSize: 5,
  defensePrice: "0.00",
  months,
  status: 1,
  markup: "1.00",
  discount: '[{"month":"1","discount":"1"}]',
  lines_product_type: "1",
};

export const cloudLines: CloudLine[] = [
  elasticLine,
  {
    ...elasticLine,
    guid: "20250407014442321990",
    line_guid: shaoxing,
    name: "绍兴BGP",
    descript: "采用华为防火墙",
    months: "1,3,6,12",
    lines_product_type: "2",
  },
  // Differs from the one above in the last digit: as numbers both are the same.
  {
    ...elasticLine,
    guid: "20250407014442321991",
    line_guid: shaoxing,
    name: "绍兴BGP弹性",
    descript: "",
    harddisk_free_size: 40,
    bandwidth_stairs_price:
      '[{"start":"1","end":"50","price":"9.00"},{"start":"51","end":"300","price":"8.00"}]',
    defensePrice: "2.00",
    markup: "0.90",
    discount:
      '[{"month":"1","discount":"1"},{"month":"3","discount":"0.95"},{"month":"12","discount":"0.8"}]',
  },
  { ...elasticLine, guid: "1696808021765606", name: "德阳电信(售罄)", buyStatus: 0, upgradeStatus: 0 },
  { ...elasticLine, guid: "1696808021765607", name: "德阳电信(下架)", status: 0 },
];

const packageOf = (row: Pick<PackageRow, "name" | "cpu" | "price"> & Partial<PackageRow>): PackageRow => ({
  memory: 8,
  systemdisk: 40,
  harddisk: 100,
  ipnum: 1,
  bandwidth: 20,
  defense: 100,
  description: null,
  sort: 22,
  status: 1,
  lines_guid: "20250407014442321990",
  ...row,
});

export const packages: PackageRow[] = [
  packageOf({
    name: "绍兴BGP- A型",
    cpu: 4,
    price: "168.00",
    description: "采用华为防火墙,上层封UDP协议",
    sort: 23,
  }),
  packageOf({ name: "绍兴BGP- B型", cpu: 8, price: "208.00" }),
  packageOf({ name: "绍兴BGP- C型", cpu: 16, memory: 32, bandwidth: 50, price: "508.00", status: 0 }),
];
