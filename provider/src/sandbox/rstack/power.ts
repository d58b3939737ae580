import { z } from "zod";
import { randomPort } from "./create";
import { progressOf } from "./life";
import { command, done, reading, type RstackOperation } from "./operation";
import type { RstackPanel } from "./panel";
import { flag, id, newPassword, optional, remotePort, text } from "./params";
import { RstackRefusal } from "./refusal";
import type { Vm } from "./rows";

const One = z.strictObject({ vmid: id });

const already = new RstackRefusal("the virtual machine is already in this state", "云主机已处于该状态");

const power = (to: "running" | "off", from: "running" | "off"): RstackOperation =>
  command(One, (panel, { vmid }) => {
    const vm = panel.usable(vmid);
    if ((vm.power === "running" ? "running" : "off") !== from) throw already;
    panel.power(vm, to);
    return done;
  });

export const vmStart = power("running", "off");
export const vmStop = power("off", "running");
export const vmRestart = power("running", "running");
export const vmForceStop = power("off", "running");
export const vmForceRestart = power("running", "running");

/** The word that `vm_state` begins with. */
function stateOf(panel: RstackPanel, vm: Vm): string {
  const task = panel.openTask(vm.row.id);
  if (task?.tasktype === "1" || task?.tasktype === "2") return "setup";
  if (vm.setupFailed) return "setupfailed";
  const byStatus: Record<string, string> = { "1": "locked", "-1": "overdue", "-3": "overbw" };
  return byStatus[vm.row.status] ?? vm.power;
}

export const vmState = reading(One, (panel, { vmid }) => {
  const vm = panel.vm(vmid);
  const { bwdate, bwlimit, bwusage, osid, ostype, vmname } = vm.row;
  const task = panel.state.tasks.filter((one) => one.vmid === vmid).at(-1);
  const progress = task === undefined ? undefined : progressOf(task, panel.nowMs());
  const details = {
    backuptask: panel.openTask(vmid)?.tasktype === "3" ? "1" : "0",
    bwdate,
    bwlimit,
    bwusage,
    osid,
    ostype,
    taskmsg: progress?.taskmsg ?? "0",
    taskstatus: progress?.status ?? "3",
    taskstep: progress?.taskstep ?? "3",
    tasktype: task?.tasktype ?? "1",
    vmname,
    os: panel.state.images.find((image) => image.id === osid)?.osname ?? "",
  };
  return `${stateOf(panel, vm)}|${JSON.stringify(details)}`;
});

export const vmReload = command(
  z.strictObject({ vmid: id, osid: id, rot: optional(flag) }),
  (panel, { vmid, osid, rot }) => {
    const vm = panel.idle(vmid);
    if (vm.row.status !== "2" && !vm.setupFailed)
      throw new RstackRefusal("the virtual machine is locked or suspended", "云主机已锁定或中止");
    const image = panel.imageOn(panel.node(vm.row.nodeid), osid, "os");
    const limit = panel.user(vm.row.userid).row.cvdate;
    if (limit > panel.wall("yyyyMMdd"))
      throw new RstackRefusal(`reinstalling is limited until ${limit}`, `${limit}前限制重装`);
    Object.assign(vm.row, {
      osid,
      os: image.name,
      ostype: image.ostype,
      status: "0",
      rvcount: String(Number(vm.row.rvcount) + 1),
      cvdate: panel.wall("yyyyMMdd"),
    });
    vm.power = "off";
    vm.setupFailed = false;
    if (rot === true) vm.dataErased += 1;
    const failure = panel.state.nextInstallFails ?? undefined;
    panel.state.nextInstallFails = null;
    panel.begin(vm, "2", { osid }, panel.manners.installSeconds, failure);
    panel.note("reinstall", vmid);
    return done;
  },
);

export const vmResetps = command(
  z.strictObject({ vmid: id, vmuser: optional(text), vmpass: newPassword }),
  (panel, { vmid, vmuser, vmpass }) => {
    const vm = panel.running(vmid);
    if (vmuser !== undefined && vm.row.ostype !== "windows")
      throw new RstackRefusal("accounts can be added on windows only", "仅支持windows系统自建账号");
    panel.begin(vm, "6", { vmpass });
    panel.note("resetPassword", vmid);
    return done;
  },
);

export const vmSetport = command(
  z.strictObject({ vmid: id, remote_port: remotePort }),
  (panel, { vmid, remote_port }) => {
    const vm = panel.running(vmid);
    panel.begin(vm, "7", {
      remote_port: remote_port === 1 ? randomPort(panel.nextId()) : String(remote_port),
    });
    return done;
  },
);

const consoleSeconds = 3600;

export const vmConsole = command(
  z.strictObject({ vmid: id, subvaction: z.enum(["state", "enable", "logout"]) }),
  (panel, { vmid, subvaction }) => {
    const vm = panel.vm(vmid);
    const nowMs = panel.nowMs();
    if (vm.console !== null && vm.console.expiresAtMs <= nowMs) vm.console = null;
    if (subvaction === "state") {
      const node = panel.node(vm.row.nodeid).row;
      return JSON.stringify({
        expiretime: vm.console === null ? "" : String(Math.floor(vm.console.expiresAtMs / 1000)),
        guid: vm.row.guid,
        nodeip: node.ip,
        state: "enabled",
        vmname: vm.row.vmname,
        vncserver: `http://${node.ip}:8001`,
        vnctoken: vm.console?.token ?? "",
      });
    }
    if (subvaction === "logout") vm.console = null;
    else {
      panel.running(vmid);
      vm.console = { token: `vnc${panel.nextId()}`, expiresAtMs: nowMs + consoleSeconds * 1000 };
    }
    return done;
  },
);
