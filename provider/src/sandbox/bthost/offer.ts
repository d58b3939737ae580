import type { IpAddress, Plan, Pool, PoolDomain, User } from "./rows";

const stamps = { createtime: 1597303898, updatetime: 1597304873, deletetime: null } as const;

const pool = (id: number, name: string, tag: string, content: string): Pool => ({
  id,
  name,
  tag,
  content,
  ...stamps,
  status: "normal",
});

export const ipPools: Pool[] = [pool(1, "测试1", "test1", "这是测试1的IP池\r\n"), pool(2, "空", "empty", "")];

export const ipAddresses: IpAddress[] = [1, 2, 3, 4, 5].map((id) => ({
  id,
  ip: `192.168.0.${158 + id}`,
  ippools_id: 1,
  mask: "255.255.255.0",
  gateway: "192.168.0.1",
  ...stamps,
  status: id === 5 ? "hidden" : "normal",
}));

export const domainPools: Pool[] = [
  pool(1, "域名池", "test2", "域名池"),
  pool(2, "two domains", "two", ""),
  pool(3, "no domain", "none", ""),
];

const domain = (
  id: number,
  name: string,
  poolId: number,
  status: PoolDomain["status"] = "normal",
): PoolDomain => ({
  id,
  domain: name,
  domainpools_id: poolId,
  dnspod: "0",
  dnspod_id: 0,
  ...stamps,
  status,
});

export const domains: PoolDomain[] = [
  domain(1, "bty5.com", 1),
  domain(2, "bty6.com", 2),
  domain(3, "yum7.cn", 2),
  domain(4, "old.example", 3, "hidden"),
];

const figures = {
  type: "btpanel",
  sql: "MySQL",
  ftp: "1",
  port: "80",
  domain_num: "5",
  web_back_num: "5",
  sql_back_num: "5",
  domainpools_id: "1",
  ippools_id: "1",
  ip_num: "0",
  preset_procedure: "",
  phpver: "72",
  perserver: "0",
  limit_rate: "0",
  site_max: "200",
  sql_max: "200",
  flow_max: "1024",
  domain_audit: "0",
  session: "0",
  vsftpd: "0",
  sites_path: "",
  sub_bind: "1",
};

const plan = (
  id: number,
  name: string,
  change: Record<string, string>,
  status: Plan["status"] = "normal",
): Plan => ({
  id,
  name,
  value: { ...figures, name, ...change },
  ...stamps,
  status,
});

export const plans: Plan[] = [
  plan(1, "默认", {}),
  plan(2, "large", { site_max: "1000", sql_max: "500", flow_max: "0", domain_num: "0" }),
  plan(3, "static", { sql: "none", ftp: "0", phpver: "00", site_max: "50" }),
  plan(4, "limited", { perserver: "300", limit_rate: "512", domain_audit: "1", ip_num: "1" }),
  plan(5, "retired", {}, "hidden"),
  plan(6, "two domains", { domainpools_id: "2" }),
];

export const programs = [{ id: "wordpress", name: "WordPress5.4" }];

export const users: User[] = [
  {
    id: 1,
    group_id: 1,
    username: "admin",
    nickname: "Admin",
    password: "Admin-Password-1",
    email: "admin@example.com",
    avatar: "",
    prevtime: 1598407278,
    logintime: 1598407808,
    loginfailure: 0,
    ...stamps,
    notice: "admin1",
    status: "normal",
    isErased: false,
  },
];
