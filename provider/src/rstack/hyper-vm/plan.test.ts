import { describe, expect, it } from "vitest";
import { area, image, ip, node, pool, vm } from "../api/wire";
import type { HyperVmArguments } from "./arguments";
import type { RstackCatalog } from "../catalog";
import type { Account } from "../../core/account";
import { planFor } from "../../core/flow/planning";
import { stepsOf, type Change } from "../../core/plan";
import type { Recorded } from "../../core/record";
import { hyperVm } from "./hyper-vm";
import { observe, type HyperVmObserved } from "./observed";

import { RstackSession } from "../session";
import type { HyperVmInput } from "./steps";
import { sentBy } from "../../../test-support/recorded-calls";
import { ordinaryVm } from "../../../test-support/rstack-stack";

type Wanted = Partial<HyperVmArguments>;

const catalog: RstackCatalog = {
  areas: [area.parse({ id: "1", name: "East" })],
  nodes: [
    node.parse({
      id: "1",
      name: "a",
      areaid: "1",
      maxcpu: "32",
      allowram: "8192",
      allowdisk: "100",
      status: "0",
    }),
    node.parse({
      id: "2",
      name: "b",
      areaid: "1",
      maxcpu: "8",
      allowram: "512",
      allowdisk: "100",
      status: "0",
    }),
  ],
  images: [
    image.parse({ id: "15", name: "centos7.6", osfile: "os" }),
    image.parse({ id: "16", name: "debian11", osfile: "os" }),
    image.parse({ id: "90", name: "rescue", osfile: "cd" }),
  ],
  pools: [pool.parse({ id: "1", nodeid: "1" }), pool.parse({ id: "2", nodeid: "2" })],
  ips: [
    ip.parse({ ip: "10.0.0.1", ipblockid: "1", vmid: "341" }),
    ip.parse({ ip: "10.0.0.2", ipblockid: "1", vmid: "341" }),
    ip.parse({ ip: "10.0.0.3", ipblockid: "1", vmid: "0" }),
    ip.parse({ ip: "10.0.0.4", ipblockid: "1", vmid: "999" }),
  ],
};

const wanted: Wanted = {
  ...ordinaryVm,
  node: "a",
  dataDiskGb: 20,
  remark: "shop",
  quotas: { snapshots: 1 },
};

const account: Account = {
  vendor: "rstack",
  alias: "default",
  key: "rstack://test",
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  session: undefined,
};

const names = { node: { text: "a", id: "1" }, image: { text: "centos7.6", id: "15" } };

/** The machine as those arguments made it, running. */
function machine(changes: Partial<HyperVmObserved> = {}): HyperVmObserved {
  const row = vm("Asia/Shanghai").parse({
    id: "341",
    userid: "8080",
    areaid: "1",
    nodeid: "1",
    osid: "15",
    vmname: "web1",
    cpu: "2",
    ram: "2048",
    ram_min: "2048",
    port: "10",
    bwlimit: "500",
    disk: "20",
    backup_snapshot: "1",
    ip: "10.0.0.1",
    additionals_ip: "10.0.0.2",
    remote_port: "0",
    cdid: "",
    status: "2",
    remark: "shop rs-0123456789ab 2026-10-01T12:00:16+08:00",
  });
  return { ...observe(row), powerState: "running", ...changes };
}

const aContext = {
  account,
  token: "",
  password: "set by the test",
  orderNumber: "1",
  now: new Date(0),
  extra: {},
};
/** Which tasks of the type there are is asked before a call that begins one. */
const tasks = (type: string) => ["getTasks", { vmId: "341", type }];
const reset = [tasks("resetPassword"), ["resetPassword", "341", "set by the test"]];
const setRemark = (remark: string) => ["updateVm", "341", { remark }, false];

/** What a plan of one step sends. */
function sent(steps: readonly Change<HyperVmObserved>[]) {
  expect(steps).toHaveLength(1);
  return sentBy(steps[0], machine(), RstackSession);
}

function recordOf(before: Wanted, observed: HyperVmObserved): Recorded<HyperVmArguments, HyperVmObserved> {
  return {
    arguments: before,
    observed,
    lifecycle: { origin: "bought", claim: 0, supersedes: [], passwordLost: false, serviceId: "341" },
    names,
    urn: "",
    token: "rs-0123456789ab",
    extra: {},
  };
}

