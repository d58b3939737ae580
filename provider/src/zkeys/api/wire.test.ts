import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { redact } from "../../core/redact";
import { createWire } from "./wire";

const wire = createWire("Asia/Shanghai");

/** `data` of the vendor's own sample of a reply. */
function sample(name: string): unknown {
  const reply = JSON.parse(readFileSync(join(__dirname, "..", "fixtures", `${name}.json`), "utf8")) as {
    data: unknown;
  };
  return reply.data;
}

const machine = {
  mainBoard: "标准型主板型号1-1",
  cpuCores: 4,
  cpuModel: "CPU型号-4",
  cpuCount: 8,
  maxCpuCount: 16,
  memoryModel: "内存混合型号-max64",
  memoryGb: 500,
  maxMemoryGb: 64,
  harddiskGuids: ["1623164948719896", "1623164948719896", "1623164939837722"],
  maxHarddiskCount: 3,
  raidNote: "支持",
  rackUnits: 2,
  ipCount: 1,
  bandwidthMbps: 5,
  defenseGbps: 5,
};

const address = {
  address: "192.168.12.48",
  status: "normal",
  mask: "255.255.255.0",
  gateway: "192.168.12.254",
  main: true,
  kind: "usable",
  count: 1,
  createdAt: "2021-08-17T16:57:43+08:00",
};

const listed = {
  ...machine,
  stock: "unknown",
  guid: "1708330228791024",
  productGuid: "1665907642748705",
  lineGuid: "1665907446560259",
  systemGuid: "1633652801461868",
  systemId: "160",
  cabinet: "zhzy_561-2",
  orderStatus: "normal",
  orderStatusCode: "1",
  runStatus: "running",
  runStatusCode: "1",
  activity: "none",
  activityCode: "0",
  loginName: "root",
  boughtAt: "2021-08-17T16:57:43+08:00",
  startedAt: "2021-08-17T16:57:43+08:00",
  expiresAt: "2021-09-17T16:57:43+08:00",
  renewPriceSetting: "unknown",
  bootMode: "unknown",
  addresses: [address],
  upgrades: [
    {
      kind: "ip",
      amount: 8,
      value: "114.114.8.16-23",
      active: true,
      orderNo: "160682598814128134",
      createdAt: "2021-08-18T10:46:54+08:00",
    },
  ],
  degrades: [
    {
      id: "122",
      guid: "1708398791975293",
      serviceGuid: "1708330228791024",
      item: "bandwidth",
      status: "waiting",
      amount: 1,
      value: "1",
      newValue: 5,
      oldValue: 6,
      applyAt: "2021-09-02T11:03:00+08:00",
      createdAt: "2021-08-18T11:07:30+08:00",
      reason: "预约降配带宽",
    },
  ],
};

