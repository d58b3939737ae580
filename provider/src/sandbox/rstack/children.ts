import { z } from "zod";
import { command, contains, done, doneWith, fits, query, reading, rowsOf } from "./operation";
import type { RstackPanel } from "./panel";
import { id, integer, optional, port, text } from "./params";
import { noSuch, quotaUsedUp, RstackRefusal } from "./refusal";
import type { SnapshotRow, Vm } from "./rows";

/** Those of a machine: full backups are no snapshots. */
const snapshotsOf = (panel: RstackPanel, vmid: string): SnapshotRow[] =>
  panel.state.snapshots.filter((one) => one.vmid === vmid && one.backuptype === "1");

const namedSnapshot = (panel: RstackPanel, vmid: string, name: string | undefined): SnapshotRow => {
  const snapshot = snapshotsOf(panel, vmid).find((one) => one.name === name);
  if (snapshot === undefined) throw noSuch.snapshot;
  return snapshot;
};

export const vmSnapshot = command(
  z
    .strictObject({
      vmid: id,
      subvaction: z.enum(["create", "revert", "del", "list"]),
      snapshotname: optional(text),
    })
    .refine(
      ({ subvaction, snapshotname }) => snapshotname !== undefined || !["revert", "del"].includes(subvaction),
      {
        path: ["snapshotname"],
      },
    ),
  (panel, { vmid, subvaction, snapshotname }) => {
    const { snapshots } = panel.state;
    if (subvaction === "list") {
      panel.vm(vmid);
      return rowsOf(snapshotsOf(panel, vmid));
    }
    const vm = panel.usable(vmid);
    if (subvaction === "create") return doneWith(takeSnapshot(panel, vm).name);
    const snapshot = namedSnapshot(panel, vmid, snapshotname);
    if (subvaction === "del") {
      panel.state.snapshots = snapshots.filter((one) => one !== snapshot);
      return done;
    }
    if (snapshot.status !== "1") throw new RstackRefusal("the snapshot is not completed", "快照未完成");
    panel.begin(vm, "4", { name: snapshot.name });
    panel.note("revert", vmid);
    return done;
  },
);

function takeSnapshot(panel: RstackPanel, vm: Vm): SnapshotRow {
  const quota = vm.row.backup_snapshot === "-1" ? panel.state.groupQuota : Number(vm.row.backup_snapshot);
  if (snapshotsOf(panel, vm.row.id).length >= quota) throw quotaUsedUp("snapshot", "快照");
  const number = panel.nextId();
  const snapshot = {
    id: number,
    vmid: vm.row.id,
    userid: vm.row.userid,
    backuptype: "1",
    name: `${vm.row.vmname}_${panel.wall("yyyyMMddHHmmss")}_${number}`,
    status: "0",
    times: panel.wall("yyyy-MM-dd HH:mm:ss"),
  };
  panel.state.snapshots.push(snapshot);
  panel.begin(vm, "3", { name: snapshot.name });
  panel.note("snapshot", vm.row.id);
  return snapshot;
}

export const hyperbackup = query(
  z.strictObject({
    userid: optional(text),
    vmid: optional(id),
    backuptype: optional(z.enum(["1", "2"])),
    name: optional(text),
    status: optional(z.enum(["0", "1"])),
  }),
  (panel, { name, ...exact }) =>
    rowsOf(panel.state.snapshots.filter((row) => fits(row, exact) && contains(row, { name }))),
);

/** @throws RstackRefusal unless the machine shares an address, and has this many rules free */
function sharing(panel: RstackPanel, vmid: string, nattype: "1" | "2"): Vm {
  const vm = panel.usable(vmid);
  if (vm.row.publicip === "")
    throw new RstackRefusal("the virtual machine has no shared ip", "云主机不支持共享ip");
  const used = panel.state.natRules.filter((rule) => rule.vmid === vmid && rule.nattype === nattype).length;
  if (nattype === "1" && used >= Number(vm.row.portmap)) throw quotaUsedUp("port mapping", "端口映射");
  if (nattype === "2" && used >= Number(vm.row.binding_domain)) throw quotaUsedUp("NAT website", "建站域名");
  return vm;
}

