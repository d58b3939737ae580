/** A line of web hosting as a panel shows it. */
export const hostingLine = {
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
/** {@link hostingLine} as the client reads it. */
export const ourHostingLine = {
  guid: "20250409132657673528",
  name: "浙江专线二区",
  description: "浙江BGP多线虚拟主机线路",
  status: "enabled",
  stock: "available",
  freeDomain: "jhgf.gyhost.cn",
  ipAddress: "61.164.174.128",
  cname: "jhgf.gyhost.cn",
  whitelistRequired: false,
  renewalOpen: true,
  retentionDays: 30,
  sortOrder: 0,
};

/** A product of web hosting as a panel shows it. */
export const hostingProduct = {
  guid: "20250408030033590712",
  name: "防劫持IP空间-A型",
  lines_guid: "20250409132657673528",
  desc: "入门型虚拟主机",
  price: "80.00",
  months: "1,2,3,4,5,6,7,8,9,12,24,36",
  discount: '[{"month":12,"discount":85},{"month":24,"discount":75}]',
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
  line_names: "浙江专线二区",
};
const ourProduct = {
  lineGuids: ["20250409132657673528"],
  lineNames: ["浙江专线二区"],
  status: "enabled",
  stock: "available",
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36],
  discounts: [
    { months: 12, percent: "85" },
    { months: 24, percent: "75" },
  ],
  purchaseLimit: 0,
  upgradeOpen: true,
  recommended: false,
  timeoutSeconds: 0,
  sortOrder: 0,
};
/** {@link hostingProduct} as the client reads it. */
export const ourHostingProduct = {
  ...ourProduct,
  guid: "20250408030033590712",
  name: "防劫持IP空间-A型",
  description: "入门型虚拟主机",
  price: "80.00",
  databaseMb: 100,
  diskMb: 200,
  maxDomains: 5,
  maxSubdomains: 10,
  monthlyTrafficGb: 30,
  maxMonthlyTrafficGb: 100,
  trafficPackGb: 10,
  trafficPackPrice: "5.00",
  isDefault: true,
  rateLimited: false,
  rateLimit: 0,
  limitPerServer: 0,
  limitPerIp: 0,
};

const order = {
  id: 1,
  client_user_id: 1001,
  line_guid: "20250409132657673528",
  buy_time: "2026-05-01 10:00:00",
  start_time: "2026-05-01 10:00:00",
  end_time: "2026-06-01 10:00:00",
  order_status: 1,
  run_status: 1,
  remarks: "",
  renew_auto: 0,
  buymonths: 1,
};
const ourOrder = {
  id: "1",
  clientUserId: 1001,
  lineGuid: "20250409132657673528",
  boughtAt: "2026-05-01T10:00:00+08:00",
  startedAt: "2026-05-01T10:00:00+08:00",
  expiresAt: "2026-06-01T10:00:00+08:00",
  orderStatus: "normal",
  orderStatusCode: "1",
  runStatus: "running",
  runStatusCode: "1",
  autoRenew: false,
  boughtMonths: 1,
};

/** An order of web hosting as a panel shows it. */
export const hosting = {
  ...order,
  name: "test_hosting",
  product_guid: "20250408030033590712",
  domain: "test.jhgf.gyhost.cn",
  domain_list: '["test1.com","test2.cn"]',
  path: "/www/wwwroot/test_hosting",
  use_disk: 50,
  disk: 200,
  db_size: 100,
  db_type: "mysql",
  db_code: "utf8",
  program: "php",
  program_version: "php81",
  analysis_url: "61.164.174.128",
  use_flow: 512,
  flow: 30,
  ftpport: 21,
  ftp_id: 10001,
  ftp_status: 1,
  ftp_name: "test_hosting",
  ftp_password: "Abcd1234",
  renew_price: "80.00",
};
/** {@link hosting} as the client reads it. */
export const ourHosting = {
  ...ourOrder,
  name: "test_hosting",
  productGuid: "20250408030033590712",
  freeDomain: "test.jhgf.gyhost.cn",
  boundDomains: ["test1.com", "test2.cn"],
  path: "/www/wwwroot/test_hosting",
  usedDiskMb: 50,
  diskMb: 200,
  databaseMb: 100,
  databaseKind: "mysql",
  encoding: "utf8",
  program: "php",
  programVersion: "php81",
  dnsTarget: "61.164.174.128",
  usedTrafficMb: 512,
  monthlyTrafficGb: 30,
  ftpPort: 21,
  ftpUserId: "10001",
  ftpStatus: "enabled",
  ftpName: "test_hosting",
  ftpPassword: "Abcd1234",
  renewalPrice: "80.00",
};

/** A product of databases as a panel shows it. */
export const databaseProduct = {
  guid: "20250407053315151712",
  name: "云数据库1G-A型",
  lines_guid: "20250409132657673528",
  desc: "入门型云数据库,适合小型网站",
  price: "28.00",
  months: "1,2,3,4,5,6,7,8,9,12,24,36",
  discount: '[{"month":12,"discount":85},{"month":24,"discount":75}]',
  db: 1000,
  buy_limit: 0,
  timeout: 0,
  sort: 0,
  stock: 1,
  status: 1,
  suggest: 0,
  upgradation: 1,
  line_names: "浙江专线二区",
};
/** {@link databaseProduct} as the client reads it. */
export const ourDatabaseProduct = {
  ...ourProduct,
  guid: "20250407053315151712",
  name: "云数据库1G-A型",
  description: "入门型云数据库,适合小型网站",
  price: "28.00",
  databaseMb: 1000,
};

/** An order of a database as a panel shows it. */
export const database = {
  ...order,
  hosting_id: 0,
  name: "test_db",
  product_guid: "20250407053315151712",
  use_disk: 100,
  db_size: 1000,
  db_type: "mysql",
  db_code: "utf8mb4",
  db_name: "test_db",
  db_user: "test_db_user",
  db_password: "DbPwd1234",
  renew_price: "28.00",
};
/** {@link database} as the client reads it. */
export const ourDatabase = {
  ...ourOrder,
  name: "test_db",
  productGuid: "20250407053315151712",
  usedDiskMb: 100,
  databaseMb: 1000,
  databaseKind: "mysql",
  encoding: "utf8mb4",
  databaseName: "test_db",
  userName: "test_db_user",
  password: "DbPwd1234",
  renewalPrice: "28.00",
};

/** What in these samples is written as JSON text, written as itself. */
export function unfolded(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "string" && value.startsWith("[") ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}
