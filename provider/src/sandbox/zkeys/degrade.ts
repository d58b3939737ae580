import { z } from "zod";
import { phpJson } from "../php-json";
import { netOf, sizeOf } from "./addresses";
import { operation } from "./operation";
import type { ZkeysPanel } from "./panel";
import { amount, guid, identity, positive } from "./params";
import { Refusal } from "./refusal";
import { totals, type Amounts, type DegradeRow, type Service, type UpgradeRow } from "./service";
import { isStamp } from "./time";
import { refuseRatio } from "./upgrade";

const date = z.string().refine(isStamp);

/** What one item takes away. For `ip` the new value is the number removed, and an old value is not needed. */
const Item = z.discriminatedUnion("item", [
  z.strictObject({
    item: z.literal("bandwidth"),
    value: positive,
    date,
    old_value: positive,
    new_value: amount,
  }),
  z.strictObject({
    item: z.literal("defense"),
    value: positive,
    date,
    old_value: positive,
    new_value: amount,
  }),
  z.strictObject({
    item: z.literal("ip"),
    value: z.array(z.string().regex(/^\d+\.\d+\.\d+\.\d+(-\d+)?$/)).min(1),
    date,
    old_value: positive.optional(),
    new_value: positive,
  }),
]);
type Item = z.output<typeof Item>;

/** PHP's brackets, or one JSON text: the document shows the one and declares the other. */
const param = z.preprocess((given) => (typeof given === "string" ? fromJson(given) : given), z.array(Item));

/** As the brackets would bring it: every single value is a text. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === "number" ? String(value) : value));
  } catch {
    return text;
  }
}

const DegradeParams = z.strictObject({
  guid,
  defense: amount,
  bandwidth: amount,
  ipnum: amount,
  param,
  ...identity,
});
type DegradeParams = z.output<typeof DegradeParams>;

/** The addresses of a service that can be named in a degrade. */
export const degradeIpList = operation(
  z.strictObject({ guid }),
  (panel, { guid: serviceGuid }) => {
    const { row } = panel.own(serviceGuid);
    const main = row.ip.map(({ ip, mask, gateway }) => ({ ip, mask, gateway }));
    const added = row.upgrade.filter((one) => isAddress(one) && one.status === "1").flatMap(rangesOf);
    return [...main, ...added.map((ip) => ({ ip, ...netOf(ip) }))];
  },
  { textCode: true, refusalData: [] },
);

/** Books the removal of what upgrades added, for a later date. */
export const degrade = operation(
  DegradeParams,
  (panel, params) => {
    const service = panel.idle(params.guid);
    const line = panel.line(service.row.line_guid);
    if (line.reservation_degrade_status !== "1") throw new Refusal("线路不支持降配预约");
    refuseAmounts(params);
    for (const item of params.param) refuseItem(panel, service, item);
    const booked = params.param.map((item) => ({ item, records: recordsFor(service, item) }));
    if (booked.some(({ records }) => records.length === 0)) {
      return { result: false, text: "没有对应的升级记录，不能降配", data: [] };
    }
    const left = afterDegrades(
      service,
      booked.flatMap(({ records }) => records),
    );
    if (left.ipnum < Number(line.ip_min_size)) throw new Refusal("IP数量低于线路最小值");
    refuseRatio(line, left.bandwidth, left.ipnum);
    const guids = booked.map(({ item, records }) => [item.item, book(panel, service, item, records)]);
    return { result: true, text: "success", data: Object.fromEntries(guids) as Record<string, string> };
  },
  { writes: true, refusalData: {} },
);

/** Withdraws a degrade that has not been carried out. */
export const degradeCancel = operation(
  z.strictObject({ guid, degrade_guid: guid }),
  (panel, params) => {
    const service = panel.own(params.guid);
    const record = service.row.degrades.find((one) => one.guid === params.degrade_guid);
    if (record === undefined) throw new Refusal("降配记录不存在");
    if (record.status !== "0") throw new Refusal("降配记录已处理，不能取消");
    record.status = "-1";
    service.reserved = Object.fromEntries(
      Object.entries(service.reserved).filter(([degradeGuid]) => degradeGuid !== record.guid),
    );
    return [];
  },
  { writes: true, textCode: true },
);

