import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import {
  cloudLine as line,
  cloudServer as server,
  ourCloudLine as ourLine,
  ourCloudServer as ourServer,
  securityRule as rule,
} from "../../../test-support/zonkvm-samples";
import { RefusedError, UnavailableError } from "../../core/errors";
import { redact } from "../../core/redact";
import { CloudServersClient, type NewCloudServer } from "./cloud-servers";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new CloudServersClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const order: NewCloudServer = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "1696808021765605",
  imageGuid: "1659170791658716",
  cpuCores: 4,
  memoryGb: 8,
  bandwidthMbps: 10,
  diskSizesGb: [40, 80],
  defenseGbps: 5,
  password: "Pw 1&2",
};
const numbers = { clientUserId: 900001, clientOrderId: "zk-000002" };

const operations: Operation<CloudServersClient>[] = [
  ["getlines", (api) => api.getLines(), {}, [line], [ourLine]],
  [
    "getproduct",
    (api) => api.getPackages(),
    {},
    [
      {
        name: "绍兴BGP- A型",
        cpu: 4,
        memory: "8",
        systemdisk: 40,
        harddisk: 100,
        ipnum: 1,
        bandwidth: 20,
        defense: 100,
        price: "168.00",
        description: null,
        sort: 23,
        status: 1,
        lines_guid: "20250407014442321990",
      },
    ],
    [
      {
        name: "绍兴BGP- A型",
        cpuCores: 4,
        memoryGb: 8,
        systemDiskGb: 40,
        dataDiskGb: 100,
        ipCount: 1,
        bandwidthMbps: 20,
        defenseGbps: 100,
        price: "168.00",
        sortOrder: 23,
        status: "enabled",
        lineGuid: "20250407014442321990",
      },
    ],
  ],
  ["getserver", (api) => api.getServer("1001"), { guid: "1001" }, server, ourServer],
  [
    "getservers",
    (api) => api.listServers(2),
    { page: "2" },
    { pages: 3, servers: [server] },
    { pages: 3, rows: [ourServer] },
  ],
  [
    "create_order",
    (api) => api.create(order),
    {
      obj_type: "create_server",
      user_id: "900001",
      order_id: "zk-000001",
      content:
        '{"cpu":4,"ram":8,"bandwidth":10,"harddisksValues":"40,80","defense":5,"ip_num":1,"months":1,"number":1,"renew_auto":0,"loginPassword":"Pw 1&2"}',
      line_guid: "1696808021765605",
      system_guid: "1659170791658716",
    },
    { id: 1001 },
    "1001",
  ],
  ["server_start", (api) => api.start("1001"), { guid: "1001" }],
  ["server_stop", (api) => api.stop("1001"), { guid: "1001" }],
  ["server_restart", (api) => api.restart("1001"), { guid: "1001" }],
  [
    "server_install",
    (api) => api.reinstall("1001", { imageGuid: "1659170791658716", password: "Pw-install" }),
    { guid: "1001", systemID: "1659170791658716", password: "Pw-install" },
  ],
  [
    "server_upgrade",
    (api) =>
      api.upgrade("1001", {
        cpuCores: 8,
        memoryGb: 16,
        bandwidthMbps: 30,
        defenseGbps: 10,
        diskSizesGb: [40, 100],
      }),
    { guid: "1001", cpu: "8", memory: "16", bandwidth: "30", defense: "10", harddisks: "40,100" },
  ],
  [
    "server_renew",
    (api) => api.renew("1001", 3, numbers),
    { guid: "1001", renewLength: "3", client_order_id: "zk-000002", client_user_id: "900001" },
  ],
  [
    "server_getvncurl",
    (api) => api.getVncConsole("1001"),
    { guid: "1001" },
    { url: "https://vnc.example.com/?t=cloud" },
    { url: "https://vnc.example.com/?t=cloud", data: { url: "https://vnc.example.com/?t=cloud" } },
  ],
  ["server_setpsw", (api) => api.setPassword("1001", "Pw-login"), { guid: "1001", password: "Pw-login" }],
  ["server_setvnc", (api) => api.setVncPassword("1001", "Pw-vnc"), { guid: "1001", password: "Pw-vnc" }],
  [
    "get_server_chart",
    (api) => api.getTraffic("1001", "2026-05-25T10:00:00+08:00", "2026-05-25T03:00:00Z"),
    { guid: "1001", start_time: "1779674400000", end_time: "1779678000000" },
    { date: ["2026-05-25 10:00"], in: [1024000], out: [512000], unit: "bps" },
    {
      points: [
        { at: "2026-05-25T10:00:00+08:00", inboundBitsPerSecond: 1024000, outboundBitsPerSecond: 512000 },
      ],
    },
  ],
  [
    "get_security_policy",
    (api) => api.getSecurityRules("1001"),
    { guid: "1001" },
    [rule],
    [
      {
        guid: "SP202605250001",
        id: "1",
        productId: "123",
        name: "允许HTTP访问",
        weight: 100,
        direction: "inbound",
        protocol: "tcp",
        verdict: "allow",
        remoteIp: "0.0.0.0/0",
        localPort: "80",
        serviceType: "server",
        statusCode: "1",
        createdAt: "2026-05-25T10:00:00+08:00",
      },
    ],
  ],
  [
    "server_add_hardpolicy",
    (api) =>
      api.addSecurityRule("1001", {
        name: "允许HTTP访问",
        weight: 100,
        direction: "inbound",
        protocol: "tcp",
        verdict: "allow",
        remoteIp: "0.0.0.0/0",
        localPort: "80",
      }),
    {
      guid: "1001",
      name: "允许HTTP访问",
      weight: "100",
      direction: "Inbound",
      operation: "allow",
      protocol: "tcp",
      remote_ip: "0.0.0.0/0",
      local_port: "80",
    },
  ],
  [
    "server_del_hardpolicy",
    (api) => api.deleteSecurityRule("1001", "SP202605250001"),
    { guid: "1001", policy_guid: "SP202605250001" },
  ],
  ["server_refund", (api) => api.refund("1001"), { guid: "1001" }],
];
describeOperations("cloud servers", panel, client, /^get|_getvncurl$/, operations);

