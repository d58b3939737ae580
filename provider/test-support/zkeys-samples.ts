import type { Account } from "../src/core/account";
import { createWire, type Line, type Product } from "../src/zkeys/api/wire";
import { createServiceSchema } from "../src/zkeys/api/wire-service";
import { observe, type BaremetalServerObserved } from "../src/zkeys/baremetal-server/observed";
import type { ZkeysCatalog } from "../src/zkeys/catalog";

/* A small panel as its replies read, with the parts that a test is about put in. Money is in yuan. */

const wire = createWire("Asia/Shanghai");
const service = createServiceSchema("Asia/Shanghai");

export const zkeysAccount: Account = {
  vendor: "zkeys",
  alias: "default",
  key: "zkeys://panel.example/api#7",
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  session: undefined,
};

/** A line on which everything is open: 10.00 for an Mbps, 20.00 for an address, 30.00 for a Gbps of defense, a month. */
export function aLine(change: object = {}): Line {
  const [line] = wire.lines.parse([
    {
      guid: "21",
      name: "Hangzhou BGP",
      line_guid: "11",
      status: "1",
      buy_status: "1",
      renew_status: "1",
      upgrade_status: "1",
      defense_status: "1",
      reservation_degrade_status: "1",
      reservation_degrade_valid_limit: "2",
      bandwidth_price: "10.00",
      ip_price: "20.00",
      defense_price: "30.00",
      bandwidth_max_size: "100",
      ip_max_size: "20",
      defense_max_size: "50",
      defense_step: "5",
      ip_num_list: "1,8",
      ip_upgrade_type: "1,2",
      ip_bandwidth_rate: "2",
      months: "1,3,6,12,24,36",
      discount1: "0.9",
      discount2: "0.8",
      discount3: "0.7",
      life_time: "5",
      ...change,
    },
  ]);
  if (line === undefined) throw new TypeError("no line");
  return line;
}

/** A model at 100.00 a month with 20 Mbps, 1 address and 5 Gbps of defense. */
export function aProduct(change: object = {}): Product {
  const [product] = wire.products.parse([
    {
      guid: "41",
      name: "E5",
      line_guid: "21",
      status: "1",
      price: "100.00",
      bandwidth: "20",
      ipnum: "1",
      defense: "5",
      stock_type: "1",
      cpu_value: "8",
      memory_num: "32",
      ...change,
    },
  ]);
  if (product === undefined) throw new TypeError("no product");
  return product;
}

export const systems = wire.systems.parse({
  systems: [
    {
      guid: "31",
      name: "CentOS 7",
      class_guid: "1",
      login_name: "root",
      port: "22",
      type: "create,install",
      support: "baremetal",
    },
    {
      guid: "32",
      name: "CentOS 8",
      class_guid: "1",
      login_name: "root",
      port: "22",
      type: "create,install",
      support: "baremetal",
    },
    {
      guid: "33",
      name: "Windows",
      class_guid: "2",
      login_name: "Administrator",
      port: "3389",
      type: "create,install",
      support: "baremetal",
    },
    { guid: "34", name: "Classless", login_name: "root", type: "create,install", support: "baremetal" },
  ],
}).systems;

export function aCatalog(line: object = {}, product: object = {}, zone: object = {}): ZkeysCatalog {
  return {
    zones: wire.zones.parse({ zones: [{ guid: "11", name: "Hangzhou", ...zone }] }).zones,
    lines: [aLine(line)],
    systems,
    harddisks: [],
    products: [aProduct(product)],
  };
}

/** A server of that model and line as the panel returns it, paid until 17 September 2026. */
export function aService(change: object = {}) {
  return service.parse({
    guid: "1708330228791024",
    product_guid: "41",
    line_guid: "21",
    system_guid: "31",
    login_name: "root",
    bandwidth: "20",
    defense: "5",
    ipnum: "1",
    buy_time: "2026-03-17 16:57:43",
    start_time: "2026-03-17 16:57:43",
    end_time: "2026-09-17 16:57:43",
    order_status: "1",
    run_status: "1",
    act_status: "0",
    ...change,
  });
}

export function anObserved(change: object = {}): BaremetalServerObserved {
  return observe(aService(change));
}

/** An upgrade record as the panel writes it. */
export const upgraded = (type: string, nums: number, change: object = {}) => ({
  type,
  nums: String(nums),
  value: String(nums),
  status: "1",
  create_time: "2026-04-01 00:00:00",
  ...change,
});

/** A booked decrease as the panel writes it. */
export const degraded = (item: string, value: number, change: object = {}) => ({
  guid: `9${value}`,
  item,
  value: String(value),
  status: "0",
  apply_time: "2026-06-01 00:00:00",
  create_time: "2026-05-01 00:00:00",
  ...change,
});