describe("the vendor's sample", () => {
  it("of zones is read", () => {
    expect(wire.zones.parse(sample("getzones")).zones[1]).toEqual({
      guid: "1650521653823448",
      name: "中国内蒙",
      maxYears: 3,
      identityRequired: true,
      whitelistRequired: true,
      icpFilingSupported: true,
    });
  });

  it("of lines is read, in every field", () => {
    expect(wire.lines.parse(sample("sync_line"))).toEqual([
      {
        id: "1",
        origin: "local",
        guid: "1665907446560259",
        apiGuid: "1665907446560259",
        zoneGuid: "1665906481931673",
        status: "shown",
        name: "裸4.0ZH-裸4.0ZH",
        purchaseOpen: true,
        renewalOpen: true,
        upgradeOpen: true,
        defenseUpgradeOpen: true,
        maxServersPerOrder: 10,
        sortOrder: 17,
        maxLifetimeYears: 3,
        sharedBandwidthMbps: 0,
        sharedBandwidthPrice: "0.00",
        bandwidthUpstreamPrice: "0.00",
        bandwidthPrice: "10.00",
        maxBandwidthMbps: 300,
        minIpCount: 0,
        maxIpCount: 200,
        freeIpCount: 0,
        ipPrice: "10.00",
        ipUpstreamPrice: "0.00",
        ipCounts: [1, 8, 16, 32, 64, 128, 256],
        defenseUpstreamPrice: "0.00",
        defensePrice: "10.00",
        maxDefenseGbps: 300,
        defenseStepGbps: 5,
        releaseHours: 0,
        months: [1, 2, 3, 4, 5, 6, 12, 24, 36],
        ipmiServerId: "0",
        colocationLineId: "0",
        migrated: false,
        ipUpgradeKinds: ["single", "subnet"],
        vnc: "none",
        retentionDays: 1,
        inboundBandwidthLimit: "fixed",
        inboundBandwidthMbps: 0,
        oneYearFactor: "1",
        twoYearFactor: "1",
        threeYearFactor: "1",
        visibleTo: "everyone",
        minBandwidthPerIp: "0.5",
        degradeOpen: true,
        degradeDaysAhead: 15,
      },
    ]);
  });

  it("of images is read, with the texts and maps of the panel", () => {
    const read = wire.systems.parse(sample("getsystems"));
    expect(read).toEqual({
      pages: 1,
      items: 116,
      systems: [
        {
          distinctId: "1",
          id: "1",
          guid: "1695196885222115",
          classGuid: "1666193469952094",
          name: "6.8 64位",
          loginName: "root",
          port: 22,
          imageFile: "root",
          minCpuCores: 0,
          minMemory: 0,
          uses: ["create"],
          systemDiskGb: 30,
          businesses: ["server"],
          bootMenu: { "19": "", "250": "" },
          ghostUrls: { "19": "", "250": "" },
          lineGuids: ["1683665299911682"],
        },
      ],
    });
  });

  it("of disks is read", () => {
    expect(wire.harddisks.parse(sample("sync_harddisk"))[0]).toEqual({
      id: "1",
      origin: "local",
      guid: "1623164939837722",
      apiGuid: "1623164939837722",
      type: "SSD",
      sizeGb: 1200,
      status: "shown",
    });
  });

  it("of models is read, in every field", () => {
    expect(wire.products.parse(sample("sync_product"))).toEqual([
      {
        ...machine,
        stock: "stocked",
        id: "55",
        origin: "local",
        guid: "1665907642748705",
        apiGuid: "1665907642748705",
        name: "zhzy4.0",
        lineGuid: "1665907446560259",
        systemPartitionGb: 50,
        partitioningSupported: true,
        sortOrder: 26,
        price: "500.00",
        upstreamPrice: "0.00",
        description: "回归测试",
        status: "normal",
        upgradeOpen: true,
        recommended: true,
      },
    ]);
  });

  it("of a purchase is read, in every field, and its secrets are never shown", () => {
    expect(wire.created.parse(sample("create"))).toEqual([
      {
        ...machine,
        stock: "stocked",
        id: "1029",
        guid: "1708330228791024",
        name: "APIzhzy4.0",
        productGuid: "1665907642748705",
        lineGuid: "1665907446560259",
        systemId: "160",
        stockId: "56",
        cabinet: "zhzy_561-2",
        orderStatus: "opening",
        orderStatusCode: "0",
        runStatus: "running",
        runStatusCode: "1",
        activity: "none",
        activityCode: "0",
        loginName: "root",
        encryptedLoginPassword: "b86sWRX/2ibpVbKnf0w+LQ==",
        systemPartitionSize: "-1",
        boughtAt: "2021-08-17T16:57:43+08:00",
        startedAt: "2021-08-17T16:57:43+08:00",
        expiresAt: "2021-09-17T16:57:43+08:00",
        synced: false,
        renewalReminders: 0,
        pushing: false,
        boughtByAgent: true,
        renewPriceSetting: "system",
        vncLocked: false,
        selfServiceUpgrade: false,
        locked: false,
        bootMode: "bios",
        autoRenew: false,
        addresses: [address],
        upgrades: [],
        degrades: [],
      },
    ]);
    expect(redact("b86sWRX/2ibpVbKnf0w+LQ==")).toBe("[secret]");
  });

  it("of a list of services is read", () => {
    expect(wire.services.parse(sample("sync_baremetal-list"))).toEqual({
      totalNumber: 77,
      totalPage: 1,
      services: [{ ...listed, name: "APIzhzy4.0" }],
    });
  });

  it("of a single service is read", () => {
    expect(wire.serviceOf("1708330228791024").parse(sample("sync_baremetal-one"))).toEqual({
      ...listed,
      clientUserId: "1601638",
    });
  });

  it("of an upgrade is read", () => {
    const { orderNo, addresses } = wire.upgraded.parse(sample("upgrade"));
    expect(orderNo).toBe("160682598814128134");
    expect(addresses.map(({ kind }) => kind)).toEqual([
      "network",
      "gateway",
      ...Array<string>(5).fill("usable"),
      "broadcast",
    ]);
    expect(addresses[2]).toEqual({
      id: "11868",
      address: "114.114.8.18",
      mask: "255.255.255.248",
      gateway: "114.114.8.17",
      kind: "usable",
    });
  });

  it("of the addresses to degrade is read", () => {
    expect(wire.degradableAddresses.parse(sample("degrade_ip_list")).map((row) => row.address)).toEqual([
      "192.168.12.48",
      "114.114.8.16-23",
    ]);
  });

  it("of a degrade is read", () => {
    expect(wire.degraded.parse(sample("degrade"))).toEqual({
      accepted: true,
      message: "success",
      guids: { bandwidth: "1708398791975293", ip: "1708398791979180", defense: "1708398791985048" },
    });
  });

  it("of a renewal is read", () => {
    expect(wire.renewed.parse(sample("renew"))).toEqual({ expiresAt: "2021-10-17T16:57:43+08:00" });
  });
});

