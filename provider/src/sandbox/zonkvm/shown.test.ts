import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, dataOf, row, type purchases } from "./caller";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0 });
});
afterEach(() => sandbox.close());

/** The fields of the document's examples, in their order. */
const examples: [action: string, kind: keyof typeof purchases, fields: string][] = [
  [
    "getserver",
    "server",
    "id client_user_id need_reset_vnc line_guid lineID system_guid ip localIP cpu memory " +
      "harddisks bandwidth in_bandwidth defense loginName loginPassword buyTime endTime " +
      "orderStatus runStatus actStatus snapStatus vnc_port share_type login_port share_ip " +
      "append_ip securityPolicyList port api_type",
  ],
  [
    "getservers",
    "server",
    "id client_user_id need_reset_vnc line_guid lineID system_guid ip cpu memory harddisks " +
      "bandwidth defense loginName buyTime endTime orderStatus runStatus actStatus api_type",
  ],
  [
    "getlease",
    "lease",
    "id product_guid line_guid name size cabinet_sn main_board cpu_value cpu cpu_num " +
      "cpu_max_num memory memory_num memory_max_num harddisk_guid harddisk_max_num raid_tips " +
      "bandwidth defense ipnum system_guid login_name login_password system_port buy_time " +
      "start_time end_time order_status run_status act_status ip api_type",
  ],
  [
    "lease_orders",
    "lease",
    "id product_guid line_guid name size cabinet_sn main_board cpu_value cpu cpu_num memory " +
      "memory_num bandwidth defense ipnum login_name system_port buy_time end_time " +
      "order_status run_status act_status ip api_type",
  ],
  [
    "getidc",
    "idc",
    "id product_guid line_guid name product_type size power bandwidth defense ipnum " +
      "buy_time start_time end_time order_status run_status act_status ip system_port " +
      "login_name login_password api_type",
  ],
  [
    "idc_orders",
    "idc",
    "id product_guid line_guid name product_type size power bandwidth defense ipnum " +
      "buy_time end_time order_status run_status act_status ip login_name system_port " +
      "api_type",
  ],
  [
    "gethosting",
    "hosting",
    "id client_user_id name product_guid line_guid domain domain_list path use_disk disk " +
      "db_size db_type db_code program program_version analysis_url use_flow flow ftpport " +
      "ftp_id ftp_status ftp_name ftp_password buy_time start_time end_time order_status " +
      "run_status remarks renew_auto renew_price buymonths",
  ],
  [
    "hosting_orders",
    "hosting",
    "id client_user_id name product_guid line_guid domain domain_list path use_disk disk " +
      "db_size db_type db_code program program_version analysis_url use_flow flow ftpport " +
      "ftp_id ftp_status ftp_name ftp_password buy_time start_time end_time order_status " +
      "run_status remarks renew_auto renew_price buymonths",
  ],
  [
    "getsql",
    "sql",
    "id client_user_id hosting_id name product_guid line_guid use_disk db_size db_type " +
      "db_code db_name db_user db_password buy_time start_time end_time order_status " +
      "run_status remarks renew_auto renew_price buymonths",
  ],
  [
    "sql_orders",
    "sql",
    "id client_user_id hosting_id name product_guid line_guid use_disk db_size db_type " +
      "db_code db_name db_user db_password buy_time start_time end_time order_status " +
      "run_status remarks renew_auto renew_price buymonths",
  ],
];

describe("an order", () => {
  it.each(examples)("has the fields of the example of %s", async (action, kind, fields) => {
    const guid = await buy(sandbox, kind);
    const shown =
      action.startsWith("get") && !action.endsWith("s")
        ? await row(sandbox, action, guid)
        : (await dataOf<{ servers: object[] }>(sandbox, action, { page: "1" })).servers[0];
    expect(Object.keys(shown ?? {}).sort()).toEqual(fields.split(" ").sort());
  });
});
