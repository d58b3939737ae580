import { z } from "zod";
import { progressOf } from "./life";
import { contains, done, fits, query, reading, rowsOf } from "./operation";
import { id, integer, optional, text } from "./params";
import { RstackRefusal } from "./refusal";

export const test = reading(z.strictObject({}), () => done);

export const area = query(
  z.strictObject({ id: optional(id), name: optional(text), remark: optional(text) }),
  (panel, { id: number, ...parts }) =>
    rowsOf(panel.state.areas.filter((row) => fits(row, { id: number }) && contains(row, parts))),
);

export const hyper = query(
  z.strictObject({
    id: optional(id),
    areaid: optional(id),
    nodeid: optional(id),
    vmname: optional(text),
    guid: optional(text),
    ip: optional(text),
    ipv6: optional(text),
    osid: optional(id),
    cdid: optional(id),
    status: optional(z.enum(["0", "1", "2", "-1", "-2", "-3"])),
    remark: optional(text),
  }),
  // Names and remarks are looked up by parts: a client must compare them itself.
  (panel, { vmname, remark, ...exact }) =>
    rowsOf(
      panel.state.vms
        .map((vm) => vm.row)
        .filter((row) => fits(row, exact) && contains(row, { vmname, remark })),
    ),
);

export const hyperos = query(
  z.strictObject({
    id: optional(id),
    name: optional(text),
    osname: optional(text),
    ostype: optional(text),
    osfile: optional(z.enum(["os", "cd"])),
    remark: optional(text),
    vmid: optional(id),
    nodeid: optional(id),
  }),
  (panel, { vmid, nodeid, name, osname, remark, ...exact }) => {
    if ((vmid ?? nodeid) !== undefined && exact.osfile === undefined)
      throw new RstackRefusal("missing parameter osfile", "缺少参数osfile");
    const place = vmid === undefined ? nodeid : panel.vm(vmid).row.nodeid;
    const allowed = place === undefined ? undefined : panel.node(place).images;
    return rowsOf(
      panel.state.images
        .filter((row) => allowed === undefined || allowed.includes(row.id))
        .filter((row) => fits(row, exact) && contains(row, { name, osname, remark })),
    );
  },
);

const least = optional(integer(0, 1e9));

export const hypernode = query(
  z.strictObject({
    id: optional(id),
    areaid: optional(z.string().regex(/^\d+(,\d+)*$/)),
    ip: optional(text),
    maxcpu: least,
    allowram: least,
    allowdisk: least,
    status: optional(z.enum(["0", "1"])),
    remark: optional(text),
    limits: optional(integer(1, 1e6)),
  }),
  (panel, { areaid, maxcpu = 0, allowram = 0, allowdisk = 0, remark, limits, ...exact }) =>
    rowsOf(
      panel.state.nodes
        .map((node) => node.row)
        .filter((row) => fits(row, exact) && contains(row, { remark }))
        .filter((row) => areaid === undefined || areaid.split(",").includes(row.areaid))
        .filter(
          (row) =>
            Number(row.maxcpu) >= maxcpu &&
            Number(row.allowram) >= allowram &&
            Number(row.allowdisk) >= allowdisk,
        )
        .slice(0, limits),
    ),
);

export const hypertask = query(
  z.strictObject({
    vmid: optional(id),
    vmname: optional(text),
    tasktype: optional(z.enum(["1", "2", "3", "4", "5", "6", "7"])),
    taskstep: optional(z.enum(["1", "2", "3"])),
    status: optional(z.enum(["0", "1", "2", "3"])),
    nodeid: optional(id),
  }),
  (panel, { vmname, ...exact }) =>
    rowsOf(
      panel.state.tasks
        .map((task) => {
          const { id: number, vmid, vmname: name, nodeid, tasktype } = task;
          return { id: number, vmid, vmname: name, nodeid, tasktype, ...progressOf(task, panel.nowMs()) };
        })
        .filter((row) => fits(row, exact) && contains(row, { vmname })),
    ),
);

const samples = 5;

export const vmMonitor = query(
  z.strictObject({ vmid: id, yyyymmdd: optional(z.string().regex(/^\d{8}$/)) }),
  (panel, { vmid, yyyymmdd }) => {
    const vm = panel.vm(vmid);
    const today = panel.wall("yyyyMMdd");
    // Only today is kept, and only of a machine that is on.
    if ((yyyymmdd ?? today) !== today || vm.power !== "running") return "[]";
    const { ram, vmname } = vm.row;
    const rows = Array.from({ length: samples }, (_, index) => {
      const atMs = panel.nowMs() - (samples - index) * 60_000;
      return {
        cpu: "0.1",
        disk: "0,0,0,0",
        memory: `${ram},${ram},0`,
        network: `0,${index}`,
        systemversion: "rstack v1.0",
        time: String(Math.floor(atMs / 1000)),
        times: panel.wall("yyyy-MM-dd HH:mm:ss", atMs),
        vmname,
      };
    });
    return JSON.stringify(rows);
  },
);