const isAddress = (record: UpgradeRow): boolean => record.type === "ip" || record.type === "ipnum";
const rangesOf = (record: UpgradeRow): string[] => record.value.split(",");
const removedBy = (item: Item): number =>
  item.item === "ip" ? item.value.reduce((sum, range) => sum + sizeOf(range), 0) : item.value;

function refuseAmounts(params: DegradeParams): void {
  const { bandwidth, defense, ipnum, param } = params;
  if (bandwidth + defense + ipnum === 0) throw new Refusal("带宽、IP、防御不能同时为空");
  const wanted = { bandwidth, defense, ip: ipnum };
  if (new Set(param.map(({ item }) => item)).size < param.length)
    throw new Refusal("参数错误：param（项目重复）");
  for (const kind of ["bandwidth", "defense", "ip"] as const) {
    const item = param.find((one) => one.item === kind);
    if ((item === undefined ? 0 : removedBy(item)) !== wanted[kind])
      throw new Refusal(`参数错误：param（${kind}不一致）`);
  }
}

function refuseItem(panel: ZkeysPanel, service: Service, item: Item): void {
  const now = totals(service.row);
  const before = now[item.item === "ip" ? "ipnum" : item.item];
  const removed = removedBy(item);
  const after = item.item === "ip" ? removed : before - removed;
  if (item.date <= panel.stamp()) throw new Refusal("降配时间必须晚于当前时间");
  if (item.date >= service.row.end_time) throw new Refusal("降配时间必须早于业务到期时间");
  if (item.old_value !== undefined && item.old_value !== before) throw new Refusal("降配前的值错误");
  if (item.new_value !== after) throw new Refusal("降配后的值错误");
}

/** Indexes of the upgrade records that an item takes away whole: one amount, or all that the addresses make up. */
function recordsFor(service: Service, item: Item): number[] {
  const taken = new Set(Object.values(service.reserved).flat());
  const free = service.row.upgrade
    .map((record, index) => ({ record, index }))
    .filter(({ record, index }) => record.status === "1" && !taken.has(index));
  if (item.item !== "ip") {
    const match = free.find(({ record }) => record.type === item.item && Number(record.nums) === item.value);
    return match === undefined ? [] : [match.index];
  }
  const named = new Set(item.value);
  const whole = free.filter(
    ({ record }) => isAddress(record) && rangesOf(record).every((range) => named.has(range)),
  );
  const covered = whole.flatMap(({ record }) => rangesOf(record));
  return named.size === item.value.length && covered.length === named.size
    ? whole.map(({ index }) => index)
    : [];
}

/** What the service has once these records and all that wait are gone. */
function afterDegrades(service: Service, records: number[]): Amounts {
  const gone = new Set([...Object.values(service.reserved).flat(), ...records]);
  const upgrade = service.row.upgrade.filter((_, index) => !gone.has(index));
  return totals({ ...service.row, upgrade });
}

const names: Record<DegradeRow["item"], string> = { bandwidth: "带宽", defense: "防御", ip: "IP" };

function book(panel: ZkeysPanel, service: Service, item: Item, records: number[]): string {
  const degradeGuid = panel.nextGuid();
  service.row.degrades.push({
    id: String(panel.nextNumber()),
    guid: degradeGuid,
    baremetal_guid: service.row.guid,
    item: item.item,
    status: "0",
    reason: `预约降配${names[item.item]}`,
    apply_time: item.date,
    create_time: panel.stamp(),
    finish_time: null,
    value:
      item.item === "ip" && panel.manners.namesDegradedAddresses
        ? phpJson(item.value)
        : String(removedBy(item)),
    new_value: String(item.new_value),
    old_value: item.old_value === undefined ? "" : String(item.old_value),
  });
  service.reserved[degradeGuid] = records;
  return degradeGuid;
}