/** What a change of the arguments comes to. */
function plan(
  change: Wanted,
  now: Partial<HyperVmObserved> = {},
  more: Partial<HyperVmInput> = {},
  before = wanted,
) {
  const observed = machine(now);
  const { order, steps, faults, replaces, warnings } = hyperVm.plan({
    observed,
    recorded: recordOf(before, observed),
    wanted: { ...wanted, ...change },
    unknown: new Set(),
    names,
    catalog,
    account,
    now: new Date("2026-10-02T00:00:00Z"),
    passwordLost: false,
    ...more,
  });
  const all = stepsOf({ order, steps });
  return { words: all.map((step) => step.words), all, steps, faults, replaces, warnings };
}

function create(change: Wanted = {}, more: Partial<HyperVmInput> = {}) {
  return plan(change, {}, { observed: undefined, recorded: undefined, ...more });
}

const nameOf = (key: "area" | "node" | "image" | "cd", text: string, id: string) => ({
  names: { ...names, [key]: { text, id } },
});

describe("unchanged arguments", () => {
  it("are no step", () => {
    expect(plan({})).toEqual({ words: [], all: [], steps: [], faults: [], replaces: [], warnings: [] });
  });

  it("are no step when the controller's row says next to nothing", () => {
    const silent = observe(
      vm("Asia/Shanghai").parse({ id: "341", status: "2", ip: "10.0.0.1", additionals_ip: "10.0.0.2" }),
    );
    expect(
      plan(
        { cd: "rescue" },
        {},
        { observed: silent, ...nameOf("cd", "rescue", "90") },
        { ...wanted, cd: "rescue" },
      ).words,
    ).toEqual([]);
  });
});

describe("hardware", () => {
  it("is changed in one call, which may restart the machine and needs consent", async () => {
    const { words, steps, faults } = plan({ cpu: 4, memoryMb: 4096 });
    expect(words).toEqual(["change CPU 2 → 4, memory 2048 → 4096 MB (may restart the machine)"]);
    expect(steps).toMatchObject([
      {
        kind: "upgrade",
        interrupts: true,
        consent: { property: "cpu", words: expect.stringContaining("allowPowerCycle") as string },
      },
    ]);
    expect(await sent(steps)).toEqual([
      ["updateVm", "341", { cpu: 4, memoryMb: 4096, memoryMinMb: 4096 }, true],
    ]);
    expect(faults).toEqual([]);
  });

  it("needs no consent while the machine is off, nor when it is stopped first", () => {
    expect(plan({ cpu: 4 }, { powerState: "stopped" }).steps).toMatchObject([
      { interrupts: false, consent: undefined },
    ]);
    const { words, steps } = plan({ cpu: 4, powerState: "stopped" });
    expect(words).toEqual(["stop the machine", "change CPU 2 → 4"]);
    expect(steps[1]?.consent).toBeUndefined();
  });

  it("is changed before the machine is started", () => {
    expect(plan({ cpu: 4, powerState: "running" }, { powerState: "stopped" }).words).toEqual([
      "change CPU 2 → 4",
      "start the machine",
    ]);
  });

  it("needs consent when nobody asked for the power", () => {
    const unasked = machine();
    delete unasked.powerState;
    expect(plan({ cpu: 4 }, {}, { observed: unasked }).steps).toMatchObject([
      { consent: { argument: "allowPowerCycle" } },
    ]);
  });

  it("lets the data disk grow and never shrink", () => {
    expect(plan({ dataDiskGb: 40 })).toMatchObject({
      words: ["change data disk 20 → 40 GB (may restart the machine)"],
      faults: [],
    });
    expect(plan({ dataDiskGb: 10 }).faults).toEqual([
      {
        property: "dataDiskGb",
        reason: "cannot shrink: the data disk has 20 GB, and the controller only lets it grow",
      },
    ]);
  });

  it("becomes dynamic memory with a minimum, and static again without", () => {
    expect(plan({ memoryMinMb: 1024 }).words).toEqual([
      "change minimum of memory 2048 → 1024 MB (may restart the machine)",
    ]);
    expect(plan({}, { memoryMinMb: 1024 }).words).toEqual([
      "change minimum of memory 1024 → 2048 MB (may restart the machine)",
    ]);
  });

  it.each<[Wanted, string]>([
    [{ cpu: 33 }, "the node a offers 32 cores at most"],
    [{ memoryMb: 2048 + 8193 }, "the node a has 8192 MB free"],
    [{ dataDiskGb: 121 }, "the node a has 100 GB free"],
  ])("that the node does not seem to have is a warning: %j", (change, reason) => {
    expect(plan(change)).toMatchObject({ warnings: [reason], faults: [] });
    expect(plan(change).words).toHaveLength(1);
    expect(plan(change, {}, { catalog: undefined }).warnings).toEqual([]);
  });
});

