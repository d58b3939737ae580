import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../core/flow/resource";
import { startRstackSandbox, type RstackSandbox } from "../sandbox";
import type { RstackHabits } from "../sandbox/rstack/habits";
import { ordinaryVm, RstackStack } from "../../test-support/rstack-stack";

/** What the vendor's document names of a VM's row: the filters of its list. */
const namedByFilters = new Set("id areaid nodeid vmname guid ip ipv6 osid cdid status remark".split(" "));
/** The fields of a row of a VM. */
const everyField = (
  "id userid areaid areaname nodeid nodename osid os ostype vmname guid mac cpu cpu_limit cpu_weight ram_min ram ram_buffer ram_weight " +
  "systemdisk disk disk_sys_iops disk_data_iops port bwlimit bwusage bwdate backup_snapshot backup_full portmap binding_domain vmpass " +
  "remote_port ip additionals_ip ipv6 additionals_ipv6 iptype publicip cdid status rvcount cvdate remark"
).split(" ");
/** Those that no filter names. */
const onlyFilters = everyField.filter((name) => !namedByFilters.has(name));
/** Nearly all of them. */
const bare = everyField.filter((name) => !["id", "vmname", "remark"].includes(name));

/** Controllers that answer otherwise, each a name and what is different: the life of a VM and of what belongs to it, on each. */
const habits: readonly (readonly [string, Partial<RstackHabits>])[] = [
  ["says numbers as numbers", { bareNumbers: true }],
  ["says null for nothing", { nulls: true }],
  ["lists of a VM what the filters name", { leavesOut: { hyper: onlyFilters } }],
  ["lists of a VM next to nothing", { leavesOut: { hyper: bare } }],
  ["tells neither VMs nor addresses in full", { leavesOut: { hyper: bare, hyperip: ["vmid", "iptype"] } }],
  [
    "says little of its nodes",
    { leavesOut: { hypernode: ["maxcpu", "allowram", "allowdisk", "status", "areaid"] } },
  ],
  [
    "answers a creation with next to nothing",
    { leavesOut: { vm_create: everyField.filter((name) => name !== "id") } },
  ],
  ["cuts remarks behind the token", { longestRemark: 15 }],
  ["cuts remarks within the time", { longestRemark: 30 }],
  ["cuts remarks within the text", { longestRemark: 43 }],
  [
    "does not say whether an address is shared",
    { leavesOut: { hyper: ["publicip"], vm_exinfo: ["publicip"] } },
  ],
  ["has no addresses in its list of addresses", { leavesOut: { hyper: onlyFilters, hyperip: ["ip"] } }],
];

let sandbox: RstackSandbox;
let stack: RstackStack;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0.05, taskSeconds: 0.02, powerSeconds: 0.02 });
  stack = new RstackStack(sandbox);
});
afterEach(() => sandbox.close());

const vm: Properties = { ...ordinaryVm, remark: "shop" };

const vms = () => sandbox.ledger().vms;
const events = () => sandbox.ledger().events.map(({ kind }) => kind);

describe.each(habits)("a controller that %s", (_, habit) => {
  beforeEach(() => {
    sandbox.panel.answer(habit);
  });

  it("makes one VM, which stays as it is, changes as it is told, and goes", async () => {
    expect(await stack.up(vm)).toBe("create");
    expect(events()).toEqual(["create"]);
    expect(stack.outputs).toMatchObject({ status: "ready", name: "web1", remark: "shop", cpu: 2 });
    expect(await stack.up(vm)).toBe("none");
    await stack.refresh();
    expect(await stack.preview(vm)).toBe("");
    expect(await stack.up(vm)).toBe("none");
    const more = { ...vm, memoryMb: 4096, allowPowerCycle: true, trafficGb: 900, remark: "front" };
    expect(await stack.up(more)).toBe("update");
    expect(vms()).toMatchObject([{ applied: { ram: "4096" }, power: "running" }]);
    await stack.refresh();
    expect(await stack.up(more)).toBe("none");
    const other = { ...more, image: "debian11", allowReinstall: "debian11" };
    expect(await stack.up(other)).toBe("update");
    expect(await stack.up(other)).toBe("none");
    await stack.refresh();
    expect(await stack.up(other)).toBe("none");
    expect(vms()).toMatchObject([{ image: "debian11", reinstalls: 1 }]);
    expect(sandbox.panel.passwordIs("341", String(stack.outputs.password))).toBe(true);
    expect(await stack.destroy()).toBe("deleted");
    expect(vms()).toEqual([]);
    expect(events().filter((kind) => kind !== "restart" && kind !== "resetPassword")).toEqual([
      "create",
      "reinstall",
      "delete",
    ]);
  });

  it("loses the answer to a creation, and one VM is made", async () => {
    sandbox.fault({ action: "vm_create", kind: "lostAfter" });
    expect(await stack.up(vm)).toBe("create");
    expect(await stack.up(vm)).toBe("none");
    expect(events()).toEqual(["create"]);
  });

  it("counts addresses once, or says that it does not tell them", async () => {
    await stack.up(vm);
    const two = { ...vm, ipv4: { count: 2 } };
    const done = await stack.up(two);
    if (done === "update") {
      expect(vms()[0]?.boundIps).toHaveLength(2);
      expect(await stack.up(two)).toBe("none");
      expect(stack.outputs.ipAddresses).toEqual(vms()[0]?.ips);
    } else {
      expect(done).toContain("the controller does not tell which IPv4 addresses the VM has");
    }
    expect(sandbox.count("vm_addip")).toBe(done === "update" ? 1 : 0);
  });

  it("keeps its children, each made once", async () => {
    const shared = sandbox.panel.addVm({
      ...{ vmname: "shared", nodeid: "5", portmap: 2, binding_domain: 1, backup_snapshot: 2 },
    });
    const things: [string, Properties][] = [
      ["PortMapping", { vm: shared, privatePort: 22 }],
      ["NatWebsite", { vm: shared, domain: "Shop.example.com", privatePort: 80 }],
      ["Snapshot", { vm: shared }],
      ["HyperUser", { userId: "9001", username: "shop", email: "ops@example.com" }],
    ];
    for (const [type, args] of things) {
      const thing = new RstackStack(sandbox, type);
      expect(await thing.up(args), type).toBe("create");
      await thing.refresh();
      expect(await thing.up(args), type).toBe("none");
      expect(await thing.destroy(), type).toBe("deleted");
    }
    expect(sandbox.ledger()).toMatchObject({ natRules: [], snapshots: [] });
    expect(
      ["vm_portmap", "vm_domain", "vm_snapshot", "user_add"].map((action) => sandbox.count(action)),
    ).toEqual([2, 2, expect.any(Number), 1]);
    expect(events().filter((kind) => kind === "snapshot")).toHaveLength(1);
  });
});
