import { isIPv4, isIPv6 } from "node:net";
import { z } from "zod";
import { command, contains, done, fits, query, rowsOf } from "./operation";
import { addressesOf, type RstackPanel } from "./panel";
import { id, integer, optional, text } from "./params";
import { notEnoughAddresses, RstackRefusal } from "./refusal";
import type { IpRow, Vm } from "./rows";

const inUse = (ip: string): RstackRefusal => new RstackRefusal(`the IP ${ip} is in use`, `ip ${ip}已被占用`);

/** The addresses of a node's pools. */
export const onNode = (panel: RstackPanel, nodeid: string): IpRow[] =>
  panel.state.ips.filter(
    (ip) => panel.state.pools.find((pool) => pool.id === ip.ipblockid)?.nodeid === nodeid,
  );

const isOfFamily = (ip: IpRow, family: 4 | 6): boolean => (family === 4 ? isIPv4(ip.ip) : isIPv6(ip.ip));

/** So many free addresses of a node, or those that are named. */
export interface AddressWish {
  family: 4 | 6;
  wish: number | string[];
  /** `0` public, `2` private; any without it. */
  iptype?: string | undefined;
  shuffled?: boolean | undefined;
}

/**
 * Looks addresses up without assigning them.
 * @param vmid the machine that may have them already
 * @throws RstackRefusal when they are not there or not free
 */
export function find(
  panel: RstackPanel,
  nodeid: string,
  { family, wish, iptype, shuffled }: AddressWish,
  vmid = "0",
): IpRow[] {
  const known = onNode(panel, nodeid).filter((ip) => isOfFamily(ip, family));
  if (typeof wish === "number") {
    const free = known.filter((ip) => ip.vmid === "0" && (iptype === undefined || ip.iptype === iptype));
    if (free.length < wish) throw notEnoughAddresses;
    return (shuffled === true ? free.reverse() : free).slice(0, wish);
  }
  if (new Set(wish).size < wish.length) throw new RstackRefusal("an IP is named twice", "ip重复");
  return wish.map((name) => {
    const row = known.find((ip) => ip.ip === name);
    if (row === undefined) throw new RstackRefusal(`the IP ${name} is not on this node`, `ip ${name}不存在`);
    if (row.vmid !== "0" && row.vmid !== vmid) throw inUse(name);
    return row;
  });
}

/** Gives a machine addresses behind those that it has. */
export function assign(panel: RstackPanel, vm: Vm, found: IpRow[]): void {
  for (const row of found) {
    row.vmid = vm.row.id;
    const [main, more] = isIPv4(row.ip)
      ? (["ip", "additionals_ip"] as const)
      : (["ipv6", "additionals_ipv6"] as const);
    if (vm.row[main] === "") vm.row[main] = row.ip;
    else vm.row[more] = [...vm.row[more].split(","), row.ip].filter((part) => part !== "").join(",");
  }
  const first = panel.state.ips.find((ip) => ip.ip === vm.row.ip);
  vm.row.iptype = first?.iptype ?? "0";
}

/** Replaces the machine's addresses of a family, in the record only. */
export function replace(panel: RstackPanel, vm: Vm, family: 4 | 6, addresses: string[]): void {
  const found = find(panel, vm.row.nodeid, { family, wish: addresses }, vm.row.id);
  for (const ip of panel.state.ips) if (ip.vmid === vm.row.id && isOfFamily(ip, family)) ip.vmid = "0";
  Object.assign(vm.row, family === 4 ? { ip: "", additionals_ip: "" } : { ipv6: "", additionals_ipv6: "" });
  assign(panel, vm, found);
}

export const vmAddip = command(
  z.strictObject({
    vmid: id,
    ip_num: optional(integer(1, 256)),
    ipv6_num: optional(integer(1, 256)),
    binding_ip: optional(z.enum(["0", "1"])),
  }),
  (panel, { vmid, ip_num, ipv6_num, binding_ip }) => {
    if (ip_num === undefined && ipv6_num === undefined)
      throw new RstackRefusal("missing parameter ip_num", "缺少参数ip_num");
    const vm = panel.usable(vmid);
    const { nodeid, iptype } = vm.row;
    const found = [
      ...find(panel, nodeid, { family: 4, wish: ip_num ?? 0, iptype }),
      ...find(panel, nodeid, { family: 6, wish: ipv6_num ?? 0 }),
    ];
    assign(panel, vm, found);
    panel.note("addIps", vmid);
    if (binding_ip === "1") vm.boundIps = addressesOf(vm);
    return done;
  },
);

export const vmSetips = command(z.strictObject({ vmid: id }), (panel, { vmid }) => {
  panel.begin(panel.running(vmid), "5", {});
  return done;
});

export const vmFreeip = query(
  z.strictObject({
    nodeid: id,
    vmid: optional(id),
    iptype: optional(z.string().regex(/^[012](,[012])*$/)),
    iprandom: optional(z.enum(["0", "1"])),
    limits: optional(integer(1, 1e6)),
  }),
  (panel, { nodeid, vmid, iptype, iprandom, limits }) => {
    panel.node(nodeid);
    const free = onNode(panel, nodeid)
      .filter((ip) => ip.vmid === "0" || ip.vmid === vmid)
      .filter((ip) => iptype === undefined || iptype.split(",").includes(ip.iptype));
    return rowsOf((iprandom === "1" ? free.reverse() : free).slice(0, limits));
  },
);

export const hyperip = query(
  z.strictObject({
    ipblockid: optional(id),
    vmid: optional(z.string().regex(/^(0|(0\|)?[1-9]\d*)$/)),
    ip: optional(text),
    iptype: optional(z.enum(["0", "1"])),
    remark: optional(text),
  }),
  (panel, { vmid, remark, ...exact }) => {
    const owners = vmid?.split("|");
    return rowsOf(
      panel.state.ips.filter(
        (ip) =>
          fits(ip, exact) && contains(ip, { remark }) && (owners === undefined || owners.includes(ip.vmid)),
      ),
    );
  },
);

export const hyperipblock = query(
  z.strictObject({
    id: optional(id),
    name: optional(text),
    nodeid: optional(id),
    ip: optional(text),
    iptype: optional(z.enum(["0", "1", "2"])),
  }),
  (panel, { ip, name, ...exact }) => {
    const owner = panel.state.ips.find((one) => one.ip === ip)?.ipblockid;
    return rowsOf(
      panel.state.pools.filter(
        (pool) => fits(pool, exact) && contains(pool, { name }) && (ip === undefined || pool.id === owner),
      ),
    );
  },
);