function addRule(
  panel: RstackPanel,
  vm: Vm,
  rule: { nattype: "1" | "2"; domainname: string; privateport: number },
): void {
  const number = panel.nextId();
  panel.state.natRules.push({
    id: number,
    userid: vm.row.userid,
    nodeid: vm.row.nodeid,
    vmid: vm.row.id,
    ip: vm.row.ip,
    domainname: rule.domainname,
    nattype: rule.nattype,
    privateport: String(rule.privateport),
    publicport: rule.nattype === "1" ? String(20_000 + (Number(number) % 40_000)) : "80",
  });
}

function dropRule(panel: RstackPanel, nattype: string, number: string | undefined): void {
  const rule = panel.state.natRules.find((one) => one.id === number && one.nattype === nattype);
  if (rule === undefined) throw noSuch.rule;
  panel.state.natRules = panel.state.natRules.filter((one) => one !== rule);
}

const adding = z.literal("add");
const deleting = z.literal("del");

export const vmPortmap = command(
  z.discriminatedUnion("subvaction", [
    z.strictObject({ subvaction: adding, vmid: id, privateport: port }),
    z.strictObject({ subvaction: deleting, portid: id, vmid: optional(id), privateport: optional(port) }),
  ]),
  (panel, params) => {
    if (params.subvaction === "del") {
      dropRule(panel, "1", params.portid);
      return done;
    }
    const vm = sharing(panel, params.vmid, "1");
    const isThere = panel.state.natRules.some(
      (rule) =>
        rule.vmid === params.vmid && rule.nattype === "1" && rule.privateport === String(params.privateport),
    );
    if (isThere) throw new RstackRefusal("the port mapping already exists", "端口映射已存在");
    addRule(panel, vm, { nattype: "1", domainname: "", privateport: params.privateport });
    return done;
  },
);

const domain = z.string().regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/i);

export const vmDomain = command(
  z.discriminatedUnion("subvaction", [
    z.strictObject({ subvaction: adding, vmid: id, domainname: domain, privateport: port }),
    z.strictObject({
      subvaction: deleting,
      domainid: id,
      vmid: optional(id),
      domainname: optional(domain),
      privateport: optional(port),
    }),
  ]),
  (panel, params) => {
    if (params.subvaction === "del") {
      dropRule(panel, "2", params.domainid);
      return done;
    }
    const vm = sharing(panel, params.vmid, "2");
    if (panel.state.natRules.some((rule) => rule.domainname === params.domainname))
      throw new RstackRefusal("the domain already exists", "域名已存在");
    addRule(panel, vm, { nattype: "2", domainname: params.domainname, privateport: params.privateport });
    return done;
  },
);

export const hypernat = query(
  z.strictObject({
    userid: optional(text),
    nodeid: optional(id),
    vmid: optional(id),
    ip: optional(text),
    domainname: optional(text),
    nattype: optional(z.enum(["1", "2"])),
  }),
  (panel, { domainname, ...exact }) =>
    rowsOf(panel.state.natRules.filter((row) => fits(row, exact) && contains(row, { domainname }))),
);

export const vmExinfo = reading(z.strictObject({ vmid: id }), (panel, { vmid }) => {
  const { row } = panel.vm(vmid);
  const {
    bwdate,
    bwlimit,
    bwusage,
    guid,
    ip,
    iptype,
    mac,
    os,
    ostype,
    publicip,
    remote_port,
    rvcount,
    vmname,
  } = row;
  return JSON.stringify({
    bwdate,
    bwlimit,
    bwusage,
    guid,
    id: row.id,
    ip,
    iptype,
    mac,
    os,
    ostype,
    publicip,
    remote_port,
    rvcount,
    vmname,
  });
});

export const vmCdManage = command(
  z
    .strictObject({ vmid: id, subvaction: z.enum(["change", "list"]), cdid: optional(integer(-1, 1e9)) })
    .refine(({ subvaction, cdid }) => subvaction === "list" || (cdid !== undefined && cdid !== 0), {
      path: ["cdid"],
    }),
  (panel, { vmid, subvaction, cdid = -1 }) => {
    const vm = panel.vm(vmid);
    const node = panel.node(vm.row.nodeid);
    if (subvaction === "list")
      return rowsOf(
        panel.state.images.filter((image) => image.osfile === "cd" && node.images.includes(image.id)),
      );
    const { row } = panel.usable(vmid);
    row.cdid = cdid === -1 ? "" : panel.imageOn(node, String(cdid), "cd").id;
    return done;
  },
);