describe("the record", () => {
  it("is changed in one call that interrupts nothing", async () => {
    const { steps } = plan({
      trafficGb: 0,
      quotas: { snapshots: "byUserGroup", portMappings: 2 },
      user: "9",
      remark: "new",
    });
    expect(steps).toMatchObject([
      {
        kind: "settings",
        words:
          "traffic 500 → 0 GB a month, snapshots 1 → byUserGroup, portMappings ? → 2, give it from user 8080 to 9, set the remark",
        applies: ["trafficGb", "quotas", "user", "remark"],
      },
    ]);
    const changes = {
      trafficGb: 0,
      snapshots: "byUserGroup",
      portMappings: 2,
      userId: "9",
      remark: "rs-0123456789ab 2026-10-01T12:00:16+08:00 new",
    };
    expect(await sent(steps)).toEqual([["updateVm", "341", changes, false]]);
    expect(steps[0]?.interrupts).toBeUndefined();
  });

  it("keeps the token when the user's remark goes", async () => {
    expect(await sent(plan({ remark: undefined }).steps)).toEqual([
      setRemark("rs-0123456789ab 2026-10-01T12:00:16+08:00"),
    ]);
  });
});

describe("a remark whose token somebody took away", () => {
  it("gets it back with the next text of the user's, but not on a VM that was adopted", async () => {
    const bare = { remark: "mine", markedRemark: "mine" };
    expect(await sent(plan({ remark: "shop" }, bare).steps)).toEqual([setRemark("rs-0123456789ab shop")]);
    const observed = machine(bare);
    const record = recordOf(wanted, observed);
    const adopted = { ...record, lifecycle: { ...record.lifecycle, origin: "adopted" as const } };
    expect(await sent(plan({ remark: "shop" }, bare, { recorded: adopted }).steps)).toEqual([
      setRemark("shop"),
    ]);
  });
});

describe("addresses that the record has and the machine was not told of", () => {
  const given = { ipv4: { addresses: ["10.0.0.1", "10.0.0.2"] } };
  const words = "bind the IPv4 addresses in the machine";

  it("are bound, unless they were confirmed or the machine is off", () => {
    const earlier = { ...wanted, ipv4: { count: 3 } };
    expect(plan(given, {}, {}, earlier).words).toEqual([words]);
    expect(plan({ ipv4: { count: 2 } }, {}, {}, earlier).words).toEqual([words]);
    expect(plan({ ipv4: { count: 2 } }, {}, {}, { ...wanted, ipv4: { count: 1 } }).words).toEqual([]);
    expect(plan(given, {}, {}, { ...wanted, ...given }).words).toEqual([]);
    expect(plan(given, { powerState: "stopped" }, {}, earlier).words).toEqual([]);
  });
});