describe("cloud servers", () => {
  it("are bought by the vendor's words, byte for byte", async () => {
    await client().create(order);
    expect(panel.seen[0]?.body).toBe(
      "appid=10001&appkey=EXAMPLE-key%2F42%2B%3D&action=create_order&obj_type=create_server&user_id=900001&order_id=zk-000001&content=%7B%22cpu%22%3A4%2C%22ram%22%3A8%2C%22bandwidth%22%3A10%2C%22harddisksValues%22%3A%2240%2C80%22%2C%22defense%22%3A5%2C%22ip_num%22%3A1%2C%22months%22%3A1%2C%22number%22%3A1%2C%22renew_auto%22%3A0%2C%22loginPassword%22%3A%22Pw+1%262%22%7D&line_guid=1696808021765605&system_guid=1659170791658716",
    );
  });

  it("are each 19 operations", () => {
    expect(new Set(operations.map(([action]) => action)).size).toBe(19);
  });

  it("make secrets of passwords that are sent and that come", async () => {
    answer({ ...server, loginPassword: "came-with-the-order" });
    expect(await client().getServer("1001")).toMatchObject({ loginPassword: "came-with-the-order" });
    answer(undefined);
    await client().setPassword("1001", "went-with-setpsw");
    expect(redact("came-with-the-order went-with-setpsw")).toBe("[secret] [secret]");
  });

  it("may be quoted in a refusal without their password", async () => {
    panel.answer = ({ body }) => ({ code: 0, msg: `密码格式错误 ${body} ${decodeURIComponent(body)}` });
    const failure: unknown = await client()
      .create({ ...order, password: "Quoted+Back/9" })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RefusedError);
    expect(String(failure)).toContain("the password is not accepted");
    expect(String(failure) + JSON.stringify(failure)).not.toMatch(/Quoted|EXAMPLE-key/);
  });
});

describe("an order", () => {
  it("is null when the panel has none", async () => {
    panel.answer = () => ({ code: 0, msg: "未找到产品记录" });
    expect(await client().getServer("1001")).toBeNull();
  });

  it("may lack all but its id", async () => {
    answer({ id: "7" });
    expect(await client().getServer("7")).toEqual({
      id: "7",
      orderStatus: "unknown",
      runStatus: "unknown",
      activity: "unknown",
    });
  });

  it.each([
    [{ orderStatus: "0", runStatus: "-1", actStatus: 3 }, "opening", "stopped", "startingUp"],
    [{ orderStatus: 3, runStatus: -2, actStatus: 4 }, "expired", "locked", "shuttingDown"],
    [{ orderStatus: -1, runStatus: 0, actStatus: 5 }, "recycled", "unknown", "restarting"],
    [{ orderStatus: "-2", runStatus: null, actStatus: 1 }, "deleted", "unknown", "unknown"],
    [{ orderStatus: 2 }, "unknown", "running", "none"],
  ])("in the states %j", async (states, orderStatus, runStatus, activity) => {
    answer({ ...server, ...states });
    expect(await client().getServer("1001")).toMatchObject({ orderStatus, runStatus, activity });
  });

  it.each([
    { ...server, id: undefined },
    { ...server, cpu: "many" },
    { ...server, endTime: "soon" },
    [],
    undefined,
  ])("is unreadable: case %#", async (data) => {
    answer(data);
    await expect(client().getServer("1001")).rejects.toThrow(UnavailableError);
  });

  it("is found among all pages", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: 2, servers: [{ ...server, id: Number(fields.page) }] },
    });
    expect((await client().listAllServers()).map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describeUnsent<CloudServersClient>(panel, client, [
  ["a prefixed id", (api) => api.refund("server_1001")],
  ["an id of nothing", (api) => api.getServer("")],
  ["no image", (api) => api.create({ ...order, imageGuid: "" })],
  ["no line", (api) => api.create({ ...order, lineGuid: "" })],
  ["no disks", (api) => api.create({ ...order, diskSizesGb: [] })],
  ["half a core", (api) => api.create({ ...order, cpuCores: 0.5 })],
  ["an empty password", (api) => api.setPassword("1001", "")],
  ["no months", (api) => api.renew("1001", 0, numbers)],
  ["no rule", (api) => api.deleteSecurityRule("1001", "")],
  ["no time", (api) => api.getTraffic("1001", "soon", "2026-05-25T03:00:00Z")],
]);

describe("a line", () => {
  it("may have a discount that nobody can read", async () => {
    answer([
      { ...line, discount: { "1": "0.9" } },
      { ...line, discount: "" },
    ]);
    const [odd, none] = await client().getLines();
    expect(odd).not.toHaveProperty("discounts");
    expect(none).toMatchObject({ discounts: [] });
  });
});
