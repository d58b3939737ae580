import { z } from "zod";
import { listed, type LineRow, type ProductRow, type SystemRow } from "./catalog";
import { newService } from "./new-service";
import { operation } from "./operation";
import type { ZkeysPanel } from "./panel";
import { clientNumber, guid, identity, partitionSize, password, positive } from "./params";
import { purchaseAmount } from "./pricing";
import { Refusal } from "./refusal";
import { shown } from "./service";
import { addMonths } from "./time";

const CreateParams = z.strictObject({
  lineGuid: guid,
  productGuid: guid,
  systemGuid: guid,
  loginName: z.string().regex(/^[A-Za-z][\w.-]{0,31}$/),
  loginPassword: password,
  buyRemarks: z.string().max(255),
  months: positive,
  clientOrderNo: clientNumber,
  clientId: clientNumber,
  num: positive,
  system_partition_size: partitionSize("-1"),
  agent_order_no: clientNumber,
  ...identity,
});
type CreateParams = z.output<typeof CreateParams>;

/** Buys servers. */
export const create = operation(
  CreateParams,
  (panel, params) => {
    const line = panel.line(params.lineGuid);
    const product = panel.product(params.productGuid);
    const system = panel.system(params.systemGuid);
    refuseClosed(line, product);
    refuseImage(system, line, "create");
    if (Number(system.cpu_limit) > Number(product.cpu_value)) throw new Refusal("机型CPU低于操作系统要求");
    if (Number(system.ram_limit) > Number(product.memory_num)) throw new Refusal("机型内存低于操作系统要求");
    if (params.num > Number(line.buy_order_max_num)) throw new Refusal("超出单次购买数量限制");
    refuseTerm(panel, line, params.months);
    if (params.system_partition_size !== "-1" && product.system_partition_support !== "1") {
      throw new Refusal("机型不支持系统分区");
    }
    refuseAnonymous(panel, line, params);
    const each = purchaseAmount(line, product.price, params.months);
    panel.require(each.times(params.num));
    return Array.from({ length: params.num }, () => {
      const service = newService(panel, line, product, system, params);
      const { guid: serviceGuid, start_time: from, end_time: to } = service.row;
      service.payments.push({ amount: each.toFixed(2), from, to });
      const { months, clientOrderNo } = params;
      panel.charge(
        { orderNo: panel.nextOrderNo(), kind: "create", serviceGuid, months, clientOrderNo },
        each,
      );
      return shown(service.row, "create");
    });
  },
  { writes: true, refusalData: [] },
);

function refuseClosed(line: LineRow, product: ProductRow): void {
  if (line.status !== "1" || line.buy_status !== "1") throw new Refusal("线路已关闭购买");
  if (product.status !== "1") throw new Refusal("机型已禁用");
  if (product.line_guid !== line.guid) throw new Refusal("机型不属于该线路");
}

/** @throws Refusal unless the image is offered on the line, for bare metal, for this use */
export function refuseImage(system: SystemRow, line: LineRow, use: "create" | "install"): void {
  if (!system.lines.flat().includes(line.guid)) throw new Refusal("操作系统不属于该线路");
  if (!listed(system.support).includes("baremetal")) throw new Refusal("操作系统不支持裸金属");
  if (!listed(system.type).includes(use)) throw new Refusal("操作系统不支持该操作");
}

/** @throws Refusal unless the line sells the term, and the whole life stays within its years and the zone's */
export function refuseTerm(
  panel: ZkeysPanel,
  line: LineRow,
  months: number,
  span?: { from: string; to: string },
): void {
  if (!listed(line.months).includes(String(months))) throw new Refusal("购买时长错误");
  const years = Math.min(Number(line.life_time), Number(panel.zoneOf(line).max_year));
  const from = span?.from ?? panel.stamp();
  if ((span?.to ?? addMonths(from, months)) > addMonths(from, years * 12))
    throw new Refusal("超出最长使用年限");
}

function refuseAnonymous(panel: ZkeysPanel, line: LineRow, params: CreateParams): void {
  if (panel.zoneOf(line).identityStatus !== "1") return;
  for (const name of ["auth_name", "auth_mobile", "auth_idnum"] as const) {
    if (params[name] === undefined) throw new Refusal(`该可用区需要实名认证，缺少参数：${name}`);
  }
}