describe("the status", () => {
  it.each<[Wanted, Partial<HyperVmObserved>, string[]]>([
    [{ suspended: true }, {}, ["suspend the VM"]],
    [{ locked: true }, {}, ["lock the VM"]],
    [{ suspended: false }, { suspended: true, status: "suspended" }, ["resume the VM"]],
    [{ locked: false }, { locked: true, status: "locked" }, ["unlock the VM"]],
    [{ locked: true, suspended: true }, { suspended: true }, ["lock the VM"]],
    [{}, { suspended: true }, []],
    [{ suspended: false }, { locked: true }, []],
  ])("%j with %j: %j", (change, now, words) => {
    expect(plan(change, now).words).toEqual(words);
  });

  it("is taken back first and taken away last", () => {
    expect(plan({ suspended: false, trafficGb: 1 }, { suspended: true }).words[0]).toBe("resume the VM");
    expect(plan({ suspended: true, trafficGb: 1 }).words.at(-1)).toBe("suspend the VM");
  });

  it("lets the record be changed while it keeps everything else from being done", () => {
    const decide = (change: Wanted) => {
      const observed = machine({ suspended: true, status: "suspended" });
      const given = {
        observed,
        recorded: recordOf(wanted, observed),
        wanted: { ...wanted, ...change },
        names,
      };
      const rest = { unknown: new Set<string>(), catalog, account, now: new Date(), passwordLost: false };
      return planFor(hyperVm, { ...given, ...rest }, 30);
    };
    const record = decide({ trafficGb: 900, remark: "new" });
    expect(record.faults).toEqual([]);
    expect(record.steps.map(({ words }) => words)).toEqual(["traffic 500 → 900 GB a month, set the remark"]);
    expect(decide({ trafficGb: 900, rebootTriggers: [1] })).toMatchObject({
      steps: [],
      faults: [
        {
          property: "rebootTriggers",
          reason: "restart the machine: the service is suspended; bring it back first (`suspended: false`)",
        },
      ],
    });
  });
});

describe("traffic", () => {
  const stopped = {
    overTraffic: true,
    stoppedForTraffic: true,
    status: "stopped",
    powerState: "stopped",
    trafficUsedGb: 501,
    trafficResetsAt: "2026-11-01T00:00:00+08:00",
  } as const;
  const bringBack = "bring the VM back, which was stopped for its traffic";
  const wayOut =
    "raise `trafficGb` above what is used (0: no limit), or wait until 2026-11-01T00:00:00+08:00";

  it("that is used up is a warning with the way out, and no step", () => {
    expect(plan({}, stopped)).toMatchObject({
      words: [],
      warnings: [
        `stopped for its traffic (used 501 of 500 GB): ${wayOut}, or ask for \`powerState: "running"\``,
      ],
    });
    const running = { overTraffic: true, trafficUsedGb: 501, trafficResetsAt: stopped.trafficResetsAt };
    expect(plan({}, running)).toMatchObject({
      words: [],
      warnings: [
        `over its traffic (used 501 of 500 GB); the controller has not stopped it yet, but may: ${wayOut}`,
      ],
    });
    expect(plan({}, { ...running, trafficUsedGb: 20 }).warnings).toEqual([]);
  });

  it.each<[string, Wanted, Partial<HyperVmObserved>, string[]]>([
    ["a higher limit", { trafficGb: 900 }, {}, ["traffic 500 → 900 GB a month", bringBack]],
    ["no limit", { trafficGb: 0 }, {}, ["traffic 500 → 0 GB a month", bringBack]],
    [
      "a higher limit and power",
      { trafficGb: 900, powerState: "running" },
      {},
      ["traffic 500 → 900 GB a month", bringBack, "start the machine"],
    ],
    ["a new month", {}, { trafficUsedGb: 3 }, [bringBack]],
    [
      "a suspension",
      { trafficGb: 900, suspended: true },
      {},
      ["traffic 500 → 900 GB a month", "suspend the VM"],
    ],
  ])("that stopped the machine, with %s", async (_, change, now, words) => {
    const { steps, warnings, ...planned } = plan(change, { ...stopped, ...now });
    expect(planned.words).toEqual(words);
    expect(warnings).toHaveLength(words.includes(bringBack) || change.suspended === true ? 0 : 1);
    for (const step of steps.filter((one) => one.words === bringBack)) {
      expect(step.restores).toBe(true);
      expect(await sent([step])).toEqual([["updateVm", "341", { status: "normal" }, false]]);
    }
  });

  it.each<[Wanted, string[]]>([
    [{ powerState: "running" }, [bringBack, "start the machine"]],
    [{ suspended: false }, [bringBack]],
  ])("that stopped the machine is no reason against %j", (change, words) => {
    expect(plan(change, stopped)).toMatchObject({
      words,
      warnings: [`stopped for its traffic (used 501 of 500 GB); the controller may stop it again: ${wayOut}`],
    });
  });

  it.each<[string, number | undefined]>([
    ["does not tell", undefined],
    ["tells in a smaller unit", 501_000],
  ])(
    "whose use the controller %s brings the machine back with a higher limit, in one call",
    async (_, used) => {
      const observed = { ...machine(stopped), trafficUsedGb: used };
      const raised = plan({ trafficGb: 900 }, {}, { observed });
      expect(raised).toMatchObject({
        words: [`traffic 500 → 900 GB a month, ${bringBack}`],
        steps: [{ restores: true }],
        warnings: [expect.stringContaining("the controller may stop it again")],
        faults: [],
      });
      expect(await sent(raised.steps)).toEqual([
        ["updateVm", "341", { trafficGb: 900, status: "normal" }, false],
      ]);
      expect(plan({ trafficGb: 0 }, {}, { observed }).words).toContain(bringBack);
      expect(plan({}, {}, { observed }).words).toEqual([]);
    },
  );
});

