import { z } from "zod";
import { singles, subnet, type AddedAddresses } from "./addresses";
import { listed, type LineRow } from "./catalog";
import { operation } from "./operation";
import type { ZkeysPanel } from "./panel";
import { amount, clientNumber, guid } from "./params";
import { upgradeAmount } from "./pricing";
import { Refusal } from "./refusal";
import { totals, type Amounts, type Service, type UpgradeRow } from "./service";

/** Amounts that an upgrade adds; `ip_type` 1 is single addresses, 2 a subnet. */
export type Added = Amounts & { ip_type: string };

/** Adds amounts for the rest of the term. */
export const upgrade = operation(
  z.strictObject({
    guid,
    defense: amount,
    bandwidth: amount,
    ip_type: z.enum(["", "1", "2"]),
    ipnum: amount,
    clientOrderNo: clientNumber,
    clientUserId: clientNumber,
    agent_order_no: clientNumber,
  }),
  (panel, { guid: serviceGuid, clientOrderNo, ...added }) => {
    const service = panel.idle(serviceGuid);
    const { row } = service;
    const line = panel.line(row.line_guid);
    refuseUpgrade(line, service, added);
    const price = upgradeAmount(line, service, added, panel.stamp());
    panel.require(price);
    const { orderNo, addresses } = recordUpgrade(panel, service, added);
    service.payments.push({ amount: price.toFixed(2), from: panel.stamp(), to: row.end_time });
    panel.occupy(service, "4", {});
    panel.charge({ orderNo, kind: "upgrade", serviceGuid, clientOrderNo }, price);
    return { order_no_api: orderNo, ip: addresses };
  },
  { writes: true },
);

function refuseUpgrade(line: LineRow, service: Service, added: Added): void {
  if (line.upgrade_status !== "1") throw new Refusal("线路已关闭升级");
  if (added.bandwidth + added.defense + added.ipnum === 0) throw new Refusal("带宽、IP、防御不能同时为空");
  const now = totals(service.row);
  if (now.bandwidth + added.bandwidth > Number(line.bandwidth_max_size))
    throw new Refusal("带宽超出线路最大值");
  if (added.defense > 0) {
    if (line.defense_status !== "1") throw new Refusal("线路已关闭防御升级");
    if (added.defense % Number(line.defense_step) !== 0) throw new Refusal("防御不符合步长");
    if (now.defense + added.defense > Number(line.defense_max_size)) throw new Refusal("防御超出线路最大值");
  }
  if (added.ipnum > 0) {
    const counts = listed(line.ip_num_list);
    if (!(counts.length === 0 ? ["1"] : counts).includes(String(added.ipnum)))
      throw new Refusal("IP数量错误");
    if (!listed(line.ip_upgrade_type).includes(added.ip_type)) throw new Refusal("线路不支持该IP类型");
    if (added.ip_type === "2" && ![8, 16, 32, 64, 128, 256].includes(added.ipnum)) {
      throw new Refusal("子网IP数量错误");
    }
    if (now.ipnum + added.ipnum > Number(line.ip_max_size)) throw new Refusal("IP超出线路最大值");
  }
  refuseRatio(line, now.bandwidth + added.bandwidth, now.ipnum + added.ipnum);
}

/** @throws Refusal when there would be too little bandwidth for the number of addresses */
export function refuseRatio(line: LineRow, bandwidth: number, ipnum: number): void {
  const rate = Number(line.ip_bandwidth_rate);
  if (rate > 0 && bandwidth < rate * ipnum) throw new Refusal("带宽与IP数量比例不符合要求");
}

/** Adds one record a kind, with a common order number, without charging. */
export function recordUpgrade(
  panel: ZkeysPanel,
  service: Service,
  added: Added,
): { orderNo: string; addresses: AddedAddresses["addresses"] } {
  const orderNo = panel.nextOrderNo();
  const record = (type: UpgradeRow["type"], nums: number, value: string): void => {
    if (nums === 0) return;
    service.row.upgrade.push({
      type,
      degrade_guid: null,
      nums: String(nums),
      value,
      status: "1",
      order_no_api: orderNo,
      create_time: panel.stamp(),
    });
  };
  record("bandwidth", added.bandwidth, String(added.bandwidth));
  record("defense", added.defense, String(added.defense));
  const asSubnet = added.ip_type === "2";
  const { value, addresses } =
    asSubnet && added.ipnum > 0 ? subnet(panel, added.ipnum) : singles(panel, added.ipnum);
  record(asSubnet ? "ipnum" : "ip", added.ipnum, value);
  return { orderNo, addresses };
}