/** A service of which the panel says nothing but this. */
const serviceWith = (fields: object) => wire.created.parse([{ guid: "1", ...fields }])[0];

describe("a service", () => {
  it("needs no field but its id", () => {
    expect(serviceWith({})).toEqual({
      guid: "1",
      stock: "unknown",
      orderStatus: "unknown",
      runStatus: "unknown",
      activity: "unknown",
      renewPriceSetting: "unknown",
      bootMode: "unknown",
      addresses: [],
      upgrades: [],
      degrades: [],
    });
  });

  it.each([
    ["order_status", "0", { orderStatus: "opening", orderStatusCode: "0" }],
    ["order_status", 1, { orderStatus: "normal", orderStatusCode: "1" }],
    ["order_status", "3", { orderStatus: "expired" }],
    ["order_status", "-2", { orderStatus: "deleted" }],
    ["order_status", "2", { orderStatus: "unknown", orderStatusCode: "2" }],
    ["run_status", "1", { runStatus: "running", runStatusCode: "1" }],
    ["run_status", "-1", { runStatus: "stopped" }],
    ["run_status", -2, { runStatus: "locked" }],
    ["run_status", "0", { runStatus: "unknown", runStatusCode: "0" }],
    ["act_status", "0", { activity: "none", activityCode: "0" }],
    ["act_status", "1", { activity: "restarting" }],
    ["act_status", "2", { activity: "reinstalling" }],
    ["act_status", "3", { activity: "resettingPassword" }],
    ["act_status", "4", { activity: "upgrading" }],
    ["act_status", "5", { activity: "startingUp" }],
    ["act_status", "6", { activity: "shuttingDown" }],
    ["act_status", "9", { activity: "unknown", activityCode: "9" }],
    ["buy_remarks", "r5x7k2m9qpw4", { buyRemarks: "r5x7k2m9qpw4" }],
    ["ipmi_pass", "calvin-and-hobbes", { ipmiPassword: "calvin-and-hobbes" }],
    ["bandwidth", 5, { bandwidthMbps: 5 }],
    [
      "ip",
      { "0": { ip: "1.2.3.4", net: "1" } },
      { addresses: [{ address: "1.2.3.4", kind: "usable", main: false, status: "unknown" }] },
    ],
    ["ip", [{ ip: "" }], { addresses: [] }],
    ["upgrade", {}, { upgrades: [] }],
    [
      "upgrade",
      [{ type: "bandwidth", num: "5", status: "0" }],
      { upgrades: [{ kind: "bandwidth", amount: 5, active: false }] },
    ],
    ["upgrade", [{ type: "defense", nums: 5 }], { upgrades: [{ kind: "defense", amount: 5, active: true }] }],
    [
      "degrades",
      [{ guid: "7", item: "ip", status: "-1", value: ["114.114.8.16-23"] }],
      { degrades: [{ guid: "7", item: "ip", status: "cancelled", value: "114.114.8.16-23" }] },
    ],
    [
      "degrades",
      [{ guid: "7", item: "ip", status: "0", value: '["114.114.8.16-23","114.114.8.40"]' }],
      { degrades: [{ value: "114.114.8.16-23,114.114.8.40" }] },
    ],
    [
      "upgrade",
      [{ type: "ipnum", nums: "8", value: '["114.114.8.16-23"]' }],
      { upgrades: [{ amount: 8, value: "114.114.8.16-23" }] },
    ],
  ])("with %s %j is read", (name, value, expected) => {
    expect(serviceWith({ [name]: value })).toMatchObject(expected);
  });

  it("has a renewal price of its own only when the panel has fixed one", () => {
    expect(serviceWith({ renew_price: "0.00", renew_price_setting: "0" })).not.toHaveProperty("renewPrice");
    expect(serviceWith({ renew_price: "450", renew_price_setting: "1" })).toMatchObject({
      renewPrice: "450.00",
    });
    expect(serviceWith({ renew_price: '{"1":"450"}', renew_price_setting: "2" })).toMatchObject({
      renewPriceSetting: "byTerm",
      renewPricesByTerm: '{"1":"450"}',
    });
  });

  it.each([
    ["no id", { guid: null }],
    ["an id that is no number", { guid: "abc" }],
    ["an end that is no time", { end_time: "soon" }],
    ["a fixed renewal price that is none", { renew_price: "cheap", renew_price_setting: "1" }],
    ["an upgrade without amount", { upgrade: [{ type: "bandwidth", status: "1" }] }],
    ["a degrade without id", { degrades: [{ item: "ip", status: "0" }] }],
  ])("is not read at all with %s", (_, fields) => {
    expect(wire.created.safeParse([{ guid: "1", ...fields }]).success).toBe(false);
  });
});