describe("an owner", () => {
  it("whom the controller does not list is a warning, where it lists any", () => {
    const listed = { catalog: { ...catalog, userIds: new Set(["8080"]) } };
    const warning = "the controller has no user 9 now, and refuses the VM unless there is one by then";
    expect(create({ user: "9" }, listed)).toMatchObject({ warnings: [warning], faults: [] });
    expect(plan({ user: "9" }, {}, listed).warnings).toEqual([warning]);
    expect(create({}, listed).warnings).toEqual([]);
    expect(create({ user: "9" }).warnings).toEqual([]);
  });
});

describe("addresses", () => {
  it("are added by number when there are enough", async () => {
    const added = plan({ ipv4: { count: 3 } });
    expect(await sent(added.steps)).toEqual([["addIps", "341", { ipv4: 1 }, true]]);
    const isDone = (ipv4Addresses: string[]) =>
      added.steps[0]?.calls(machine(), aContext)[0]?.isDone(machine({ ipv4Addresses }));
    expect([isDone(["a", "b"]), isDone(["a", "b", "c"])]).toEqual([false, true]);
    expect(added).toMatchObject({
      words: ["add 1 IPv4 address (2 → 3)"],
      steps: [{ kind: "upgrade", limits: { ipv4: 1 } }],
      faults: [],
    });
    expect(plan({ ipv4: { count: 4 } })).toMatchObject({
      words: ["add 2 IPv4 addresses (2 → 4)"],
      warnings: ["the node has 1 of 2 more IPv4 addresses free"],
      faults: [],
    });
  });

  it("are given up by number, by name", () => {
    expect(plan({ ipv4: { count: 1 } })).toMatchObject({
      words: ["set the IPv4 addresses to 10.0.0.1, giving up 10.0.0.2"],
      steps: [{ kind: "downgrade", destroys: true }],
    });
  });

  it("are set as named", () => {
    // The machine is told of those that it may have had by number only.
    expect(plan({ ipv4: { addresses: ["10.0.0.1", "10.0.0.2"] } }).words).toEqual([
      "bind the IPv4 addresses in the machine",
    ]);
    expect(plan({ ipv4: { addresses: ["10.0.0.2", "10.0.0.1"] } }).steps).toMatchObject([
      { kind: "settings", destroys: false },
    ]);
    expect(plan({ ipv4: { addresses: ["10.0.0.1", "10.0.0.3"] } }).words).toEqual([
      "set the IPv4 addresses to 10.0.0.1, 10.0.0.3, giving up 10.0.0.2",
    ]);
  });

  it.each<[string, string]>([
    ["10.0.0.4", "10.0.0.4 is in use by VM 999"],
    ["10.0.0.1", "10.0.0.1 is named twice"],
  ])("that cannot be had fail: %s", (address, reason) => {
    expect(plan({ ipv4: { addresses: ["10.0.0.1", address] } }).faults).toEqual([
      { property: "ipv4.addresses[1]", reason },
    ]);
  });

  it("that only the lists speak against are a warning", () => {
    expect(plan({ ipv4: { addresses: ["10.0.0.1", "10.0.0.9"] } })).toMatchObject({
      words: ["set the IPv4 addresses to 10.0.0.1, 10.0.0.9, giving up 10.0.0.2"],
      warnings: ["10.0.0.9 is in no pool of the controller"],
      faults: [],
    });
  });

  it("that the controller does not tell are left alone, set by name, and not counted", () => {
    const untold = { ipv4Addresses: undefined, ipv6Addresses: undefined };
    const two = { ipv4: { count: 2 } };
    expect(plan(two, untold, {}, { ...wanted, ...two })).toMatchObject({ words: [], faults: [] });
    expect(plan({ ipv4: { count: 1 } }, untold)).toMatchObject({ words: [], faults: [] });
    expect(plan(two, untold)).toMatchObject({
      words: [],
      faults: [
        {
          property: "ipv4.count",
          reason: "cannot be changed: the controller does not tell which IPv4 addresses the VM has",
        },
      ],
    });
    expect(plan({ ipv4: { addresses: ["10.0.0.3"] } }, untold)).toMatchObject({
      words: ["set the IPv4 addresses to 10.0.0.3, giving up whatever else it has"],
      steps: [{ destroys: true }],
    });
  });

  it("of IPv6 cannot all be taken away", () => {
    expect(plan({ ipv6: { count: 0 } }, { ipv6Addresses: ["fd00::1"] }).faults).toMatchObject([
      { property: "ipv6.count" },
    ]);
  });

  it("refuses to go from several IPv6 addresses to one, which the controller cannot do", () => {
    const live = { ipv6Addresses: ["fd00::1", "fd00::2", "fd00::3"] };
    const reason = /the last further IPv6 address away only with the VM/;
    const refused = (property: string) => [{ property, reason: expect.stringMatching(reason) as string }];
    expect(plan({ ipv6: { count: 1 } }, live)).toMatchObject({ steps: [], faults: refused("ipv6.count") });
    expect(plan({ ipv6: { addresses: ["fd00::2"] } }, live)).toMatchObject({
      steps: [],
      faults: refused("ipv6.addresses"),
    });
    expect(plan({ ipv6: { count: 2 } }, live).faults).toEqual([]);
  });
});

