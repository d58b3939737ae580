import type { LineRow, ProductRow, SystemRow } from "./catalog";
import { giveAddress } from "./life";
import { sealed, type ZkeysPanel } from "./panel";
import type { Service } from "./service";
import { addMonths } from "./time";

/** What a purchase says about the machine. */
interface Wishes {
  loginName: string;
  loginPassword: string;
  buyRemarks: string;
  months: number;
  system_partition_size: string;
}

/** Adds a service to the panel's table; it opens by itself when the model is sold from stock. */
export function newService(
  panel: ZkeysPanel,
  line: LineRow,
  product: ProductRow,
  system: SystemRow,
  wishes: Wishes,
): Service {
  const number = panel.nextNumber();
  const serviceGuid = panel.nextGuid();
  const now = panel.stamp();
  const fromStock = product.stock_type === "1";
  const service: Service = {
    row: {
      id: String(number),
      guid: serviceGuid,
      product_guid: product.guid,
      stock_id: fromStock ? String(number) : "0",
      cabinet_sn: fromStock ? `A${number % 40}-${number}` : "",
      name: `API${product.name}`,
      client_user_id: 1601638,
      line_guid: line.guid,
      size: product.size,
      main_board: product.main_board,
      cpu_value: product.cpu_value,
      cpu: product.cpu,
      cpu_num: product.cpu_num,
      cpu_max_num: product.cpu_max_num,
      memory: product.memory,
      memory_num: product.memory_num,
      memory_max_num: product.memory_max_num,
      harddisk_guid: product.harddisk_guid,
      harddisk_max_num: product.harddisk_max_num,
      raid_tips: product.raid_tips,
      bandwidth: product.bandwidth,
      defense: product.defense,
      ipnum: product.ipnum,
      system_id: system.id,
      system_guid: system.guid,
      login_name: wishes.loginName,
      login_password: sealed(serviceGuid, wishes.loginPassword),
      ssh_public_key: null,
      system_partition: null,
      system_partition_size: wishes.system_partition_size,
      buy_time: now,
      start_time: now,
      end_time: addMonths(now, wishes.months),
      order_status: "0",
      run_status: "1",
      act_status: "0",
      sync_status: "0",
      sync_time: null,
      renew_notice: "0",
      renew_notice_time: null,
      buy_remarks: wishes.buyRemarks.slice(0, panel.manners.keptRemarkLength),
      push_status: "0",
      is_agent: "1",
      stock_type: product.stock_type,
      ipmi_ip: "",
      ipmi_user: null,
      ipmi_pass: null,
      renew_price: "0.00",
      renew_price_setting: "0",
      renew_price_remark: null,
      lock_vnc: "0",
      is_upgrade: "0",
      lock_status: "0",
      lock_reason: "",
      lock_time: null,
      install_mode: "1",
      renew_auto: "0",
      ip: [],
      upgrade: [],
      degrades: [],
    },
    opensAtMs: fromStock ? panel.now().getTime() + panel.manners.openingSeconds * 1000 : null,
    idleAtMs: null,
    whenIdle: {},
    payments: [],
    reserved: {},
  };
  if (fromStock) giveAddress(panel, service);
  panel.state.services.push(service);
  return service;
}
