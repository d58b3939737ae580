import { DateTime } from "luxon";
import type { SandboxClock } from "../clock";
import { asInTheSamples, type RstackHabits } from "./habits";
import { busy, noSuch, RstackRefusal } from "./refusal";
import { hardwareColumns, type Event, type ImageRow, type Node, type Task, type User, type Vm } from "./rows";
import type { RstackState } from "./state";

/** How long things take, and how strict the controller is with times. Seconds. */
export interface RstackManners {
  installSeconds: number;
  taskSeconds: number;
  powerSeconds: number;
  clockToleranceSeconds: number;
  emptyRows: string;
}

const suspended = new RstackRefusal("the virtual machine is suspended", "云主机已中止");
const locked = new RstackRefusal("the virtual machine is locked", "云主机已锁定");
const overTraffic = new RstackRefusal("the virtual machine is over its traffic", "云主机已超流量停机");
const notInstalled = new RstackRefusal("the virtual machine is not installed", "云主机安装错误");
const notRunning = new RstackRefusal("the virtual machine must be running", "请先开机");

/** The controller's tables and what every operation needs of them. */
export class RstackPanel {
  /** Random texts that were used, and when, in Unix seconds: none is accepted twice. */
  readonly randoms = new Map<string, number>();
  habits: RstackHabits = asInTheSamples;

  constructor(
    readonly state: RstackState,
    readonly manners: RstackManners,
    private readonly clock: SandboxClock,
  ) {}

  /** The panel's time. */
  now(): Date {
    return this.clock.now();
  }

  nowMs(): number {
    return this.clock.now().getTime();
  }

  unixSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  /** The panel's time on its wall, in UTC+8. */
  wall(format: string, atMs = this.nowMs()): string {
    return DateTime.fromMillis(atMs, { zone: "UTC+8" }).toFormat(format);
  }

  /** An id not given out before. */
  nextId(): string {
    this.state.sequence += 1;
    return String(this.state.sequence);
  }

  /** A remark as far as it is kept. */
  remarkOf(text: string): string {
    return text.slice(0, this.habits.longestRemark);
  }

  note(kind: Event["kind"], vmid: string): void {
    this.state.events.push({ kind, vmid, at: this.now().toISOString() });
  }

  /** @throws RstackRefusal when there is no such machine, or it is being deleted */
  vm(vmid: string): Vm {
    const vm = this.state.vms.find((one) => one.row.id === vmid);
    if (vm?.deletesAtMs !== null) throw noSuch.vm;
    return vm;
  }

  /** @throws RstackRefusal unless the machine is there and nothing is being done to it */
  idle(vmid: string): Vm {
    const vm = this.vm(vmid);
    if (vm.powerChange !== null || this.openTask(vmid) !== undefined) throw busy;
    return vm;
  }

  /** @throws RstackRefusal unless the machine is idle, installed, and neither locked, suspended nor stopped for its traffic */
  usable(vmid: string): Vm {
    const vm = this.idle(vmid);
    if (vm.setupFailed) throw notInstalled;
    const { status } = vm.row;
    if (status === "1") throw locked;
    if (status === "-1") throw suspended;
    if (status === "-3") throw overTraffic;
    return vm;
  }

  /** @throws RstackRefusal unless the machine is usable and on */
  running(vmid: string): Vm {
    const vm = this.usable(vmid);
    if (vm.power !== "running") throw notRunning;
    return vm;
  }

  openTask(vmid: string): Task | undefined {
    return this.state.tasks.find((task) => task.vmid === vmid && !task.finished);
  }

  /** Begins something that ends after a while. */
  begin(
    vm: Vm,
    tasktype: Task["tasktype"],
    order: Record<string, string>,
    seconds?: number,
    failure?: string,
  ): Task {
    const { id: vmid, vmname, nodeid } = vm.row;
    const startMs = this.nowMs();
    const endMs = startMs + (seconds ?? this.manners.taskSeconds) * 1000;
    const id = this.nextId();
    const task = {
      id,
      vmid,
      vmname,
      nodeid,
      tasktype,
      startMs,
      endMs,
      finished: false,
      failure: failure ?? null,
      order,
    };
    this.state.tasks.push(task);
    return task;
  }

  /** Turns the machine on or off after a while; on again counts as a restart when it is on now. */
  power(vm: Vm, to: "running" | "off"): void {
    if (vm.power === "running" && to === "running") {
      vm.restarts += 1;
      this.note("restart", vm.row.id);
      vm.power = "off";
    }
    vm.powerChange = { to, atMs: this.nowMs() + this.manners.powerSeconds * 1000 };
  }

  user(userid: string): User {
    const user = this.state.users.find((one) => one.row.userid === userid);
    if (user === undefined) throw noSuch.user;
    return user;
  }

  node(nodeid: string): Node {
    const node = this.state.nodes.find((one) => one.row.id === nodeid);
    if (node === undefined) throw noSuch.node;
    return node;
  }

  /** The image, if it is on the node. */
  imageOn(node: Node, imageid: string, osfile: "os" | "cd"): ImageRow {
    const image = this.state.images.find((one) => one.id === imageid && one.osfile === osfile);
    if (image === undefined || !node.images.includes(imageid)) throw noSuch.image;
    return image;
  }

  /** Makes the node give the machine what its record says. */
  apply(vm: Vm): void {
    for (const column of hardwareColumns) vm.applied[column] = vm.row[column];
  }
}

/** All addresses of a machine, the main ones first. */
export const addressesOf = (vm: Vm): string[] =>
  [vm.row.ip, vm.row.additionals_ip, vm.row.ipv6, vm.row.additionals_ipv6]
    .flatMap((field) => field.split(","))
    .filter((address) => address !== "");
