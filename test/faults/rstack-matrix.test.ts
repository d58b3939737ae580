import { vi } from "vitest";
import type { RstackSandbox, RstackSandboxOptions } from "../../provider/src/sandbox";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { rstackPanel } from "../support/panels";
import { vm } from "../support/rstack";

/* Every operation that changes a virtual machine, struck by every fault. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

type Vm = ReturnType<RstackSandbox["ledger"]>["vms"][number];
const when = (condition: (one: Vm) => boolean) => (sandbox: RstackSandbox) =>
  sandbox.ledger().vms.filter(condition).length;
const eventsOf = (kind: string) => (sandbox: RstackSandbox) =>
  sandbox.ledger().events.filter((event) => event.kind === kind).length;
const hasPassword = (password: string) => (sandbox: RstackSandbox) =>
  sandbox.ledger().vms.filter(({ id }) => sandbox.panel.passwordIs(id, password)).length;
const sharedIps = ["192.168.1.41", "192.168.1.40"];

const operations: Readonly<Record<string, StruckOperation<RstackSandbox>>> = {
  create: {
    type: "HyperVm",
    action: "vm_create",
    words: "create VM web1 with 2 cores, 2048 MB (not priced by this panel)",
    wanted: vm,
    isQuarantined: true,
    isOrder: true,
    effects: eventsOf("create"),
  },
  hardware: {
    type: "HyperVm",
    action: "vm_update",
    words: "change CPU 2 → 4, memory 2048 → 4096 MB (may restart the machine)",
    before: vm,
    wanted: { ...vm, cpu: 4, memoryMb: 4_096, allowPowerCycle: true },
    isQuarantined: true,
    effects: when(({ applied, restarts }) => applied.cpu === "4" && applied.ram === "4096" && restarts === 1),
  },
  record: {
    type: "HyperVm",
    action: "vm_update",
    words: "traffic 500 → 900 GB a month, snapshots 0 → 2, give it from user 8080 to 8081, set the remark",
    prepare: (sandbox) => {
      sandbox.panel.addUser("8081");
      return {};
    },
    before: vm,
    wanted: { ...vm, trafficGb: 900, quotas: { snapshots: 2 }, user: "8081", remark: "shop" },
    effects: when(({ userid, remark }) => userid === "8081" && /^rs-\S+ (\S+ )?shop$/.test(remark)),
  },
  reinstall: {
    type: "HyperVm",
    action: "vm_reload",
    words: "REINSTALL debian11: erases the system disk",
    before: vm,
    wanted: { ...vm, image: "debian11", allowReinstall: "debian11" },
    effects: when(({ image, reinstalls }) => image === "debian11" && reinstalls === 1),
  },
  password: {
    type: "HyperVm",
    action: "vm_resetps",
    words: "set a new password",
    before: { ...vm, password: "First-Password-11" },
    wanted: { ...vm, password: "Second-Password-22" },
    effects: hasPassword("Second-Password-22"),
  },
  stop: {
    type: "HyperVm",
    action: "vm_stop",
    words: "stop the machine",
    before: { ...vm, powerState: "running" },
    wanted: { ...vm, powerState: "stopped" },
    effects: when(({ power }) => power === "off"),
  },
  start: {
    type: "HyperVm",
    action: "vm_start",
    words: "start the machine",
    before: { ...vm, powerState: "stopped" },
    wanted: { ...vm, powerState: "running" },
    effects: when(({ power }) => power === "running"),
  },
  restart: {
    type: "HyperVm",
    action: "vm_restart",
    words: "restart the machine",
    before: vm,
    wanted: { ...vm, rebootTriggers: [1] },
    effects: eventsOf("restart"),
  },
  addAddress: {
    type: "HyperVm",
    action: "vm_addip",
    words: "add 1 IPv4 address (1 → 2)",
    before: vm,
    wanted: { ...vm, ipv4: { count: 2 } },
    isQuarantined: true,
    effects: eventsOf("addIps"),
  },
  setAddresses: {
    type: "HyperVm",
    action: "vm_setips",
    words: /(?:set the IPv4 addresses to 192.168.1.41, 192.168.1.40|bind the IPv4 addresses in the machine)/,
    before: { ...vm, ipv4: { addresses: [sharedIps[1]] } },
    wanted: { ...vm, ipv4: { addresses: sharedIps } },
    effects: when(({ boundIps }) => boundIps.join() === sharedIps.join()),
  },
  remotePort: {
    type: "HyperVm",
    action: "vm_setport",
    words: "set the remote port to 12345",
    before: vm,
    wanted: { ...vm, remotePort: 12_345 },
    effects: (sandbox) =>
      sandbox.ledger().vms.filter(({ id }) => sandbox.panel.vm(id)?.remote_port === "12345").length,
  },
  cd: {
    type: "HyperVm",
    action: "vm_cd_manage/change",
    words: "put the CD rescue into the drive",
    before: vm,
    wanted: { ...vm, cd: "rescue" },
    effects: (sandbox) => sandbox.ledger().vms.filter(({ id }) => sandbox.panel.vm(id)?.cdid === "91").length,
  },
  suspend: {
    type: "HyperVm",
    action: "vm_update",
    words: "suspend the VM",
    before: vm,
    wanted: { ...vm, suspended: true },
    effects: when(({ status }) => status === "-1"),
  },
  delete: {
    type: "HyperVm",
    action: "vm_delete",
    words: /DELETE VM \d+ with its disks/,
    before: vm,
    effects: eventsOf("delete"),
  },
};

describeMatrix<RstackSandbox, RstackSandboxOptions>({
  kind: rstackPanel,
  // Long enough to be seen on a busy machine.
  options: { installSeconds: 0.2, taskSeconds: 1.5, powerSeconds: 1 },
  operations,
  refusal: 'The panel said: "系统繁忙，请稍后再试" (the controller has a fault or is busy)',
  urlOf: ({ url }) => url,
  made: eventsOf("create"),
});
