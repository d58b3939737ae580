import { z } from "zod";
import { assign, find, type AddressWish } from "./addresses";
import { occupy } from "./life";
import { command, doneWith } from "./operation";
import type { RstackPanel } from "./panel";
import {
  id,
  integer,
  ipList,
  ipv4,
  ipv6,
  newPassword,
  optional,
  optionalSizes,
  remotePort,
  sizes,
  text,
} from "./params";
import { noSuch, notEnoughCapacity, RstackRefusal } from "./refusal";
import type { IpRow, Node, Vm, VmRow } from "./rows";

const count = integer(0, 256);

const Params = z.strictObject({
  id: optional(id),
  userid: text,
  areaid: optional(id),
  nodeid: optional(id),
  osid: id,
  vmname: z.string().regex(/^[A-Za-z0-9]{2,}$/),
  ...optionalSizes,
  cpu: sizes.cpu,
  ram_min: sizes.ram_min,
  ram: sizes.ram,
  port: sizes.port,
  vmpass: newPassword,
  remote_port: optional(remotePort),
  ip: z.union([count.refine((many) => many > 0), ipv4]),
  additionals_ip: optional(ipList(ipv4)),
  ipv6: optional(z.union([count, ipv6])),
  additionals_ipv6: optional(ipList(ipv6)),
  iprandom: optional(z.enum(["0", "1"])),
  iptype: optional(z.enum(["0", "2"])),
  remark: optional(text),
  returnjson: optional(z.enum(["0", "1"])),
});
export type CreateParams = z.output<typeof Params>;

interface Place {
  node: Node;
  addresses: IpRow[];
}

/** The node and addresses for a machine, or why there are none. */
function placeOn(panel: RstackPanel, node: Node, params: CreateParams): Place {
  if (node.row.status !== "0") throw new RstackRefusal("the node is in maintenance", "节点维护中");
  panel.imageOn(node, params.osid, "os");
  const { maxcpu, allowram, allowdisk } = node.row;
  if (params.cpu > Number(maxcpu) || params.ram > Number(allowram) || (params.disk ?? 0) > Number(allowdisk))
    throw notEnoughCapacity;
  const { ip, iptype, additionals_ip = [], ipv6: six, additionals_ipv6 = [] } = params;
  // Further addresses are passed over when a number is asked for.
  const first: AddressWish = {
    family: 4,
    wish: typeof ip === "number" ? ip : [ip, ...additionals_ip],
    iptype,
    shuffled: params.iprandom === "1",
  };
  const second: AddressWish = {
    family: 6,
    wish: typeof six === "string" ? [six, ...additionals_ipv6] : (six ?? 0),
  };
  return { node, addresses: [first, second].flatMap((wish) => find(panel, node.row.id, wish)) };
}

/** The nodes of an area take turns; one that cannot is passed over. */
function placeInArea(panel: RstackPanel, areaid: string, params: CreateParams): Place {
  if (!panel.state.areas.some((area) => area.id === areaid)) throw noSuch.area;
  const nodes = panel.state.nodes.filter((node) => node.row.areaid === areaid);
  let refused: RstackRefusal = noSuch.node;
  for (const [turn] of nodes.entries()) {
    const node = nodes[(panel.state.rotation + turn) % nodes.length];
    if (node === undefined) continue;
    try {
      const place = placeOn(panel, node, params);
      panel.state.rotation += turn + 1;
      return place;
    } catch (error) {
      if (!(error instanceof RstackRefusal)) throw error;
      refused = error;
    }
  }
  throw refused;
}

