import { addressesOf, type RstackPanel } from "./panel";
import type { Task, Vm } from "./rows";

const dayMs = 86_400_000;

/**
 * Does what has become due by the panel's clock: ends of tasks and of power changes, deletions, new months of traffic.
 * @returns whether anything changed
 */
export function settle(panel: RstackPanel): boolean {
  const nowMs = panel.nowMs();
  const { state } = panel;
  let changed = false;
  for (const task of state.tasks.filter((one) => !one.finished && one.endMs <= nowMs)) {
    finish(panel, task);
    changed = true;
  }
  for (const vm of state.vms) {
    if (vm.powerChange !== null && vm.powerChange.atMs <= nowMs) {
      vm.power = vm.powerChange.to;
      vm.powerChange = null;
      changed = true;
    }
    if (Number(vm.row.bwdate) * 1000 <= nowMs) {
      beginMonth(vm, nowMs);
      changed = true;
    }
  }
  for (const vm of state.vms.filter((one) => one.deletesAtMs !== null && one.deletesAtMs <= nowMs)) {
    remove(panel, vm);
    changed = true;
  }
  return changed;
}

/** A month of traffic is 30 days. */
function beginMonth(vm: Vm, nowMs: number): void {
  const months = Math.ceil((nowMs + 1 - Number(vm.row.bwdate) * 1000) / (30 * dayMs));
  vm.row.bwdate = String(Number(vm.row.bwdate) + months * 30 * 86_400);
  vm.row.bwusage = "0";
  if (vm.row.status === "-2" || vm.row.status === "-3") vm.row.status = "2";
}

function finish(panel: RstackPanel, task: Task): void {
  task.finished = true;
  const vm = panel.state.vms.find((one) => one.row.id === task.vmid);
  if (vm === undefined) return;
  const { order } = task;
  switch (task.tasktype) {
    case "1":
    case "2":
      vm.setupFailed = task.failure !== null;
      if (!vm.setupFailed) install(panel, vm, task);
      break;
    case "3":
      for (const snapshot of panel.state.snapshots) if (snapshot.name === order.name) snapshot.status = "1";
      break;
    case "4":
      break;
    case "5":
      vm.boundIps = addressesOf(vm);
      break;
    case "6":
      vm.password = order.vmpass ?? vm.password;
      vm.row.vmpass = vm.password;
      break;
    case "7":
      vm.row.remote_port = order.remote_port ?? vm.row.remote_port;
      break;
  }
}

function install(panel: RstackPanel, vm: Vm, task: Task): void {
  vm.row.status = "2";
  vm.power = "running";
  vm.boundIps = addressesOf(vm);
  vm.password = vm.row.vmpass;
  vm.row.guid = guidOf(task.id);
  panel.apply(vm);
  vm.applied.systemdisk = vm.row.systemdisk;
}

/** A GUID for a number: the same for the same. */
const guidOf = (number: string): string => `138d0073-5026-458d-b2b6-${number.padStart(12, "0")}`;

/** Deletes a machine with everything that belongs to it. */
export function remove(panel: RstackPanel, vm: Vm): void {
  const { state } = panel;
  const { id: vmid, nodeid } = vm.row;
  state.vms = state.vms.filter((one) => one !== vm);
  state.tasks = state.tasks.filter((one) => one.vmid !== vmid);
  state.snapshots = state.snapshots.filter((one) => one.vmid !== vmid);
  state.natRules = state.natRules.filter((one) => one.vmid !== vmid);
  for (const ip of state.ips) if (ip.vmid === vmid) ip.vmid = "0";
  occupy(panel, nodeid, -Number(vm.row.ram), -Number(vm.row.disk));
  panel.note("delete", vmid);
}

/** Takes memory (MB) and disk (GB) from a node, or gives them back when negative. */
export function occupy(panel: RstackPanel, nodeid: string, ram: number, disk: number): void {
  const { row } = panel.node(nodeid);
  row.allowram = String(Number(row.allowram) - ram);
  row.allowdisk = String(Number(row.allowdisk) - disk);
}

/** How far a task is, as `hypertask` and `vm_state` show it. */
export function progressOf(task: Task, nowMs: number): { taskstep: string; status: string; taskmsg: string } {
  if (task.finished) return { taskstep: "3", status: "3", taskmsg: task.failure ?? "0" };
  const share = task.endMs === task.startMs ? 1 : (nowMs - task.startMs) / (task.endMs - task.startMs);
  const percent = String(Math.max(0, Math.min(99, Math.floor(share * 100))));
  if (share < 0.1) return { taskstep: "1", status: "0", taskmsg: percent };
  if (share < 0.7) return { taskstep: "1", status: "1", taskmsg: percent };
  return { taskstep: "2", status: "2", taskmsg: percent };
}
