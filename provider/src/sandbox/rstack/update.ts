import { z } from "zod";
import { assign, find, replace } from "./addresses";
import { occupy, settle } from "./life";
import { command, done, doneWith } from "./operation";
import type { RstackPanel } from "./panel";
import { day, flag, id, integer, ipList, ipv4, ipv6, optional, optionalSizes, text } from "./params";
import { busy, notEnoughCapacity, RstackRefusal } from "./refusal";
import { hardwareColumns, type Vm } from "./rows";

const Params = z.strictObject({
  id,
  update_vm: optional(flag),
  areaid: optional(id),
  nodeid: optional(id),
  userid: optional(text),
  ...optionalSizes,
  bwusage: optional(z.string().regex(/^\d+(\.\d+)?$/)),
  bwdate: optional(z.string().regex(/^(\d{10}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/)),
  rvcount: optional(integer(0, 1e6)),
  cvdate: optional(day),
  ip: optional(ipv4),
  /** Empty beside an `ip`: no further ones. */
  additionals_ip: z.union([z.literal("").transform((): string[] => []), ipList(ipv4)]).optional(),
  ipv6: optional(ipv6),
  /** Empty leaves them as they are, in the vendor's words: the last further one cannot be taken away. */
  additionals_ipv6: optional(ipList(ipv6)),
  addipnumber: optional(integer(1, 256)),
  status: optional(integer(-1, 2).or(z.enum(["-2", "-3"]))),
  remark: optional(text),
});
type Params = z.output<typeof Params>;

/** Columns that are taken over into the record as they are. */
const plain = new Set([
  ...Object.keys(optionalSizes),
  "userid",
  "bwusage",
  "rvcount",
  "cvdate",
  "status",
  "remark",
]);

function refuseWrong(panel: RstackPanel, vm: Vm, params: Params): void {
  const given = (name: string): number => Number(Reflect.get(params, name) ?? Reflect.get(vm.row, name));
  if (given("ram_min") > given("ram"))
    throw new RstackRefusal("invalid parameter ram_min", "参数错误ram_min");
  if (given("disk") < Number(vm.row.disk))
    throw new RstackRefusal("the data disk can only grow, not shrink", "数据盘只能增加不能缩小");
  const { maxcpu, allowram, allowdisk } = panel.node(vm.row.nodeid).row;
  const [ram, disk] = [given("ram") - Number(vm.row.ram), given("disk") - Number(vm.row.disk)];
  if (given("cpu") > Number(maxcpu) || ram > Number(allowram) || disk > Number(allowdisk))
    throw notEnoughCapacity;
  if (params.userid !== undefined) panel.user(params.userid);
  if (
    (params.nodeid ?? vm.row.nodeid) !== vm.row.nodeid ||
    (params.areaid ?? vm.row.areaid) !== vm.row.areaid
  )
    throw new RstackRefusal("the machine cannot be moved", "不支持修改区域或节点");
}

/** A machine that is on restarts when what the node gives it changes. */
function applyHardware(panel: RstackPanel, vm: Vm): void {
  const isChanged = hardwareColumns.some((column) => vm.applied[column] !== vm.row[column]);
  panel.apply(vm);
  if (isChanged && vm.power === "running") panel.power(vm, "running");
}

export const vmUpdate = command(Params, (panel, params) => {
  const vm = panel.idle(params.id);
  refuseWrong(panel, vm, params);
  const isKept = panel.habits.emptyKeepsAddresses && params.additionals_ip?.length === 0;
  const more = vm.row.additionals_ip.split(",").filter((ip) => ip !== "");
  const four = isKept ? more.filter((ip) => ip !== params.ip) : (params.additionals_ip ?? more);
  const six = params.additionals_ipv6 ?? vm.row.additionals_ipv6.split(",").filter((ip) => ip !== "");
  const isFour = params.ip !== undefined || (params.additionals_ip ?? []).length > 0;
  const isSix = params.ipv6 !== undefined || (params.additionals_ipv6 ?? []).length > 0;
  const fours = [params.ip ?? vm.row.ip, ...four];
  const sixes = [params.ipv6 ?? vm.row.ipv6, ...six];
  if (isFour) find(panel, vm.row.nodeid, { family: 4, wish: fours }, params.id);
  if (isSix) find(panel, vm.row.nodeid, { family: 6, wish: sixes }, params.id);
  const added = find(panel, vm.row.nodeid, {
    family: 4,
    wish: params.addipnumber ?? 0,
    iptype: vm.row.iptype,
  });
  const [ram, disk] = [Number(vm.row.ram), Number(vm.row.disk)];
  for (const [name, value] of Object.entries(params)) {
    if (plain.has(name) && (typeof value === "string" || typeof value === "number"))
      Object.assign(vm.row, { [name]: String(value) });
  }
  if (params.remark !== undefined) vm.row.remark = panel.remarkOf(params.remark);
  occupy(panel, vm.row.nodeid, Number(vm.row.ram) - ram, Number(vm.row.disk) - disk);
  if (params.bwdate !== undefined) vm.row.bwdate = unixOf(params.bwdate);
  if (isFour) replace(panel, vm, 4, fours);
  if (isSix) replace(panel, vm, 6, sixes);
  assign(panel, vm, added);
  if (params.update_vm === true) applyHardware(panel, vm);
  return done;
});

const unixOf = (moment: string): string =>
  /^\d+$/.test(moment) ? moment : String(Date.parse(`${moment.replace(" ", "T")}+08:00`) / 1000);

export const vmDelete = command(
  z.strictObject({ vmid: id, forcedelete: optional(flag), returnmsg: optional(flag) }),
  (panel, { vmid, forcedelete, returnmsg }) => {
    const vm = panel.vm(vmid);
    if (forcedelete !== true) {
      if (vm.row.status === "1") throw new RstackRefusal("the virtual machine is locked", "云主机已锁定");
      if (panel.openTask(vmid) !== undefined) throw busy;
    }
    vm.deletesAtMs = panel.nowMs() + panel.manners.powerSeconds * 1000;
    const { id: number, vmname } = vm.row;
    settle(panel);
    return returnmsg === true ? doneWith(JSON.stringify({ id: number, vmname })) : done;
  },
);