describe("a reinstallation", () => {
  it("comes with another image, by consent", async () => {
    const { words, steps } = plan({ image: "debian11" }, {}, nameOf("image", "debian11", "16"));
    expect(words).toEqual(["REINSTALL debian11: erases the system disk"]);
    expect(steps).toMatchObject([
      {
        destroys: true,
        interrupts: true,
        consent: {
          property: "image",
          words: expect.stringContaining('`allowReinstall: "debian11"`') as string,
        },
        target: "16",
      },
    ]);
    expect(await sent(steps)).toEqual([["reinstallVm", "341", "16", "systemDisk"], ...reset]);
  });

  it("comes with other system disks, and with triggers", async () => {
    const resized = plan({ systemDisksGb: 100 }, { systemDisksInForceGb: { windows: 60, linux: 100 } });
    expect(resized).toMatchObject({
      words: [
        "REINSTALL centos7.6, system disk of 100 GB (Windows) or 100 GB (Linux): erases the system disk",
      ],
      steps: [{ consent: { property: "systemDisksGb" } }],
    });
    expect(await sent(resized.steps)).toEqual([
      ["updateVm", "341", { systemDisksGb: { windows: 100, linux: 100 } }, false],
      ["reinstallVm", "341", "15", "systemDisk"],
      ...reset,
    ]);
    expect(
      plan({ systemDisksGb: 100 }, { systemDisksInForceGb: { windows: 100, linux: 100 } }).words,
    ).toEqual([]);
    expect(plan({ reinstallTriggers: [1] }).steps).toMatchObject([
      { consent: { property: "reinstallTriggers" } },
    ]);
  });

  it("sets the password with it, and is not followed by a restart", () => {
    expect(plan({ reinstallTriggers: [1], rebootTriggers: [1], password: "New-Password-1" }).words).toEqual([
      "REINSTALL centos7.6: erases the system disk",
    ]);
  });

  it("is followed by a stop when the machine is to be off", () => {
    expect(plan({ reinstallTriggers: [1], powerState: "stopped" }, { powerState: "stopped" }).words).toEqual([
      "REINSTALL centos7.6: erases the system disk",
      "stop the machine",
    ]);
  });

  it("is the way on after a failed installation, and without it nothing is done", () => {
    const failed = { failure: "copy error", status: "stopped" } as const;
    expect(plan({ cpu: 4 }, failed)).toMatchObject({ words: [], faults: [{ property: "image" }] });
    expect(plan({}, failed).faults[0]?.reason).toContain("the installation failed (copy error)");
    expect(plan({ reinstallTriggers: [1] }, failed)).toMatchObject({
      words: ["REINSTALL centos7.6: erases the system disk"],
      faults: [],
    });
  });
});

