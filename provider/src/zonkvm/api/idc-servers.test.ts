import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import * as samples from "../../../test-support/zonkvm-samples";
import { UnavailableError } from "../../core/errors";
import { IdcServersClient, type NewIdcServer } from "./idc-servers";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new IdcServersClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const order: NewIdcServer = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "20250409132657673520",
  productGuid: "20250409132727581219",
  power: "0.5A/220V",
  bandwidthMbps: 100,
  defenseGbps: 5,
  months: 12,
  autoRenew: true,
};

const operations: Operation<IdcServersClient>[] = [
  ["idc_lines", (api) => api.getLines(), {}, [samples.idcLine], [samples.ourIdcLine]],
  ["idc_product", (api) => api.getProducts(), {}, [samples.idcProduct], [samples.ourIdcProduct]],
  ["getidc", (api) => api.getServer("1"), { guid: "1" }, samples.idcServer, samples.ourIdcServer],
  [
    "idc_orders",
    (api) => api.listServers(2),
    { page: "2" },
    { pages: 2, servers: [samples.idcServer] },
    { pages: 2, rows: [samples.ourIdcServer] },
  ],
  [
    "create_order",
    (api) => api.create(order),
    {
      obj_type: "create_idc",
      user_id: "900001",
      order_id: "zk-000001",
      content:
        '{"bandwidth":100,"power":"0.5A/220V","defense":5,"ipnum":1,"months":12,"number":1,"renew_auto":1}',
      line_guid: "20250409132657673520",
      product_guid: "20250409132727581219",
    },
    { ids: ["1001"] },
    "1001",
  ],
  [
    "idc_upgrade",
    (api) => api.upgrade("1", { addedDefenseGbps: 5 }),
    { guid: "1", ipnumAdd: "0", bandwidthAdd: "0", defenseAdd: "5" },
  ],
  ["idc_renew", (api) => api.renew("1", 3), { guid: "1", months: "3" }],
  ["idc_start", (api) => api.start("1"), { guid: "1" }],
  ["idc_stop", (api) => api.stop("1"), { guid: "1" }],
  ["idc_restart", (api) => api.restart("1"), { guid: "1" }],
  ["idc_setpsw", (api) => api.setPassword("1", "Pw-idc"), { guid: "1", password: "Pw-idc" }],
  ["idc_refund", (api) => api.refund("1"), { guid: "1" }],
  [
    "idc_install",
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
    "idc_getvncurl",
    (api) => api.getVncConsole("1"),
    { guid: "1" },
    "https://vnc.example.com/?t=idc",
    { url: "https://vnc.example.com/?t=idc", data: "https://vnc.example.com/?t=idc" },
  ],
  [
    "get_idc_chart",
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
  "places in colocation",
  panel,
  client,
  /^get|_(?:lines|harddisk|product|orders|getvncurl)$/,
  operations,
);

describe("places in colocation", () => {
  it("are each 15 operations", () => {
    expect(new Set(operations.map(([action]) => action)).size).toBe(15);
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
    answer({ ...samples.idcServer, client_user_id: "900001", client_order_id: "zk-000001" });
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
    answer({ ...samples.idcServer, ...states });
    expect(await client().getServer("1")).toMatchObject({ orderStatus, runStatus, activity });
  });

  it.each([
    { ...samples.idcServer, id: undefined },
    { ...samples.idcServer, ipnum: "many" },
    { ...samples.idcServer, end_time: "soon" },
    [],
  ])("is unreadable: case %#", async (data) => {
    answer(data);
    await expect(client().getServer("1")).rejects.toThrow(UnavailableError);
  });

  it("is found among all pages", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: "2", servers: { "0": { ...samples.idcServer, id: Number(fields.page) } } },
    });
    expect((await client().listAllServers()).map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describeUnsent<IdcServersClient>(panel, client, [
  ["a prefixed id", (api) => api.refund("idc_1")],
  ["no line", (api) => api.create({ ...order, lineGuid: "" })],
  ["no product", (api) => api.create({ ...order, productGuid: "" })],
  ["no power", (api) => api.create({ ...order, power: "" })],
  ["an upgrade by nothing", (api) => api.upgrade("1", {})],
  ["no months", (api) => api.renew("1", 0)],
]);
