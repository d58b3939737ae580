import type { HostingLine, HostingProduct, SqlProduct } from "./catalog-rows";

const line: HostingLine = {
  guid: "20250409132657673528",
  name: "浙江专线二区",
  domain: "jhgf.gyhost.cn",
  ip: "61.164.174.128",
  status: 1,
  stock: 1,
  descript: "浙江BGP多线虚拟主机线路",
  cname: "jhgf.gyhost.cn",
  sort: 0,
  white: 0,
  renew: 1,
  retention_days: 30,
};

export const hostingLines: HostingLine[] = [
  line,
  { ...line, guid: "20250409132657673529", name: "浙江专线三区", renew: 0 },
  { ...line, guid: "20250409132657673530", name: "浙江专线四区", stock: 0 },
];

/** The versions of PHP on every line. */
export const phpVersions = ["56", "74", "80", "81", "82"];

const months = "1,2,3,4,5,6,7,8,9,12,24,36";
const discount = '[{"month":12,"discount":85},{"month":24,"discount":75}]';
const lineNames = "浙江专线二区、浙江专线三区";
const linesGuid = "20250409132657673528,20250409132657673529";

const hosting: HostingProduct = {
  guid: "20250408030033590712",
  name: "防劫持IP空间-A型",
  lines_guid: linesGuid,
  desc: "入门型虚拟主机",
  price: "80.00",
  months,
  discount,
  disk: 200,
  db: 100,
  domain: 5,
  domainsub: 10,
  flow: 30,
  max_flow: 100,
  up_flow: 10,
  up_flow_price: "5.00",
  def: 1,
  buy_limit: 0,
  is_limit_rate: 0,
  perserver: 0,
  perip: 0,
  limit_rate: 0,
  timeout: 0,
  sort: 0,
  stock: 1,
  status: 1,
  suggest: 0,
  upgradation: 1,
  line_names: lineNames,
};

export const hostingProducts: HostingProduct[] = [
  hosting,
  {
    ...hosting,
    guid: "20250408030033590714",
    name: "防劫持IP空间-B型",
    price: "160.00",
    disk: 1000,
    db: 500,
    domain: 20,
    flow: 100,
    max_flow: 500,
    def: 0,
    upgradation: 0,
  },
  { ...hosting, guid: "20250408030033590715", name: "防劫持IP空间-C型", stock: 0, def: 0 },
];

const sql: SqlProduct = {
  guid: "20250407053315151712",
  name: "云数据库1G-A型",
  lines_guid: linesGuid,
  desc: "入门型云数据库,适合小型网站",
  price: "28.00",
  months,
  discount,
  db: 1000,
  buy_limit: 0,
  timeout: 0,
  sort: 0,
  stock: 1,
  status: 1,
  suggest: 0,
  upgradation: 1,
  line_names: lineNames,
};

export const sqlProducts: SqlProduct[] = [
  sql,
  { ...sql, guid: "20250407053315151713", name: "云数据库2G-A型", price: "48.00", db: 2000, upgradation: 0 },
];