describe("the running machine", () => {
  it.each<[Wanted, string]>([
    [{ password: "New-Password-1" }, "set a new password"],
    [{ passwordTriggers: [1] }, "set a new password"],
    [{ rebootTriggers: [1] }, "restart the machine"],
    [{ rebootTriggers: [1], forcePower: true }, "restart the machine by cutting its power"],
  ])("%j: %s", (change, words) => {
    expect(plan(change)).toMatchObject({ words: [words], faults: [] });
    expect(plan(change, { powerState: "stopped" })).toMatchObject({
      words: [],
      faults: [{ reason: `${words}: only a running machine can do that` }],
    });
    expect(plan({ ...change, powerState: "running" }, { powerState: "stopped" }).words).toEqual([
      "start the machine",
      words,
    ]);
    const stop = change.forcePower === true ? "cut the power of the machine" : "stop the machine";
    expect(plan({ ...change, powerState: "stopped" }).words).toEqual([words, stop]);
  });

  it.each<[Wanted, string]>([
    [{ remotePort: 33890 }, "set the remote port to 33890"],
    [{ remotePort: 1 }, "set the remote port to a random one"],
  ])("%j: %s, which the vendor does not say to need power", (change, words) => {
    expect(plan(change)).toMatchObject({ words: [words], faults: [], warnings: [] });
    expect(plan(change, { powerState: "stopped" })).toMatchObject({
      words: [words],
      faults: [],
      warnings: [`${words}: the machine is off, and the controller may refuse it`],
    });
  });

  it("has its addresses bound again by a trigger, unless it is off and binds them when it starts", async () => {
    expect(await sent(plan({ bindTriggers: [1] }).steps)).toEqual([tasks("resetIps"), ["rebindIps", "341"]]);
    expect(plan({ bindTriggers: [1] })).toMatchObject({
      words: ["bind the addresses in the machine again"],
      steps: [{ applies: ["bindTriggers"] }],
    });
    expect(plan({ bindTriggers: [1] }, { powerState: "stopped" }).words).toEqual([]);
  });

  it("gets no password that the operation excludes", () => {
    expect(plan({ password: "short" }).faults).toEqual([
      { property: "password", reason: "must have at least 6 characters" },
    ]);
    expect(plan({ password: "enough" }).faults).toEqual([]);
    expect(create({ password: "short" })).toMatchObject({
      faults: [],
      warnings: ["the password has less than 6 characters: the controller may refuse it"],
    });
  });

  it("has a random port that stays, and one of the system's own that comes back", () => {
    expect(
      plan({ remotePort: 1 }, { remotePortInUse: 44123 }, {}, { ...wanted, remotePort: 1 }).words,
    ).toEqual([]);
    expect(plan({ remotePort: 0 }, { remotePortInUse: 44123 }).words).toEqual([
      "set the remote port to the system's own",
    ]);
  });

  it("gets a password when nobody has it", () => {
    expect(plan({}, {}, { passwordLost: true }).words).toEqual(["set a new password"]);
  });
});

describe("the CD drive", () => {
  const cd = { cd: "rescue" };
  it("takes a CD, keeps it, and gives it back", async () => {
    const taken = plan(cd, {}, nameOf("cd", "rescue", "90"));
    expect(taken.words).toEqual(["put the CD rescue into the drive"]);
    expect(await sent(taken.steps)).toEqual([["changeCd", "341", "90"]]);
    expect(plan(cd, { cdId: "90" }, nameOf("cd", "rescue", "90"), { ...wanted, ...cd }).words).toEqual([]);
    const ejected = plan({}, { cdId: "90" }, {}, { ...wanted, ...cd });
    expect(ejected.words).toEqual(["eject the CD"]);
    expect(await sent(ejected.steps)).toEqual([["changeCd", "341", undefined]]);
    expect(plan(cd, {}, nameOf("cd", "rescue", "90"), { ...wanted, ...cd }).words).toEqual([
      "put the CD rescue into the drive",
    ]);
  });

  it("that is not managed stays as it is", () => {
    expect(plan({}, { cdId: "91" }).words).toEqual([]);
  });
});

