import { z } from "zod";

const text = z.string();
const maybe = z.string().nullable();

export const IpRow = z.object({
  ip: text,
  status: text,
  mask: text,
  gateway: text,
  create_time: text,
  ip_num: text,
  is_default: text,
  net_type: text,
});

export const UpgradeRow = z.object({
  type: z.enum(["bandwidth", "defense", "ip", "ipnum"]),
  degrade_guid: maybe,
  nums: text,
  value: text,
  status: text,
  order_no_api: text,
  create_time: text,
});
export type UpgradeRow = z.infer<typeof UpgradeRow>;

export const DegradeRow = z.object({
  id: text,
  guid: text,
  baremetal_guid: text,
  item: z.enum(["bandwidth", "defense", "ip"]),
  status: text,
  reason: text,
  apply_time: text,
  create_time: text,
  finish_time: maybe,
  value: text,
  new_value: text,
  old_value: text,
});
export type DegradeRow = z.infer<typeof DegradeRow>;

/** A bought server as the panel's data base holds it, by wire names. No reply shows all of it. */
export const ServiceRow = z.object({
  id: text,
  guid: text,
  product_guid: text,
  stock_id: text,
  cabinet_sn: text,
  name: text,
  client_user_id: z.number(),
  line_guid: text,
  size: text,
  main_board: text,
  cpu_value: text,
  cpu: text,
  cpu_num: text,
  cpu_max_num: text,
  memory: text,
  memory_num: text,
  memory_max_num: text,
  harddisk_guid: text,
  harddisk_max_num: text,
  raid_tips: text,
  bandwidth: text,
  defense: text,
  ipnum: text,
  system_id: text,
  system_guid: text,
  login_name: text,
  login_password: text,
  ssh_public_key: maybe,
  system_partition: maybe,
  system_partition_size: text,
  buy_time: text,
  start_time: text,
  end_time: text,
  order_status: text,
  run_status: text,
  act_status: text,
  sync_status: text,
  sync_time: maybe,
  renew_notice: text,
  renew_notice_time: maybe,
  buy_remarks: maybe,
  push_status: text,
  is_agent: text,
  stock_type: text,
  ipmi_ip: maybe,
  ipmi_user: maybe,
  ipmi_pass: maybe,
  renew_price: text,
  renew_price_setting: text,
  renew_price_remark: maybe,
  lock_vnc: text,
  is_upgrade: text,
  lock_status: text,
  lock_reason: text,
  lock_time: maybe,
  install_mode: text,
  renew_auto: text,
  ip: z.array(IpRow),
  upgrade: z.array(UpgradeRow),
  degrades: z.array(DegradeRow),
});
export type ServiceRow = z.infer<typeof ServiceRow>;

/** Money paid for a span of a service's life; the refund is made from these. */
const Payment = z.object({ amount: text, from: text, to: text });

export const Service = z.object({
  row: ServiceRow,
  /** When the delivery ends, Unix ms by the panel's clock; null when it has, or when staff decide. */
  opensAtMs: z.number().nullable(),
  /** When the running operation ends; null when there is none, or when staff decide. */
  idleAtMs: z.number().nullable(),
  /** What the running operation changes at its end. */
  whenIdle: ServiceRow.partial(),
  payments: z.array(Payment),
  /** Upgrade records, by their index, that each waiting degrade will take away. */
  reserved: z.record(text, z.array(z.number())),
});
export type Service = z.infer<typeof Service>;

type Field = keyof ServiceRow;
const everything: readonly Field[] = ServiceRow.keyof().options;

const onlyCreated: readonly Field[] = [
  "id",
  "stock_id",
  "login_password",
  "ssh_public_key",
  "system_partition",
  "system_partition_size",
  "sync_status",
  "sync_time",
  "renew_notice",
  "renew_notice_time",
  "push_status",
  "is_agent",
  "stock_type",
  "ipmi_ip",
  "ipmi_user",
  "ipmi_pass",
  "renew_price",
  "renew_price_setting",
  "renew_price_remark",
  "lock_vnc",
  "is_upgrade",
  "lock_status",
  "lock_reason",
  "lock_time",
  "install_mode",
  "renew_auto",
];
const without = (hidden: readonly Field[]): readonly Field[] =>
  everything.filter((field) => !hidden.includes(field));

const fieldsOf = {
  create: without(["client_user_id", "system_guid", "upgrade", "degrades"]),
  list: without([...onlyCreated, "client_user_id"]),
  single: without([...onlyCreated, "name"]),
};

/** The part of a service that one of the three replies shows. */
export function shown(row: ServiceRow, reply: keyof typeof fieldsOf): Record<string, unknown> {
  return Object.fromEntries(fieldsOf[reply].map((field) => [field, row[field]]));
}

export interface Amounts {
  /** M */
  bandwidth: number;
  /** G */
  defense: number;
  ipnum: number;
}

/** What the upgrades in effect add. */
export function upgraded(row: ServiceRow): Amounts {
  const sum = { bandwidth: 0, defense: 0, ipnum: 0 };
  for (const record of row.upgrade.filter((one) => one.status === "1")) {
    sum[record.type === "ip" ? "ipnum" : record.type] += Number(record.nums);
  }
  return sum;
}

/** What a service has now: the amounts bought with it plus the upgrades in effect. */
export function totals(row: ServiceRow): Amounts {
  const { bandwidth, defense, ipnum } = upgraded(row);
  return {
    bandwidth: Number(row.bandwidth) + bandwidth,
    defense: Number(row.defense) + defense,
    ipnum: Number(row.ipnum) + ipnum,
  };
}
