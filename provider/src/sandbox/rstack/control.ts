import { createVm, type CreateParams } from "./create";
import { asInTheSamples, type RstackHabits } from "./habits";
import { remove, settle } from "./life";
import { addressesOf, type RstackPanel } from "./panel";
import type { ImageRow, IpRow, NodeRow, PoolRow, UserRow, Vm, VmRow } from "./rows";

/** What an administrator, or another program, does in the back office. Unknown ids throw. */
export interface RstackPanelControl {
  /** A copy of the whole row. */
  vm(vmid: string): VmRow | undefined;
  /** Changes raw columns of the record. A `status` set here stays until it is set again. */
  editVm(vmid: string, patch: Partial<VmRow>): void;
  /** Turns the machine on or off at once, or puts it to sleep. */
  setPower(vmid: string, power: Vm["power"]): void;
  /** Makes a machine vanish, as if it had never been. */
  removeVm(vmid: string): void;
  /** Makes a machine that is there at once, on node 1 with the smallest sizes unless told otherwise. */
  addVm(params?: Partial<CreateParams>): string;
  /** Makes a complete backup of a machine: a full one, as no operation of the API can, or a snapshot. Returns its name. */
  addBackup(vmid: string, kind: "full" | "snapshot"): string;
  /** Binds the addresses of the record inside the machine (绑定ip地址). */
  bindIps(vmid: string): void;
  /** Counts traffic in GB: above the limit the machine is stopped. */
  useTraffic(vmid: string, gb: number): void;
  /** Whether this is the password inside the machine. */
  passwordIs(vmid: string, password: string): boolean;
  /** Makes another user like `8080`, with this number. */
  addUser(userid: string): void;
  editUser(userid: string, patch: Partial<UserRow>): void;
  editNode(nodeid: string, patch: Partial<NodeRow>): void;
  editImage(imageid: string, patch: Partial<ImageRow>): void;
  editPool(poolid: string, patch: Partial<PoolRow>): void;
  /** Changes an address: `{ vmid: "999" }` gives it to someone else, `{ vmid: "0" }` frees it. */
  editIp(ip: string, patch: Partial<IpRow>): void;
  /** Takes all free addresses of a node away. */
  exhaustIps(nodeid: string): void;
  /** Snapshots and backups of a VM whose quota is -1. */
  setGroupQuota(count: number): void;
  /** The next installation ends with this failure, or no failure is waiting any more. */
  failNextInstall(message: string | undefined): void;
  /** Answers in another way from now on, where the document leaves it open: what is not given is as in the vendor's samples. */
  answer(habits: Partial<RstackHabits>): void;
  /** Refuses every call with this message, or none any more. */
  block(message: string | undefined): void;
  setKey(apiKey: string): void;
}

/** @param save called after each change */
export function rstackControl(panel: RstackPanel, save: () => void): RstackPanelControl {
  const { state } = panel;
  const changing = (change: () => void): void => {
    settle(panel);
    change();
    settle(panel);
    save();
  };
  const found = (vmid: string): Vm => {
    const vm = state.vms.find((one) => one.row.id === vmid);
    if (vm === undefined) throw new RangeError(`The controller has no machine ${vmid}.`);
    return vm;
  };
  return {
    vm: (vmid) => {
      settle(panel);
      return structuredClone(state.vms.find((one) => one.row.id === vmid)?.row);
    },
    editVm: (vmid, patch) => {
      changing(() => Object.assign(found(vmid).row, patch));
    },
    setPower: (vmid, power) => {
      changing(() => Object.assign(found(vmid), { power, powerChange: null }));
    },
    removeVm: (vmid) => {
      changing(() => {
        remove(panel, found(vmid));
      });
    },
    addVm: (params = {}) => {
      let vmid = "";
      changing(() => {
        const vm = createVm(panel, { ...smallest, ...params });
        vmid = vm.row.id;
        for (const task of state.tasks) if (task.vmid === vmid) task.endMs = panel.nowMs();
      });
      return vmid;
    },
    addBackup: (vmid, kind) => {
      const { vmname, userid } = found(vmid).row;
      const id = panel.nextId();
      const name = `${vmname}_${panel.wall("yyyyMMddHHmmss")}_${id}`;
      const times = panel.wall("yyyy-MM-dd HH:mm:ss");
      const backuptype = kind === "full" ? "2" : "1";
      changing(() => state.snapshots.push({ id, vmid, userid, backuptype, name, status: "1", times }));
      return name;
    },
    bindIps: (vmid) => {
      changing(() => Object.assign(found(vmid), { boundIps: addressesOf(found(vmid)) }));
    },
    useTraffic: (vmid, gb) => {
      changing(() => {
        const vm = found(vmid);
        vm.row.bwusage = String(Number(vm.row.bwusage) + gb);
        if (vm.row.bwlimit === "0" || Number(vm.row.bwusage) <= Number(vm.row.bwlimit)) return;
        vm.row.status = "-3";
        Object.assign(vm, { power: "off", powerChange: null });
      });
    },
    passwordIs: (vmid, password) => {
      settle(panel);
      return found(vmid).password === password;
    },
    addUser: (userid) => {
      changing(() => {
        const { row, password } = panel.user("8080");
        const own = { id: panel.nextId(), userid, username: `user${userid}` };
        state.users.push({ row: { ...row, ...own }, password });
      });
    },
    editUser: (userid, patch) => {
      changing(() => Object.assign(panel.user(userid).row, patch));
    },
    editNode: (nodeid, patch) => {
      changing(() => Object.assign(panel.node(nodeid).row, patch));
    },
    editImage: (imageid, patch) => {
      changing(() => Object.assign(rowOf(state.images, "id", imageid), patch));
    },
    editPool: (poolid, patch) => {
      changing(() => Object.assign(rowOf(state.pools, "id", poolid), patch));
    },
    editIp: (ip, patch) => {
      changing(() => Object.assign(rowOf(state.ips, "ip", ip), patch));
    },
    exhaustIps: (nodeid) => {
      const pools = state.pools.filter((pool) => pool.nodeid === nodeid).map((pool) => pool.id);
      changing(() => {
        for (const ip of state.ips) if (ip.vmid === "0" && pools.includes(ip.ipblockid)) ip.vmid = "999999";
      });
    },
    setGroupQuota: (count) => {
      changing(() => (state.groupQuota = count));
    },
    failNextInstall: (message) => {
      changing(() => (state.nextInstallFails = message ?? null));
    },
    answer: (habits) => {
      panel.habits = { ...asInTheSamples, ...habits };
    },
    block: (message) => {
      changing(() => (state.blocked = message ?? null));
    },
    setKey: (apiKey) => {
      changing(() => (state.apiKey = apiKey));
    },
  };
}

const smallest: CreateParams = {
  userid: "8080",
  nodeid: "1",
  osid: "15",
  vmname: "panelvm",
  cpu: 1,
  ram_min: 512,
  ram: 512,
  port: 1,
  ip: 1,
  vmpass: "Panel-Password-1",
};

function rowOf<Row extends object>(rows: Row[], key: keyof Row, value: string): Row {
  const row = rows.find((one) => one[key] === value);
  if (row === undefined) throw new RangeError(`The controller has no ${value}.`);
  return row;
}
