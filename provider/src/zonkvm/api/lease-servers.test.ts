import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import * as samples from "../../../test-support/zonkvm-samples";
import { UnavailableError } from "../../core/errors";
import { LeaseServersClient, type NewLeaseServer } from "./lease-servers";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new LeaseServersClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const order: NewLeaseServer = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "20250409132657673528",
  productGuid: "1721941250649658",
  imageGuid: "1659170791658716",
  bandwidthMbps: 100,
  defenseGbps: 10,
};
const numbers = { clientUserId: 900001, clientOrderId: "zk-000002" };

const operations: Operation<LeaseServersClient>[] = [
  ["lease_lines", (api) => api.getLines(), {}, [samples.leaseLine], [samples.ourLeaseLine]],
  [
    "lease_harddisk",
    (api) => api.getDisks(),
    {},
    [{ guid: "1658944863134013", type: "SSD", size: 500, status: 1 }],
    [{ guid: "1658944863134013", kind: "SSD", sizeGb: 500, status: "shown" }],
  ],
  ["lease_product", (api) => api.getProducts(), {}, [samples.leaseProduct], [samples.ourLeaseProduct]],
  ["getlease", (api) => api.getServer("1"), { guid: "1" }, samples.leaseServer, samples.ourLeaseServer],
  [
    "lease_orders",
    (api) => api.listServers(2),
    { page: "2" },
    { pages: 3, servers: [samples.leaseServer] },
    { pages: 3, rows: [samples.ourLeaseServer] },
  ],
  [
    "create_order",
    (api) => api.create(order),
    {
      obj_type: "create_lease",
      user_id: "900001",
      order_id: "zk-000001",
      content: '{"bandwidth":100,"defense":10,"ip_num":1,"months":1,"number":1,"renew_auto":0}',
      line_guid: "20250409132657673528",
      product_guid: "1721941250649658",
      system_guid: "1659170791658716",
    },
    1001,
    "1001",
  ],
  [
    "lease_upgrade",
    (api) => api.upgrade("1", { addedIpCount: 4, addedBandwidthMbps: 10 }, numbers),
    {
      guid: "1",
      ipnumAdd: "4",
      bandwidthAdd: "10",
      defenseAdd: "0",
      client_order_id: "zk-000002",
      client_user_id: "900001",
    },
  ],
  [
    "lease_renew",
    (api) => api.renew("1", 3, numbers),
    { guid: "1", months: "3", client_order_id: "zk-000002", client_user_id: "900001" },
  ],
  ["lease_start", (api) => api.start("1"), { guid: "1" }],
  ["lease_stop", (api) => api.stop("1"), { guid: "1" }],
  ["lease_restart", (api) => api.restart("1"), { guid: "1" }],
  ["lease_setpsw", (api) => api.setPassword("1", "Pw-lease"), { guid: "1", password: "Pw-lease" }],
  ["lease_refund", (api) => api.refund("1"), { guid: "1" }],
  [
    "lease_install",
    (api) =>
      api.reinstall("1", {
        imageGuid: "1659170791658716",
        password: "Pw-install",
        loginPort: 22,
        partitionKind: "ext4",
        partitionSizeGb: 40,
        reason: "new image",
      }),
    {
      guid: "1",
      systemID: "1659170791658716",
      port: "22",
      password: "Pw-install",
      system_partition: "ext4",
      system_partition_size: "40",
      install_reason: "new image",
    },
  ],
  [
    "lease_getvncurl",
    (api) => api.getVncConsole("1"),
    { guid: "1" },
    "https://vnc.example.com/?t=lease",
    { url: "https://vnc.example.com/?t=lease", data: "https://vnc.example.com/?t=lease" },
  ],
  [
    "get_lease_chart",
    (api) => api.getTraffic("1", "2026-05-25T10:00:00+08:00", "2026-05-25T03:00:00Z"),
    { guid: "1", start_time: "1779674400000", end_time: "1779678000000" },
    { date: ["2026-05-25 10:00"], in: [3072000], out: [1536000], unit: "bps" },
    {
      points: [
        { at: "2026-05-25T10:00:00+08:00", inboundBitsPerSecond: 3072000, outboundBitsPerSecond: 1536000 },
      ],
    },
  ],
];

describeOperations(
  "physical servers",
  panel,
  client,
  /^get|_(?:lines|harddisk|product|orders|getvncurl)$/,
  operations,
);

describe("physical servers", () => {
  it("are each 16 operations", () => {
    expect(new Set(operations.map(([action]) => action)).size).toBe(16);
  });
});

describe("an order", () => {
  it("is null when the panel has none", async () => {
    panel.answer = () => ({ code: 0, msg: "未找到产品记录" });
    expect(await client().getServer("1")).toBeNull();
  });

  it("may lack all but its id, as in lists", async () => {
    answer({ pages: 1, servers: [{ id: "7", ip: null }] });
    expect(await client().listServers(1)).toEqual({
      pages: 1,
      rows: [{ id: "7", addresses: [], orderStatus: "unknown", runStatus: "unknown", activity: "unknown" }],
    });
  });

  it("shows the client's numbers where a panel has them", async () => {
    answer({ ...samples.leaseServer, client_user_id: "900001", client_order_id: "zk-000001" });
    expect(await client().getServer("1")).toMatchObject({
      clientUserId: 900001,
      clientOrderId: "zk-000001",
    });
  });

  it.each([
    [{ order_status: "0", run_status: "-1", act_status: 1 }, "opening", "stopped", "restarting"],
    [{ order_status: 3, run_status: -2, act_status: 2 }, "expired", "locked", "reinstalling"],
    [{ order_status: -2, run_status: null, act_status: "3" }, "deleted", "unknown", "resettingPassword"],
    [{ order_status: 2, act_status: 9 }, "unknown", "running", "unknown"],
  ])("in the states %j", async (states, orderStatus, runStatus, activity) => {
    answer({ ...samples.leaseServer, ...states });
    expect(await client().getServer("1")).toMatchObject({ orderStatus, runStatus, activity });
  });

  it.each([
    { ...samples.leaseServer, id: undefined },
    { ...samples.leaseServer, ipnum: "many" },
    { ...samples.leaseServer, end_time: "soon" },
    [],
  ])("is unreadable: case %#", async (data) => {
    answer(data);
    await expect(client().getServer("1")).rejects.toThrow(UnavailableError);
  });

  it("is found among all pages", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: "2", servers: { "0": { ...samples.leaseServer, id: Number(fields.page) } } },
    });
    expect((await client().listAllServers()).map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describeUnsent<LeaseServersClient>(panel, client, [
  ["a prefixed id", (api) => api.refund("lease_1")],
  ["no line", (api) => api.create({ ...order, lineGuid: "" })],
  ["no product", (api) => api.create({ ...order, productGuid: "" })],
  ["no image", (api) => api.create({ ...order, imageGuid: "" })],
  ["an empty password", (api) => api.create({ ...order, password: "" })],
  ["an upgrade by nothing", (api) => api.upgrade("1", {}, numbers)],
  ["no months", (api) => api.renew("1", 0, numbers)],
]);