/** Puts a machine into the tables, being installed. */
export function createVm(panel: RstackPanel, params: CreateParams): Vm {
  const { areaid, nodeid } = params;
  if ((areaid === undefined) === (nodeid === undefined))
    throw new RstackRefusal("either areaid or nodeid is required", "缺少参数areaid或nodeid");
  if (params.ram_min > params.ram) throw new RstackRefusal("invalid parameter ram_min", "参数错误ram_min");
  if (params.additionals_ipv6 !== undefined && typeof params.ipv6 !== "string")
    throw new RstackRefusal("invalid parameter additionals_ipv6", "参数错误additionals_ipv6");
  if (panel.user(params.userid).row.status !== "0")
    throw new RstackRefusal("the user is disabled", "用户已被禁用");
  if (params.id !== undefined && panel.state.vms.some((vm) => vm.row.id === params.id))
    throw new RstackRefusal("the id already exists", "主机编号已存在");
  const place =
    nodeid === undefined
      ? placeInArea(panel, areaid ?? "", params)
      : placeOn(panel, panel.node(nodeid), params);
  const vm = blank(panel, place.node, params);
  assign(panel, vm, place.addresses);
  occupy(panel, place.node.row.id, params.ram, params.disk ?? 0);
  panel.state.vms.push(vm);
  const failure = panel.state.nextInstallFails ?? undefined;
  panel.state.nextInstallFails = null;
  panel.begin(vm, "1", {}, panel.manners.installSeconds, failure);
  panel.note("create", vm.row.id);
  return vm;
}

export const randomPort = (seed: string): string => String(10_000 + ((Number(seed) * 7919) % 55_000));

function blank(panel: RstackPanel, { row: node, publicip }: Node, params: CreateParams): Vm {
  const image = panel.state.images.find((one) => one.id === params.osid);
  const id = params.id ?? panel.nextId();
  const port = params.remote_port ?? 0;
  const row: VmRow = {
    id,
    userid: params.userid,
    areaid: node.areaid,
    areaname: panel.state.areas.find((area) => area.id === node.areaid)?.name ?? "",
    nodeid: node.id,
    nodename: node.name,
    osid: params.osid,
    os: image?.name ?? "",
    ostype: image?.ostype ?? "",
    vmname: params.vmname,
    guid: "",
    mac: `00:15:5d:2b:${id
      .padStart(4, "0")
      .slice(-4)
      .replace(/(..)(..)/, "$1:$2")}`,
    cpu: String(params.cpu),
    cpu_limit: String(params.cpu_limit ?? 100),
    cpu_weight: String(params.cpu_weight ?? 10),
    ram_min: String(params.ram_min),
    ram: String(params.ram),
    ram_buffer: String(params.ram_buffer ?? 20),
    ram_weight: String(params.ram_weight ?? 50),
    systemdisk: params.systemdisk ?? "",
    disk: String(params.disk ?? 0),
    disk_sys_iops: String(params.disk_sys_iops ?? 0),
    disk_data_iops: String(params.disk_data_iops ?? 0),
    port: String(params.port),
    bwlimit: String(params.bwlimit ?? 0),
    bwusage: "0",
    bwdate: String(panel.unixSeconds() + 30 * 86_400),
    backup_snapshot: String(params.backup_snapshot ?? 0),
    backup_full: String(params.backup_full ?? 0),
    portmap: String(params.portmap ?? 0),
    binding_domain: String(params.binding_domain ?? 0),
    vmpass: params.vmpass,
    remote_port: port === 1 ? randomPort(id) : String(port),
    ip: "",
    additionals_ip: "",
    ipv6: "",
    additionals_ipv6: "",
    iptype: "0",
    publicip,
    cdid: "",
    status: "0",
    rvcount: "0",
    cvdate: "",
    remark: panel.remarkOf(params.remark ?? ""),
  };
  return {
    row,
    power: "off",
    powerChange: null,
    deletesAtMs: null,
    setupFailed: false,
    applied: {},
    boundIps: [],
    password: "",
    restarts: 0,
    dataErased: 0,
    console: null,
  };
}

/** The fields of the reply, as the vendor's sample has them. */
const shown = [
  "additionals_ip",
  "additionals_ipv6",
  "areaid",
  "areaname",
  "guid",
  "id",
  "ip",
  "ipv6",
  "mac",
  "nodeid",
  "nodename",
  "os",
  "osid",
  "remark",
  "remote_port",
  "status",
  "userid",
  "vmname",
  "vmpass",
] as const;

export const vmCreate = command(Params, (panel, params) => {
  const { row } = createVm(panel, params);
  if (params.returnjson === "1")
    return doneWith(JSON.stringify(Object.fromEntries(shown.map((name) => [name, row[name]]))));
  return doneWith(`${row.id}|${[row.ip, row.additionals_ip].filter((ip) => ip !== "").join(",")}`);
});
