import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Documented } from "../../../test-support/documented";
import { loadCatalog } from "../catalog";
import { ZkeysClient, type ZkeysClientOptions } from "./client";
import {
  AccountRefusedError,
  ArgumentError,
  ConfigurationError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { redact } from "../../core/redact";
import type { FormEncoder } from "./form";
import { operations } from "./operations";
import type { DegradeItem } from "./orders";

const userId = "1100134";
const apiSecret = "EXAMPLE-API-SECRET-0001";
const guid = "1708330228791024";
const now = new Date("2021-08-18T03:07:29Z");

type Form = Readonly<Record<string, string>>;
type Answer = (form: Form, count: number) => unknown;

let server: http.Server;
let requests: Form[];
let answer: Answer;

beforeEach(async () => {
  requests = [];
  answer = () => ({ code: 0, message: "success", data: {} });
  server = http.createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk: Buffer) => (body += chunk.toString()))
      .on("end", () => {
        const form = Object.fromEntries(new URLSearchParams(body));
        requests.push(form);
        const reply = answer(form, requests.length);
        if (typeof reply === "number") response.writeHead(reply).end();
        else response.end(typeof reply === "string" ? reply : JSON.stringify(reply));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

const documented = new Documented(operations);
/** What every request has. */
const common = new Set([
  ...["module", "action", "userid", "time", "sign", "taskid", "dataType", "version", "system_type", "vtime"],
]);

afterEach(async () => {
  for (const form of requests) {
    const fields = Object.entries(form).filter(([key]) => !common.has(key));
    documented.insist(form.action ?? "", Object.fromEntries(fields));
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

afterAll(() => {
  expect(documented.unsent).toEqual([]);
});

function client(options: Partial<ZkeysClientOptions> = {}, readAttempts = 2): ZkeysClient {
  const { port } = server.address() as AddressInfo;
  const http = new HttpClient({ endpoint: `http://127.0.0.1:${port}/api`, readAttempts });
  return new ZkeysClient({ http, userId, apiSecret, now: () => now, ...options });
}

/** The vendor's own sample of a reply. */
function sample(name: string): string {
  return readFileSync(join(__dirname, "..", "fixtures", `${name}.json`), "utf8");
}

const orderNumbers = { clientOrderNo: "590682534662098123" };
const createOrder = {
  ...orderNumbers,
  lineGuid: "1665907446560259",
  productGuid: "1665907642748705",
  systemGuid: "1633652801461868",
  loginName: "root",
  password: "Aa535029279!",
  buyRemarks: "",
  months: 1,
  clientUserId: "1100123",
};
const upgradeOrder = { ...orderNumbers, guid, bandwidthMbps: 1, clientUserId: "1100123" };
const degradeItems: readonly DegradeItem[] = [
  { item: "bandwidth", amount: 1, oldValue: 6, newValue: 5 },
  { item: "ip", addresses: ["114.114.8.16-23"], count: 8 },
  { item: "defense", amount: 5, oldValue: 10, newValue: 5 },
];
const degradeOrder = { guid, items: degradeItems, applyAt: "2021-09-02T03:03:00Z" };
const renewOrder = { ...orderNumbers, guid, months: 1 };
const reinstallOrder = {
  guid,
  systemGuid: "1633652801461868",
  password: "a535029279!",
  installType: "install",
} as const;

type Call = (client: ZkeysClient) => Promise<unknown>;
type Operation = [action: string, call: Call, fields: Form, reply?: string];

const reads: Operation[] = [
  ["getzones", (panel) => panel.getZones(), {}, sample("getzones")],
  ["sync_line", (panel) => panel.getLines(), {}, sample("sync_line")],
  [
    "getsystems",
    (panel) => panel.getSystems(2, 50),
    { page_mode: "2", page_length: "50" },
    sample("getsystems"),
  ],
  ["sync_harddisk", (panel) => panel.getHarddisks(), {}, sample("sync_harddisk")],
  ["sync_product", (panel) => panel.getProducts(), {}, sample("sync_product")],
  [
    "sync_baremetal",
    (panel) => panel.listServices(3, 10),
    { page: "3", number: "10", page_size: "10" },
    sample("sync_baremetal-list"),
  ],
  [
    "sync_baremetal",
    (panel) => panel.getService(guid),
    { guid, page: "1", number: "10", page_size: "10" },
    sample("sync_baremetal-one"),
  ],
  ["degrade_ip_list", (panel) => panel.getDegradableAddresses(guid), { guid }, sample("degrade_ip_list")],
];

const writes: Operation[] = [
  [
    "create",
    (panel) => panel.create(createOrder),
    {
      lineGuid: "1665907446560259",
      productGuid: "1665907642748705",
      systemGuid: "1633652801461868",
      loginName: "root",
      loginPassword: "QWE1MzUwMjkyNzkh",
      buyRemarks: "",
      months: "1",
      clientOrderNo: "590682534662098123",
      agent_order_no: "590682534662098123",
      clientId: "1100123",
      num: "1",
      system_partition_size: "-1",
    },
    sample("create"),
  ],
  [
    "upgrade",
    (panel) => panel.upgrade({ ...upgradeOrder, ipCount: 8, ipKind: "subnet", agentOrderNo: "7" }),
    {
      guid,
      defense: "0",
      bandwidth: "1",
      ip_type: "2",
      ipnum: "8",
      clientOrderNo: "590682534662098123",
      agent_order_no: "7",
      clientUserId: "1100123",
    },
    sample("upgrade"),
  ],
  [
    "degrade",
    (panel) => panel.degrade(degradeOrder),
    {
      guid,
      defense: "5",
      bandwidth: "1",
      ipnum: "8",
      "param[0][item]": "bandwidth",
      "param[0][value]": "1",
      "param[0][date]": "2021-09-02 11:03:00",
      "param[0][old_value]": "6",
      "param[0][new_value]": "5",
      "param[1][item]": "ip",
      "param[1][value][0]": "114.114.8.16-23",
      "param[1][date]": "2021-09-02 11:03:00",
      "param[1][new_value]": "8",
      "param[2][item]": "defense",
      "param[2][value]": "5",
      "param[2][date]": "2021-09-02 11:03:00",
      "param[2][old_value]": "10",
      "param[2][new_value]": "5",
    },
    sample("degrade"),
  ],
  [
    "degrade_cancel",
    (panel) => panel.cancelDegrade(guid, "1708398791985048"),
    { guid, degrade_guid: "1708398791985048" },
  ],
  ["stop", (panel) => panel.stop(guid), { guid }],
  ["start", (panel) => panel.start(guid), { guid }],
  ["restart", (panel) => panel.restart(guid), { guid }],
  [
    "renew",
    (panel) => panel.renew(renewOrder),
    { guid, months: "1", clientOrderNo: "590682534662098123", agent_order_no: "590682534662098123" },
    sample("renew"),
  ],
  [
    "setpass",
    (panel) => panel.resetPassword(guid, "a535029279!"),
    { guid, loginPassword: "YTUzNTAyOTI3OSE=" },
  ],
  [
    "install",
    (panel) => panel.reinstall({ ...reinstallOrder, systemPartitionMb: 0 }),
    {
      guid,
      systemGuid: "1633652801461868",
      loginPassword: "YTUzNTAyOTI3OSE=",
      system_partition_size: "0",
      installType: "install",
      install_mode: "1",
    },
  ],
  ["refund", (panel) => panel.refund(guid), { guid, productType: "baremetal" }],
];

const moduleOf = (action: string) => (action === "refund" ? "common" : "baremetal");

describe("every operation", () => {
  it("is among the 19 of the vendor", () => {
    expect(reads.length + writes.length).toBe(19);
  });

  it.each([...reads, ...writes])(
    "%s sends exactly its parameters, signed",
    async (action, call, fields, reply) => {
      if (reply !== undefined) answer = () => reply;
      await call(client());
      const module = moduleOf(action);
      const signed = `${module}zkeys.api@2019${action}${userId}${apiSecret}1629256049`;
      expect(requests).toEqual([
        {
          module,
          action,
          userid: userId,
          time: "1629256049",
          sign: createHash("md5").update(signed).digest("hex"),
          taskid: "1",
          dataType: "json",
          version: "9.9.9",
          system_type: "zkeys_web",
          vtime: "20210818",
          ...fields,
        },
      ]);
    },
  );

  it.each([...reads, ...writes])("%s passes on a refusal, and is not repeated", async (action, call) => {
    answer = () => ({ code: 1, message: "业务正在操作中，请稍后再试", data: null });
    const error: unknown = await call(client()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      facts: {
        operation: action,
        vendorMessage: "业务正在操作中，请稍后再试",
        translation: "the service is busy",
      },
    });
    expect(requests).toHaveLength(1);
  });
});

describe("a read", () => {
  it.each(reads)("%s is repeated, with a fresh time and signature", async (_, call, _fields, reply = "") => {
    let seconds = 1_629_256_049;
    answer = (_form, count) => (count === 1 ? 502 : reply);
    await call(client({ now: () => new Date(seconds++ * 1000) }));
    const [first, second] = requests;
    expect(second?.time).toBe("1629256050");
    expect(second?.sign).not.toBe(first?.sign);
  });

  it.each(["<html>maintenance</html>", '{"message":"success"}', '{"code":0,"data":[{"name":"no guid"}]}'])(
    "is unavailable when it keeps answering %s",
    async (reply) => {
      answer = () => reply;
      await expect(client().getLines()).rejects.toThrow(UnavailableError);
      expect(requests).toHaveLength(2);
    },
  );
});

describe("a write", () => {
  const faults: [string, unknown][] = [
    ["status 500", 500],
    ["status 504", 504],
    ["HTML", "<html>maintenance</html>"],
    ["half a reply", '{"code":0,"data":['],
    ["a timeout behind the panel", { code: 1, message: "上级接口请求超时" }],
    ["a reply without code", { message: "success", data: {} }],
  ];
  it.each(
    writes.flatMap(([action, call]) => faults.map(([name, fault]) => [action, name, call, fault] as const)),
  )("%s is sent once and of unknown outcome after %s", async (_action, _name, call, fault) => {
    answer = () => fault;
    await expect(call(client())).rejects.toThrow(UnknownOutcomeError);
    expect(requests).toHaveLength(1);
  });

  it("that buys is of unknown outcome when the reply names no server", async () => {
    for (const data of [[], {}, null, [{ name: "no guid" }], "ok"]) {
      answer = () => ({ code: 0, message: "success", data });
      await expect(client().create(createOrder)).rejects.toThrow(UnknownOutcomeError);
    }
  });

  it("that renews is of unknown outcome when the reply names no end", async () => {
    answer = () => ({ code: 0, message: "success", data: {} });
    await expect(client().renew(renewOrder)).rejects.toThrow(UnknownOutcomeError);
  });

  it("that succeeded stays so when the panel returns nothing, in any of PHP's ways", async () => {
    for (const data of [{}, [], null, ""]) {
      answer = () => ({ code: 0, message: "success", data });
      await expect(client().stop(guid)).resolves.toBeUndefined();
      await expect(client().upgrade(upgradeOrder)).resolves.toEqual({ addresses: [] });
    }
  });

  it("that the panel books but does not accept is refused", async () => {
    answer = () => ({
      code: 0,
      message: "success",
      data: { result: false, text: "线路不支持降配预约", data: [] },
    });
    const error: unknown = await client()
      .degrade(degradeOrder)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ facts: { vendorMessage: "线路不支持降配预约" } });
  });

  it("that the account cannot pay says so", async () => {
    answer = () => ({ code: 1, message: "余额不足" });
    const error: unknown = await client()
      .create(createOrder)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AccountRefusedError);
    expect(error).toMatchObject({ refusal: "balance" });
  });
});

describe("an order", () => {
  it.each<[string, Call]>([
    ["a fraction of a month", (panel) => panel.create({ ...createOrder, months: 1.5 })],
    ["no month", (panel) => panel.renew({ ...renewOrder, months: 0 })],
    ["no server", (panel) => panel.create({ ...createOrder, count: 0 })],
    ["a negative amount", (panel) => panel.upgrade({ ...upgradeOrder, defenseGbps: -5 })],
    ["what is no number", (panel) => panel.upgrade({ ...upgradeOrder, ipCount: Number.NaN })],
    ["nothing to add", (panel) => panel.upgrade({ ...upgradeOrder, bandwidthMbps: 0 })],
    ["nothing to take away", (panel) => panel.degrade({ ...degradeOrder, items: [] })],
    ["a time that is none", (panel) => panel.degrade({ ...degradeOrder, applyAt: "soon" })],
    ["an order number in letters", (panel) => panel.create({ ...createOrder, clientOrderNo: "abc" })],
    ["an order number of 19 digits", (panel) => panel.renew({ ...renewOrder, agentOrderNo: "1".repeat(19) })],
  ])("with %s is not sent", async (_, call) => {
    await expect(call(client())).rejects.toThrow(ArgumentError);
    expect(requests).toHaveLength(0);
  });

  it("carries the end customer's identity, and keeps it out of messages", async () => {
    answer = () => ({ code: 1, message: "实名信息错误：张小三丰 13712345678 421000199001011234 42109876" });
    const identity = {
      clientUserId: "1",
      name: "张小三丰",
      mobile: "13712345678",
      idNumber: "421000199001011234",
      fromIp: "192.168.1.1",
      qq: "42109876",
    };
    const error: unknown = await client()
      .create({ ...createOrder, identity })
      .catch((thrown: unknown) => thrown);
    expect(requests[0]).toMatchObject({
      auth_client_user_id: "1",
      auth_name: "张小三丰",
      auth_mobile: "13712345678",
      auth_idnum: "421000199001011234",
      auth_from_ip: "192.168.1.1",
      auth_qq: "42109876",
    });
    expect((error as Error).message).toContain("实名信息错误：[secret] [secret] [secret] [secret]");
  });

  it("keeps the password out of messages, in base64 too", async () => {
    await client().resetPassword(guid, "Tr0ub4dor&3-горы");
    const base64 = requests[0]?.loginPassword ?? "";
    expect(Buffer.from(base64, "base64").toString("utf8")).toBe("Tr0ub4dor&3-горы");
    expect(redact(`Tr0ub4dor&3-горы ${base64} ${apiSecret}`)).toBe("[secret] [secret] [secret]");
  });

  it("writes nested parameters as it is told to", async () => {
    answer = () => sample("degrade");
    const encodeForm: FormEncoder = (fields) => {
      const form = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
      }
      return form.toString();
    };
    await client({ encodeForm }).degrade({ ...degradeOrder, items: degradeItems.slice(1, 2) });
    expect(requests[0]?.param).toBe(
      '[{"item":"ip","value":["114.114.8.16-23"],"date":"2021-09-02 11:03:00","new_value":8}]',
    );
  });

  it("names its execution in the panel's zone", async () => {
    answer = () => sample("degrade");
    await client({ timeZone: "Asia/Tokyo" }).degrade(degradeOrder);
    expect(requests[0]?.["param[0][date]"]).toBe("2021-09-02 12:03:00");
  });
});

describe("a single service", () => {
  it.each(["业务不存在", "该业务不存在"])("is not there when the panel says %s", async (message) => {
    answer = () => ({ code: 1, message });
    expect(await client().getService(guid)).toBeNull();
  });

  it.each([{ baremetal: null }, { baremetal: [] }, [], null])(
    "is not there when the panel shows %j",
    async (data) => {
      answer = () => ({ code: 0, message: "success", data });
      expect(await client().getService(guid)).toBeNull();
    },
  );

  it.each(["会员不存在", "接口不存在", "系统错误"])(
    "is not taken for gone when the panel says %s",
    async (message) => {
      answer = () => ({ code: 1, message });
      await expect(client().getService(guid)).rejects.toThrow(RefusedError);
    },
  );

  it.each([
    { msg: "鉴权失败" },
    { text: "无权操作", data: [] },
    { message: "操作失败", data: { baremetal: [] } },
  ])("is not taken for gone when the panel says no beside a success: %j", async (reply) => {
    answer = () => ({ code: 0, ...reply });
    const error: unknown = await client()
      .getService(guid)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(String(error)).toContain(`The panel said: "${Object.values(reply)[0] as string}"`);
  });

  it("is not taken for another one", async () => {
    answer = () => sample("sync_baremetal-one");
    await expect(client().getService("1")).rejects.toThrow(UnavailableError);
  });
});

describe("a list that is empty", () => {
  const numbers = [
    [0, 0],
    [0, 1],
    [1, 0],
    ["0", "1"],
    [0, undefined],
    [undefined, 0],
  ] as const;
  const rows: unknown[] = [[], null, {}, "", undefined];
  const legal = numbers.flatMap(([total, pages]) => rows.map((none) => [total, pages, none] as const));

  it.each(legal)(
    "is so with %j rows on %j pages, and %j in the place of the rows",
    async (total, pages, none) => {
      answer = ({ action = "" }) => ({
        code: 0,
        message: "success",
        data:
          action === "getsystems"
            ? { items: total, pages, systems: none }
            : { total_number: total, total_page: pages, baremetal: none },
      });
      expect(await client({}, 1).listAllServices()).toEqual([]);
      expect(await client({}, 1).getAllSystems()).toEqual([]);
      expect(requests).toHaveLength(2);
    },
  );

  it("is so when it says one page, and its rows are there", async () => {
    answer = () => ({ code: 0, message: "success", data: { total_page: 1, baremetal: [] } });
    expect(await client({}, 1).listAllServices()).toEqual([]);
    answer = () => ({ code: 0, message: "success", data: { baremetal: [] } });
    expect(await client({}, 1).listAllServices()).toEqual([]);
  });

  const refusals: unknown[] = [
    { code: 0, msg: "鉴权失败" },
    { code: 0, message: "鉴权失败", data: null },
    { code: 0, text: "鉴权失败", data: [] },
    { code: 0, message: "鉴权失败", data: {} },
    { code: 0, message: "鉴权失败", data: { total_number: 0, total_page: 0, baremetal: [] } },
  ];
  it.each(refusals)("is none, and the panel is quoted, when it may be a refusal: %j", async (reply) => {
    answer = () => reply;
    const calls: Call[] = [
      (api) => api.listAllServices(),
      (api) => api.getLines(),
      (api) => api.getZones(),
      (api) => api.getProducts(),
      (api) => api.getAllSystems(),
      (api) => api.getDegradableAddresses(guid),
    ];
    for (const call of calls) {
      const error: unknown = await call(client({}, 1)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(String(error)).toMatch(
        /The panel said: "鉴权失败" \(the API key is wrong\)\. Check `zkeys:userId`/,
      );
    }
  });

  it.each([{}, { data: {} }, { data: [] }, { data: null }, { data: { total_page: 1 } }])(
    "is none when neither rows nor numbers say so: %j",
    async (reply) => {
      answer = () => ({ code: 0, message: "success", ...reply });
      await expect(client({}, 1).listAllServices()).rejects.toThrow(UnavailableError);
    },
  );

  it.each([
    [1, 1],
    [77, 1],
    [77, 0],
  ])("is none when it counts %i rows on %i pages and shows none", async (total, pages) => {
    answer = () => ({
      code: 0,
      message: "success",
      data: { total_number: total, total_page: pages, baremetal: [] },
    });
    await expect(client({}, 1).listAllServices()).rejects.toThrow(/cannot be read whole/);
  });
});

describe("all services", () => {
  it("are read from a panel with small pages and exchanged totals, side by side after the first page", async () => {
    const all = Array.from({ length: 77 }, (_, index) => ({ guid: String(1000 + index) }));
    answer = ({ page, number }) => {
      const size = Math.min(Number(number), 10);
      const baremetal = all.slice((Number(page) - 1) * size, Number(page) * size);
      return { code: 0, message: "success", data: { total_number: 8, total_page: "77", baremetal } };
    };
    const services = await client().listAllServices();
    expect(services.map((service) => service.guid)).toEqual(all.map((service) => service.guid));
    expect(requests.map(({ page }) => Number(page)).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(requests.map(({ taskid }) => taskid)).size).toBe(8);
  });

  it("are an error when some are withheld", async () => {
    answer = () => sample("sync_baremetal-list");
    await expect(client().listAllServices()).rejects.toThrow(
      /cannot be read whole: the panel says that there are 77 rows; 1 were found/,
    );
  });
});

it("the catalogue is loaded whole", async () => {
  answer = ({ action = "" }) => sample(action).replace('"items": 116', '"items": 1');
  const catalog = await loadCatalog(client());
  expect(Object.values(catalog).map((rows: readonly unknown[]) => rows.length)).toEqual([2, 1, 1, 2, 1]);
  expect(requests).toHaveLength(5);
});

describe("an account", () => {
  it.each([
    ["a user id that is no number", { userId: "web" }],
    ["an empty key", { apiSecret: "" }],
    ["a time zone that does not exist", { timeZone: "Asia/Hangzhou" }],
  ])("with %s is refused", (_, options) => {
    expect(() => client(options)).toThrow(ConfigurationError);
  });
});