describe("a reply", () => {
  it.each([
    ["of lines as a map", wire.lines, { "0": { guid: "1" }, "4": { guid: "2" } }, 2],
    ["of lines as a single one", wire.lines, { guid: "1" }, 1],
    ["of lines as an empty map", wire.lines, {}, 0],
    ["of a purchase as a single server", wire.created, { guid: "1" }, 1],
  ])("%s is a list", (_, schema, data, length) => {
    expect(schema.parse(data)).toHaveLength(length);
  });

  it.each([
    ["of lines as nothing", wire.lines, null],
    ["of lines without data", wire.lines, undefined],
    ["of zones without zones", wire.zones, {}],
    ["of services without rows and totals", wire.services, {}],
    ["of services without rows on one page", wire.services, { total_page: 1 }],
    ["of services without the rows that are counted", wire.services, { total_number: "77", total_page: 1 }],
    ["of a purchase without server", wire.created, []],
    ["of a purchase as text", wire.created, "ok"],
    ["of a renewal without end", wire.renewed, {}],
    ["of a renewal with an end that is no time", wire.renewed, { end_time: "soon" }],
    ["of models with a price that is none", wire.products, [{ guid: "1", price: "ask" }]],
    ["of lines with a price that is none", wire.lines, [{ guid: "1", bandwidth_price: "ask" }]],
    ["of services with one that has no id", wire.services, { baremetal: [{ guid: "1" }, { name: "x" }] }],
  ])("%s is unreadable", (_, schema, data) => {
    expect(schema.safeParse(data).success).toBe(false);
  });

  it.each([
    ["an object", { guid: "1" }, "1"],
    ["an array", [{ guid: "2" }, { guid: "1" }], "1"],
    ["a map", { "0": { guid: "1" } }, "1"],
    ["null", null, null],
    ["an empty array", [], null],
    ["an empty text", "", null],
    ["the list of a panel that does not heed the id", [{ guid: "2" }, { guid: "3" }], null],
  ])("of a single service may be %s", (_, baremetal, guid) => {
    expect(wire.serviceOf("1").parse({ baremetal })?.guid ?? null).toBe(guid);
  });

  it("of a single service may be empty altogether", () => {
    expect(wire.serviceOf("1").parse([])).toBeNull();
  });

  it("of a single service is unreadable when it is another one", () => {
    expect(wire.serviceOf("1").safeParse({ baremetal: { guid: "2" } }).success).toBe(false);
  });

  it("of times is read in the panel's zone", () => {
    const elsewhere = createWire("America/New_York").renewed.parse({ end_time: "2021-10-17 16:57:43" });
    expect(elsewhere.expiresAt).toBe("2021-10-17T16:57:43-04:00");
  });

  it("of an image with JSON in texts and lines in two brackets is read", () => {
    const row = { guid: "1", boot_menu_contents: '{"19":"x"}', ghost_url: [], lines: [["2", "3"]] };
    expect(wire.systems.parse({ systems: [row] }).systems[0]).toEqual({
      guid: "1",
      bootMenu: { "19": "x" },
      ghostUrls: {},
      lineGuids: ["2", "3"],
    });
  });
});