describe("a replacement", () => {
  it.each<[string, Wanted, Partial<HyperVmInput>, string[]]>([
    ["another name", { name: "web12" }, {}, ["name"]],
    ["another node", { node: "b" }, nameOf("node", "b", "2"), ["node"]],
    ["another area", { node: undefined, area: "South" }, nameOf("area", "South", "2"), ["area"]],
    ["the area in which it is", { node: undefined, area: "East" }, nameOf("area", "East", "1"), []],
  ])("comes with %s", (_, change, more, replaces) => {
    expect(plan(change, {}, more).replaces).toEqual(replaces);
  });
});

describe("a creation", () => {
  it("is one step, without a price", () => {
    expect(create()).toMatchObject({
      words: ["create VM web1 with 2 cores, 2048 MB (not priced by this panel)"],
      all: [{ kind: "create" }],
      faults: [],
    });
    expect(create().steps[0]?.due).toBeUndefined();
  });

  it("is followed by what it cannot do itself", () => {
    const { words } = create(
      { cd: "rescue", powerState: "stopped", suspended: true },
      nameOf("cd", "rescue", "90"),
    );
    expect(words.slice(1)).toEqual([
      "stop the machine",
      "put the CD rescue into the drive",
      "suspend the VM",
    ]);
  });

  it.each<[Wanted, Partial<HyperVmInput>, string]>([
    [{ cpu: 33 }, {}, "a (1) offers 32 cores at most"],
    [{ memoryMb: 9000 }, {}, "a (1) has 8192 MB free"],
    [{ dataDiskGb: 101 }, {}, "a (1) has 100 GB free"],
    [{ ipv4: { count: 2 } }, {}, "a (1) has 1 of 2 IPv4 addresses free"],
    [{ ipv6: { count: 1 } }, {}, "a (1) has 0 of 1 IPv6 addresses free"],
    [{}, nameOf("node", "b", "2"), "b (2) has 512 MB free"],
  ])("warns where there seems to be no room: %j", (change, more, reason) => {
    const { faults, warnings } = create(change, more);
    expect(faults).toEqual([]);
    expect(warnings).toEqual([`the controller may refuse the VM: ${reason}`]);
  });

  it("fails for a name that the vendor excludes, which a machine that is there may have", () => {
    expect(create({ name: "web_1" }).faults).toEqual([
      { property: "name", reason: "is not letters and digits, at least 2" },
    ]);
    expect(plan({ name: "web_1" }, { name: "web_1" }).faults).toEqual([]);
  });

  it("in an area needs one node with room", () => {
    const inEast = { names: { area: { text: "East", id: "1" }, image: names.image } };
    const place = { node: undefined, area: "East" };
    expect(create(place, inEast).faults).toEqual([]);
    expect(create(place, inEast).warnings).toEqual([]);
    expect(create({ ...place, memoryMb: 9000 }, inEast).warnings).toEqual([
      "the controller may refuse the VM: a (1) has 8192 MB free; b (2) has 512 MB free",
    ]);
  });

  it("names a node by its number where it has no name", () => {
    const nameless = { ...catalog, nodes: [node.parse({ id: "1", areaid: "1", maxcpu: "1" })] };
    expect(create({}, { catalog: nameless }).warnings).toEqual([
      "the controller may refuse the VM: node 1 offers 1 cores at most",
    ]);
  });

  it("fails for addresses that are in use", () => {
    expect(create({ ipv4: { addresses: ["10.0.0.3", "10.0.0.4"] } }).faults).toEqual([
      { property: "ipv4.addresses[1]", reason: "10.0.0.4 is in use by VM 999" },
    ]);
  });

  it("says what it can while the place is not known yet", () => {
    expect(
      create({ node: undefined }, { unknown: new Set(["node"]), names: { image: names.image } }),
    ).toMatchObject({
      words: ["create VM web1 with 2 cores, 2048 MB (not priced by this panel)"],
      faults: [],
    });
  });
});
